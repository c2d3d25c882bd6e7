"""One source: what is known of it, and what it says about each question.

Without JavaScript its one button saves all that was typed about the questions.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access
from assessments.models import Assessment, Source, View
from assessments.saving.requests import refuse_other_person, save_form, saved_message
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.saving.unit import Sent, Unit
from assessments.source_panels import Panel, panels_of
from indicators.catalogue import GroupEntry, IndicatorEntry, ThemeEntry, catalogue_of
from indicators.models import Indicator
from networks.signed_in import SignedInRequest

from . import entry_pages
from .answers import asked_now
from .assessment_page import page_context
from .earlier_texts import SHELL, earlier_page
from .entry_pages import Entry, status_of
from .sources import fetch_source, source_unit
from .view_entries import view_unit, views_of

_DELETED = gettext_lazy("Deze bron is intussen verwijderd. Er is niets opgeslagen.")


@dataclass(frozen=True)
class Asked:
    """One question on the page of a source, with what the source says about it."""

    indicator: IndicatorEntry
    entry: Entry

    @property
    def view(self) -> View:
        view = self.entry.part
        assert isinstance(view, View)  # noqa: S101
        return view


@dataclass(frozen=True)
class AskedTheme:
    """The questions of one theme by group; `said` is about how many of them the source says
    something.
    """

    theme: ThemeEntry
    groups: tuple[tuple[GroupEntry, tuple[Asked, ...]], ...]

    @property
    def total(self) -> int:
        return len(self.theme.indicators)

    @property
    def said(self) -> int:
        return sum(one.view.says_something for _group, asked in self.groups for one in asked)


@require_http_methods(["GET", "HEAD", "POST"])
def source_page(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    if request.method == "POST":
        return _save_views(request, pk, part_pk)
    assessment = access.for_reading_sources(request.user, pk)
    return show_source(request, assessment, readable_source(assessment, part_pk))


def readable_source(assessment: Assessment, part_pk: int) -> Source:
    source = fetch_source(assessment, part_pk)
    if source.deleted:
        raise Http404
    source.assessment = assessment
    if not access.may_read_views(assessment, source):
        raise PermissionDenied(
            _("Dit is nog niet verstuurd. U ziet de inbreng zodra dat is gebeurd.")
        )
    return source


def _writable_source(request: SignedInRequest, pk: int, part_pk: int) -> Source:
    """Return a source with its locked assessment, for somebody who may write down what it says."""
    assessment = access.for_sources(request.user, pk)
    source = fetch_source(assessment, part_pk)
    source.assessment = assessment
    if not access.may_write_views(assessment, source):
        raise PermissionDenied(_("Dit schrijft iemand anders op. U kunt het niet wijzigen."))
    return source


@transaction.atomic
def _save_views(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """Save all that can be; show the page again with the rest, so that nothing typed is lost."""
    refuse_other_person(request.POST.get("person", ""), request.user)
    source = _writable_source(request, pk, part_pk)
    if source.deleted:
        return entry_pages.not_stored(request, reverse("sources", args=[pk]), str(_DELETED))
    catalogue = catalogue_of(source.assessment.indicator_set)
    views = views_of(source, [one.pk for one in catalogue.indicators])
    units = {one.pk: view_unit(source, one, views.get(one.pk)) for one in catalogue.indicators}
    refuse_unknown_fields(request.POST, [unit.form for unit in units.values()], "set")
    results = {key: save_form(unit, request.POST, by=request.user) for key, unit in units.items()}
    left = {
        key: Entry(units[key], failed, request.user) for key, failed in results.items() if failed
    }
    if left:
        return show_source(request, source.assessment, source, left)
    changed = [
        f"{one.number} {label}"
        for one in catalogue.indicators
        for label in units[one.pk].changed_meanwhile
    ]
    messages.success(request, saved_message(_("Alles is opgeslagen."), changed))
    return redirect("source", pk=pk, part_pk=part_pk)


def show_source(
    request: SignedInRequest,
    assessment: Assessment,
    source: Source,
    left: dict[int, Entry] | None = None,
    failed: Entry | None = None,
    panel: Panel | None = None,
) -> HttpResponse:
    """Show a source; `left` are the questions that could not be saved, by indicator, and `failed`
    is what is known of the source itself, if that couldn't be. `panel` has a form that failed.
    """
    catalogue = catalogue_of(assessment.indicator_set)
    views = views_of(source, [one.pk for one in catalogue.indicators])
    not_saved = left or {}

    def asked(indicator: IndicatorEntry) -> Asked:
        unit = view_unit(source, indicator, views.get(indicator.pk))
        return Asked(indicator, not_saved.get(indicator.pk) or Entry(unit))

    themes = [
        AskedTheme(
            theme,
            tuple((group, tuple(map(asked, group.indicators))) for group in theme.groups),
        )
        for theme in catalogue.themes
        if theme.indicators
    ]
    entries = [*not_saved.values(), *([failed] if failed else [])]
    panels = (panel,) if panel else panels_of(assessment, source, views)
    wrong = [form for one in panels for form in one.error_forms]
    is_own = source.pk == access.own_source_of(assessment)
    context = page_context(assessment, "sources", catalogue=catalogue) | {
        "source": source,
        "about": failed or Entry(source_unit(assessment, source)),
        "themes": themes,
        "may_write": access.may_write_views(assessment, source),
        "is_own": is_own,
        "may_finish": is_own and source.sent_in_at is None and not assessment.is_confirmed,
        "panels": panels,
        "error_forms": [*(entry.form for entry in entries if entry.form.errors), *wrong],
        "conflicts": [
            one
            for theme in themes
            for _group, asked in theme.groups
            for one in asked
            if one.entry.has_conflict
        ],
    }
    status = status_of(entries, *wrong)
    return render(request, "assessments/source.html", context, status=status)


@require_POST
@transaction.atomic
def save_source(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """Save what is known of the source itself."""

    def fetch(sent: Sent) -> Unit:
        source = _writable_source(request, pk, part_pk)
        return source_unit(source.assessment, source, sent)

    def show(failed: Entry) -> HttpResponse:
        return show_source(request, failed.unit.whole, failed.part, failed=failed)

    return entry_pages.save(request, fetch, show, reverse("source", args=[pk, part_pk]))


@require_POST
@transaction.atomic
def save_view(request: SignedInRequest, pk: int, part_pk: int, indicator_key: str) -> HttpResponse:
    """Save what was typed about one question."""

    def fetch(_sent: Sent) -> Unit:
        source = _writable_source(request, pk, part_pk)
        if source.deleted:
            raise PermissionDenied(_DELETED)
        asked = catalogue_of(source.assessment.indicator_set).indicators
        here = next((one for one in asked if one.key == indicator_key), None)
        return _unit_of(source, here or asked_now(source.assessment, indicator_key))

    back = reverse("source", args=[pk, part_pk])
    return entry_pages.save(
        request, fetch, lambda _entry: entry_pages.not_stored(request, back), back
    )


def _unit_of(source: Source, indicator: IndicatorEntry | Indicator) -> Unit:
    return view_unit(source, indicator, views_of(source, [indicator.pk]).get(indicator.pk))


@require_safe
def earlier_sources(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """Show what was known before of the source itself."""
    assessment = access.for_reading_sources(request.user, pk)
    source = readable_source(assessment, part_pk)
    context = _earlier_context(assessment, source)
    unit, page = source_unit(assessment, source), reverse("source", args=[pk, part_pk])
    send_to = reverse("save_source", args=[pk, part_pk])
    return earlier_page(request, unit, source.name, send_to, page, context)


def _earlier_context(assessment: Assessment, source: Source) -> dict[str, object]:
    may_write = access.may_write_views(assessment, source)
    return page_context(assessment, "sources") | SHELL | {"may_edit": may_write}


@require_safe
def earlier_views(
    request: SignedInRequest, pk: int, part_pk: int, indicator_key: str
) -> HttpResponse:
    """Show what was typed before about one question; of who sends in, what it was since then."""
    assessment = access.for_reading_sources(request.user, pk)
    source = readable_source(assessment, part_pk)
    indicator = asked_now(assessment, indicator_key)
    page = reverse("source", args=[pk, part_pk])
    context = _earlier_context(assessment, source)
    unit = _unit_of(source, indicator)
    back = f"{page}#i-{indicator_key}"
    view = unit.row
    assert isinstance(view, View)  # noqa: S101
    if source.kind == Source.Kind.PARTNER and view.sent_in_at is None:
        raise Http404
    is_own = source.pk == access.own_source_of(assessment)
    since = None if is_own else view.own_until
    return earlier_page(request, unit, indicator.text, page, back, context, since=since)
