"""manage.py report: an assessment's report in a file."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.models import Assessment
from loket_eval.whole_file import whole_file
from reports import report_files
from reports.exports import EXPORTS, report_docx
from reports.report import Report
from reports.report_building import report_of

FORMATS: dict[str, Callable[[Report], bytes]] = {
    "pdf": report_files.report_pdf,
    "archive": report_files.report_archive,
    "html": report_files.report_html,
    "docx": report_docx,
    **{extension: export.write for extension, export in EXPORTS.items()},
}


class Command(BaseCommand):
    help = "Schrijft het rapport van een evaluatie naar een bestand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "assessment", type=int, metavar="EVALUATIE", help="het nummer van de evaluatie"
        )
        parser.add_argument("--format", choices=FORMATS, default="pdf")
        parser.add_argument(
            "--report-version", type=int, metavar="VERSIE", help="zoals het toen is vastgesteld"
        )
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="BESTAND")

    def handle(
        self,
        *,
        assessment: int,
        format: str,
        report_version: int | None,
        output: Path,
        **options: Any,
    ) -> None:
        content = FORMATS[format](_report(assessment, report_version))
        with whole_file(output) as file:
            file.write_bytes(content)


def _report(pk: int, number: int | None) -> Report:
    assessment = Assessment.objects.select_related("network", "indicator_set").filter(pk=pk).first()
    if assessment is None:
        raise CommandError(_("Er is geen evaluatie met nummer {pk}.").format(pk=pk))
    if number is None:
        return report_of(assessment)
    version = assessment.report_versions.filter(number=number).first()
    if version is None:
        raise CommandError(
            _("Van deze evaluatie is er geen vastgestelde versie {number}.").format(number=number)
        )
    return version.report
