"""An indicator set as frozen values: read from YAML or JSON, checked, and written back. No database.

The sources' own structure is the model: a Werkset chapter has doel, aanleiding, vorm and three groups of questions
(Werkset 2.0, chapters 2 to 6); an evaluation framework has themes with doelen and uitgangspunten and a topic list
(evaluation of 2014, paragraphs 2.2 and 2.3 and annex 4).
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass as plain_dataclass
from typing import Annotated, Any, Literal, Self, TypeVar

import yaml
from pydantic import AfterValidator, ConfigDict, StringConstraints, TypeAdapter, ValidationError, model_validator
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from loket_eval.prose import clean_text

T = TypeVar("T")

MAX_FILE_BYTES = 5 * 1024 * 1024
MAX_NODES = 100_000  # values and names in a file; each takes some thousand bytes while it is read
MAX_PROBLEMS = 200

_STRICT = ConfigDict(extra="forbid", strict=True)


def _clean(text: str) -> str:
    if clean_text(text) != text:
        raise PydanticCustomError(
            "unclean_text", "de tekst begint of eindigt met wit of bevat onzichtbare tekens of andere regeleinden"
        )
    return text


_KEY, _VERSION, _ONE_LINE = r"^[a-z0-9]+(?:-[a-z0-9]+)*$", r"^[0-9A-Za-z][0-9A-Za-z.\-]*$", r"^[^\n]*$"

Key = Annotated[str, StringConstraints(pattern=_KEY, max_length=80)]
Version = Annotated[str, StringConstraints(pattern=_VERSION, max_length=20)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=_ONE_LINE), AfterValidator(_clean)]
Text = Annotated[str, StringConstraints(max_length=50_000), AfterValidator(_clean)]
RequiredText = Annotated[str, StringConstraints(min_length=1, max_length=50_000), AfterValidator(_clean)]

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

    `continuity` says of a question that was worded otherwise in the version before whether it is still the same one.
    """

    key: Key
    text: RequiredText
    answer: AnswerKind = "text"
    unit: Annotated[str, StringConstraints(max_length=60, pattern=_ONE_LINE), AfterValidator(_clean)] = ""
    source: Text = ""
    continuity: Continuity = ""
    aspects: tuple[AspectDefinition, ...] = ()

    @model_validator(mode="after")
    def _unit_goes_with_number(self) -> Self:
        if self.answer in ("number", "frequency") and not self.unit:
            raise PydanticCustomError(
                "unit_missing", "een vraag naar een getal of frequentie heeft een eenheid (unit) nodig"
            )
        if self.answer not in ("number", "frequency") and self.unit:
            raise PydanticCustomError(
                "unit_unused", "alleen een vraag naar een getal of frequentie heeft een eenheid (unit)"
            )
        _unique(self.aspects, "deelaspect")
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
        _unique(self.themes, "thema")
        _unique([c for t in self.themes for c in t.criteria], "criterium")
        _unique([g for t in self.themes for g in t.groups], "indicatorgroep")
        _unique([i for t in self.themes for g in t.groups for i in g.indicators], "indicator")
        return self


def _unique(parts: Any, word: str) -> None:
    twice = sorted(key for key, count in Counter(part.key for part in parts).items() if count > 1)
    if twice:
        raise PydanticCustomError(
            "duplicate_key", "{word} komt vaker voor: {keys}", {"word": word, "keys": ", ".join(twice)}
        )


