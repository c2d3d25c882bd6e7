"""The sheets of a set as a spreadsheet: which columns each has, and how its rows belong to those of another.

Every cell is text, so that "2.0" stays "2.0" and "=A1" is no formula. The order of the rows is the
order of the parts.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from indicators.definition.values import (
    AspectDefinition,
    CriterionDefinition,
    GroupDefinition,
    IndicatorDefinition,
    ThemeDefinition,
)

Labels = MappingProxyType[str, str]


def _labels(**labels: str) -> Labels:
    return MappingProxyType(labels)


@dataclass(frozen=True)
class Column:
    """A field of a part under its Dutch name. `labels` are the words for its codes; `width` is in characters."""

    title: str
    field: str
    width: int = 40
    labels: Labels | None = None
    # Keys and versions: 7 may have been 007, and 2 may have been 2.0.
    is_exact: bool = False


@dataclass(frozen=True)
class Layout:
    """A sheet: one kind of part, and under which key of which other sheet each row belongs."""

    title: str
    definition: TypeAdapter[Any]
    columns: tuple[Column, ...]
    word: str
    # The list of the parent that the rows go in: the name of the field.
    list_name: str
    parent: str = ""


_KEY = Column("Sleutel", "key", 28, is_exact=True)
_SOURCE = Column("Plaats in de bron", "source", 28)
_NO_YES = _labels(nee="nee", ja="ja")

SET_TITLE, NAME, VALUE = "Set", "Naam", "Waarde"
SET_ROWS = (
    Column("Naam in adressen", "slug", is_exact=True),
    Column("Versie", "version", is_exact=True),
    Column("Gemaakt uit versie", "based_on", is_exact=True),
    Column("Titel", "title"),
    Column("Bron", "source"),
    Column("Inleiding", "introduction"),
    Column("Vraag bij elk criterium", "criterion_question"),
)
# A sheet comes after the one that its rows belong to.
SHEETS: tuple[Layout, ...] = (
    Layout(
        "Thema’s",
        TypeAdapter(ThemeDefinition),
        (
            _KEY,
            Column("Soort", "kind", 16, _labels(theme="thema", improvement_action="verbeteractie")),
            Column("Titel", "title"),
            _SOURCE,
            Column("Inleiding", "introduction", 60),
            Column("Doel", "goal"),
            Column("Aanleiding", "occasion"),
            Column("Vorm", "form"),
        ),
        word="thema",
        list_name="themes",
    ),
    Layout(
        "Criteria",
        TypeAdapter(CriterionDefinition),
        (
            Column("Thema", "parent", 28, is_exact=True),
            _KEY,
            Column("Soort", "kind", 16, _labels(goal="doel", starting_point="uitgangspunt")),
            Column("Impliciet", "implicit", 10, _NO_YES),
            Column("Titel", "title"),
            Column("Tekst", "text", 60),
            Column("Vragen van de evaluatoren", "question", 60),
            _SOURCE,
        ),
        word="criterium",
        list_name="criteria",
        parent="Thema’s",
    ),
    Layout(
        "Groepen",
        TypeAdapter(GroupDefinition),
        (
            Column("Thema", "parent", 28, is_exact=True),
            _KEY,
            Column(
                "Soort",
                "kind",
                24,
                _labels(
                    development="ontwikkelinspanningen",
                    execution="uitvoeringsinspanningen",
                    value="waarde",
                    topic="topic",
                ),
            ),
            Column("Titel", "title"),
            Column("Hoofdvraag", "question", 60),
            _SOURCE,
        ),
        word="indicatorgroep",
        list_name="groups",
        parent="Thema’s",
    ),
    Layout(
        "Indicatoren",
        TypeAdapter(IndicatorDefinition),
        (
            Column("Groep", "parent", 28, is_exact=True),
            _KEY,
            Column("Vraag", "text", 80),
            Column(
                "Soort antwoord",
                "answer",
                16,
                _labels(text="tekst", number="getal", frequency="frequentie", yes_no="ja of nee"),
            ),
            Column("Eenheid", "unit", 16),
            Column(
                "Dezelfde vraag?",
                "continuity",
                18,
                _labels(same="dezelfde vraag", **{"break": "andere vraag"}),
            ),
            _SOURCE,
        ),
        word="indicator",
        list_name="indicators",
        parent="Groepen",
    ),
    Layout(
        "Deelaspecten",
        TypeAdapter(AspectDefinition),
        (Column("Indicator", "parent", 28, is_exact=True), _KEY, Column("Tekst", "text", 80)),
        word="deelaspect",
        list_name="aspects",
        parent="Indicatoren",
    ),
)


def title_of(title: str, part: int) -> str:
    """Return the head of the column for a part of texts that don't fit in one cell; part 0 is the text's own column."""
    return (
        title if part == 0 else f"{title} (vervolg)" if part == 1 else f"{title} (vervolg {part})"
    )


def same_name(name: str) -> str:
    """Return a name by which to find a sheet, column or label, however its case and apostrophes were typed."""
    return name.replace("'", "’").casefold()
