"""Quotes: a network's own words, with its consent, without its name, where the number is shown."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import F, Window
from django.db.models.functions import MD5, Length, RowNumber

from assessments.models import Answer
from loket_eval.letters import normal_form
from loket_eval.prose_blocks import blocks
from networks.models import Network
from reports.models import QuoteConsent

from .edition import Quoted
from .edition_parts import CATEGORIES, QUOTES, Counts, QuotePart
from .gathering import Contribution, Gathered

# The length of a quote in characters, and the most reports, and answers a question, to search.
_SHORTEST, _LONGEST, _REPORTS, _LOOKED_AT = 40, 400, 60, 6
_QUOTED = ("strength", "improvement")

# By the place of a question in the report: its quotes, each with its assessment.
Quotes = dict[int, list[tuple[QuotePart, int]]]


def quotes_of(gathered: Gathered, counts: Sequence[Counts]) -> Quotes:
    """Return the quotes by the place of their question, with their assessments (three queries).

    Hashes decide which answers are quoted, and in what order, so that neither says anything of the
    networks.
    """
    consenting = _drawn(consenting_of([row.assessment for row in gathered.contributions]))
    if not consenting:
        return {}
    names = _Names(gathered.contributions, consenting)
    # Numbers the answers to each question with each judgement by the hash of their text, so that
    # the database gives only the first few of what may be thousands.
    place = Window(
        RowNumber(), partition_by=[F("indicator"), F("judgement")], order_by=[MD5("text")]
    )
    rows = (
        Answer.objects.filter(assessment__in=consenting, judgement__in=_QUOTED)
        .exclude(gathered.not_counted)
        .annotate(length=Length("text"))
        # The first paragraph of a longer text may still be short enough.
        .filter(length__gte=_SHORTEST, length__lte=10 * _LONGEST)
        .annotate(place=place)
        .filter(place__lte=_LOOKED_AT)
        .order_by("place", "pk")
        .values_list("indicator", "assessment", "assessment__indicator_set", "judgement", "text")
    )
    by_place: defaultdict[int, list[tuple[QuotePart, int]]] = defaultdict(list)
    used: Counter[tuple[int, str]] = Counter()
    for indicator, assessment, set_pk, judgement, text in rows:
        question, quote = gathered.place_of(indicator, set_pk), _quotable(text)
        # A quote where the number is hidden would show that the hidden number isn't 0.
        if question is None or not quote or counts[question][CATEGORIES.index(judgement)] is None:
            continue
        if used[question, judgement] < QUOTES and not names.are_in(quote, assessment):
            used[question, judgement] += 1
            by_place[question].append((QuotePart(judgement=judgement, text=quote), assessment))
    for quotes in by_place.values():
        quotes.sort(key=lambda pair: _QUOTED.index(pair[0].judgement))
    return by_place


def consenting_of(assessments: Collection[int]) -> set[int]:
    """Return which of these assessments may be quoted now (one query)."""
    allowed = QuoteConsent.objects.filter(assessment__in=assessments, allowed=True)
    return set(allowed.values_list("assessment", flat=True))


def _drawn(assessments: set[int]) -> set[int]:
    """Return the assessments that are looked at: drawn as by lot, yet the same each time."""
    # The same ones each time: with other quotes each time, opening the page often would show more
    # answers than are meant to be shown.
    lots = {pk: hashlib.sha256(str(pk).encode()).digest() for pk in assessments}
    return set(sorted(assessments, key=lambda pk: lots[pk])[:_REPORTS])


def quoted(quotes_by_place: Quotes, keys: Sequence[str]) -> tuple[Quoted, ...]:
    """Return whose words the quotes are; `keys` are those of the questions, in order."""
    return tuple(
        Quoted(question=keys[place], text=quote.text, assessment=assessment)
        for place, quotes in sorted(quotes_by_place.items())
        for quote, assessment in quotes
    )


def _quotable(text: str) -> str:
    """Return the first paragraph of an answer, unless it is too short or too long to quote."""
    first = next(iter(blocks(text)), None)
    if first is None or first.kind != "paragraph":
        return ""
    paragraph = " ".join(first.items[0].text.split())
    return paragraph if _SHORTEST <= len(paragraph) <= _LONGEST else ""


class _Names:
    """The names that would tell whose quote it is.

    Those are words that only one network's name has, and the names of its organisations.
    """

    def __init__(self, contributions: Sequence[Contribution], consenting: set[int]) -> None:
        # A word that several networks have in their name, such as "netwerk", tells nothing. When
        # there is only one network, every word of its name tells who it is.
        uses = Counter(word for row in contributions for word in _words(row.name))
        every = [word for word, times in uses.items() if times == 1 or len(contributions) == 1]
        self._any = _pattern(every)
        networks = {
            row.network: row.assessment for row in contributions if row.assessment in consenting
        }
        partners: defaultdict[int, list[str]] = defaultdict(list)
        pairs = Network.organisations.through.objects.filter(network__in=networks)
        for network, name in pairs.values_list("network", "organisation__name"):
            # Without what is between brackets: people write the name, not the abbreviation with it.
            partners[networks[network]].append(" ".join(name.partition("(")[0].split()))
        self._of = {assessment: _pattern(names) for assessment, names in partners.items()}

    def are_in(self, text: str, assessment: int) -> bool:
        own = self._of.get(assessment)
        words = normal_form(text)
        return bool(self._any.search(words) or (own and own.search(words)))


def _words(name: str) -> set[str]:
    """Return the name as a whole, its longer words, and the longer parts of those.

    Of "Noord-Nederland" these are also "noord" and "nederland".
    """
    name = normal_form(name)
    # Shorter words, such as "de" and "van", are in every text.
    words = {word for word in (*name.split(), *re.findall(r"\w+", name)) if len(word) >= 4}
    return {*words, name}


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of these names as words in a `comparable` text.

    With no names it finds nothing.
    """
    inside = "|".join(re.escape(name) for name in sorted(map(normal_form, names)) if name)
    # Names are also found at the beginning of a longer word, as in a plural or a compound.
    return re.compile(rf"(?<!\w)(?:{inside})" if inside else r"(?!)")
