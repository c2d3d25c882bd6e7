"""The sources of one network and what they say, as plain values for its own zip.

Also of a source that was deleted: that can be put back. What hasn't been sent in is its source's
alone, so it isn't in it.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.utils import timezone

from assessments.models import Source, View
from networks.models import Network
from partners.models import ConversationLink

QUERIES = 4


def source_values(network: Network) -> dict[int, list[dict[str, Any]]]:
    """Return the sources by the primary key of their assessment, each with what it says."""
    rows = Source.with_deleted.filter(assessment__network=network).select_related("organisation")
    said: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    views = View.with_deleted.of_others().filter(source__assessment__network=network)
    for view in views.select_related("indicator").order_by("pk"):
        if view.says_something:
            said[view.source_id].append(_view(view))
    links = ConversationLink.objects.filter(source__assessment__network=network)
    checked = {
        link.source_id: _conversation_report(link) for link in links.prefetch_related("corrections")
    }
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for source in rows.order_by("position", "pk"):
        found[source.assessment_id].append(
            _source(source)
            | {"inbreng": said[source.pk], "gespreksverslag": checked.get(source.pk)}
        )
    return found


def _source(source: Source) -> dict[str, Any]:
    return {
        "nummer": source.pk,
        "soort": str(Source.Kind(source.kind).label),
        "organisatie": source.organisation.name if source.organisation else "",
        "functie": source.function,
        "titel": source.title,
        "maker": source.maker,
        "datum": source.held_on.isoformat() if source.held_on else None,
        "waar_te_vinden": source.place,
        "verstuurd_op": _moment(source.sent_in_at),
        "mag_worden_geciteerd": source.is_quotable,
        "gaf_zelf_toestemming": source.quote_consent,
        "verwijderd": source.deleted != "",
    }


def _conversation_report(link: ConversationLink) -> dict[str, Any]:
    """Return what the person spoken with said of the report; what isn't sent is still theirs."""
    corrections = link.corrections.all() if link.sent_at else ()
    return {
        "gevraagd_op": _moment(link.made_at),
        "akkoord_op": _moment(link.agreed_at),
        "correcties": [
            {
                "vraag": row.key,
                "er_stond": row.said,
                "correctie": row.remark,
                "afhandeling": str(row.get_outcome_display()),
                "uitleg": row.explanation,
            }
            for row in corrections
            if row.remark
        ],
    }


def _moment(at: datetime | None) -> str | None:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else None


def _view(view: View) -> dict[str, Any]:
    return {
        "vraag": view.indicator.key,
        "oordeel": str(view.get_judgement_display()),
        "eerste_oordeel": str(dict(View.Judgement.choices).get(view.first_judgement, "")),
        "opmerking": view.remark,
        "waar_blijkt_dat_uit": view.example,
        "minderheidsstandpunt": view.is_kept,
    }
