"""Talk about a question, point or recommendation, and the list of all of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.db.models import Count, Max, OuterRef, Prefetch, Subquery
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access
from assessments.form_fields import EVIDENCE_LIMIT
from assessments.models import Assessment, Comment, Thread
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.threads import subjects, talking
from assessments.threads.forms import AssignForm, NewThreadForm, ReplyForm, chosen, members_of
from assessments.threads.mentions import Mention, mentions_in, people_in
from assessments.threads.subjects import Subject, subject_of
from loket_eval.personal_data.patterns import warning_of
from networks.models import Membership
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest

from .assessment_page import page_context
from .entry_pages import not_stored


@dataclass
class ThreadEntry:
    """A thread on the page of its subject, with its forms; those are None where nobody writes."""

    thread: Thread
    comments: list[Comment]
    reply: ReplyForm | None
    assign: AssignForm | None
    # The question as it was asked when the talk began, if that is another wording.
    asked_then: str = ""


@dataclass(frozen=True)
class ThreadLine:
    """A thread in the list of all."""

    thread: Thread
    subject: Subject


# The list of all threads


@require_safe
def all_threads(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = access.for_reading_threads(request.user, pk)
    mine = request.GET.get("voor") == "mij"
    rows = Thread.objects.filter(assessment=assessment)
    if mine:
        rows = rows.meant_for(request.user)
    first = Comment.objects.filter(thread=OuterRef("pk")).order_by("pk").values("text")[:1]
    with_comments = rows.annotate(
        opening=Subquery(first), latest=Max("comments__at"), comment_count=Count("comments")
    )
    lines = [
        ThreadLine(thread, subject_of(assessment, thread))
        for thread in with_comments.select_related(
            "indicator", "finding", "recommendation", "assigned_to"
        ).order_by("-latest", "-pk")
    ]
    context = page_context(assessment, "threads") | {
        "mine": mine,
        "open_lines": [line for line in lines if not line.thread.is_settled],
        "settled_lines": [line for line in lines if line.thread.is_settled],
    }
    return render(request, "assessments/all_threads.html", context)


# The page of one subject


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
def question_threads(request: SignedInRequest, pk: int, indicator_key: str) -> HttpResponse:
    return _page(request, pk, lambda assessment: subjects.question(assessment, indicator_key))


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
def point_threads(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    return _page(request, pk, lambda assessment: subjects.point(assessment, part_pk))


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
def recommendation_threads(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    return _page(request, pk, lambda assessment: subjects.recommendation(assessment, part_pk))


def _page(request: SignedInRequest, pk: int, find: Callable[[Assessment], Subject]) -> HttpResponse:
    """Show the threads of a subject; a POST begins a new one."""
    if request.method == "POST":
        return _begin(request, pk, find)
    assessment = access.for_reading_threads(request.user, pk)
    return _show(request, assessment, find(assessment))


@transaction.atomic
def _begin(
    request: SignedInRequest, pk: int, find: Callable[[Assessment], Subject]
) -> HttpResponse:
    try:
        assessment = access.for_talking(request.user, pk)
    except access.Confirmed as refusal:
        return _too_late(request, pk, refusal)
    subject, members = find(assessment), members_of(assessment.network_id)
    form = NewThreadForm(request.POST, members=members, prefix="new")
    refuse_unknown_fields(request.POST, [form], form.WARNED)
    if not form.is_valid() or form.warns(request.POST):
        return _show(request, assessment, subject, members=members, new=form)
    mentions = _mentions(form, members)
    thread = talking.begin(
        assessment=assessment,
        about={subject.field: subject.row},
        text=form.cleaned_data["text"],
        by=request.user,
        mentioned=people_in(mentions),
        assigned_to=chosen(members, form.cleaned_data["person"]),
    )
    _tell(request, mentions)
    return redirect(f"{subject.address}#o-{thread.pk}")


@require_POST
@counts_once
@transaction.atomic
def reply(request: SignedInRequest, pk: int, thread_pk: int) -> HttpResponse:
    try:
        assessment = access.for_talking(request.user, pk)
    except access.Confirmed as refusal:
        return _too_late(request, pk, refusal)
    thread = _thread(assessment, thread_pk)
    subject, members = subject_of(assessment, thread), members_of(assessment.network_id)
    form = ReplyForm(request.POST, prefix=_reply_prefix(thread))
    refuse_unknown_fields(request.POST, [form], form.WARNED)
    if not form.is_valid() or form.warns(request.POST):
        return _show(request, assessment, subject, members=members, failed=(thread.pk, form))
    mentions = _mentions(form, members)
    talking.reply(
        thread=thread,
        text=form.cleaned_data["text"],
        by=request.user,
        mentioned=people_in(mentions),
    )
    _tell(request, mentions)
    return redirect(f"{subject.address}#o-{thread.pk}")


@require_POST
def look_for_personal_data(request: SignedInRequest, pk: int) -> JsonResponse:
    """Tell what in a text that is being typed looks like somebody's data. Nothing of it is kept."""
    access.for_reading_threads(request.user, pk)
    refuse_unknown_fields(request.POST, (), "text")
    return JsonResponse({"personal": warning_of(request.POST.get("text", "")[:EVIDENCE_LIMIT])})


