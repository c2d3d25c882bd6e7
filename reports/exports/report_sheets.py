"""The sheets of a report as a spreadsheet, as plain values."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from assessments.models import FollowUp
from reports.answer_table import AnswerTableRow, earlier_rows, headings, theme_rows
from reports.pictures.shape_words import word
from reports.pictures.value_case import level_word
from reports.report import Report
from reports.trends.descent_text import in_words
from reports.trends.outcome_text import outcome_in_words
from reports.trends.stored_trends import ComparedPart, SincePrevious

from .explanation_sheet import explanation_sheet
from .finding_sheets import findings_sheet, sources_sheet
from .sheet import Sheet, Value, sheet_of

# The columns of a sheet of answers with their widths. First what a person reads, then what a
# program needs to find the same question elsewhere.
_ANSWER_COLUMNS = {
    "group": 22,
    "number": 9,
    "question": 40,
    "aspects": 28,
    "answer": 60,
    "evidence": 36,
    "judgement": 17,
    "amount": 10,
    "unit": 14,
    "per": 12,
    "yes": 9,
    "version": 9,
    "key": 18,
}


def sheets_of(report: Report) -> Iterator[Sheet]:
    """Yield the explanation, one sheet for each theme, and the rest of the report."""
    yield explanation_sheet(report)
    for theme in report.themes:
        if theme.indicators:
            yield _answers(
                f"{theme.number}. {theme.title}", theme_rows(report, theme), list(_ANSWER_COLUMNS)
            )
    if any(theme.indicators for theme in report.no_longer_asked):
        yield _answers(_("Niet meer gevraagd"), earlier_rows(report), ["theme", *_ANSWER_COLUMNS])
    if any(group.estimate for theme in report.themes for group in theme.groups):
        yield _estimates(report)
    yield findings_sheet(report)
    if report.sources:
        yield sources_sheet(report.sources)
    if report.since:
        yield _since(report.since)
    yield _recommendations(report)
    yield _follow_ups(report)
    yield _conclusions(report)
    yield _texts(report)


def _answers(title: str, rows: Iterable[AnswerTableRow], fields: list[str]) -> Sheet:
    # The headings are in the order of the fields, so each field finds its own.
    names = dict(zip(AnswerTableRow.__dataclass_fields__, headings(), strict=True))
    columns = [(names[field], _ANSWER_COLUMNS.get(field, 30)) for field in fields]
    return sheet_of(
        title, columns, (tuple(getattr(row, field) for field in fields) for row in rows)
    )


def _estimates(report: Report) -> Sheet:
    """Return the effort and the visible value as the network estimated them."""
    rows = (
        (f"{theme.number}. {theme.title}", group.title, level_word(group.estimate))
        for theme in report.themes
        for group in theme.groups
        if group.estimate
    )
    return sheet_of(
        _("Inschattingen"), [(_("Thema"), 40), (_("Groep"), 30), (_("Inschatting"), 24)], rows
    )


def _since(since: SincePrevious) -> Sheet:
    """Return each question with its judgement in this report and in the one before it."""
    columns = [
        (_("Nummer"), 9),
        (_("Vraag"), 60),
        (_("Vorig rapport"), 20),
        (_("Dit rapport"), 20),
        (_("Uitkomst"), 28),
        (_("Eerdere vraag, als die anders was"), 60),
        (_("Samengevoegd of gesplitst"), 40),
    ]
    rows = [_compared(part) for part in since.compared]
    if since.has_evaluator:
        columns += [
            (_("Evaluator, vorig rapport"), 20),
            (_("Evaluator, dit rapport"), 20),
            (_("Uitkomst volgens de evaluator"), 28),
        ]
        rows = [_compared(part) + _compared_by_evaluator(part) for part in since.compared]
    return sheet_of(_("Sinds het vorige rapport"), columns, rows)


def _compared_by_evaluator(part: ComparedPart) -> tuple[Value, ...]:
    outcome = outcome_in_words(part.evaluator_outcome) if part.evaluator_outcome else ""
    judged = (part.evaluator_before, part.evaluator_now)
    return (*(word(judgement) if judgement else "" for judgement in judged), outcome)


def _compared(part: ComparedPart) -> tuple[Value, ...]:
    before, now = (word(judgement) if judgement else "" for judgement in (part.before, part.now))
    return (
        part.number,
        part.text,
        before,
        now,
        outcome_in_words(part.outcome),
        part.text_before,
        in_words(part.descents),
    )


def _recommendations(report: Report) -> Sheet:
    columns = [
        (_("Nummer"), 9),
        (_("Wat"), 60),
        (_("Toelichting"), 60),
        (_("Gemeten hoe"), 40),
        (_("Wie"), 30),
        (_("Met wat"), 40),
        (_("Voor wanneer"), 20),
        (_("Herhaalt eerdere aanbeveling"), 18),
        (_("Bij de verbeterpunten"), 48),
    ]
    rows = (
        (
            row.number,
            row.what,
            row.explanation,
            row.measure,
            row.who,
            row.means,
            row.by_when,
            _numbers(row.repeats),
            "\n".join(row.points),
        )
        for row in report.recommendations
    )
    return sheet_of(_("Aanbevelingen"), columns, rows)


def _follow_ups(report: Report) -> Sheet:
    columns = [
        (_("Nummer"), 9),
        (_("Eerdere aanbeveling"), 60),
        (_("Bron"), 30),
        (_("Wat is ervan terechtgekomen?"), 22),
        (_("Toelichting"), 60),
        (_("Herhaald in aanbeveling"), 18),
    ]
    rows = (
        (
            row.number,
            row.what,
            row.origin,
            _outcome(row.outcome),
            row.explanation,
            _numbers(row.repeated_by),
        )
        for row in report.follow_ups
    )
    return sheet_of(_("Opvolging"), columns, rows)


def _outcome(outcome: str) -> str:
    return str(FollowUp.Outcome(outcome).label) if outcome else _("nog niet beoordeeld")


def _numbers(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _conclusions(report: Report) -> Sheet:
    rows = ((conclusion.question, conclusion.text) for conclusion in report.conclusions)
    return sheet_of(_("Conclusies"), [(_("Vraag"), 50), (_("Conclusie"), 100)], rows)


def _texts(report: Report) -> Sheet:
    rows = (
        (_("Inleiding van de samenvatting"), report.summary),
        (_("Aanleiding en doel"), report.introduction),
        (_("Werkwijze"), report.method),
        (_("Functies met wie is gesproken"), report.functions_spoken_with),
        (_("Geraadpleegde bronnen"), report.sources_consulted),
        (_("Opdrachtgever"), report.commissioned_by),
        (_("Wie hebben het rapport geschreven"), report.authors),
        (_("Uitgever"), report.publisher),
    )
    return sheet_of(_("Teksten"), [(_("Deel van het rapport"), 30), (_("Tekst"), 100)], rows)
