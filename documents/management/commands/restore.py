"""Put a backup back in an empty database and an empty folder for documents."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.backup import restore_backup
from documents.backup.manifest import BackupProblem


class Command(BaseCommand):
    help = "Zet een reservekopie terug in een lege database, nadat alles erin is nagekeken."
    # There are no tables yet.
    requires_migrations_checks = False
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="De map van één reservekopie.")

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            manifest = restore_backup(folder.absolute())
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        except OSError as error:
            raise CommandError(f"Er is niets teruggezet: {error.strerror}.") from error
        self.stdout.write(
            f"Teruggezet: {sum(manifest.rows.values())} rijen en {len(manifest.documents)} "
            f"documenten van {manifest.made_at:%d-%m-%Y %H:%M} UTC. Doe nu: manage.py migrate"
        )
