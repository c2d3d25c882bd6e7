"""Mail people what is new in the talk of their networks. Made for every day."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.threads.digests import send_digests


class Command(BaseCommand):
    """Queue the digests; the worker sends them. A second time on a day it finds nothing new."""

    help = "Zet e-mails klaar over het nieuwe overleg in ieders netwerken; bedoeld voor elke dag."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "portal",
            nargs="?",
            default=settings.PORTAL_ADDRESS,
            help="Het adres van het portaal, als dat een ander is dan in de instellingen.",
        )

    def handle(self, *args: Any, portal: str, **options: Any) -> None:
        if not portal.startswith(("https://", "http://")):
            raise CommandError("Geef het hele adres van het portaal, zoals https://loket.example/.")
        self.stdout.write(f"{send_digests(portal)} berichten klaargezet.")
