"""Fetch an assessment for a purpose: whoever gets it has permission for that purpose.

Outsiders get a 404, so that they learn nothing; somebody who may read but not write gets a 403. A
fetch for writing locks the row of the assessment until the transaction ends, so that its state
can't change halfway.

An evaluator who gives an own judgement sees nothing of what the network says until that judgement
is finished. So every fetch refuses them until then (OwnJudgementFirst), but those for sources.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import F, FilteredRelation, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.looking_inside import refuse_without_reason
from networks.models import Membership, User

from .models import Assessment, AssessmentQuerySet, Source

COORDINATOR = Membership.Role.COORDINATOR
CONTRIBUTOR = Membership.Role.CONTRIBUTOR
EVALUATOR = Membership.Role.EVALUATOR
_CONFIRMED = gettext_lazy("Deze evaluatie is vastgesteld en verandert niet meer.")
_NETWORK_ALONE = gettext_lazy("Het overleg is alleen voor mensen met een rol in het netwerk.")


class Confirmed(PermissionDenied):
    """The assessment is confirmed, so it is read-only."""


class OwnJudgementFirst(PermissionDenied):
    """An evaluator has to finish their own judgement before seeing this; `page` is where."""

    def __init__(self, page: str, author: str) -> None:
        super().__init__(
            _(
                "U ziet de antwoorden van {author} pas als u klaar bent met uw eigen oordeel. "
                "Zo kijkt u eerst zelf."
            ).format(author=author)
        )
        self.page = page


def for_reading(user: User, pk: int) -> Assessment:
    """Return the assessment with its network, set and the user's `role`.

    Raises Http404 for outsiders, OwnJudgementFirst for an evaluator who is still judging, and
    ReasonFirst for an admin who didn't say why they look at a draft.
    """
    assessment = for_reading_sources(user, pk)
    _refuse_before_own_judgement(assessment)
    return assessment


def for_reading_sources(user: User, pk: int) -> Assessment:
    """Return the assessment as for_reading does, also for an evaluator who is still judging."""
    assessment = get_object_or_404(_visible(user), pk=pk)
    if assessment.role is None and not assessment.is_confirmed:
        refuse_without_reason(user, assessment.network)
    return assessment


def for_sources(user: User, pk: int) -> Assessment:
    """Return the locked assessment for somebody who may write down sources and what they say.

    Raises Confirmed or PermissionDenied for somebody who may only read it.
    """
    assessment = _locked_for_sources(user, pk)
    if not may_add_sources(assessment):
        raise PermissionDenied(_not_yours(assessment))
    return assessment


def for_asking_sources(user: User, pk: int) -> Assessment:
    """Return the locked assessment for who may send a conversation report to be checked.

    Raises Confirmed or PermissionDenied for everybody else.
    """
    assessment = for_sources(user, pk)
    if not may_ask_sources(assessment):
        raise PermissionDenied(
            _("Dit kan alleen de coördinator, of een evaluator die in deze evaluatie meekijkt.")
        )
    return assessment


def for_own_judgement(user: User, pk: int) -> Assessment:
    """Return the locked assessment for an evaluator who finishes their own judgement.

    That can be done during the review, too.
    """
    assessment = _locked_for_sources(user, pk)
    if own_source_of(assessment) is None:
        raise PermissionDenied(_not_yours(assessment))
    return assessment


def for_editing(user: User, pk: int) -> Assessment:
    """Return the locked assessment for somebody who may fill it in.

    Raises Confirmed or PermissionDenied for somebody who may only read it.
    """
    assessment = _locked(user, pk)
    if not may_edit(assessment):
        raise PermissionDenied(_not_yours(assessment))
    return assessment


def for_coordinating(user: User, pk: int) -> Assessment:
    """Return the locked assessment for its coordinator.

    Raises Confirmed or PermissionDenied for everybody else.
    """
    assessment = _locked(user, pk)
    refuse_others(assessment)
    return assessment


def refuse_others(assessment: Assessment) -> None:
    """Raise Confirmed or PermissionDenied unless the user it was fetched for may coordinate it."""
    if assessment.is_confirmed and assessment.role is not None:
        raise Confirmed(_CONFIRMED)
    if assessment.role != COORDINATOR:
        raise PermissionDenied(_("Dit kan alleen de coördinator van het netwerk."))


def for_checking(user: User, pk: int) -> Assessment:
    """Return the locked assessment for a member who checks its facts during the review."""
    assessment = _locked(user, pk)
    # Anybody with a role in the network may check facts, the coordinator too.
    if assessment.role is None or assessment.state != Assessment.State.UNDER_REVIEW:
        raise PermissionDenied(_("Deze evaluatie ligt nu niet ter toetsing."))
    return assessment


def for_reading_threads(user: User, pk: int) -> Assessment:
    """Return the assessment for somebody with a role in its network, also when it is confirmed.

    Raises PermissionDenied for the national office and admins: talk is for the network alone.
    """
    assessment = for_reading(user, pk)
    if not may_read_threads(assessment):
        raise PermissionDenied(_NETWORK_ALONE)
    return assessment


def for_talking(user: User, pk: int) -> Assessment:
    """Return the locked assessment for somebody with a role in its network, also in its review.

    Raises Confirmed or PermissionDenied.
    """
    assessment = _locked(user, pk)
    if not may_read_threads(assessment):
        raise PermissionDenied(_NETWORK_ALONE)
    return assessment


def for_consenting(user: User, pk: int) -> Assessment:
    """Return the locked assessment for its coordinator, also when it is confirmed.

    Raises PermissionDenied for others.
    """
    visible = Assessment.objects.visible_to(user).with_role_of(user)
    # Only the assessment's own row, and without blocking rows that refer to it (foreign keys).
    assessment = visible.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if assessment is None:
        raise Http404
    # No look at its state: consent to be quoted is given, and withdrawn, after confirming.
    if assessment.role != COORDINATOR:
        raise PermissionDenied(_("Dit kan alleen de coördinator van het netwerk."))
    return assessment


def may_edit(assessment: Assessment) -> bool:
    """Coordinators write until it is confirmed, contributors until it is submitted for review."""
    if assessment.role == COORDINATOR:
        return not assessment.is_confirmed
    # During the review the text stands still, so that everybody checks the same.
    return assessment.role == CONTRIBUTOR and assessment.state == Assessment.State.IN_PROGRESS


def may_coordinate(assessment: Assessment) -> bool:
    return assessment.role == COORDINATOR and not assessment.is_confirmed


def is_evaluator(assessment: Assessment) -> bool:
    """Say whether the user is one of the network's evaluators: they read, and don't fill in."""
    return assessment.role == EVALUATOR


def may_read_threads(assessment: Assessment) -> bool:
    return assessment.role is not None


def may_add_sources(assessment: Assessment) -> bool:
    """Who fills it in may, and an evaluator who was let in, until it is submitted for review."""
    in_progress = assessment.state == Assessment.State.IN_PROGRESS
    return may_edit(assessment) or (own_source_of(assessment) is not None and in_progress)


def may_ask_sources(assessment: Assessment) -> bool:
    """The coordinator may, and an evaluator who was let in: it goes out in the network's name."""
    is_either = assessment.role == COORDINATOR or own_source_of(assessment) is not None
    return is_either and may_add_sources(assessment)


