"""What sources say about questions: fetched for a page, and saved by the one verb."""

from collections.abc import Iterable

from django.db.models import QuerySet

from assessments.forms.source_views import ViewForm
from assessments.models import Source, View
from assessments.saving.stored_fields import stored_fields
from assessments.saving.unit import Unit
from indicators.catalogue import IndicatorEntry
from indicators.models import Indicator


def views_of(source: Source, indicators: Iterable[int]) -> dict[int, View]:
    """Return what may be read of a source, by the primary key of the question (one query).

    Of a partner that is what it sent in: nobody reads this for it.
    """
    rows: QuerySet[View] = View.objects.filter(source=source, indicator__in=list(indicators))
    if source.kind == Source.Kind.PARTNER:
        rows = rows.exclude(sent_in_at=None)
    return {view.indicator_id: view for view in rows.select_related("changed_by")}


def own_views_of(source: Source, indicators: Iterable[int]) -> dict[int, View]:
    """Return all that a partner says, for the partner itself, in the same way (one query)."""
    rows = View.objects.filter(source=source, indicator__in=list(indicators))
    return {view.indicator_id: view for view in rows}


def view_unit(source: Source, indicator: IndicatorEntry | Indicator, view: View | None) -> Unit:
    """Return what a source says about one question. Fetch the source with its assessment."""
    if view is None:
        view = View(indicator_id=indicator.pk)
    view.source = source
    form = ViewForm(indicator=indicator, kind=source.kind)
    return Unit(source.assessment, view, form, stored_fields(view, form.own_fields_in_order))
