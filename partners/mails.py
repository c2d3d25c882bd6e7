"""The mails about links, to whoever gets one and to whoever asked.

Each goes through the queue: none is sent while somebody waits.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds import EvaluationKind
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
    """What one kind of link opens, and how its mails are called. `why` is the sentence that an
    evaluation of this kind begins with.
    """

    page: str
    calendar: str
    calendar_title: object
    template: str
    why: Callable[[EvaluationKind], str | Promise]
    subject: object
    reminder_template: str
    reminder_subject: object


WORDING: dict[type[SourceLink], MailWording] = {
    PartnerLink: MailWording(
        page="partner_welcome",
        calendar="partner_calendar",
        calendar_title=gettext_lazy("Laatste dag: vragen van %(network)s beantwoorden"),
        template="partner_invitation",
        why=attrgetter("invites"),
        subject=gettext_lazy("%(network)s vraagt hoe u de samenwerking ziet"),
        reminder_template="partner_reminder",
        reminder_subject=gettext_lazy(
            "Herinnering: %(network)s hoort graag hoe u de samenwerking ziet"
        ),
    ),
    CheckLink: MailWording(
        page="check_page",
        calendar="check_calendar",
        calendar_title=gettext_lazy(
            "Laatste dag: kloppen de feiten in het rapport van %(network)s?"
        ),
        template="fact_check",
        why=attrgetter("asks_about_facts"),
        subject=gettext_lazy("%(network)s vraagt of de feiten in het rapport kloppen"),
        reminder_template="fact_check_reminder",
        reminder_subject=gettext_lazy(
            "Herinnering: %(network)s hoort graag of de feiten in het rapport kloppen"
        ),
    ),
    ConversationLink: MailWording(
        page="conversation_report",
        calendar="conversation_calendar",
        calendar_title=gettext_lazy(
            "Laatste dag: klopt het verslag van uw gesprek met %(network)s?"
        ),
        template="conversation_report",
        why=attrgetter("spoke"),
        subject=gettext_lazy("Klopt het verslag van uw gesprek met %(network)s?"),
        reminder_template="conversation_report_reminder",
        reminder_subject=gettext_lazy(
            "Herinnering: %(network)s hoort graag of het gespreksverslag klopt"
        ),
    ),
}


def address_of(link: SourceLink) -> str:
    """Return the whole address of the page that a link opens."""
    return settings.PORTAL_ADDRESS + reverse(WORDING[type(link)].page, args=[link.secret])


def send_link(link: SourceLink) -> None:
    """Queue the mail with which somebody is asked something, with the link."""
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


def send_correction_outcome(correction: Correction) -> None:
    """Queue the mail that tells what became of a correction, with the report as it is now."""
    link = correction.link
    subject = _("Wat er met uw correctie op het gespreksverslag is gedaan")
    context = {"correction": correction, "address": address_of(link)}
    _queue(link, subject, "conversation_report_outcome", context)


def send_agreement(link: ConversationLink) -> None:
    """Queue the mail that tells the author that the person spoken with agrees with the report."""
    _tell_author(link, _("Akkoord met een gespreksverslag"), corrections=0)


def send_corrections(link: ConversationLink, count: int) -> None:
    """Queue the mail that tells the author that there are corrections, so many of them open."""
    _tell_author(link, _("Correcties op een gespreksverslag"), corrections=count)


def _tell_author(link: ConversationLink, subject: str, *, corrections: int) -> None:
    """Queue a mail to the author. What was said is on the page alone, behind a login."""
    source = link.source
    page = reverse("source", args=[source.assessment_id, source.pk]) + "#gespreksverslag"
    network = source.assessment.network
    for address in _authors_of(link, network):
        queue_mail(
            to=address,
            subject=f"{subject}: {source.name}",
            template="conversation_report_reply",
            context={
                "source": source,
                "assessment": source.assessment,
                "corrections": corrections,
                "address": settings.PORTAL_ADDRESS + page,
            },
            network=network,
        )


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
    network, evaluation = link.source.assessment.network, link.source.assessment.evaluation
    context["why"] = evaluation.named(WORDING[type(link)].why(evaluation), network.name)
    _queue(link, str(subject) % {"network": network.name}, template, context)


def _authors_of(link: SourceLink, network: Network) -> list[str]:
    """Return the address of who asked; of the coordinators when that person left.

    Only a conversation report may have been sent by somebody else: an evaluator.
    """
    active = User.objects.filter(is_active=True).order_by("pk")
    people = active.filter(memberships__network=network)
    coordinators = active.filter(
        memberships__network=network, memberships__role=Membership.Role.COORDINATOR
    )
    able = people if isinstance(link, ConversationLink) else coordinators
    asked = able.filter(pk=link.made_by_id or 0)
    return list(asked.values_list("email", flat=True)) or list(
        coordinators.values_list("email", flat=True)
    )


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
        reply_to=next(iter(_authors_of(link, network)), ""),
    )
