"""Consent to quote an assessment in the overarching report, given by its coordinator."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import access
from assessments.models import Assessment
from assessments.saving.typed_form import refuse_unknown_fields
from networks.signed_in import SignedInRequest
from reports.forms import ConsentForm
from reports.models import QuoteConsent


def consent_form(assessment: Assessment) -> ConsentForm | None:
    """Return the consent as it was given last, for the coordinator only (one query)."""
    if assessment.role != access.COORDINATOR:
        return None
    allowed = QuoteConsent.objects.filter(assessment=assessment, allowed=True).exists()
    return ConsentForm(prefix="consent", initial={"allowed": allowed})


@require_POST
@transaction.atomic
def change_consent(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give or take back the consent; before and after the assessment is confirmed."""
    assessment = access.for_consenting(request.user, pk)
    form = ConsentForm(request.POST, prefix="consent")
    refuse_unknown_fields(request.POST, [form])
    # What can't be read is no consent.
    allowed = form.is_valid() and form.cleaned_data["allowed"]
    QuoteConsent.objects.update_or_create(
        assessment=assessment,
        defaults={"allowed": allowed, "changed_at": timezone.now(), "changed_by": request.user},
    )
    if allowed:
        messages.success(request, _("Het landelijk rapport mag uit deze evaluatie citeren."))
    else:
        messages.success(request, _("Het landelijk rapport citeert niet uit deze evaluatie."))
    return redirect(reverse("confirmation", args=[pk]) + "#citeren")
