"""Overarching reports in the API: the edition to share, in which small numbers are hidden."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from ninja import Field, Schema

from assessments.kinds import KindCode
from national.access import published_for
from national.edition_parts import CATEGORIES, EditionTheme, QuestionPart
from national.models import NationalReport, NationalVersion
from networks.models import User

from .authentication import reader
from .paging import Page, Size, base_of, page_of
from .registering import resource
from .schemas import Judgement, Paged, RecommendationRow

HIDDEN = "Hoeveel netwerken dit oordeel gaven; null als het getal niet gedeeld wordt."


class NationalReportItem(Schema):
    id: int
    title: str
    indicator_set_slug: str
    indicator_set_version: str
    period_start: date
    period_end: date
    version: int = Field(description="Gaat omhoog als het rapport opnieuw wordt vastgesteld.")
    confirmed_on: date
    url: str


class Quote(Schema):
    judgement: Judgement | None
    text: str


class Together(Schema):
    judgements: list[Judgement]
    networks: int


class CountedKind(Schema):
    kind: KindCode
    networks: int


class NationalQuestionRow(Schema):
    """A question with the number of networks that gave each judgement."""

    theme_key: str
    theme: str
    number: str
    key: str
    question: str
    statement: str = Field(
        description="De vraag als zin die klopt bij een sterk punt; van dit portaal, niet uit "
        "de bron."
    )
    strength: int | None = Field(description=HIDDEN)
    improvement: int | None = Field(description=HIDDEN)
    mixed: int | None = Field(description=HIDDEN)
    unknown: int | None = Field(description=HIDDEN)
    not_applicable: int | None = Field(description=HIDDEN)
    no_judgement: int | None = Field(description=HIDDEN)
    together: Together | None = Field(
        description="Twee oordelen die samen zijn geteld, omdat ze apart niet gedeeld worden."
    )
    quotes: list[Quote] = Field(
        description="Woorden van een netwerk dat daar toestemming voor gaf."
    )


class NationalReportDetail(NationalReportItem):
    minimum_networks: int = Field(description="Getallen over minder netwerken worden niet gedeeld.")
    networks: list[str] = Field(description="De netwerken die zijn meegeteld.")
    kinds: list[CountedKind] = Field(
        description="Hoeveel evaluaties van elke soort meetellen; leeg als het niet bewaard is."
    )
    summary: str
    introduction: str
    conclusions: str
    questions: list[NationalQuestionRow]
    recommendations: list[RecommendationRow]


class NationalReportPage(Paged):
    items: list[NationalReportItem]


@resource(
    "/national-reports", NationalReportPage, tag="Landelijk", summary="Overkoepelende rapporten"
)
def national_reports(request: HttpRequest, page: Page = 1, size: Size = 100) -> Any:
    """De overkoepelende rapporten die zijn vastgesteld, de laatste periode eerst."""
    return page_of(request, _published(reader(request)), page, size, _item)


@resource(
    "/national-reports/{int:id}",
    NationalReportDetail,
    tag="Landelijk",
    summary="Een overkoepelend rapport",
)
def national_report(request: HttpRequest, id: int) -> Any:
    """Een overkoepelend rapport zoals het is vastgesteld om te delen."""
    row = get_object_or_404(_published(reader(request)), pk=id)
    # Without the office's edition and the contributions, which nobody gets through the API.
    versions = NationalVersion.objects.defer("office", "contributions")
    version = versions.get(report=row, number=row.latest)  # type: ignore[attr-defined]
    edition = version.edition
    rows = [_question(theme, question) for theme in edition.themes for question in theme.questions]
    texts = {
        name: getattr(edition, name)
        for name in ("minimum_networks", "networks", "summary", "introduction")
    }
    recommendations = [
        {name: getattr(recommendation, name) for name in RecommendationRow.model_fields}
        for recommendation in edition.recommendations
    ]
    return {
        **_item(row, base_of(request)),
        **texts,
        "conclusions": edition.conclusions,
        "kinds": [
            {"kind": kind, "networks": count} for kind, count in Counter(edition.kinds).items()
        ],
        "questions": rows,
        "recommendations": recommendations,
    }


def _published(user: User) -> QuerySet[NationalReport]:
    # A report may be confirmed again; readers get its last version.
    latest = NationalVersion.objects.filter(report=OuterRef("pk")).order_by("-number")
    numbered = published_for(user).annotate(
        latest=Subquery(latest.values("number")[:1]),
        latest_at=Subquery(latest.values("confirmed_at")[:1]),
    )
    return numbered.order_by("-period_end", "-pk")


def _item(row: NationalReport, base: str) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": row.published_title,  # type: ignore[attr-defined]
        "indicator_set_slug": row.indicator_set.slug,
        "indicator_set_version": row.indicator_set.version,
        "period_start": row.period_start,
        "period_end": row.period_end,
        "version": row.latest,  # type: ignore[attr-defined]
        "confirmed_on": timezone.localdate(row.latest_at),  # type: ignore[attr-defined]
        "url": base + reverse("api:national_report", args=[row.pk]),
    }


def _question(theme: EditionTheme, question: QuestionPart) -> dict[str, Any]:
    counts = {
        name or "no_judgement": count
        for name, count in zip(CATEGORIES, question.counts, strict=True)
    }
    return {
        **counts,
        "theme_key": theme.key,
        "theme": theme.title,
        "number": question.number,
        "key": question.key,
        "question": question.text,
        "statement": question.statement,
        "together": (
            {"judgements": question.pair, "networks": question.together} if question.pair else None
        ),
        "quotes": [
            {"judgement": quote.judgement or None, "text": quote.text} for quote in question.quotes
        ],
    }
