"""The points of an assessment as their page shows them: by theme, a column for each kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.forms.points import NewFindingForm
from assessments.models import Finding
from assessments.points_to_make import PointToMake, without_point
from indicators.catalogue import Catalogue, ThemeEntry
from indicators.models import Theme

from .entry_pages import Entry


@dataclass(frozen=True)
class PointsColumn:
    """The points of one kind in one theme, with an empty form for another one.

    `to_make` are the judged questions of which no such point was made.
    """

    kind: str
    entries: tuple[Entry, ...]
    new: NewFindingForm | None = None
    to_make: tuple[PointToMake, ...] = ()

    @property
    def without_point(self) -> str:
        """What is true of the points that aren't there; empty when nothing was judged so."""
        judgements = [one.judgement for one in self.to_make]
        return without_point(self.kind, judgements) if judgements else ""


@dataclass(frozen=True)
class ThemePoints:
    """The points of one theme, or (theme is None) about the whole.

    `gone` is a theme that only an earlier version had: its points stay, but none can be added.
    `without_kind` are kernpunten of questions that have no judgement yet.
    """

    theme: ThemeEntry | None
    columns: tuple[PointsColumn, ...]
    without_kind: PointsColumn
    gone: Theme | None = None


def points_by_theme(
    catalogue: Catalogue,
    entries: Sequence[Entry],
    to_make: Sequence[PointToMake],
    new: NewFindingForm | None,
) -> list[ThemePoints]:
    """Return the sections of the page; `new` is a form that could not be saved.

    Themes that only an earlier version had stand before what is about the whole.
    """
    here = {theme.pk for theme in catalogue.themes}
    gone = {
        entry.part.theme_id: entry.part.theme
        for entry in entries
        if entry.part.theme_id and entry.part.theme_id not in here
    }
    return [
        *(_section(theme, entries, to_make, new) for theme in catalogue.themes),
        *(_section_of_gone_theme(theme, entries) for theme in gone.values()),
        _section(None, entries, to_make, new),
    ]


def _section(
    theme: ThemeEntry | None,
    entries: Sequence[Entry],
    to_make: Sequence[PointToMake],
    new: NewFindingForm | None,
) -> ThemePoints:
    pk = theme.pk if theme else None

    def column(kind: str) -> PointsColumn:
        prefix = f"new-{kind}-{pk or 0}"
        form = new if new is not None and new.prefix == prefix else NewFindingForm(prefix=prefix)
        offered = tuple(one for one in to_make if one.theme == theme and one.kind == kind)
        return PointsColumn(kind, _of_kind(kind, pk, entries), form, offered)

    columns = tuple(column(kind.value) for kind in Finding.Kind)
    return ThemePoints(theme, columns, PointsColumn("", _of_kind("", pk, entries)))


def _section_of_gone_theme(theme: Theme, entries: Sequence[Entry]) -> ThemePoints:
    columns = (PointsColumn(kind, _of_kind(kind, theme.pk, entries)) for kind in Finding.Kind)
    without_kind = PointsColumn("", _of_kind("", theme.pk, entries))
    return ThemePoints(None, tuple(columns), without_kind, gone=theme)


def _of_kind(kind: str, theme: int | None, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(
        entry for entry in entries if entry.part.theme_id == theme and entry.part.kind == kind
    )
