"""Forgets e-mail addresses that nobody needs any more. Run it once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from networks.mail.sending import forget_old
from partners.forgetting import forget_addresses
from reports.sharing import forget_ended


class Command(BaseCommand):
    help = "Vergeet e-mailadressen van partners, gedeelde rapporten en berichten van lang geleden."

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        count = forget_addresses(now) + forget_ended(now) + forget_old(now)
        self.stdout.write(f"{count} e-mailadressen vergeten.")
