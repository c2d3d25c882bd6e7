"""Who may see more than the own networks, for the trail."""

from networks.models import TrailEntry, User

from .recording import record

What = TrailEntry.What
_POWERS = ("is_staff", "is_national")


def record_powers(user: User, *, before: set[str]) -> None:
    """Record who became admin or national office, or is so no more."""
    now = powers_of(user)
    for what, powers in ((What.POWER_GIVEN, now - before), (What.POWER_TAKEN, before - now)):
        for power in sorted(powers):
            record(what, about=user, detail=power)


def powers_of(user: User) -> set[str]:
    """Return the flags by which somebody may see more than the own networks."""
    return {power for power in _POWERS if getattr(user, power)}
