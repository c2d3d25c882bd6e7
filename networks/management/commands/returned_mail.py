"""Record a mail that came back. The mail server hands it over on standard input."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from networks.mail.returned import record_returned


class Command(BaseCommand):
    help = "Leest van standaardinvoer een bericht dat niet bezorgd kon worden, en noteert dat."

    def handle(self, **options: Any) -> None:
        mail = record_returned(sys.stdin.buffer.read())
        # Another kind of reply is no fault of the mail server, which would send it on.
        self.stdout.write(f"Teruggekomen: {mail.to}" if mail else "Dit gaat niet over een bericht.")
