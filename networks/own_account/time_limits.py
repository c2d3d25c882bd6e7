"""How long a session lasts: since the person did something, and since logging in."""

import time
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

# Seconds. Who is in the admin can do more, so a computer that is left alone is closed sooner.
IDLE = 60 * 60
IDLE_IN_ADMIN = 15 * 60
LONGEST = 14 * 60 * 60
JUST_LOGGED_IN = 5 * 60

# What a session keeps, as seconds since 1970.
BEGAN_AT = "began_at"
ACTIVE_AT = "active_at"
# When somebody showed the provider once more who they are.
CONFIRMED_AT = "confirmed_at"
# And whether others use this computer: then nothing stays on it.
SHARED_COMPUTER = "shared_computer"


def is_over(session: Mapping[str, Any], now: float, *, idle: int = IDLE) -> bool:
    """Say whether a session has lasted too long. One without times is from before the limits.

    A time that is as far ahead is from before the clock was put back: nobody knows how long that
    session has lasted.
    """
    active, began = session.get(ACTIVE_AT, now), session.get(BEGAN_AT, now)
    return bool(abs(now - active) > idle or abs(now - began) > LONGEST)


def began_recently(session: Mapping[str, Any]) -> bool:
    """Say whether somebody logged in so short ago that it must be the same person."""
    return bool(abs(time.time() - session.get(BEGAN_AT, 0)) < JUST_LOGGED_IN)


def confirmed_recently(session: Mapping[str, Any]) -> bool:
    """Say whether somebody showed the provider so short ago that it is the same person."""
    return bool(abs(time.time() - session.get(CONFIRMED_AT, 0)) < JUST_LOGGED_IN)


def remember_computer(request: HttpRequest, *, is_shared: bool) -> None:
    """Keep what was chosen at login; on a shared computer the session goes with the browser."""
    if is_shared:
        request.session[SHARED_COMPUTER] = True
        # The limits in time stay.
        request.session.set_expiry(0)
