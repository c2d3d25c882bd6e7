"""The sources of one network and what they say, as plain values for its own zip.

Also of a source that was deleted: that can be put back. What hasn't been sent in is its source's
alone, so it isn't in it.
"""

from collections import defaultdict
from typing import Any

from django.utils import timezone

from assessments.models import Source, View
from networks.models import Network

QUERIES = 2


def source_values(network: Network) -> dict[int, list[dict[str, Any]]]:
    """Return the sources by the primary key of their assessment, each with what it says."""
    rows = Source.with_deleted.filter(assessment__network=network).select_related("organisation")
    said: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    views = View.with_deleted.of_others().filter(source__assessment__network=network)
    for view in views.select_related("indicator").order_by("pk"):
        if view.says_something:
            said[view.source_id].append(_view(view))
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for source in rows.order_by("position", "pk"):
        found[source.assessment_id].append(_source(source) | {"inbreng": said[source.pk]})
    return found


def _source(source: Source) -> dict[str, Any]:
    sent_in = timezone.localtime(source.sent_in_at) if source.sent_in_at else None
    return {
        "nummer": source.pk,
        "soort": str(Source.Kind(source.kind).label),
        "organisatie": source.organisation.name if source.organisation else "",
        "functie": source.function,
        "titel": source.title,
        "maker": source.maker,
        "datum": source.held_on.isoformat() if source.held_on else None,
        "waar_te_vinden": source.place,
        "verstuurd_op": sent_in.isoformat(timespec="seconds") if sent_in else None,
        "mag_worden_geciteerd": source.may_quote,
        "verwijderd": source.deleted != "",
    }


def _view(view: View) -> dict[str, Any]:
    return {
        "vraag": view.indicator.key,
        "oordeel": str(view.get_judgement_display()),
        "eerste_oordeel": str(dict(View.Judgement.choices).get(view.first_judgement, "")),
        "opmerking": view.remark,
        "waar_blijkt_dat_uit": view.example,
        "minderheidsstandpunt": view.is_kept,
    }
