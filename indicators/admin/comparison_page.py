"""The page that shows what changed between two versions.

There an admin decides which questions stayed the same.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.definition.problems import InvalidDefinition
from indicators.drafts.decisions import Decision, decide
from indicators.drafts.refusals import NotPossible
from indicators.models import Indicator, IndicatorSet
from indicators.parts import INDICATOR
from indicators.versions.compared_parts import Comparison, FieldChange, SharedIndicator
from indicators.versions.comparison_text import decision_of, kind_of, label_of, runs_of, state_of
from indicators.versions.copying import comparison_of
from indicators.versions.word_difference import DifferenceRun

from .origins_form import question_choices, shown_descents, store_origin
from .part_pages import person
from .places import page_of
from .problem_links import with_links

# Each question is a field of the form: a page of them stays far below what one request may hold.
PAGE_SIZE = 100
MOST_VERSIONS = 100
FIELD = "besluit-"
# Beside a question with another kind of answer: the warning was read.
SURE = "zeker-"
# Names the questions of which that must still be said.
TO_CONFIRM = "bevestigen"


@dataclass(frozen=True)
class ShownDifference:
    """One text that changed, as the page shows it."""

    label: str
    runs: tuple[DifferenceRun, ...]


@dataclass(frozen=True)
class ContinuityChoice:
    """One answer to whether a question still is the same one.

    The value also says what the person saw.
    """

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class RewordedQuestion:
    """A question that is asked otherwise."""

    key: str
    number: str
    was: str
    # The text when it did not change itself; otherwise it is among the differences.
    unchanged_text: str
    differences: tuple[ShownDifference, ...]
    decision: str
    decided: bool
    choices: tuple[ContinuityChoice, ...]
    # Another kind of answer; `is_sure` when it is the same question nevertheless.
    retyped: bool = False
    # Other questions went into it, so there is nothing to choose.
    came_from: bool = False
    is_sure: bool = False
    to_confirm: bool = False

    @property
    def field(self) -> str:
        return f"{FIELD}{self.key}"

    @property
    def sure_field(self) -> str:
        return f"{SURE}{self.key}"


@dataclass(frozen=True)
class ChangedPart:
    """A theme, group or criterion that is new, gone, moved or worded otherwise."""

    name: str
    title: str
    inside: str
    state: str
    differences: tuple[ShownDifference, ...]


def comparison_view(page: "admin.ModelAdmin[Any]", request: HttpRequest, pk: int) -> HttpResponse:
    """Show what changed between a set and an earlier version; after a POST store decisions."""
    indicator_set = get_object_or_404(IndicatorSet.objects.select_related("based_on"), pk=pk)
    if not page.has_view_permission(request, indicator_set):
        raise PermissionDenied
    if request.method == "POST":
        if not page.has_change_permission(request, indicator_set):
            raise PermissionDenied
        if request.POST.get("herkomst"):
            return store_origin(page, request, indicator_set)
        return _store(page, request, indicator_set)
    versions = list(
        IndicatorSet.objects.filter(slug=indicator_set.slug)
        .exclude(pk=pk)
        .order_by("-pk")[:MOST_VERSIONS]
    )
    earlier = _chosen(versions, indicator_set, request.GET.get("met", ""))
    context: dict[str, Any] = {
        "opts": page.opts,
        "indicator_set": indicator_set,
        "back": page_of(indicator_set),
        "title": _("Wat is er veranderd?"),
        "versions": versions,
        "other": earlier,
    }
    if earlier is not None:
        may_change = page.has_change_permission(request, indicator_set)
        context |= _comparison_context(earlier, indicator_set, request.GET, may_change)
    template = "admin/indicators/indicatorset/comparison.html"
    return TemplateResponse(request, template, page.admin_site.each_context(request) | context)


def _chosen(
    versions: Sequence[IndicatorSet], indicator_set: IndicatorSet, named: str
) -> IndicatorSet | None:
    """Return the version to compare with, or None.

    The named one, else the one this was made from, else the latest of the rest.
    """
    by_pk = {str(version.pk): version for version in versions}
    return by_pk.get(named) or indicator_set.based_on or (versions[0] if versions else None)


def _comparison_context(
    earlier: IndicatorSet, indicator_set: IndicatorSet, query: QueryDict, may_change: bool
) -> dict[str, Any]:
    try:
        comparison = comparison_of(earlier, indicator_set)
    except InvalidDefinition as error:
        # What was published is valid, so the draft of the two is the one that isn't.
        broken = indicator_set if indicator_set.is_draft else earlier
        return {"problems": with_links(broken, error.problems), "broken": broken}
    is_base = earlier.pk == indicator_set.based_on_id
    to_decide = _page(comparison.to_decide, query)
    to_confirm = query.getlist(TO_CONFIRM)
    return {
        "found": comparison,
        "is_base": is_base,
        "may_decide": is_base and may_change,
        "descents": shown_descents(comparison),
        "choices": question_choices(comparison) if is_base and may_change else None,
        "to_decide": to_decide,
        "questions": [_question(pair, to_confirm) for pair in to_decide],
        "resourced": [_question(pair) for pair in comparison.resourced],
        "parts": _parts(comparison),
    }


def without_decisions(comparison: Comparison, most: int) -> dict[str, Any]:
    """Return the context that shows a comparison for reading only, up to so many questions."""
    return {
        "found": comparison,
        # All on one page, because nobody leafs through what isn't stored.
        "to_decide": Paginator(comparison.to_decide, max(len(comparison.to_decide), 1)).get_page(1),
        "questions": [_question(pair) for pair in comparison.to_decide[:most]],
        "resourced": [_question(pair) for pair in comparison.resourced[:most]],
        "parts": _parts(comparison),
    }


def _page(pairs: Sequence[SharedIndicator], query: QueryDict) -> "Page[SharedIndicator]":
    """Return the page that was asked for, or the one with the question that was."""
    pages = Paginator(pairs, PAGE_SIZE)
    place = next((place for place, pair in enumerate(pairs) if pair.key == query.get("bij")), None)
    return pages.get_page(query.get("pagina") if place is None else place // PAGE_SIZE + 1)


def _question(pair: SharedIndicator, to_confirm: Collection[str] = ()) -> RewordedQuestion:
    text_changed = any(change.name == INDICATOR.named_by for change in pair.changes)
    is_same = pair.continuity == "same"
    asks_again = pair.retyped and not is_same and pair.key in to_confirm
    # What was chosen without reading the warning stays chosen, so that only that is left to do.
    chosen = "same" if asks_again else pair.continuity
    return RewordedQuestion(
        key=pair.key,
        number=pair.after.number,
        was=pair.before.number if pair.before.number != pair.after.number else "",
        unchanged_text="" if text_changed else pair.after.indicator.text,
        differences=_differences(INDICATOR.code, pair.changes),
        decision=decision_of(pair),
        decided=bool(pair.continuity),
        choices=tuple(
            ContinuityChoice(f"{value} {pair.seen}", capfirst(str(label)), chosen == value)
            for value, label in Indicator.Continuity.choices
        ),
        retyped=pair.retyped,
        came_from=bool(pair.after.indicator.came_from),
        is_sure=pair.retyped and is_same,
        to_confirm=asks_again,
    )


def _differences(kind: str, changes: Sequence[FieldChange]) -> tuple[ShownDifference, ...]:
    return tuple(
        ShownDifference(capfirst(label_of(kind, change)), runs_of(kind, change))
        for change in changes
    )


def _parts(comparison: Comparison) -> list[ChangedPart]:
    return [
        ChangedPart(
            kind_of(part),
            part.title,
            part.inside,
            state_of(part),
            _differences(part.kind, part.changes),
        )
        for part in comparison.parts
    ]


def _store(
    page: "admin.ModelAdmin[Any]", request: HttpRequest, draft: IndicatorSet
) -> HttpResponse:
    """Store the decisions of one form, and say what became of them."""
    here = HttpResponseRedirect(request.get_full_path())
    try:
        decided = decide(draft, _decisions(request.POST), by=person(request))
    except NotPossible as error:
        messages.error(request, str(error))
        return here
    except InvalidDefinition:
        messages.error(
            request, _("Er is niets opgeslagen: los eerst op wat er aan het concept niet klopt.")
        )
        return here
    stored = decided.stored
    if stored:
        page.log_change(request, draft, _("Gekozen of vragen dezelfde bleven: %d.") % stored)
        message = ngettext("%d keuze is opgeslagen.", "%d keuzes zijn opgeslagen.", stored) % stored
        messages.success(request, message)
    elif not (decided.outdated or decided.unsure):
        messages.info(request, _("U hebt niets veranderd."))
    if decided.outdated:
        message = _(
            "Iemand heeft intussen iets veranderd aan: %s. Kijk die vragen opnieuw na; uw keuze is "
            "daar niet bewaard."
        )
        messages.warning(request, message % ", ".join(decided.outdated))
    if not decided.unsure:
        return here
    message = ngettext(
        "%d keuze is nog niet opgeslagen: het soort antwoord is veranderd. Zet het vinkje als het "
        "toch dezelfde vraag is.",
        "%d keuzes zijn nog niet opgeslagen: het soort antwoord is veranderd. Zet de vinkjes als "
        "het toch dezelfde vragen zijn.",
        len(decided.unsure),
    )
    messages.warning(request, message % len(decided.unsure))
    return HttpResponseRedirect(_asking_about(request, decided.unsure))


def _asking_about(request: HttpRequest, keys: Sequence[str]) -> str:
    """Return the address of this page at the first of these questions."""
    query = request.GET.copy()
    query.setlist(TO_CONFIRM, list(keys))
    query["bij"] = keys[0]
    return f"{request.path}?{query.urlencode()}#vraag-{keys[0]}"


def _decisions(posted: QueryDict) -> dict[str, Decision]:
    """Return the decisions in a form. What can't come from the page is left out."""
    decisions: dict[str, Decision] = {}
    for name, value in posted.items():
        key, (continuity, _space, seen) = name.removeprefix(FIELD), str(value).partition(" ")
        # A key is checked where the decision is stored.
        if name.startswith(FIELD) and continuity in Indicator.Continuity.values:
            decisions[key] = Decision(key, continuity, seen, sure=f"{SURE}{key}" in posted)
    return decisions
