"""Searching in what was confirmed: only what the user may read, ranked where the database can.

PostgreSQL searches by Dutch stems, in the column of words that migration 0006 made; SQLite for the
letters themselves.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchRank,
    SearchVectorField,
)
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.urls import reverse

from assessments.models import Assessment
from indicators.models import Theme
from networks.models import User
from reports.models import ConfirmedText

PAGE_SIZE = 20
# Who gets more than this looks for something more precise; it also bounds how far one can leaf.
MOST = 1000
WORDS_MOST = 20
_FRAGMENTS, _AROUND = 2, 130

# No confirmed text holds these characters (loket_eval/prose.py), so they can't be taken for
# somebody's words.
_START, _STOP = "\x02", "\x03"
_MARKED = re.compile(f"{_START}([^{_STOP}]*){_STOP}")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody looks for. Empty filters leave nothing out; `theme` is the slug of a set and a theme's key."""

    words: str
    network: str = ""
    year: int | None = None
    kind: str = ""
    theme: tuple[str, str] | None = None


@dataclass(frozen=True)
class Run:
    """A piece of a fragment; `found` pieces are what was looked for."""

    text: str
    found: bool = False


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One text in which the words were found, with where it stands."""

    assessment: Assessment
    kind: str
    number: str
    heading: str
    address: str
    fragments: tuple[tuple[Run, ...], ...]


class Search:
    """The texts that fit, for one user. `count` is at most MOST + 1, which says that there are more."""

    def __init__(self, user: User, wanted: Wanted) -> None:
        self.wanted = wanted
        self._texts = _ordered(_readable(user, wanted), wanted.words)
        self.count = self._texts.order_by()[: MOST + 1].count()

    @property
    def has_more(self) -> bool:
        return self.count > MOST

    def hits(self, places: range) -> list[Hit]:
        """Return the hits at these places, in two queries."""
        chosen = list(self._texts.values_list("pk", flat=True)[places.start : places.stop])
        if not chosen:
            return []
        rows = ConfirmedText.objects.filter(pk__in=chosen).select_related("assessment__network")
        words: dict[int, Sequence[str]] = {}
        if connection.vendor == "postgresql":
            rows = rows.annotate(headline=_headline(self.wanted.words))
            words = {row.pk: _MARKED.findall(row.headline) for row in rows}
        by_pk = {row.pk: row for row in rows}
        plain = plain_words(self.wanted.words)
        return [_hit(by_pk[pk], words.get(pk, plain)) for pk in chosen if pk in by_pk]


def plain_words(words: str) -> list[str]:
    """Return what is looked for without quotes and operators, as SQLite searches it."""
    found = (word.strip("\"'“”„‘’()-+*") for word in words.split())
    return list(dict.fromkeys(word for word in found if word))[:WORDS_MOST]


def themes_to_choose(user: User) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the themes of what the user may search, by set: its title, and of each theme a value and a title."""
    sets = (
        Assessment.objects.visible_to(user)
        .confirmed()
        .order_by()
        .values("indicator_set")
        .distinct()
    )
    rows = Theme.objects.filter(indicator_set__in=sets).order_by(
        "indicator_set__published_at", "position", "pk"
    )
    found: dict[str, dict[str, str]] = {}
    titles: dict[str, str] = {}
    for slug, title, key, theme in rows.values_list(
        "indicator_set__slug", "indicator_set__title", "key", "title"
    ):
        titles[slug] = title  # the latest version names the set and its themes
        found.setdefault(slug, {})[f"{slug}/{key}"] = theme
    return [(titles[slug], list(themes.items())) for slug, themes in found.items()]


def _readable(user: User, wanted: Wanted) -> QuerySet[ConfirmedText]:
    assessments = Assessment.objects.visible_to(user).confirmed().order_by()
    if wanted.network:
        assessments = assessments.filter(network__name__icontains=wanted.network)
    if wanted.year is not None:
        assessments = assessments.filter(
            period_start__year__lte=wanted.year, period_end__year__gte=wanted.year
        )
    if wanted.theme:
        assessments = assessments.filter(indicator_set__slug=wanted.theme[0])
    texts = ConfirmedText.objects.filter(assessment__in=assessments)
    if wanted.theme:
        texts = texts.filter(theme_key=wanted.theme[1])
    return texts.filter(kind=wanted.kind) if wanted.kind else texts


def _ordered(texts: QuerySet[ConfirmedText], words: str) -> QuerySet[ConfirmedText]:
    if connection.vendor == "postgresql":
        column = RawSQL('"reports_confirmedtext"."words"', [], output_field=SearchVectorField())
        fitting = texts.annotate(words=column).filter(words=_query(words))
        return fitting.order_by(SearchRank(F("words"), _query(words)).desc(), "-pk")
    asked = plain_words(words)
    if not asked:
        return texts.none()
    fits = Q()
    for word in asked:
        fits &= Q(text__icontains=word)
    return texts.filter(fits).order_by("-assessment__period_end", "-pk")


def _query(words: str) -> SearchQuery:
    return SearchQuery(words, config="dutch", search_type="websearch")


def _headline(words: str) -> SearchHeadline:
    return SearchHeadline(
        "text", _query(words), config="dutch", start_sel=_START, stop_sel=_STOP, max_fragments=3
    )


def _hit(row: ConfirmedText, words: Iterable[str]) -> Hit:
    return Hit(
        assessment=row.assessment,
        kind=row.get_kind_display(),
        number=row.number if row.indicator_key else "",
        heading=row.heading,
        address=reverse("report", args=[row.assessment_id])
        + (f"#{row.anchor}" if row.anchor else ""),
        fragments=fragments_of(row.text, words),
    )


def fragments_of(text: str, words: Iterable[str]) -> tuple[tuple[Run, ...], ...]:
    """Return at most two pieces of a text around the words, in runs; the text's start when no word is in it."""
    text = re.sub(r"\n\s*\n", "\n", text)
    wanted = sorted({word for word in words if word.strip()}, key=len, reverse=True)
    found = re.compile("|".join(map(re.escape, wanted)) or r"(?!)", re.IGNORECASE)
    pieces: list[tuple[Run, ...]] = []
    end = 0
    while len(pieces) < _FRAGMENTS and (match := found.search(text, end)):
        start = _word_edge(text, max(end, match.start() - _AROUND), match.start())
        end = max(match.end(), _word_end(text, match.end() + _AROUND, match.end()))
        pieces.append(_runs(text, start, end, found))
    return tuple(pieces) or (_runs(text, 0, _word_end(text, 2 * _AROUND, _AROUND), found),)


def _word_edge(text: str, start: int, latest: int) -> int:
    """Return where the first whole word from `start` begins, or `start` in the middle of an endless word."""
    if start == 0 or text[start - 1].isspace():
        return start
    space = re.compile(r"\s").search(text, start, latest)
    return space.end() if space else start


def _word_end(text: str, end: int, earliest: int) -> int:
    if end >= len(text):
        return len(text)
    space = max(text.rfind(" ", earliest, end), text.rfind("\n", earliest, end))
    return space if space > 0 else end


def _runs(text: str, start: int, end: int, found: re.Pattern[str]) -> tuple[Run, ...]:
    runs = [Run("… ")] if start else []
    at = start
    for match in found.finditer(text, start, end):
        runs += [Run(text[at : match.start()])] if match.start() > at else []
        runs.append(Run(match.group(), found=True))
        at = match.end()
    runs += [Run(text[at:end])] if at < end else []
    return (*runs, Run(" …")) if end < len(text) else tuple(runs)
