"""Rows about people, as old as a test wants them."""

from datetime import datetime, timedelta
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY

from assessments.models import Source
from networks.links import digest_of
from networks.mail import queue_mail
from networks.models import ApiToken, Invitation, LoginAttempt, LookInside, Mail, OnceOnly, User
from partners.models import PartnerLink
from tests.cast import Cast


def session_of(user: User, *, until: datetime) -> str:
    """Return the key of a session, listed as one of this person, that is valid until a moment."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store.set_expiry(until)
    store.create()
    UserSession.objects.create(
        user=user, ip="192.0.2.7", session_key=store.session_key, user_agent="Firefox"
    )
    return str(store.session_key)


def link_to(cast: Cast, assessment: object, email: str, at: datetime) -> PartnerLink:
    """Return the link of a partner that was made at a moment and works for two weeks."""
    source = Source.objects.create(
        assessment=assessment,
        kind="partner",
        organisation=cast.noord.organisations.get(name="Politie Noord"),
        function="wijkagent",
    )
    link = PartnerLink(source=source, email=email, made_by=cast.anna, made_at=at)
    link.may_see_others = False
    link.give_new_secret()
    link.open_until((at + timedelta(days=14)).date())
    link.save()
    return link


def store_everything(cast: Cast, at: datetime) -> None:
    """Store one of each thing that has a term, all of which were over or done at a moment."""
    Invitation.objects.create(
        digest=digest_of("uitnodiging"), expires_at=at, network=cast.noord, role="contributor",
        email="nieuw@voorbeeld.example", invited_by=cast.anna, invited_at=at - timedelta(days=14),
    )  # fmt: skip
    ApiToken.objects.create(
        user=cast.eva, name="Onderzoek", digest=digest_of("sleutel"), created_at=at, expires_at=at
    )
    OnceOnly.objects.create(token="t" * 20, sent="s", by=cast.anna, at=at)
    LoginAttempt.objects.create(who="w", account="a", place="p", wide_place="b", at=at)
    LookInside.objects.create(network=cast.noord, by=cast.ada, reason="Een storing.", at=at)
    mail = queue_mail(
        to=cast.bram.email, subject="Nieuw wachtwoord", template="new_password",
        context={"name": "Bram", "link": "https://loket.example/"},
    )  # fmt: skip
    Mail.objects.filter(pk=mail.pk).update(queued_at=at)
