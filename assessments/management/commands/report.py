"""manage.py report: an assessment's report in a file."""

import os
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.models import Assessment
from assessments.report import output, report_of

FORMATS = {"pdf": output.report_pdf, "html": output.report_html, "json": output.report_json}


class Command(BaseCommand):
    help = "Schrijft het rapport van een zelfevaluatie naar een bestand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("assessment", type=int, metavar="ZELFEVALUATIE", help="het nummer van de zelfevaluatie")
        parser.add_argument("--format", choices=FORMATS, default="pdf")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="BESTAND")

    def handle(self, *, assessment: int, output: Path, **options: Any) -> None:
        found = Assessment.objects.select_related("network", "indicator_set").filter(pk=assessment).first()
        if found is None:
            raise CommandError(_("Er is geen zelfevaluatie met nummer {pk}.").format(pk=assessment))
        content = FORMATS[options["format"]](report_of(found))
        try:
            _write(output, content)
        except OSError as error:
            raise CommandError(
                _("Het bestand {path} is niet te schrijven: {reason}.").format(path=output, reason=error.strerror)
            ) from error


def _write(path: Path, content: bytes) -> None:
    """Write the whole file or none: readers never see half a report."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), 0o666 & ~_umask())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
