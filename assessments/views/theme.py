"""Filling in: a theme with its indicators. Without JavaScript its one button saves every answer on the page."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import access
from assessments.models import Answer, Assessment
from assessments.question_versions import questions_before
from assessments.saving.conflicts import Outcome
from assessments.saving.revised_form import refuse_unknown_fields
from indicators.catalogue import Catalogue, ThemeEntry, catalogue_of
from indicators.models import Indicator
from indicators.versions.lineage import lineage_of
from loket_eval.rescue import Rescued
from networks.signed_in import SignedInRequest

from .answers import question_of, save_question, shown_on_page
from .assessment_page import answers_of, page_context, tell_merged
from .estimates import Estimate, estimate_forms, estimates_of, save_estimates, shown_estimates


@require_http_methods(["GET", "HEAD", "POST"])
def theme_page(request: SignedInRequest, pk: int, theme_key: str) -> HttpResponse:
    if request.method == "POST":
        return _save_theme(request, pk, theme_key)
    return _show(request, access.for_reading(request.user, pk), theme_key, {}, {})


@transaction.atomic
def _save_theme(request: SignedInRequest, pk: int, theme_key: str) -> HttpResponse:
    """Save what is valid and not stale; show the page again with the rest, so that nothing typed is lost."""
    assessment = access.for_editing(request.user, pk)
    catalogue = catalogue_of(assessment.indicator_set)
    theme = catalogue.theme(theme_key)
    shown = shown_on_page(
        request, assessment, [indicator.pk for indicator in theme.indicators] if theme else []
    )
    if shown.is_other_version and (theme is None or shown.retyped or _asks_more(request, theme)):
        return _moved_meanwhile(request, assessment)
    theme = _theme(catalogue, theme_key)
    answers = answers_of(assessment)
    fields = {indicator.pk: question_of(indicator, None).form for indicator in theme.indicators}
    refuse_unknown_fields(request.POST, [*fields.values(), *estimate_forms(theme.groups)], "set")
    rows = Indicator.objects.filter(pk__in=[i.pk for i in theme.indicators]).select_related("group")
    saved = {
        row.pk: save_question(request, assessment, row, answers.get(row.pk), shown)
        for row in rows
        if any(fields[row.pk].add_prefix(name) in request.POST for name in fields[row.pk].fields)
    }
    tell_merged(request, saved.values())
    left = {pk: outcome for pk, outcome in saved.items() if outcome.failed}
    left_estimates = save_estimates(request, assessment, theme)
    if left or left_estimates:
        return _show(request, assessment, theme_key, left, left_estimates)
    messages.success(request, _("Alles is opgeslagen."))
    return redirect("theme", pk=pk, theme_key=theme_key)


def _asks_more(request: SignedInRequest, theme: ThemeEntry) -> bool:
    """Say whether the page that was sent had questions that this theme has no longer."""
    asked = {f"{indicator.key}-revision" for indicator in theme.indicators}
    asked |= {form.add_prefix("revision") for form in estimate_forms(theme.groups)}
    return any(name.endswith("-revision") and name not in asked for name in request.POST)


def _moved_meanwhile(request: SignedInRequest, assessment: Assessment) -> HttpResponse:
    """Show what was typed on a page of another version, of which not everything can be saved any more."""
    context = page_context(assessment, "") | {"rescued": Rescued.from_request(request)}
    return render(request, "assessments/moved_meanwhile.html", context, status=409)


def _show(
    request: SignedInRequest,
    assessment: Assessment,
    theme_key: str,
    left: dict[int, Outcome],
    left_estimates: dict[int, Estimate],
) -> HttpResponse:
    """Show a theme; `left` are the questions that could not be saved, by indicator, and the estimates by group."""
    catalogue = catalogue_of(assessment.indicator_set)
    theme = _theme(catalogue, theme_key)
    answers, last_time = answers_of(assessment), _answers_of_last_time(assessment, theme)
    asked = {indicator.pk for indicator in theme.indicators}
    to_look = [answers[pk] for pk in asked if pk in answers and answers[pk].needs_look]
    other_version = {answer.indicator_id for answer in last_time.values()} - asked
    known = {answer.indicator_id for answer in to_look} | other_version
    lineage = lineage_of(catalogue.slug, known) if known else None
    before = questions_before(assessment, to_look, lineage) if lineage else {}
    questions = {}
    for indicator in theme.indicators:
        question = question_of(indicator, answers.get(indicator.pk))
        if indicator.pk in left:
            question.form, question.outcome = left[indicator.pk].form, left[indicator.pk]
        question.before = before.get(indicator.pk)
        question.last_time = last = last_time.get(indicator.key)
        if lineage and last and last.indicator_id in other_version:
            then = lineage.by_pk[last.indicator_id]
            if lineage.relation(indicator.key, then.set_pk, catalogue.pk) == "break":
                question.last_time_before = then
        questions[indicator.pk] = question
    estimates = shown_estimates(theme, estimates_of(assessment)) | left_estimates
    forms = [
        *(question.form for question in left.values()),
        *(one.form for one in left_estimates.values()),
    ]
    after = catalogue.themes.index(theme) + 1
    context = page_context(assessment, theme.key, catalogue=catalogue, answers=answers) | {
        "theme": theme,
        "groups": [
            (group, [questions[i.pk] for i in group.indicators], estimates.get(group.pk))
            for group in theme.groups
        ],
        "error_forms": [form for form in forms if form.errors],
        "estimate_conflicts": [estimate for estimate in estimates.values() if estimate.conflict],
        "conflicts": [question for question in questions.values() if question.conflict],
        "next_theme": catalogue.themes[after] if after < len(catalogue.themes) else None,
    }
    status = 422 if context["error_forms"] else 409 if left or left_estimates else 200
    return render(request, "assessments/theme.html", context, status=status)


def _theme(catalogue: Catalogue, theme_key: str) -> ThemeEntry:
    theme = catalogue.theme(theme_key)
    if theme is None:
        raise Http404
    return theme


def _answers_of_last_time(assessment: Assessment, theme: ThemeEntry) -> dict[str, Answer]:
    """Return the answers of the latest confirmed assessment before this one, by the key of their indicator."""
    previous = Assessment.objects.confirmed().before(assessment).values("pk")[:1]
    rows = Answer.objects.filter(
        assessment__in=previous,
        indicator__key__in=[indicator.key for indicator in theme.indicators],
    ).select_related("indicator", "assessment")
    return {answer.indicator.key: answer for answer in rows}
