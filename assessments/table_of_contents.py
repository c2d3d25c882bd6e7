"""The table of contents of an assessment: its pages, the progress of each theme, and the next
thing to do.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.catalogue import Catalogue, GroupEntry, IndicatorEntry, ThemeEntry

from .models import Answer, Judgement

# What the pages beside the themes are called, in the contents and above the folded contents.
PAGES: Mapping[str, str | Promise] = MappingProxyType(
    {
        "sources": _("Bronnen"),
        "partners": _("Partners vragen"),
        "differences": _("Waar partners verschillen"),
        "points": _("Punten op een rij"),
        "recommendations": _("Aanbevelingen"),
        "texts": _("Teksten voor het rapport"),
        "threads": _("Overleg"),
        "fact_check": _("Kloppen de feiten?"),
        "confirmation": _("Toetsen en vaststellen"),
        "report": _("Rapport"),
    }
)


@dataclass(frozen=True)
class JudgementCount:
    """How many answers have a judgement."""

    judgement: str
    label: str
    count: int


@dataclass(frozen=True)
class GroupProgress:
    group: GroupEntry
    answered: int
    judgements: tuple[JudgementCount, ...]

    @property
    def total(self) -> int:
        return len(self.group.indicators)


@dataclass(frozen=True)
class ThemeProgress:
    theme: ThemeEntry
    groups: tuple[GroupProgress, ...]
    open_threads: int = 0

    @property
    def answered(self) -> int:
        return sum(group.answered for group in self.groups)

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)


@dataclass(frozen=True)
class Contents:
    """The progress of an assessment; `next_indicator` is the first one without an answer."""

    themes: tuple[ThemeProgress, ...]
    next_indicator: tuple[ThemeEntry, IndicatorEntry] | None
    unjudged: tuple[tuple[ThemeEntry, IndicatorEntry], ...]
    unanswered: tuple[tuple[ThemeEntry, IndicatorEntry], ...]
    # Answered when the question had another wording.
    to_look: tuple[tuple[ThemeEntry, IndicatorEntry], ...] = ()

    def theme(self, key: str) -> ThemeProgress | None:
        return next((theme for theme in self.themes if theme.theme.key == key), None)

    @property
    def answered(self) -> int:
        return sum(theme.answered for theme in self.themes)

    @property
    def total(self) -> int:
        return sum(theme.total for theme in self.themes)


def is_answered(answer: Answer | None) -> bool:
    """Return whether an answer says something.

    The judgements "not applicable" and "unknown" say enough without a text.
    """
    if answer is None:
        return False
    says_something = bool(answer.text) or answer.number is not None or answer.yes is not None
    return says_something or answer.judgement in (Judgement.UNKNOWN, Judgement.NOT_APPLICABLE)


def has_content(answer: Answer) -> bool:
    """Return whether anything is left in an answer; one that was emptied counts as not given."""
    written = answer.text or answer.evidence or answer.judgement
    return bool(written) or answer.number is not None or answer.yes is not None


def count_judgements(answers: Iterable[Answer]) -> tuple[JudgementCount, ...]:
    """Return the judgements that occur, in their fixed order."""
    counts = Counter(answer.judgement for answer in answers)
    return tuple(
        JudgementCount(judgement.value, str(judgement.label), counts[judgement.value])
        for judgement in Judgement
        if counts[judgement.value]
    )


def _judgements_in(group: GroupEntry, answers: Mapping[int, Answer]) -> tuple[JudgementCount, ...]:
    asked = (indicator.pk for indicator in group.indicators)
    return count_judgements(answers[pk] for pk in asked if pk in answers)


def contents_of(
    catalogue: Catalogue,
    answers: Mapping[int, Answer],
    open_threads: Mapping[str, int] = MappingProxyType({}),
) -> Contents:
    """Return the table of contents; `answers` are those of an assessment, by indicator, and
    `open_threads` how many there are about a question, by its key.
    """
    themes = tuple(
        ThemeProgress(
            theme,
            tuple(
                GroupProgress(
                    group,
                    sum(is_answered(answers.get(indicator.pk)) for indicator in group.indicators),
                    _judgements_in(group, answers),
                )
                for group in theme.groups
            ),
            sum(open_threads.get(indicator.key, 0) for indicator in theme.indicators),
        )
        for theme in catalogue.themes
    )
    # In the order of the set, so that the first open question is the next one to answer.
    everything = [
        (theme, indicator) for theme in catalogue.themes for indicator in theme.indicators
    ]
    unanswered = tuple(pair for pair in everything if not is_answered(answers.get(pair[1].pk)))
    unjudged = tuple(
        (theme, indicator)
        for theme, indicator in everything
        if is_answered(answers.get(indicator.pk)) and not answers[indicator.pk].judgement
    )
    to_look = tuple(
        pair for pair in everything if pair[1].pk in answers and answers[pair[1].pk].needs_look
    )
    return Contents(themes, unanswered[0] if unanswered else None, unjudged, unanswered, to_look)
