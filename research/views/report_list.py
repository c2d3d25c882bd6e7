"""The list of all confirmed assessments that somebody may read."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.models import Assessment
from national.access import published_for
from networks.signed_in import SignedInRequest
from reports.models import ReportVersion

from .search import NetworkForm

PAGE_SIZE = 25
MAX_NATIONAL = 10


@require_safe
def reports_page(request: SignedInRequest) -> HttpResponse:
    """List the confirmed assessments that the user may see, latest first."""
    confirmed = (
        Assessment.objects.visible_to(request.user)
        .confirmed()
        .select_related("network", "indicator_set")
    )
    # Without their contents, which are whole reports.
    reopened = ReportVersion.objects.exclude(reopened_at=None).defer("content")
    confirmed = confirmed.prefetch_related(
        Prefetch("report_versions", reopened, to_attr="reopenings")
    )
    # Bound only when something was asked, so that a first visit shows no errors.
    form = NetworkForm(request.GET if "zoek" in request.GET else None, auto_id="%s")
    search = form.cleaned_data["zoek"] if form.is_valid() else ""
    if search:
        confirmed = confirmed.filter(network__name__icontains=search)
    page = Paginator(confirmed.latest_first(), PAGE_SIZE).get_page(request.GET.get("pagina"))
    national = list(published_for(request.user)[:MAX_NATIONAL])
    context = {
        "section": "reports",
        "page": page,
        "form": form,
        "search": search,
        "national": national,
    }
    return render(request, "research/report_list.html", context)
