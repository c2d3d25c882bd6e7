"""manage.py national_report: an overarching report in a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from loket_eval.whole_file import whole_file
from national import edition_files as outputs
from national.edition import Edition, Office
from national.edition_building import editions_of
from national.edition_sheets import national_xlsx
from national.edition_word import national_docx
from national.models import NationalReport

FORMATS = {
    "pdf": outputs.national_pdf,
    "html": outputs.national_html,
    "json": outputs.national_json,
    "csv": outputs.national_csv,
    "docx": national_docx,
    "xlsx": national_xlsx,
}


class Command(BaseCommand):
    help = "Schrijft een landelijk rapport naar een bestand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "report", type=int, metavar="RAPPORT", help="het nummer van het landelijk rapport"
        )
        parser.add_argument("--format", choices=FORMATS, default="pdf")
        parser.add_argument(
            "--edition",
            choices=["shared", "office"],
            default="shared",
            help="shared is om te delen; office noemt netwerken bij naam",
        )
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="BESTAND")

    def handle(self, *, report: int, output: Path, **options: Any) -> None:
        chosen = NationalReport.objects.select_related("indicator_set").filter(pk=report).first()
        if chosen is None:
            raise CommandError(_("Er is geen landelijk rapport met nummer {pk}.").format(pk=report))
        content = FORMATS[options["format"]](_edition(chosen, options["edition"]))
        with whole_file(output) as file:
            file.write_bytes(content)


def _edition(report: NationalReport, edition: str) -> Edition | Office:
    """Return the report as it was confirmed, or as it is now."""
    # The one who runs this command reads what the office reads: a reopened report as a concept.
    version = report.versions.order_by("-number").first() if report.is_confirmed else None
    if version is None:
        editions = editions_of(report)
        return editions.shared if edition == "shared" else editions.office
    return version.edition if edition == "shared" else version.office_edition()
