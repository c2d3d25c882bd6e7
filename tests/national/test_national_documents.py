"""The overarching report as a file: PDF for everybody who reads it, also by ear, and the command
that writes it."""

import logging
from collections.abc import Callable
from pathlib import Path

import page
import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from documents.models import Document
from documents.storage import path_of
from indicators.models import IndicatorSet
from national import edition_files, lifecycle
from national.edition import Edition, Office, edition_from_json, office_from_json
from networks.models import User
from tests.assessments.test_queries import set_of
from tests.cast import Cast
from tests.documents.making import made
from tests.reports.pdf_structure import faults

from .nationals import confirmed, consent, start

TEXT = "Wij bellen elke week met elkaar, en wat wij afspreken staat dezelfde dag in het verslag."


@pytest.fixture
def small(db: None) -> IndicatorSet:
    indicator_set = set_of(2)
    judged = [
        {"vraag-0-0": "strength", "vraag-0-1": "improvement" if n else "mixed"} for n in range(5)
    ]
    consent(confirmed(indicator_set, judged, text=TEXT))
    return indicator_set


@pytest.fixture
def editions(small: IndicatorSet, cast: Cast) -> list[Edition | Office]:
    report = start(small)
    lifecycle.add_recommendation(
        report, {"what": TEXT, "who": "Het landelijk netwerk"}, by=cast.lotte
    )
    version = lifecycle.confirm(report=report, by=cast.lotte)
    return [edition_from_json(version.shared), office_from_json(version.office)]


def html_of(edition: Edition | Office) -> str:
    networks = edition.networks if isinstance(edition, Office) else ()
    return render_to_string(
        "national/print.html", edition_files.context_of(edition) | {"networks": networks}
    )


def test_both_editions_are_tagged_pdfs(editions: list[Edition | Office], tmp_path: Path, caplog):
    """PDF/UA-1, the structure that the page has, the same bytes twice, and no warning while
    rendering."""
    with caplog.at_level(logging.WARNING):
        for edition in editions:
            pdf = edition_files.national_pdf(edition)
            assert faults(pdf, html_of(edition)) == []
            file = tmp_path / "rapport.pdf"
            file.write_bytes(pdf)
            assert " 0 failed, " in str(
                page.validate_pdf(str(file), profile=page.ValidationProfile.PDF_UA_1)
            )
        assert edition_files.national_pdf(editions[1]) == pdf
    assert caplog.records == []


def test_a_pdf_of_too_many_networks_says_what_it_leaves_out(
    editions: list[Edition | Office], monkeypatch
):
    """Two of five networks by name, and the number of the others."""
    monkeypatch.setattr(edition_files, "NETWORKS_IN_PDF", 2)
    rendered: list[str] = []
    monkeypatch.setattr(
        edition_files, "render_pdf", lambda html, *_styles, **_options: rendered.append(html) or b""
    )
    edition_files.national_pdf(editions[1])
    assert "de eerste 2 netwerken" in rendered[0]
    assert "3 andere" in rendered[0]
    assert rendered[0].count("<h3>Regio Nummer") == 2


def test_a_deleted_concept_leaves_no_file_behind(
    small: IndicatorSet,
    cast: Cast,
    as_user: Callable[[User], Client],
    django_capture_on_commit_callbacks,
):
    """Networks stood in it by name; nobody can find it any more, so nobody would ever remove it."""
    report = start(small)
    made(as_user(cast.lotte), reverse("national_office_pdf", args=[report.pk]))
    file = path_of(Document.objects.about(report).get().sha256)
    assert file.exists()
    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.delete(report=report)
    assert not file.exists()


@pytest.mark.parametrize("kind", ["pdf", "html", "json", "csv", "docx", "xlsx"])
def test_the_command_writes_a_file(kind: str, small: IndicatorSet, tmp_path: Path):
    """Each format of a concept; the shared edition has no network's judgement, the office's has
    all."""
    report, file = start(small), tmp_path / f"rapport.{kind}"
    call_command("national_report", str(report.pk), "--format", kind, "-o", str(file))
    content = file.read_bytes()
    assert content
    if kind == "csv":
        assert "verborgen" in content.decode("utf-8-sig")
        assert "5 deels of te verbeteren" in content.decode("utf-8-sig")
        call_command(
            "national_report",
            str(report.pk),
            "--format",
            kind,
            "--edition",
            "office",
            "-o",
            str(file),
        )
        assert "verborgen" not in file.read_text("utf-8-sig")


def test_the_command_without_a_report(db: None, tmp_path: Path):
    """A number that no report has is said in one line, and nothing is written."""
    with pytest.raises(CommandError, match="geen landelijk rapport met nummer 999"):
        call_command("national_report", "999", "-o", str(tmp_path / "rapport.pdf"))
    assert list(tmp_path.iterdir()) == []
