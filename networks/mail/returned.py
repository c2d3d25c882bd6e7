"""Mail that comes back: a report that it could not be delivered (RFC 3464), read from its text."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message

from django.utils.translation import gettext as _

from loket_eval.prose import clean_text
from networks.models import Mail


def record_returned(raw: bytes) -> Mail | None:
    """Record that a mail of ours came back; return it, or None if this isn't about one."""
    report = message_from_bytes(raw, policy=policy.default)
    reason = _reason(report)
    if reason is None:
        return None
    mail = Mail.objects.filter(message_id__in=list(_message_ids(report))).first()
    if mail is None or mail.state not in (Mail.State.SENT, Mail.State.BOUNCED):
        return None
    mail.state = Mail.State.BOUNCED
    mail.error = _("Het bericht kwam terug ({reason}). {advice}").format(
        reason=reason,
        advice=_("Controleer het adres en maak een nieuwe link voor het goede adres."),
    )
    mail.save(update_fields=["state", "error"])
    return mail


def _reason(report: Message) -> str | None:
    """Return why the mail was given up on; None if it wasn't, or may still arrive."""
    for part in report.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for fields in part.walk():
            if str(fields.get("Action", "")).strip().lower() == "failed":
                said = str(fields.get("Diagnostic-Code") or fields.get("Status") or "failed")
                return " ".join(clean_text(said).split())[:200]
    return None


def _message_ids(report: Message) -> Iterator[str]:
    """Yield the Message-IDs of the mail that the report encloses, whole or its headers alone."""
    for part in report.walk():
        if part.get_content_type() == "text/rfc822-headers":
            headers = part.get_payload(decode=True)
            if isinstance(headers, bytes):
                enclosed = message_from_bytes(headers, policy=policy.default)
                yield str(enclosed.get("Message-ID", "")).strip()
        elif part is not report and part.get("Message-ID"):
            yield str(part["Message-ID"]).strip()
