"""Between periods: what is joined, what is a break, and what became better or worse since the
previous report.

The sets are those of set_versions.py: from version 1 to 2 one question is reworded and declared the
same, one is another question, one gets another kind of answer, one is new and two are gone; version
3 asks one of those again.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import lifecycle
from assessments.models import Answer, Assessment, Judgement
from indicators.models import Indicator, IndicatorSet
from networks.models import User
from reports import confirming
from reports.pictures.drawing import Line
from reports.report import report_as_json, report_from_json
from reports.report_building import build_report, report_of
from reports.report_files import report_pdf
from reports.templatetags.trends import progress
from reports.trends.development import Development, development_of
from reports.trends.judged_periods import period_label
from reports.trends.judgement_scale import change_between
from reports.trends.stored_trends import SincePrevious
from tests.assessments.set_versions import make_version
from tests.cast import Cast, make_assessment

from .pdf_structure import faults

LogIn = Callable[[User], Client]

YEARS = {
    2024: {
        "same": "improvement",
        "moved": "strength",
        "reworded": "improvement",
        "other": "mixed",
        "retyped": "strength",
        "back": "unknown",
        "gone": "improvement",
    },
    2025: {
        "same": "mixed",
        "moved": "improvement",
        "reworded": "strength",
        "other": "strength",
        "retyped": "strength",
        "new": "strength",
    },
    2026: {
        "same": "mixed",
        "moved": "unknown",
        "reworded": "strength",
        "other": "improvement",
        "back": "strength",
    },
}


@pytest.fixture
def sets(db: None) -> dict[int, IndicatorSet]:
    """The three versions, one for each year."""
    return {year: make_version(version) for year, version in zip(YEARS, "123", strict=True)}


@pytest.fixture
def periods(cast: Cast, sets: dict[int, IndicatorSet]) -> list[Assessment]:
    """Noord's confirmed assessments of 2024 and 2025 and its running one of 2026."""
    made = []
    for year, judgements in YEARS.items():
        assessment = lifecycle.start(
            network=cast.noord,
            indicator_set=sets[year],
            title=f"Zelfevaluatie {year}",
            period_start=date(year, 1, 1),
            period_end=date(year, 12, 31),
            by=cast.anna,
        )
        answer(assessment, judgements)
        if year == 2024:
            for what in ("Maak een rooster.", "Leg het mandaat vast.", "Oefen samen."):
                assessment.recommendations.create(what=what)
        if year == 2025:
            first, second = assessment.follow_ups.all()[:2]
            type(first).objects.filter(pk=first.pk).update(outcome="followed")
            type(first).objects.filter(pk=second.pk).update(outcome="not")
        if year < 2026:
            confirm(assessment, cast)
        made.append(
            Assessment.objects.select_related("network", "indicator_set").get(pk=assessment.pk)
        )
    return made


def answer(assessment: Assessment, judgements: dict[str, str]) -> None:
    asked = Indicator.objects.filter(group__theme__indicator_set=assessment.indicator_set_id)
    pks = dict(asked.values_list("key", "pk"))
    Answer.objects.bulk_create(
        Answer(
            assessment=assessment,
            indicator_id=pks[key],
            text=f"Over {key}.",
            judgement=judgement,
        )
        for key, judgement in judgements.items()
    )


def confirm(assessment: Assessment, cast: Cast) -> None:
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)


def joins(development: Development) -> dict[str, list[str]]:
    """Return how each question goes from period to period, by the question as it was asked last."""
    return {
        question.text: ["gap" if step.asked is None else step.join for step in question.steps]
        for theme in development.themes
        for question in theme.questions
    }


def test_better_and_worse_are_each_others_opposite() -> None:
    """Only three judgements stand on the scale; of all others nothing is said."""
    up = [("improvement", "mixed"), ("improvement", "strength"), ("mixed", "strength")]
    assert [change_between(*pair) for pair in up] == ["better", "became_strong", "became_strong"]
    assert [change_between(now, before) for before, now in up] == ["worse"] * 3
    alike = {
        judgement: change_between(judgement, judgement) for judgement in [*Judgement.values, ""]
    }
    assert alike == {
        "strength": "stayed_strong",
        "mixed": "to_improve",
        "improvement": "to_improve",
        "unknown": "off_scale",
        "not_applicable": "off_scale",
        "": "not_judged",
    }
    for off, said in (
        ("unknown", "off_scale"),
        ("not_applicable", "off_scale"),
        ("", "not_judged"),
    ):
        for judgement in ("strength", "mixed", "improvement"):
            assert (change_between(off, judgement), change_between(judgement, off)) == (said, said)


