"""manage.py forget: everything that is past its term goes. Made for every night."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from privacy.past_terms import count_past, forget_past


class Command(BaseCommand):
    help = "Vergeet alles waarvan de bewaartermijn voorbij is. Voor elke nacht."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="laat alleen zien wat er zou verdwijnen"
        )

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        if dry_run:
            self.stdout.write(_("Proef: er verandert niets."))
        for term, count in count_past(now) if dry_run else forget_past(now):
            self.stdout.write(f"{count:>7}  {term.what} ({term.when})")
