"""docs/field-inventory.yaml: of every stored field what it is for, whom it tells of, how long.

It is checked against the models by the tests; nothing in the portal reads it while running.
"""

from collections import Counter
from pathlib import Path
from typing import Annotated

import yaml
from django.apps import apps
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

FILE = Path(__file__).parent.parent / "docs" / "field-inventory.yaml"
KINDS = ("none", "account", "function", "text", "address")
_STRICT = ConfigDict(extra="forbid", frozen=True)

# Names with spaces between them, so that a model is a few lines and not fifty.
_Names = Annotated[
    tuple[str, ...], BeforeValidator(lambda typed: tuple(str(typed).split()) if typed else ())
]


class FieldsByKind(BaseModel):
    """Names of fields, by what they can tell of a person."""

    model_config = _STRICT

    none: _Names = ()
    account: _Names = ()
    function: _Names = ()
    text: _Names = ()
    address: _Names = ()

    @property
    def names(self) -> list[str]:
        return [name for kind in KINDS for name in getattr(self, kind)]


class ModelGroup(FieldsByKind):
    """Models with the same purpose and term. `purposes` is for fields that have another one."""

    models: _Names = Field(min_length=1)
    purpose: str = Field(min_length=5)
    kept: str
    purposes: dict[str, str] = {}


class FieldInventory(BaseModel):
    """The whole file. `lasting` are terms that end with something else, and not after some days."""

    model_config = _STRICT

    lasting: dict[str, str]
    everywhere: FieldsByKind
    models: tuple[ModelGroup, ...]
    tables: dict[str, str]


def read_inventory(file: Path = FILE) -> FieldInventory:
    """Return the inventory; raises pydantic's ValidationError for what can't be read."""
    return FieldInventory.model_validate(yaml.safe_load(file.read_text()))


def problems_of_inventory(inventory: FieldInventory, terms: set[str]) -> list[str]:
    """Return every field that isn't in it, every entry without its field, and every unknown term,
    each as a sentence; none if it is right.
    """
    models = {model._meta.label: model for model in apps.get_models()}
    stored = {
        label: {
            field.name for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        }
        for label, model in models.items()
    }
    everywhere = set(inventory.everywhere.names)
    found = []
    named: Counter[str] = Counter()
    for group in inventory.models:
        named.update(group.models)
        known = [label for label in group.models if label in models]
        found += [f"{label}: no such model" for label in group.models if label not in models]
        found += [
            f"{label}.{name}: not in the inventory"
            for label in known
            for name in sorted(stored[label] - everywhere - set(group.names))
        ]
        there = set[str]().union(*(stored[label] for label in known))
        found += [
            f"{group.models[0]}.{name}: no such field"
            for name in sorted({*group.names, *group.purposes} - there)
        ]
        twice = Counter(group.names)
        found += [f"{group.models[0]}.{name}: twice" for name in twice if twice[name] > 1]
        if group.kept not in terms | inventory.lasting.keys():
            found.append(f"{group.models[0]}: no such term: {group.kept}")
    found += [f"{label}: not in the inventory" for label in sorted(models.keys() - named.keys())]
    found += [f"{label}: twice" for label in named if named[label] > 1]
    anywhere = set[str]().union(*stored.values())
    found += [f"everywhere.{name}: no such field" for name in sorted(everywhere - anywhere)]
    used = {group.kept for group in inventory.models}
    return found + [f"{name}: used nowhere" for name in sorted(inventory.lasting.keys() - used)]
