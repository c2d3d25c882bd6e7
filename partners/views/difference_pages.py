"""Where partners differ: on a page, and as an agenda to print."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from assessments import access as assessment_access
from assessments.models import Assessment, Source, View
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.views.assessment_page import page_context
from networks.signed_in import SignedInRequest
from partners.differences import differences_in, questions_with_views


@require_safe
def differences_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show questions from the most to the least difference, with all views side by side."""
    assessment = assessment_access.for_reading(request.user, pk)
    return render(request, "partners/differences.html", _context(request, assessment))


@require_safe
def agenda_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the same in short, to print for a meeting."""
    assessment = assessment_access.for_reading(request.user, pk)
    return render(request, "partners/agenda.html", _context(request, assessment))


def _context(request: SignedInRequest, assessment: Assessment) -> dict[str, Any]:
    context = page_context(assessment, "differences")
    catalogue = context["catalogue"]
    questions = questions_with_views(assessment, catalogue)
    theme = request.GET.get("thema", "")
    if catalogue.theme(theme):
        questions = [one for one in questions if one.theme.key == theme]
    partners = Source.objects.filter(assessment=assessment, kind=Source.Kind.PARTNER)
    sources = list(partners.select_related("organisation").order_by("organisation__sort_name"))
    waiting = [source for source in sources if source.sent_in_at is None]
    return context | {
        "differences": differences_in(questions),
        "themes": [one for one in catalogue.themes if one.indicators],
        "chosen": theme,
        "only_judgements": request.GET.get("weergave") == "oordelen",
        "partners": sources,
        "waiting": waiting,
        "sent_count": len(sources) - len(waiting),
    }


@require_POST
@transaction.atomic
def keep_view(request: SignedInRequest, pk: int, view_pk: int) -> HttpResponse:
    """Keep a minority view, which the report mentions, or keep it no longer."""
    assessment = assessment_access.for_editing(request.user, pk)
    refuse_unknown_fields(request.POST, (), "keep")
    sent_in = View.objects.of_others().filter(source__assessment=assessment)
    view = get_object_or_404(sent_in.select_related("indicator"), pk=view_pk)
    view.is_kept = request.POST.get("keep") == "1"
    view.save(update_fields=["is_kept"])
    if request.GET.get("bij") == "vraag":
        return redirect("discuss", pk=pk, key=view.indicator.key)
    return redirect(f"{reverse('differences', args=[pk])}#v-{view.indicator.key}")
