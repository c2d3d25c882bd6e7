"""Sending what is in the queue, in the worker that also makes the documents.

A round sends all that is due over one connection. A mail is claimed before it is sent, so that
two workers never send the same one. When the mail server is away, everything waits, longer each
time; what the server refuses for good is not tried again.
"""

import smtplib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.core import mail as django_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from loket_eval.masking import masked
from loket_eval.running.signs_of_life import sign_of_life
from networks.models import Mail

State = Mail.State

# Before documents that somebody waits for: a mail takes a moment, a document up to a minute.
PRIORITY = 20
# What we wait after each attempt; after the last one somebody has to look.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 180, 360, 720, 1440)]


@task(priority=PRIORITY)
def send_due() -> None:
    """Send every mail that is due, until the mail server stops answering."""
    now = timezone.now()
    if not Mail.objects.due(now).exists():
        return
    # Should this worker be killed half-way, another one continues.
    _again_at(now + Mail.STALE + timedelta(seconds=5))
    connection = django_mail.get_connection()
    try:
        for mail in _claimed_ones():
            sign_of_life()
            if not _sent(mail, connection):
                break
    finally:
        _close(connection)


def try_again(mail: Mail) -> bool:
    """Send a mail now that was refused or waits; return whether it does."""
    now = timezone.now()
    changed = (
        Mail.objects.filter(pk=mail.pk, state__in=[State.QUEUED, State.REFUSED])
        .exclude(error="")
        .update(state=State.QUEUED, attempts=0, due_at=now, error="")
    )
    send_due.enqueue()
    return changed == 1


def _claimed_ones() -> Iterator[Mail]:
    """Yield each mail that is due, once it is ours to send."""
    while (mail := Mail.objects.due(timezone.now()).first()) is not None:
        mine = Mail.objects.due(timezone.now()).filter(pk=mail.pk, attempts=mail.attempts)
        if mine.update(claimed_at=timezone.now(), attempts=F("attempts") + 1):
            mail.attempts += 1
            yield mail


def _sent(mail: Mail, connection: BaseEmailBackend) -> bool:
    """Send one mail and record what came of it; return whether the server still answers."""
    try:
        connection.open()
        connection.send_messages([_message(mail)])
    except smtplib.SMTPRecipientsRefused as refusal:
        # Under the address as it was sent, which may be another spelling than the stored one.
        return _not_accepted(mail, *next(iter(refusal.recipients.values())))
    except smtplib.SMTPDataError as refusal:
        return _not_accepted(mail, refusal.smtp_code, refusal.smtp_error)
    except (smtplib.SMTPSenderRefused, smtplib.SMTPAuthenticationError) as refusal:
        _wait(
            mail,
            _("De mailserver neemt geen e-mail van het portaal aan ({answer}).").format(
                answer=_answer(refusal.smtp_code, refusal.smtp_error)
            ),
            advice=_("Vraag de beheerder om de instellingen van de e-mail na te kijken."),
            all_others=True,
        )
        return False
    except (OSError, smtplib.SMTPException) as trouble:
        _wait(
            mail,
            _("De mailserver is niet bereikbaar ({reason}).").format(reason=_reason(trouble)),
            advice=_("Vraag de beheerder om ernaar te kijken als dit langer dan een dag duurt."),
            all_others=True,
        )
        return False
    except ValueError:
        _refuse(
            mail,
            _("Dit adres is geen e-mailadres waar het portaal iets heen kan sturen."),
            advice=_("Controleer het adres."),
        )
        return True
    _record_sent(mail)
    return True


def _message(mail: Mail) -> django_mail.EmailMultiAlternatives:
    message = django_mail.EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else [],
        # So that nobody's out-of-office reply comes back to the portal.
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(mail.html, "text/html")
    return message


def _record_sent(mail: Mail) -> None:
    kept = {}
    if not settings.MAIL_SHOWS_LINKS:
        # Whoever reads the database later can't use the links of others.
        kept = {"text": masked(mail.text), "html": masked(mail.html)}
    Mail.objects.filter(pk=mail.pk).update(
        state=State.SENT, sent_at=timezone.now(), claimed_at=None, error="", **kept
    )


def _not_accepted(mail: Mail, code: int, text: bytes | str) -> bool:
    """Record what the server said about this mail alone: for now, or for good."""
    answer = _answer(code, text)
    if code < 500:
        _wait(
            mail,
            _("De mailserver neemt dit bericht nu niet aan ({answer}).").format(answer=answer),
            advice=_("Controleer het adres als dit langer dan een dag duurt."),
        )
    else:
        _refuse(
            mail,
            _("De mailserver neemt dit bericht niet aan ({answer}).").format(answer=answer),
            advice=_(
                "Controleer het adres. Is het goed, vraag dan aan deze persoon of zijn of haar "
                "e-mail het bericht tegenhoudt."
            ),
        )
    return True


def _wait(mail: Mail, problem: str, *, advice: str, all_others: bool = False) -> None:
    """Let a mail wait for its next attempt, and all others too if it is the server's trouble."""
    last = mail.attempts > len(WAITS)
    due_at = timezone.now() + WAITS[min(mail.attempts, len(WAITS)) - 1]
    error = f"{problem} {advice}"
    if all_others:
        Mail.objects.due(timezone.now()).update(due_at=due_at, error=error)
    if last:
        _refuse(mail, problem, advice=_("Het portaal probeert het niet meer.") + f" {advice}")
    else:
        Mail.objects.filter(pk=mail.pk).update(due_at=due_at, error=error, claimed_at=None)
    _again_at(due_at)


def _refuse(mail: Mail, problem: str, *, advice: str) -> None:
    Mail.objects.filter(pk=mail.pk).update(
        state=State.REFUSED, error=f"{problem} {advice}", claimed_at=None
    )


def _again_at(moment: datetime) -> None:
    send_due.using(run_after=moment).enqueue()


def _close(connection: BaseEmailBackend) -> None:
    # What was sent is sent, also when the server hangs up without a goodbye.
    with suppress(OSError, smtplib.SMTPException):
        connection.close()


def _answer(code: int, text: bytes | str) -> str:
    said = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(said.split())}"[:200]


def _reason(trouble: Exception) -> str:
    return (getattr(trouble, "strerror", None) or str(trouble) or type(trouble).__name__)[:200]
