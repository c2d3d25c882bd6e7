"""Whose account it is: by who the provider says it is, and the first time by e-mail address."""

from contextlib import suppress

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from networks.invitations import NoLongerWaiting, accept_with_account
from networks.models import Invitation, User
from networks.own_account.changes import tell
from networks.trail import What, acts_as, record

from .claims import Claims
from .turned_away import (
    NOT_VERIFIED,
    OTHER_IDENTITY,
    SWITCHED_OFF,
    UNKNOWN,
    RefusedAtReturn,
)


@transaction.atomic
def account_for(claims: Claims) -> User:
    """Return the account of who logged in, which is linked the first time.

    Raises RefusedAtReturn. An address counts once: later the same person is the same account,
    whatever the address at the provider has become.
    """
    link = SocialAccount.objects.filter(provider=settings.SSO_ISSUER, uid=claims.subject)
    found = link.select_related("user").first()
    user = found.user if found else _by_address(claims)
    if not user.is_active:
        raise RefusedAtReturn(SWITCHED_OFF, about=user)
    acts_as(user)
    if found is None:
        _link(user, claims)
    return user


def _by_address(claims: Claims) -> User:
    """Return the account with this address, made now for who may have one."""
    if not claims.email:
        raise RefusedAtReturn(NOT_VERIFIED)
    user = User.objects.filter(email__iexact=claims.email).first()
    if user is not None:
        return user
    invitations = [
        invitation
        for invitation in Invitation.objects.waiting().filter(email=claims.email)
        if invitation.works(timezone.now())
    ]
    if not invitations and not settings.SSO_NEW_ACCOUNTS:
        raise RefusedAtReturn(UNKNOWN)
    try:
        with transaction.atomic():
            user = User.objects.create_user(claims.email, name=claims.name or claims.email)
    except IntegrityError:
        # Another first login of the same person was quicker, and has taken the invitations.
        return User.objects.get(email__iexact=claims.email)
    acts_as(user)
    for invitation in invitations:
        # Who withdraws one at this very moment is first.
        with suppress(NoLongerWaiting):
            accept_with_account(invitation=invitation, user=user)
    return user


def _link(user: User, claims: Claims) -> None:
    # Two first logins at the same moment must not both find an account without a link.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    earlier = SocialAccount.objects.filter(provider=settings.SSO_ISSUER, user=user).first()
    if earlier is not None:
        if earlier.uid == claims.subject:
            return
        # An address that a new colleague got from somebody who left.
        raise RefusedAtReturn(OTHER_IDENTITY, about=user)
    SocialAccount.objects.create(
        user=user, provider=settings.SSO_ISSUER, uid=claims.subject, extra_data={}
    )
    record(What.LINKED, about=user, by=user)
    tell(user, "sso_linked")
