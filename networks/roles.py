"""Roles in words: what is told of people where their names don't belong."""

from collections.abc import Iterable

from .models import Membership


def roles_by_person(members: Iterable[Membership]) -> dict[int, dict[str, str]]:
    """Return each person's role and on whose behalf, by primary key.

    The members were fetched with their organisation.
    """
    return {
        member.user_id: {
            "rol": str(Membership.Role(member.role).label),
            "namens": member.organisation.name if member.organisation else "",
        }
        for member in members
    }
