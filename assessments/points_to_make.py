"""Judgements of which no point was made yet: what can be made of them, and what is said of them."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.catalogue import Catalogue, IndicatorEntry, ThemeEntry
from loket_eval.prose_blocks import blocks

from .form_fields import HEADLINE_LIMIT
from .models import Answer, Finding, Judgement

STRENGTH, IMPROVEMENT = Finding.Kind.STRENGTH.value, Finding.Kind.IMPROVEMENT.value
# "Deels sterk, deels te verbeteren" asks for two points.
KINDS_ASKED: Mapping[str, tuple[str, ...]] = {
    Judgement.STRENGTH.value: (STRENGTH,),
    Judgement.IMPROVEMENT.value: (IMPROVEMENT,),
    Judgement.MIXED.value: (STRENGTH, IMPROVEMENT),
}
_FEWEST_WORDS = 3
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


@dataclass(frozen=True)
class PointToMake:
    """A judged question that no point of this kind uses."""

    theme: ThemeEntry
    indicator: IndicatorEntry
    judgement: str
    kind: str


def kinds_missing(judgement: str, made: Collection[str]) -> tuple[str, ...]:
    """Return the kinds of point that a judgement asks for and that the question doesn't have.

    `made` are the kinds of its points. One without a kind has to be chosen first: "".
    """
    asked = KINDS_ASKED.get(judgement, ())
    return () if "" in made else tuple(kind for kind in asked if kind not in made)


def kinds_made(points: Iterable[Finding]) -> dict[int, set[str]]:
    """Return the kinds of the points of each question. Fetch them with indicators and answer."""
    made: defaultdict[int, set[str]] = defaultdict(set)
    for point in points:
        for indicator in point.indicators.all():
            made[indicator.pk].add(point.kind)
        if point.answer:
            made[point.answer.indicator_id].add(point.kind)
    return dict(made)


def points_to_make(
    catalogue: Catalogue, answers: Mapping[int, Answer], made: Mapping[int, Collection[str]]
) -> list[PointToMake]:
    """Return what can be made a point of, in the order of the set.

    `answers` and `made` are by indicator.
    """
    return [
        PointToMake(theme, indicator, answers[indicator.pk].judgement, kind)
        for theme in catalogue.themes
        for indicator in theme.indicators
        if indicator.pk in answers
        for kind in kinds_missing(answers[indicator.pk].judgement, made.get(indicator.pk, ()))
    ]


def proposed_headline(question: str, answer: str) -> str:
    """Return the first sentence of an answer that says something, as a headline to begin with.

    "Ja." alone doesn't. The question, when no sentence fits on a line.
    """
    first = next(iter(blocks(answer)), None)
    if first is not None and first.kind != "table":
        text = " ".join(first.items[0].text.split())
        for sentence in (one.rstrip(".") for one in _SENTENCE_END.split(text)):
            if len(sentence.split()) >= _FEWEST_WORDS and len(sentence) <= HEADLINE_LIMIT:
                return sentence
    return question if len(question) <= HEADLINE_LIMIT else ""


def without_point(kind: str, judgements: Sequence[str], *, is_final: bool = False) -> str:
    """Say of how many judged questions no point of a kind was made: "Vijf vragen zijn als sterk
    beoordeeld; er is nog geen punt van gemaakt."
    """
    mixed = sum(judgement == Judgement.MIXED for judgement in judgements)
    wholly, partly = (
        (_("sterk"), _("deels sterk"))
        if kind == STRENGTH
        else (_("te verbeteren"), _("deels te verbeteren"))
    )
    if mixed == len(judgements):
        judged = partly
    else:
        judged = _("%(one)s of %(other)s") % {"one": wholly, "other": partly} if mixed else wholly
    return ngettext(
        "%(count)s vraag is als %(judged)s beoordeeld; %(made)s.",
        "%(count)s vragen zijn als %(judged)s beoordeeld; %(made)s.",
        len(judgements),
    ) % {
        "count": _in_words(len(judgements)),
        "judged": judged,
        "made": _("er is geen punt van gemaakt")
        if is_final
        else _("er is nog geen punt van gemaakt"),
    }


def _in_words(count: int) -> str:
    """Return a number that opens a sentence: in words up to twelve."""
    words = _("Eén Twee Drie Vier Vijf Zes Zeven Acht Negen Tien Elf Twaalf").split()
    return words[count - 1] if 0 < count <= len(words) else str(count)
