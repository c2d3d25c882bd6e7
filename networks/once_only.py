"""Forms that count once: sent a second time they give the first result, and make or end nothing again."""

import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import OnceOnly
from .signed_in import SignedInRequest

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,40}")
# How long a token is known. A draft in a browser is not sent again after that.
KEPT = timedelta(days=400)


def new_token() -> str:
    return secrets.token_urlsafe(18)


def once(request: SignedInRequest, make: Callable[[], tuple[str, str]]) -> HttpResponse:
    """Do what a form asks and go to the page that comes after it; a second time go there without doing it again.

    `make` does it and returns the address of that page and what to say there. What it raises, the token survives.
    """
    done, _is_first = do_once(request, make)
    if done.message:
        messages.success(request, done.message)
    return redirect(done.result)


def do_once(request: SignedInRequest, make: Callable[[], tuple[str, str]]) -> tuple[OnceOnly, bool]:
    """Return what a form made, and whether it was made just now. A form without a token is always the first."""
    refuse_other_person(request)
    token = request.POST.get("token", "")
    now = timezone.now()
    if not _TOKEN.fullmatch(token):
        result, message = make()
        return OnceOnly(by=request.user, at=now, result=result, message=message), True
    with transaction.atomic():
        # First of all: whoever sends the same at the same moment waits here.
        done, is_first = OnceOnly.objects.get_or_create(
            token=token, defaults={"by": request.user, "at": now}
        )
        if done.by_id != request.user.pk:
            raise PermissionDenied(_("Dit formulier is van iemand anders. Er is niets opgeslagen."))
        if is_first:
            done.result, done.message = make()
            done.save(update_fields=["result", "message"])
    return done, is_first


def is_used(token: str, request: SignedInRequest) -> bool:
    """Say whether this person's form with this token has counted."""
    return OnceOnly.objects.filter(token=token, by=request.user).exists()


def refuse_other_person(request: SignedInRequest) -> None:
    """Refuse a form that somebody else filled in who was logged in in this browser before."""
    if request.POST.get("person", str(request.user.pk)) != str(request.user.pk):
        raise PermissionDenied(
            _("In deze browser is nu iemand anders ingelogd. Er is niets opgeslagen.")
        )


def forget_old(now: datetime) -> int:
    """Forget tokens that nobody sends any more; return how many."""
    return OnceOnly.objects.filter(at__lt=now - KEPT).delete()[0]
