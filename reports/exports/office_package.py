"""The package of an Office file (DOCX, XLSX): our own properties, and no time of writing."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date
from html import escape

from reports.report import Report

_CORE = "docProps/core.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold


@dataclass(frozen=True)
class Properties:
    """What a file says about itself.

    Its author is the network: an export names no person.
    """

    title: str
    author: str
    subject: str
    confirmed_on: date | None

    @classmethod
    def of(cls, report: Report) -> "Properties":
        return cls(
            title=f"{report.title} – {report.network}",
            author=report.network,
            subject=f"{report.framework.title}, {report.framework.version}",
            confirmed_on=report.confirmed_on,
        )


def sealed(content: bytes, properties: Properties) -> bytes:
    """Return an Office file with only these properties: the same report gives the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as written, zipfile.ZipFile(file, "w") as kept:
        # The libraries write the present time, in the properties and with every entry of the zip.
        for name in written.namelist():
            part = _core(properties) if name == _CORE else written.read(name)
            kept.writestr(zipfile.ZipInfo(name, _EPOCH), part, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _core(properties: Properties) -> bytes:
    # The day of confirming stands in for the time of writing; a concept has neither.
    moment = f"{properties.confirmed_on.isoformat()}T00:00:00Z" if properties.confirmed_on else ""
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title)}</dc:title><dc:subject>{escape(properties.subject)}</dc:subject>"
        f"<dc:creator>{escape(properties.author)}</dc:creator><dc:language>nl-NL</dc:language>"
        f"{dates if moment else ''}</cp:coreProperties>"
    ).encode()
