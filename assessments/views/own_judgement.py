"""An evaluator's own judgement: finishing it, and seeing it beside what the network answered."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments import access, own_judgement
from assessments.agreement import agree, agreement
from assessments.models import Answer, Source, View
from assessments.saving.requests import refuse_other_person
from assessments.saving.typed_form import refuse_unknown_fields
from indicators.catalogue import IndicatorEntry, catalogue_of
from networks.signed_in import SignedInRequest

from .assessment_page import answers_of, page_context
from .source_page import readable_source
from .sources import fetch_source
from .view_entries import views_of


@dataclass(frozen=True)
class SideBySide:
    """One question with what the network answered and what the evaluator says."""

    indicator: IndicatorEntry
    answer: Answer | None
    view: View | None

    @property
    def agrees(self) -> bool | None:
        """Whether both judge the same; None when one of them gave no judgement."""
        if self.answer is None or self.view is None:
            return None
        return agree(self.answer.judgement, self.view.judgement)


@require_safe
def beside_page(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """Show what the network and an evaluator say of each question, side by side."""
    assessment = access.for_reading(request.user, pk)
    source = readable_source(assessment, part_pk)
    if source.kind != Source.Kind.EVALUATOR:
        raise Http404
    catalogue, answers = catalogue_of(assessment.indicator_set), answers_of(assessment)
    views = views_of(source, [one.pk for one in catalogue.indicators])
    themes = [
        (theme, [SideBySide(i, answers.get(i.pk), views.get(i.pk)) for i in theme.indicators])
        for theme in catalogue.themes
        if theme.indicators
    ]
    pairs = (
        (row.answer.judgement, row.view.judgement)
        for _theme, rows in themes
        for row in rows
        if row.answer and row.view
    )
    context = page_context(assessment, "sources", catalogue=catalogue, answers=answers) | {
        "source": source,
        "themes": themes,
        "agreement": agreement(pairs),
    }
    return render(request, "assessments/beside.html", context)


@require_POST
@transaction.atomic
def finish_own_judgement(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """Finish one's own judgement: from then on the evaluator and the network see each other's."""
    refuse_other_person(request.POST.get("person", ""), request.user)
    refuse_unknown_fields(request.POST)
    assessment = access.for_own_judgement(request.user, pk)
    if part_pk != access.own_source_of(assessment):
        raise PermissionDenied(_("Dit is het eigen oordeel van iemand anders."))
    source = fetch_source(assessment, part_pk)
    if source.sent_in_at is None:
        own_judgement.finish(source)
        messages.success(
            request, _("Uw eigen oordeel is klaar. U ziet nu ook wat het netwerk antwoordde.")
        )
    return redirect("beside", pk=pk, part_pk=part_pk)
