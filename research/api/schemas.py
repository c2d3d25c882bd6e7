"""What the API returns. Descriptions are in Dutch, for the OpenAPI document."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, cast

from django.urls import reverse
from django.utils import timezone
from ninja import Field, Schema

from assessments.kinds import KindCode
from assessments.models import Assessment
from indicators.definition.values import SetDefinition
from indicators.models import IndicatorSet
from networks.models import Network
from reports.finding_parts import FindingPart
from reports.question_parts import IndicatorPart
from reports.report import Report

Judgement = Literal["strength", "improvement", "mixed", "unknown", "not_applicable"]
Per = Literal["day", "week", "month", "quarter", "year"]


class PageLinks(Schema):
    first: str
    previous: str | None
    next: str | None
    last: str


class Paged(Schema):
    """One page of a collection."""

    page: int = Field(description="Nummer van deze pagina, vanaf 1.")
    size: int = Field(description="Hoeveel er op een pagina staan.")
    total: int = Field(description="Hoeveel er in totaal zijn.")
    links: PageLinks = Field(description="Adressen van andere pagina’s.")


class InvalidPart(Schema):
    name: str = Field(description="De naam van de parameter.")
    code: str
    detail: str


class Problem(Schema):
    """A refusal (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[InvalidPart] | None = Field(
        default=None, description="Welke parameters niet kloppen."
    )


class IndicatorSetItem(Schema):
    id: int
    slug: str = Field(description="Gelijk voor alle versies van dezelfde set.")
    version: str
    title: str
    source: str = Field(description="Het document waar de vragen uit komen.")
    status: Literal["published", "retired"]
    published_on: date
    retired_on: date | None
    url: str


class IndicatorSetDetail(IndicatorSetItem):
    content: SetDefinition = Field(
        description="Thema’s, criteria, groepen en indicatoren, in volgorde."
    )


class IndicatorSetPage(Paged):
    items: list[IndicatorSetItem]


class NetworkItem(Schema):
    slug: str
    name: str
    organisations: list[str] = Field(description="Samenwerkingspartners.")
    url: str


class NetworkPage(Paged):
    items: list[NetworkItem]


class AssessmentItem(Schema):
    id: int
    title: str
    kind: KindCode = Field(
        description="De soort: zelfevaluatie, externe evaluatie, evaluatiesessie, of interne "
        "evaluatie door een van de partners."
    )
    network_slug: str
    network_name: str
    indicator_set_id: int
    indicator_set_slug: str
    indicator_set_version: str
    period_start: date
    period_end: date
    confirmed_on: date
    url: str


class AssessmentPage(Paged):
    items: list[AssessmentItem]


class AnswerRow(Schema):
    """A question with its answer, flat; without an answer its texts are empty and the rest null."""

    theme_key: str
    theme: str
    group_key: str
    group: str
    number: str = Field(description="Zoals 2.5; leeg bij een vraag die niet meer wordt gesteld.")
    key: str = Field(description="Gelijk in alle versies van de set.")
    version: str = Field(description="De versie waarin de vraag zo is gesteld.")
    question: str
    kind: str = Field(description="text, number, frequency of yes_no.")
    unit: str
    answer: str
    evidence: str = Field(description="Waar het uit blijkt.")
    judgement: Judgement | None
    amount: float | None
    per: Per | None
    yes: bool | None


class AnswerPage(Paged):
    items: list[AnswerRow]


class FindingRow(Schema):
    kind: Literal["strength", "improvement"]
    theme_key: str | None = Field(description="Leeg (null) bij een punt over het geheel.")
    theme: str | None
    headline: str
    explanation: str
    source: str
    is_key: bool = Field(description="Of het een kernpunt is, dat in de samenvatting staat.")
    indicators: list[str] = Field(description="Nummers van de indicatoren waar het over gaat.")
    criteria: list[str]


class FindingPage(Paged):
    items: list[FindingRow]


class RecommendationRow(Schema):
    number: int
    what: str
    explanation: str
    measure: str
    who: str
    means: str
    by_when: date | None
    repeats: list[int] = Field(description="Nummers van de eerdere aanbevelingen die dit herhaalt.")
    points: list[str] = Field(description="De verbeterpunten waar dit over gaat.")


class RecommendationPage(Paged):
    items: list[RecommendationRow]


class FollowUpRow(Schema):
    number: int
    what: str
    origin: str
    outcome: Literal["followed", "partly", "not"] | None
    explanation: str
    repeated_by: list[int]


class FollowUpPage(Paged):
    items: list[FollowUpRow]


def set_values(row: IndicatorSet, base: str) -> dict[str, Any]:
    # The API shows no drafts.
    assert row.published_at is not None  # noqa: S101
    return {
        "id": row.pk,
        "slug": row.slug,
        "version": row.version,
        "title": row.title,
        "source": row.source,
        "status": row.status,
        "published_on": timezone.localdate(row.published_at),
        "retired_on": timezone.localdate(row.retired_at) if row.retired_at else None,
        "url": base + reverse("api:indicator_set", args=[row.pk]),
    }


def network_item(row: Network, base: str) -> NetworkItem:
    return NetworkItem(
        slug=row.slug,
        name=row.name,
        organisations=[organisation.name for organisation in row.organisations.all()],
        url=base + reverse("api:network", args=[row.slug]),
    )


def assessment_item(row: Assessment, base: str) -> AssessmentItem:
    # The API only shows confirmed assessments.
    assert row.confirmed_at is not None  # noqa: S101
    return AssessmentItem(
        id=row.pk,
        title=row.title,
        kind=cast("KindCode", row.kind),
        network_slug=row.network.slug,
        network_name=row.network.name,
        indicator_set_id=row.indicator_set_id,
        indicator_set_slug=row.indicator_set.slug,
        indicator_set_version=row.indicator_set.version,
        period_start=row.period_start,
        period_end=row.period_end,
        confirmed_on=timezone.localdate(row.confirmed_at),
        url=base + reverse("api:assessment", args=[row.pk]),
    )


def answer_rows(report: Report) -> Iterator[AnswerRow]:
    """Yield the questions of a report with their answers, then those that are no longer asked."""
    for theme in report.themes:
        for group in theme.groups:
            for indicator in group.indicators:
                place = {
                    "theme_key": theme.key,
                    "theme": theme.title,
                    "group_key": group.key,
                    "group": group.title,
                }
                yield _answer_row(indicator, report.framework.version, place)
    for earlier in report.no_longer_asked:
        for indicator in earlier.indicators:
            place = {"theme_key": earlier.key, "theme": earlier.title, "group_key": "", "group": ""}
            yield _answer_row(indicator, earlier.version, place)


def _answer_row(indicator: IndicatorPart, version: str, place: dict[str, str]) -> AnswerRow:
    answer = indicator.answer
    before = answer.asked_as if answer else None
    # The wording that was answered, which may be that of an earlier version.
    asked = before or indicator
    answer_fields = {
        "answer": answer.text if answer else "",
        "evidence": answer.evidence if answer else "",
        "judgement": answer.judgement or None if answer else None,
        "amount": float(answer.number) if answer and answer.number is not None else None,
        "per": answer.per or None if answer else None,
        "yes": answer.yes if answer else None,
    }
    return AnswerRow.model_validate(
        {
            **place,
            **answer_fields,
            "number": indicator.number,
            "key": indicator.key,
            "version": before.version if before else version,
            "question": asked.text,
            "kind": asked.kind,
            "unit": asked.unit,
        }
    )


def finding_rows(report: Report) -> Iterator[FindingRow]:
    """Yield the points of a report in order: by theme, on the whole, then of earlier themes."""
    for theme in report.themes:
        for finding in theme.findings:
            yield _finding_row(finding, theme.key, theme.title)
    for finding in report.overall:
        yield _finding_row(finding, None, None)
    for earlier in report.no_longer_asked:
        for finding in earlier.findings:
            yield _finding_row(finding, earlier.key, earlier.title)


def _finding_row(finding: FindingPart, theme_key: str | None, theme: str | None) -> FindingRow:
    names = ("kind", "headline", "explanation", "source", "is_key", "indicators", "criteria")
    own = {name: getattr(finding, name) for name in names}
    return FindingRow.model_validate({**own, "theme_key": theme_key, "theme": theme})


def recommendation_rows(report: Report) -> Iterator[RecommendationRow]:
    for row in report.recommendations:
        yield RecommendationRow.model_validate(
            {name: getattr(row, name) for name in RecommendationRow.model_fields}
        )


def follow_up_rows(report: Report) -> Iterator[FollowUpRow]:
    for row in report.follow_ups:
        values = {name: getattr(row, name) for name in FollowUpRow.model_fields}
        yield FollowUpRow.model_validate({**values, "outcome": row.outcome or None})
