"""Everything that is stored about one person, as plain values: what they may ask to see.

Secrets stay out. Of what somebody changed there are references and no texts: those are the
network's, and they are in the network's own data (`manage.py network_data`).
"""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.db.models import Q, QuerySet

from assessments.models import Comment, FactCheck
from networks.models import ApiToken, Invitation, LookInside, Mail, Membership, TrailEntry, User
from partners.models import KINDS
from reports.models import SharedReport

Values = dict[str, Any]


def personal_rows(email: str) -> Values:
    """Return what the portal holds about whoever has this address, with an account or without."""
    user = User.objects.filter(email__iexact=email).first()
    return {
        "email": email,
        "account": _of_account(user) if user else None,
        "invitations": _values(
            Invitation.objects.filter(email__iexact=email),
            ["network__name", "role", "invited_at", "expires_at", "accepted_at", "withdrawn_at"],
        ),
        "links": [
            {"kind": kind._meta.label, **row}
            for kind in KINDS
            for row in _values(
                kind._default_manager.filter(email__iexact=email),
                ["pk", "source__assessment__network__name", "source__assessment__title",
                 "source__organisation__name", "source__function", "word", "made_at",
                 "answer_by", "opened_at", "reminded_at", "withdrawn_at"],
            )
        ],
        "shared_reports": _values(
            SharedReport.objects.filter(email__iexact=email),
            ["version__assessment__title", "made_at", "expires_at", "opened_at", "withdrawn_at"],
        ),
        "mails": _values(
            Mail.objects.filter(Q(to__iexact=email) | Q(reply_to__iexact=email)),
            ["to", "reply_to", "subject", "state", "queued_at", "sent_at"],
        ),
    }  # fmt: skip


def _of_account(user: User) -> Values:
    """Return what belongs to an account; the password, keys and codes are left out."""
    own: list[tuple[str, QuerySet[Any], list[str]]] = [
        ("addresses", EmailAddress.objects.filter(user=user), ["email", "verified", "primary"]),
        (
            "sso_links",
            SocialAccount.objects.filter(user=user),
            ["provider", "uid", "date_joined", "last_login"],
        ),
        (
            "roles",
            Membership.objects.filter(user=user),
            ["network__name", "role", "organisation__name"],
        ),
        (
            "sessions",
            UserSession.objects.filter(user=user),
            ["created_at", "last_seen_at", "ip", "user_agent"],
        ),
        (
            "second_factors",
            Authenticator.objects.filter(user=user),
            ["type", "created_at", "last_used_at"],
        ),
        (
            "keys",
            ApiToken.objects.filter(user=user),
            ["name", "created_at", "expires_at", "revoked_at", "last_used_on"],
        ),
        ("comments", Comment.objects.filter(by=user), ["pk", "thread", "text", "at"]),
        (
            "fact_checks",
            FactCheck.objects.filter(user=user),
            ["assessment", "agrees", "remark", "checked_at"],
        ),
        (
            "looks_inside",
            LookInside.objects.filter(by=user),
            ["network__name", "reason", "at"],
        ),
        (
            "trail",
            TrailEntry.objects.filter(account_pk=user.pk),
            ["at", "what", "result", "who", "subject_label", "subject_pk", "address"],
        ),
        (
            "admin_log",
            LogEntry.objects.filter(user=user),
            ["action_time", "content_type__model", "object_id", "action_flag"],
        ),
    ]
    shown = ["name", "email", "is_active", "is_staff", "is_national", "date_joined", "last_login"]
    return {name: getattr(user, name) for name in shown} | {
        "off_since": user.off_since,
        **{name: _values(rows, fields) for name, rows, fields in own},
        "referred_to_by": references(user),
    }


def references(user: User) -> dict[str, list[Any]]:
    """Return the primary keys of all rows that name this account, by model and field."""
    found = {}
    for relation in User._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete:
            continue
        field = relation.field  # type: ignore[union-attr]
        # With those that were deleted and can be put back.
        rows = field.model._base_manager.filter(**{field.name: user}).order_by("pk")
        pks = list(rows.values_list("pk", flat=True))
        if pks:
            found[f"{field.model._meta.label}.{field.name}"] = pks
    return dict(sorted(found.items()))


def _values(rows: QuerySet[Any], fields: Iterable[str]) -> list[Values]:
    return list(rows.order_by("pk").values(*fields))
