"""The parts of an overarching report, as frozen plain values: themes, questions and their numbers.

They are stored as JSON with the report (edition.py): renaming or dropping a field needs a new
FORMAT, and adding one needs a default.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from pydantic.dataclasses import dataclass

from reports.report import JUDGEMENTS
from reports.stored_values import STRICT, Text

from .protection import common

# The columns of every row of numbers. "" stands for no answer, no judgement, or not asked this way.
CATEGORIES = (*JUDGEMENTS, "")
# Judgements that may be counted together: "deels" lies between the two others. The first is tried
# first.
NEIGHBOURS = tuple(
    (CATEGORIES.index(one), CATEGORIES.index(other))
    for one, other in (("strength", "mixed"), ("mixed", "improvement"))
)
# A network's judgement on one question is stored as one letter: with hundreds of networks and
# questions, words would make the stored edition many times larger.
LETTERS = dict(zip(CATEGORIES, "simun-", strict=True))
# How many quotes a judgement on a question may have.
QUOTES = 1
# A scale is read from one end to the other: "deels" between strong and weak.
READING_ORDER = ("strength", "mixed", "improvement", "unknown", "not_applicable", "")

Counts = tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class QuotePart:
    """A network's own words, without its name; `judgement` is what it judged there."""

    judgement: Text
    text: Text


@dataclass(frozen=True, kw_only=True)
class CountedJudgements:
    """How many networks gave one of these judgements; None is hidden."""

    judgements: tuple[str, ...]
    networks: int | None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class QuestionPart:
    """A question with its judgements, counted in the order of CATEGORIES; None is hidden.

    Or two of those that are None are counted `together`: the `pair`. `statement` is the question as
    a sentence that is true where it is strong, in our words.
    """

    number: Text
    key: Text
    text: Text
    counts: Counts
    quotes: tuple[QuotePart, ...]
    statement: Text = ""
    pair: tuple[Text, Text] | None = None
    together: int | None = None

    @property
    def anchor(self) -> str:
        return "vraag-" + self.number.replace(".", "-")

    @property
    def is_hidden(self) -> bool:
        """Whether none of its numbers is shown."""
        return self.pair is None and all(count is None for count in self.counts)

    @property
    def parts(self) -> tuple[CountedJudgements, ...]:
        """Return the judgements in reading order; those that are counted together are one part.

        What is hidden comes last, as one part without a number.
        """
        parts: list[CountedJudgements] = []
        hidden: list[str] = []
        for name in READING_ORDER:
            if self.pair and name in self.pair:
                if name == self.pair[0]:
                    parts.append(CountedJudgements(judgements=self.pair, networks=self.together))
            elif (count := self.count(name)) is None:
                hidden.append(name)
            else:
                parts.append(CountedJudgements(judgements=(name,), networks=count))
        if hidden:
            parts.append(CountedJudgements(judgements=tuple(hidden), networks=None))
        return tuple(parts)

    @property
    def sentence(self) -> str:
        """The statement; or, when the set has none, that the number stands for the question."""
        return self.statement or _("Vraag {number}").format(number=self.number)

    def count(self, judgement: str) -> int | None:
        return self.counts[CATEGORIES.index(judgement)]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class EditionTheme:
    """A theme with the questions that are counted in it."""

    number: int
    key: Text
    title: Text
    questions: tuple[QuestionPart, ...]

    @property
    def anchor(self) -> str:
        return f"onderdeel-{self.number}"

    @property
    def counts(self) -> Counts:
        """How often each judgement was given in this theme, as far as it may be shown."""
        return common(question.counts for question in self.questions)

    @property
    def quotes(self) -> tuple[tuple[QuestionPart, QuotePart], ...]:
        return tuple((question, quote) for question in self.questions for quote in question.quotes)


@dataclass(frozen=True, kw_only=True)
class Shared:
    """A point that many networks have in common."""

    theme: EditionTheme
    question: QuestionPart
    networks: int


def with_counts(
    themes: Sequence[EditionTheme], counts: Sequence[Counts]
) -> tuple[EditionTheme, ...]:
    """Return the themes with other numbers, one row per question, of which nothing is hidden."""
    rows = iter(counts)
    return tuple(
        replace(
            theme,
            questions=tuple(
                replace(question, counts=next(rows), pair=None, together=None)
                for question in theme.questions
            ),
        )
        for theme in themes
    )
