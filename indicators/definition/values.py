"""An indicator set as frozen values: read from YAML or JSON, checked, and written back. No database.

The sources' own structure is the model: a Werkset chapter has doel, aanleiding, vorm and three
groups of questions (Werkset 2.0, chapters 2 to 6); an evaluation framework has themes with doelen
and uitgangspunten and a topic list (evaluation of 2014, paragraphs 2.2 and 2.3 and annex 4).
"""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Annotated, Any, Literal, Self, TypeVar

import yaml
from pydantic import (
    AfterValidator,
    ConfigDict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from loket_eval.prose import clean_text

from . import problems
from .problems import InvalidDefinition, Place, Problem, Twice
from .yaml_file import read_tree

T = TypeVar("T")

MAX_PROBLEMS = 200

_TWICE = "duplicate_key"

_STRICT = ConfigDict(extra="forbid", strict=True)


def _clean(text: str) -> str:
    if clean_text(text) != text:
        raise PydanticCustomError(
            "unclean_text",
            "de tekst begint of eindigt met wit of bevat onzichtbare of onleesbare tekens of andere regeleinden",
        )
    return text


_KEY, _VERSION, _ONE_LINE = (
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
    r"^[0-9A-Za-z][0-9A-Za-z.\-]*$",
    r"^[^\n]*$",
)

Key = Annotated[str, StringConstraints(pattern=_KEY, max_length=80)]
Version = Annotated[str, StringConstraints(pattern=_VERSION, max_length=20)]
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=300, pattern=_ONE_LINE), AfterValidator(_clean)
]
Text = Annotated[str, StringConstraints(max_length=50_000), AfterValidator(_clean)]
RequiredText = Annotated[
    str, StringConstraints(min_length=1, max_length=50_000), AfterValidator(_clean)
]

ThemeKind = Literal["theme", "improvement_action"]
CriterionKind = Literal["goal", "starting_point"]
GroupKind = Literal["development", "execution", "value", "topic"]
AnswerKind = Literal["text", "number", "frequency", "yes_no"]
Continuity = Literal["", "same", "break"]


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class AspectDefinition:
    """A numbered part of a question."""

    key: Key
    text: RequiredText


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class IndicatorDefinition:
    """One question. `unit` is what a number or frequency counts.

    `continuity` says of a question that was worded otherwise in the version before whether it is
    still the same one.
    """

    key: Key
    text: RequiredText
    answer: AnswerKind = "text"
    unit: Annotated[
        str, StringConstraints(max_length=60, pattern=_ONE_LINE), AfterValidator(_clean)
    ] = ""
    source: Text = ""
    continuity: Continuity = ""
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
        _unique(_inside([((), self)], "aspects"), "deelaspect")
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
    """A chapter: a theme of a quality model, or an improvement action with its goal, occasion and form."""

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
    """One version of a framework or checklist. `based_on` is the version of the same set that it was made from."""

    slug: Key
    version: Version
    based_on: Version | Literal[""] = ""
    title: Line
    source: RequiredText
    introduction: Text = ""
    criterion_question: Text = ""
    themes: Annotated[tuple[ThemeDefinition, ...], "at least one"]

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        if not self.themes:
            raise PydanticCustomError("no_themes", "een indicatorenset heeft ten minste één thema")
        themes = _inside([((), self)], "themes")
        groups = _inside(themes, "groups")
        _unique(themes, "thema")
        _unique(_inside(themes, "criteria"), "criterium")
        _unique(groups, "indicatorgroep")
        _unique(_inside(groups, "indicators"), "indicator")
        return self


def _inside(parents: Iterable[tuple[Place, Any]], name: str) -> list[tuple[Place, Any]]:
    return [
        ((*at, name, i), part)
        for at, parent in parents
        for i, part in enumerate(getattr(parent, name))
    ]


