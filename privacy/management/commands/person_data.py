"""manage.py person_data: everything that is stored about one person, as JSON."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from loket_eval.whole_file import whole_file
from networks.models import User
from privacy.erasing import is_known
from privacy.personal_rows import personal_rows


class Command(BaseCommand):
    help = "Schrijft wat er over één persoon is bewaard naar een bestand (JSON)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="het e-mailadres van deze persoon")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="BESTAND")

    def handle(self, *, email: str, output: Path, **options: Any) -> None:
        if not User.objects.filter(email__iexact=email).exists() and not is_known(email):
            raise CommandError(_("Van {email} is niets bewaard.").format(email=email))
        rows = personal_rows(email)
        with whole_file(output) as path:
            path.write_text(
                json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2) + "\n"
            )
        self.stdout.write(_("Geschreven: {path}").format(path=output))
