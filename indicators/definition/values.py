"""An indicator set as frozen values that are checked when they are made. No database.

The sources' own structure is the model: a Werkset chapter has doel, aanleiding, vorm and three
groups of questions (Werkset 2.0, chapters 2 to 6); an evaluation framework has themes with doelen
and uitgangspunten and a topic list (evaluation of 2014, paragraphs 2.2 and 2.3 and annex 4).
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, StringConstraints, model_validator
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from indicators import parts
from loket_eval.prose import clean_text

from .keys import joined_keys
from .problems import Place

# The type of the error about keys that several parts have: pydantic knows one place an error only,
# so the places are in its context.
DUPLICATE_KEY = "duplicate_key"

# Strict, because YAML turns what looks like a number or a date into one: a version 2.0 is a text.
_STRICT = ConfigDict(extra="forbid", strict=True)


_KEY, _VERSION, _ONE_LINE, _KEYS = (
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
    r"^[0-9A-Za-z][0-9A-Za-z.\-]*$",
    r"^[^\n]*$",
    r"^(?:[a-z0-9]+(?:-[a-z0-9]+)*(?:, [a-z0-9]+(?:-[a-z0-9]+)*)*)?$",
)

Key = Annotated[str, StringConstraints(pattern=_KEY, max_length=80)]
Version = Annotated[str, StringConstraints(pattern=_VERSION, max_length=20)]

# Cleaned before anything is checked: a file in NFD or with soft hyphens holds the same text.
_CLEAN = BeforeValidator(lambda text: clean_text(text) if isinstance(text, str) else text)
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=_ONE_LINE), _CLEAN]
# Long enough for a chapter; a longer one is a mistake or an attack.
Text = Annotated[str, StringConstraints(max_length=50_000), _CLEAN]
RequiredText = Annotated[str, StringConstraints(min_length=1, max_length=50_000), _CLEAN]

Statement = Annotated[str, StringConstraints(max_length=200, pattern=_ONE_LINE), _CLEAN]

ThemeKind = Literal["theme", "improvement_action"]
CriterionKind = Literal["goal", "starting_point"]
GroupKind = Literal["development", "execution", "value", "topic"]
AnswerKind = Literal["text", "number", "frequency", "yes_no"]
Continuity = Literal["", "same", "break"]
# Keys of questions in the version before. One text, as one cell of a spreadsheet has it.
Keys = Annotated[
    str,
    StringConstraints(pattern=_KEYS, max_length=2_000),
    BeforeValidator(lambda text: joined_keys(text) if isinstance(text, str) else text),
]


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class AspectDefinition:
    """A numbered part of a question."""

    key: Key
    text: RequiredText


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class IndicatorDefinition:
    """One question. `unit` is what a number or frequency counts.

    `statement` is the question as a sentence that is true where the judgement is "sterk". It is
    ours, for summaries; the source has questions only.

    `continuity` says of a question that was worded otherwise in the version before whether it is
    still the same one. `came_from` has the keys of other questions in that version that went into
    this one, or that it was split from; then it is another question.
    """

    key: Key
    text: RequiredText
    statement: Statement = ""
    answer: AnswerKind = "text"
    unit: Annotated[str, StringConstraints(max_length=60, pattern=_ONE_LINE), _CLEAN] = ""
    source: Text = ""
    continuity: Continuity = ""
    came_from: Keys = ""
    aspects: tuple[AspectDefinition, ...] = ()

    @model_validator(mode="after")
    def _unit_goes_with_number(self) -> Self:
        if self.answer in ("number", "frequency") and not self.unit:
            raise PydanticCustomError(
                "unit_missing",
                "een vraag naar een getal of frequentie heeft een eenheid (unit) nodig",
            )
        if self.answer not in ("number", "frequency") and self.unit:
            raise PydanticCustomError(
                "unit_unused",
                "alleen een vraag naar een getal of frequentie heeft een eenheid (unit)",
            )
        if self.came_from and self.continuity != "break":
            raise PydanticCustomError(
                "came_from_is_a_break",
                "een vraag die uit andere vragen komt (came_from), is een andere vraag "
                "(continuity: break)",
            )
        _unique(_inside([((), self)], parts.ASPECT.list_name), parts.ASPECT.word)
        return self


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class GroupDefinition:
    """Questions that belong together, under their leading question."""

    key: Key
    kind: GroupKind
    title: Line
    question: Text = ""
    source: Text = ""
    indicators: tuple[IndicatorDefinition, ...] = ()


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class CriterionDefinition:
    """A yardstick. `question` is what the evaluators ask about the criterion itself."""

    key: Key
    kind: CriterionKind
    implicit: bool = False
    title: Line
    text: RequiredText
    question: Text = ""
    source: Text = ""


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class ThemeDefinition:
    """A chapter of a set.

    A theme of a quality model, or an improvement action with its goal, occasion and form.
    """

    key: Key
    kind: ThemeKind
    title: Line
    source: Text = ""
    introduction: Text = ""
    goal: Text = ""
    occasion: Text = ""
    form: Text = ""
    criteria: tuple[CriterionDefinition, ...] = ()
    groups: tuple[GroupDefinition, ...] = ()


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class SetDefinition:
    """One version of a framework or checklist.

    `based_on` is the version of the same set that it was made from.
    """

    slug: Key
    version: Version
    based_on: Version | Literal[""] = ""
    title: Line
    source: RequiredText
    introduction: Text = ""
    criterion_question: Text = ""
    # Checked below, because pydantic's own message about a minimum is in English.
    themes: Annotated[tuple[ThemeDefinition, ...], "at least one"]

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        if not self.themes:
            raise PydanticCustomError("no_themes", "een indicatorenset heeft ten minste één thema")
        placed: dict[parts.PartKind | None, list[tuple[Place, Any]]] = {parts.SET: [((), self)]}
        for kind in parts.PARTS:
            # Each question has checked the keys of its aspects by now.
            if kind.key_is_unique_in_set:
                placed[kind] = _inside(placed[kind.parent], kind.list_name)
                _unique(placed[kind], kind.word)
        return self


DEFINITION_OF: Mapping[parts.PartKind, type[Any]] = MappingProxyType(
    {
        parts.SET: SetDefinition,
        parts.THEME: ThemeDefinition,
        parts.CRITERION: CriterionDefinition,
        parts.GROUP: GroupDefinition,
        parts.INDICATOR: IndicatorDefinition,
        parts.ASPECT: AspectDefinition,
    }
)


def parts_with_parents(definition: SetDefinition) -> dict[parts.PartKind, list[tuple[Any, Any]]]:
    """Return all parts of a set by their kind, in order, each behind the part that it stands in."""
    pairs: dict[parts.PartKind, list[tuple[Any, Any]]] = {}
    for kind in parts.PARTS:
        if kind.parent is parts.SET or kind.parent is None:
            parents = [definition]
        else:
            parents = [part for _parent, part in pairs[kind.parent]]
        pairs[kind] = [
            (parent, part) for parent in parents for part in getattr(parent, kind.list_name)
        ]
    return pairs


def _inside(parents: Iterable[tuple[Place, Any]], name: str) -> list[tuple[Place, Any]]:
    return [
        ((*place, name, number), part)
        for place, parent in parents
        for number, part in enumerate(getattr(parent, name))
    ]


def _unique(placed: Iterable[tuple[Place, Any]], word: str) -> None:
    first: dict[str, Place] = {}
    again = [
        (part.key, first[part.key], place)
        for place, part in placed
        if first.setdefault(part.key, place) != place
    ]
    if again:
        raise PydanticCustomError(
            DUPLICATE_KEY, "{word} komt vaker voor", {"word": word, "again": again}
        )


# What a pattern asks for; the pattern itself says nothing to people.
DUTCH_PATTERNS = {
    _KEY: "gebruik alleen kleine letters, cijfers en losse streepjes, zoals samen-op-in-acuut",
    _VERSION: "gebruik alleen letters, cijfers, punten en streepjes, zoals 2.0",
    _ONE_LINE: "deze tekst moet op één regel staan",
    _KEYS: "noem sleutels van vragen uit de vorige versie, met komma’s ertussen",
}
