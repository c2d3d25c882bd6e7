"""Confirming an overarching report, and opening it again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.personal_data.checking import personal_data_of
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.views.personal_data import carry_out
from national import access, lifecycle
from national.edition_building import editions_of
from national.forms import ReopenNationalForm
from national.models import NationalDataCheck, NationalReport
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest

from .national_reports import national_context


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
def confirm_national(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what becomes public and fixed, before the step that can't be taken back."""
    if request.method == "POST":
        return _confirm(request, pk)
    report = access.for_office(request.user, pk)
    if not access.may_edit(request.user, report):
        return redirect("national", pk=pk)
    # The page needs the numbers and not the networks by name.
    editions = editions_of(report, slice(0))
    again = report.versions.exists()
    refused = ""
    try:
        # A report that was published before keeps its numbers, so it can be published again.
        if not again:
            lifecycle.refuse_unpublishable(report, editions)
    except ValidationError as error:
        refused = " ".join(error.messages)
    hidden = [question for question in editions.shared.questions if question.is_hidden]
    context = national_context(request, report, "confirm_national") | {
        "edition": editions.shared,
        "hidden": hidden,
        "refused": refused,
        "again": again,
        "personal_data": personal_data_of(NationalDataCheck, report),
    }
    return render(request, "national/confirm.html", context)


@require_POST
@transaction.atomic
def change_national_place(request: SignedInRequest, pk: int) -> HttpResponse:
    """Do what a button says of a place that looks like somebody's data."""
    carry_out(request, NationalDataCheck, access.for_editing(request.user, pk))
    return redirect("confirm_national", pk=pk)


@transaction.atomic
def _confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    report = access.for_editing(request.user, pk)
    refuse_unknown_fields(request.POST)
    try:
        lifecycle.confirm(report=report, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("confirm_national", pk=pk)
    messages.success(
        request, _("Het rapport is vastgesteld. Iedereen in een netwerk kan het nu lezen.")
    )
    return redirect("national_report", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
@transaction.atomic
def reopen_national(request: SignedInRequest, pk: int) -> HttpResponse:
    posted = request.method == "POST"
    # Only a POST locks the report: a page that is open must not keep others from writing.
    report = (
        access.for_reopening(request.user, pk) if posted else access.for_office(request.user, pk)
    )
    form = ReopenNationalForm(request.POST if posted else None, prefix="reopen")
    if posted:
        refuse_unknown_fields(request.POST, [form])
        if form.is_valid() and _reopened(request, report, form):
            return redirect("national", pk=pk)
    if not report.is_confirmed:
        return redirect("national", pk=pk)
    context = national_context(request, report, "national") | {"form": form}
    return render(request, "national/reopen.html", context, status=422 if posted else 200)


def _reopened(request: SignedInRequest, report: NationalReport, form: ReopenNationalForm) -> bool:
    try:
        lifecycle.reopen(report=report, by=request.user, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    messages.success(
        request,
        _(
            "Het rapport is heropend. De vastgestelde versie blijft te lezen tot u opnieuw "
            "vaststelt."
        ),
    )
    return True
