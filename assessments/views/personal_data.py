"""Saying of a place that it isn't about a person, and having names looked for once more."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import access
from assessments.models import AssessmentDataCheck
from assessments.personal_data.checking import look_again, silence
from assessments.saving.typed_form import refuse_unknown_fields
from networks.signed_in import SignedInRequest

# The pages that show the list, by the name that a form sends.
_BACK = {"confirm": "ask_to_confirm", "facts": "ask_to_check"}


@require_POST
@transaction.atomic
def change_place(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = access.for_coordinating(request.user, pk)
    carry_out(request, AssessmentDataCheck, assessment)
    return redirect(_BACK.get(request.POST.get("back", ""), "confirmation"), pk=pk)


def carry_out(request: SignedInRequest, model: type[Any], whole: Any) -> None:
    """Do what a button of the list says; a second time changes nothing."""
    refuse_unknown_fields(request.POST, (), "back", "silence", "warn")
    if "silence" in request.POST or "warn" in request.POST:
        is_silent = "silence" in request.POST
        key = request.POST["silence" if is_silent else "warn"]
        if not silence(model, whole, key, is_silent=is_silent):
            messages.error(request, _("Deze tekst is intussen gewijzigd, of de plaats is weg."))
        elif is_silent:
            messages.success(request, _("Genoteerd. U krijgt hierover geen waarschuwing meer."))
        else:
            messages.success(request, _("De waarschuwing staat er weer."))
    else:
        look_again(model, whole)
