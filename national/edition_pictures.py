"""Who judged what: a map of all networks by name, for the national office alone."""

from reports.pictures import Drawing, MapColumn, NetworkRow, network_map

from .edition import NetworkPart
from .edition_parts import EditionTheme


def maps_of(
    networks: tuple[NetworkPart, ...], themes: tuple[EditionTheme, ...]
) -> tuple[Drawing, ...]:
    """Return each network's judgement on each question, by name: for the national office only."""
    columns = [
        MapColumn(question.number, theme.title) for theme in themes for question in theme.questions
    ]
    names = _short_names([network.name for network in networks])
    rows = [
        NetworkRow(name, tuple(category or None for category in network.categories))
        for name, network in zip(names, networks, strict=True)
    ]
    return network_map(rows, columns)


def _short_names(names: list[str]) -> list[str]:
    """Return the names without the word that all of them begin with: there is room for the rest."""
    first = {name.partition(" ")[0] for name in names}
    short = [name.partition(" ")[2] for name in names]
    return short if len(first) == 1 and len(names) > 1 and all(short) else names
