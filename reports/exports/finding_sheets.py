"""The sheets with the points of a report and with the sources that they rest on."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from assessments.models import Finding, Source
from assessments.support import support_sentence
from reports.finding_parts import FindingPart
from reports.report import Report
from reports.report_sources import SourcesPart

from .sheet import Sheet, Value, sheet_of


def findings_sheet(report: Report) -> Sheet:
    columns = [
        (_("Soort"), 16),
        (_("Thema"), 30),
        (_("Kop"), 48),
        (_("Toelichting"), 70),
        (_("Kernpunt"), 10),
        (_("Vragen"), 16),
        (_("Doelen en uitgangspunten"), 40),
        (_("Bron"), 24),
        (_("Citaten"), 60),
    ]
    rows: Iterable[tuple[Value, ...]] = (
        _finding(place, finding) for place, finding in _findings_with_place(report)
    )
    if report.sources:
        columns.append((_("Steunt op"), 60))
        points = [finding for _place, finding in _findings_with_place(report)]
        rows = (
            (*row, support_sentence(point.support)) for row, point in zip(rows, points, strict=True)
        )
    return sheet_of(_("Punten"), columns, rows)


def sources_sheet(sources: SourcesPart) -> Sheet:
    """Return what the report stands on, by kind, organisation and function: never by name."""
    columns = [
        (_("Soort"), 22),
        (_("Organisatie"), 40),
        (_("Functie of titel"), 50),
        (_("Maker"), 30),
        (_("Datum"), 20),
        (_("Waar te vinden"), 40),
    ]
    rows: list[tuple[Value, ...]] = [
        (_kind(Source.Kind.PARTNER), name, "", "", None, "") for name in sources.partners
    ]
    rows += [
        (
            _kind(one.kind),
            one.organisation,
            one.function or one.title,
            one.maker,
            one.held_on,
            one.place,
        )
        for one in sources.written_down
    ]
    rows += [
        (_kind(Source.Kind.EVALUATOR), one.organisation, "", "", None, "")
        for one in sources.evaluators
    ]
    return sheet_of(_("Bronnen"), columns, rows)


def _kind(kind: str) -> str:
    return str(Source.Kind(kind).label)


def _findings_with_place(report: Report) -> Iterator[tuple[str, FindingPart]]:
    for theme in report.themes:
        for finding in theme.findings:
            yield f"{theme.number}. {theme.title}", finding
    for finding in report.overall:
        yield _("Over het geheel"), finding
    for earlier in report.no_longer_asked:
        for finding in earlier.findings:
            # The title alone may also be that of a theme of this version.
            yield (
                _("{title} (versie {version})").format(
                    title=earlier.title, version=earlier.version
                ),
                finding,
            )


def _finding(place: str, finding: FindingPart) -> tuple[Value, ...]:
    return (
        str(Finding.Kind(finding.kind).label),
        place,
        finding.headline,
        finding.explanation,
        _("ja") if finding.is_key else _("nee"),
        ", ".join(finding.indicators),
        "\n".join(finding.criteria),
        finding.source,
        "\n\n".join(f"“{quote.text}” ({quote.who})" for quote in finding.quotes),
    )
