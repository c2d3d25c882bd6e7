"""The sheets of a set as a spreadsheet: which columns each has, and what their cells stand for.

Every cell is text, so that "2.0" stays "2.0" and "=A1" is no formula. The order of the rows is the
order of the parts.
"""

from typing import Any

from indicators.parts import KEY, PartField, PartKind

# The set itself has one row a field, with these two columns.
NAME = PartField("name", "naam", 28)
VALUE = PartField("value", "waarde", 100)
# The column that says under which key of the sheet above a row belongs.
PARENT = "parent"


def columns_of(kind: PartKind) -> tuple[PartField, ...]:
    """Return the columns of the sheet of one kind of part, from left to right."""
    if kind.parent is None:
        return NAME, VALUE
    columns = (KEY, *kind.fields)
    if not kind.parent.parent:
        return columns
    # Parts of another part say in which; a theme can stand in the set only.
    return PartField(PARENT, kind.parent.slug, 28, is_exact=True), *columns


def text_for(field: PartField, value: Any) -> str:
    """Return a value as it stands in a cell."""
    if isinstance(value, bool):
        value = "ja" if value else "nee"
    return field.words.get(value, "") if field.words else str(value)


def value_of(field: PartField, text: str) -> Any:
    """Return the value that a text in a cell stands for.

    None when there is none, or when it is a word that isn't in the list.
    """
    if field.words is None:
        return text
    typed = same_name(text)
    code = next((code for code, word in field.words.items() if same_name(word) == typed), None)
    return code == "ja" if code is not None and field.is_yes_no else code


def title_of(title: str, part: int) -> str:
    """Return the head of the column for one part of texts that don't fit in one cell.

    Part 0 is the text's own column.
    """
    if part == 0:
        return title
    return f"{title} (vervolg)" if part == 1 else f"{title} (vervolg {part})"


def same_name(name: str) -> str:
    """Return a name by which to find a sheet, column or word, however it was typed.

    Capitals and the shape of apostrophes make no difference.
    """
    return name.replace("'", "’").casefold()
