from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indicators.catalogue import definition_of
from indicators.definition import InvalidDefinition, dump_json, dump_yaml
from indicators.models import IndicatorSet


class Command(BaseCommand):
    help = "Schrijft een indicatorenset als YAML of JSON, klaar om weer te lezen met import_indicators."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("set_version", metavar="version")
        parser.add_argument("--format", choices=["yaml", "json"], default="yaml")

    def handle(self, *, slug: str, set_version: str, format: str, **options: Any) -> None:
        indicator_set = IndicatorSet.objects.filter(slug=slug, version=set_version).first()
        if indicator_set is None:
            raise CommandError(f"Er is geen indicatorenset {slug} met versie {set_version}.")
        try:
            definition = definition_of(indicator_set)
        except InvalidDefinition as error:
            raise CommandError("\n".join(f"{indicator_set}: {problem}" for problem in error.problems)) from None
        self.stdout.write(dump_json(definition) if format == "json" else dump_yaml(definition), ending="")