def test_since_the_previous_report(periods: list[Assessment], cast: Cast, as_user: LogIn) -> None:
    """Each question of both reports stands in one place, and what changed with the question counts
    for nothing."""
    report = report_of(periods[1])
    since = report.since
    assert since is not None
    assert (since.title, since.version, since.overlaps, since.comparable) == (
        "Zelfevaluatie 2024",
        "1",
        False,
        3,
    )
    assert [
        (part.number, part.outcome, part.before, part.now, part.text_before)
        for part in since.compared
    ] == [
        ("1.1", "new", "", "strength", ""),
        ("1.2", "better", "improvement", "mixed", ""),
        ("1.3", "became_strong", "improvement", "strength", "Zijn er afspraken?"),
        ("1.4", "other_question", "mixed", "strength", "Werkt het?"),
        (
            "1.5",
            "other_question",
            "strength",
            "strength",
            "Hoeveel tijd kost het? [getal en tekst (uur per week)]",
        ),
        ("2.1", "worse", "strength", "improvement", ""),
        ("3.1", "gone", "unknown", "", ""),
        ("3.2", "gone", "improvement", "", ""),
    ]
    assert [(outcome, len(follow_ups)) for outcome, follow_ups in report.promised] == [
        ("followed", 1),
        ("not", 1),
        ("", 1),
    ]
    shown = as_user(cast.eva).get(reverse("report", args=[periods[1].pk])).content.decode()
    assert (
        "Anders gesteld, maar vergelijkbaar. Het vorige rapport vroeg: “Zijn er afspraken?”"
        in shown
    )
    assert "Een andere vraag geworden" in shown
    assert (
        faults(report_pdf(report), render_to_string("reports/print.html", {"report": report})) == []
    )
    assert build_report(periods[0]).since is None


def test_the_section_is_confirmed_along_with_the_rest(
    periods: list[Assessment], cast: Cast
) -> None:
    """What the report said stays, also when the one before it is opened again; a report without the
    section reads."""
    stored = periods[1].report_versions.get().content
    assert report_from_json(stored).since == report_of(periods[1]).since
    confirming.reopen(assessment=periods[0], by=cast.ada, reason="Een getal klopte niet.")
    Answer.objects.filter(assessment=periods[0]).update(judgement="strength")
    assert report_as_json(report_of(periods[1])) == stored
    older = {name: value for name, value in stored.items() if name != "since"}
    assert report_from_json(older).since is None


def test_no_line_through_two_questions(periods: list[Assessment]) -> None:
    """A question is followed through its versions and themes until it is another question; a gap is
    a gap."""
    development = development_of(periods)
    assert joins(development) == {
        "Wat is nieuw?": ["gap", "start", "unchanged"],
        "Hoe gaat het?": ["start", "unchanged", "unchanged"],
        "Welke afspraken zijn er?": ["start", "same", "unchanged"],
        "Wat levert het op?": ["start", "break", "unchanged"],
        "Hoeveel tijd kost het?": ["start", "break", "unchanged"],
        "Wie doet mee?": ["start", "unchanged", "unchanged"],
        "Wat kost het?": ["start", "gap", "unchanged"],
        "Wie betaalt?": ["start", "gap", "gap"],
    }
    assert [(theme.series.number, theme.series.title) for theme in development.themes] == [
        (1, "Thema samen"),
        (2, "Thema uitvoering"),
        (None, "Thema oud"),
    ]


def test_a_count_breaks_where_the_questions_change(periods: list[Assessment]) -> None:
    """A theme is joined to the period before it only when it asks the same; a count is of all that
    is asked."""
    development = development_of(periods)
    together, in_theme = development.whole.points, development.themes[0].series.points
    assert [(p.label, p.asked, p.new, p.gone, p.other) for p in together] == [
        ("2024", 7, 0, 0, 0),
        ("2025", 6, 1, 2, 2),
        ("2026", 7, 1, 0, 0),
    ]
    assert [(p.asked, p.break_before) for p in in_theme] == [(5, False), (5, True), (5, False)]
    assert (in_theme[1].count("strength"), in_theme[2].not_judged) == (4, 2)


def test_no_line_to_a_period_that_is_not_judged_yet(
    cast: Cast, sets: dict[int, IndicatorSet], as_user: LogIn
) -> None:
    """Nothing judged: a running period isn’t drawn, and that is said. Half judged: no line to it.
    Confirmed: joined."""
    for year in (2024, 2025):
        answer(before := make_assessment(cast.noord, sets[2024], year), YEARS[2024])
        confirm(before, cast)
    running = make_assessment(cast.noord, sets[2024], 2026)
    Answer.objects.create(
        assessment=running,
        indicator=Indicator.objects.filter(key="same").first(),
        text="Nog bezig.",
    )
    since, shown = _since_shown(running, cast, as_user)
    assert (
        [point.label for point in since.whole.points]
        == ["2024", "2025"]
        == [p.label for p in since.themes[0].points]
    )
    assert (since.left_out, since.unfinished, _lines(since)) == ("2026", "", 4)
    assert (
        "De periode van dit rapport (2026) staat er niet bij: daarin is nog geen oordeel gegeven."
        in shown
    )
    Answer.objects.filter(assessment=running).delete()
    answer(running, {key: judgement for key, judgement in YEARS[2024].items() if key != "same"})
    since, shown = _since_shown(running, cast, as_user)
    assert (since.left_out, since.unfinished, _lines(since)) == ("", "2026", 5)
    assert (
        "De periode 2026 loopt nog. Zolang vragen daarin geen oordeel hebben, loopt er geen lijn naartoe."
        in shown
    )
    assert "2026 (nog bezig)" in shown
    confirm(running, cast)
    since, shown = _since_shown(running, cast, as_user)
    assert (since.left_out, since.unfinished, _lines(since)) == ("", "", 10)
    assert "nog bezig" not in shown


