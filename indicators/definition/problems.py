"""What is wrong with a file and where, in Dutch.

PyYAML, pydantic and the system say it in English.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

import yaml
from pydantic_core.core_schema import ErrorType

Place = tuple[str | int, ...]  # names and numbers that lead to a part


@dataclass(frozen=True)
class DefinitionProblem:
    """One thing that is wrong in a set, in Dutch, and where.

    `path` leads to it by keys; `line` is counted from 1.
    """

    what: str
    path: str = ""
    line: int | None = None

    def __str__(self) -> str:
        where = [f"regel {self.line}"] if self.line else []
        where += [self.path] if self.path else []
        return f"{', '.join(where)}: {self.what}" if where else self.what


class DoubleKey(DefinitionProblem):
    """A key that two parts of a set have."""


class InvalidDefinition(Exception):
    """The file is not a valid definition. `problems` lists everything that was found."""

    def __init__(self, problems: list[DefinitionProblem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


# Pydantic's own messages; these are the ones a definition can meet.
VALUES = {
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
# The first that is found in what PyYAML says.
_YAML = {
    "expected ',' or ']'": "hier hoort een komma of een ]",
    "expected ',' or '}'": "hier hoort een komma of een }",
    "determine a constructor": "dit soort waarde (met een !) mag niet in dit bestand",
    "mapping values are not allowed": "hier mag geen dubbele punt staan; zet de hele tekst "
    "tussen aanhalingstekens",
    "could not find expected ':'": "na deze naam hoort een dubbele punt",
    "'\\t' that cannot start": "hier staat een tab; spring in met spaties",
    "cannot start any token": "met dit teken mag een tekst niet beginnen; zet de hele tekst "
    "tussen aanhalingstekens",
    "end of stream": "het bestand houdt te vroeg op, misschien ontbreekt een aanhalingsteken",
    "document separator": "het bestand houdt te vroeg op, misschien ontbreekt een aanhalingsteken",
    "expected <block end>": "dit springt anders in dan wat erboven staat",
    "sequence entries are not allowed": "hier mag geen streepje van een lijst staan",
    "another document": "er staan meer documenten in dit bestand (gescheiden door ---)",
    "chomping": "na | of > hoort de tekst op een nieuwe regel te beginnen",
    "escape": "na de \\ staat iets wat daar niet kan; gebruik enkele aanhalingstekens",
    "unhashable": "een lijst kan geen naam van een veld zijn",
    "the node content": "hier ontbreekt een waarde",
}
_OTHERWISE = "dit is anders geschreven dan YAML voorschrijft"


def of_value(kind: str, context: Mapping[str, Any], message: str) -> str:
    """Return what this kind of error means.

    `message` is in Dutch when the kind isn't pydantic's own.
    """
    if kind not in VALUES:
        return "deze waarde kan hier niet" if kind in get_args(ErrorType) else message
    in_dutch = VALUES[kind].format_map(context)
    # Pydantic joins what may be chosen in English.
    return in_dutch.replace(" or ", " of ") if kind == "literal_error" else in_dutch


def of_yaml(error: yaml.YAMLError, text: str) -> tuple[str, int | None]:
    """Return what PyYAML can't read, and on which line of the text (counted from 1)."""
    if isinstance(error, yaml.reader.ReaderError):
        return "hier staat een onzichtbaar teken", text.count("\n", 0, error.position) + 1
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _OTHERWISE, None
    english = error.problem or ""
    what = next((dutch for piece, dutch in _YAML.items() if piece in english), _OTHERWISE)
    line = error.problem_mark.line + 1
    # Of what doesn't end, the beginning says more.
    begun = error.context_mark.line + 1 if error.context_mark else line
    if begun != line and re.search("flow|quoted", error.context or ""):
        what += f"; het begint op regel {begun}"
    return what, line


def of_system(error: OSError) -> str:
    """Return why a file can't be read or written."""
    if isinstance(error, FileNotFoundError):
        return "dit bestand of deze map is er niet"
    if isinstance(error, IsADirectoryError):
        return "dit is een map"
    if isinstance(error, PermissionError):
        return "dat mag niet van het systeem"
    return f"fout {error.errno}"


def where(place: Place, root: yaml.Node | None) -> tuple[str, int | None]:
    """Return the path of keys to a place, and the line of the last part of it that is there."""
    path, line, node = "", root.start_mark.line + 1 if root else None, root
    for step in place:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += f".{step}" if path else str(step)
        # A field that is missing has no line; the part that it is missing from has.
        node = _child(node, step) if node else None
        line = node.start_mark.line + 1 if node else line
    return path, line


def _child(node: yaml.Node, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    return None
