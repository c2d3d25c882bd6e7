"""How a network developed: its confirmed assessments with one framework, twelve at a time."""

from django.core.paginator import Paginator
from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.models import Assessment, AssessmentQuerySet
from networks.access import network_for_reading
from networks.signed_in import SignedInRequest
from reports.trends.development import development_of
from reports.trends.judged_periods import PERIODS_MOST


@require_safe
def development_page(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what changed over the periods of a network, for one framework at a time."""
    network = network_for_reading(request.user, slug)
    confirmed = Assessment.objects.confirmed().filter(network=network)
    frameworks = _latest_of_each_framework(confirmed)
    # Without a choice the page shows the framework that was used last.
    wanted = request.GET.get("kader", "")
    chosen = next((row for row in frameworks if wanted in ("", row.indicator_set.slug)), None)
    if wanted and chosen is None:
        raise Http404
    context = {"section": "reports", "network": network, "frameworks": frameworks, "chosen": chosen}
    if chosen:
        inside = confirmed.filter(indicator_set__slug=chosen.indicator_set.slug).select_related(
            "indicator_set"
        )
        page = Paginator(inside.latest_first(), PERIODS_MOST).get_page(request.GET.get("pagina"))
        context |= {"page": page, "development": development_of(page.object_list)}
    return render(request, "reports/development.html", context)


def _latest_of_each_framework(confirmed: AssessmentQuerySet) -> list[Assessment]:
    """Return the latest assessment with each framework, the last used first (one query)."""
    latest_first = [F("period_end").desc(), F("period_start").desc(), F("pk").desc()]
    place = Window(RowNumber(), partition_by=F("indicator_set__slug"), order_by=latest_first)
    return list(
        confirmed.annotate(place=place)
        .filter(place=1)
        .select_related("indicator_set")
        .latest_first()
    )
