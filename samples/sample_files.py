"""Sample files: read from YAML into values, and checked against their set."""

from collections.abc import Mapping

import yaml
from pydantic import TypeAdapter

from indicators.definition.parsing import parse
from indicators.definition.problems import DefinitionProblem, InvalidDefinition
from indicators.definition.values import SetDefinition
from indicators.definition.yaml_file import read_tree

from .sample_problems import Place, problems_of
from .sample_values import SampleFile, SetKey

_SAMPLE = TypeAdapter(SampleFile)


def parse_sample(content: bytes, sets: Mapping[SetKey, SetDefinition]) -> SampleFile:
    """Return the sample that a file describes.

    Raises InvalidDefinition with every problem, including keys that aren't in the set.
    """
    sample = parse(_SAMPLE, content)
    # Pydantic has checked each value; this checks what values say about each other.
    mistakes = list(problems_of(sample, sets))
    if mistakes:
        # Read again as YAML nodes, which know their line numbers.
        _raw, node = read_tree(content)
        raise InvalidDefinition([_problem(place, what, node) for place, what in mistakes])
    return sample


def _problem(place: Place, what: str, node: yaml.Node) -> DefinitionProblem:
    """Return a mistake with the line of the file that it is on."""
    path, line = "", node.start_mark.line + 1
    for step in place:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            # A missing key is reported on the line of the mapping that should contain it.
            key, node = next((pair for pair in node.value if pair[0].value == step), (node, node))
            line = key.start_mark.line + 1
    return DefinitionProblem(what, path, line)