@plain_dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a file: where (line counted from 1, path of keys) and what, in Dutch."""

    what: str
    path: str = ""
    line: int | None = None

    def __str__(self) -> str:
        where = [f"regel {self.line}"] if self.line else []
        where += [self.path] if self.path else []
        return f"{', '.join(where)}: {self.what}" if where else self.what


class InvalidDefinition(Exception):
    """The file is not a valid definition. `problems` lists everything that was found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, for texts, numbers, lists and fields only; aliases are refused because they can explode."""

    nodes = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise InvalidDefinition([Problem(f"het bestand bestaat uit meer dan {MAX_NODES} waarden")])
        if self.check_event(yaml.events.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(
                None, None, "een verwijzing (*) mag niet in dit bestand", event.start_mark
            )
        return super().compose_node(parent, index)


# A date stays the text that was typed; bytes and sets (!!binary, !!set) have no place in a definition.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _tag in ("binary", "timestamp", "set", "omap", "pairs"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", yaml.SafeLoader.construct_undefined)  # type: ignore[type-var]


def read_tree(content: bytes) -> tuple[Any, yaml.Node]:
    """Return the plain values of a YAML or JSON file and the node tree that knows their lines.

    Raises InvalidDefinition when the file is too large, no UTF-8, no YAML, or names a key twice.
    """
    if len(content) > MAX_FILE_BYTES:
        raise InvalidDefinition([Problem(f"het bestand is groter dan {MAX_FILE_BYTES // 1024 // 1024} MB")])
    try:
        loader = _Loader(content.decode("utf-8-sig"))
        node = loader.get_single_node()
        if node is None:
            raise InvalidDefinition([Problem("het bestand is leeg")])
        doubles = list(_double_keys(node, ""))
        if doubles:
            raise InvalidDefinition(doubles)
        return loader.construct_document(node), node
    except UnicodeDecodeError:
        raise InvalidDefinition([Problem("het bestand is geen tekst in UTF-8")]) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise InvalidDefinition([Problem(f"dit is geen geldige YAML ({error.problem})", line=line)]) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InvalidDefinition([Problem(f"dit is geen geldige YAML ({error})")]) from None


def _double_keys(node: yaml.Node, path: str) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            here = f"{path}.{name}" if path else name
            if name in seen:
                yield Problem("deze sleutel staat er twee keer", here, key.start_mark.line + 1)
            seen.add(name)
            yield from _double_keys(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            yield from _double_keys(value, f"{path}[{position}]")


# Pydantic's own messages are English; these are the ones a definition can meet.
_DUTCH = {
    "missing": "dit veld ontbreekt",
    "extra_forbidden": "dit veld bestaat niet",
    "unexpected_keyword_argument": "dit veld bestaat niet",
    "missing_keyword_only_argument": "dit veld ontbreekt",
    "string_type": "hier hoort tekst (zet een getal of ja/nee tussen aanhalingstekens)",
    "string_too_short": "dit veld mag niet leeg zijn",
    "string_too_long": "de tekst is te lang (hoogstens {max_length} tekens)",
    "literal_error": "dit mag niet: kies uit {expected}",
    "tuple_type": "hier hoort een lijst",
    "bool_type": "hier hoort true of false",
    "dataclass_type": "hier horen velden (sleutel: waarde)",
    "dataclass_exact_type": "hier horen velden (sleutel: waarde)",
    "date_type": "hier hoort een datum (jjjj-mm-dd)",
    "date_from_datetime_parsing": "hier hoort een datum (jjjj-mm-dd)",
    "decimal_type": "hier hoort een getal",
    "int_type": "hier hoort een geheel getal",
    "json_invalid": "het bestand bevat tekens die geen tekst zijn",
}
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
        more = [Problem("er is nog meer mis; los eerst dit op")] if len(found) > MAX_PROBLEMS else []
        raise InvalidDefinition([_problem(one, node) for one in found[:MAX_PROBLEMS]] + more) from None
    except (ValueError, RecursionError) as error:
        raise InvalidDefinition([Problem(f"het bestand bevat een waarde die niet te lezen is ({error})")]) from None


def _problem(found: Any, root: yaml.Node | None) -> Problem:
    path, line, node = "", root.start_mark.line + 1 if root else None, root
    for step in found["loc"]:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += f".{step}" if path else str(step)
        node = _child(node, step) if node else None
        line = node.start_mark.line + 1 if node else line
    return Problem(_in_dutch(found), path, line)


def _in_dutch(found: Any) -> str:
    kind, context = found["type"], found.get("ctx") or {}
    if kind == "string_pattern_mismatch":
        return _DUTCH_PATTERNS.get(context["pattern"], f"dit mag niet: verwacht wordt {context['pattern']}")
    if kind == "literal_error":
        return _DUTCH[kind].format_map(context).replace(" or ", " of ")
    return _DUTCH[kind].format_map(context) if kind in _DUTCH else str(found["msg"])


def _child(node: yaml.Node, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    return None


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
        raise InvalidDefinition([_problem(found, None) for found in error.errors()]) from None


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
        json.dumps(_SET.dump_python(definition, mode="json", exclude_defaults=True), ensure_ascii=False, indent=2)
        + "\n"
    )


class _Dumper(yaml.SafeDumper):
    """Indents lists and writes texts of more lines as readable blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)
