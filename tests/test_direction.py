"""Names and titles that are read from right to left stay within themselves: on pages, in PDFs and in
Word."""

import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser

import pikepdf
import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from lxml import etree

from assessments import lifecycle
from assessments.models import (
    Answer,
    Assessment,
    Conclusion,
    Finding,
    FollowUp,
    Recommendation,
)
from indicators.models import Indicator
from loket_eval.direction import bdi, isolated_text
from loket_eval.pdf import render_pdf
from networks.models import Network, Organisation, User
from reports import confirming
from reports.exports import report_docx
from reports.report_building import report_of
from reports.report_files import report_pdf

from .cast import Cast, make_assessment
from .indicators.versions import stored, version

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Hebrew and Arabic; the last one has a sign that turns everything behind it around.
NETWORK, PARTNER, TITLE = "רשת צפון 24", "شرطة الشمال (7)", "דוח 2026"
ANNA, SET, HEADLINE = "חנה", "מדדים 2", "مهم: ١"
NAMES = (NETWORK, PARTNER, TITLE, ANNA, SET, HEADLINE)
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "legend", "li", "main", "nav",
    "ol", "option", "p", "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
VOID = {"br", "img", "input", "link", "meta", "hr", "use", "path", "col", "progress"}


class Leaks(HTMLParser):
    """Finds names that share a line with other text without standing by themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []
        # What the present line holds: of each text whether it stands by itself.
        self.line: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS or tag == "br":
            self.end_line()
        if tag not in VOID:
            is_alone = tag == "bdi" or dict(attrs).get("dir") == "auto"
            self.open.append((tag, is_alone and tag not in BLOCKS))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.end_line()
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = {tag for tag, _is_alone in self.open}
        if data.strip() and not inside & {"style", "script", "title", "textarea", "svg", "option"}:
            self.line.append((data.strip(), any(is_alone for _tag, is_alone in self.open)))

    def end_line(self) -> None:
        if len(self.line) > 1 or any(
            name in text and text != name for text, _alone in self.line for name in NAMES
        ):
            self.found += [
                text
                for text, is_alone in self.line
                if not is_alone and any(name in text for name in NAMES)
            ]
        self.line = []


def leaks(html: str) -> list[str]:
    parser = Leaks()
    parser.feed(html)
    parser.close()
    parser.end_line()
    return parser.found


@pytest.fixture
def scene(cast: Cast) -> Assessment:
    """Noord under names that are read from right to left, with a confirmed report of 2025."""
    definition = version("abc", "de")
    indicator_set = stored(definition)
    Network.objects.filter(pk=cast.noord.pk).update(name=NETWORK)
    Organisation.objects.filter(name="Politie Noord").update(name=PARTNER)
    User.objects.filter(pk=cast.anna.pk).update(name=ANNA)
    network = Network.objects.get(pk=cast.noord.pk)
    last_year = make_assessment(network, indicator_set, 2025)
    Assessment.objects.filter(pk=last_year.pk).update(title=TITLE)
    last_year.refresh_from_db()
    fill(last_year, cast)
    lifecycle.submit_for_review(assessment=last_year)
    confirming.confirm(assessment=last_year, by=cast.anna)
    running = lifecycle.start(
        network=network,
        indicator_set=indicator_set,
        title=TITLE,
        period_start="2026-01-01",
        period_end="2026-12-31",
        by=cast.anna,
    )
    fill(running, cast)
    return running


def fill(assessment: Assessment, cast: Cast) -> None:
    for indicator in Indicator.objects.all():
        Answer.objects.create(
            assessment=assessment,
            indicator=indicator,
            text=HEADLINE,
            judgement="strength",
            changed_by=cast.anna,
            changed_at="2026-02-01T12:00Z",
        )
    Finding.objects.create(
        assessment=assessment, kind="strength", headline=HEADLINE, position=1, is_key=True
    )
    Conclusion.objects.create(assessment=assessment, question=HEADLINE, text=HEADLINE)
    Recommendation.objects.create(assessment=assessment, what=HEADLINE, who=PARTNER)
    FollowUp.objects.create(assessment=assessment, what=HEADLINE, origin=TITLE)


def pages(scene: Assessment, anna: Client) -> Iterator[tuple[str, str]]:
    """Give each page of Anna on which a name stands."""
    last_year = Assessment.objects.get(state="confirmed")
    of_running = (
        "assessment", "name_and_period", "remove_assessment", "version", "points", "recommendations", "texts",
        "confirmation", "report", "earlier_texts",
    )  # fmt: skip
    addresses = [reverse(name, args=[scene.pk]) for name in of_running]
    addresses += [reverse(name) for name in ("start", "reports", "search", "comparison")]
    addresses += [
        reverse("theme", args=[scene.pk, "thema-1"]),
        reverse("report", args=[last_year.pk]),
        reverse("confirmation", args=[last_year.pk]),
        reverse("development", args=["noord"]),
        reverse("start_assessment", args=["noord"]),
        f"{reverse('search')}?q=مهم",
        f"{reverse('side_by_side')}?rapport={last_year.pk}",
    ]
    for address in addresses:
        reply = anna.get(address)
        assert reply.status_code == 200, address
        yield address, reply.content.decode()


def test_no_name_leaks_into_a_page(scene: Assessment, cast: Cast, as_user) -> None:
    """Every name of Anna's pages that shares its line with other words stands by itself."""
    found = {}
    seen = 0
    for address, html in pages(scene, as_user(cast.anna)):
        seen += sum(html.count(name) for name in NAMES)
        if leaked := leaks(html):
            found[address] = leaked
    assert found == {}
    assert seen > 100


