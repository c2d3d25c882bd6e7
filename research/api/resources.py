"""The addresses of the API and what each returns; who may see what is decided by each fetch."""

import inspect
import re
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Annotated, Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Query
from ninja.errors import AuthenticationError, ValidationError
from ninja.renderers import JSONRenderer

from assessments.models import Assessment, AssessmentQuerySet
from indicators.catalogue import definition_of
from indicators.models import IndicatorSet
from loket_eval.problem_details import problem
from networks.models import Membership, Network, User
from reports.models import ReportVersion
from reports.report import Report
from reports.report_building import build_report

from . import VERSION, schemas
from .authentication import Key, reader

V = TypeVar("V", bound=Callable[..., Any])
M = TypeVar("M", bound=Model)


class ReadableJSONRenderer(JSONRenderer):
    """JSON that contains Dutch letters as they are, without escapes."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Loket Evaluatie",
    version=VERSION,
    description=(
        "Lees vastgestelde zelfevaluaties van netwerken zorg en straf, voor onderzoek. Alleen "
        "lezen. "
        "Een sleutel maakt u in het portaal, onder uw naam bij “Uw API-sleutels”."
    ),
    urls_namespace="api",
    renderer=ReadableJSONRenderer(),
    # The documentation page of django-ninja loads scripts from another site.
    docs_url=None,
    openapi_url=None,
)

Page = Annotated[int, Query(ge=1, le=1_000_000, description="Nummer van de pagina.")]
Size = Annotated[int, Query(ge=1, le=500, description="Hoeveel er op een pagina staan.")]
Slug = Annotated[str, Query(max_length=80, description="De naam van het netwerk in adressen.")]
SetSlug = Annotated[
    str, Query(max_length=80, description="De naam van de indicatorenset in adressen.")
]
Year = Annotated[
    int | None, Query(ge=2000, le=2100, description="Een jaar waarin de periode valt.")
]
Judged = Annotated[
    schemas.Judgement | None, Query(description="Alleen antwoorden met dit oordeel.")
]


def resource(path: str, answer: Any, *, tag: str, summary: str) -> Callable[[V], V]:
    """Register a view. Its arguments, apart from those in the path, are the allowed parameters."""

    def register(view: V) -> V:
        in_path = set(re.findall(r"{(?:\w+:)?(\w+)}", path))
        known = set(inspect.signature(view).parameters) - {"request"} - in_path

        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            # django-ninja ignores unknown parameters, but a mistyped filter would return too much.
            unknown = [name for name in request.GET if name not in known]
            if unknown:
                raise ValidationError(
                    [{"loc": ("query", name), "type": "unknown"} for name in unknown]
                )
            return view(request, *args, **kwargs)

        # Described in the OpenAPI document; authentication.py gives most of them.
        refusals = [400, 401, 404, 406, 429, 500]
        responses = {200: answer} | dict.fromkeys(refusals, schemas.Problem)
        name = view.__name__
        # A GET only: api_view turns HEAD into one, and refuses the rest.
        api.get(
            path,
            auth=Key(),
            response=responses,
            tags=[tag],
            summary=summary,
            operation_id=name,
            url_name=name,
        )(checked)
        return view

    return register


@api.exception_handler(ValidationError)
def refuse_input(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [
        {
            "name": str(invalid["loc"][-1])[:80],
            "code": invalid["type"],
            "detail": _detail(invalid["type"]),
        }
        for invalid in error.errors[:20]
    ]
    return problem(400, _("Een parameter in dit adres klopt niet."), errors=errors)


@api.exception_handler(AuthenticationError)
def refuse_person(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(401, _("Stuur een geldige API-sleutel mee: “Authorization: Bearer …”."))


@api.exception_handler(Http404)
@api.exception_handler(Exception)
def pass_on(request: HttpRequest, error: Exception) -> HttpResponse:
    """Leave the rest to api_view (authentication.py)."""
    raise error


def _detail(code: str) -> str:
    if code == "unknown":
        return _("Deze parameter is hier niet bekend.")
    return _("Deze waarde is hier niet geldig.")


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
    """De netwerken waarvan u vastgestelde zelfevaluaties mag lezen, en uw eigen netwerken."""
    rows = _networks(reader(request)).prefetch_related("organisations")
    return page_of(request, rows.order_by("sort_name", "pk"), page, size, schemas.network_item)


@resource("/networks/{slug:slug}", schemas.NetworkItem, tag="Netwerken", summary="Een netwerk")
def network(request: HttpRequest, slug: str) -> Any:
    """Een netwerk dat u mag zien."""
    row = get_object_or_404(_networks(reader(request)).prefetch_related("organisations"), slug=slug)
    return schemas.network_item(row, base_of(request))


@resource("/assessments", schemas.AssessmentPage, tag="Zelfevaluaties", summary="Zelfevaluaties")
def assessments(
    request: HttpRequest,
    page: Page = 1,
    size: Size = 100,
    network: Slug = "",
    set: SetSlug = "",  # the name in the address
    year: Year = None,
) -> Any:
    """De vastgestelde zelfevaluaties die u mag lezen, de laatste periode eerst."""
    rows = _assessments(reader(request))
    if network:
        rows = rows.filter(network__slug=network)
    if set:
        rows = rows.filter(indicator_set__slug=set)
    if year is not None:
        rows = rows.filter(period_start__year__lte=year, period_end__year__gte=year)
    return page_of(request, rows.latest_first(), page, size, schemas.assessment_item)


@resource(
    "/assessments/{int:id}",
    schemas.AssessmentItem,
    tag="Zelfevaluaties",
    summary="Een zelfevaluatie",
)
def assessment(request: HttpRequest, id: int) -> Any:
    """Een vastgestelde zelfevaluatie."""
    return schemas.assessment_item(
        get_object_or_404(_assessments(reader(request)), pk=id), base_of(request)
    )


@resource("/assessments/{int:id}/report", Report, tag="Zelfevaluaties", summary="Het rapport")
def report(request: HttpRequest, id: int) -> Any:
    """Het hele rapport zoals het is vastgesteld."""
    return _report(reader(request), id)


@resource(
    "/assessments/{int:id}/answers", schemas.AnswerPage, tag="Zelfevaluaties", summary="Antwoorden"
)
def answers(
    request: HttpRequest, id: int, page: Page = 1, size: Size = 100, judgement: Judged = None
) -> Any:
    """Elke vraag met het antwoord, een rij per vraag."""
    rows = schemas.answer_rows(_report(reader(request), id))
    return _list(request, [row for row in rows if judgement in (None, row.judgement)], page, size)


@resource(
    "/assessments/{int:id}/findings", schemas.FindingPage, tag="Zelfevaluaties", summary="Punten"
)
def findings(request: HttpRequest, id: int, page: Page = 1, size: Size = 100) -> Any:
    """Sterke punten en verbeterpunten."""
    return _list(request, list(schemas.finding_rows(_report(reader(request), id))), page, size)


@resource(
    "/assessments/{int:id}/recommendations",
    schemas.RecommendationPage,
    tag="Zelfevaluaties",
    summary="Aanbevelingen",
)
def recommendations(request: HttpRequest, id: int, page: Page = 1, size: Size = 100) -> Any:
    """De aanbevelingen, met wie wat wanneer doet."""
    return _list(
        request, list(schemas.recommendation_rows(_report(reader(request), id))), page, size
    )


@resource(
    "/assessments/{int:id}/follow-ups",
    schemas.FollowUpPage,
    tag="Zelfevaluaties",
    summary="Opvolging",
)
def follow_ups(request: HttpRequest, id: int, page: Page = 1, size: Size = 100) -> Any:
    """Wat er van eerdere aanbevelingen is terechtgekomen."""
    return _list(request, list(schemas.follow_up_rows(_report(reader(request), id))), page, size)


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
    """Return the report as it was confirmed (two queries)."""
    row = get_object_or_404(_assessments(user), pk=pk)
    stored = (
        ReportVersion.objects.filter(assessment=row, reopened_at=None).order_by("-number").first()
    )
    return stored.report if stored else build_report(row)


def page_of(
    request: HttpRequest, rows: QuerySet[M], page: int, size: int, item: Callable[[M, str], Any]
) -> dict[str, Any]:
    """Return one page of rows with its links, as the API shows it."""
    total, base = rows.order_by().count(), base_of(request)
    # Beyond the last page this is empty, which is no error.
    shown = rows[(page - 1) * size : page * size]
    return {"items": [item(row, base) for row in shown], **_paging(request, page, size, total)}


def _list(request: HttpRequest, rows: Sequence[Any], page: int, size: int) -> dict[str, Any]:
    return {
        "items": rows[(page - 1) * size : page * size],
        **_paging(request, page, size, len(rows)),
    }


def _paging(request: HttpRequest, page: int, size: int, total: int) -> dict[str, Any]:
    # Rounded up; an empty list has one page.
    last = max(1, -(-total // size))

    def link(number: int) -> str:
        query: QueryDict = request.GET.copy()
        query["page"], query["size"] = str(number), str(size)
        return f"{base_of(request)}{request.path}?{query.urlencode()}"

    links = {
        "first": link(1),
        "previous": link(min(page - 1, last)) if page > 1 else None,
        "next": link(page + 1) if page < last else None,
        "last": link(last),
    }
    return {"page": page, "size": size, "total": total, "links": links}


def base_of(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