def _unique(parts: Iterable[tuple[Place, Any]], word: str) -> None:
    first: dict[str, Place] = {}
    again = [
        (part.key, first[part.key], at)
        for at, part in parts
        if first.setdefault(part.key, at) != at
    ]
    if again:
        raise PydanticCustomError(_TWICE, "{word} komt vaker voor", {"word": word, "again": again})


# Patterns say nothing to people.
_DUTCH_PATTERNS = {
    _KEY: "gebruik alleen kleine letters, cijfers en losse streepjes, zoals samen-op-in-acuut",
    _VERSION: "gebruik alleen letters, cijfers, punten en streepjes, zoals 2.0",
    _ONE_LINE: "deze tekst moet op één regel staan",
}


def parse(adapter: TypeAdapter[T], content: bytes) -> T:
    """Return the values that a YAML or JSON file describes, or raise InvalidDefinition with every problem in it."""
    raw, node = read_tree(content)
    return _validate(adapter, raw, node)


def _validate(adapter: TypeAdapter[T], raw: Any, node: yaml.Node | None) -> T:
    try:
        # By way of JSON, because in strict mode pydantic builds dataclasses from JSON only.
        return adapter.validate_json(json.dumps(raw))
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        shown = list(
            islice((problem for one in found for problem in _problems(one, node)), MAX_PROBLEMS + 1)
        )
        if len(shown) > MAX_PROBLEMS:
            shown[-1] = Problem("er is nog meer mis; los eerst dit op")
        raise InvalidDefinition(shown) from None
    except ValueError:
        raise InvalidDefinition(
            [Problem("het bestand bevat een getal dat niet te lezen is")]
        ) from None


def _problems(found: Any, root: yaml.Node | None) -> Iterator[Problem]:
    if found["type"] != _TWICE:
        yield Problem(_in_dutch(found), *problems.where(found["loc"], root))
        return
    for key, first, again in found["ctx"]["again"]:
        line = problems.where((*found["loc"], *first, "key"), root)[1]
        also = f" (ook op regel {line})" if line else ""
        what = f"{found['ctx']['word']} komt vaker voor: {key}{also}"
        problem = Problem if found["loc"] else Twice
        yield problem(what, *problems.where((*found["loc"], *again, "key"), root))


def _in_dutch(found: Any) -> str:
    context = found.get("ctx") or {}
    ours = _DUTCH_PATTERNS.get(context.get("pattern", ""))
    return ours or problems.of_value(found["type"], context, found["msg"])


_SET = TypeAdapter(SetDefinition)


def parse_set(content: bytes) -> SetDefinition:
    """Return the indicator set that a YAML or JSON file describes, or raise InvalidDefinition with every problem."""
    return parse(_SET, content)


def value_from(adapter: TypeAdapter[T], tree: Any) -> T:
    """Return the values that plain values describe, or raise InvalidDefinition with every problem in them."""
    return _validate(adapter, tree, None)


def definition_from(tree: dict[str, Any]) -> SetDefinition:
    """Return the indicator set that plain values describe, or raise InvalidDefinition with every problem."""
    return value_from(_SET, tree)


def definition_from_json(content: str) -> SetDefinition:
    """Return the indicator set in a JSON text that `dump_json` wrote; other texts are read by `parse_set`."""
    try:
        return _SET.validate_json(content)
    except ValidationError as error:
        raise InvalidDefinition(
            [problem for found in error.errors() for problem in _problems(found, None)]
        ) from None


def dump_yaml(definition: SetDefinition) -> str:
    """Return the definition as YAML that `parse_set` reads back to the same value."""
    return yaml.dump(
        _SET.dump_python(definition, mode="json", exclude_defaults=True),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=120,
    )


def dump_json(definition: SetDefinition) -> str:
    """Return the definition as JSON that `parse_set` reads back to the same value."""
    return (
        json.dumps(
            _SET.dump_python(definition, mode="json", exclude_defaults=True),
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


class _Dumper(yaml.SafeDumper):
    """Indents lists and writes texts of more lines as readable blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    )


_Dumper.add_representer(str, _represent_text)
