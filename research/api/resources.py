"""The addresses of the API and what each returns; who may see what is decided by each fetch."""

from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query

from assessments.kinds import KindCode
from assessments.models import Assessment, AssessmentQuerySet
from indicators.catalogue import definition_of
from indicators.models import IndicatorSet
from networks.models import Membership, Network, User
from networks.trail import What, record_view
from reports.models import ReportVersion
from reports.report import Report
from reports.report_building import build_report

from . import schemas
from .authentication import reader
from .paging import Page, Size, base_of, page_of, page_of_list
from .registering import resource

Slug = Annotated[str, Query(max_length=80, description="De naam van het netwerk in adressen.")]
SetSlug = Annotated[
    str, Query(max_length=80, description="De naam van de indicatorenset in adressen.")
]
Year = Annotated[
    int | None, Query(ge=2000, le=2100, description="Een jaar waarin de periode valt.")
]
Kind = Annotated[KindCode | None, Query(description="Alleen evaluaties van deze soort.")]
Judged = Annotated[
    schemas.Judgement | None, Query(description="Alleen antwoorden met dit oordeel.")
]


@resource(
    "/indicator-sets", schemas.IndicatorSetPage, tag="Indicatorensets", summary="Indicatorensets"
)
def indicator_sets(
    request: HttpRequest, page: Page = 1, size: Size = 100, slug: SetSlug = ""
) -> Any:
    """Alle versies van indicatorensets die gepubliceerd of vervallen zijn."""
    reader(request)
    rows = _published().filter(slug=slug) if slug else _published()
    return page_of(
        request, rows.order_by("slug", "published_at", "pk"), page, size, schemas.set_values
    )


@resource(
    "/indicator-sets/{int:id}",
    schemas.IndicatorSetDetail,
    tag="Indicatorensets",
    summary="Een indicatorenset",
)
def indicator_set(request: HttpRequest, id: int) -> Any:  # the name in the address
    """Een versie van een indicatorenset, met alle vragen."""
    reader(request)
    row = get_object_or_404(_published(), pk=id)
    return {**schemas.set_values(row, base_of(request)), "content": definition_of(row)}


@resource("/networks", schemas.NetworkPage, tag="Netwerken", summary="Netwerken")
def networks(request: HttpRequest, page: Page = 1, size: Size = 100) -> Any:
    """De netwerken waarvan u vastgestelde evaluaties mag lezen, en uw eigen netwerken."""
    rows = _networks(reader(request)).prefetch_related("organisations")
    return page_of(request, rows.order_by("sort_name", "pk"), page, size, schemas.network_item)


@resource("/networks/{slug:slug}", schemas.NetworkItem, tag="Netwerken", summary="Een netwerk")
def network(request: HttpRequest, slug: str) -> Any:
    """Een netwerk dat u mag zien."""
    row = get_object_or_404(_networks(reader(request)).prefetch_related("organisations"), slug=slug)
    return schemas.network_item(row, base_of(request))


@resource("/assessments", schemas.AssessmentPage, tag="Evaluaties", summary="Evaluaties")
def assessments(
    request: HttpRequest,
    page: Page = 1,
    size: Size = 100,
    network: Slug = "",
    set: SetSlug = "",  # the name in the address
    year: Year = None,
    kind: Kind = None,
) -> Any:
    """De vastgestelde evaluaties die u mag lezen, de laatste periode eerst."""
    rows = _assessments(reader(request))
    if network:
        rows = rows.filter(network__slug=network)
    if set:
        rows = rows.filter(indicator_set__slug=set)
    if year is not None:
        rows = rows.filter(period_start__year__lte=year, period_end__year__gte=year)
    if kind is not None:
        rows = rows.filter(kind=kind)
    return page_of(request, rows.latest_first(), page, size, schemas.assessment_item)


@resource(
    "/assessments/{int:id}",
    schemas.AssessmentItem,
    tag="Evaluaties",
    summary="Een evaluatie",
)
def assessment(request: HttpRequest, id: int) -> Any:
    """Een vastgestelde evaluatie."""
    return schemas.assessment_item(
        get_object_or_404(_assessments(reader(request)), pk=id), base_of(request)
    )


@resource("/assessments/{int:id}/report", Report, tag="Evaluaties", summary="Het rapport")
def report(request: HttpRequest, id: int) -> Any:
    """Het hele rapport zoals het is vastgesteld."""
    return _report(reader(request), id)


@resource(
    "/assessments/{int:id}/answers", schemas.AnswerPage, tag="Evaluaties", summary="Antwoorden"
)
def answers(
    request: HttpRequest, id: int, page: Page = 1, size: Size = 100, judgement: Judged = None
) -> Any:
    """Elke vraag met het antwoord, een rij per vraag."""
    rows = schemas.answer_rows(_report(reader(request), id))
    return page_of_list(
        request, [row for row in rows if judgement in (None, row.judgement)], page, size
    )


@resource("/assessments/{int:id}/findings", schemas.FindingPage, tag="Evaluaties", summary="Punten")
def findings(request: HttpRequest, id: int, page: Page = 1, size: Size = 100) -> Any:
    """Sterke punten en verbeterpunten."""
    return page_of_list(
        request, list(schemas.finding_rows(_report(reader(request), id))), page, size
    )


@resource(
    "/assessments/{int:id}/recommendations",
    schemas.RecommendationPage,
    tag="Evaluaties",
    summary="Aanbevelingen",
)
def recommendations(request: HttpRequest, id: int, page: Page = 1, size: Size = 100) -> Any:
    """De aanbevelingen, met wie wat wanneer doet."""
    return page_of_list(
        request, list(schemas.recommendation_rows(_report(reader(request), id))), page, size
    )


@resource(
    "/assessments/{int:id}/follow-ups",
    schemas.FollowUpPage,
    tag="Evaluaties",
    summary="Opvolging",
)
def follow_ups(request: HttpRequest, id: int, page: Page = 1, size: Size = 100) -> Any:
    """Wat er van eerdere aanbevelingen is terechtgekomen."""
    return page_of_list(
        request, list(schemas.follow_up_rows(_report(reader(request), id))), page, size
    )


def _published() -> QuerySet[IndicatorSet]:
    return IndicatorSet.objects.exclude(status=IndicatorSet.Status.DRAFT).select_related("based_on")


def _assessments(user: User) -> AssessmentQuerySet:
    return (
        Assessment.objects.visible_to(user).confirmed().select_related("network", "indicator_set")
    )


def _networks(user: User) -> QuerySet[Network]:
    # Members also see their network when it has nothing confirmed yet.
    own = Q(pk__in=Membership.objects.filter(user=user).values("network"))
    return Network.objects.filter(own | Q(pk__in=_assessments(user).order_by().values("network")))


def _report(user: User, pk: int) -> Report:
    """Return the report as it was confirmed (two queries, and one for the trail)."""
    row = get_object_or_404(_assessments(user), pk=pk)
    stored = (
        ReportVersion.objects.filter(assessment=row, reopened_at=None).order_by("-number").first()
    )
    record_view(What.REPORT_VIEWED, about=stored or row, network=row.network_id)
    return stored.report if stored else build_report(row)
