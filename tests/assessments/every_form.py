"""Every form in which people type about an assessment, with a small scene around them to send it
in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from assessments import lifecycle
from assessments.models import (
    Answer,
    Assessment,
    Conclusion,
    FactCheck,
    Finding,
    FollowUp,
    Recommendation,
    Source,
    View,
)
from indicators import publishing
from indicators.definition.parsing import parse_set
from indicators.models import Criterion, Indicator, IndicatorSet, Theme
from tests.cast import Cast, make_assessment, make_cast
from tests.rows import Rows, every_row

from .saving_pages import as_form, send, served_in, typed

SET = """\
slug: {slug}
version: "1"
title: Proefset
source: Een document
themes:
  - key: samen
    kind: theme
    title: Samen
    criteria: [{{key: doel, kind: goal, title: Doel, text: Een doel.}}]
    groups:
      - key: hoe
        kind: topic
        title: Hoe
        indicators:
          - {{key: open, text: "Hoe gaat het?"}}
          - {{key: aantal, text: "Hoeveel?", answer: number, unit: zaken}}
          - {{key: vaak, text: "Hoe vaak?", answer: frequency, unit: keer}}
          - {{key: wel, text: "Werkt het?", answer: yes_no}}
  - key: {own}
    kind: theme
    title: Apart
    groups: [{{key: los, kind: topic, title: Los, indicators: [{{key: los-{own}, text: "En verder?"}}]}}]
