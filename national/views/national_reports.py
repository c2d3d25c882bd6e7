"""Overarching reports for the national office: the list, a new one, its state, and deleting one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.models import Audience
from assessments.saving.typed_form import refuse_unknown_fields
from indicators.models import IndicatorSet
from national import access, lifecycle
from national.edition_building import minimum
from national.forms import NationalStartForm
from national.gathering import contributions_of
from national.models import NationalReport
from national.next_report import next_report
from networks.models import Network
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest

# Rows per page, of reports and of networks.
PAGE_SIZE = 25
# The most names of networks without a report that are listed.
NAMED = 25


def national_context(
    request: SignedInRequest, report: NationalReport, current: str
) -> dict[str, Any]:
    """Return what every page of a report shows beside its own content.

    `current` is the page in the contents.
    """
    return {
        "report": report,
        "current": current,
        "section": "national" if access.is_office(request.user) else "reports",
        "may_edit": access.may_edit(request.user, report),
        "may_reopen": access.is_office(request.user) and report.is_confirmed,
    }


@require_safe
def national_list(request: SignedInRequest) -> HttpResponse:
    """List all overarching reports, for the national office and admins."""
    # People in a network find published reports among their own.
    if not access.is_office(request.user):
        raise Http404
    page = Paginator(access.visible_to(request.user), PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {"section": "national", "page": page, "may_start": request.user.is_national}
    return render(request, "national/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
def start_national(request: SignedInRequest) -> HttpResponse:
    """Ask for a set and a period, and start a report."""
    access.for_starting(request.user)
    sets = list(
        IndicatorSet.objects.exclude(status=IndicatorSet.Status.DRAFT).order_by(
            "title", "slug", "-published_at"
        )
    )
    likely = next_report(sets, timezone.localdate())
    form = NationalStartForm(request.POST or None, prefix="start", sets=sets, likely=likely)
    if request.method == "POST":
        refuse_unknown_fields(request.POST, [form])
        if form.is_valid():
            try:
                made = lifecycle.start(by=request.user, **form.cleaned_data)
                return redirect("national", pk=made.pk)
            except ValidationError as error:
                form.add_error(None, error.messages)
    context = {"section": "national", "form": form, "sets": sets}
    return render(request, "national/start.html", context, status=422 if form.is_bound else 200)


@require_safe
def national_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the state of a report: which networks count, which don't, and what is left to do."""
    report = access.for_office(request.user, pk)
    versions = list(
        report.versions.defer("shared", "office").select_related("confirmed_by", "reopened_by")
    )
    # After publication the counted networks are fixed, so nobody is absent any more.
    if versions:
        counted = len(versions[-1].contributions)
        context: dict[str, Any] = {"counted": counted, "published": True}
    else:
        contributions = contributions_of(report)
        absent = _absent(report, [row.network for row in contributions])
        context = {
            "counted": len(contributions),
            "absent": absent[:NAMED],
            "more_absent": len(absent) > NAMED,
        }
    recommendations = list(report.recommendations.all())
    context |= national_context(request, report, "national") | {
        "minimum": minimum(),
        "versions": versions,
        "recommendations": recommendations,
        "not_smart": [
            row
            for row in recommendations
            if not (row.measure and row.who and row.means and row.by_when)
        ],
    }
    return render(request, "national/overview.html", context)


def _absent(report: NationalReport, counted: list[int]) -> list[str]:
    """Return the names of the networks that the set is meant for and that have nothing to count.

    There is at most one more than is shown, which tells that there are more.
    """
    networks = Network.objects.exclude(pk__in=counted)
    # A set without an audience is meant for all networks.
    if audience := Audience.objects.filter(slug=report.indicator_set.slug).first():
        networks = networks.filter(audiences=audience)
    return list(networks.values_list("name", flat=True)[: NAMED + 1])


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
@transaction.atomic
def delete_national(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask first, saying what will be lost; then delete a report that was never published."""
    if request.method != "POST":
        report = access.for_office(request.user, pk)
        return render(
            request, "national/delete.html", national_context(request, report, "national")
        )
    report = access.for_editing(request.user, pk)
    refuse_unknown_fields(request.POST)
    try:
        lifecycle.delete(report=report)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("national", pk=pk)
    messages.success(request, _("Het rapport is verwijderd."))
    return redirect("national_list")
