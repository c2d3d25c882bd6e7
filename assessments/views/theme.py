"""Filling in: a theme with its indicators.

Without JavaScript its one button saves every answer on the page.
"""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import access
from assessments.earlier_answers import answers_of_last_time, earlier_answers, needs_lineage
from assessments.models import Assessment
from assessments.question_versions import questions_before
from assessments.saving.requests import refuse_other_person, save_form, saved_message
from assessments.saving.typed_form import refuse_unknown_fields
from indicators.catalogue import Catalogue, ThemeEntry, catalogue_of
from indicators.models import Indicator
from indicators.versions.lineage import lineage_of
from loket_eval.rescue import Rescued
from networks.signed_in import SignedInRequest

from .answers import Question, answer_unit, question_of, shown_on_page
from .assessment_page import answers_of, page_context
from .entry_pages import Entry, status_of
from .estimates import Estimate, estimate_forms, estimates_of, save_estimates, shown_estimates


@require_http_methods(["GET", "HEAD", "POST"])
def theme_page(request: SignedInRequest, pk: int, theme_key: str) -> HttpResponse:
    if request.method == "POST":
        return _save_theme(request, pk, theme_key)
    return _show(request, access.for_reading(request.user, pk), theme_key, {}, {})


@transaction.atomic
def _save_theme(request: SignedInRequest, pk: int, theme_key: str) -> HttpResponse:
    """Save all that can be; show the page again with the rest, so that nothing typed is lost."""
    refuse_other_person(request.POST.get("person", ""), request.user)
    assessment = access.for_editing(request.user, pk)
    catalogue = catalogue_of(assessment.indicator_set)
    theme = catalogue.theme(theme_key)
    version = request.POST.get("set", "")
    shown = shown_on_page(
        version, assessment, [indicator.pk for indicator in theme.indicators] if theme else []
    )
    if shown.is_other_version and (theme is None or shown.retyped or _asks_more(request, theme)):
        return _moved_meanwhile(request, assessment)
    theme = _theme(catalogue, theme_key)
    answers = answers_of(assessment, "finding", "changed_by")
    rows = Indicator.objects.filter(pk__in=[i.pk for i in theme.indicators]).select_related("group")
    units = {row.pk: answer_unit(assessment, row, answers.get(row.pk), shown) for row in rows}
    refuse_unknown_fields(
        request.POST,
        [*(unit.form for unit in units.values()), *estimate_forms(theme.groups)],
        "set",
    )
    results = {pk: save_form(unit, request.POST, by=request.user) for pk, unit in units.items()}
    left = {pk: Entry(units[pk], failed, request.user) for pk, failed in results.items() if failed}
    left_estimates, changed = save_estimates(request, assessment, theme)
    if left or left_estimates:
        return _show(request, assessment, theme_key, left, left_estimates)
    for one in theme.indicators:
        changed += [f"{one.number} {label}" for label in units[one.pk].changed_meanwhile]
    messages.success(request, saved_message(_("Alles is opgeslagen."), changed))
    return redirect("theme", pk=pk, theme_key=theme_key)


def _asks_more(request: SignedInRequest, theme: ThemeEntry) -> bool:
    """Say whether the page that was sent had questions that this theme has no longer."""
    asked = {f"{indicator.key}-served" for indicator in theme.indicators}
    asked |= {form.add_prefix("served") for form in estimate_forms(theme.groups)}
    return any(name.endswith("-served") and name not in asked for name in request.POST)


def _moved_meanwhile(request: SignedInRequest, assessment: Assessment) -> HttpResponse:
    """Show what was typed on a page of another version, of which not everything can be saved any
    more.
    """
    context = page_context(assessment, "") | {"rescued": Rescued.from_request(request)}
    return render(request, "assessments/moved_meanwhile.html", context, status=409)


def _show(
    request: SignedInRequest,
    assessment: Assessment,
    theme_key: str,
    left: dict[int, Entry],
    left_estimates: dict[int, Estimate],
) -> HttpResponse:
    """Show a theme; `left` are the questions that could not be saved, by indicator, and the
    estimates by group.
    """
    catalogue = catalogue_of(assessment.indicator_set)
    theme = _theme(catalogue, theme_key)
    answers = answers_of(assessment, "finding", "changed_by")
    last_time = answers_of_last_time(assessment)
    asked = {indicator.pk for indicator in theme.indicators}
    to_look = [answers[pk] for pk in asked if pk in answers and answers[pk].needs_look]
    lineage = (
        lineage_of(catalogue.slug)
        if to_look or needs_lineage(catalogue, answers, last_time)
        else None
    )
    before = questions_before(assessment, to_look, lineage) if lineage else {}
    earlier = earlier_answers(
        theme, catalogue, answers=answers, last_time=last_time, lineage=lineage
    )
    questions: dict[int, Question] = {}
    for indicator in theme.indicators:
        question = question_of(assessment, indicator, answers.get(indicator.pk))
        question.entry = left.get(indicator.pk, question.entry)
        question.before = before.get(indicator.pk)
        question.earlier = earlier.get(indicator.key, ())
        questions[indicator.pk] = question
    estimates = shown_estimates(assessment, theme, estimates_of(assessment)) | left_estimates
    failed = [*left.values(), *(one.entry for one in left_estimates.values())]
    after = catalogue.themes.index(theme) + 1
    context = page_context(assessment, theme.key, catalogue=catalogue, answers=answers) | {
        "theme": theme,
        "groups": [
            (group, [questions[i.pk] for i in group.indicators], estimates.get(group.pk))
            for group in theme.groups
        ],
        "error_forms": [entry.form for entry in failed if entry.form.errors],
        "estimate_conflicts": [
            estimate for estimate in estimates.values() if estimate.entry.has_conflict
        ],
        "conflicts": [question for question in questions.values() if question.entry.has_conflict],
        "next_theme": catalogue.themes[after] if after < len(catalogue.themes) else None,
    }
    return render(request, "assessments/theme.html", context, status=status_of(failed))


def _theme(catalogue: Catalogue, theme_key: str) -> ThemeEntry:
    theme = catalogue.theme(theme_key)
    if theme is None:
        raise Http404
    return theme
