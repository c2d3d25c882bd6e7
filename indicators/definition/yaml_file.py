"""What is written in a YAML or JSON file, and on which line."""

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.cyaml import CSafeLoader

from . import problems
from .problems import DefinitionProblem, InvalidDefinition

MAX_FILE_BYTES = 5 * 1024 * 1024
MAX_NODES = 100_000  # values and names in a file; each takes some thousand bytes while it is read
MAX_DEPTH = 40  # lists and fields in each other; a set has 9

_NO_YAML = "dit is geen geldige YAML"
_NO_JSON = "dit is geen geldige JSON"
# YAML writes fields between braces too, but hardly ever with quotes around their names.
_JSON = re.compile(r'\s*[{\[]\s*(?:"|[{\[]|$)')
# What programs write for a number that is none. YAML takes it for text.
_NO_NUMBER = {"NaN", "Infinity", "-Infinity"}


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, for texts, numbers, lists and fields only.

    Aliases are refused because a few lines of them can stand for millions of values.
    """

    nodes = depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        self.nodes += 1
        self.depth += 1
        if self.nodes > MAX_NODES:
            raise InvalidDefinition(
                [DefinitionProblem(f"het bestand bestaat uit meer dan {MAX_NODES} waarden")]
            )
        if self.depth > MAX_DEPTH:
            raise self._refusal("er zitten hier te veel lijsten of velden in elkaar")
        if self.check_event(yaml.events.AliasEvent):
            raise self._refusal("een verwijzing (*) mag niet in dit bestand")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _refusal(self, what: str) -> InvalidDefinition:
        line = self.peek_event().start_mark.line + 1  # type: ignore[no-untyped-call]
        return InvalidDefinition([DefinitionProblem(f"{_NO_YAML} ({what})", line=line)])

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError:
            raise InvalidDefinition(
                [DefinitionProblem("deze waarde is niet te lezen", line=node.start_mark.line + 1)]
            ) from None

    def construct_number(self, node: Any) -> int | float:
        """Return a number that everybody reads alike; refuse what YAML reads in a way of its own.

        To YAML 010 is eight, 1:30 is ninety, 1_000 is a thousand and 1.500 is one and a half.
        """
        if _NOT_FINITE.fullmatch(node.value):
            return float(node.value.replace(".", ""))  # refused further on
        if not _PLAIN_NUMBER.fullmatch(node.value):
            what = (
                "dit getal is op meer dan één manier te lezen; schrijf het als 1500 of 12.5, of "
                "zet het tussen aanhalingstekens als het tekst is"
            )
            raise InvalidDefinition([DefinitionProblem(what, line=node.start_mark.line + 1)])
        return float(node.value) if "." in node.value else int(node.value)


_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]{1,2})?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|nan)", re.IGNORECASE)
for _tag in ("int", "float"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", _Loader.construct_number)

# A date stays the text that was typed; bytes and sets (!!binary, !!set) have no place in a
# definition.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _tag in ("binary", "timestamp", "set", "omap", "pairs"):
    _Loader.add_constructor(
        f"tag:yaml.org,2002:{_tag}",
        yaml.SafeLoader.construct_undefined,  # type: ignore[type-var]
    )


class _QuickLoader(_Loader, CSafeLoader):
    """The same with libyaml to split the text, which takes a seventh of the time."""

    check_event, peek_event, get_event = (
        CSafeLoader.check_event,
        CSafeLoader.peek_event,
        CSafeLoader.get_event,
    )

    def __init__(self, text: str) -> None:
        CSafeLoader.__init__(self, text)
        Composer.__init__(self)


def read_tree(content: bytes) -> tuple[Any, yaml.Node]:
    """Return the plain values of a YAML or JSON file and the node tree that knows their lines.

    YAML reads JSON too, so only what is wrong is said in the terms of JSON.

    Raises InvalidDefinition when the file is too large, no UTF-8, no YAML, or names a key twice.
    """
    if len(content) > MAX_FILE_BYTES:
        raise InvalidDefinition(
            [DefinitionProblem(f"het bestand is groter dan {MAX_FILE_BYTES // 1024 // 1024} MB")]
        )
    try:
        # Editors on Windows put a mark before the text.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidDefinition([DefinitionProblem("het bestand is geen tekst in UTF-8")]) from None
    is_json = _JSON.match(text) is not None
    try:
        return _read(_QuickLoader(text), is_json)
    except yaml.YAMLError:
        pass  # PyYAML's own parser says what is wrong in words that we know, or reads it after all
    try:
        return _read(_Loader(text), is_json)
    except yaml.YAMLError as error:
        if is_json:
            _refuse_wrong_json(text)
        what, line = problems.of_yaml(error, text)
        raise InvalidDefinition([DefinitionProblem(f"{_NO_YAML} ({what})", line=line)]) from None


def _refuse_wrong_json(text: str) -> None:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        what, line = problems.of_json(error)
        raise InvalidDefinition([DefinitionProblem(f"{_NO_JSON} ({what})", line=line)]) from None
    except (RecursionError, ValueError):
        return  # the problem of YAML says what is too deep or too long


def _read(loader: _Loader, is_json: bool) -> tuple[Any, yaml.Node]:
    node = loader.get_single_node()
    if node is None:
        raise InvalidDefinition([DefinitionProblem("het bestand is leeg")])
    if is_json and (wrong := list(_no_numbers(node, ""))):
        raise InvalidDefinition(wrong)
    # PyYAML keeps the last of two equal keys without a word.
    doubles = list(_double_keys(node, ""))
    if doubles:
        raise InvalidDefinition(doubles)
    return loader.construct_document(node), node


def _no_numbers(node: yaml.Node, path: str) -> Iterator[DefinitionProblem]:
    """Yield every NaN and Infinity that stands in JSON without quotes."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _no_numbers(value, f"{path}.{key.value}" if path else str(key.value))
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            yield from _no_numbers(value, f"{path}[{position}]")
    # The two readers have another word for a text without quotes.
    elif isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NO_NUMBER:
        what = f"{node.value} is geen waarde; zet tekst tussen dubbele aanhalingstekens"
        yield DefinitionProblem(what, path, node.start_mark.line + 1)


def _double_keys(node: yaml.Node, path: str) -> Iterator[DefinitionProblem]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            here = f"{path}.{name}" if path else name
            if name in seen:
                yield DefinitionProblem(
                    "deze sleutel staat er twee keer", here, key.start_mark.line + 1
                )
            seen.add(name)
            yield from _double_keys(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            yield from _double_keys(value, f"{path}[{position}]")
