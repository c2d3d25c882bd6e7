"""Roles that the provider decides about: given at login, and taken away at the next one."""

import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from networks import people
from networks.models import Membership, Network, User
from networks.own_account.powers import powers_of, tell_admins
from networks.trail import Result, What, record

_log = logging.getLogger(__name__)


@transaction.atomic
def apply_roles(user: User, values: frozenset[str]) -> None:
    """Make somebody's roles those of the provider, as far as LOKET_SSO_ROLES names them.

    What it doesn't name is the portal's own: an admin gives it, and an invitation. Two logins at
    the same moment take turns.
    """
    user.refresh_from_db(from_queryset=User.objects.select_for_update(no_key=True))
    _apply_powers(user, values)
    slugs = {row.network for row in settings.SSO_ROLES if row.network}
    for network in Network.objects.filter(slug__in=slugs).order_by("pk"):
        slugs.discard(network.slug)
        _apply_role(user, network, values)
    if slugs:
        _log.warning("LOKET_SSO_ROLES names networks that aren't there: %s", ", ".join(slugs))


def _apply_powers(user: User, values: frozenset[str]) -> None:
    rows = [row for row in settings.SSO_ROLES if row.power]
    given = {row.power for row in rows if row.value in values}
    before = powers_of(user)
    after = (before - {row.power for row in rows}) | given
    if after == before:
        return
    user.is_national = "is_national" in after
    user.is_staff = user.is_superuser = "is_staff" in after
    user.save(update_fields=["is_national", "is_staff", "is_superuser"])
    tell_admins(user, before=before, by=None)


def _apply_role(user: User, network: Network, values: frozenset[str]) -> None:
    rows = [row for row in settings.SSO_ROLES if row.network == network.slug]
    # Somebody has one role in a network: the first in the table that fits.
    wanted = next((row.role for row in rows if row.value in values), "")
    membership = network.memberships.filter(user=user).select_related("network", "user").first()
    if membership is None:
        if wanted:
            Membership.objects.create(user=user, network=network, role=wanted)
            record(What.ROLE_GIVEN, about=user, network=network, detail=wanted)
        return
    if membership.role == wanted or (
        not wanted and membership.role not in {row.role for row in rows}
    ):
        return
    try:
        if wanted:
            people.change_role(
                membership=membership, role=wanted, organisation=membership.organisation
            )
        else:
            people.end_role(membership=membership)
    except ValidationError:
        # A network keeps a coordinator: somebody else takes it over first.
        record(
            What.ROLE_ENDED,
            about=user,
            network=network,
            detail=Membership.Role.COORDINATOR.value,
            result=Result.REFUSED,
        )
