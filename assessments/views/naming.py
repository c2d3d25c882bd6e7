"""The title, the kind and the period of an assessment, and removing one that is empty."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import access, lifecycle, removal
from assessments.forms.naming import NamingForm
from assessments.models import Assessment
from assessments.periods import Period
from assessments.saving.typed_form import refuse_unknown_fields
from loket_eval.direction import isolated_text
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest

from .assessment_page import page_context


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
@transaction.atomic
def name_and_period(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what an assessment that is being filled in is called, or change it."""
    if request.method != "POST":
        assessment = _for_coordinator(request, pk)
        form = NamingForm.of(assessment)
        return render(request, "assessments/naming.html", _context(assessment, form))
    assessment = access.for_coordinating(request.user, pk)
    form = NamingForm(request.POST, prefix="naming")
    refuse_unknown_fields(request.POST, [form])
    if form.is_valid():
        now = NamingForm.of(assessment)
        values = NamingForm.held(assessment) | form.values()
        if form.cleaned_data["was"] != now.initial["was"] and values != NamingForm.held(assessment):
            posted = request.POST.copy()
            posted["naming-was"] = now.initial["was"]
            form = NamingForm(posted, prefix="naming")
            form.add_error(None, _changed_meanwhile(assessment))
        else:
            try:
                lifecycle.rename(assessment=assessment, by=request.user, **values)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("De titel, de soort en de periode zijn opgeslagen."))
                return redirect("assessment", pk=pk)
    # As it is stored: the verb may have filled in what it then refused.
    assessment.refresh_from_db(fields=["title", "kind", "period_start", "period_end"])
    return render(request, "assessments/naming.html", _context(assessment, form), status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
@transaction.atomic
def remove_assessment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask first, saying what goes; then remove an assessment in which nobody typed anything."""
    if request.method != "POST":
        assessment = _for_coordinator(request, pk)
        context = page_context(assessment, "remove") | {
            "is_empty": removal.is_empty(assessment),
            "period": Period(assessment.period_start, assessment.period_end),
            "follow_ups": assessment.follow_ups.count(),
        }
        return render(request, "assessments/remove.html", context)
    assessment = access.for_coordinating(request.user, pk)
    refuse_unknown_fields(request.POST)
    title = assessment.title
    try:
        removal.remove(assessment=assessment)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("assessment", pk=pk)
    messages.success(request, _("“%(title)s” is verwijderd.") % {"title": isolated_text(title)})
    return redirect("start")


def _for_coordinator(request: SignedInRequest, pk: int) -> Assessment:
    """Return an assessment to show to its coordinator; reading takes no lock."""
    assessment = access.for_reading(request.user, pk)
    access.refuse_others(assessment)
    return assessment


def _context(assessment: Assessment, form: NamingForm) -> dict[str, object]:
    return page_context(assessment, "naming") | {"form": form}


def _changed_meanwhile(assessment: Assessment) -> str:
    return _(
        "Iemand heeft dit intussen gewijzigd. Nu staat er “%(title)s”, %(kind)s, %(period)s. "
        "Verstuur het formulier nog een keer als het toch moet worden wat u invulde."
    ) % {
        "title": isolated_text(assessment.title),
        "kind": assessment.evaluation.name,
        "period": Period(assessment.period_start, assessment.period_end),
    }
