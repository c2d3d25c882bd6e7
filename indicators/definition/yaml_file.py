"""What is written in a YAML or JSON file, and on which line."""

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
        if _NO_NUMBER.fullmatch(node.value):
            return float(node.value.replace(".", ""))  # refused further on
        if not _PLAIN_NUMBER.fullmatch(node.value):
            what = (
                "dit getal is op meer dan één manier te lezen; schrijf het als 1500 of 12.5, of "
                "zet het tussen aanhalingstekens als het tekst is"
            )
            raise InvalidDefinition([DefinitionProblem(what, line=node.start_mark.line + 1)])
        return float(node.value) if "." in node.value else int(node.value)


_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]{1,2})?")
_NO_NUMBER = re.compile(r"[-+]?\.(?:inf|nan)", re.IGNORECASE)
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
    try:
        return _read(_QuickLoader(text))
    except yaml.YAMLError:
        pass  # PyYAML's own parser says what is wrong in words that we know, or reads it after all
    try:
        return _read(_Loader(text))
    except yaml.YAMLError as error:
        what, line = problems.of_yaml(error, text)
        raise InvalidDefinition([DefinitionProblem(f"{_NO_YAML} ({what})", line=line)]) from None


def _read(loader: _Loader) -> tuple[Any, yaml.Node]:
    node = loader.get_single_node()
    if node is None:
        raise InvalidDefinition([DefinitionProblem("het bestand is leeg")])
    # PyYAML keeps the last of two equal keys without a word.
    doubles = list(_double_keys(node, ""))
    if doubles:
        raise InvalidDefinition(doubles)
    return loader.construct_document(node), node


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
