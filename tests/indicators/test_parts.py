"""The table of the kinds of part, beside the formats and tables that can't be derived from it."""

from dataclasses import fields
from typing import get_args, get_type_hints

import pytest

from indicators.definition.values import DEFINITION_OF
from indicators.part_rows import MODEL_OF
from indicators.parts import BY_CODE, KEY, PARTS, SET, PartKind

KINDS = pytest.mark.parametrize("kind", BY_CODE.values(), ids=BY_CODE.keys())
# Kept by the portal itself, and in no file.
OWN_COLUMNS = {"id", "position", "status", "published_at", "retired_at", "revision"}


def names(kind: PartKind) -> set[str]:
    return {*kind.field_names, *([] if kind is SET else [KEY.name])}


@KINDS
def test_a_file_has_the_fields_of_the_table(kind):
    """Whoever adds a field to the table and forgets the definition would lose what is typed."""
    lists = {child.list_name for child in kind.children}
    assert {field.name for field in fields(DEFINITION_OF[kind])} - lists == names(kind)


@KINDS
def test_a_row_has_the_fields_of_the_table(kind):
    """Nothing that people write is left out of files, copies, comparisons and the history."""
    columns = {field.name for field in MODEL_OF[kind]._meta.concrete_fields}
    assert columns - OWN_COLUMNS - {kind.parent_field} == names(kind)


@KINDS
def test_a_choice_has_the_same_codes_everywhere(kind):
    """A word in a spreadsheet stands for what YAML says and the database stores."""
    types = get_type_hints(DEFINITION_OF[kind])
    for field in kind.fields:
        if field.words and not field.is_yes_no:
            assert set(field.words) == set(get_args(types[field.name])) - {""}
            column = MODEL_OF[kind]._meta.get_field(field.name)
            assert set(field.words) == {code for code, _label in column.choices}


def test_a_part_comes_after_what_it_stands_in():
    """Loading, copying and comparing count on it."""
    met = [SET]
    for kind in PARTS:
        assert kind.parent in met
        met.append(kind)
