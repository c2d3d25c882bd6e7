"""What a report stores of the periods before it: plain values, with the outcome of comparing.

Outcomes are stored and not worked out again, so that a confirmed report keeps saying what it said
when the rule of judgement_scale.py or series.py changes.
"""

from datetime import date
from typing import Literal

from pydantic.dataclasses import dataclass

from assessments.kinds import KINDS, SELF_ASSESSMENT, EvaluationKind, KindCode
from reports.stored_values import STRICT, Text

# Both judgements are on the scale, so there is an outcome ...
Change = Literal["became_strong", "better", "worse", "to_improve", "stayed_strong"]
# ... or there is a reason why nothing can be said.
Reason = Literal["other_question", "new", "gone", "off_scale", "not_judged"]
REASONS: tuple[Reason, ...] = ("other_question", "new", "gone", "off_scale", "not_judged")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class SeriesDescent:
    """A question that another one came from: the number then, and that of the other now.

    When the earlier question `stays`, it was split; otherwise it went into the other.
    """

    before: Text
    now: Text
    stays: bool


@dataclass(frozen=True, kw_only=True, config=STRICT)
class ComparedPart:
    """A question in this report and in the one before it.

    `number` and `text` are those of this report, or of the one before it when the question is gone.
    `text_before` is the earlier wording where that differed. `before` and `now` are judgements, or
    empty; `answered` says whether this report has an answer to link to. `descents` say which other
    questions it came from, or went into.

    The same of evaluators, in a report in which one of the two periods has an evaluator.
    """

    number: Text
    text: Text
    outcome: Change | Reason
    before: Text
    now: Text
    answered: bool
    text_before: Text = ""
    descents: tuple[SeriesDescent, ...] = ()
    evaluator_before: Text = ""
    evaluator_now: Text = ""
    evaluator_outcome: Change | Reason | None = None

    @property
    def anchor(self) -> str:
        """The place of the answer in this report, or nothing when there is none."""
        return "indicator-" + self.number.replace(".", "-") if self.answered else ""


@dataclass(frozen=True, kw_only=True, config=STRICT)
class CountedPart:
    """The judgements of one period counted. `asked` also counts the questions without a judgement.

    `new`, `gone` and `other` say how many questions keep this period from being joined to the one
    before it. A period that is `running` isn't confirmed: what it lacks may still come.
    """

    label: Text
    counts: tuple[tuple[Text, int], ...]
    asked: int
    new: int = 0
    gone: int = 0
    other: int = 0
    running: bool = False

    @property
    def break_before(self) -> bool:
        return bool(self.new or self.gone or self.other)

    def count(self, judgement: str) -> int:
        return dict(self.counts).get(judgement, 0)

    @property
    def not_judged(self) -> int:
        return self.asked - sum(count for _judgement, count in self.counts)

    @property
    def is_gap(self) -> bool:
        """Whether its numbers can't be compared with another period yet: no line reaches it."""
        return not self.counts or (self.running and self.not_judged > 0)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class SeriesPart:
    """The periods of a theme; without number and title, those of all themes together."""

    number: int | None
    title: Text
    points: tuple[CountedPart, ...]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class EarlierEstimate:
    """How much effort or value the previous report saw in a theme.

    `kind` is that of the group of questions, and `level` a code of GroupEstimate.Level.
    """

    theme_key: Text
    kind: Text
    level: Text


@dataclass(frozen=True, kw_only=True, config=STRICT)
class SincePrevious:
    """This report beside the one before it.

    That is the one whose period ends last among those that end earlier. `left_out` is the label of
    this report's own period while it has no judgement at all: then it is in no series.
    """

    title: Text
    version: Text
    period_start: date
    period_end: date
    overlaps: bool
    compared: tuple[ComparedPart, ...]
    series: tuple[SeriesPart, ...]
    left_out: Text = ""
    # What evaluators judged, in the order of `series`; empty without any evaluator, and in reports
    # of before this was stored.
    evaluator_series: tuple[SeriesPart, ...] = ()
    # What the previous report estimated; None in reports of before this was stored.
    estimates: tuple[EarlierEstimate, ...] | None = None
    kind: KindCode = SELF_ASSESSMENT

    @property
    def evaluation(self) -> EvaluationKind:
        """What the kind of the previous report says of it."""
        return KINDS[self.kind]

    @property
    def evaluator_whole(self) -> SeriesPart | None:
        return self.evaluator_series[0] if self.evaluator_series else None

    @property
    def evaluator_themes(self) -> tuple[SeriesPart, ...]:
        return self.evaluator_series[1:]

    @property
    def compared_by_evaluator(self) -> tuple[ComparedPart, ...]:
        """The questions that evaluators judged in both reports, as far as those are comparable."""
        return tuple(
            part
            for part in self.compared
            if part.evaluator_outcome is not None and part.evaluator_outcome not in REASONS
        )

    @property
    def has_evaluator(self) -> bool:
        """Whether an evaluator judged in one of the two reports."""
        return any(part.evaluator_before or part.evaluator_now for part in self.compared)

    @property
    def became_strong(self) -> tuple[ComparedPart, ...]:
        return self.with_outcome("became_strong")

    @property
    def better(self) -> tuple[ComparedPart, ...]:
        return self.with_outcome("better")

    @property
    def worse(self) -> tuple[ComparedPart, ...]:
        return self.with_outcome("worse")

    @property
    def to_improve(self) -> tuple[ComparedPart, ...]:
        return self.with_outcome("to_improve")

    @property
    def stayed_strong(self) -> tuple[ComparedPart, ...]:
        return self.with_outcome("stayed_strong")

    @property
    def whole(self) -> SeriesPart:
        return self.series[0]

    @property
    def themes(self) -> tuple[SeriesPart, ...]:
        return self.series[1:]

    @property
    def unfinished(self) -> str:
        """The label of this report's period while it runs and lacks judgements; or nothing."""
        last = self.whole.points[-1]
        return last.label if last.running and last.is_gap else ""

    @property
    def comparable(self) -> int:
        """The number of questions that can be compared."""
        return sum(part.outcome not in REASONS for part in self.compared)

    @property
    def not_comparable(self) -> tuple[tuple[Reason, tuple[ComparedPart, ...]], ...]:
        """The questions that can't be compared, by the reason."""
        by_reason = ((reason, self.with_outcome(reason)) for reason in REASONS)
        return tuple((reason, parts) for reason, parts in by_reason if parts)

    def with_outcome(self, outcome: Change | Reason) -> tuple[ComparedPart, ...]:
        return tuple(part for part in self.compared if part.outcome == outcome)
