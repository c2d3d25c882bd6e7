"""The mails that partners get. Each goes through the queue: none is sent while somebody waits."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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


@dataclass(frozen=True)
class MailWording:
    """What one kind of link opens, and how its mails are called."""

    page: str
    calendar: str
    template: str
    subject: object
    reminder_template: str
    reminder_subject: object


WORDING: dict[type[SourceLink], MailWording] = {
    PartnerLink: MailWording(
        page="partner_welcome",
        calendar="partner_calendar",
        template="partner_invitation",
        subject=gettext_lazy("%(network)s vraagt hoe u de samenwerking ziet"),
        reminder_template="partner_reminder",
        reminder_subject=gettext_lazy(
            "Herinnering: %(network)s hoort graag hoe u de samenwerking ziet"
        ),
    ),
    CheckLink: MailWording(
        page="check_page",
        calendar="check_calendar",
        template="fact_check",
        subject=gettext_lazy("%(network)s vraagt of de feiten in het rapport kloppen"),
        reminder_template="fact_check_reminder",
        reminder_subject=gettext_lazy(
            "Herinnering: %(network)s hoort graag of de feiten in het rapport kloppen"
        ),
    ),
}


def address_of(link: SourceLink) -> str:
    """Return the whole address of the page that a link opens."""
    return settings.PORTAL_ADDRESS + reverse(WORDING[type(link)].page, args=[link.secret])


def send_link(link: SourceLink) -> None:
    """Queue the mail with which a partner is asked something, with its link."""
    wording = WORDING[type(link)]
    _send(link, wording.subject, wording.template)


def send_reminder(link: SourceLink) -> None:
    """Queue a mail with the same link, and what is still open."""
    wording = WORDING[type(link)]
    _send(link, wording.reminder_subject, wording.reminder_template)


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


def _send(link: SourceLink, subject: object, template: str) -> None:
    context: dict[str, Any] = {
        "address": address_of(link),
        "calendar": settings.PORTAL_ADDRESS
        + reverse(WORDING[type(link)].calendar, args=[link.secret]),
    }
    if isinstance(link, PartnerLink):
        questions = questions_for(link)
        asked = questions.new or questions.all
        context |= {
            "is_more": bool(questions.new),
            "total": len(asked),
            "open": sum(not question.is_answered for question in asked),
            "minutes": questions.minutes,
        }
    network = link.source.assessment.network
    _queue(link, str(subject) % {"network": network.name}, template, context)


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
    if not link.email:
        # The address was forgotten: the report was confirmed long ago, and opened again.
        return
    queue_mail(
        to=link.email,
        subject=subject,
        template=template,
        context={"link": link, "source": link.source, "network": network} | context,
        network=network,
        about=link,
        reply_to=_coordinator_of(link, network),
    )
