"""Searching in confirmed text: only what the user may read, ranked where the database can.

PostgreSQL searches for Dutch stems, in a column that a migration of `reports` made. SQLite searches
for the letters themselves, without regard to case and accents.
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
from django.db.models import F, Func, Q, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.urls import reverse

from assessments.models import Assessment
from indicators.models import Theme
from loket_eval.letters import normal_form, plain_letters
from networks.models import User
from reports.models import ConfirmedText

PAGE_SIZE = 20
# With more results than this, somebody needs a more precise search. It also bounds how many pages
# there are.
MAX_HITS = 1000
MAX_WORDS = 20
# Fragments a hit, and characters shown on each side of a word.
_MAX_FRAGMENTS, _CONTEXT = 2, 130

# PostgreSQL marks what it found with these. No confirmed text contains them (loket_eval/prose.py),
# so they can't be mistaken for text.
_START, _STOP = "\x02", "\x03"
_MATCHES_NOTHING = r"(?!)"
_SIGN = r"[!-/:-@\[-^`{-~]"  # all of ASCII that is no letter, digit, underscore or space
_SIGNS = re.compile(f"{_SIGN}{{2,}}")
_TERM = re.compile(rf'(?P<signs>(?:(?!"){_SIGN}|\s)*)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_MARKED = re.compile(f"{_START}([^{_STOP}]*){_STOP}")


@dataclass(frozen=True, kw_only=True)
class SearchTerms:
    """The words and filters of a search; an empty filter leaves nothing out.

    `theme` is the slug of an indicator set and the key of a theme in it.
    """

    words: str
    network: str = ""
    year: int | None = None
    kind: str = ""
    evaluation: str = ""
    theme: tuple[str, str] | None = None

    @property
    def is_precise(self) -> bool:
        return bool(self.network or self.year or self.kind or self.evaluation or self.theme)


@dataclass(frozen=True)
class FragmentPart:
    """A part of a fragment; `found` marks the words that were searched for."""

    text: str
    found: bool = False


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One text that contains the words, and where it is."""

    assessment: Assessment
    kind: str
    number: str
    heading: str
    address: str
    fragments: tuple[tuple[FragmentPart, ...], ...]


class Search:
    """The matching texts for one user. A `count` of MAX_HITS + 1 means that there are more."""

    def __init__(self, user: User, wanted: SearchTerms) -> None:
        self.wanted = wanted
        self._texts = _ordered(_readable(user, wanted), wanted.words)
        # Counting stops there: a word that every text contains would otherwise cost a full count.
        self.count = self._texts.order_by()[: MAX_HITS + 1].count()

    @property
    def has_more(self) -> bool:
        return self.count > MAX_HITS

    def hits(self, places: range) -> list[Hit]:
        """Return the hits at these places, in two queries."""
        chosen = list(self._texts.values_list("pk", flat=True)[places.start : places.stop])
        if not chosen:
            return []
        # First the keys, then the texts: sorting thousands of whole texts would be slow.
        rows = ConfirmedText.objects.filter(pk__in=chosen).select_related("assessment__network")
        words: dict[int, Sequence[str]] = {}
        if connection.vendor == "postgresql":
            rows = rows.annotate(headline=_headline(self.wanted.words))
            words = {row.pk: _MARKED.findall(row.headline) for row in rows}
        # The order of `chosen` is the ranking; the second query doesn't keep it.
        by_pk = {row.pk: row for row in rows}
        plain = plain_words(self.wanted.words)
        return [_hit(by_pk[pk], words.get(pk, plain)) for pk in chosen if pk in by_pk]


def plain_words(words: str) -> list[str]:
    """Return the words without quotes and operators, as SQLite searches for them."""
    stripped = (word.strip("\"'“”„‘’()-+*") for word in words.split())
    return list(dict.fromkeys(word for word in stripped if word))[:MAX_WORDS]


def themes_to_choose(user: User) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the themes that the user can search: each set's title and (value, title) pairs."""
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
    themes_by_set: dict[str, dict[str, str]] = {}
    titles: dict[str, str] = {}
    for slug, title, key, theme in rows.values_list(
        "indicator_set__slug", "indicator_set__title", "key", "title"
    ):
        # Rows are ordered by date, so the latest version names the set and its themes.
        titles[slug] = title
        themes_by_set.setdefault(slug, {})[f"{slug}/{key}"] = theme
    return [(titles[slug], list(themes.items())) for slug, themes in themes_by_set.items()]


