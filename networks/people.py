"""Roles in a network: changed, ended and handed over. A network is never left uncoordinated."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .models import Membership, Network, Organisation, User
from .trail import What, record

COORDINATOR = Membership.Role.COORDINATOR


@transaction.atomic
def change_role(*, membership: Membership, role: str, organisation: Organisation | None) -> None:
    """Give somebody another role in the same network.

    Raises ValidationError when nobody would coordinate the network any more.
    """
    _lock(membership.network)
    if role != COORDINATOR:
        _refuse_last_coordinator(membership)
    change = f"{membership.role}>{role}"
    membership.role, membership.organisation = role, organisation
    membership.save(update_fields=["role", "organisation"])
    record(What.ROLE_CHANGED, about=membership.user, network=membership.network_id, detail=change)


@transaction.atomic
def end_role(*, membership: Membership) -> None:
    """End somebody's role; the account stays, and so does what this person wrote.

    Raises ValidationError when nobody would coordinate the network any more.
    """
    _lock(membership.network)
    _refuse_last_coordinator(membership)
    record(
        What.ROLE_ENDED,
        about=membership.user,
        network=membership.network_id,
        detail=membership.role,
    )
    membership.delete()


@transaction.atomic
def hand_over(*, network: Network, by: User, to: User, own_role: str) -> None:
    """Make `to` a coordinator instead of `by`, who gets `own_role`, or none if that is empty.

    Raises ValidationError when `to` has no role here or can't log in, or `by` coordinates no more.
    """
    _lock(network)
    mine = network.memberships.filter(user=by, role=COORDINATOR).first()
    theirs = network.memberships.filter(user=to, user__is_active=True).exclude(user=by).first()
    if mine is None or theirs is None:
        raise ValidationError(
            _("Dit kan nu niet meer: de rollen zijn intussen veranderd. Kijk de lijst na.")
        )
    theirs.role = COORDINATOR
    theirs.save(update_fields=["role"])
    if own_role:
        mine.role = own_role
        mine.save(update_fields=["role"])
    else:
        mine.delete()
    record(What.HANDED_OVER, about=to, network=network)


def is_last_coordinator(membership: Membership) -> bool:
    """Return whether nobody else who can log in coordinates the network."""
    others = membership.network.memberships.filter(role=COORDINATOR, user__is_active=True)
    return (
        membership.role == COORDINATOR
        and membership.user.is_active
        and not others.exclude(pk=membership.pk).exists()
    )


def _lock(network: Network) -> None:
    """Let changes of roles in one network wait for each other."""
    Network.objects.select_for_update(no_key=True).get(pk=network.pk)


def _refuse_last_coordinator(membership: Membership) -> None:
    membership.refresh_from_db(fields=["role"])
    if is_last_coordinator(membership):
        raise ValidationError(
            _(
                "Dit is de enige coördinator van het netwerk. Draag die rol eerst over aan iemand "
                "anders."
            )
        )
