"""Saving answers: one at a time by a script, or as sent with a whole theme (theme.py)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.db.models import FilteredRelation, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import access
from assessments.earlier_answers import EarlierAnswer
from assessments.forms.answers import AnswerForm
from assessments.models import Answer, Assessment, Finding
from assessments.saving import adding
from assessments.saving.requests import NotAsked
from assessments.saving.shared_fields import Judged, KeyPoint
from assessments.saving.stored_fields import Deletion, stored_fields
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.saving.unit import Sent, Unit
from indicators.catalogue import IndicatorEntry
from indicators.models import Indicator
from indicators.versions.lineage import InVersion, Lineage, lineage_of
from networks.signed_in import SignedInRequest

from . import entry_pages
from .entry_pages import Entry

# What depends on the kind of answer that a question asks for.
_OF_A_KIND = ("yes", "number", "per")


@dataclass
class Question:
    """One indicator on the page: what is stored, and what was said last time.

    `before` is the question that the answer was written for, when that was another.
    """

    indicator: IndicatorEntry | Indicator
    entry: Entry
    before: InVersion | None = None
    earlier: Sequence[EarlierAnswer] = ()

    @property
    def answer(self) -> Answer:
        answer = self.entry.part
        assert isinstance(answer, Answer)  # noqa: S101
        return answer

    @property
    def deleted_point(self) -> Finding | None:
        """The point with its kernpunt, when that was deleted."""
        deletion = self.entry.unit.fields.get("deleted")
        return deletion.row if isinstance(deletion, Deletion) and deletion.text else None  # type: ignore[return-value]


@dataclass(frozen=True)
class Shown:
    """What the page that sent a save showed, when that was another version: the keys of questions
    it asked otherwise.

    `retyped` are those of them that asked for another kind of answer.
    """

    is_other_version: bool = False
    otherwise: frozenset[str] = frozenset()
    retyped: frozenset[str] = frozenset()


SAME_VERSION = Shown()


def shown_on_page(version: str, assessment: Assessment, indicators: Collection[int]) -> Shown:
    """Return how the sending page asked these questions (one query when it was made from another
    version).
    """
    if not version or version == str(assessment.indicator_set_id):
        return SAME_VERSION
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


def answer_unit(
    assessment: Assessment,
    indicator: IndicatorEntry | Indicator,
    answer: Answer | None,
    shown: Shown = SAME_VERSION,
) -> Unit:
    """Return what is typed at one question, with its kernpunt.

    `answer` was fetched with its finding, or None.
    """
    if answer is None:
        answer = Answer(assessment=assessment, indicator_id=indicator.pk)
    answer.assessment = assessment
    if isinstance(indicator, Indicator):
        answer.indicator = indicator
    point: Finding | None = getattr(answer, "finding", None) if answer.pk else None
    form = AnswerForm(
        indicator=indicator,
        has_key_point=not (point and point.deleted),
        judge=str(assessment.evaluation.judge),
    )
    headline = AnswerForm.base_fields["key_point"]
    special = {
        "judgement": Judged(answer, "judgement", form.fields["judgement"], point),
        "key_point": KeyPoint(
            point or Finding(assessment=assessment), "headline", headline, answer
        ),
    }
    fields = stored_fields(answer, form.own_fields_in_order, special)
    if point and point.deleted:
        fields["key_point"] = special["key_point"]
        fields["deleted"] = Deletion(point, "deleted", headline)
    if indicator.key in shown.retyped:
        # A number of something else is no answer to this question.
        fields = {name: one for name, one in fields.items() if name not in _OF_A_KIND}
    return Unit(
        assessment, answer, form, fields, marks={"needs_look": indicator.key in shown.otherwise}
    )


def question_of(
    assessment: Assessment, indicator: IndicatorEntry | Indicator, answer: Answer | None
) -> Question:
    """Return the question as stored."""
    return Question(indicator, Entry(answer_unit(assessment, indicator, answer)))


@require_POST
@transaction.atomic
def save_answer(request: SignedInRequest, pk: int, indicator_key: str) -> HttpResponse:
    """Save what was typed at one question."""

    def fetch(sent: Sent) -> Unit:
        return unit_asked_now(access.for_editing(request.user, pk), indicator_key, sent.version)

    back = reverse("assessment", args=[pk])
    return entry_pages.save(
        request, fetch, lambda _entry: entry_pages.not_stored(request, back), back
    )


def unit_asked_now(assessment: Assessment, key: str, version: str = "") -> Unit:
    """Return what is typed at the question with this key, sent by a page of `version`."""
    indicator = _with_answer(assessment, key) or asked_now(assessment, key)
    shown = shown_on_page(version, assessment, [indicator.pk])
    return answer_unit(assessment, indicator, getattr(indicator, "answered", None), shown)


def _with_answer(assessment: Assessment, key: str) -> Indicator | None:
    """Return the question with this key, with its answer and kernpunt as `answered` (one query)."""
    here = FilteredRelation("answers", condition=Q(answers__assessment=assessment))
    asked = Indicator.objects.filter(group__theme__indicator_set=assessment.indicator_set_id)
    together = ("group", "answered__finding")
    return asked.filter(key=key).annotate(answered=here).select_related(*together).first()


def answer_now(assessment: Assessment, key: str) -> Answer | None:
    """Return the answer to the question with this key, with that question and its kernpunt (one
    query).
    """
    asked = {
        "indicator__key": key,
        "indicator__group__theme__indicator_set": assessment.indicator_set_id,
    }
    together = ("finding", "indicator__group")
    return Answer.objects.filter(assessment=assessment, **asked).select_related(*together).first()


def asked_now(assessment: Assessment, key: str) -> Indicator:
    """Return the question with this key; NotAsked when only another version asks it."""
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
        raise NotAsked(
            _("Deze vraag wordt niet meer gesteld: de evaluatie heeft nu een andere versie.")
        )
    raise Http404


@require_POST
@transaction.atomic
def look_at_answer(request: SignedInRequest, pk: int, indicator_key: str) -> HttpResponse:
    """Take in that an answer still holds now that its question is worded otherwise."""
    assessment = access.for_editing(request.user, pk)
    refuse_unknown_fields(request.POST, (), "set")
    indicator = asked_now(assessment, indicator_key)
    answer = Answer.objects.filter(assessment=assessment, indicator=indicator).first()
    if (
        indicator.key
        in shown_on_page(request.POST.get("set", ""), assessment, [indicator.pk]).otherwise
    ):
        messages.error(request, _("Deze vraag is intussen weer anders. Lees hem nog eens."))
    elif answer is not None:
        adding.looked_at(answer, by=request.user)
        messages.success(request, _("Uw antwoord blijft zoals het is."))
    return redirect(reverse("theme", args=[pk, indicator.group.theme.key]) + f"#i-{indicator.key}")
