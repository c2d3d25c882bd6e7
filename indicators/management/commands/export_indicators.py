from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indicators.catalogue import definition_of
from indicators.definition.problems import InvalidDefinition, of_system
from indicators.import_export import FORMATS
from indicators.models import IndicatorSet


class Command(BaseCommand):
    help = (
        "Schrijft een indicatorenset als YAML, JSON of XLSX, klaar om weer te lezen met "
        "import_indicators."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("set_version", metavar="version")
        parser.add_argument("--format", choices=sorted(FORMATS), default="yaml")
        parser.add_argument(
            "-o", "--output", type=Path, metavar="BESTAND", help="schrijf naar dit bestand"
        )

    def handle(
        self, *, slug: str, set_version: str, format: str, output: Path | None, **options: Any
    ) -> None:
        indicator_set = IndicatorSet.objects.filter(slug=slug, version=set_version).first()
        if indicator_set is None:
            raise CommandError(f"Er is geen indicatorenset {slug} met versie {set_version}.")
        if output is None and format == "xlsx":
            raise CommandError("Een XLSX is geen tekst: geef met -o het bestand waar die in moet.")
        try:
            content = FORMATS[format].write(definition_of(indicator_set))
            if output is None:
                # Just the file, so that it can be read in again from a pipe.
                self.stdout.write(content.decode(), ending="")
            else:
                output.write_bytes(content)
        except InvalidDefinition as error:
            raise CommandError(
                "\n".join(f"{indicator_set}: {problem}" for problem in error.problems)
            ) from None
        except OSError as error:
            raise CommandError(
                f"{output}: kan dit bestand niet schrijven ({of_system(error)})"
            ) from None
