"""Both editions as Word and Excel: what may be shown is in them, and what may not is in neither."""

import io
import re
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from national.edition_building import editions_of
from national.edition_sheets import national_xlsx
from national.edition_word import national_docx
from national.models import NationalReport
from networks.models import User
from tests.assessments.test_queries import set_of
from tests.cast import Cast, real_set

from .nationals import confirmed, consent, start

LogIn = Callable[[User], Client]
SETS = ("werkset-veiligheid-voorop-2.0.yaml", "evaluatiekader-loket-politie-2014.yaml")


@pytest.fixture
def report(cast: Cast) -> NationalReport:
    """Ten networks: 6 and 4; all strong; 8 strong, one partly and one to improve."""
    small = set_of(2)
    judged = [
        {
            "vraag-0-0": "strength" if n < 6 else "improvement",
            "vraag-0-1": "strength",
            "vraag-1-0": "strength" if n < 8 else ("mixed", "improvement")[n - 8],
        }
        for n in range(10)
    ]
    confirmed(small, judged, networks=[cast.noord, cast.zuid])
    return start(small)


def rows(content: bytes, sheet: str) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(content))[sheet].values)


def numbers(content: bytes) -> dict[str, tuple[object, ...]]:
    return {str(row[1]): row[4:11] for row in rows(content, "Cijfers")[1:4]}


def written(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_shared_spreadsheet_hides_what_the_report_hides(report: NationalReport) -> None:
    """Strong, partly, to improve, and so on, in the order of a scale; the last column counts two
    together."""
    editions = editions_of(report)
    hidden = "verborgen"
    assert numbers(national_xlsx(editions.shared)) == {
        "1.1": (6, 0, 4, 0, 0, 0, None),
        "1.2": (hidden, hidden, 0, 0, 0, 0, "10 sterk of deels"),
        "2.1": (*[hidden] * 6, None),
    }
    office = national_xlsx(editions.office)
    assert numbers(office)["2.1"] == (8, 1, 1, 0, 0, 0, None)
    by_network = rows(office, "Per netwerk")
    assert "Netwerk Noord" in by_network[0]
    shared = load_workbook(io.BytesIO(national_xlsx(editions.shared))).sheetnames
    assert "Per netwerk" not in shared
    assert "Kernpunten per netwerk" not in shared


def test_word_says_what_the_page_says(report: NationalReport) -> None:
    editions = editions_of(report)
    shared, office = (written(national_docx(one)) for one in (editions.shared, editions.office))
    assert "6 sterk, 4 te verbeteren" in shared
    assert "10 sterk of deels" in shared
    assert "Sterk en deels zijn samen geteld" in shared
    assert "Van deze vraag tonen wij geen cijfers" in shared
    assert "8 sterk, 1 deels, 1 te verbeteren" in office
    assert "8 sterk" not in shared
    assert national_docx(editions.shared) == national_docx(editions.shared)


def test_in_word_a_judgement_stays_with_the_words_of_the_network(cast: Cast) -> None:
    """Its number and mark never stand alone at the end of a page."""
    small = set_of(1)
    judged = [{"vraag-0-0": "strength"}] * 6 + [{"vraag-0-0": "improvement"}] * 4
    consent(confirmed(small, judged, text="Wij bellen elkaar elke week op een vaste dag."))
    edition = editions_of(start(small)).shared
    paragraphs = docx.Document(io.BytesIO(national_docx(edition))).paragraphs
    quotes = [
        n
        for n, one in enumerate(paragraphs)
        if one.text == "“Wij bellen elkaar elke week op een vaste dag.”"
    ]
    assert quotes
    for n in quotes:
        above, quote = paragraphs[n - 1], paragraphs[n]
        assert re.fullmatch(r"\(1\.1 · [▲◇] (sterk punt|verbeterpunt)\)", above.text)
        assert above.paragraph_format.keep_with_next
        assert not quote.paragraph_format.keep_with_next


def test_only_the_office_gets_the_files_with_names(
    report: NationalReport, cast: Cast, as_user: LogIn
) -> None:
    for name in ("national_office_xlsx", "national_office_word", "national_xlsx"):
        address = reverse(name, args=[report.pk])
        assert as_user(cast.anna).get(address).status_code == 404
        assert as_user(cast.lotte).get(address).status_code in (200, 303)


def test_the_summary_speaks_in_statements_and_never_asks(
    report: NationalReport, cast: Cast, as_user: LogIn
) -> None:
    """With a statement it is that, marked as ours; without one the number stands for the
    question."""
    edition = editions_of(report).shared
    assert [shared.question.sentence for shared in edition.strengths] == ["Vraag 1.1"]
    page = as_user(cast.lotte).get(reverse("national_report", args=[report.pk])).content.decode()
    summary = page[page.index('id="samenvatting"') : page.index('id="inleiding"')]
    assert "?" not in summary.replace("?pagina", "")
    assert "10 zelfevaluaties" in summary


def test_both_real_sets_have_a_statement_for_every_question() -> None:
    """Each is one sentence that says something, and none is a question."""
    said = [
        indicator.statement
        for name in SETS
        for theme in real_set(name).themes
        for group in theme.groups
        for indicator in group.indicators
    ]
    assert len(said) == len(set(said)) == 46 + 67
    odd = [one for one in said if not one.endswith(".") or "?" in one or len(one) > 90]
    assert odd == []
