"""What is written in an assessment: answers, points, recommendations and the report's own texts.

Every verb works in the transaction in which access.for_editing() fetched and locked the assessment.
Verbs that save a text raise saving.StaleSave when somebody else changed it meanwhile, and have then
written nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import F, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from assessments.models import (
    Answer,
    Assessment,
    Conclusion,
    Finding,
    FollowUp,
    GroupEstimate,
    Judgement,
    Recommendation,
)
from networks.models import User

from . import revisions
from .revisions import Basis

Part = TypeVar("Part", Finding, Recommendation, FollowUp, Conclusion)
Text = TypeVar("Text", Assessment, Finding, Recommendation, FollowUp, Conclusion, GroupEstimate)

_FINDING_KINDS = {
    Judgement.STRENGTH.value: Finding.Kind.STRENGTH,
    Judgement.IMPROVEMENT.value: Finding.Kind.IMPROVEMENT,
}


def save_answer(
    answer: Answer,
    values: Mapping[str, Any],
    *,
    key_point: str,
    basis: Basis,
    by: User,
    asked_otherwise: bool = False,
) -> Answer:
    """Store an answer (fetched with its finding, or new) and its kernpunt (the headline of that finding).

    `asked_otherwise` says that the page it was written on showed another wording of the question
    than the present one.
    """
    finding = finding_of(answer)
    other_key_point = key_point != (finding.headline if finding else "")
    if revisions.apply(
        answer, values, basis=basis, by=by, at=timezone.now(), more_changes=other_key_point
    ):
        answer.needs_look = asked_otherwise
        answer.save()
        _keep_finding(answer, finding, key_point)
    return answer


def looked_at(answer: Answer, *, by: User) -> None:
    """Record that somebody read the question as it is asked now and found that the answer still holds."""
    if answer.needs_look:
        answer.needs_look, answer.changed_at, answer.changed_by = False, timezone.now(), by
        answer.save(update_fields=["needs_look", "changed_at", "changed_by"])


def finding_of(answer: Answer) -> Finding | None:
    """Return the finding whose headline is this answer's kernpunt."""
    return getattr(answer, "finding", None) if answer.pk else None


def _keep_finding(answer: Answer, finding: Finding | None, headline: str) -> None:
    """Let the finding of an answer follow its kernpunt; one that somebody explained is never thrown away."""
    kind = _FINDING_KINDS.get(answer.judgement)
    if finding is None:
        if headline and kind:
            made = Finding.objects.create(
                assessment_id=answer.assessment_id,
                theme_id=answer.indicator.group.theme_id,
                kind=kind,
                headline=headline,
                is_key=True,
                answer=answer,
                position=_next_position(Finding, answer.assessment_id),
            )
            made.indicators.add(answer.indicator_id)
    elif headline:
        kind = kind or Finding.Kind(finding.kind)
        if (finding.headline, finding.kind) != (headline, kind):
            finding.headline, finding.kind = headline, kind
            finding.revision += 1
            finding.save(update_fields=["headline", "kind", "revision"])
    elif finding.explanation:
        finding.answer, finding.is_key = None, False
        finding.save(update_fields=["answer", "is_key"])
    else:
        finding.delete()


def save_part(part: Text, values: Mapping[str, Any], *, basis: Basis, by: User) -> Text:
    """Store a change to the assessment's own texts or to one of its parts.

    Links are given as primary keys; those that the part has may have been fetched with it.
    """
    links = {
        name: value for name, value in values.items() if part._meta.get_field(name).many_to_many
    }
    plain = {name: value for name, value in values.items() if name not in links}
    linked = {name: {row.pk for row in getattr(part, name).all()} for name in links}
    other_links = any(linked[name] != set(wanted) for name, wanted in links.items())
    if revisions.apply(
        part, plain, basis=basis, by=by, at=timezone.now(), more_changes=other_links
    ):
        part.save()
        for name, wanted in links.items():
            _link(getattr(part, name), linked[name], {int(pk) for pk in wanted})
        if isinstance(part, Finding) and part.answer_id:
            # The theme page shows this headline as the answer's kernpunt, so a save there must know
            # that it changed.
            Answer.objects.filter(pk=part.answer_id).update(revision=F("revision") + 1, editor="")
    return part


def _link(links: Any, linked: set[int], wanted: set[int]) -> None:
    """Make the links of a part what they should be, asking the database for nothing but the difference."""
    if linked - wanted:
        links.remove(*(linked - wanted))
    if wanted - linked:
        links.add(*(wanted - linked))


def add_part(
    model: type[Part], assessment: Assessment, values: Mapping[str, Any], *, by: User
) -> Part:
    """Return a new finding, recommendation, follow-up or conclusion, placed last."""
    links = {
        name: value for name, value in values.items() if model._meta.get_field(name).many_to_many
    }
    plain = {name: value for name, value in values.items() if name not in links}
    part = model.objects.create(
        assessment=assessment,
        position=_next_position(model, assessment.pk),
        revision=1,
        changed_by=by,
        changed_at=timezone.now(),
        **plain,
    )
    for name, rows in links.items():
        getattr(part, name).set(rows)
    return part


def reorder(model: type[Part], assessment: Assessment, order: Sequence[int]) -> None:
    """Put the parts with these primary keys in this order; parts that aren't named keep their place after them."""
    places = {pk: place for place, pk in enumerate(dict.fromkeys(order))}
    parts = list(model.objects.filter(assessment=assessment))
    parts.sort(key=lambda part: (places.get(part.pk, len(places)), part.position, part.pk))
    for position, part in enumerate(parts, start=1):
        part.position = position
    model.objects.bulk_update(parts, ["position"])


def _next_position(model: type[Part], assessment: int) -> Combinable:
    """Return what the database works out while it stores the row: the place after the last one."""
    last = model.objects.filter(assessment=assessment).order_by("-position").values("position")[:1]
    return Coalesce(Subquery(last), 0) + 1
