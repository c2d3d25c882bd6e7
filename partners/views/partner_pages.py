"""A partner's own pages, opened by its link: one question at a time, and sending it all in."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.models import Source
from assessments.saving.requests import (
    NotAsked,
    person_key,
    refuse_other_person,
    save_form,
    save_in_background,
    saved_message,
)
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.saving.unit import Unit
from assessments.views.entry_pages import Entry, status_of
from assessments.views.view_entries import view_unit
from indicators.catalogue import catalogue_of
from loket_eval.saved_reply import is_asked_for
from partners import access, asking
from partners.differences import questions_with_views
from partners.models import PartnerLink
from partners.questions import AskedQuestion, AskedQuestions, questions_for

from .opened_by_link import by_link


def _context(link: PartnerLink, questions: AskedQuestions, **more: Any) -> dict[str, Any]:
    """Return what every page of a partner shows: for whom the link is, and until when."""
    return {
        "link": link,
        "secret": link.secret,
        "source": link.source,
        "assessment": link.source.assessment,
        "questions": questions,
        "writer": person_key(link.source),
        "may_write": access.may_write(link),
        "may_consent": not link.source.assessment.is_confirmed,
        **more,
    }


@require_safe
@by_link
def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    """Say for whom the link is, until when, how long it takes and who reads it."""
    link = access.for_reading(secret)
    # Programs that look at links in mails ask for the head only.
    if link.opened_at is None and request.method == "GET":
        PartnerLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())
    assessment = link.source.assessment
    evaluation = assessment.evaluation
    invites = evaluation.named(evaluation.invites, assessment.network.name)
    context = _context(link, questions_for(link), invites=invites)
    return render(request, "partners/welcome.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def question_page(request: HttpRequest, secret: str, key: str) -> HttpResponse:
    """Show one question, or save what was typed at it."""
    if request.method != "POST":
        link = access.for_reading(secret)
        questions = questions_for(link)
        question = _asked(questions, key)
        return _show(request, link, questions, question, Entry(_unit(link.source, question)))
    with transaction.atomic():
        link = access.for_writing(secret)
        questions = questions_for(link)
        if is_asked_for(request):
            return save_in_background(
                request, lambda _sent: _unit(link.source, _asked_now(questions, key)), link.source
            )
        refuse_other_person(request.POST.get("person", ""), link.source)
        question = _asked(questions, key)
        unit = _unit(link.source, question)
        refuse_unknown_fields(request.POST, [unit.form], "set")
        left = save_form(unit, request.POST, by=link.source)
    if left:
        # Shown beside what others with this link typed.
        entry = Entry(unit, left, link.source)
        return _show(request, link, questions, question, entry, status=status_of([entry]))
    messages.success(request, saved_message(_("Opgeslagen."), unit.changed_meanwhile))
    # The next page is another question, which says nothing of this one.
    for _name, warning in unit.personal_data:
        messages.warning(request, warning)
    after = questions.at(question.place + 1)
    if after is None:
        return redirect("partner_overview", secret=secret)
    return redirect("partner_question", secret=secret, key=after.indicator.key)


def _show(
    request: HttpRequest,
    link: PartnerLink,
    questions: AskedQuestions,
    question: AskedQuestion,
    entry: Entry,
    status: int = 200,
) -> HttpResponse:
    context = _context(
        link,
        questions,
        question=question,
        entry=entry,
        before=questions.at(question.place - 1),
        after=questions.at(question.place + 1),
        error_forms=[entry.form] if entry.form.errors else [],
    )
    return render(request, "partners/question.html", context, status=status)


def _unit(source: Source, question: AskedQuestion) -> Unit:
    return view_unit(source, question.indicator, question.view)


def _asked(questions: AskedQuestions, key: str) -> AskedQuestion:
    question = questions.with_key(key)
    if question is None:
        raise Http404
    return question


def _asked_now(questions: AskedQuestions, key: str) -> AskedQuestion:
    question = questions.with_key(key)
    if question is None:
        raise NotAsked(_("Deze vraag wordt niet meer gesteld."))
    return question


@require_safe
@by_link
def overview(request: HttpRequest, secret: str) -> HttpResponse:
    """Show every question with what was answered, to look through and send in."""
    link = access.for_reading(secret)
    return render(request, "partners/overview.html", _context(link, questions_for(link)))


@require_POST
@by_link
def send_in(request: HttpRequest, secret: str) -> HttpResponse:
    """Send in what wasn't sent in yet; sent again, it was sent already."""
    with transaction.atomic():
        link = access.for_writing(secret)
        questions = questions_for(link)
        if not questions.unsent and (questions.new or not questions.sent):
            error = _("U hebt nog geen vraag beantwoord. “Kan ik niet beoordelen” mag ook.")
            if questions.new:
                error = _("U hebt de nieuwe vragen nog niet beantwoord.")
            context = _context(link, questions, error=error)
            return render(request, "partners/overview.html", context, status=422)
        asking.send_in(link, timezone.now())
    return redirect("partner_sent", secret=secret)


@require_safe
@by_link
def sent(request: HttpRequest, secret: str) -> HttpResponse:
    """Say what was sent, what happens now, and how long it can be changed."""
    link = access.for_reading(secret)
    questions = questions_for(link)
    if link.source.sent_in_at is None or (questions.new and access.may_write(link)):
        return redirect("partner_overview", secret=secret)
    unable = questions.cannot_judge
    told = ngettext(
        "Daarvan %(count)s keer met “kan ik niet beoordelen”.",
        "Daarvan %(count)s keer met “kan ik niet beoordelen”.",
        unable,
    ) % {"count": unable}
    context = _context(link, questions, unable=told if unable else "")
    return render(request, "partners/sent.html", context)


@require_safe
@by_link
def others(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what other partners said of the same questions: after one's own was sent in.

    A question that was asked later, or skipped, is first for the partner itself to answer and send.
    """
    link = access.for_reading(secret)
    if link.source.sent_in_at is None or not link.may_see_others:
        return redirect(reverse("partner_welcome", args=[secret]))
    questions = questions_for(link)
    assessment = link.source.assessment
    catalogue = catalogue_of(assessment.indicator_set)
    said = {
        one.indicator.pk: one.partners
        for one in questions_with_views(assessment, catalogue, but=link.source)
    }
    # The review can be taken back, and then it can still answer what it left open.
    is_over = assessment.is_confirmed
    shown = [one for one in questions.all if one.is_sent or is_over]
    context = _context(
        link,
        questions,
        pairs=[(question, said[question.indicator.pk]) for question in shown],
        hidden=[one for one in questions.all if one not in shown],
    )
    return render(request, "partners/others.html", context)
