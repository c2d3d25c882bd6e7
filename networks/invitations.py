"""Inviting people by mail to a role, and what becomes of an invitation.

Nothing here looks up whether the address has an account before the invited person opens the link:
who invites learns nothing about that.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .mail import queue_mail
from .models import Invitation, Mail, Membership, Network, Organisation, User
from .own_account.powers import powers_of, tell_admins
from .trail import What, record

VALID_FOR = timedelta(days=14)


class NoLongerWaiting(Exception):
    """Somebody accepted or withdrew the invitation meanwhile."""


@transaction.atomic
def invite(
    *,
    email: str,
    by: User,
    portal: str,
    network: Network | None = None,
    role: str = "",
    organisation: Organisation | None = None,
    is_national: bool = False,
    is_staff: bool = False,
) -> Invitation:
    """Return a new invitation, which is mailed; `email` is clean, `portal` is "https://…".

    Raises ValidationError when this address has a role in the network, or is invited already.
    """
    if network is not None:
        Network.objects.select_for_update(no_key=True).get(pk=network.pk)
    refuse_second(email=email, network=network)
    now = timezone.now()
    invitation = Invitation(
        email=email,
        network=network,
        role=role,
        organisation=organisation,
        is_national=is_national,
        is_staff=is_staff,
        invited_by=by,
        invited_at=now,
    )
    secret = invitation.renew(now=now, valid_for=VALID_FOR)
    invitation.save()
    record(What.INVITED, about=invitation, detail=_offered(invitation))
    _mail(invitation, secret, by=by, portal=portal)
    return invitation


def refuse_second(*, email: str, network: Network | None) -> None:
    """Raise ValidationError if this address has a role in the network, or is invited already."""
    if network and network.memberships.filter(user__email__iexact=email).exists():
        raise ValidationError(
            {"email": _("Deze persoon heeft al een rol in dit netwerk. Wijzig die rol.")}
        )
    if Invitation.objects.waiting().filter(network=network, email=email).exists():
        raise ValidationError(
            {
                "email": _(
                    "Voor dit adres staat al een uitnodiging open. Stuur die opnieuw, of trek "
                    "hem in."
                )
            }
        )


@transaction.atomic
def send_again(*, invitation: Invitation, by: User, portal: str) -> None:
    """Mail a new link, valid for the full time; the old one stops.

    Raises NoLongerWaiting.
    """
    invitation = _locked(invitation)
    secret = invitation.renew(now=timezone.now(), valid_for=VALID_FOR)
    invitation.save(update_fields=["digest", "expires_at", "withdrawn_at"])
    record(What.INVITED_AGAIN, about=invitation)
    _drop_unsent(invitation)
    _mail(invitation, secret, by=by, portal=portal)


@transaction.atomic
def withdraw(*, invitation: Invitation) -> None:
    """Make the link stop for good. Raises NoLongerWaiting."""
    invitation = _locked(invitation)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(What.INVITATION_WITHDRAWN, about=invitation)
    _drop_unsent(invitation)


@transaction.atomic
def accept_with_new_account(*, invitation: Invitation, name: str, password: str) -> User:
    """Return the account that the invited person made, with its role. Raises NoLongerWaiting."""
    invitation = _locked(invitation)
    if account_of(invitation) is not None:
        raise NoLongerWaiting
    user = User.objects.create_user(invitation.email, password, name=name)
    _give(invitation, user)
    return user


@transaction.atomic
def accept_with_account(*, invitation: Invitation, user: User) -> None:
    """Give the role to who has this address. Raises NoLongerWaiting."""
    _give(_locked(invitation), user)


def account_of(invitation: Invitation) -> User | None:
    """Return the account with the address that was invited, also if it can't log in."""
    return User.objects.filter(email__iexact=invitation.email).first()


def _locked(invitation: Invitation) -> Invitation:
    waiting = Invitation.objects.waiting().select_for_update(of=("self",), no_key=True)
    locked = waiting.filter(pk=invitation.pk, digest=invitation.digest).first()
    if locked is None:
        raise NoLongerWaiting
    return locked


def _give(invitation: Invitation, user: User) -> None:
    if not invitation.works(timezone.now()):
        raise NoLongerWaiting
    if invitation.network is not None:
        # Who got a role meanwhile keeps it.
        Membership.objects.get_or_create(
            user=user,
            network=invitation.network,
            defaults={"role": invitation.role, "organisation": invitation.organisation},
        )
    if invitation.is_national or invitation.is_staff:
        before = powers_of(user)
        user.is_national = user.is_national or invitation.is_national
        user.is_staff = user.is_superuser = user.is_staff or invitation.is_staff
        user.save(update_fields=["is_national", "is_staff", "is_superuser"])
        tell_admins(user, before=before, by=invitation.invited_by)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record(What.INVITATION_ACCEPTED, about=invitation, detail=_offered(invitation), by=user)


def _offered(invitation: Invitation) -> str:
    """Return the role and the powers of an invitation, as the trail keeps them."""
    powers = [name for name in ("is_national", "is_staff") if getattr(invitation, name)]
    return ",".join(filter(None, [invitation.role, *powers]))


def _drop_unsent(invitation: Invitation) -> None:
    """Delete the mails that wait with a link that has stopped."""
    about = Mail.objects.about(invitation)
    about.filter(state__in=[Mail.State.QUEUED, Mail.State.REFUSED]).delete()


def _mail(invitation: Invitation, secret: str, *, by: User, portal: str) -> None:
    network = invitation.network
    queue_mail(
        to=invitation.email,
        subject=_("Uitnodiging voor Loket Evaluatie"),
        template="invitation",
        context={
            "by": by.name,
            "network": network.name if network else "",
            "role": invitation.get_role_display(),
            "organisation": invitation.organisation.name if invitation.organisation else "",
            "link": portal.rstrip("/") + reverse("invitation", args=[secret]),
            "until": invitation.expires_at,
        },
        network=network,
        about=invitation,
    )
