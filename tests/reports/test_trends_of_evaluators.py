"""What evaluators judged over the periods: a second series, beside that of the network.

The versions of the set are those of test_trends.py.
"""

import io
import re
import subprocess
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from assessments import lifecycle
from assessments.models import Assessment, Source, View
from indicators.models import Indicator, IndicatorSet
from networks.models import User
from reports.exports.excel_report import report_xlsx
from reports.pictures.drawing import Box, Line
from reports.report import report_as_json, report_from_json
from reports.report_building import build_report, report_of
from reports.report_files import report_pdf
from reports.templatetags.trends import progress, progress_of_themes
from reports.trends.stored_trends import SincePrevious
from tests.assessments.set_versions import make_version
from tests.cast import Cast

from .pdf_structure import faults
from .test_trends import YEARS, answer, confirm

LogIn = Callable[[User], Client]

# Nobody judged in 2026.
EVA = {
    2024: {"same": "mixed", "reworded": "strength", "other": "mixed"},
    2025: {
        "same": "improvement",
        "reworded": "strength",
        "other": "strength",
        "new": "cannot_judge",
    },
}


@pytest.fixture
def sets(db: None) -> dict[int, IndicatorSet]:
    """The three versions, one for each year."""
    return {year: make_version(version) for year, version in zip(YEARS, "123", strict=True)}


def judge(assessment: Assessment, person: User, judgements: dict[str, str]) -> Source:
    source = Source.objects.create(
        assessment=assessment, kind="evaluator", person=person, sent_in_at=timezone.now()
    )
    asked = Indicator.objects.filter(group__theme__indicator_set=assessment.indicator_set_id)
    pks = dict(asked.values_list("key", "pk"))
    View.objects.bulk_create(
        View(source=source, indicator_id=pks[key], judgement=judgement)
        for key, judgement in judgements.items()
    )
    return source


def start(year: int, cast: Cast, sets: dict[int, IndicatorSet]) -> Assessment:
    assessment = lifecycle.start(
        network=cast.noord,
        indicator_set=sets[year],
        title=f"Zelfevaluatie {year}",
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        by=cast.anna,
    )
    answer(assessment, YEARS[year])
    return assessment


@pytest.fixture
def periods(cast: Cast, sets: dict[int, IndicatorSet]) -> list[Assessment]:
    """Noord's confirmed assessments of 2024 and 2025, in which Eva judged, and that of 2026."""
    made = []
    for year in YEARS:
        assessment = start(year, cast, sets)
        if year in EVA:
            judge(assessment, cast.eva, EVA[year])
            confirm(assessment, cast)
        made.append(
            Assessment.objects.select_related("network", "indicator_set").get(pk=assessment.pk)
        )
    return made


def since_of(assessment: Assessment) -> SincePrevious:
    since = report_of(assessment).since
    assert since is not None
    return since


def words(text: str) -> str:
    return " ".join(text.split())


def test_a_report_compares_what_evaluators_judged(periods: list[Assessment]) -> None:
    """By the rules of the network's: a question that became another is not compared."""
    since = since_of(periods[1])
    outcomes = {part.text: part.evaluator_outcome for part in since.compared}
    compared = [
        (part.evaluator_before, part.evaluator_now, part.evaluator_outcome)
        for part in since.compared_by_evaluator
    ]
    assert sorted(compared) == [
        ("mixed", "improvement", "worse"),
        ("strength", "strength", "stayed_strong"),
    ]
    assert "other_question" in outcomes.values()
    (new,) = [part for part in since.compared if part.evaluator_now == "unknown"]
    assert new.evaluator_outcome == "new"
    assert since.evaluator_whole is not None
    assert [point.counts for point in since.evaluator_whole.points] == [
        (("strength", 1), ("mixed", 2)),
        (("strength", 2), ("improvement", 1), ("unknown", 1)),
    ]
    assert len(since.evaluator_themes) == len(since.themes)


def test_it_is_stored_with_the_report(periods: list[Assessment]) -> None:
    """A report that was stored before there was such a series is read as it was."""
    report = report_of(periods[1])
    content = report_as_json(report)
    assert report_from_json(content) == report
    del content["since"]["evaluator_series"]
    for part in content["since"]["compared"]:
        for name in ("evaluator_before", "evaluator_now", "evaluator_outcome"):
            del part[name]
    before = report_from_json(content).since
    assert before is not None
    assert before.evaluator_whole is None
    assert not before.has_evaluator


