"""The differences between two versions of a set as frozen values."""

import hashlib
import json
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Literal

from indicators.definition.values import (
    Continuity,
    GroupDefinition,
    IndicatorDefinition,
    ThemeDefinition,
)

from .word_difference import DifferenceRun, word_difference
from .wording import wording_of

# Which text of a question changed, where that is no field of the question itself.
ASPECT_TEXT, ASPECT_ORDER = "aspect", "aspect_order"


@dataclass(frozen=True)
class FieldChange:
    """A text of a part that changed.

    Of an aspect `number` is the place in the new version, or 0 when it is gone.
    """

    name: str
    before: str
    after: str
    number: int = 0

    @cached_property
    def runs(self) -> tuple[DifferenceRun, ...]:
        return word_difference(self.before, self.after)


@dataclass(frozen=True)
class NumberedQuestion:
    """A question in one version, with its number and the theme and group it stands in."""

    number: str
    theme: ThemeDefinition
    group: GroupDefinition
    indicator: IndicatorDefinition

    @property
    def key(self) -> str:
        return self.indicator.key


@dataclass(frozen=True)
class SharedIndicator:
    """A question that both versions have."""

    before: NumberedQuestion
    after: NumberedQuestion
    moved: bool
    changes: tuple[FieldChange, ...]

    @property
    def key(self) -> str:
        return self.after.key

    @property
    def reworded(self) -> bool:
        return any(change.name in ("text", ASPECT_TEXT, ASPECT_ORDER) for change in self.changes)

    @property
    def retyped(self) -> bool:
        return any(change.name in ("answer", "unit") for change in self.changes)

    @property
    def needs_decision(self) -> bool:
        return self.reworded or self.retyped

    @property
    def seen(self) -> str:
        """Return a fingerprint of both wordings and the decision."""
        # Goes with a form, so that a decision about other words than these is not stored.
        before, after = self.before.indicator, self.after.indicator
        decision = after.continuity, after.came_from
        content = [*astuple(wording_of(before)), *astuple(wording_of(after)), *decision]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]

    @property
    def continuity(self) -> Continuity:
        """Return whether answers to both can be compared; "" as long as nobody decided.

        An unchanged question is the same one, whatever was decided about it earlier.
        """
        return self.after.indicator.continuity if self.needs_decision else "same"


@dataclass(frozen=True)
class Descent:
    """A question of the new version with those of the old one that it came from."""

    after: NumberedQuestion
    origins: tuple[NumberedQuestion, ...]


@dataclass(frozen=True)
class PartChange:
    """A theme, group or criterion (or the set's own texts) that is new, gone, moved or changed."""

    kind: str  # code of the kind of part
    what: Literal["added", "removed", "shared"]
    key: str
    title: str
    # The title of the theme it stands in; of a theme and the set itself "".
    inside: str = ""
    moved: bool = False
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two versions.

    Every indicator is in added, removed or shared, in order.
    """

    added: tuple[NumberedQuestion, ...]
    removed: tuple[NumberedQuestion, ...]
    shared: tuple[SharedIndicator, ...]
    parts: tuple[PartChange, ...]
    # Merged and split questions. Only between a version and the one it was made from.
    descents: tuple[Descent, ...] = ()

    @cached_property
    def moved(self) -> tuple[SharedIndicator, ...]:
        return tuple(pair for pair in self.shared if pair.moved)

    @cached_property
    def reworded(self) -> tuple[SharedIndicator, ...]:
        return tuple(pair for pair in self.shared if pair.reworded)

    @cached_property
    def retyped(self) -> tuple[SharedIndicator, ...]:
        return tuple(pair for pair in self.shared if pair.retyped)

    @cached_property
    def to_decide(self) -> tuple[SharedIndicator, ...]:
        """Return the questions that are worded or asked otherwise, whether decided about or not."""
        return tuple(pair for pair in self.shared if pair.needs_decision)

    @cached_property
    def undecided(self) -> tuple[SharedIndicator, ...]:
        return tuple(pair for pair in self.to_decide if not pair.continuity)

    @cached_property
    def resourced(self) -> tuple[SharedIndicator, ...]:
        """Return the questions of which only the place in the source is another."""
        return tuple(pair for pair in self.shared if pair.changes and not pair.needs_decision)

    @property
    def is_empty(self) -> bool:
        return not (
            self.added
            or self.removed
            or self.parts
            or self.descents
            or any(p.moved or p.changes for p in self.shared)
        )
