"""What a thread can be about, and where each of them has its page.

This is the one table of them: the page of a subject, the overview and the count all read it.
"""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Assessment, Finding, Recommendation, Thread
from indicators.catalogue import Catalogue, catalogue_of
from indicators.models import Indicator

_QUESTION, _POINT, _RECOMMENDATION = "indicator", "finding", "recommendation"
# The names of their pages of threads.
_PAGES = {
    _QUESTION: "question_threads",
    _POINT: "point_threads",
    _RECOMMENDATION: "recommendation_threads",
}
FIELD_OF_PAGE = {page: field for field, page in _PAGES.items()}


@dataclass(frozen=True)
class Subject:
    """A question, point or recommendation. `field` is that of Thread, and `row` what it holds.

    `address` is the page with its threads; `place` where it is filled in, and empty for what isn't
    there any more. `about` says which kind it is, and that it was deleted.
    """

    field: str
    row: Any
    about: str
    title: str
    address: str
    place: str = ""
    number: str = ""

    def threads(self, assessment: Assessment) -> Any:
        """Return its threads; those of a question are the same in each version of the set."""
        threads = Thread.objects.filter(assessment=assessment)
        if self.field == _QUESTION:
            return threads.filter(indicator__key=self.row.key)
        return threads.filter(**{self.field: self.row})


def subject_of(assessment: Assessment, thread: Thread) -> Subject:
    """Return what a thread is about. It was fetched with its subject."""
    if thread.indicator:
        return _question(assessment, thread.indicator)
    if thread.finding:
        return _point(assessment, thread.finding)
    assert thread.recommendation  # noqa: S101 - a constraint of the table
    return _recommendation(assessment, thread.recommendation)


def question(assessment: Assessment, key: str) -> Subject:
    """Return a question of the present version, or one that was talked about before; or Http404."""
    catalogue = catalogue_of(assessment.indicator_set)
    now = _entry(catalogue, key)
    if now:
        row = Indicator.objects.filter(pk=now[1].pk).first()
    else:
        talk = Thread.objects.filter(assessment=assessment, indicator__key=key)
        earlier = talk.select_related("indicator").last()
        row = earlier.indicator if earlier else None
    if row is None:
        raise Http404
    return _question(assessment, row)


def point(assessment: Assessment, pk: int) -> Subject:
    """Return a point, also one that was deleted; or Http404."""
    row = get_object_or_404(Finding.with_deleted, assessment=assessment, pk=pk)
    return _point(assessment, row)


def recommendation(assessment: Assessment, pk: int) -> Subject:
    """Return a recommendation, also one that was deleted; or Http404."""
    row = get_object_or_404(Recommendation.with_deleted, assessment=assessment, pk=pk)
    return _recommendation(assessment, row)


def _question(assessment: Assessment, row: Indicator) -> Subject:
    now = _entry(catalogue_of(assessment.indicator_set), row.key)
    address = reverse(_PAGES[_QUESTION], args=[assessment.pk, row.key])
    if now is None:
        return Subject(
            _QUESTION, row, _("Bij een vraag die niet meer wordt gesteld"), row.text, address
        )
    theme_key, entry = now
    place = reverse("theme", args=[assessment.pk, theme_key]) + f"#i-{entry.key}"
    about = _("Bij vraag {number}").format(number=entry.number)
    return Subject(_QUESTION, row, about, entry.text, address, place, entry.number)


def _point(assessment: Assessment, row: Finding) -> Subject:
    return _part(
        assessment,
        _POINT,
        row,
        _("Bij een verwijderd punt") if row.deleted else _("Bij een punt"),
        row.headline or row.explanation or _("Nog zonder kop"),
        "points",
    )


def _recommendation(assessment: Assessment, row: Recommendation) -> Subject:
    return _part(
        assessment,
        _RECOMMENDATION,
        row,
        _("Bij een verwijderde aanbeveling") if row.deleted else _("Bij een aanbeveling"),
        row.what,
        "recommendations",
    )


def _part(
    assessment: Assessment, field: str, row: Any, about: str, title: str, page: str
) -> Subject:
    place = "" if row.deleted else reverse(page, args=[assessment.pk]) + f"#p-{row.pk}"
    address = reverse(_PAGES[field], args=[assessment.pk, row.pk])
    return Subject(field, row, about, title, address, place)


def _entry(catalogue: Catalogue, key: str) -> tuple[str, Any] | None:
    """Return a question of this version with the key of its theme, or None."""
    return next(
        (
            (theme.key, indicator)
            for theme in catalogue.themes
            for indicator in theme.indicators
            if indicator.key == key
        ),
        None,
    )
