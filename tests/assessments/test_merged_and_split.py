"""Questions that were merged or split: while filling in, when moving, and in the series.

version 1                       version 2
1.1 rooster   Is er een rooster?    1.1 rooster  (unchanged)
1.2 bezetting Wie staat erop?       -            went into 1.2
1.3 opvolging Wie volgt op?         1.2 opvolging (unchanged words)
                                    1.3 snelheid Hoe snel?   split from rooster
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Answer, Assessment
from indicators import publishing
from indicators.definition.values import (
    GroupDefinition,
    IndicatorDefinition,
    SetDefinition,
    ThemeDefinition,
)
from indicators.models import Indicator, IndicatorSet
from networks.models import User
from reports.exports.report_sheets import sheets_of
from reports.report import report_as_json, report_from_json
from reports.report_building import build_report
from tests.cast import Cast, make_assessment
from tests.reports.test_trends import confirm

LogIn = Callable[[User], Client]

ROOSTER = IndicatorDefinition(key="rooster", text="Is er een rooster?")
BEZETTING = IndicatorDefinition(
    key="bezetting", text="Hoeveel mensen staan erop?", answer="number", unit="mensen"
)
OPVOLGING = IndicatorDefinition(key="opvolging", text="Wie volgt op?")
MERGED = replace(OPVOLGING, continuity="break", came_from="bezetting")
SPLIT = IndicatorDefinition(
    key="snelheid", text="Hoe snel?", continuity="break", came_from="rooster"
)


def make(version: str, based_on: str, *asked: IndicatorDefinition) -> IndicatorSet:
    group = GroupDefinition(key="waarde", kind="value", title="Waarde", indicators=asked)
    theme = ThemeDefinition(key="dienst", kind="theme", title="Dienst", groups=(group,))
    made, _changed = publishing.load(
        SetDefinition(
            slug="dienst",
            version=version,
            based_on=based_on,
            title="Dienst",
            source="Voor deze proef",
            themes=(theme,),
        )
    )
    publishing.publish(made)
    return made


@pytest.fixture
def first(db: None) -> IndicatorSet:
    return make("1", "", ROOSTER, BEZETTING, OPVOLGING)


@pytest.fixture
def second(first: IndicatorSet) -> IndicatorSet:
    return make("2", "1", ROOSTER, MERGED, SPLIT)


def filled(cast: Cast, indicator_set: IndicatorSet, year: int) -> Assessment:
    """Return Noord's assessment of a year, with every question answered."""
    made = make_assessment(cast.noord, indicator_set, year)
    for indicator in Indicator.objects.filter(group__theme__indicator_set=indicator_set):
        Answer.objects.create(
            assessment=made,
            indicator=indicator,
            text=f"Over {indicator.key} in {year}.",
            number=12 if indicator.unit else None,
            judgement="mixed",
        )
    return made


def page(client: Client, name: str, *args: object) -> str:
    reply = client.get(reverse(name, args=args))
    assert reply.status_code == 200
    return " ".join(reply.content.decode().split())


def beside(html: str, key: str) -> list[str]:
    """Return the earlier answers that stand beside a question, from what opens them on."""
    question = html.split(f'id="i-{key}"')[1].split('role="group"')[0]
    return [part.split("</details>")[0] for part in question.split("<summary>")[1:]]


def test_what_was_answered_last_time_stands_beside_what_it_went_into(
    cast: Cast, first: IndicatorSet, second: IndicatorSet, as_user: LogIn
) -> None:
    """Its own earlier answer first, then that of the question that went into it, with its number."""
    confirm(filled(cast, first, 2025), cast)
    this_year = make_assessment(cast.noord, second, 2026)
    html = page(as_user(cast.anna), "theme", this_year.pk, "dienst")
    own, merged = beside(html, "opvolging")
    assert own.startswith(" Vorige keer (2025): deels sterk")
    assert "Over opvolging in 2025." in own
    assert merged.startswith(" Vorige keer (2025), vraag 1.2: deels sterk")
    assert "De vraag was toen: Hoeveel mensen staan erop?" in merged
    assert "12 mensen" in merged
    (split,) = beside(html, "snelheid")
    assert split.startswith(" Vorige keer (2025), vraag 1.1: deels sterk")
    assert "Over rooster in 2025." in split
    (unchanged,) = beside(html, "rooster")
    assert "anders gevraagd" not in unchanged


