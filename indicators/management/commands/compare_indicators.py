import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indicators.catalogue import definition_of
from indicators.definition.parsing import parse_set
from indicators.definition.problems import InvalidDefinition, of_system
from indicators.definition.values import SetDefinition
from indicators.definition.yaml_file import MAX_FILE_BYTES
from indicators.models import IndicatorSet
from indicators.versions.comparison import compare
from indicators.versions.comparison_text import as_text, as_values, summary_of

FILES = {".yaml", ".yml", ".json"}


class Command(BaseCommand):
    help = (
        "Laat zien wat er verschilt tussen twee versies van een indicatorenset. Elke versie is "
        "SLUG/VERSIE uit de database (zoals werkset-veiligheid-voorop/2.0) of een YAML- of "
        "JSON-bestand. Verdwenen woorden staan als [-zo-], nieuwe als {+zo+}."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("old", metavar="A", help="de oude versie: SLUG/VERSIE of een bestand")
        parser.add_argument("new", metavar="B", help="de nieuwe versie: SLUG/VERSIE of een bestand")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, old: str, new: str, format: str, **options: Any) -> None:
        before, after = _definition(old), _definition(new)
        comparison = compare(before, after)
        names = [f"{definition.slug}/{definition.version}" for definition in (before, after)]
        if format == "json":
            values = {"from": names[0], "to": names[1]} | as_values(comparison)
            self.stdout.write(json.dumps(values, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(
                f"Van {names[0]} naar {names[1]}: {summary_of(comparison)}\n\n{as_text(comparison)}"
            )


def _definition(named: str) -> SetDefinition:
    """Return the set that an argument names. A file goes before a stored set of that name."""
    try:
        if Path(named).is_file():
            with Path(named).open("rb") as file:
                # One byte more than allowed is enough to see that it is too large.
                return parse_set(file.read(MAX_FILE_BYTES + 1))
        # A version number may end in what looks like an extension.
        if Path(named).suffix.lower() in FILES and not _stored(named):
            raise CommandError(f"{named}: dit bestand is er niet.")
        indicator_set = _stored(named)
        if indicator_set is None:
            raise CommandError(
                f"{named}: deze indicatorenset is er niet. Geef SLUG/VERSIE (zoals "
                "werkset-veiligheid-voorop/2.0) of een YAML- of JSON-bestand."
            )
        return definition_of(indicator_set)
    except OSError as error:
        raise CommandError(f"{named}: kan dit bestand niet lezen ({of_system(error)})") from None
    except InvalidDefinition as error:
        raise CommandError("\n".join(f"{named}: {problem}" for problem in error.problems)) from None


def _stored(named: str) -> IndicatorSet | None:
    slug, _, version = named.rpartition("/")
    return IndicatorSet.objects.filter(slug=slug, version=version).first() if slug else None
