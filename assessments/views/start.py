"""Start: my networks with what runs there; a new assessment; the overview of one; the list of reports."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from indicators.catalogue import catalogue_of
from networks.signed_in import SignedInRequest

from .. import access, lifecycle, moving
from ..audience import latest_versions, sets_for
from ..desk import desks_of
from ..forms import StartForm, refuse_unknown_fields
from ..models import Assessment, ReportVersion
from ..national.access import published_for
from ..versions import no_longer_asked
from .pages import answers_of, page_context
from .search import NetworkForm

PAGE_SIZE = 25
NATIONAL_MOST = 10


@require_safe
def start_page(request: SignedInRequest) -> HttpResponse:
    """Show the networks of the user. Somebody with many networks sees the first 10 and finds the rest by report."""
    context = {"section": "start", "networks": desks_of(request.user), "today": timezone.localdate()}
    return render(request, "assessments/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def start_assessment(request: SignedInRequest, slug: str) -> HttpResponse:
    network = access.network_for_coordinating(request.user, slug)
    latest = network.assessments.latest_first().values("period_end", "indicator_set__slug").first()
    year = max(timezone.localdate().year, latest["period_end"].year + 1 if latest else 0)
    sets = sets_for(network)
    same = [one.pk for one in sets if latest and one.slug == latest["indicator_set__slug"]]
    initial = {
        "title": f"Zelfevaluatie {year}",
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
        "indicator_set": next(iter([*same, *(one.pk for one in sets)]), None),
    }
    form = StartForm(request.POST or None, prefix="start", initial=initial, sets=sets)
    if request.method == "POST":
        refuse_unknown_fields(request.POST, [form])
        if form.is_valid():
            try:
                made = lifecycle.start(network=network, by=request.user, **form.cleaned_data)
                return redirect("assessment", pk=made.pk)
            except ValidationError as error:
                form.add_error(None, error.messages)
    context = {"form": form, "network": network, "section": "start", "sets": latest_versions(sets)}
    return render(request, "assessments/start_assessment.html", context, status=422 if form.is_bound else 200)


@require_safe
def overview(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the table of contents of an assessment, a line a theme."""
    assessment = access.for_reading(request.user, pk)
    catalogue, answers = catalogue_of(assessment.indicator_set), answers_of(assessment)
    context = page_context(assessment, "overview", catalogue=catalogue, answers=answers)
    context["no_longer_asked"] = no_longer_asked(assessment, answers.values(), [i.pk for i in catalogue.indicators])
    if access.may_coordinate(assessment):
        versions = moving.versions_for(assessment)
        context["newer_version"] = moving.newer_than(assessment, versions)
        context["earlier_versions"] = [version for version in versions if moving.had(version)]
    return render(request, "assessments/overview.html", context)


@require_safe
def reports_page(request: SignedInRequest) -> HttpResponse:
    """List the confirmed assessments that the user may see, the latest first."""
    confirmed = Assessment.objects.visible_to(request.user).confirmed().select_related("network", "indicator_set")
    reopened = ReportVersion.objects.exclude(reopened_at=None).defer("content")
    confirmed = confirmed.prefetch_related(Prefetch("report_versions", reopened, to_attr="reopenings"))
    form = NetworkForm(request.GET if "zoek" in request.GET else None, auto_id="%s")
    search = form.cleaned_data["zoek"] if form.is_valid() else ""
    if search:
        confirmed = confirmed.filter(network__name__icontains=search)
    page = Paginator(confirmed.latest_first(), PAGE_SIZE).get_page(request.GET.get("pagina"))
    national = list(published_for(request.user)[:NATIONAL_MOST])
    context = {"section": "reports", "page": page, "form": form, "search": search, "national": national}
    return render(request, "assessments/reports.html", context)