def test_page_pdf_and_excel_show_it_beside_the_networks(
    periods: list[Assessment], cast: Cast, as_user: LogIn
) -> None:
    """In words, too."""
    told = "Over 2 vragen oordeelde een evaluator in beide rapporten, los van het netwerk."
    address = reverse("report", args=[periods[1].pk])
    page = words(as_user(cast.anna).get(address).content.decode())
    assert told in page
    assert "Sterk punt, evaluator" in page
    report = report_of(periods[1])
    pdf = report_pdf(report)
    assert faults(pdf) == []
    made = subprocess.run(["pdftotext", "-q", "-", "-"], input=pdf, capture_output=True, check=True)
    assert told in words(made.stdout.decode())
    book = load_workbook(io.BytesIO(report_xlsx(report)))
    sheet = list(book["Sinds het vorige rapport"].values)
    assert sheet[0][-3:] == (
        "Evaluator, vorig rapport",
        "Evaluator, dit rapport",
        "Uitkomst volgens de evaluator",
    )
    assert ("minder geworden" in {row[-1] for row in sheet}) is True


def test_a_period_without_an_evaluator_is_said_to_be_so(periods: list[Assessment]) -> None:
    """In 2026 there was none: a dash in the picture and its table, and nothing to compare."""
    since = since_of(periods[2])
    assert since.compared_by_evaluator == ()
    assert since.has_evaluator
    assert since.evaluator_whole is not None
    assert [point.asked for point in since.evaluator_whole.points][-1] == 0
    picture = progress(since.whole, since.evaluator_whole)
    rows = {row[0]: row[1:] for row in picture.table.rows}
    assert rows["Sterk punt, evaluator"] == ("1", "2", "–")
    assert rows["Niet ingevuld, evaluator"][-1] == "–"
    assert "evaluator: geen evaluator" in picture.drawings[0].description
    themes = progress_of_themes(since.themes, since.evaluator_themes)
    assert "geen evaluator" in {row[-1] for row in themes.table.rows}


def test_the_two_series_are_told_apart_without_colour(periods: list[Assessment]) -> None:
    """Dashed bars and lines with a letter, beside filled ones; a legend says which is whose."""
    since = since_of(periods[1])
    (drawing,) = progress(since.whole, since.evaluator_whole).drawings
    kinds = {shape.kind for shape in drawing.shapes if isinstance(shape, Box)}
    assert {"filled", "dashed"} <= kinds
    told = [getattr(shape, "text", "") for shape in drawing.shapes]
    assert {"netwerk", "E: evaluator", "E 2"} <= set(told)
    # The questions differ between these versions: no line of either crosses the break.
    lines = [shape for shape in drawing.shapes if isinstance(shape, Line)]
    assert not [line for line in lines if line.dashed]
    assert drawing.title.startswith("Hoe vaak elk oordeel is gegeven door netwerk en evaluator")


def test_without_any_evaluator_nothing_is_said_of_one(
    cast: Cast,
    sets: dict[int, IndicatorSet],
    as_user: LogIn,
) -> None:
    """The report is as it was; the page of the network says that there was none."""
    for year in (2024, 2025):
        assessment = start(year, cast, sets)
        confirm(assessment, cast)
    since = since_of(Assessment.objects.get(pk=assessment.pk))
    assert (since.evaluator_series, since.has_evaluator) == ((), False)
    anna = as_user(cast.anna)
    page = words(anna.get(reverse("report", args=[assessment.pk])).content.decode())
    assert "Volgens de evaluator" not in page
    page = words(anna.get(reverse("development", args=["noord"])).content.decode())
    assert "In deze periodes oordeelde geen evaluator." in page


def test_the_page_of_the_network_shows_it_at_each_question(
    periods: list[Assessment], cast: Cast, as_user: LogIn
) -> None:
    """And as a second series in its pictures."""
    page = words(as_user(cast.anna).get(reverse("development", args=["noord"])).content.decode())
    found = re.findall(r'evaluator:</span> <span class="judged" data-judgement="(\w+)"', page)
    given = [*EVA[2024].values(), *EVA[2025].values()]
    expected = sorted("unknown" if one == "cannot_judge" else one for one in given)
    assert sorted(found) == expected
    assert "Sterk punt, evaluator" in page
    assert "In deze periodes oordeelde geen evaluator." not in page


def test_who_differ_among_themselves_gave_no_judgement_together(
    cast: Cast,
    sets: dict[int, IndicatorSet],
) -> None:
    """Neither did an evaluator who isn't done: nobody else sees what that one judged."""
    first = start(2024, cast, sets)
    judge(first, cast.eva, {"same": "mixed", "reworded": "strength"})
    judge(first, cast.lotte, {"same": "strength", "reworded": "strength"})
    unfinished = judge(first, cast.ada, {"moved": "strength"})
    Source.objects.filter(pk=unfinished.pk).update(sent_in_at=None)
    confirm(first, cast)
    since = build_report(start(2025, cast, sets)).since
    assert since is not None
    before = sorted(part.evaluator_before for part in since.compared if part.evaluator_before)
    assert before == ["strength"]
