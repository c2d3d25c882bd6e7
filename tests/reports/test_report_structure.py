"""The checker of PDF structure finds what is broken, and both editions of a report pass it."""

import hashlib
import inspect
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import page
import pikepdf
import pytest
from django.conf import settings
from django.template.loader import render_to_string
from tinyhtml5 import inputstream

from indicators.catalogue import catalogue_of
from loket_eval.joined_styles import style_sheet
from loket_eval.pdf import Attached, render_pdf
from reports.answer_table import answers_csv
from reports.report_building import report_of
from reports.report_files import report_archive, report_json
from samples.sample_files import parse_sample
from samples.sample_rows import load_network, load_sample
from tests.cast import SETS, load_set, real_set

from .pdf_structure import faults

SOUND = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Rapport</title></head><body>
<h1>Rapport</h1><h2 id="een">Eén</h2><p>Zie <a href="#een">deel één</a>.</p>
<h3>Telling</h3><p>{long}</p>
<table><thead><tr><th scope="col">Wie</th><th scope="col">Aantal</th></tr></thead>
<tbody>{rows}</tbody></table><ul><li>een</li><li>twee</li></ul></body></html>""".format(
    long="Dit gaat door op de volgende bladzijde. " * 120,
    rows='<tr><th scope="row">Politie</th><td>12</td></tr>' * 40,
)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


@pytest.fixture(scope="module")
def sound() -> bytes:
    return render_pdf(SOUND, [])


def broken(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return a PDF after a change that a program could make by mistake."""
    with opened(pdf) as document:
        change(document)
        target = io.BytesIO()
        document.save(target, compress_streams=False)
    return target.getvalue()


def first(document: pikepdf.Pdf, tag: str) -> pikepdf.Object:
    return next(
        item
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == tag
    )


def write_outside(document: pikepdf.Pdf) -> None:
    font, of_font = next(iter(document.pages[0].Resources.Font.items()))
    code = of_font.ToUnicode.read_bytes().partition(b"beginbfchar\n")[2].split()[0].decode()
    document.pages[0].contents_add(f"BT {font} 12 Tf {code} Tj ET".encode())


def swap(document: pikepdf.Pdf) -> None:
    kids = document.Root.StructTreeRoot.K[0].K
    kids[3], kids[2] = kids[2], kids[3]


def test_a_sound_document_has_no_faults(sound: bytes) -> None:
    """Also where a paragraph and a table go on over the page: they count once, and so does the
    table's head."""
    assert faults(sound, SOUND) == []
    with opened(sound) as document:
        assert len(document.pages) == 3


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda document: document.Root.__delitem__("/Lang"), "no language"),
        (lambda document: document.docinfo.__delitem__("/Title"), "no title, or it is not shown"),
        (
            lambda document: first(document, "/TH").A.__delitem__("/Scope"),
            "a TH without scope: 'Wie'",
        ),
        (
            lambda document: first(document, "/TD").A.__delitem__("/Headers"),
            "a TD without headers: '12'",
        ),
        (
            lambda document: setattr(first(document, "/P"), "S", pikepdf.Name.Div),
            "bare text in Div: 'Zie '",
        ),
        (
            lambda document: setattr(first(document, "/H2"), "S", pikepdf.Name.H4),
            "after a heading of level 1 comes one of level 4: 'Eén'",
        ),
        (
            lambda document: setattr(first(document, "/H3"), "S", pikepdf.Name.Figure),
            "a figure without Alt: 'Telling'",
        ),
        (
            lambda document: document.pages[0].Annots[0].__delitem__("/F"),
            "a link that is not printed: deel één",
        ),
        (
            lambda document: document.Root.__delitem__("/Outlines"),
            "the bookmarks are not the headings",
        ),
        (write_outside, "text outside the structure: '"),
        (swap, "the document says 'Ziedeeléén.' where the PDF says 'Telling"),
    ],
)
def test_the_checker_finds_what_is_broken(
    sound: bytes, change: Callable[[pikepdf.Pdf], None], fault: str
) -> None:
    """Each fault that a report could have is named."""
    found = faults(broken(sound, change), SOUND)
    assert [text for text in found if text.startswith(fault)], found


