"""Taking one person out: name and address are replaced, and what gave access is deleted.

The account itself stays, without anything that tells whose it was: confirmed reports, histories
and the list of who did what refer to it, and the database keeps those as they are.
"""

import json
from enum import StrEnum
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from assessments.models import WithoutDigest
from networks import people
from networks.models import ApiToken, Invitation, Mail, Membership, OnceOnly, User
from networks.new_password import mail_new_password
from networks.own_account.sessions import shut_out
from networks.trail import What, record
from partners.models import KINDS
from reports.models import SharedReport

ERASED_DOMAIN = "@verwijderd.invalid"
NAME = "Verwijderd account"


def refuse_who_is_needed(user: User) -> None:
    """Raise ValidationError when a network or the portal would have nobody left to run it."""
    memberships = user.memberships.select_related("network", "user")
    if any(people.is_last_coordinator(one) for one in memberships):
        raise ValidationError(
            _("Dit is de enige coördinator van een netwerk. Draag die rol eerst over.")
        )
    admins = User.objects.filter(is_active=True, is_staff=True)
    if user.is_active and user.is_staff and not admins.exclude(pk=user.pk).exists():
        raise ValidationError(_("Dit is de enige beheerder. Maak eerst iemand anders beheerder."))


class Because(StrEnum):
    """Why somebody is taken out, as the trail keeps it."""

    ASKED = "asked"  # on request, by whoever may run commands on the server
    TERM = "term"  # the account was off for long enough


@transaction.atomic
def erase_account(user: User, because: Because) -> None:
    """Replace name and address of an account and end all it could do; a second time changes
    nothing."""
    email = user.email
    if email.endswith(ERASED_DOMAIN):
        return
    keys = UserSession.objects.filter(user=user).values("session_key")
    Session.objects.filter(session_key__in=keys).delete()
    shut_out(user)
    for model in (
        Authenticator, EmailAddress, SocialAccount, ApiToken, Membership, WithoutDigest,
    ):  # fmt: skip
        rows: Any = model._default_manager
        rows.filter(user=user).delete()
    OnceOnly.objects.filter(by=user).delete()
    Invitation.objects.filter(accepted_by=user).delete()
    user.name, user.email = f"{NAME} {user.pk}", f"account-{user.pk}{ERASED_DOMAIN}"
    user.set_unusable_password()
    user.last_login = None
    user.is_active = user.is_staff = user.is_superuser = user.is_national = False
    user.save()
    _forget_address(email)
    record(What.ERASED, about=user, detail=f"account,{because}")
    _clean_admin_log(user, email)


@transaction.atomic
def erase_address(email: str) -> None:
    """Forget the address of somebody without an account, at their request."""
    _forget_address(email)
    # Nothing else of it may be kept, so the trail says that it happened and not whose it was.
    record(What.ERASED, detail=f"address,{Because.ASKED}")


def _forget_address(email: str) -> None:
    """Forget an address: of links and mails."""
    for kind in KINDS:
        kind._default_manager.filter(email__iexact=email).update(email="")
    SharedReport.objects.filter(email__iexact=email).delete()
    Invitation.objects.filter(email__iexact=email).delete()
    Mail.objects.filter(to__iexact=email).delete()
    Mail.objects.filter(reply_to__iexact=email).update(reply_to="")
    asked = DBTaskResult.objects.filter(task_path=mail_new_password.module_path)
    mine = [task.pk for task in asked if email.lower() in json.dumps(task.args_kwargs).lower()]
    DBTaskResult.objects.filter(pk__in=mine).delete()


def is_known(email: str) -> bool:
    """Say whether any link, invitation or mail has this address."""
    lists: list[Any] = [kind._default_manager for kind in KINDS]
    lists += [SharedReport.objects, Invitation.objects]
    return any(rows.filter(email__iexact=email).exists() for rows in lists) or (
        Mail.objects.filter(Q(to__iexact=email) | Q(reply_to__iexact=email)).exists()
    )


def _clean_admin_log(user: User, email: str) -> None:
    """Take the address out of the log of the admin, and reasons that were typed about the
    account."""
    about = Q(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
    named = Q(object_repr__icontains=email) | Q(change_message__icontains=email)
    for entry in LogEntry.objects.filter(about | named):
        is_about = (entry.content_type_id, entry.object_id) == (
            ContentType.objects.get_for_model(User).pk,
            str(user.pk),
        )
        entry.object_repr = entry.object_repr.replace(email, user.email)[:200]
        entry.change_message = entry.change_message.replace(email, user.email)
        if is_about and not entry.change_message.startswith("["):
            entry.change_message = ""
        entry.save(update_fields=["object_repr", "change_message"])
