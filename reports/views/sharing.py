"""Sharing a confirmed report, and reading it by a link."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access
from assessments.form_fields import DutchDateField, ProseField
from assessments.models import Assessment, Recommendation
from assessments.views.assessment_page import page_context
from documents.requested_documents import ask_for, asked_before, is_being_made, take_up_again
from documents.views import kept_file, looks_or_asks, see_other
from networks.addresses import MailAddressField
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest
from networks.trail import What, acts_by, record, record_view
from partners.access import NO_LINK, LinkClosed
from partners.views.opened_by_link import by_link
from reports.articles import article_of
from reports.document_kinds import REPORT
from reports.models import ReportVersion, SharedReport
from reports.sharing import known_addresses, share, shared_with

_USUAL = timedelta(days=120)
_LATEST = timedelta(days=366)
_MOST = 200  # addresses at once


class ShareForm(forms.Form):
    """To whom a report is sent, and until when the links work."""

    emails = ProseField(
        label=gettext_lazy("E-mailadressen"),
        help_text=gettext_lazy("Eén op elke regel. Ieder krijgt een eigen link."),
        required=True,
        rows=6,
        short=True,
        limit=20_000,
    )
    until = DutchDateField(label=gettext_lazy("De links werken tot en met"))

    def clean_emails(self) -> list[str]:
        found, wrong, field = [], [], MailAddressField(required=False)
        for line in self.cleaned_data["emails"].replace(";", "\n").replace(",", "\n").split("\n"):
            try:
                email = field.clean(line)
            except ValidationError:
                wrong.append(line.strip())
                continue
            if email:
                found.append(email)
        if wrong:
            raise ValidationError(
                _("Dit is geen e-mailadres: %(wrong)s. Er is niets verstuurd.")
                % {"wrong": "; ".join(wrong[:5])}
            )
        if not found or len(found) > _MOST:
            raise ValidationError(_("Vul 1 tot %(most)s e-mailadressen in.") % {"most": _MOST})
        return found

    def clean_until(self) -> object:
        today = timezone.localdate()
        if not today <= self.cleaned_data["until"] <= today + _LATEST:
            raise ValidationError(_("Kies een datum van vandaag tot over een jaar."))
        return self.cleaned_data["until"]


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
@transaction.atomic
def share_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that it is confirmed and what can be done now; send links to the report."""
    assessment = access.for_consenting(request.user, pk)
    if not assessment.is_confirmed:
        messages.error(request, _("Delen kan als de evaluatie is vastgesteld."))
        return redirect("confirmation", pk=pk)
    version = _latest(assessment)
    initial = {
        "emails": "\n".join(known_addresses(assessment)),
        "until": timezone.localdate() + _USUAL,
    }
    form = ShareForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        count = share(version, form.cleaned_data["emails"], until=form.cleaned_data["until"],
                      by=request.user)  # fmt: skip
        told = ngettext(
            "%(count)s mail met een link gaat uit.", "%(count)s mails met een link gaan uit.", count
        )
        messages.success(request, told % {"count": count})
        return redirect("share_report", pk=pk)
    agreed = list(Recommendation.objects.filter(assessment=assessment))
    context = page_context(assessment, "confirmation") | {
        "version": version,
        "agreed": agreed,
        "first_day": min(
            (row.by_when for row in agreed if row.by_when and row.by_when >= timezone.localdate()),
            default=None,
        ),
        "form": form,
        "shared": list(SharedReport.objects.filter(version=version)),
        "now": timezone.now(),
        "error_forms": [form] if form.errors else [],
    }
    return render(request, "reports/share.html", context, status=422 if form.errors else 200)


@require_POST
@transaction.atomic
def stop_sharing(request: SignedInRequest, pk: int, link_pk: int) -> HttpResponse:
    """Let one link stop; a second time changes nothing."""
    assessment = access.for_consenting(request.user, pk)
    link = get_object_or_404(SharedReport, pk=link_pk, version__assessment=assessment)
    working = SharedReport.objects.filter(pk=link.pk, withdrawn_at=None)
    if working.update(withdrawn_at=timezone.now()):
        record(What.SHARING_ENDED, about=link, network=assessment.network_id)
    messages.success(request, _("De link van %(email)s werkt niet meer.") % {"email": link.email})
    return redirect("share_report", pk=pk)


@require_safe
@by_link
def shared_page(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the shared version, as it was confirmed."""
    link = _shared(secret)
    if link.opened_at is None and request.method == "GET":
        SharedReport.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())
    record_view(What.REPORT_VIEWED, about=link.version, network=link.version.assessment.network_id)
    context = {"article": article_of(link.version), "secret": secret, "shared": link}
    return render(request, "reports/shared.html", context)


@looks_or_asks
@by_link
def shared_pdf(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Download the PDF of that version; by POST, have it made again."""
    version = _shared(secret).version
    if request.method == "POST":
        take_up_again(ask_for(REPORT, version, by=None))
        return see_other(request.path)
    response = kept_file(request, REPORT, version, network=version.assessment.network_id)
    if response is not None:
        return response
    document = asked_before(REPORT, version)
    context = {"secret": secret, "waits": document is not None and is_being_made(document)}
    return render(request, "reports/shared_waits.html", context, status=503)


def _shared(secret: str) -> SharedReport:
    link = shared_with(secret)
    if link is None:
        raise LinkClosed(str(NO_LINK), status=404)
    acts_by(link)
    return link


def _latest(assessment: Assessment) -> ReportVersion:
    versions = assessment.report_versions.defer("content").select_related("assessment__network")
    return versions.order_by("-number")[:1].get()
