"""The mails that partners get. Each goes through the queue: none is sent while somebody waits."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from networks.mail.queue import queue_mail
from networks.models import Membership, Network, User

from .models import (
    CheckLink,
    ConversationLink,
    Correction,
    FactRemark,
    PartnerLink,
    SourceLink,
)
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


def send_check(link: CheckLink) -> None:
    """Queue the mail with which a partner is asked whether the facts are right."""
    network = link.source.assessment.network
    subject = _("%(network)s vraagt of de feiten in het rapport kloppen") % {
        "network": network.name
    }
    address = settings.PORTAL_ADDRESS + reverse("check_page", args=[link.secret])
    _queue(link, subject, "fact_check", {"address": address})


def send_outcome(remark: FactRemark) -> None:
    """Queue the mail that tells a partner what became of its remark."""
    subject = _("Wat er met uw opmerking bij het rapport is gedaan")
    _queue(remark.check_link, subject, "fact_check_outcome", {"remark": remark})


def send_conversation_report(link: ConversationLink) -> None:
    """Queue the mail with which the person spoken with is asked to check the report."""
    network = link.source.assessment.network
    subject = _("Klopt het verslag van uw gesprek met %(network)s?") % {"network": network.name}
    _queue(link, subject, "conversation_report", {"address": _conversation_address(link)})


def send_correction_outcome(correction: Correction) -> None:
    """Queue the mail that tells what became of a correction, with the report as it is now."""
    link = correction.link
    subject = _("Wat er met uw correctie op het gespreksverslag is gedaan")
    context = {"correction": correction, "address": _conversation_address(link)}
    _queue(link, subject, "conversation_report_outcome", context)


def _conversation_address(link: ConversationLink) -> str:
    return settings.PORTAL_ADDRESS + reverse("conversation_report", args=[link.secret])


def _send(link: PartnerLink, subject: str, template: str) -> None:
    questions = questions_for(link)
    context = {
        "address": settings.PORTAL_ADDRESS + reverse("partner_welcome", args=[link.secret]),
        "total": len(questions.all),
        "open": len(questions.open),
        "minutes": questions.minutes,
    }
    _queue(link, subject, template, context)


def _coordinator_of(link: SourceLink, network: Network) -> str:
    """Return the address of who asked, or of another coordinator where that one left.

    An evaluator who let a conversation report be checked gets the answers to that mail, too.
    """
    if isinstance(link, ConversationLink):
        people = User.objects.filter(is_active=True, memberships__network=network)
        asked = people.filter(pk=link.made_by_id or 0)
        if email := asked.values_list("email", flat=True).first():
            return email
    coordinators = User.objects.filter(
        is_active=True,
        memberships__network=network,
        memberships__role=Membership.Role.COORDINATOR,
    )
    addresses = dict(coordinators.order_by("pk").values_list("pk", "email"))
    return addresses.get(link.made_by_id or 0) or next(iter(addresses.values()), "")


def _queue(link: SourceLink, subject: str, template: str, context: dict[str, Any]) -> None:
    network = link.source.assessment.network
    queue_mail(
        to=link.email,
        subject=subject,
        template=template,
        context={"link": link, "source": link.source, "network": network} | context,
        network=network,
        about=link,
        reply_to=_coordinator_of(link, network),
    )
