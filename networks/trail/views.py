"""Who did what in a network, for its coordinators."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from networks.access import network_for_its_data
from networks.models import TrailEntry
from networks.signed_in import SignedInRequest

from .named_entries import read

PAGE_SIZE = 50


@require_safe
def trail_page(request: SignedInRequest, slug: str) -> HttpResponse:
    """List what was done in a network, the latest first."""
    network = network_for_its_data(request.user, slug)
    entries = TrailEntry.objects.filter(network_pk=network.pk)
    what = request.GET.get("wat", "")
    if what in TrailEntry.What.values:
        entries = entries.filter(what=what)
    # By number and not by page: nothing is counted, and what comes in meanwhile moves nothing.
    before = request.GET.get("voor", "")
    if before.isascii() and before.isdecimal() and len(before) < 19:
        entries = entries.filter(pk__lt=int(before))
    shown = list(entries.order_by("-pk")[: PAGE_SIZE + 1])
    context = {
        "network": network,
        "rows": read(shown[:PAGE_SIZE]),
        "older": shown[PAGE_SIZE - 1].pk if len(shown) > PAGE_SIZE else None,
        "is_latest": not before,
        "what": what,
        "kinds": TrailEntry.What.choices,
        "kept_days": settings.TRAIL_DAYS,
    }
    return render(request, "networks/trail.html", context)
