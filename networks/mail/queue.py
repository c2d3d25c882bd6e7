"""Putting a mail in the queue."""

import re
from email.utils import make_msgid, parseaddr
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from loket_eval.prose import clean_text
from networks.models import Mail, Network

from .sending import send_due

_EMPTY_LINES = re.compile(r"\n{3,}")
_LONGEST_SUBJECT = 200


@transaction.atomic
def queue_mail(
    *,
    to: str,
    subject: str,
    template: str,
    context: dict[str, Any],
    network: Network | None = None,
    about: models.Model | None = None,
    reply_to: str = "",
) -> Mail:
    """Return a mail that the worker will send: plain text with an HTML twin of the same values."""
    now = timezone.now()
    values = context | {"subject": one_line(subject)}
    mail = Mail.objects.create(
        to=to,
        reply_to=reply_to,
        subject=values["subject"],
        text=_tidy(render_to_string(f"mail/{template}.txt", values)),
        html=render_to_string(f"mail/{template}.html", values),
        kind=template,
        network=network,
        subject_label=about._meta.label_lower if about else "",
        subject_pk=about.pk if about else None,
        message_id=make_msgid(domain=_domain()),
        queued_at=now,
        due_at=now,
    )
    send_due.enqueue()
    return mail


def one_line(text: str) -> str:
    """Return text that fits in a header: no line ends, nothing that nobody sees."""
    return " ".join(clean_text(text).split())[:_LONGEST_SUBJECT]


def _tidy(text: str) -> str:
    """Return a mail's text without the empty lines that the tags of its template leave."""
    return _EMPTY_LINES.sub("\n\n", text.strip()) + "\n"


def _domain() -> str:
    # Not the name of this machine, which may be internal.
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
