"""All that was typed in one assessment, each text with the page on which it is changed."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import (
    Answer,
    Assessment,
    Conclusion,
    Finding,
    FollowUp,
    Recommendation,
    Source,
    View,
)
from indicators.catalogue import catalogue_of


@dataclass(frozen=True)
class TypedText:
    """A text that somebody typed: where it is stored, what it is called, where it is changed."""

    subject: str  # as in "answer"
    subject_pk: int
    field: str
    text: str
    label: str
    address: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Whole:
    """How a kind of check reads what it is about. Texts take a bounded number of queries.

    `not_names` returns names that aren't those of people: of networks and organisations.
    """

    texts: Callable[[Any], list[TypedText]]
    not_names: Callable[[Any], list[str]]


# By the label of the model of the check; each package registers its own.
WHOLES: dict[str, Whole] = {}


def digest_of_all(texts: Iterable[TypedText]) -> str:
    """Return what differs as soon as one of the texts does."""
    rows = [[one.subject, one.subject_pk, one.field, one.text] for one in texts]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def texts_in(
    row: Any, label: str, address: str, leave_out: Iterable[str] = ()
) -> Iterator[TypedText]:
    """Yield the texts of one row that people type, in the order of its model."""
    name = str(row._meta.model_name)
    for field in row._meta.concrete_fields:
        if not isinstance(field, models.CharField | models.TextField):
            continue
        if field.choices or not field.editable or field.name in leave_out:
            continue
        if text := getattr(row, field.name):
            told = f"{label}, {field.verbose_name}" if label else str(field.verbose_name)
            yield TypedText(name, row.pk, field.name, text, told, address)


def assessment_texts(assessment: Assessment) -> list[TypedText]:
    """Return the texts of an assessment, in the order of its pages (eight queries).

    What a source didn't send in yet is its own. Titles and makers of documents stay out: the names
    of who wrote a book are no secret.
    """
    pk = assessment.pk
    found = list(_answers(assessment))
    points, advice, texts = (
        reverse(name, args=[pk]) for name in ("points", "recommendations", "texts")
    )
    for point in Finding.objects.filter(assessment=pk):
        label = Finding.Kind(point.kind).label if point.kind else _("punt")
        found += texts_in(point, str(label).capitalize(), f"{points}#p-{point.pk}")
    for follow_up in FollowUp.objects.filter(assessment=pk):
        found += texts_in(follow_up, _("Opvolging"), f"{advice}#form-f{follow_up.pk}")
    for number, row in enumerate(Recommendation.objects.filter(assessment=pk), start=1):
        label = _("Aanbeveling %(number)s") % {"number": number}
        found += texts_in(row, label, f"{advice}#p-{row.pk}")
    found += texts_in(assessment, "", texts, leave_out=["title"])
    for conclusion in Conclusion.objects.filter(assessment=pk):
        found += texts_in(conclusion, _("Conclusie"), f"{texts}#p-{conclusion.pk}")
    return found + list(_sources(assessment))


def _answers(assessment: Assessment) -> Iterator[TypedText]:
    asked = {
        indicator.pk: (place, theme, indicator)
        for theme in catalogue_of(assessment.indicator_set).themes
        for place, indicator in enumerate(theme.indicators)
    }
    places = {pk: place for place, pk in enumerate(asked)}
    rows = Answer.objects.filter(assessment=assessment, indicator__in=list(asked))
    for answer in sorted(rows, key=lambda row: places[row.indicator_id]):
        _place, theme, indicator = asked[answer.indicator_id]
        address = reverse("theme", args=[assessment.pk, theme.key]) + f"#i-{indicator.key}"
        yield from texts_in(answer, _("Vraag %(number)s") % {"number": indicator.number}, address)


def _sources(assessment: Assessment) -> Iterator[TypedText]:
    sources = Source.objects.filter(assessment=assessment).select_related("organisation")
    written = (Source.Kind.DOCUMENT, Source.Kind.MEETING)
    addresses = {}
    for source in sources:
        address = reverse("source", args=[assessment.pk, source.pk])
        addresses[source.pk] = (source.name, address)
        if source.kind not in written:
            yield from texts_in(source, _("Bron"), address)
    for view in View.objects.of_others().filter(source__assessment=assessment):
        if view.source_id in addresses:
            name, address = addresses[view.source_id]
            yield from texts_in(view, _("Inbreng van %(name)s") % {"name": name}, address)


def names_around(assessment: Assessment) -> list[str]:
    """Return the names of the network and of its organisations (one query)."""
    network = assessment.network
    return [network.name, *network.organisations.values_list("name", flat=True)]