@require_POST
@transaction.atomic
def assign_thread(request: SignedInRequest, pk: int, thread_pk: int) -> HttpResponse:
    assessment = access.for_talking(request.user, pk)
    thread = _thread(assessment, thread_pk)
    members = members_of(assessment.network_id)
    form = AssignForm(request.POST, members=members, prefix=_assign_prefix(thread))
    refuse_unknown_fields(request.POST, [form])
    if form.is_valid():
        talking.assign(thread=thread, to=chosen(members, form.cleaned_data["person"]))
        messages.success(request, _("Opgeslagen."))
    else:
        messages.error(request, _("Deze persoon heeft geen rol meer in uw netwerk."))
    return redirect(f"{subject_of(assessment, thread).address}#o-{thread.pk}")


@require_POST
@transaction.atomic
def settle_thread(request: SignedInRequest, pk: int, thread_pk: int) -> HttpResponse:
    """Settle a thread, or open it again."""
    assessment = access.for_talking(request.user, pk)
    thread = _thread(assessment, thread_pk)
    refuse_unknown_fields(request.POST)
    match request.POST.get("action"):
        case "settle":
            talking.settle(thread=thread, by=request.user)
        case "reopen":
            talking.reopen(thread=thread)
        case _other:  # no page of ours sends this
            raise BadRequest(_("Deze stap bestaat niet."))
    return redirect(f"{subject_of(assessment, thread).address}#o-{thread.pk}")


def _too_late(request: SignedInRequest, pk: int, refusal: access.Confirmed) -> HttpResponse:
    """Give back what was typed while somebody confirmed the assessment."""
    response = not_stored(request, reverse("threads", args=[pk]), str(refusal))
    response.status_code = 403
    return response


def _show(
    request: SignedInRequest,
    assessment: Assessment,
    subject: Subject,
    *,
    members: list[Membership] | None = None,
    new: NewThreadForm | None = None,
    failed: tuple[int, ReplyForm] | None = None,
) -> HttpResponse:
    """Show a subject's threads; `new` and `failed` (with its thread) could not be stored."""
    if members is None:
        members = members_of(assessment.network_id)
    rows = subject.threads(assessment).select_related("assigned_to", "settled_by", "indicator")
    comments = Comment.objects.select_related("by").prefetch_related("mentioned")
    entries = [
        _entry(assessment, subject, thread, members, failed)
        for thread in rows.prefetch_related(Prefetch("comments", comments))
    ]
    is_open = not assessment.is_confirmed
    context = page_context(assessment, "threads") | {
        "subject": subject,
        "open_entries": [entry for entry in entries if not entry.thread.is_settled],
        "settled_entries": [entry for entry in entries if entry.thread.is_settled],
        "new": (new or NewThreadForm(members=members, prefix="new")) if is_open else None,
        "members": members,
        "error_forms": [form for form in (new, failed and failed[1]) if form and form.errors],
    }
    status = 422 if new or failed else 200
    return render(request, "assessments/threads.html", context, status=status)


def _entry(
    assessment: Assessment,
    subject: Subject,
    thread: Thread,
    members: list[Membership],
    failed: tuple[int, ReplyForm] | None,
) -> ThreadEntry:
    reply_form, assign_form = None, None
    if not assessment.is_confirmed:
        is_failed = failed is not None and failed[0] == thread.pk
        reply_form = failed[1] if failed and is_failed else ReplyForm(prefix=_reply_prefix(thread))
        assign_form = AssignForm(
            members=members,
            prefix=_assign_prefix(thread),
            initial={"person": thread.assigned_to_id},
        )
    then = thread.indicator.text if thread.indicator else subject.title
    asked_then = then if then != subject.title else ""
    return ThreadEntry(thread, list(thread.comments.all()), reply_form, assign_form, asked_then)


def _thread(assessment: Assessment, pk: int) -> Thread:
    rows = Thread.objects.select_related("indicator", "finding", "recommendation")
    return get_object_or_404(rows, assessment=assessment, pk=pk)


def _reply_prefix(thread: Thread) -> str:
    return f"t{thread.pk}"


def _assign_prefix(thread: Thread) -> str:
    return f"a{thread.pk}"


def _mentions(form: Any, members: list[Membership]) -> list[Mention]:
    return mentions_in(form.cleaned_data["text"], [member.user for member in members])


def _tell(request: SignedInRequest, mentions: list[Mention]) -> None:
    """Say that it is there, and which names with @ nobody will be told of."""
    messages.success(request, _("Geplaatst."))
    for one in mentions:
        if one.person:
            continue
        if one.people:
            text = _("Meer mensen heten {name}. Schrijf de hele naam om een van hen te noemen.")
        else:
            text = _("{name} is niemand in uw netwerk.")
        messages.info(request, text.format(name=f"“@{one.typed}”"))
