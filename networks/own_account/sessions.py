"""Where somebody is logged in, and ending that."""

from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from networks.models import User
from networks.signed_in import SignedInRequest
from networks.tokens import revoke_all
from networks.trail import What, record

from .browsers import browser_in_words
from .time_limits import ACTIVE_AT, is_over


@dataclass(frozen=True)
class OpenSession:
    """A session as its owner sees it."""

    pk: int
    browser: str
    since: datetime
    last_seen: datetime
    is_own: bool


def open_sessions(request: SignedInRequest) -> list[OpenSession]:
    """Return where this person is logged in, this browser first."""
    own_key = request.session.session_key
    if not UserSession.objects.filter(user=request.user, session_key=own_key).exists():
        # Whoever was logged in before sessions were listed.
        UserSession.objects.create_from_request(request)
    rows = UserSession.objects.purge_and_list(request.user)
    stored = Session.objects.in_bulk([row.session_key for row in rows])
    found = []
    for row in rows:
        content = stored[row.session_key].get_decoded() if row.session_key in stored else {}
        # A session that will be refused is none.
        if is_over(content, timezone.now().timestamp()):
            row.end()
            continue
        last_seen = datetime.fromtimestamp(content.get(ACTIVE_AT, 0), tz=UTC)
        found.append(
            OpenSession(
                pk=row.pk,
                browser=browser_in_words(row.user_agent),
                since=row.created_at,
                last_seen=max(row.created_at, last_seen),
                is_own=row.session_key == own_key,
            )
        )
    return sorted(found, key=lambda one: (not one.is_own, -one.last_seen.timestamp()))


@transaction.atomic
def end_sessions(user: User) -> None:
    """Log somebody out everywhere."""
    # Every session holds a digest of this number, so also those that nobody listed end.
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    user.refresh_from_db(fields=["sessions_ended"])
    UserSession.objects.filter(user=user).delete()
    record(What.SESSIONS_ENDED, about=user)


def end_other_sessions(request: SignedInRequest) -> None:
    """Log somebody out everywhere but in this browser."""
    end_sessions(request.user)
    update_session_auth_hash(request, request.user)
    UserSession.objects.create_from_request(request)


def end_session(user: User, pk: int) -> bool:
    """Log somebody out in one browser; say whether that session was theirs."""
    row = UserSession.objects.filter(user=user, pk=pk).first()
    if row is not None:
        row.end()
        record(What.SESSIONS_ENDED, about=user)
    return row is not None


@transaction.atomic
def shut_out(user: User) -> None:
    """End everything with which somebody gets in who was switched off: switched on again, only the
    password works.
    """
    end_sessions(user)
    revoke_all(user)
