"""Saving answers: one at a time by autosave.js, or as posted with a whole theme."""

from dataclasses import dataclass

from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from indicators.catalogue import IndicatorEntry, catalogue_of
from indicators.models import Indicator
from networks.signed_in import SignedInRequest

from .. import access, writing
from ..conflict import Conflict, conflict_between, merged
from ..forms import AnswerForm, answer_initial, refuse_unknown_fields
from ..models import Answer, Assessment
from ..saving import StaleSave
from .pages import refuse_other_person, saved_reply


@dataclass
class Question:
    """One indicator on the page: its form, what was said last time, and the other text when two meet."""

    indicator: IndicatorEntry | Indicator
    form: AnswerForm
    answer: Answer | None
    last_time: Answer | None = None
    conflict: Conflict | None = None


def question_of(
    indicator: IndicatorEntry | Indicator, answer: Answer | None, posted: QueryDict | None = None
) -> Question:
    """Return the question as stored, or as posted."""
    finding = writing.finding_of(answer) if answer else None
    initial = answer_initial(answer, finding.headline if finding else "")
    return Question(indicator, AnswerForm(posted, indicator=indicator, initial=initial), answer)


def save_question(
    request: SignedInRequest, assessment: Assessment, indicator: Indicator, stored: Answer | None
) -> Question:
    """Save what was posted for an indicator; the question that comes back holds the errors or the other text.

    When two texts met, the post says which one the person chose: "mine", "theirs" or "both".
    """
    key, _colon, choice = request.POST.get("resolve", "").partition(":")
    chosen = choice if key == indicator.key else ""
    if chosen == "theirs":
        return question_of(indicator, stored)
    question = question_of(indicator, stored, request.POST)
    if chosen == "both" and question.form.is_valid():
        question = question_of(indicator, stored, merged(request.POST, question.form, question.form.initial))
    form = question.form
    if form.is_valid():
        try:
            question.answer = writing.save_answer(
                stored or Answer(assessment=assessment, indicator=indicator),
                form.values(),
                key_point=form.cleaned_data["key_point"],
                basis=form.basis(request.POST),
                by=request.user,
            )
        except StaleSave as stale:
            question.conflict = conflict_between(form, form.initial, stale.theirs)
    return question


@require_POST
@transaction.atomic
def save_answer(request: SignedInRequest, pk: int, indicator_key: str) -> HttpResponse:
    """Save one answer in the background; reply with how that went, or with the question anew after a choice."""
    refuse_other_person(request)
    assessment = access.for_editing(request.user, pk)
    of_this_set = Indicator.objects.filter(group__theme__indicator_set=assessment.indicator_set_id)
    indicator = get_object_or_404(of_this_set.select_related("group"), key=indicator_key)
    stored = (
        Answer.objects.filter(assessment=assessment, indicator=indicator)
        .select_related("finding", "changed_by")
        .first()
    )
    refuse_unknown_fields(request.POST, [AnswerForm(indicator=indicator)])
    question = save_question(request, assessment, indicator, stored)
    if request.POST.get("resolve") and not question.form.errors and not question.conflict:
        return _question_anew(request, assessment, question)
    return saved_reply(request, question.form, question.answer, question.conflict)


def _question_anew(request: SignedInRequest, assessment: Assessment, question: Question) -> HttpResponse:
    entries = catalogue_of(assessment.indicator_set).indicators
    entry = next(entry for entry in entries if entry.pk == question.indicator.pk)
    stored = Answer.objects.select_related("finding", "changed_by").filter(assessment=assessment, indicator=entry.pk)
    context = {"question": question_of(entry, stored.first()), "assessment": assessment}
    return render(request, "assessments/_indicator.html", context)
