"""The mails that partners get. Each goes through the queue: none is sent while somebody waits."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from networks.mail.queue import queue_mail

from .models import PartnerLink
from .questions import questions_for


def send_invitation(link: PartnerLink) -> None:
    """Queue the mail with which a partner is asked for its view."""
    network = link.source.assessment.network
    subject = _("%(network)s vraagt hoe u de samenwerking ziet") % {"network": network.name}
    _send(link, subject, "partner_invitation")


def send_reminder(link: PartnerLink) -> None:
    """Queue a mail with the same link, and how far the partner is."""
    network = link.source.assessment.network
    subject = _("Herinnering: %(network)s hoort graag hoe u de samenwerking ziet") % {
        "network": network.name
    }
    _send(link, subject, "partner_reminder")


def _send(link: PartnerLink, subject: str, template: str) -> None:
    questions = questions_for(link)
    queue_mail(
        to=link.email,
        subject=subject,
        template=template,
        context={
            "link": link,
            "source": link.source,
            "network": link.source.assessment.network,
            "address": settings.PORTAL_ADDRESS + reverse("partner_welcome", args=[link.secret]),
            "total": len(questions.all),
            "open": len(questions.open),
            "minutes": questions.minutes,
        },
        network=link.source.assessment.network,
        about=link,
    )