def test_the_sweep_finds_a_leak() -> None:
    assert leaks(f"<p>Van {NETWORK} in 2026</p>") == [f"Van {NETWORK} in 2026"]
    assert leaks(f"<p>Van <a>{NETWORK}</a> 2026</p>") == [NETWORK]
    assert leaks(f"<p>Van <bdi>{NETWORK}</bdi> 2026</p><h1>{NETWORK}</h1>") == []


@pytest.mark.parametrize(
    ("name", "shown", "plain"),
    [
        ("Netwerk Noord", "Netwerk Noord", "Netwerk Noord"),
        ("Één & ’t Gooi", "Één &amp; ’t Gooi", "Één & ’t Gooi"),
        ("רשת <b>", "<bdi>רשת &lt;b&gt;</bdi>", "\u2068רשת <b>\u2069"),
        # Stored before typed text was cleaned: it would turn the rest of its line around.
        ("Noord\u202e", "<bdi>Noord</bdi>", "\u2068Noord\u2069"),
        ("\u2067Noord", "<bdi>Noord</bdi>", "\u2068Noord\u2069"),
    ],
)
def test_only_what_could_leak_is_wrapped(name: str, shown: str, plain: str) -> None:
    assert (bdi(name), isolated_text(name)) == (shown, plain)


def test_a_turning_sign_in_a_stored_name_stays_in_it(scene: Assessment, cast: Cast, as_user):
    """A name of before the cleaning, past every form: no page has the sign."""
    Network.objects.filter(pk=scene.network_id).update(name="Net\u202ewerk Noord")
    anna = as_user(cast.anna)
    for name in ("start", "assessment"):
        page = anna.get(reverse(name, args=[scene.pk] if name != "start" else [])).content.decode()
        assert ("<bdi>Netwerk Noord</bdi>" in page, "\u202e" in page) == (True, False)


def places(pdf: bytes) -> dict[str, float]:
    """Return how far from the left each piece of text begins."""
    found: dict[str, float] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        at, signs = 0.0, {}
        for instruction in pikepdf.parse_content_stream(page):
            operator, operands = str(instruction.operator), instruction.operands
            if operator == "Tf":
                source = page.Resources.Font[str(operands[0])].ToUnicode.read_bytes().decode()
                signs = {
                    bytes.fromhex(glyph): bytes.fromhex(text).decode("utf-16-be")
                    for glyph, text in re.findall("<([0-9a-f]{4})> <([0-9a-f]*)>", source)
                }
            elif operator == "Tm":
                at = float(operands[4])
            elif operator == "TJ":
                glyphs = b"".join(
                    bytes(one) for one in operands[0] if isinstance(one, pikepdf.String)
                )
                text = "".join(signs[glyphs[n : n + 2]] for n in range(0, len(glyphs), 2))
                found[text.strip()] = at
    return found


