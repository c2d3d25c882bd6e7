"""Whether the overarching report may quote an assessment: asked of its coordinator, at any time."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import access
from assessments.forms import refuse_unknown_fields
from assessments.models import QuoteConsent
from assessments.national.forms import ConsentForm
from networks.signed_in import SignedInRequest


@require_POST
@transaction.atomic
def change_consent(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give or take back the consent; before and after the assessment is confirmed."""
    assessment = access.for_consenting(request.user, pk)
    form = ConsentForm(request.POST, prefix="consent")
    refuse_unknown_fields(request.POST, [form])
    allowed = form.is_valid() and form.cleaned_data["allowed"]
    QuoteConsent.objects.update_or_create(
        assessment=assessment,
        defaults={"allowed": allowed, "changed_at": timezone.now(), "changed_by": request.user},
    )
    if allowed:
        messages.success(request, _("Het landelijk rapport mag uit deze zelfevaluatie citeren."))
    else:
        messages.success(request, _("Het landelijk rapport citeert niet uit deze zelfevaluatie."))
    return redirect("confirmation", pk=pk)