def test_a_version_in_between_is_followed_back(
    cast: Cast, first: IndicatorSet, second: IndicatorSet, as_user: LogIn
) -> None:
    """Version 3 says nothing of its own; what version 2 said still leads to version 1."""
    third = make("3", "2", ROOSTER, OPVOLGING, replace(SPLIT, continuity="", came_from=""))
    confirm(filled(cast, first, 2025), cast)
    html = page(as_user(cast.anna), "theme", make_assessment(cast.noord, third, 2026).pk, "dienst")
    assert len(beside(html, "opvolging")) == 2
    assert "Over rooster in 2025." in beside(html, "snelheid")[0]


def test_moving_says_it_before_and_shows_it_after(
    cast: Cast, first: IndicatorSet, second: IndicatorSet, as_user: LogIn
) -> None:
    """A merge makes the same words another question: it needs a look, beside what went into it."""
    running, anna = filled(cast, first, 2026), as_user(cast.anna)
    html = page(anna, "version", running.pk)
    assert "1.2</span> Hoeveel mensen staan erop?" in html
    assert "gaat op in vraag 1.2</span>" in html
    assert "komt uit vraag 1.1 van nu</span>" in html
    assert "Deze vraag komt ook uit vraag 1.2 van nu." in html
    anna.post(reverse("version", args=[running.pk]), {"from": first.pk, "to": second.pk})
    html = page(anna, "theme", running.pk, "dienst")
    (merged,) = beside(html, "opvolging")
    assert merged.startswith(" Eerder ingevuld, vraag 1.2: deels sterk")
    assert "12 mensen" in merged
    assert html.count("Bekijk dit antwoord nog eens.") == 1
    assert "nog dezelfde woorden, maar er ging een andere vraag in op." in html
    asked = page(anna, "confirmation", running.pk)
    assert "Kijk eerst 1 antwoord na." in asked
    assert "#i-opvolging" in asked


def test_the_series_breaks_and_names_it(
    cast: Cast, first: IndicatorSet, second: IndicatorSet, as_user: LogIn
) -> None:
    """In the development, the report, its data and its spreadsheet."""
    confirm(filled(cast, first, 2025), cast)
    confirm(this_year := filled(cast, second, 2026), cast)
    merge = "De vroegere vraag 1.2 ging op in vraag 1.2."
    split = "Vraag 1.3 komt uit de vroegere vraag 1.1."
    reply = as_user(cast.lotte).get(reverse("development", args=["noord"]))
    (theme,) = reply.context["development"].themes
    assert {
        question.text: [step.join if step.asked else "gap" for step in question.steps]
        for question in theme.questions
    } == {
        "Is er een rooster?": ["start", "unchanged"],
        "Wie volgt op?": ["start", "break"],
        "Hoe snel?": ["gap", "start"],
        "Hoeveel mensen staan erop?": ["start", "gap"],
    }
    html = " ".join(reply.content.decode().split())
    # At the question that goes on, and at the one that stops.
    assert html.count(f'<p class="turn">{merge}</p>') == 2
    assert html.count(f'<p class="turn">{split}</p>') == 1
    report = build_report(Assessment.objects.get(pk=this_year.pk))
    assert report.since is not None
    assert [(part.number, part.outcome, len(part.descents)) for part in report.since.compared] == [
        ("1.1", "to_improve", 0),
        ("1.2", "other_question", 1),
        ("1.3", "new", 1),
        ("1.2", "gone", 1),
    ]
    assert report_from_json(report_as_json(report)) == report
    html = page(as_user(cast.lotte), "report", this_year.pk)
    assert (html.count(merge), html.count(split)) == (2, 1)
    cells = [row for sheet in sheets_of(report) for row in sheet.rows if row[-1] == merge]
    assert len(cells) == 2


@pytest.mark.parametrize("count", [1, 12])
def test_a_page_costs_the_same_for_one_and_many(cast: Cast, count: int, as_user: LogIn) -> None:
    asked = [replace(ROOSTER, key=f"v-{n}", text=f"Vraag {n}?") for n in range(count + 1)]
    before = make("1", "", *asked)
    keys = ", ".join(question.key for question in asked[1:])
    after = make("2", "1", replace(asked[0], continuity="break", came_from=keys))
    confirm(filled(cast, before, 2025), cast)
    running = filled(cast, after, 2026)
    anna = as_user(cast.anna)
    anna.get(reverse("theme", args=[running.pk, "dienst"]))
    with CaptureQueriesContext(connection) as queries:
        html = page(anna, "theme", running.pk, "dienst")
    assert (len(queries), len(beside(html, "v-0"))) == (9, count + 1)
