"""All data of one network in a zip ("mijn gegevens").

It is written entry by entry, so that a large network takes little memory.
"""

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from documents import storage
from loket_eval.pdf.progress import Progress
from reports.answer_table import answers_csv
from reports.report import Report, report_from_json
from reports.report_files import report_html, report_json

from .excel_report import report_xlsx
from .network_data import NetworkData, ReportData
from .word_report import report_docx

# The earliest time that a zip can hold. Every entry has it, so that the same data give the same
# bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")

WRITERS: Mapping[str, Callable[[Report], bytes]] = {
    "rapport.html": report_html,
    "rapport.docx": report_docx,
    "antwoorden.xlsx": report_xlsx,
    "antwoorden.csv": answers_csv,
    "rapport.json": report_json,
}


def write_bundle(data: NetworkData, path: Path, progress: Progress) -> None:
    """Write the zip to `path`. Raises OSError."""
    with zipfile.ZipFile(path, "w") as archive:
        bundle = _Bundle(archive)
        bundle.add("LEESMIJ.txt", _read_me(data).encode())
        bundle.add("netwerk.json", _json(data.about))
        for name, content in data.sets:
            bundle.add(f"indicatorensets/{_safe(name)}", content.encode())
        reports = [
            (assessment.folder, report)
            for assessment in data.assessments
            for report in assessment.reports
        ]
        for assessment in data.assessments:
            bundle.add(f"{assessment.folder}/evaluatie.json", _json(assessment.about))
            if assessment.texts:
                bundle.add(f"{assessment.folder}/eerdere-teksten.json", _json(assessment.texts))
            if assessment.sources:
                bundle.add(f"{assessment.folder}/bronnen.json", _json(assessment.sources))
            if assessment.threads:
                bundle.add(f"{assessment.folder}/overleg.json", _json(assessment.threads))
        for done, (folder, report) in enumerate(reports):
            progress(_("De rapporten schrijven"), done / len(reports))
            _add_report(bundle, f"{folder}/{report.folder}", report)
        bundle.add_checksums()


def _add_report(bundle: "_Bundle", folder: str, data: ReportData) -> None:
    report = report_from_json(data.content)
    for name, write in WRITERS.items():
        bundle.add(f"{folder}/{name}", write(report))
    if data.threads is not None:
        bundle.add(f"{folder}/bijlage-overleg.json", _json(data.threads))
    for name, sha256 in data.stored:
        # A stored file can be missing, for example after restoring a backup: the rest is complete.
        file = storage.opened(sha256)
        if file is not None:
            with file:
                bundle.copy(f"{folder}/{name}", file, sha256)


class _Bundle:
    """A zip that is being filled, with the SHA-256 of each entry."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._sums: dict[str, str] = {}

    def add(self, name: str, content: bytes) -> None:
        self._archive.writestr(_entry(name), content, zipfile.ZIP_DEFLATED)
        self._sums[name] = hashlib.sha256(content).hexdigest()

    def copy(self, name: str, file: IO[bytes], sha256: str) -> None:
        """Add a stored file piece by piece, as it is: a PDF is compressed already."""
        with self._archive.open(_entry(name), "w") as entry:
            shutil.copyfileobj(file, entry)
        self._sums[name] = sha256

    def add_checksums(self) -> None:
        """Add the list that `sha256sum -c SHA256SUMS` checks."""
        lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(self._sums.items()))
        self._archive.writestr(_entry("SHA256SUMS"), lines, zipfile.ZIP_DEFLATED)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    # Otherwise only the person who unzips the file can read it.
    entry.external_attr = 0o644 << 16
    return entry


def _safe(name: str) -> str:
    """Return the name as a file name that every system accepts."""
    return _UNSAFE.sub("-", name).lstrip(".-")[-150:] or "bestand"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def _read_me(data: NetworkData) -> str:
    lines = [
        _("Alles van {network}").format(network=data.about["netwerk"]),
        "",
        _("Dit is wat het portaal van dit netwerk bewaart, zoals het was toen erom werd gevraagd."),
        _("Van mensen staat alleen de rol erin, geen naam en geen adres."),
        "",
        _("netwerk.json           het netwerk, de samenwerkingspartners en de rollen"),
        _(
            "indicatorensets/       de gebruikte vragen; het portaal kan deze bestanden weer "
            "inlezen"
        ),
        _("SHA256SUMS             om te controleren of alles heel is: sha256sum -c SHA256SUMS"),
        "",
        _("Elke evaluatie heeft een map. Daarin staat:"),
        "",
        _("evaluatie.json         de periode, de stand, de versies van het rapport en de toetsing"),
        _("eerdere-teksten.json   wat er in elk veld heeft gestaan, als er iets is getypt"),
        _("bronnen.json           de bronnen en wat ze zeggen, behalve wat nog niet is verstuurd"),
        _("overleg.json           het overleg in het netwerk, als dat er is; niet voor anderen"),
        _("versie-1/, versie-2/   het rapport zoals het is vastgesteld"),
        _("concept/               het rapport zoals het nu is, als het nog niet is vastgesteld"),
        "",
        _("Van elk rapport zijn er deze bestanden:"),
        "",
        _("rapport.html           om te lezen in een browser"),
        _("rapport.docx           om te bewerken in Word of LibreOffice"),
        _("antwoorden.xlsx        de antwoorden als rekenblad, een blad per thema"),
        _("antwoorden.csv         de antwoorden als één tabel"),
        _("rapport.json           alles, voor een computerprogramma"),
        _("rapport.pdf            de PDF, als die van een vastgesteld rapport is gemaakt"),
        _("rapport-archief.pdf    de PDF voor het archief, als die is gemaakt"),
        _("bijlage-overleg.json   het overleg van toen, als u dat bij het vaststellen bewaarde"),
        "",
        _("De evaluaties:"),
        "",
    ]
    lines += [
        f"{assessment.folder}: {assessment.about['titel']} ({assessment.about['stand']})"
        for assessment in data.assessments
    ]
    if not data.assessments:
        lines.append(_("Dit netwerk heeft nog geen evaluatie."))
    # Older versions of Notepad show other line ends as one long line.
    return "\r\n".join([*lines, ""])
