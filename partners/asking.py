"""Asking partners for their view: invited, reminded, given more time, withdrawn.

Every verb works in the transaction in which the assessment was fetched and locked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment, Source, View
from assessments.saving.adding import add_part
from loket_eval.letters import normal_form
from networks.models import Organisation, User

from . import mails
from .models import CheckLink, PartnerLink

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
        link = PartnerLink(source=source, made_by=by, made_at=timezone.now())
        link.questions = list(request.questions)
        link.give_new_secret()
    elif link.questions:
        more = [key for key in request.questions if key not in link.questions]
        link.questions = [*link.questions, *more] if request.questions else []
    if link.withdrawn_at is not None:
        link.give_new_secret()
    link.source = source
    link.email, link.word = request.email, request.word
    link.may_see_others = request.may_see_others
    link.open_until(request.answer_by)
    link.save()
    mails.send_invitation(link)
    return link


def ask_to_check(assessment: Assessment, request: Request, *, by: User) -> CheckLink:
    """Return the link with which this partner checks the facts, and send it."""
    source = _source_of(assessment, request, by)
    link = CheckLink.objects.filter(source=source).first()
    if link is None:
        link = CheckLink(made_by=by, made_at=timezone.now())
        link.give_new_secret()
    link.source = source
    link.email, link.word = request.email, request.word
    link.open_until(request.answer_by)
    link.save()
    mails.send_check(link)
    return link


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


def remind(link: PartnerLink, now: datetime) -> None:
    """Send the same link again, with what is still open."""
    link.reminded_at = now
    link.save(update_fields=["reminded_at"])
    mails.send_reminder(link)


def renew(link: PartnerLink, *, email: str) -> None:
    """Let the link in earlier mails stop, and send another one."""
    link.give_new_secret()
    link.email = email
    link.save()
    mails.send_invitation(link)


def give_time(link: PartnerLink, day: date) -> None:
    """Let the link work until another day."""
    link.open_until(day)
    link.save(update_fields=["answer_by", "expires_at"])


def withdraw(link: PartnerLink, now: datetime) -> None:
    """Let the link stop. What was filled in stays."""
    if link.withdrawn_at is None:
        link.withdrawn_at = now
        link.save(update_fields=["withdrawn_at"])


def send_in(link: PartnerLink, now: datetime) -> None:
    """Record that the partner is done; from now on others see what it says.

    Its first judgements are kept: what it judges after seeing others may differ.
    """
    source = link.source
    if source.sent_in_at is not None:
        return
    source.sent_in_at = now
    source.save(update_fields=["sent_in_at"])
    views = list(View.objects.filter(source=source))
    for view in views:
        view.first_judgement = view.judgement
    View.objects.bulk_update(views, ["first_judgement"])


def remind_before_the_date(now: datetime) -> int:
    """Remind who hasn't sent anything in and whose date is near; return how many."""
    near = timezone.localdate(now) + REMIND_BEFORE
    waiting = PartnerLink.objects.filter(
        withdrawn_at=None,
        answer_by__lte=near,
        expires_at__gt=now,
        reminded_by_itself_at=None,
        source__deleted="",
        source__sent_in_at=None,
        source__assessment__state=Assessment.State.IN_PROGRESS,
    )
    count = 0
    for pk in waiting.values_list("pk", flat=True):
        with transaction.atomic():
            # Another process may be doing the same.
            link = (
                waiting.select_for_update(of=("self",), no_key=True, skip_locked=True)
                .select_related("source__organisation", "source__assessment__network")
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