def may_write_views(assessment: Assessment, source: Source) -> bool:
    """Say whether the user may write down what this source says.

    A partner says it with a link, and an evaluator's own judgement is the evaluator's alone.
    """
    if source.kind == Source.Kind.EVALUATOR:
        return source.pk == own_source_of(assessment) and may_add_sources(assessment)
    return source.kind != Source.Kind.PARTNER and may_add_sources(assessment)


def may_read_views(assessment: Assessment, source: Source) -> bool:
    """Say whether the user may read what this source says: a partner's once it was sent in."""
    return source.is_sent_in or source.pk == own_source_of(assessment)


def own_source_of(assessment: Assessment) -> int | None:
    """Return the primary key of the source that is the user's own judgement, for an evaluator who
    was let in.
    """
    return getattr(assessment, "own_source", None)


def judges_first(assessment: Assessment) -> bool:
    """Say whether the user is an evaluator who has to finish their own judgement first."""
    is_finished = getattr(assessment, "own_source_sent_in_at", None) is not None
    return own_source_of(assessment) is not None and not is_finished and not assessment.is_confirmed


def _refuse_before_own_judgement(assessment: Assessment) -> None:
    if judges_first(assessment):
        page = reverse("source", args=[assessment.pk, own_source_of(assessment)])
        raise OwnJudgementFirst(page, str(assessment.evaluation.author))


def with_own_judgement(assessments: AssessmentQuerySet, user: User) -> AssessmentQuerySet:
    """Add what `judges_first` and `own_source_of` look at, for this user."""
    own = FilteredRelation(
        "sources",
        condition=Q(
            sources__kind=Source.Kind.EVALUATOR, sources__person=user.pk, sources__deleted=""
        ),
    )
    return assessments.alias(own_judgement=own).annotate(
        own_source=F("own_judgement__pk"),
        own_source_sent_in_at=F("own_judgement__sent_in_at"),
    )


def _visible(user: User) -> AssessmentQuerySet:
    visible = Assessment.objects.visible_to(user).with_role_of(user)
    return with_own_judgement(visible, user).select_related("network", "indicator_set")


def _locked(user: User, pk: int) -> Assessment:
    assessment = _locked_for_sources(user, pk)
    _refuse_before_own_judgement(assessment)
    return assessment


def _locked_for_sources(user: User, pk: int) -> Assessment:
    assessment = _visible(user).select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if assessment is None:
        raise Http404
    # Only for members: a national reader or admin gets the plain refusal of their role.
    if assessment.is_confirmed and assessment.role is not None:
        raise Confirmed(_CONFIRMED)
    return assessment


def _not_yours(assessment: Assessment) -> str:
    if assessment.role == CONTRIBUTOR:
        return _("De evaluatie ligt ter toetsing. Alleen de coördinator wijzigt nu nog iets.")
    return _("U kunt deze evaluatie lezen, maar niet wijzigen.")
