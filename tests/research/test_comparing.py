"""Comparing: who may pick what, what stands on one row and why not, and a constant cost."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments import lifecycle
from assessments.models import Answer, Assessment
from indicators.models import Indicator, IndicatorSet
from networks.models import Network, User
from reports import confirming
from research.side_by_side.answers import Row
from tests.assessments.set_versions import make_version
from tests.assessments.test_queries import other_networks
from tests.cast import Cast, make_assessment
from tests.indicators.versions import stored, version
from tests.markup import tight

CHOOSE, SIDE = "/vergelijken/", "/vergelijken/antwoorden/"


def confirmed(
    network: Network, indicator_set: IndicatorSet, year: int, **judgements: str
) -> Assessment:
    """Return a confirmed assessment with a judgement and a text for these questions, by key."""
    made = make_assessment(network, indicator_set, year)
    for key, judgement in judgements.items():
        asked = Indicator.objects.get(key=key, group__theme__indicator_set=indicator_set)
        number = 5 if asked.unit else None
        text = f"Antwoord van {network.name} over {year} op {key}."
        Answer.objects.create(
            assessment=made, indicator=asked, judgement=judgement, text=text, number=number
        )
    lifecycle.submit_for_review(assessment=made)
    confirming.confirm(assessment=made, by=None, at=timezone.now() - timedelta(days=1))
    return made


@pytest.fixture
def small_set(db: None) -> IndicatorSet:
    return stored(version("abc", "de"))


@pytest.fixture
def eva(cast: Cast, as_user: Callable[[User], Client]) -> Client:
    return as_user(cast.eva)


def side(client: Client, *assessments: Assessment, **query: str) -> HttpResponse:
    return client.get(SIDE, {"z": [one.pk for one in assessments], **query})


def rows_of(reply: HttpResponse) -> dict[str, list[str]]:
    """Return by question of a page what each column says: a judgement, or why there is none."""
    rows: list[Row] = list(reply.context["rows"])
    return {row.asked.text: [cell.judgement or cell.gap for cell in row.cells] for row in rows}


def test_answers_to_the_same_questions_stand_side_by_side(
    eva: Client, cast: Cast, small_set: IndicatorSet
) -> None:
    """A theme a page, by network and from old to new; only where judgements differ, when one asks
    for that."""
    first = confirmed(cast.noord, small_set, 2024, a="strength", b="strength", d="mixed")
    second = confirmed(cast.noord, small_set, 2025, a="improvement", b="strength", c="unknown")
    reply = side(eva, first, second)
    assert rows_of(reply) == {
        "Vraag a?": ["strength", "improvement"],
        "Vraag b?": ["strength", "strength"],
        "Vraag c?": ["unanswered", "unknown"],
    }
    assert rows_of(side(eva, second, first)) == rows_of(reply)
    page = reply.content.decode()
    assert "Antwoord van Netwerk Noord over 2024 op a." in page
    assert (
        tight(page).count('<h4>Netwerk Noord <span class="meta">jan 2025 – dec 2025</span></h4>')
        == 3
    )
    assert f'href="/zelfevaluaties/{second.pk}/rapport/#indicator-1-1"' in page
    assert rows_of(side(eva, first, second, alleen="verschillen")) == {
        "Vraag a?": ["strength", "improvement"]
    }
    assert list(rows_of(side(eva, second, first, thema="thema-2"))) == ["Vraag d?", "Vraag e?"]
    assert [(theme.title, len(theme.differing)) for theme in reply.context["themes"]] == [
        ("Thema 1", 1),
        ("Thema 2", 0),
    ]


def test_other_questions_get_rows_of_their_own(eva: Client, cast: Cast) -> None:
    """Unchanged and declared the same: one row. A break, a question that is gone or new: apart,
    with a word why."""
    keys = dict.fromkeys(("same", "moved", "reworded", "other", "retyped"), "strength")
    old = confirmed(cast.noord, make_version("1"), 2024, **keys, gone="mixed")
    new = confirmed(cast.noord, make_version("2"), 2025, **keys, new="unknown")
    reply = side(eva, old, new, thema="samen")
    assert [
        (row.asked.text, [cell.judgement or cell.gap for cell in row.cells])
        for row in reply.context["rows"]
    ] == [
        ("Wat is nieuw?", ["not_asked", "unknown"]),
        ("Hoe gaat het?", ["strength", "strength"]),
        ("Welke afspraken zijn er?", ["strength", "strength"]),
        ("Wat levert het op?", ["another", "strength"]),
        ("Werkt het?", ["strength", "another"]),
        ("Hoeveel tijd kost het?", ["another", "strength"]),
        ("Hoeveel tijd kost het?", ["strength", "another"]),
    ]
    page = " ".join(reply.content.decode().split())
    assert "Niet gevraagd in versie 1." in page
    assert "Dezelfde vraag, anders verwoord in versie 1: “Zijn er afspraken?”" in page
    assert "In versie 1 is dit een andere vraag, die op een eigen rij staat." in page
    assert [theme.title for theme in reply.context["themes"]] == [
        "Thema samen",
        "Thema uitvoering",
        "Thema oud",
    ]
    assert rows_of(side(eva, old, new, thema="uitvoering")) == {
        "Wie doet mee?": ["strength", "strength"]
    }
    assert rows_of(side(eva, old, new, thema="oud")) == {
        "Wat kost het?": ["unanswered", "not_asked"],
        "Wie betaalt?": ["mixed", "not_asked"],
    }


def test_what_one_may_not_read_is_not_there(
    cast: Cast, small_set: IndicatorSet, as_user: Callable[[User], Client]
) -> None:
    """Another network's, one that runs and one that never was are a 404, on both pages; only one's
    own are offered."""
    noord, zuid = confirmed(cast.noord, small_set, 2025), confirmed(cast.zuid, small_set, 2025)
    running = make_assessment(cast.noord, small_set, 2026)
    for user, foreign in (
        (cast.anna, (zuid.pk, running.pk, 999_999, 2**63, 10**18)),
        (cast.zoe, (noord.pk, running.pk)),
        (cast.lotte, (running.pk,)),
    ):
        client = as_user(user)
        own = zuid.pk if user == cast.zoe else noord.pk
        for pk in foreign:
            for url in (CHOOSE, SIDE):
                assert client.get(url, {"z": [own, pk]}).status_code == 404
    assert "Noord" not in as_user(cast.zoe).get(CHOOSE).content.decode()
    assert side(as_user(cast.lotte), noord, zuid).status_code == 200


def test_a_choice_that_does_not_fit_is_said_calmly(
    eva: Client, cast: Cast, small_set: IndicatorSet
) -> None:
    """Too few, too many, two frameworks and odd addresses come back to choosing, with what was
    chosen."""
    made = [confirmed(cast.noord, small_set, year) for year in range(2020, 2025)]
    other = confirmed(cast.noord, make_version("1"), 2025)
    for chosen, said in (
        ([], "Kies er ten minste twee"),
        (made[:1], "Kies er ten minste twee"),
        (made, "U hebt er 5 gekozen"),
        ([made[0], other], "Deze evaluaties gebruiken verschillende indicatorensets"),
    ):
        page = side(eva, *chosen).content.decode()
        assert said in page
        assert len(re.findall(r"value=\"\d+\" checked", page)) == len(chosen)
    for odd in ("x", "-1", "1.5", "' OR 1=1", "<b>", "٣", "9" * 5000):
        reply = eva.get(SIDE, {"z": [made[0].pk, made[1].pk, odd], "thema": "<b>", "alleen": odd})
        assert (
            reply.status_code,
            "Een deel van het adres klopte niet" in reply.content.decode(),
        ) == (200, True)
    reply = eva.get(SIDE, {"z": [made[0].pk, made[1].pk], "netwerk": "", "kader": "proef"})
    assert reply.headers["Location"] == f"{SIDE}?z={made[0].pk}&z={made[1].pk}"
    for query in (
        {"jaar": "x"},
        {"kader": "<b>"},
        {"netwerk": "w" * 3000},
        {"pagina": "9" * 5000},
        {"jaar": "2024"},
    ):
        assert eva.get(CHOOSE, {"kader": "proef"} | query).status_code == 200


def test_choosing_out_of_many_networks(
    cast: Cast, small_set: IndicatorSet, as_user: Callable[[User], Client]
) -> None:
    """A page of 25 of 1,000 networks, found by name and year; what is ticked stays ticked; queries
    stay the same."""
    noord, lotte, counted = (
        confirmed(cast.noord, small_set, 2025, a="strength"),
        as_user(cast.lotte),
        [],
    )
    earlier = confirmed(cast.noord, small_set, 2024, a="mixed")
    for more in (0, 1000):
        if more:
            other_networks(more, small_set)
        with CaptureQueriesContext(connection) as choosing:
            page = lotte.get(CHOOSE, {"z": [noord.pk]})
        with CaptureQueriesContext(connection) as comparing:
            assert side(lotte, noord, earlier).status_code == 200
        counted.append((len(choosing), len(comparing)))
    assert counted == [(7, 5), (7, 5)]
    assert (len(page.context["networks"]), page.context["page"].paginator.count) == (25, 1001)
    reply = lotte.get(
        CHOOSE, {"kader": "proef", "netwerk": "netwerk 0999", "jaar": "2025", "z": [noord.pk]}
    )
    assert [choices.network.name for choices in reply.context["networks"]] == ["Netwerk 0999"]
    assert re.findall(r"value=\"(\d+)\" checked", reply.content.decode()) == [str(noord.pk)]
    assert lotte.get(CHOOSE, {"kader": "proef", "jaar": "2019"}).context["networks"] == []
