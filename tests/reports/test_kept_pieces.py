"""After a change only what it touches in a report that isn't confirmed is made anew."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import (
    Answer,
    Assessment,
    Finding,
    FollowUp,
    GroupEstimate,
    Source,
    View,
)
from indicators.models import IndicatorGroup, IndicatorSet
from networks.models import User
from tests.assessments.reporting import fill
from tests.cast import Cast, load_theme, make_assessment

LogIn = Callable[[User], Client]


@pytest.fixture
def werkset(db: None) -> IndicatorSet:
    return load_theme()


@pytest.fixture
def scene(assessment: Assessment, cast: Cast, werkset: IndicatorSet) -> Assessment:
    """A running assessment with everything in it, and a confirmed one before it."""
    earlier = make_assessment(cast.noord, werkset, 2025)
    fill(earlier)
    Assessment.objects.filter(pk=earlier.pk).update(
        state="confirmed", confirmed_at="2026-01-15T12:00Z"
    )
    fill(assessment)
    return assessment


def article_in(response: HttpResponse) -> str:
    return response.content.decode().split("<article", 1)[1].split("</article>")[0]


def test_every_change_shows_at_once(
    scene: Assessment, cast: Cast, as_user: LogIn, settings
) -> None:
    """The article is after each change what it is where nothing is kept."""
    anna, report = as_user(cast.anna), reverse("report", args=[scene.pk])
    answer, other = scene.answers.order_by("pk")[:2]
    finding = scene.findings.order_by("pk")[0]
    follow_up = FollowUp.objects.create(assessment=scene, what="Spreek af wie belt.")
    group = IndicatorGroup.objects.filter(kind="value")[0]
    source = Source.objects.create(assessment=scene, kind="conversation", function="wijkagent")
    view = View.objects.create(
        source=source, indicator_id=answer.indicator_id, judgement="mixed", remark="Soms niet."
    )
    answers, findings = (
        model.objects.filter(pk=row.pk) for model, row in ((Answer, answer), (Finding, finding))
    )
    changes: dict[str, Callable[[], object]] = {
        "words": lambda: answers.update(text="Wij bellen elkaar."),
        "evidence": lambda: answers.update(evidence="De notulen van mei."),
        "judgement": lambda: answers.update(judgement="improvement"),
        "off the scale": lambda: answers.update(judgement="unknown"),
        "minority": lambda: View.objects.filter(pk=view.pk).update(is_kept=True),
        "headline": lambda: findings.update(headline="De lijnen zijn kort"),
        "rests on": lambda: finding.views.add(view),
        "touches": lambda: finding.indicators.set([other.indicator_id]),
        "key point": lambda: findings.update(is_key=not finding.is_key),
        "estimate": lambda: GroupEstimate.objects.update_or_create(
            assessment=scene, group=group, defaults={"level": "little"}
        ),
        "came of it": lambda: FollowUp.objects.filter(pk=follow_up.pk).update(outcome="partly"),
        "kind": lambda: Assessment.objects.filter(pk=scene.pk).update(kind="external"),
        "no answer": lambda: answers.delete(),
    }
    before, same = article_in(anna.get(report)), {}
    for name, change in changes.items():
        change()
        after = article_in(anna.get(report))
        # Somebody who works on a template gets everything anew.
        settings.DEBUG = True
        same[name] = (after != before, after == article_in(anna.get(report)))
        settings.DEBUG = False
        before = after
    assert same == dict.fromkeys(changes, (True, True))


def test_what_did_not_change_is_not_made_again(
    scene: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """One other answer: its own piece, and none of the other answers, points and pictures."""
    anna, report = as_user(cast.anna), reverse("report", args=[scene.pk])
    anna.get(report)
    one = scene.answers.order_by("pk")[0]
    Answer.objects.filter(pk=one.pk).update(text="Wij bellen elkaar elke week.")
    page = anna.get(report)
    assert "Wij bellen elkaar elke week." in page.content.decode()
    made = Counter(template.name for template in page.templates)
    pieces = ("_body", "_theme", "_answer", "_finding", "_since", "pictures/_map", "_value_cases")
    counts = [made[f"reports/{piece}.html"] for piece in pieces]
    assert counts == [1, 1, 1, 0, 0, 0, 0]
