"""Fetch an assessment for what someone wants to do with it: the fetch carries the permission.

Outsiders get a 404, so that they learn nothing; a reader who may not write gets a 403. A fetch for
writing locks the assessment's row until the transaction ends, so that its state can't change
halfway.
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


class Confirmed(PermissionDenied):
    """The assessment is confirmed, so nobody writes in it any more."""


def for_reading(user: User, pk: int) -> Assessment:
    """Return the assessment with its network, set and `role` of the user; Http404 for who may not see it."""
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
    """Return the locked assessment for who may fill it in; Confirmed or PermissionDenied for who only reads."""
    assessment = _locked(user, pk)
    if not may_edit(assessment):
        raise PermissionDenied(_not_yours(assessment))
    return assessment


def for_coordinating(user: User, pk: int) -> Assessment:
    """Return the locked assessment for its coordinator; Confirmed or PermissionDenied for everybody else."""
    assessment = _locked(user, pk)
    refuse_others(assessment)
    return assessment


def refuse_others(assessment: Assessment) -> None:
    """Raise Confirmed or PermissionDenied when the user for whom it was fetched may not coordinate it."""
    if assessment.is_confirmed and assessment.role is not None:
        raise Confirmed(_CONFIRMED)
    if assessment.role != COORDINATOR:
        raise PermissionDenied(_("Dit kan alleen de coördinator van het netwerk."))


def for_checking(user: User, pk: int) -> Assessment:
    """Return the locked assessment for a member who checks the facts while it is under review."""
    assessment = _locked(user, pk)
    if assessment.role is None or assessment.state != Assessment.State.UNDER_REVIEW:
        raise PermissionDenied(_("Deze zelfevaluatie ligt nu niet ter toetsing."))
    return assessment


def for_consenting(user: User, pk: int) -> Assessment:
    """Return the locked assessment for its coordinator, also when it is confirmed; PermissionDenied for others."""
    visible = Assessment.objects.visible_to(user).with_role_of(user)
    assessment = visible.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if assessment is None:
        raise Http404
    if assessment.role != COORDINATOR:
        raise PermissionDenied(_("Dit kan alleen de coördinator van het netwerk."))
    return assessment


def may_edit(assessment: Assessment) -> bool:
    """Coordinators write until it is confirmed, contributors until it is handed in for review."""
    if assessment.role == COORDINATOR:
        return not assessment.is_confirmed
    return assessment.role == CONTRIBUTOR and assessment.state == Assessment.State.IN_PROGRESS


def may_coordinate(assessment: Assessment) -> bool:
    return assessment.role == COORDINATOR and not assessment.is_confirmed


def _locked(user: User, pk: int) -> Assessment:
    visible = (
        Assessment.objects.visible_to(user)
        .with_role_of(user)
        .select_related("network", "indicator_set")
    )
    assessment = visible.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if assessment is None:
        raise Http404
    if assessment.is_confirmed and assessment.role is not None:
        raise Confirmed(_CONFIRMED)
    return assessment


def _not_yours(assessment: Assessment) -> str:
    if assessment.role == CONTRIBUTOR:
        return _("De zelfevaluatie ligt ter toetsing. Alleen de coördinator wijzigt nu nog iets.")
    return _("U kunt deze zelfevaluatie lezen, maar niet wijzigen.")
