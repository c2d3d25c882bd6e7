"""The second step of logging in: who must have it, who has it, and whether this session passed it.

Allauth asks for it when somebody has one; it doesn't make anybody have one. That is what this rule
is for, which every page and the API ask.
"""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from networks.models import Membership, User
from networks.trail import What, record

from .changes import tell
from .sessions import end_sessions

# Recovery codes alone are no second factor: they come with one.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_PASSED = "second_factor_of"


def is_required(user: User) -> bool:
    """Say whether this person must have a second factor (at most one query)."""
    if not settings.SECOND_FACTOR:
        return False
    if user.is_staff or user.is_superuser or user.is_national:
        return True
    must = Q(role=Membership.Role.EVALUATOR) | Q(network__second_factor=True)
    return Membership.objects.filter(must, user=user).exists()


def is_set_up(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def is_passed(request: HttpRequest) -> bool:
    """Say whether this session has had the second step."""
    return bool(request.user.pk and request.session.get(_PASSED) == request.user.pk)


def remember_passed(request: HttpRequest, user: User) -> None:
    request.session[_PASSED] = user.pk


def forget_passed(request: HttpRequest) -> None:
    request.session.pop(_PASSED, None)


# On the request that comes back from the provider.
_ELSEWHERE = "second_step_at_provider"


def pass_elsewhere(request: HttpRequest) -> None:
    """Say that the provider had the second step of who logs in with this request."""
    setattr(request, _ELSEWHERE, True)


def is_passed_elsewhere(request: HttpRequest) -> bool:
    return getattr(request, _ELSEWHERE, False)


@transaction.atomic
def reset(*, user: User, by: User, reason: str) -> None:
    """Take somebody's second factor away, who then sets up another; log them out, and tell them.

    The reason stays in the history of the account in the admin.
    """
    Authenticator.objects.filter(user=user).delete()
    record(What.SECOND_FACTOR, about=user, detail="all,removed")
    end_sessions(user)
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(user.pk),
        object_repr=str(user),
        action_flag=CHANGE,
        change_message=_("Tweede stap weggehaald. Reden: %s") % reason,
    )
    tell(user, "second_factor_reset", detail=_("De reden: %s") % reason)
