"""One question through the versions of its set: the same key, and how each version asks it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

from indicators.definition.keys import keys_in
from indicators.models import Indicator

from .wording import needs_new_decision

Relation = Literal["unchanged", "same", "break"]


@dataclass(frozen=True)
class InVersion:
    """A question as one version of the set asks it.

    `based_on` is the version that this one was made from.
    """

    pk: int
    key: str
    set_pk: int
    version: str
    based_on: int | None
    theme_key: str
    theme_title: str
    text: str
    answer: str
    unit: str
    continuity: str
    came_from: str
    aspects: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of answer in words, with the unit of a number."""
        label = str(Indicator.AnswerKind(self.answer).label)
        return f"{label} ({self.unit})" if self.unit else label


class Lineage:
    """Questions by their key and version. Questions keep the order in which they were given."""

    def __init__(self, questions: Iterable[InVersion]) -> None:
        self.by_pk = {question.pk: question for question in questions}
        self._by_key: defaultdict[str, dict[int, InVersion]] = defaultdict(dict)
        self._bases: dict[int, int | None] = {}
        self._places: dict[int, int] = {}
        # A report asks for the same relation in each of its counts and pictures.
        self._relations: dict[tuple[str, int, int], Relation] = {}
        for place, question in enumerate(self.by_pk.values()):
            self._by_key[question.key][question.set_pk] = question
            self._bases[question.set_pk] = question.based_on
            self._places[question.pk] = place

    def in_set(self, key: str, set_pk: int) -> InVersion | None:
        """Return how this version asks the question, or None when it doesn't."""
        return self._by_key[key].get(set_pk) if key in self._by_key else None

    def versions(self, key: str) -> dict[int, int]:
        """Return the primary keys of a question by the version of the set."""
        return {set_pk: question.pk for set_pk, question in self._by_key.get(key, {}).items()}

    def relation(self, key: str, first_set: int, second_set: int) -> Relation:
        """Return how two versions of a question relate; either may be the older one.

        A step at which other questions went into it, or it was split from one, is a break, in
        whatever words. Else it is unchanged when it is worded alike. Otherwise every step between
        the two, along the versions that each was made from, must have been decided to be the same
        question; a step nobody decided about is a break, as is a version between them without the
        question.
        """
        asked = (key, first_set, second_set)
        if asked not in self._relations:
            self._relations[asked] = self._relation(key, first_set, second_set)
        return self._relations[asked]

    def _relation(self, key: str, first_set: int, second_set: int) -> Relation:
        first, second = self.in_set(key, first_set), self.in_set(key, second_set)
        if first is None or second is None:
            return "break"
        down, up = self._made_from(first), self._made_from(second)
        # Two drafts of the same version go back to it along lines of their own.
        shared = next((question.set_pk for question in down if question in up), None)
        steps = [] if shared is None else [*_until(down, shared), *_until(up, shared)]
        if any(child.came_from for child, _parent in steps):
            return "break"
        # Also when it was another question in between: who reads both sees the same words.
        if not needs_new_decision(first, second):
            return "unchanged"
        if shared is None:
            return "break"
        decided = all(
            child.continuity == "same" or not needs_new_decision(parent, child)
            for child, parent in steps
        )
        return "same" if decided else "break"

    def origins(self, key: str, set_pk: int, earlier: int) -> tuple[InVersion, ...]:
        """Return the questions of an earlier version that this one came from, in their order.

        With another key: those that went into it, or that it was split from, at a step between the
        two versions. None when the one version wasn't made from the other.
        """
        keys, at, passed = {key}, set_pk, set[int]()
        while at != earlier:
            base = self._bases.get(at)
            if base is None or at in passed:
                return ()
            passed.add(at)
            asked = [question for name in keys if (question := self.in_set(name, at))]
            keys |= {origin for question in asked for origin in keys_in(question.came_from)}
            keys = {name for name in keys if self.in_set(name, base)}
            at = base
        found = [question for name in keys - {key} if (question := self.in_set(name, earlier))]
        return tuple(sorted(found, key=lambda question: self._places[question.pk]))

    def _made_from(self, question: InVersion) -> list[InVersion]:
        """Return the question with those it was made from, as far back as each version asks it."""
        line: list[InVersion] = []
        at: InVersion | None = question
        # A circle of versions can't be made here, but a row may be changed by hand.
        while at is not None and at not in line:
            line.append(at)
            at = self.in_set(at.key, at.based_on) if at.based_on else None
        return line


def _until(line: list[InVersion], shared: int) -> list[tuple[InVersion, InVersion]]:
    """Return the steps of a line up to the version that both lines share.

    A step is a question and the one it was made from.
    """
    place = next(place for place, question in enumerate(line) if question.set_pk == shared)
    return list(pairwise(line[: place + 1]))


def lineage_of(slug: str, pks: Collection[int] | None = None) -> Lineage:
    """Return all questions of all versions of a set, with one query.

    Only the questions of which `pks` names a version, when it is given.
    """
    rows = Indicator.objects.filter(group__theme__indicator_set__slug=slug)
    if pks is not None:
        rows = rows.filter(key__in=Indicator.objects.filter(pk__in=pks).values("key"))
    by_pk: dict[int, InVersion] = {}
    # In the order of the set, with a row for every aspect.
    order = ("group__theme__position", "group__theme", "group__position", "group", "position", "pk")
    table: Iterable[tuple[Any, ...]] = rows.order_by(
        *order, "aspects__position", "aspects__pk"
    ).values_list(
        "pk",
        "key",
        "group__theme__indicator_set",
        "group__theme__indicator_set__version",
        "group__theme__indicator_set__based_on",
        "group__theme__key",
        "group__theme__title",
        "text",
        "answer",
        "unit",
        "continuity",
        "came_from",
        "aspects__text",
    )
    for *fields, aspect in table:
        question = by_pk.setdefault(fields[0], InVersion(*fields))
        if aspect is not None:
            by_pk[question.pk] = replace(question, aspects=(*question.aspects, aspect))
    return Lineage(by_pk.values())
