"""Saving answers: one at a time by the script, or as posted with a whole theme."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import access
from assessments.forms import AnswerForm, answer_initial
from assessments.models import Answer, Assessment
from assessments.saving import conflicts, row_writing
from assessments.saving.conflicts import Conflict, Outcome
from assessments.saving.revised_form import RevisedForm, refuse_unknown_fields
from assessments.saving.revisions import Basis
from indicators.catalogue import IndicatorEntry, catalogue_of
from indicators.models import Indicator
from indicators.versions.lineage import InVersion, Lineage, lineage_of
from networks.signed_in import SignedInRequest

from .assessment_page import refuse_other_person, saved_reply


@dataclass
class Question:
    """One indicator on the page: its form, what was said last time, and how saving went.

    `before` is the question that the answer was written for, when that was another;
    `last_time_before` the same for what was said last time.
    """

    indicator: IndicatorEntry | Indicator
    form: RevisedForm
    answer: Answer | None
    last_time: Answer | None = None
    outcome: Outcome | None = None
    before: InVersion | None = None
    last_time_before: InVersion | None = None

    @property
    def conflict(self) -> Conflict | None:
        return self.outcome.conflict if self.outcome else None


@dataclass(frozen=True)
class Shown:
    """What the page that sent a save showed, when that was another version: the keys of questions it asked otherwise.

    `retyped` are those of them that asked for another kind of answer.
    """

    is_other_version: bool = False
    otherwise: frozenset[str] = frozenset()
    retyped: frozenset[str] = frozenset()


def shown_on_page(
    request: SignedInRequest, assessment: Assessment, indicators: Collection[int]
) -> Shown:
    """Return how the sending page asked these questions (one query when it was made from another version)."""
    version = request.POST.get("set", "")
    if not version or version == str(assessment.indicator_set_id):
        return Shown()
    shown, now = (
        int(version) if version.isdecimal() and len(version) < 18 else 0,
        assessment.indicator_set_id,
    )
    lineage = lineage_of(assessment.indicator_set.slug, indicators)
    keys = {lineage.by_pk[pk].key for pk in indicators}
    return Shown(
        True,
        frozenset(key for key in keys if lineage.relation(key, shown, now) != "unchanged"),
        frozenset(key for key in keys if _kind(lineage, key, shown) != _kind(lineage, key, now)),
    )


def _kind(lineage: Lineage, key: str, version: int) -> tuple[str, str] | None:
    question = lineage.in_set(key, version)
    return (question.answer, question.unit) if question else None


def question_of(
    indicator: IndicatorEntry | Indicator, answer: Answer | None, posted: QueryDict | None = None
) -> Question:
    """Return the question as stored, or as posted."""
    finding = row_writing.finding_of(answer) if answer else None
    initial = answer_initial(answer, finding.headline if finding else "")
    return Question(indicator, AnswerForm(posted, indicator=indicator, initial=initial), answer)


def save_question(
    request: SignedInRequest,
    assessment: Assessment,
    indicator: Indicator,
    stored: Answer | None,
    shown: Shown,
) -> Outcome:
    """Save what was posted for an indicator, and return how that went."""
    row = stored or Answer(assessment=assessment, indicator=indicator)

    def store(form: RevisedForm, basis: Basis) -> Answer:
        return row_writing.save_answer(
            row,
            form.values(),
            key_point=form.cleaned_data["key_point"],
            basis=basis,
            by=request.user,
            asked_otherwise=indicator.key in shown.otherwise,
        )

    def remake(posted: QueryDict | None) -> RevisedForm:
        return question_of(indicator, stored, posted).form

    return conflicts.save(request.POST, remake, row, by=request.user, store=store)


@require_POST
@transaction.atomic
def save_answer(request: SignedInRequest, pk: int, indicator_key: str) -> HttpResponse:
    """Save one answer in the background; reply with how that went, or with the question anew after a choice."""
    refuse_other_person(request)
    assessment = access.for_editing(request.user, pk)
    stored = _answer_now(assessment, indicator_key)
    indicator = stored.indicator if stored else _asked_now(assessment, indicator_key)
    shown = shown_on_page(request, assessment, [indicator.pk])
    if indicator.key in shown.retyped:
        raise BadRequest(
            _(
                "Deze vraag is intussen anders: de zelfevaluatie heeft nu een andere versie. Laad de pagina opnieuw."
            )
        )
    refuse_unknown_fields(request.POST, [AnswerForm(indicator=indicator)], "set")
    outcome = save_question(request, assessment, indicator, stored, shown)
    if request.POST.get("resolve") and not outcome.failed:
        return _question_anew(request, assessment, indicator)
    return saved_reply(request, outcome)


def _answer_now(assessment: Assessment, key: str) -> Answer | None:
    """Return the answer to the question with this key, with that question and its kernpunt (one query)."""
    asked = {
        "indicator__key": key,
        "indicator__group__theme__indicator_set": assessment.indicator_set_id,
    }
    together = ("finding", "changed_by", "indicator__group")
    return Answer.objects.filter(assessment=assessment, **asked).select_related(*together).first()


def _asked_now(assessment: Assessment, key: str) -> Indicator:
    """Return the question with this key; PermissionDenied, with words, when only another version asks it."""
    versions = Indicator.objects.filter(
        group__theme__indicator_set__slug=assessment.indicator_set.slug, key=key
    )
    now = (
        versions.filter(group__theme__indicator_set=assessment.indicator_set_id)
        .select_related("group")
        .first()
    )
    if now is not None:
        return now
    if versions.exists():
        raise PermissionDenied(
            _("Deze vraag wordt niet meer gesteld: de zelfevaluatie heeft nu een andere versie.")
        )
    raise Http404


@require_POST
@transaction.atomic
def look_at_answer(request: SignedInRequest, pk: int, indicator_key: str) -> HttpResponse:
    """Take in that an answer still holds now that its question is worded otherwise."""
    assessment = access.for_editing(request.user, pk)
    refuse_unknown_fields(request.POST, (), "set")
    indicator = _asked_now(assessment, indicator_key)
    answer = Answer.objects.filter(assessment=assessment, indicator=indicator).first()
    if indicator.key in shown_on_page(request, assessment, [indicator.pk]).otherwise:
        messages.error(request, _("Deze vraag is intussen weer anders. Lees hem nog eens."))
    elif answer is not None:
        row_writing.looked_at(answer, by=request.user)
        messages.success(request, _("Uw antwoord blijft zoals het is."))
    return redirect(reverse("theme", args=[pk, indicator.group.theme.key]) + f"#i-{indicator.key}")


def _question_anew(
    request: SignedInRequest, assessment: Assessment, indicator: Indicator
) -> HttpResponse:
    entries = catalogue_of(assessment.indicator_set).indicators
    entry = next(entry for entry in entries if entry.pk == indicator.pk)
    stored = Answer.objects.select_related("finding", "changed_by").filter(
        assessment=assessment, indicator=entry.pk
    )
    context = {"question": question_of(entry, stored.first()), "assessment": assessment}
    return render(request, "assessments/_indicator.html", context)
