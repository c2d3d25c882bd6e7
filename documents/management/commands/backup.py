"""Back up the database and the documents. Made for every night."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from documents.backup import make_backup
from documents.backup.manifest import BackupProblem


class Command(BaseCommand):
    help = (
        "Maakt in een map een reservekopie van de database en de documenten, terwijl iedereen "
        "doorwerkt. Voor elke nacht."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="De map waarin de reservekopieën staan.")
        parser.add_argument(
            "--keep", type=int, help="Hoeveel reservekopieën blijven; oudere gaan weg."
        )

    def handle(self, *, folder: Path, keep: int | None, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError("Met --keep blijft er ten minste 1 reservekopie.")
        try:
            backup, manifest = make_backup(folder.absolute(), now=timezone.now(), keep=keep)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        except OSError as error:
            raise CommandError(f"Er is geen reservekopie gemaakt: {error.strerror}.") from error
        self.stdout.write(
            f"{backup}: {sum(manifest.rows.values())} rijen, {len(manifest.documents)} documenten."
        )
        if manifest.lost:
            self.stderr.write(
                f"Van {len(manifest.lost)} documenten is het bestand weg of veranderd; die staan "
                "niet in de reservekopie. Zet ze terug uit een oudere: "
                f"{', '.join(manifest.lost)}"
            )
            sys.exit(3)
