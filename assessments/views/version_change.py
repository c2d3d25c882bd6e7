"""Moving to another version of the indicator set, and back: first its effects, then the choice."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import access
from assessments.models import Assessment
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.version_change.moving import move
from assessments.version_change.planning import plan
from assessments.version_change.targets import versions_for
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest

from .assessment_page import page_context


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
def version_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what moving to a version would do: that of "naar", or else the latest; a POST moves."""
    if request.method == "POST":
        return _move(request, pk)
    assessment = access.for_reading(request.user, pk)
    # Reading takes no lock, but only its coordinator gets to see this page.
    access.refuse_others(assessment)
    versions = versions_for(assessment)
    target = next((row for row in versions if row.version == request.GET.get("naar")), None)
    target = target or (versions[0] if versions else None)
    context = page_context(assessment, "version") | {
        "versions": versions,
        "target": target,
        "plan": plan(assessment, target) if target else None,
        "changes": assessment.set_changes.select_related("from_set", "to_set", "changed_by"),
    }
    return render(request, "assessments/version.html", context)


@transaction.atomic
def _move(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = access.for_coordinating(request.user, pk)
    refuse_unknown_fields(request.POST, (), "from", "to")
    # A colleague may have moved it since this page was shown; its effects would be others now.
    if request.POST.get("from") != str(assessment.indicator_set_id):
        messages.error(
            request,
            _("Deze evaluatie heeft intussen een andere versie. Er is niets veranderd."),
        )
        return redirect("version", pk=pk)
    targets = [
        version for version in versions_for(assessment) if str(version.pk) == request.POST.get("to")
    ]
    if not targets:
        messages.error(request, _("Naar deze versie kan deze evaluatie niet overstappen."))
        return redirect("version", pk=pk)
    try:
        move(assessment=assessment, target=targets[0], by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("version", pk=pk)
    messages.success(request, _moved(assessment))
    return redirect("assessment", pk=pk)


def _moved(assessment: Assessment) -> str:
    return _("De evaluatie heeft nu versie %s. U kunt terug zolang zij niet is vastgesteld.") % (
        assessment.indicator_set.version
    )