def test_a_pdf_keeps_a_number_behind_a_name_behind_it() -> None:
    """Bare, the day would be drawn in front of the network; the filter keeps it where it belongs."""
    order = {}
    for shown in ("{{ name }}", "{{ name|bdi }}"):
        page = Template(
            '<!doctype html><html lang="nl"><head><title>Proef</title></head>'
            f"<body><p>{shown} 1 januari</p></body></html>"
        ).render(Context({"name": "רשת"}))
        drawn = places(render_pdf(page, []))
        order[shown] = [text for text, _at in sorted(drawn.items(), key=lambda pair: pair[1])]
    assert order["{{ name|bdi }}"][0] in {"רשת", "תשר"}
    assert order["{{ name|bdi }}"][1:] == ["1 januari"]
    assert order["{{ name }}"] != order["{{ name|bdi }}"]


def test_the_pdf_of_a_report_takes_these_names(scene: Assessment) -> None:
    """Each of its names that shares a line with other words stands by itself there, too."""
    report = report_of(
        Assessment.objects.select_related("network", "indicator_set").get(pk=scene.pk)
    )
    assert leaks(render_to_string("reports/print.html", {"report": report})) == []
    assert report_pdf(report).startswith(b"%PDF")


def paragraphs_of(content: bytes) -> list[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return list(etree.fromstring(file.read("word/document.xml")).iter(f"{W}p"))


def test_word_gets_the_marks_of_its_direction(scene: Assessment) -> None:
    """A paragraph that begins so is turned; of a Dutch one only the words that are."""
    scene.answers.filter(indicator__key="a").update(text="שלום עולם 24, כן")
    scene.answers.filter(indicator__key="b").update(text="Wij zeggen שלום עולם elke dag.")
    scene.answers.filter(indicator__key="c").update(text="Gewoon Nederlands.")
    report = report_of(
        Assessment.objects.select_related("network", "indicator_set").get(pk=scene.pk)
    )
    found = {}
    for paragraph in paragraphs_of(report_docx(report)):
        runs = [
            ("".join(run.itertext()), run.find(f"{W}rPr/{W}rtl") is not None)
            for run in paragraph.iter(f"{W}r")
        ]
        text = "".join(piece for piece, _turned in runs)
        found[text] = (paragraph.find(f"{W}pPr/{W}bidi") is not None, runs)
    assert found["שלום עולם 24, כן"] == (True, [("שלום עולם 24, כן", True)])
    assert found["Wij zeggen שלום עולם elke dag."] == (
        False,
        [("Wij zeggen ", False), ("שלום עולם", True), (" elke dag.", False)],
    )
    assert found["Gewoon Nederlands."] == (False, [("Gewoon Nederlands.", False)])
    headings = [is_turned for text, (is_turned, _runs) in found.items() if text == TITLE]
    assert headings == [True]


def test_word_has_the_size_and_the_font_of_other_scripts(scene: Assessment) -> None:
    """Hebrew, Arabic and Thai are as large and as bold as Dutch, and in a font that has them."""
    report = report_of(
        Assessment.objects.select_related("network", "indicator_set").get(pk=scene.pk)
    )
    with zipfile.ZipFile(io.BytesIO(report_docx(report))) as file:
        styles = etree.fromstring(file.read("word/styles.xml"))
    looks = {
        style.get(f"{W}styleId"): style.find(f"{W}rPr")
        for style in styles.iter(f"{W}style")
        if style.get(f"{W}type") == "paragraph"
    }
    for name, size in (("Normal", "22"), ("Heading1", "40"), ("Tabeltekst", "20")):
        look = looks[name]
        assert look.find(f"{W}rFonts").get(f"{W}cs") == "Tahoma"
        assert look.find(f"{W}sz").get(f"{W}val") == size
        for plain in ("b", "i", "sz"):
            (same,) = look.findall(f"{W}{plain}Cs")
            assert same.attrib == look.find(f"{W}{plain}").attrib