def _readable(user: User, wanted: SearchTerms) -> QuerySet[ConfirmedText]:
    assessments = Assessment.objects.visible_to(user).confirmed().order_by()
    if wanted.network:
        assessments = assessments.filter(network__plain_name__contains=normal_form(wanted.network))
    if wanted.year is not None:
        assessments = assessments.filter(
            period_start__year__lte=wanted.year, period_end__year__gte=wanted.year
        )
    if wanted.evaluation:
        assessments = assessments.filter(kind=wanted.evaluation)
    if wanted.theme:
        assessments = assessments.filter(indicator_set__slug=wanted.theme[0])
    texts = ConfirmedText.objects.filter(assessment__in=assessments)
    if wanted.theme:
        texts = texts.filter(theme_key=wanted.theme[1])
    return texts.filter(kind=wanted.kind) if wanted.kind else texts


def _ordered(texts: QuerySet[ConfirmedText], words: str) -> QuerySet[ConfirmedText]:
    if connection.vendor == "postgresql":
        # The column isn't a field of the model: SQLite has no such type.
        column = RawSQL('"reports_confirmedtext"."words"', [], output_field=SearchVectorField())
        fitting = texts.annotate(words=column).filter(words=_query(words))
        return fitting.order_by(SearchRank(F("words"), _query(words)).desc(), "-pk")
    plain = plain_words(words)
    if not plain:
        # Only quotes and operators were typed; without a condition, every text would match.
        return texts.none()
    fits = Q()
    for word in plain:
        fits &= Q(letters__contains=plain_letters(word))
    # The function is ours (research/apps.py): SQLite's own LIKE knows the case of ASCII only.
    letters = Func(F("text"), function="plain_letters", output_field=TextField())
    matching = texts.alias(letters=letters).filter(fits)
    return matching.order_by("-assessment__period_end", "-pk")


def _query(words: str) -> SearchQuery:
    return SearchQuery(websearch_terms(words), config="dutch", search_type="websearch")


def websearch_terms(words: str) -> str:
    """Return words, quotes, "or" and minus signs such that PostgreSQL's "websearch" can read them.

    It accepts most texts, but keeps a place for every sign that it takes for an operator, and fails
    after 32 signs in a row. So a minus sign stays only where it excludes the word right after it.
    """
    terms = []
    for term in _TERM.finditer(words):
        text = _SIGNS.sub(" ", term["word"] or term["phrase"] or "").strip()
        if not any(map(str.isalnum, text)):
            continue
        minus = "-" if term["signs"].endswith("-") else ""
        terms.append(minus + (f'"{text}"' if term["phrase"] else text))
    return " ".join(terms)


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


def fragments_of(text: str, words: Iterable[str]) -> tuple[tuple[FragmentPart, ...], ...]:
    """Return at most two fragments of a text around the words, or else its start."""
    # Fragments are short, so paragraphs in them are shown as lines.
    text = re.sub(r"\n\s*\n", "\n", text)
    # Longest first, so that a word wins over a shorter one that it starts with.
    wanted = sorted({plain_letters(word) for word in words if word.strip()}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, wanted)) or _MATCHES_NOTHING)
    # As long as the text, so a place in the one is that place in the other.
    letters = plain_letters(text)
    pieces: list[tuple[FragmentPart, ...]] = []
    end = 0
    while len(pieces) < _MAX_FRAGMENTS and (match := pattern.search(letters, end)):
        start = _word_edge(text, max(end, match.start() - _CONTEXT), match.start())
        end = max(match.end(), _word_end(text, match.end() + _CONTEXT, match.end()))
        found = [match.span() for match in pattern.finditer(letters, start, end)]
        pieces.append(_fragment(text, start, end, found))
    return tuple(pieces) or (_fragment(text, 0, _word_end(text, 2 * _CONTEXT, _CONTEXT), []),)


def _word_edge(text: str, start: int, latest: int) -> int:
    """Return where the first whole word from `start` begins, or `start` inside an endless word."""
    if start == 0 or text[start - 1].isspace():
        return start
    space = re.compile(r"\s").search(text, start, latest)
    return space.end() if space else start


def _word_end(text: str, end: int, earliest: int) -> int:
    """Return where the last whole word before `end` ends, or `end` inside an endless word."""
    if end >= len(text):
        return len(text)
    space = max(text.rfind(" ", earliest, end), text.rfind("\n", earliest, end))
    return space if space > 0 else end


def _fragment(
    text: str, start: int, end: int, found: Iterable[tuple[int, int]]
) -> tuple[FragmentPart, ...]:
    parts = [FragmentPart("… ")] if start else []
    start_of_part = start
    for first, last in found:
        if first > start_of_part:
            parts.append(FragmentPart(text[start_of_part:first]))
        parts.append(FragmentPart(text[first:last], found=True))
        start_of_part = last
    if start_of_part < end:
        parts.append(FragmentPart(text[start_of_part:end]))
    return (*parts, FragmentPart(" …")) if end < len(text) else tuple(parts)
