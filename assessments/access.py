"""Fetch an assessment for a purpose: whoever gets it has permission for that purpose.

Outsiders get a 404, so that they learn nothing; somebody who may read but not write gets a 403. A
fetch for writing locks the row of the assessment until the transaction ends, so that its state
can't change halfway.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.models import Membership, User

from .models import Assessment

COORDINATOR = Membership.Role.COORDINATOR
CONTRIBUTOR = Membership.Role.CONTRIBUTOR
_CONFIRMED = gettext_lazy("Deze zelfevaluatie is vastgesteld en verandert niet meer.")
_NETWORK_ALONE = gettext_lazy("Het overleg is alleen voor mensen met een rol in het netwerk.")


class Confirmed(PermissionDenied):
    """The assessment is confirmed, so it is read-only."""


def for_reading(user: User, pk: int) -> Assessment:
    """Return the assessment with its network, set and the user's `role`; Http404 for outsiders."""
    visible = (
        Assessment.objects.visible_to(user)
        .with_role_of(user)
        .select_related("network", "indicator_set")
    )
    assessment = visible.filter(pk=pk).first()
    if assessment is None:
        raise Http404
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
        raise PermissionDenied(_("Deze zelfevaluatie ligt nu niet ter toetsing."))
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


def may_read_threads(assessment: Assessment) -> bool:
    return assessment.role is not None


def _locked(user: User, pk: int) -> Assessment:
    visible = (
        Assessment.objects.visible_to(user)
        .with_role_of(user)
        .select_related("network", "indicator_set")
    )
    assessment = visible.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if assessment is None:
        raise Http404
    # Only for members: a national reader or admin gets the plain refusal of their role.
    if assessment.is_confirmed and assessment.role is not None:
        raise Confirmed(_CONFIRMED)
    return assessment


def _not_yours(assessment: Assessment) -> str:
    if assessment.role == CONTRIBUTOR:
        return _("De zelfevaluatie ligt ter toetsing. Alleen de coördinator wijzigt nu nog iets.")
    return _("U kunt deze zelfevaluatie lezen, maar niet wijzigen.")
