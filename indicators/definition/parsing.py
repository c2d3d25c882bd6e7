"""From a YAML or JSON file, or plain values, to a checked definition with every problem named."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from . import problems
from .problems import DefinitionProblem, DoubleKey, InvalidDefinition
from .values import DUPLICATE_KEY, DUTCH_PATTERNS, SetDefinition
from .yaml_file import read_tree

T = TypeVar("T")

MAX_PROBLEMS = 200

_SET = TypeAdapter(SetDefinition)


def parse(adapter: TypeAdapter[T], content: bytes) -> T:
    """Return the values that a YAML or JSON file describes.

    Raises InvalidDefinition with every problem in it.
    """
    raw, node = read_tree(content)
    return _validate(adapter, raw, node)


def _validate(adapter: TypeAdapter[T], raw: Any, node: yaml.Node | None) -> T:
    try:
        # By way of JSON, because in strict mode pydantic builds dataclasses from JSON only.
        return adapter.validate_json(json.dumps(raw))
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        all_problems = (problem for each in errors for problem in _problems(each, node))
        # Finding a line walks through the file, so no more of them than are shown.
        shown = list(islice(all_problems, MAX_PROBLEMS + 1))
        if len(shown) > MAX_PROBLEMS:
            shown[-1] = DefinitionProblem("er is nog meer mis; los eerst dit op")
        raise InvalidDefinition(shown) from None
    # YAML knows numbers of any length, .inf and .nan; JSON and Python's int don't.
    except ValueError:
        raise InvalidDefinition(
            [DefinitionProblem("het bestand bevat een getal dat niet te lezen is")]
        ) from None


def _problems(error: Any, root: yaml.Node | None) -> Iterator[DefinitionProblem]:
    """Yield what one error of pydantic says: of a key that is there three times, two problems."""
    place = error["loc"]
    if error["type"] != DUPLICATE_KEY:
        yield DefinitionProblem(_in_dutch(error), *problems.where(place, root))
        return
    for key, first_place, second_place in error["ctx"]["again"]:
        line = problems.where((*place, *first_place, "key"), root)[1]
        also = f" (ook op regel {line})" if line else ""
        what = f"{error['ctx']['word']} komt vaker voor: {key}{also}"
        # The keys of the aspects of one question are checked with that question.
        problem = DefinitionProblem if place else DoubleKey
        yield problem(what, *problems.where((*place, *second_place, "key"), root))


def _in_dutch(error: Any) -> str:
    context = error.get("ctx") or {}
    of_pattern = DUTCH_PATTERNS.get(context.get("pattern", ""))
    return of_pattern or problems.of_value(error["type"], context, error["msg"])


def parse_set(content: bytes) -> SetDefinition:
    """Return the indicator set that a YAML or JSON file describes.

    Raises InvalidDefinition with every problem in it.
    """
    return parse(_SET, content)


def value_from(adapter: TypeAdapter[T], tree: Any) -> T:
    """Return the checked values that plain values describe.

    Raises InvalidDefinition with every problem in them.
    """
    return _validate(adapter, tree, None)


def definition_from(tree: dict[str, Any]) -> SetDefinition:
    """Return the indicator set that plain values describe.

    Raises InvalidDefinition with every problem in them.
    """
    return value_from(_SET, tree)


def definition_from_json(content: str) -> SetDefinition:
    """Return the indicator set in a JSON text that `dump_json` wrote.

    Other texts are read by `parse_set`.
    """
    try:
        return _SET.validate_json(content)
    except ValidationError as error:
        raise InvalidDefinition(
            [problem for each in error.errors() for problem in _problems(each, None)]
        ) from None
