"""The table of terms: what goes, after how long, and how. `manage.py forget` carries it out.

docs/guides/privacy.md tells people the same, and docs/field-inventory.yaml names these terms.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from assessments.models import AssessmentDataCheck
from documents.cleanup import TASKS_KEPT
from national.models import NationalDataCheck
from networks import login_limits, once_only
from networks.models import ApiToken, Invitation, LoginAttempt, LookInside, Mail, OnceOnly, User
from partners.models import KINDS
from reports.models import SharedReport

from .erasing import ERASED_DOMAIN, Because, erase_account

Rows = QuerySet[Any]
_DAY, _MONTHS, _YEAR = timedelta(days=1), timedelta(days=90), timedelta(days=365)


@dataclass(frozen=True)
class Term:
    """One line of the table.

    `past` returns the rows that were over at a moment; `how` lets a bounded batch of them go.
    """

    name: str  # as in docs/field-inventory.yaml
    what: Promise
    after: timedelta
    past: Callable[[datetime], list[Rows]]
    how: Callable[[Rows], None]

    @property
    def when(self) -> str:
        """How long after its end something goes, as people say it."""
        if self.after.days:
            return ngettext("na %d dag", "na %d dagen", self.after.days) % self.after.days
        return str(_("na een uur") if self.after else _("meteen"))


def delete(rows: Rows) -> None:
    """Delete the rows, with what belongs to them."""
    rows.delete()


def empty_address(rows: Rows) -> None:
    """Take the e-mail address out. What was said with the link stays."""
    rows.update(email="")


def anonymise(rows: Rows) -> None:
    """Replace what tells who had these accounts; who did what stays with the account."""
    for user in rows:
        erase_account(user, Because.TERM)


def _addresses(past: Q) -> list[Rows]:
    return [kind._default_manager.filter(past).exclude(email="") for kind in KINDS]


def _session_is_over(before: datetime) -> list[Rows]:
    # The row is there a moment before its session is; a day later that no longer matters.
    lasting = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gte=before)
    return [UserSession.objects.filter(~Exists(lasting), last_seen_at__lt=before)]


# The longest first where two are about the same rows, so that nothing is counted twice.
# fmt: off
TERMS = (
    Term("invitation", _("uitnodigingen die verlopen of ingetrokken zijn"), _MONTHS,
         lambda t: [Invitation.objects.filter(Q(expires_at__lt=t) | Q(withdrawn_at__lt=t))],
         delete),
    Term("session", _("verlopen sessies"), timedelta(0),
         lambda t: [Session.objects.filter(expire_date__lt=t)], delete),
    Term("own_session", _("regels in de lijst van sessies, zonder sessie"), _DAY,
         _session_is_over, delete),
    Term("key", _("API-sleutels die verlopen of ingetrokken zijn"), _YEAR,
         lambda t: [ApiToken.objects.filter(Q(expires_at__lt=t) | Q(revoked_at__lt=t))], delete),
    Term("partner_never_confirmed", _("e-mailadressen bij links die niet meer werken"), _YEAR,
         lambda t: _addresses(Q(expires_at__lt=t)), empty_address),
    Term("partner", _("e-mailadressen van partners, na het vaststellen"), _MONTHS,
         lambda t: _addresses(Q(source__assessment__confirmed_at__lt=t)), empty_address),
    Term("shared_report", _("links naar een rapport die niet meer werken, met hun adres"), _MONTHS,
         lambda t: [SharedReport.objects.filter(Q(expires_at__lt=t) | Q(withdrawn_at__lt=t))],
         delete),
    Term("data_check", _("plaatsen die op een gegeven van een persoon lijken"), _MONTHS,
         lambda t: [kind._default_manager.filter(asked_at__lt=t)
                    for kind in (AssessmentDataCheck, NationalDataCheck)], delete),
    Term("mail", _("e-mails van het portaal"), timedelta(days=settings.MAIL_KEPT_DAYS),
         lambda t: [Mail.objects.filter(queued_at__lt=t)], delete),
    Term("form", _("kenmerken van formulieren die één keer tellen"), once_only.KEPT,
         lambda t: [OnceOnly.objects.filter(at__lt=t)], delete),
    Term("login_attempt", _("inlogpogingen die mislukten"), login_limits.KEPT,
         lambda t: [LoginAttempt.objects.filter(at__lt=t)], delete),
    Term("task", _("taken van het werkproces"), TASKS_KEPT,
         lambda t: [DBTaskResult.objects.filter(Q(finished_at__lt=t) | Q(started_at__lt=t))],
         delete),
    Term("look_inside", _("redenen van beheerders die een concept bekeken"),
         timedelta(days=settings.LOOKS_KEPT_DAYS),
         lambda t: [LookInside.objects.filter(at__lt=t)], delete),
    Term("account", _("namen en adressen van accounts die uit staan"),
         timedelta(days=settings.ACCOUNT_KEPT_DAYS),
         lambda t: [User.objects.filter(is_active=False, off_since__lt=t)
                    .exclude(email__endswith=ERASED_DOMAIN)], anonymise),
)
# fmt: on
