"""Reminds partners, and people spoken with, whose date is three days away. Run it once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from partners.asking import remind_before_the_date


class Command(BaseCommand):
    help = "Herinnert drie dagen voor de datum wie met een link nog niet klaar is."

    def handle(self, **options: Any) -> None:
        count = remind_before_the_date(timezone.now())
        self.stdout.write(f"{count} herinneringen klaargezet.")
