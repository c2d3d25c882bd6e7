"""All that the national office typed in one overarching report."""

from itertools import chain

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.personal_data.typed_texts import TypedText, texts_in
from networks.models import Network, Organisation

from .models import NationalReport


def report_texts(report: NationalReport) -> list[TypedText]:
    """Return the texts of a report with their pages (one query)."""
    found = list(texts_in(report, "", reverse("national_texts", args=[report.pk])))
    page = reverse("national_recommendations", args=[report.pk])
    for number, row in enumerate(report.recommendations.all(), start=1):
        label = _("Aanbeveling %(number)s") % {"number": number}
        found += texts_in(row, label, f"{page}#p-{row.pk}")
    return found


def names_of_networks(_report: NationalReport) -> list[str]:
    """Return the names of all networks and organisations (two queries)."""
    lists = (model.objects.values_list("name", flat=True) for model in (Network, Organisation))
    return list(chain(*lists))
