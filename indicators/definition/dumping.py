"""A definition as YAML and as JSON, the way people would write it."""

import json
from typing import Any

import yaml
from pydantic import TypeAdapter

from .values import SetDefinition

_SET = TypeAdapter(SetDefinition)


def dump_yaml(definition: SetDefinition) -> str:
    """Return the definition as YAML that `parse_set` reads back to the same value."""
    return yaml.dump(
        _tree_of(definition),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=120,
    )


def dump_json(definition: SetDefinition) -> str:
    """Return the definition as JSON that `parse_set` reads back to the same value."""
    return json.dumps(_tree_of(definition), ensure_ascii=False, indent=2) + "\n"


def _tree_of(definition: SetDefinition) -> Any:
    """Return the definition as plain values, without what is empty."""
    return _SET.dump_python(definition, mode="json", exclude_defaults=True)


class _Dumper(yaml.SafeDumper):
    """Indents lists and writes texts of more lines as readable blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    )


_Dumper.add_representer(str, _represent_text)