def test_the_archive_edition_of_the_2014_report(db: None, tmp_path: Path) -> None:
    """It passes PDF/A-3a and PDF/UA-1, it reads as the page does, and holds its data, dated."""
    framework = load_set("evaluatiekader-loket-politie-2014.yaml")
    key = (framework.slug, framework.version)
    content = (SETS.parent / "samples" / "loket-politie.yaml").read_bytes()
    sample = parse_sample(content, {key: real_set("evaluatiekader-loket-politie-2014.yaml")})
    network = load_network(sample)
    assessment = load_sample(sample, {key: catalogue_of(framework)}, network=network)[0]
    report = report_of(assessment)
    pdf = report_archive(report)
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)
    for profile in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        assert " 0 failed, " in str(page.validate_pdf(str(file), profile=profile))
    assert faults(pdf, render_to_string("reports/print.html", {"report": report})) == []
    with opened(pdf) as document:
        files = {name: document.attachments[name] for name in document.attachments}
        assert {
            name: (str(item.relationship), item.get_file().mime_type)
            for name, item in files.items()
        } == {
            f"{report.file_name}_antwoorden.csv": ("/Data", "text/csv"),
            f"{report.file_name}.json": ("/Source", "application/json"),
        }
        assert files[f"{report.file_name}.json"].get_file().read_bytes() == report_json(report)
        assert files[f"{report.file_name}_antwoorden.csv"].get_file().read_bytes() == answers_csv(
            report
        )
        assert {item.get_file().creation_date.date() for item in files.values()} == {
            report.confirmed_on
        }
        assert all(item.description for item in files.values())
        assert len(document.Root.AF) == 2
        assert str(document.docinfo.CreationDate) == f"D:{report.confirmed_on:%Y%m%d}"
    assert b'pdfuaid:part="1"' in pdf


def rendered(html: str, style: str) -> tuple[list[str], list[tuple[str, float]]]:
    """Return the SHA-256 of an archive edition and an ordinary one, and the steps to the first."""
    steps = []
    attached = [
        Attached(
            name="a.json",
            content=b"{}",
            description="Gegevens",
            relationship="Data",
            day=date(2026, 5, 1),
        ),
        Attached(name="b.csv", content=b"a;b", description="Tabel", relationship="Data", day=None),
    ]
    archive = render_pdf(
        html,
        [style],
        variant="pdf/a-3a",
        attachments=attached,
        progress=lambda *step: steps.append(step),
    )
    return [hashlib.sha256(pdf).hexdigest() for pdf in (archive, render_pdf(html, [style]))], steps


IN_ANOTHER_PROCESS = f"""
import hashlib, json, sys
from datetime import date
from pathlib import Path
from loket_eval.pdf import Attached, render_pdf
{inspect.getsource(rendered)}
print(json.dumps(rendered(*(Path(name).read_text() for name in sys.argv[1:]))[0]))
"""


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another process, after another rendering, at another moment; and the way there is told in
    steps."""
    html, style = tmp_path / "report.html", tmp_path / "print.css"
    html.write_text(SOUND)
    style.write_text(style_sheet("print.css"))
    elsewhere = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS, str(html), str(style)],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=True,
        text=True,
    )
    hashes, steps = rendered(html.read_text(), style.read_text())
    assert json.loads(elsewhere.stdout) == hashes
    shares = [share for _step, share in steps]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert list(dict.fromkeys(step for step, _share in steps)) == [
        "reading",
        "layout",
        "drawing",
        "writing",
    ]


class _CancelledError(Exception):
    pass


def test_who_hears_of_progress_can_stop_it() -> None:
    """An exception of the listener ends the rendering, and the next rendering is whole."""

    def stop(step: str, share: float) -> None:
        if step == "layout":
            raise _CancelledError

    with pytest.raises(_CancelledError):
        render_pdf(SOUND, [], progress=stop)
    assert faults(render_pdf(SOUND, []), SOUND) == []


PICTURE = """<!doctype html><html lang="nl"><head><title>Rapport</title></head><body><h1>Rapport</h1>
<svg width="10em" height="4em" viewBox="0 0 100 40"><title>Vraag 1.10</title>
<text x="50" y="20" text-anchor="middle">1.10</text></svg></body></html>"""


def test_the_text_of_a_picture_is_drawn_as_a_whole() -> None:
    """Not letter by letter, and not as a drawing within the drawing: both cost a report a tenth of
    its time."""
    with opened(render_pdf(PICTURE, [])) as document:
        assert (
            "/XObject" not in document.pages[0].Resources or not document.pages[0].Resources.XObject
        )
        shown = [
            i
            for i in pikepdf.parse_content_stream(document.pages[0])
            if str(i.operator) in ("Tj", "TJ")
        ]
    assert len(shown) == 2
    assert vars(inputstream)["characters_until_regex"]
    assert faults(render_pdf(PICTURE, []), PICTURE) == []
