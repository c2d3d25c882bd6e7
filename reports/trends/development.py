"""A network's development: its periods with one framework, per theme and per question."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.models import Assessment

from .judged_periods import AskedInPeriod, History, JudgedPeriod, ThemeHead, history_of
from .series import QuestionStep, counts_of, steps_of
from .stored_trends import SeriesPart


@dataclass(frozen=True)
class QuestionTrend:
    """A question in its latest wording, with its number then, and the answers in every period."""

    number: str
    text: str
    still_asked: bool
    steps: tuple[QuestionStep, ...]


@dataclass(frozen=True)
class ThemeTrend:
    """A theme of the last period; without a number one that only earlier periods have."""

    key: str
    series: SeriesPart
    questions: tuple[QuestionTrend, ...]
    evaluator: SeriesPart


@dataclass(frozen=True)
class Development:
    """The periods from old to new, and what they show."""

    periods: tuple[JudgedPeriod, ...]
    overlaps: bool
    mixes_kinds: bool
    whole: SeriesPart
    themes: tuple[ThemeTrend, ...]
    # None without any evaluator.
    evaluator_whole: SeriesPart | None

    @property
    def series(self) -> tuple[SeriesPart, ...]:
        return tuple(theme.series for theme in self.themes)

    @property
    def evaluator_series(self) -> tuple[SeriesPart, ...]:
        if self.evaluator_whole is None:
            return ()
        return tuple(theme.evaluator for theme in self.themes)


def development_of(assessments: Iterable[Assessment]) -> Development:
    """Return the development over these assessments in five queries.

    They are confirmed, and of one network and framework.
    """
    history = history_of(assessments)
    return Development(
        periods=history.periods,
        overlaps=history.overlaps,
        mixes_kinds=history.mixes_kinds,
        whole=SeriesPart(number=None, title="", points=counts_of(None, history)),
        themes=tuple(_themes(history)),
        evaluator_whole=SeriesPart(
            number=None, title="", points=counts_of(None, history, "evaluator")
        )
        if history.has_evaluator
        else None,
    )


def _themes(history: History) -> Iterable[ThemeTrend]:
    """Yield the themes of the last period in its order, then those that only earlier periods had.

    A question stands in the theme where it was asked last.
    """
    heads: dict[str, tuple[ThemeHead, JudgedPeriod]] = {}
    questions: dict[str, tuple[AskedInPeriod, JudgedPeriod]] = {}
    # Newest first, so the latest wording and place of everything is kept.
    for period in reversed(history.periods):
        for theme in period.themes:
            heads.setdefault(theme.key, (theme, period))
        for key, asked in period.asked.items():
            questions.setdefault(key, (asked, period))
    last = history.periods[-1] if history.periods else None
    for key, (theme, named_in) in heads.items():
        inside = tuple(
            QuestionTrend(
                asked.number, asked.question.text, period is last, steps_of(question, history)
            )
            for question, (asked, period) in questions.items()
            if asked.question.theme_key == key
        )
        if inside:
            # The number of an earlier period may now be that of another theme.
            number = theme.number if named_in is last else None
            yield ThemeTrend(
                key,
                SeriesPart(number=number, title=theme.title, points=counts_of(key, history)),
                inside,
                SeriesPart(
                    number=number,
                    title=theme.title,
                    points=counts_of(key, history, "evaluator"),
                ),
            )