"""


def make_set(slug: str, own: str) -> IndicatorSet:
    indicator_set, _changed = publishing.load(parse_set(SET.format(slug=slug, own=own).encode()))
    publishing.publish(indicator_set)
    return indicator_set


@dataclass(frozen=True)
class Parts:
    """An assessment with one of everything in it."""

    assessment: Assessment
    answer: Answer
    finding: Finding
    recommendation: Recommendation
    follow_up: FollowUp
    conclusion: Conclusion
    source: Source


def make_parts(assessment: Assessment) -> Parts:
    indicator = Indicator.objects.get(
        group__theme__indicator_set=assessment.indicator_set, key="open"
    )
    finding = assessment.findings.create(
        kind="strength", theme=indicator.group.theme, headline="Punt"
    )
    finding.indicators.add(indicator)
    return Parts(
        assessment=assessment,
        answer=Answer.objects.create(assessment=assessment, indicator=indicator, text="Goed."),
        finding=finding,
        recommendation=assessment.recommendations.create(what="Oefen samen."),
        follow_up=assessment.follow_ups.create(what="Maak een rooster."),
        conclusion=assessment.conclusions.create(question="Werkt het?"),
        source=assessment.sources.create(kind="conversation", function="wijkagent"),
    )


@dataclass(frozen=True)
class Scene:
    cast: Cast
    ours: Parts
    theirs: Parts
    under_review: Assessment
    indicator_set: IndicatorSet
    other_set: IndicatorSet

    def theme(self, of: IndicatorSet | None = None) -> Theme:
        return Theme.objects.get(indicator_set=of or self.indicator_set, key="samen")

    def criterion(self, of: IndicatorSet | None = None) -> Criterion:
        return self.theme(of).criteria.get()


def make_scene() -> Scene:
    """Network Noord has a running assessment and one under review; Zuid one with the same set."""
    cast, indicator_set, other_set = (
        make_cast(),
        make_set("proef", "apart"),
        make_set("ander", "anders"),
    )
    under_review = make_assessment(cast.noord, indicator_set, 2025)
    lifecycle.submit_for_review(assessment=under_review)
    return Scene(
        cast=cast,
        ours=make_parts(make_assessment(cast.noord, indicator_set)),
        theirs=make_parts(make_assessment(cast.zuid, indicator_set)),
        under_review=under_review,
        indicator_set=indicator_set,
        other_set=other_set,
    )


# Each page without scripts that is sent has a name of its own.
_pages = count(1)


@dataclass(frozen=True)
class Form:
    """A form: where it is sent, its text fields with their limits, valid values for the rest, and
    where it is shown.

    `saved` is set where the script sends it too.
    """

    url: str
    page: str
    prefix: str
    limits: dict[str, int]
    stored: Callable[[], Any]
    rest: dict[str, Any] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    saved: bool = True
    # Without scripts the whole page is sent at once.
    whole_page: bool = False

    @property
    def is_typed(self) -> bool:
        """Whether each of its fields is saved by itself."""
        return self.saved or self.url == self.page

    def data(self, served: dict[str, str] | None = None, **values: Any) -> dict[str, Any]:
        fields = self.rest | values
        if not self.is_typed:
            return {self.prefix + name: value for name, value in fields.items()}
        return as_form(self.prefix.removesuffix("-"), fields, served or {})

    def served(self, client: Client) -> dict[str, str]:
        """Return what a page that is opened now is served with."""
        return served_in(client.get(self.page), self.prefix.removesuffix("-"))

    def send(
        self,
        client: Client,
        *,
        background: bool = False,
        served: dict[str, str] | None = None,
        page: str = "blad",
        **values: Any,
    ) -> HttpResponse:
        """Send it from a page that was opened just now, or one that was served something else."""
        if self.is_typed and served is None:
            served = self.served(client)
        if not background:
            data = self.data(served, **values)
            if self.is_typed:
                data["page"] = f"bladzijde-{next(_pages)}"
            return client.post(self.page if self.saved and self.whole_page else self.url, data)
        sent = {
            name: typed(
                list(map(str, value)) if isinstance(value, list) else str(value),
                served=(served or {}).get(name, ""),
                page=page,
            )
            for name, value in (self.rest | values).items()
        }
        return send(client, self.url, sent)

    def filled(self, text: str) -> dict[str, str]:
        """Return `text` for every field, cut where a field holds less."""
        return {name: text[:limit] for name, limit in self.limits.items()}


def _existing(row: Any) -> Callable[[], Any]:
    return lambda: type(row).objects.get(pk=row.pk)


def _latest(model: Any) -> Callable[[], Any]:
    return lambda: model.objects.order_by("-pk")[0]


LONG = 50_000
ANSWER = {"text": LONG, "evidence": 10_000}
POINT = {"headline": 200, "explanation": LONG}
RECOMMENDATION = {"what": LONG, "explanation": LONG, "measure": 10_000, "who": 300, "means": 10_000}
TEXTS = {
    name: LONG
    for name in ("introduction", "method", "summary", "functions_spoken_with", "sources_consulted")
} | {"commissioned_by": 200, "authors": LONG, "publisher": 200}


def _answer_form(scene: Scene, key: str, **rest: Any) -> Form:
    pk = scene.ours.assessment.pk
    return Form(
        url=reverse("answer", args=[pk, key]),
        page=reverse("theme", args=[pk, "samen"]),
        prefix=f"{key}-",
        limits=ANSWER | {"key_point": 200},
        lines=("key_point",),
        rest={"judgement": "strength"} | rest,
        whole_page=True,
        stored=lambda: Answer.objects.select_related("finding").get(
            assessment=pk, indicator__key=key
        ),
    )


def _theme_form(scene: Scene) -> Form:
    """The same fields of the first question, sent as a whole page."""
    form = _answer_form(scene, "open")
    return Form(**vars(form) | {"url": form.page, "saved": False})


def _new_source(pk: int, kind: str, limits: dict[str, int], required: str) -> Form:
    return Form(
        url=reverse("add_source", args=[pk, kind]),
        page=reverse("sources", args=[pk]),
        prefix=f"new-{kind}-",
        limits=limits,
        lines=tuple(limits),
        required=(required,),
        stored=_latest(Source),
        saved=False,
    )


def forms_of(scene: Scene) -> dict[str, Form]:
    """Return every form with text fields by a name."""
    ours, pk = scene.ours, scene.ours.assessment.pk
    points, recommendations, texts = (
        reverse(n, args=[pk]) for n in ("points", "recommendations", "texts")
    )
    theme_pk, source = scene.theme().pk, reverse("source", args=[pk, ours.source.pk])
    return {
        "answer": _answer_form(scene, "open"),
        "answer-number": _answer_form(scene, "aantal"),
        "answer-frequency": _answer_form(scene, "vaak"),
        "answer-yes-no": _answer_form(scene, "wel"),
        "theme": _theme_form(scene),
        "point": Form(
            url=reverse("save_point", args=[pk, ours.finding.pk]),
            page=points,
            prefix=f"p{ours.finding.pk}-",
            limits=POINT,
            lines=("headline",),
            required=("headline",),
            rest={"kind": "strength", "indicators": ["open"]},
            stored=_existing(ours.finding),
        ),
        "new-point": Form(
            url=reverse("add_point", args=[pk, "strength", theme_pk]),
            page=points,
            prefix=f"new-strength-{theme_pk}-",
            limits=POINT,
            lines=("headline",),
            required=("headline",),
            stored=_latest(Finding),
            saved=False,
        ),
        "point-of-judgement": Form(
            url=reverse("point_of_judgement", args=[pk, "open", "improvement"]),
            page=points,
            prefix="new-",
            limits=POINT,
            lines=("headline",),
            required=("headline",),
            stored=_latest(Finding),
            saved=False,
        ),
        "recommendation": Form(
            url=reverse("save_recommendation", args=[pk, ours.recommendation.pk]),
            page=recommendations,
            prefix=f"r{ours.recommendation.pk}-",
            limits=RECOMMENDATION,
            lines=("who",),
            required=("what",),
            stored=_existing(ours.recommendation),
        ),
        "new-recommendation": Form(
            url=reverse("add_recommendation", args=[pk]),
            page=recommendations,
            prefix="new-",
            limits=RECOMMENDATION,
            lines=("who",),
            required=("what",),
            stored=_latest(Recommendation),
            saved=False,
        ),
        "recommendation-for-point": Form(
            url=reverse("recommend_for_point", args=[pk, ours.finding.pk]),
            page=recommendations,
            prefix="new-",
            limits=RECOMMENDATION,
            lines=("who",),
            required=("what",),
            stored=_latest(Recommendation),
            saved=False,
        ),
        "follow-up": Form(
            url=reverse("save_follow_up", args=[pk, ours.follow_up.pk]),
            page=recommendations,
            prefix=f"f{ours.follow_up.pk}-",
            limits={"explanation": LONG},
            stored=_existing(ours.follow_up),
        ),
        "earlier": Form(
            url=reverse("add_follow_up", args=[pk]),
            page=recommendations,
            prefix="earlier-",
            limits={"what": LONG, "origin": 200},
            lines=("origin",),
            required=("what",),
            stored=_latest(FollowUp),
            saved=False,
        ),
        "texts": Form(
            url=reverse("save_texts", args=[pk]),
            page=texts,
            prefix="t-",
            limits=TEXTS,
            lines=("commissioned_by", "publisher"),
            stored=_existing(ours.assessment),
        ),
        "conclusion": Form(
            url=reverse("save_conclusion", args=[pk, ours.conclusion.pk]),
            page=texts,
            prefix=f"c{ours.conclusion.pk}-",
            limits={"question": 2000, "text": LONG},
            required=("question",),
            stored=_existing(ours.conclusion),
        ),
        "new-conclusion": Form(
            url=reverse("add_conclusion", args=[pk]),
            page=texts,
            prefix="new-",
            limits={"question": 2000, "text": LONG},
            required=("question",),
            stored=_latest(Conclusion),
            saved=False,
        ),
        "source": Form(
            url=reverse("save_source", args=[pk, ours.source.pk]),
            page=source,
            prefix=f"s{ours.source.pk}-",
            limits={"function": 200},
            lines=("function",),
            required=("function",),
            stored=_existing(ours.source),
        ),
        "new-conversation": _new_source(pk, "conversation", {"function": 200}, "function"),
        "new-document": _new_source(
            pk, "document", {"title": 300, "maker": 200, "place": 500}, "title"
        ),
        "view": Form(
            url=reverse("save_view", args=[pk, ours.source.pk, "open"]),
            page=source,
            prefix="open-",
            limits={"remark": 10_000, "example": 10_000},
            rest={"judgement": "strength"},
            stored=lambda: View.objects.get(source=ours.source),
            whole_page=True,
        ),
        "fact-check": Form(
            url=reverse("check_facts", args=[scene.under_review.pk]),
            page=reverse("confirmation", args=[scene.under_review.pk]),
            prefix="check-",
            limits={"remark": LONG},
            rest={"agrees": "false"},
            required=("remark",),
            stored=_latest(FactCheck),
            saved=False,
        ),
        "start": Form(
            url=reverse("start_assessment", args=["noord"]),
            page=reverse("start"),
            prefix="start-",
            limits={"title": 200},
            lines=("title",),
            required=("title",),
            rest={
                "indicator_set": scene.indicator_set.pk,
                "period_start": "2027-01-01",
                "period_end": "2027-12-31",
                "beside_running": "on",
            },
            stored=_latest(Assessment),
            saved=False,
        ),
    }


FORM_NAMES = [
    "answer", "answer-number", "answer-frequency", "answer-yes-no", "theme", "point", "new-point", "recommendation",
    "new-recommendation", "follow-up", "earlier", "texts", "conclusion", "new-conclusion", "source",
    "new-conversation", "new-document", "view", "fact-check", "start",
]  # fmt: skip
SAVED = [
    "answer", "answer-number", "answer-frequency", "answer-yes-no", "point", "recommendation", "follow-up", "texts",
    "conclusion", "source", "view",
]  # fmt: skip


def text_of(response: HttpResponse) -> str:
    return response.getvalue().decode()


def refused(response: HttpResponse, *messages: str, status: int = 422) -> None:
    assert response.status_code == status
    page = text_of(response)
    for message in messages:
        assert escape(message) in page


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Made once for the whole file; each test is rolled back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_scene()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def db(scene: Scene, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def anna(db: None, scene: Scene, as_user: Callable[..., Client]) -> Client:
    return as_user(scene.cast.anna)


@pytest.fixture
def forms(db: None, scene: Scene) -> dict[str, Form]:
    return forms_of(scene)


@pytest.fixture
def unchanged(db: None) -> Iterator[Rows]:
    """The rows before the test, which must be the rows after it."""
    before = every_row()
    yield before
    assert every_row() == before
