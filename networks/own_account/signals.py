"""What else happens when somebody logs in, or a second factor is used or taken away."""

import time
from typing import Any

from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from networks.models import User
from networks.trail import What, record

from . import second_factor
from .changes import tell
from .time_limits import ACTIVE_AT, BEGAN_AT


@receiver(user_logged_in)
def _start_the_clock(request: HttpRequest, user: User, **kwargs: Any) -> None:
    request.session[BEGAN_AT] = request.session[ACTIVE_AT] = int(time.time())
    if second_factor.is_passed_elsewhere(request):
        second_factor.remember_passed(request, user)


@receiver(mfa.authenticator_used)
def _passed(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    second_factor.remember_passed(request, user)
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        tell(user, "recovery_code_used", request=request)
        _record(user, authenticator, "used")


@receiver(mfa.authenticator_added)
def _added(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _record(user, authenticator, "added")


@receiver(mfa.authenticator_reset)
def _made_anew(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _record(user, authenticator, "renewed")


@receiver(mfa.authenticator_removed)
def _taken_away(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    _record(user, authenticator, "removed")
    if not second_factor.is_set_up(user):
        second_factor.forget_passed(request)


def _record(user: User, authenticator: Authenticator, change: str) -> None:
    record(What.SECOND_FACTOR, about=user, by=user, detail=f"{authenticator.type},{change}")
