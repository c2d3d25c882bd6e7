"""Asking people by a link: invited, reminded, given more time, withdrawn.

Every verb works in the transaction in which the assessment was fetched and locked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Assessment, Source, View
from assessments.saving.adding import add_part
from indicators.catalogue import catalogue_of
from loket_eval.letters import normal_form
from networks.models import Organisation, User

from . import access, mails
from .models import KINDS, CheckLink, ConversationLink, LinkKind, PartnerLink, SourceLink

# The reminder that goes out by itself.
REMIND_BEFORE = timedelta(days=3)


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a coordinator asks one partner. `questions` are keys; none means all."""

    organisation: Organisation
    function: str
    email: str
    answer_by: date
    word: str = ""
    questions: Sequence[str] = ()
    may_see_others: bool = False


def ask(assessment: Assessment, request: Request, *, by: User) -> PartnerLink:
    """Return the link of this partner, and send it.

    Who was asked before keeps the same link and what it filled in; new questions come with those it
    has.
    """
    source = _source_of(assessment, request, by)
    link = PartnerLink.objects.filter(source=source).first()
    if link is None:
        link = PartnerLink(questions=list(request.questions))
    elif link.questions:
        more = [key for key in request.questions if key not in link.questions]
        link.questions = [*link.questions, *more] if request.questions else []
    link.source = source
    if source.sent_in_at is not None:
        _ask_again(link, request)
    link.may_see_others = request.may_see_others
    _send(link, request.email, request.answer_by, request.word, by)
    return link


def _ask_again(link: PartnerLink, request: Request) -> None:
    """Let who sent its answers in send those to other questions in too."""
    catalogue = catalogue_of(link.source.assessment.indicator_set)
    asked = request.questions or [indicator.key for indicator in catalogue.indicators]
    sent = View.objects.filter(source=link.source).exclude(sent_in_at=None)
    known = {*link.new_questions, *sent.values_list("indicator__key", flat=True)}
    more = [key for key in asked if key not in known]
    if more:
        link.new_questions = [*link.new_questions, *more]
        link.reminded_by_itself_at = None


def ask_to_check(assessment: Assessment, request: Request, *, by: User) -> CheckLink:
    """Return the link with which this partner checks the facts, and send it."""
    source = _source_of(assessment, request, by)
    link = CheckLink.objects.filter(source=source).first() or CheckLink()
    link.source = source
    _send(link, request.email, request.answer_by, request.word, by)
    return link


def ask_about_conversation(
    source: Source, *, email: str, answer_by: date, word: str, by: User
) -> ConversationLink:
    """Return the link with which the person spoken with checks the report, and send it.

    Fetch the source with its assessment.
    """
    link = ConversationLink.objects.filter(source=source).first() or ConversationLink()
    link.source = source
    _send(link, email, answer_by, word, by)
    return link


def _send(link: SourceLink, email: str, answer_by: date, word: str, by: User) -> None:
    """Store a link and mail it. Whoever has one keeps it, unless it was withdrawn."""
    if link.pk is None:
        link.made_by, link.made_at = by, timezone.now()
    if link.pk is None or link.withdrawn_at is not None:
        link.give_new_secret()
    link.email, link.word = email, word
    link.open_until(answer_by)
    link.save()
    mails.send_link(link)


def _source_of(assessment: Assessment, request: Request, by: User) -> Source:
    """Return the source of this organisation and function, in whatever spelling, or a new one."""
    same = Source.objects.filter(
        assessment=assessment, kind=Source.Kind.PARTNER, organisation=request.organisation
    )
    wanted = normal_form(request.function)
    source = next((one for one in same if normal_form(one.function) == wanted), None)
    if source is None:
        values = {
            "kind": Source.Kind.PARTNER,
            "organisation_id": request.organisation.pk,
            "function": request.function,
        }
        source = add_part(Source, assessment, values, by=by)
    source.assessment, source.organisation = assessment, request.organisation
    return source


