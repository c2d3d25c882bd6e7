"""Forms that count once: sent a second time they give the first result, and make or end nothing
again.

Without scripts somebody who heard nothing may change the text and send the form once more, under
the same token. That is another text, so it counts as another form: nobody is told that it was added
when it wasn't.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import OnceOnly
from .signed_in import SignedInRequest

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,40}")
# What belongs to the page that a form is sent from, and not to what somebody filled in.
_OF_PAGE = {"csrfmiddlewaretoken", "token", "person", "page", "step"}
# How long a token is known. A draft in a browser is not sent again after that.
KEPT = timedelta(days=30)
View = Callable[..., HttpResponse]


class ShownOnce(HttpResponse):
    """A page that shows what a form made, and that can't be shown again: where a repeat goes, and
    what it is told.
    """

    def __init__(self, content: bytes, *, repeat_to: str, repeat_message: str) -> None:
        super().__init__(content)
        self.repeat_to, self.repeat_message = repeat_to, repeat_message


def new_token() -> str:
    return secrets.token_urlsafe(18)


def counts_once(view: View) -> View:
    """Let a form that this view takes count once: a repeat goes where the first one went, and is
    told the same.

    The token goes in first, in the transaction of the view: a repeat at the same moment waits. A
    form that comes back with errors, or with an error told on the next page, did nothing: its token
    still counts.
    """

    @wraps(view)
    def counted(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        refuse_other_person(request)
        token = request.POST.get("token", "")
        if not _TOKEN.fullmatch(token):
            return view(request, *args, **kwargs)
        with transaction.atomic():
            row, is_first = OnceOnly.objects.get_or_create(
                token=token,
                sent=_digest_of(request.POST),
                defaults={"by": request.user, "at": timezone.now()},
            )
            if row.by_id != request.user.pk:
                raise PermissionDenied(
                    _("Dit formulier is van iemand anders. Er is niets opgeslagen.")
                )
            if not is_first:
                if row.message:
                    messages.success(request, row.message)
                return redirect(row.result)
            response = view(request, *args, **kwargs)
            _remember(row, request, response)
            return response

    return counted


def _digest_of(posted: QueryDict) -> str:
    """Return a digest of what somebody filled in."""
    filled_in = sorted((name, texts) for name, texts in posted.lists() if name not in _OF_PAGE)
    return hashlib.sha256(json.dumps(filled_in).encode()).hexdigest()


def _remember(row: OnceOnly, request: SignedInRequest, response: HttpResponse) -> None:
    told = list(getattr(messages.get_messages(request), "_queued_messages", []))
    if isinstance(response, ShownOnce):
        row.result, row.message = response.repeat_to, response.repeat_message
    elif isinstance(response, HttpResponseRedirect) and not any(
        one.level >= messages.ERROR for one in told
    ):
        row.result, row.message = response.url, " ".join(str(one.message) for one in told)
    else:
        row.delete()
        return
    row.save(update_fields=["result", "message"])


def is_used(token: str, request: SignedInRequest) -> bool:
    """Say whether this person's form with this token has counted."""
    return OnceOnly.objects.filter(token=token, by=request.user).exists()


def counted_otherwise(request: SignedInRequest) -> bool:
    """Say whether this token has counted for another text: that of a page somebody went back to.

    A browser that heard nothing asks by the token whether its text arrived.
    """
    others = OnceOnly.objects.filter(token=request.POST.get("token", ""), by=request.user.pk)
    return others.exclude(sent=_digest_of(request.POST)).exists()


def refuse_other_person(request: SignedInRequest) -> None:
    """Refuse a form that somebody else filled in who was logged in in this browser before."""
    if request.POST.get("person", str(request.user.pk)) != str(request.user.pk):
        raise PermissionDenied(
            _("In deze browser is nu iemand anders ingelogd. Er is niets opgeslagen.")
        )
