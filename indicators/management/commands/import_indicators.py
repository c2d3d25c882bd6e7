from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from indicators import publishing
from indicators.catalogue import definition_of
from indicators.definition.problems import InvalidDefinition, of_system
from indicators.definition.values import SetDefinition
from indicators.definition.yaml_file import MAX_FILE_BYTES
from indicators.import_export import read_file
from indicators.models import IndicatorSet
from indicators.publishing import AlreadyPublished, NotPublishable
from indicators.versions.comparison import compare
from indicators.versions.comparison_text import places_of

MOST_DIFFERENCES = 5


class Command(BaseCommand):
    help = "Leest een indicatorenset uit een YAML-, JSON- of XLSX-bestand; alles of niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--publish", action="store_true", help="publiceer de set meteen")

    def handle(self, *, file: Path, publish: bool, **options: Any) -> None:
        try:
            with file.open("rb") as opened:
                definition = read_file(opened.read(MAX_FILE_BYTES + 1))
            # Nothing is loaded when it can't be published as asked.
            with transaction.atomic():
                indicator_set, changed = publishing.load(definition)
                if publish and not indicator_set.is_published:
                    publishing.publish(indicator_set)
        except OSError as error:
            raise CommandError(f"{file}: kan dit bestand niet lezen ({of_system(error)})") from None
        except (InvalidDefinition, NotPublishable) as error:
            raise CommandError(
                "\n".join(f"{file}: {problem}" for problem in error.problems)
            ) from None
        except AlreadyPublished:
            raise CommandError(
                f"{file}: {definition.slug} {definition.version} is al gepubliceerd met een "
                "andere inhoud; geef het bestand een nieuw versienummer. Dit is "
                f"anders:\n{_differences(definition)}"
            ) from None
        state = "geladen" if changed else "was al geladen; niets veranderd"
        self.stdout.write(f"{indicator_set}: {state}")


def _differences(definition: SetDefinition) -> str:
    """Return the first parts in which the file and the published set differ, on a line each."""
    published = IndicatorSet.objects.get(slug=definition.slug, version=definition.version)
    places = places_of(compare(definition_of(published), definition))
    places = places or [
        "alleen “gemaakt uit versie” (based_on) of een keuze over een vraag (continuity)"
    ]
    left_out = len(places) - MOST_DIFFERENCES
    more = [f"en nog {left_out}"] if left_out > 0 else []
    return "\n".join(f"- {place}" for place in places[:MOST_DIFFERENCES] + more)