def why_not(link: SourceLink, action: str, now: datetime) -> str:
    """Return why whoever asked can't do this with a link now; empty when it can be done.

    The page with the button may be old: meanwhile the review began, or the partner was ready.
    """
    if link.source.deleted:
        if isinstance(link, ConversationLink):
            return _("Dit gesprek is intussen verwijderd. Er is niets gewijzigd.")
        return _("Deze partner is intussen verwijderd. Er is niets gewijzigd.")
    if not access.may_write(link):
        return f"{access.why_closed(link)} {_('Er is niets gewijzigd.')}"
    if action in ("renew", "withdraw"):
        return ""
    if link.withdrawn_at is not None:
        return _("Deze link is ingetrokken. Stuur eerst een nieuwe link.")
    if action == "remind":
        if now >= link.expires_at:
            return _("De datum is voorbij. Geef eerst meer tijd.")
        if not link.email:
            return _("Het e-mailadres is niet meer bewaard. Stuur een nieuwe link.")
        if not type(link)._default_manager.filter(type(link).is_waiting(), pk=link.pk).exists():
            return _("Er is geen herinnering verstuurd: dat is niet meer nodig.")
    return ""


def remind(link: SourceLink, now: datetime) -> None:
    """Send the same link again, with what is still open."""
    link.reminded_at = now
    link.save(update_fields=["reminded_at"])
    mails.send_reminder(link)


def remind_all(kind: LinkKind, assessment: Assessment, now: datetime) -> int:
    """Remind everybody in this assessment who still has something to do; return how many."""
    links = _waiting(kind, now).filter(source__assessment=assessment)
    for link in links:
        remind(link, now)
    return len(links)


def renew(link: SourceLink, *, email: str, answer_by: date) -> None:
    """Let the link in earlier mails stop, and send another one."""
    link.give_new_secret()
    link.email = email
    link.open_until(answer_by)
    link.save()
    mails.send_link(link)


def give_time(link: SourceLink, day: date) -> None:
    """Let the link work until another day."""
    link.open_until(day)
    link.save(update_fields=["answer_by", "expires_at"])


def withdraw(link: SourceLink, now: datetime) -> None:
    """Let the link stop. What was filled in stays."""
    if link.withdrawn_at is None:
        link.withdrawn_at = now
        link.save(update_fields=["withdrawn_at"])


def send_in(link: PartnerLink, now: datetime) -> int:
    """Send in what wasn't sent in yet, which others see from now on; return how many answers.

    The first judgements are kept: what is judged after seeing others may differ.
    """
    unsent = View.objects.that_say_something().filter(source=link.source, sent_in_at=None)
    views = list(unsent)
    for view in views:
        view.sent_in_at, view.first_judgement = now, view.judgement
    View.objects.bulk_update(views, ["sent_in_at", "first_judgement"])
    if link.source.sent_in_at is None:
        link.source.sent_in_at = now
        link.source.save(update_fields=["sent_in_at"])
    if views and link.new_questions:
        link.new_questions = []
        link.save(update_fields=["new_questions"])
    return len(views)


def remind_before_the_date(now: datetime) -> int:
    """Remind who still has something to do and whose date is near; return how many."""
    near = timezone.localdate(now) + REMIND_BEFORE
    return sum(_remind_near(kind, near, now) for kind in KINDS)


def _remind_near(kind: LinkKind, near: date, now: datetime) -> int:
    waiting = _waiting(kind, now).filter(answer_by__lte=near, reminded_by_itself_at=None)
    count = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        with transaction.atomic():
            # Another process may be doing the same.
            link = (
                waiting.select_for_update(of=("self",), no_key=True, skip_locked=True)
                .filter(pk=pk)
                .first()
            )
            if link is None:
                continue
            link.reminded_by_itself_at = now
            link.save(update_fields=["reminded_by_itself_at"])
            mails.send_reminder(link)
            count += 1
    return count


def _waiting(kind: LinkKind, now: datetime) -> QuerySet[Any]:
    links = kind._default_manager.filter(kind.is_waiting(), kind.is_working(now)).exclude(email="")
    return links.select_related(
        "source__organisation", "source__assessment__network", "source__assessment__indicator_set"
    )
