"""Reminds partners whose date is three days away. Run it once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from partners.asking import remind_before_the_date


class Command(BaseCommand):
    help = "Stuurt partners die nog niets verstuurden drie dagen voor de datum een herinnering."

    def handle(self, **options: Any) -> None:
        count = remind_before_the_date(timezone.now())
        self.stdout.write(f"{count} herinneringen klaargezet.")
