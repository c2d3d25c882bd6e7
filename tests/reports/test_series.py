"""One truth for each pair of versions: the decision about a question counts for every network.

The sets are those of set_versions.py: from version 1 to 2 "other" is another question, "retyped"
too, and "reworded" is declared the same.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment
from indicators.models import IndicatorSet
from networks.models import Network, User
from reports.report_building import build_report
from tests.assessments.set_versions import make_version
from tests.cast import Cast, make_assessment

from .test_trends import answer, confirm

LogIn = Callable[[User], Client]

ANSWERS = {"same": "strength", "reworded": "mixed", "other": "mixed"}


@pytest.fixture
def first(db: None) -> IndicatorSet:
    return make_version("1")


@pytest.fixture
def second(first: IndicatorSet) -> IndicatorSet:
    return make_version("2")


def confirmed(network: Network, indicator_set: IndicatorSet, year: int, cast: Cast) -> Assessment:
    made = make_assessment(network, indicator_set, year)
    answer(made, ANSWERS)
    confirm(made, cast)
    return made


def moved(client: Client, network: Network, first: IndicatorSet, to: IndicatorSet) -> Assessment:
    """Return a running assessment of 2025, answered with version 1 and moved by its coordinator."""
    made = make_assessment(network, first, 2025)
    answer(made, ANSWERS)
    client.post(reverse("version", args=[made.pk]), {"from": first.pk, "to": to.pk})
    return Assessment.objects.get(pk=made.pk)


def steps(client: Client, network: Network, *texts: str) -> dict[str, list[str]]:
    """Return the marks of each question's steps on the page of a network's development."""
    reply = client.get(reverse("development", args=[network.slug]))
    return {
        question.text: ["gap" if step.asked is None else step.join for step in question.steps]
        for theme in reply.context["development"].themes
        for question in theme.questions
        if question.text in texts
    }


def test_every_network_shows_the_same_break(
    cast: Cast, first: IndicatorSet, second: IndicatorSet, as_user: LogIn
) -> None:
    """Noord moved halfway and looked at its answers, Zuid began with version 2: one series."""
    for network in (cast.noord, cast.zuid):
        confirmed(network, first, 2024, cast)
    running = moved(anna := as_user(cast.anna), cast.noord, first, second)
    for key in ("other", "reworded"):
        anna.post(reverse("look_at_answer", args=[running.pk, key]), {"set": second.pk})
    confirm(running, cast)
    confirmed(cast.zuid, second, 2025, cast)
    lotte = as_user(cast.lotte)
    texts = ("Hoe gaat het?", "Welke afspraken zijn er?", "Wat levert het op?")
    noord, zuid = (steps(lotte, network, *texts) for network in (cast.noord, cast.zuid))
    assert noord == zuid
    assert noord == {
        "Hoe gaat het?": ["start", "unchanged"],
        "Welke afspraken zijn er?": ["start", "same"],
        "Wat levert het op?": ["start", "break"],
    }
    shown = [
        lotte.get(reverse("development", args=[slug])).content.decode()
        for slug in ("noord", "zuid")
    ]
    assert [page.count("vanaf hier een andere vraag</p>") for page in shown] == [2, 2]


def test_confirming_waits_for_answers_to_another_question(
    cast: Cast, first: IndicatorSet, second: IndicatorSet, as_user: LogIn
) -> None:
    """Only the answer to another question holds it up, with a link to it; a look is enough."""
    anna = as_user(cast.anna)
    running = moved(anna, cast.noord, first, second)
    state = reverse("change_state", args=[running.pk])
    anna.post(state, {"action": "submit"})
    link = f"{reverse('theme', args=[running.pk, 'samen'])}#i-"
    for name in ("confirmation", "ask_to_confirm"):
        page = anna.get(reverse(name, args=[running.pk])).content.decode()
        note = page.split('class="note open"')[1].split("</ul>")[0]
        assert "Kijk eerst 1 antwoord na." in " ".join(note.split())
        assert f"{link}other" in note
        assert f"{link}reworded" not in note
    assert 'value="confirm"' not in page
    refused = anna.post(state, {"action": "confirm"}, follow=True).content.decode()
    assert (
        "Vaststellen kan nog niet. Antwoord 1.4 is gegeven op een andere vraag: kijk het eerst na."
        in refused
    )
    running.refresh_from_db()
    assert (running.state, running.report_versions.count()) == ("under_review", 0)
    anna.post(reverse("look_at_answer", args=[running.pk, "other"]), {"set": second.pk})
    asked = anna.get(reverse("ask_to_confirm", args=[running.pk])).content.decode()
    assert ("Kijk eerst" in asked, 'value="confirm"' in asked) == (False, True)
    anna.post(state, {"action": "confirm"})
    running.refresh_from_db()
    assert running.is_confirmed


def test_an_emptied_answer_holds_nothing_up(
    cast: Cast, first: IndicatorSet, second: IndicatorSet, as_user: LogIn
) -> None:
    running = moved(as_user(cast.anna), cast.noord, first, second)
    running.answers.filter(indicator__key="other").update(text="", judgement="")
    confirm(running, cast)
    running.refresh_from_db()
    assert running.is_confirmed


def test_what_was_confirmed_unseen_earlier_is_no_point_on_a_line(
    cast: Cast, first: IndicatorSet, second: IndicatorSet, as_user: LogIn
) -> None:
    """Confirmed before a look was asked for: the break stands, and the answer counts for neither."""
    confirmed(cast.noord, first, 2024, cast)
    running = moved(as_user(cast.anna), cast.noord, first, second)
    Assessment.objects.filter(pk=running.pk).update(state="confirmed", confirmed_at=timezone.now())
    confirmed(cast.noord, second, 2026, cast)
    lotte = as_user(cast.lotte)
    assert steps(lotte, cast.noord, "Wat levert het op?", "Welke afspraken zijn er?") == {
        "Welke afspraken zijn er?": ["start", "same", "unchanged"],
        "Wat levert het op?": ["start", "break", "unchanged"],
    }
    reply = lotte.get(reverse("development", args=["noord"]))
    page = " ".join(reply.content.decode().split())
    assert page.count("dit antwoord is gegeven op de vraag in versie 1, “Werkt het?”") == 1
    # Without the judgement on the other question, but with that on the reworded one.
    theme = reply.context["development"].themes[0].series.points
    assert [point.count("mixed") for point in theme] == [2, 1, 2]
    since = build_report(Assessment.objects.get(pk=running.pk)).since
    assert since is not None
    assert {part.number: part.outcome for part in since.compared if part.number < "2"} == {
        "1.1": "new",
        "1.2": "stayed_strong",
        "1.3": "to_improve",
        "1.4": "other_question",
        "1.5": "other_question",
    }
