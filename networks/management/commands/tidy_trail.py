"""Delete the entries of the trail that are past their term. Made for every night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import ngettext

from networks.trail import retention


class Command(BaseCommand):
    help = "Wist uit het logboek wat langer bewaard is dan de termijn. Voor elke nacht."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="zeg alleen hoeveel regels er zouden gaan"
        )

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        if dry_run:
            count = retention.past_term(now)
            told = ngettext(
                "%(count)s regel is over de termijn. Er is niets gewist.",
                "%(count)s regels zijn over de termijn. Er is niets gewist.",
                count,
            )
        else:
            count = retention.tidy(now)
            told = ngettext(
                "%(count)s regel uit het logboek gewist.",
                "%(count)s regels uit het logboek gewist.",
                count,
            )
        self.stdout.write(told % {"count": count})