def _since_shown(running: Assessment, cast: Cast, as_user: LogIn) -> tuple[SincePrevious, str]:
    since = build_report(running).since
    assert since is not None
    shown = as_user(cast.eva).get(reverse("report", args=[running.pk])).content.decode()
    return since, shown[shown.index('id="sinds-het-vorige-rapport"') :]


def _lines(since: SincePrevious) -> int:
    """Return how many lines go from one period to the next; the others go from side to side."""
    drawing = progress(since.whole).drawings[0]
    drawn = [shape for shape in drawing.shapes if isinstance(shape, Line) and not shape.strong]
    return sum(line.points[1][0] - line.points[0][0] < drawing.width / 3 for line in drawn)


def test_the_page_shows_what_is_confirmed(
    periods: list[Assessment], cast: Cast, as_user: LogIn
) -> None:
    """Members and the national office see each judgement with its answer, a break in words, and
    nothing running."""
    address = reverse("development", args=["noord"])
    shown = as_user(cast.lotte).get(f"{address}?kader=proefset").content.decode()
    assert shown.count("vanaf hier een andere vraag</p>") == 2
    assert "Breuk bij 2025: andere vragen dan de periode ervoor." in shown
    assert f"{reverse('report', args=[periods[1].pk])}#indicator-1-4" in shown
    assert "Zelfevaluatie 2026" not in shown
    assert as_user(cast.zoe).get(address).status_code == 404
    assert as_user(cast.lotte).get(f"{address}?kader=anders").status_code == 404
    empty = as_user(cast.zoe).get(reverse("development", args=["zuid"])).content.decode()
    assert "Vanaf het tweede ziet u wat er veranderde." in empty
    for name, *pk in (("start",), ("reports",), ("report", periods[2].pk)):
        assert f'{address}"' in as_user(cast.eva).get(
            reverse(name, args=pk)
        ).content.decode().replace("?kader=proefset", "")


def test_periods_that_overlap_go_by_their_last_day(
    cast: Cast, sets: dict[int, IndicatorSet]
) -> None:
    """Two reports over the same months, of two versions: their order shows and labels differ."""
    whole_year = make_assessment(cast.noord, sets[2024], 2025)
    half_year = make_assessment(cast.noord, sets[2025], 2025)
    Assessment.objects.filter(pk=half_year.pk).update(
        period_start=date(2025, 7, 1), period_end=date(2026, 6, 30)
    )
    same_dates = make_assessment(cast.noord, sets[2026], 2025)
    for assessment in (whole_year, same_dates):
        answer(assessment, {"same": "strength"})
        confirm(assessment, cast)
    fetched = Assessment.objects.select_related("network", "indicator_set")
    development = development_of(fetched.all())
    labels = ["2025 (versie 1)", "2025 (versie 3)", "jul 2025 – jun 2026"]
    assert ([period.label for period in development.periods], development.overlaps) == (
        labels,
        True,
    )
    since = build_report(fetched.get(pk=half_year.pk)).since
    assert since is not None
    assert (since.version, since.overlaps) == ("3", True)


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2024, 1, 1), date(2025, 12, 31), "2024–2025"),
        (date(2025, 1, 1), date(2025, 6, 30), "jan–jun 2025"),
        (date(2024, 7, 1), date(2025, 6, 30), "jul 2024 – jun 2025"),
        (date(2024, 7, 2), date(2025, 6, 30), "2 jul 2024 – 30 jun 2025"),
    ],
)
def test_a_period_in_few_words(start: date, end: date, label: str) -> None:
    assert period_label(start, end) == label


@pytest.mark.parametrize("years", [1, 14])
def test_the_page_costs_the_same_for_one_and_many_periods(
    years: int, cast: Cast, sets: dict[int, IndicatorSet], as_user: LogIn
) -> None:
    """At most twelve periods are on a page, in one number of queries; the rest is on the next."""
    for year in range(2010, 2010 + years):
        answer(assessment := make_assessment(cast.noord, sets[2024], year), {"same": "strength"})
        confirm(assessment, cast)
    eva = as_user(cast.eva)
    with CaptureQueriesContext(connection) as queries:
        shown = eva.get(reverse("development", args=["noord"])).content.decode()
    assert (len(queries), shown.count("versie 1 van de vragen")) == (11, min(years, 12))
    if years > 12:
        older = eva.get(
            reverse("development", args=["noord"]) + "?kader=proefset&pagina=2"
        ).content.decode()
        assert older.count("versie 1 van de vragen") == years - 12
