"""An edition as a spreadsheet (XLSX): its numbers, texts and recommendations; networks by name in
that of the office alone.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.exports.excel_report import workbook_of
from reports.exports.sheet import Sheet, Value, sheet_of
from reports.pictures.shape_words import word

from .category_headings import heading
from .edition import Edition, Office
from .edition_parts import READING_ORDER, QuestionPart
from .edition_word import properties_of
from .question_bars import together_in_words


def national_xlsx(content: Edition | Office) -> bytes:
    """Return an edition as an XLSX file; the same edition gives the same bytes."""
    report = content.report if isinstance(content, Office) else content
    return workbook_of(_sheets(content, report), properties_of(report))


def _sheets(content: Edition | Office, report: Edition) -> Iterator[Sheet]:
    yield _explanation(report, is_office=isinstance(content, Office))
    yield _numbers(report)
    if isinstance(content, Office):
        yield _by_network(content)
        yield _points(content)
    yield _quotes(report)
    yield _recommendations(report)
    yield _texts(report)


def _explanation(report: Edition, *, is_office: bool) -> Sheet:
    rows: list[tuple[Value, ...]] = [
        (_("Rapport"), report.title),
        (_("Begin van de periode"), report.period_start),
        (_("Einde van de periode"), report.period_end),
        (
            _("Vastgesteld op"),
            report.confirmed_on or _("nog niet vastgesteld; de tekst kan nog veranderen"),
        ),
        (_("Indicatorenset"), report.framework),
        (_("Versie van de indicatorenset"), report.framework_version),
        (_("Netwerken"), "\n".join(report.networks)),
        (_("Soorten evaluaties"), report.told_kinds or _("niet bewaard")),
        (
            _("Stelling"),
            _(
                "De vraag als zin die klopt bij het oordeel sterk punt. Van dit portaal, niet uit "
                "de bron."
            ),
        ),
    ]
    if is_office:
        rows.append((
            _("Alleen landelijk netwerk"),
            _(
                "Hier staan netwerken bij naam en cijfers over enkele netwerken. Deel dit bestand "
                "niet."
            ),
        ))  # fmt: skip
    else:
        rows.append((
            _("Verborgen"),
            _(
                "Een cijfer over te weinig netwerken is verborgen, en soms ook een ander cijfer "
                "van die vraag. Waar twee oordelen samen zijn geteld, staat dat in een eigen kolom."
            ),
        ))  # fmt: skip
    return sheet_of(_("Toelichting"), [(_("Wat"), 28), (_("Inhoud"), 100)], rows)


def _numbers(report: Edition) -> Sheet:
    columns = [
        (_("Thema"), 30),
        (_("Nummer"), 9),
        (_("Vraag"), 60),
        (_("Stelling (onze woorden)"), 40),
        *((heading(category), 12) for category in READING_ORDER),
        (_("Samen geteld"), 26),
        (_("Sleutel"), 28),
    ]
    return sheet_of(
        _("Cijfers"),
        columns,
        (
            (
                f"{theme.number}. {theme.title}",
                question.number,
                question.text,
                question.statement,
                *_counts(question),
                together_in_words(question),
                question.key,
            )
            for theme in report.themes
            for question in theme.questions
        ),
    )


def _counts(question: QuestionPart) -> Iterator[Value]:
    for category in READING_ORDER:
        count = question.count(category)
        # A word, and not an empty cell: that would be read as 0.
        yield _("verborgen") if count is None else count


def _by_network(office: Office) -> Sheet:
    judged = [network.categories for network in office.networks]
    questions = office.report.questions
    return sheet_of(
        _("Per netwerk"),
        [
            (_("Nummer"), 9),
            (_("Vraag"), 60),
            *((network.name, 18) for network in office.networks),
        ],
        (
            (
                question.number,
                question.text,
                *(word(row[place]) if row[place] else _("geen oordeel") for row in judged),
            )
            for place, question in enumerate(questions)
        ),
    )


def _points(office: Office) -> Sheet:
    kinds = (
        (_("sterk punt"), "strengths"),
        (_("verbeterpunt"), "improvements"),
        (_("aanbeveling"), "recommendations"),
    )
    return sheet_of(
        _("Kernpunten per netwerk"),
        [(_("Netwerk"), 30), (_("Rapport"), 36), (_("Soort"), 16), (_("Tekst"), 90)],
        (
            (network.name, network.title, kind, text)
            for network in office.networks
            for kind, field in kinds
            for text in getattr(network, field)
        ),
    )


def _quotes(report: Edition) -> Sheet:
    return sheet_of(
        _("Citaten"),
        [(_("Nummer"), 9), (_("Oordeel"), 18), (_("Woorden van een netwerk"), 100)],
        (
            (question.number, word(quote.judgement), quote.text)
            for question in report.questions
            for quote in question.quotes
        ),
    )


def _recommendations(report: Edition) -> Sheet:
    columns = [
        (_("Nummer"), 9),
        (_("Aanbeveling"), 50),
        (_("Toelichting"), 60),
        (_("Gemeten hoe"), 36),
        (_("Wie"), 24),
        (_("Met wat"), 30),
        (_("Wanneer klaar"), 18),
    ]
    return sheet_of(
        _("Aanbevelingen"),
        columns,
        (
            (row.number, row.what, row.explanation, row.measure, row.who, row.means, row.by_when)
            for row in report.recommendations
        ),
    )


def _texts(report: Edition) -> Sheet:
    rows = (
        (_("Samenvatting"), report.summary),
        (_("Aanleiding en werkwijze"), report.introduction),
        (_("Conclusies"), report.conclusions),
    )
    return sheet_of(_("Teksten"), [(_("Tekst"), 28), (_("Inhoud"), 100)], rows)
