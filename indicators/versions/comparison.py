"""What changed between two versions of a set, and which questions need a decision because of it. No database.

Parts are the same when they have the same key. Answers to a question that is worded or asked
otherwise can't be compared with earlier ones until an admin says that it still is the same
question.
"""

import hashlib
import json
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Literal, Protocol

from indicators.definition.values import (
    Continuity,
    CriterionDefinition,
    GroupDefinition,
    IndicatorDefinition,
    SetDefinition,
    ThemeDefinition,
)

from .word_difference import Run, word_difference

Kind = Literal["set", "theme", "group", "criterion"]
Part = ThemeDefinition | GroupDefinition | CriterionDefinition

# The texts of each kind of part, in the order in which people read them.
TEXTS: dict[Kind, tuple[str, ...]] = {
    "set": ("title", "source", "introduction", "criterion_question"),
    "theme": ("kind", "title", "introduction", "goal", "occasion", "form", "source"),
    "group": ("kind", "title", "question", "source"),
    "criterion": ("kind", "implicit", "title", "text", "question", "source"),
}


class Worded(Protocol):
    """A question as it is asked: an IndicatorEntry or a Wording."""

    @property
    def text(self) -> str: ...
    @property
    def answer(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def aspects(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Wording:
    """What people read and what kind of answer they give. Two questions with an equal wording are the same."""

    text: str
    answer: str
    unit: str
    aspects: tuple[str, ...]


def wording_of(indicator: IndicatorDefinition) -> Wording:
    """Return the wording of a question in a definition."""
    aspects = tuple(aspect.text for aspect in indicator.aspects)
    return Wording(indicator.text, indicator.answer, indicator.unit, aspects)


def needs_new_decision(before: Worded, after: Worded) -> bool:
    """Say whether a decision about `before` no longer says anything about `after`.

    True when the text, the aspects, the kind of answer or the unit differ. Whoever changes a
    question so takes the decision (`Indicator.continuity`) off it.
    """
    return _wording(before) != _wording(after)


def _wording(question: Worded) -> Wording:
    return Wording(question.text, question.answer, question.unit, tuple(question.aspects))


@dataclass(frozen=True)
class FieldChange:
    """A text of a part that changed. Of an aspect `number` is the place in the new version, or 0 when it is gone."""

    name: str
    before: str
    after: str
    number: int = 0

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        return word_difference(self.before, self.after)


@dataclass(frozen=True)
class Asked:
    """A question in one version, with its number as people see it and the theme and group it stands in."""

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

    before: Asked
    after: Asked
    moved: bool
    changes: tuple[FieldChange, ...]

    @property
    def key(self) -> str:
        return self.after.key

    @property
    def reworded(self) -> bool:
        return any(change.name in ("text", "aspect", "aspect_order") for change in self.changes)

    @property
    def retyped(self) -> bool:
        return any(change.name in ("answer", "unit") for change in self.changes)

    @property
    def needs_decision(self) -> bool:
        return self.reworded or self.retyped

    @property
    def seen(self) -> str:
        """Return a short text that is another one as soon as either wording, or the decision, is another."""
        said = [
            *astuple(wording_of(self.before.indicator)),
            *astuple(wording_of(self.after.indicator)),
        ]
        return hashlib.sha256(
            json.dumps([*said, self.after.indicator.continuity]).encode()
        ).hexdigest()[:16]

    @property
    def continuity(self) -> Continuity:
        """Return whether answers to both can be compared; "" as long as nobody decided. An unchanged question is the
        same one, whatever was decided about it earlier.
        """
        return self.after.indicator.continuity if self.needs_decision else "same"


@dataclass(frozen=True)
class PartChange:
    """A theme, group or criterion (or the set's own texts) that is new, gone, moved or changed."""

    kind: Kind
    what: Literal["added", "removed", "shared"]
    key: str
    title: str
    # The title of the theme it stands in; of a theme and the set itself "".
    inside: str = ""
    moved: bool = False
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two versions. Every indicator is in added, removed or shared, in order."""

    added: tuple[Asked, ...]
    removed: tuple[Asked, ...]
    shared: tuple[SharedIndicator, ...]
    parts: tuple[PartChange, ...]

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
            or any(p.moved or p.changes for p in self.shared)
        )


def compare(old: SetDefinition, new: SetDefinition) -> Comparison:
    """Return what changed from `old` to `new`. Version numbers, based_on and decisions are not content."""
    before, after = _asked(old), _asked(new)
    moved = _moved(
        {key: asked.group.key for key, asked in before.items()},
        {key: asked.group.key for key, asked in after.items()},
    )
    return Comparison(
        added=tuple(asked for key, asked in after.items() if key not in before),
        removed=tuple(asked for key, asked in before.items() if key not in after),
        shared=tuple(
            SharedIndicator(
                before[key],
                asked,
                key in moved,
                tuple(_indicator_changes(before[key].indicator, asked.indicator)),
            )
            for key, asked in after.items()
            if key in before
        ),
        parts=tuple(_part_changes(old, new)),
    )


def _asked(definition: SetDefinition) -> dict[str, Asked]:
    found: dict[str, Asked] = {}
    for theme_number, theme in enumerate(definition.themes, start=1):
        questions = ((group, indicator) for group in theme.groups for indicator in group.indicators)
        for number, (group, indicator) in enumerate(questions, start=1):
            found[indicator.key] = Asked(f"{theme_number}.{number}", theme, group, indicator)
    return found


def _indicator_changes(
    before: IndicatorDefinition, after: IndicatorDefinition
) -> Iterable[FieldChange]:
    if before.text != after.text:
        yield FieldChange("text", before.text, after.text)
    yield from _aspect_changes(before, after)
    for name in ("answer", "unit", "source"):
        if getattr(before, name) != getattr(after, name):
            yield FieldChange(name, getattr(before, name), getattr(after, name))


def _aspect_changes(
    before: IndicatorDefinition, after: IndicatorDefinition
) -> Iterable[FieldChange]:
    if wording_of(before).aspects == wording_of(after).aspects:
        return
    old = {aspect.key: aspect.text for aspect in before.aspects}
    new = {aspect.key: aspect.text for aspect in after.aspects}
    for number, (key, text) in enumerate(new.items(), start=1):
        if old.get(key) != text:
            yield FieldChange("aspect", old.get(key, ""), text, number)
    yield from (FieldChange("aspect", text, "") for key, text in old.items() if key not in new)
    shared_before, shared_after = (
        [key for key in old if key in new],
        [key for key in new if key in old],
    )
    if shared_before != shared_after:
        was, became = (
            "\n".join(new[key] for key in keys) for keys in (shared_before, shared_after)
        )
        yield FieldChange("aspect_order", was, became)


def _part_changes(old: SetDefinition, new: SetDefinition) -> Iterable[PartChange]:
    own = tuple(_text_changes("set", old, new))
    if own:
        yield PartChange("set", "shared", new.slug, new.title, changes=own)
    kinds: tuple[Kind, ...] = ("theme", "group", "criterion")
    for kind in kinds:
        before, after = _parts(old, kind), _parts(new, kind)
        moved = _moved(
            {key: theme.key if theme else "" for key, (theme, _) in before.items()},
            {key: theme.key if theme else "" for key, (theme, _) in after.items()},
        )
        for key, (theme, part) in after.items():
            inside = theme.title if theme else ""
            if key not in before:
                yield PartChange(kind, "added", key, part.title, inside)
            else:
                changes = tuple(_text_changes(kind, before[key][1], part))
                if changes or key in moved:
                    yield PartChange(kind, "shared", key, part.title, inside, key in moved, changes)
        for key, (theme, part) in before.items():
            if key not in after:
                yield PartChange(kind, "removed", key, part.title, theme.title if theme else "")


def _parts(definition: SetDefinition, kind: Kind) -> dict[str, tuple[ThemeDefinition | None, Part]]:
    if kind == "theme":
        return {theme.key: (None, theme) for theme in definition.themes}
    return {
        part.key: (theme, part)
        for theme in definition.themes
        for part in (theme.groups if kind == "group" else theme.criteria)
    }


def _text_changes(
    kind: Kind, before: Part | SetDefinition, after: Part | SetDefinition
) -> Iterable[FieldChange]:
    for name in TEXTS[kind]:
        if getattr(before, name) != getattr(after, name):
            yield FieldChange(name, str(getattr(before, name)), str(getattr(after, name)))


def _moved(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Return the keys that stand in another parent or in another order than the others there.

    Both give the parent by key, in order. What merely shifts because of what came or went did not
    move.
    """
    moved = {key for key, parent in after.items() if key in before and before[key] != parent}
    rank = {key: place for place, key in enumerate(before)}
    stayed: dict[Hashable, list[str]] = {}
    for key, parent in after.items():
        if key in before and key not in moved:
            stayed.setdefault(parent, []).append(key)
    for keys in stayed.values():
        in_order = _longest_increasing([rank[key] for key in keys])
        moved |= {key for place, key in enumerate(keys) if place not in in_order}
    return moved


def _longest_increasing(ranks: Sequence[int]) -> set[int]:
    """Return the places of a longest run of increasing ranks: the most that can be said to have kept its order."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for place, rank in enumerate(ranks):
        at = bisect_left(tails, rank)
        previous.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [rank], [place]
    found: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        found.add(place)
        place = previous[place]
    return found
