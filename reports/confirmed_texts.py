"""The texts of a confirmed report one by one, to be searched.

They are stored when the report is confirmed and removed when it is reopened.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from django.utils.translation import gettext as _

from assessments.models import Assessment

from .finding_parts import FindingPart
from .models import ConfirmedText
from .question_parts import IndicatorPart
from .report import AppendixKey, Report

Kind = ConfirmedText.Kind


@dataclass(frozen=True, kw_only=True)
class FoundText:
    """A text and its place in the report; the fields are those of ConfirmedText."""

    kind: str
    text: str
    heading: str
    anchor: str
    number: str = ""
    theme_key: str = ""
    indicator_key: str = ""


def texts_of(report: Report) -> tuple[FoundText, ...]:
    """Return every text that people wrote in a report, in its order, without empty ones.

    On what a point rests isn't among them: whoever looks for "politie" would find every point.
    """
    texts = chain(
        _chapters(report),
        _themes(report),
        _points(report.overall, anchor="geheel"),
        _conclusions_and_recommendations(report),
        _no_longer_asked(report),
    )
    return tuple(text for text in texts if text.text)


def store_texts(assessment: Assessment, report: Report) -> None:
    """Replace the stored texts of an assessment by those of `report`.

    Takes two queries, and a few more for a long report.
    """
    remove_texts(assessment)
    ConfirmedText.objects.bulk_create(
        (
            ConfirmedText(assessment=assessment, position=position, **text.__dict__)
            for position, text in enumerate(texts_of(report), start=1)
        ),
        # A long report has thousands of texts: too many for one statement.
        batch_size=500,
    )


def remove_texts(assessment: Assessment) -> None:
    """Remove the stored texts of an assessment, so that nobody finds them any more."""
    ConfirmedText.objects.filter(assessment=assessment).delete()


def _chapters(report: Report) -> Iterator[FoundText]:
    # Without an appendix there is no text either: the empty anchor is never used.
    appendix: dict[AppendixKey, str] = {
        key: f"bijlage-{letter.lower()}" for key, letter in report.appendices.items()
    }
    sources = report.sources
    spoken_with = (*sources.conversations, *sources.meetings) if sources else ()
    documents = sources.documents if sources else ()
    for text, heading, anchor in (
        (report.summary, _("Samenvatting"), "samenvatting"),
        (report.introduction, _("Aanleiding en doel"), "inleiding"),
        (report.method, _("Werkwijze"), "inleiding"),
        (
            _together(report.functions_spoken_with, *(one.line for one in spoken_with)),
            _("Functies met wie is gesproken"),
            appendix.get("functions", ""),
        ),
        (
            _together(report.sources_consulted, *(one.line for one in documents)),
            _("Geraadpleegde bronnen"),
            appendix.get("sources", ""),
        ),
    ):
        yield FoundText(kind=Kind.CHAPTER, text=text, heading=heading, anchor=anchor)


def _themes(report: Report) -> Iterator[FoundText]:
    for theme in report.themes:
        heading = f"{theme.number}. {theme.title}"
        for point in _points(theme.findings, anchor=theme.anchor, heading=heading):
            yield replace(point, theme_key=theme.key, number=str(theme.number))
        for indicator in theme.indicators:
            for text in _answer(indicator, indicator.anchor):
                yield replace(text, theme_key=theme.key)


def _answer(indicator: IndicatorPart, anchor: str) -> Iterator[FoundText]:
    answer = indicator.answer
    if answer is None:
        return
    # A text is found under the question that it was written for.
    for kind, text in ((Kind.ANSWER, answer.text), (Kind.EVIDENCE, answer.evidence)):
        yield FoundText(
            kind=kind,
            text=text,
            heading=answer.asked_as.text if answer.asked_as else indicator.text,
            anchor=anchor,
            number=indicator.number,
            indicator_key=indicator.key,
        )


def _points(
    findings: Iterable[FindingPart], *, anchor: str, heading: str = ""
) -> Iterator[FoundText]:
    for finding in findings:
        yield FoundText(
            kind=Kind.STRENGTH if finding.kind == "strength" else Kind.IMPROVEMENT,
            text=_together(finding.headline, finding.explanation),
            heading=heading or _("Over het geheel"),
            anchor=anchor,
        )


def _conclusions_and_recommendations(report: Report) -> Iterator[FoundText]:
    for conclusion in report.conclusions:
        yield FoundText(
            kind=Kind.CONCLUSION,
            text=conclusion.text,
            heading=conclusion.question,
            anchor="conclusies",
        )
    for recommendation in report.recommendations:
        yield FoundText(
            kind=Kind.RECOMMENDATION,
            text=_together(
                recommendation.what,
                recommendation.explanation,
                recommendation.measure,
                recommendation.who,
                recommendation.means,
            ),
            heading=_("Aanbeveling {number}").format(number=recommendation.number),
            anchor=f"aanbeveling-{recommendation.number}",
            number=str(recommendation.number),
        )
    for follow_up in report.follow_ups:
        yield FoundText(
            kind=Kind.FOLLOW_UP,
            text=_together(follow_up.what, follow_up.explanation),
            heading=_("Eerdere aanbeveling {number}").format(number=follow_up.number),
            anchor=f"eerder-{follow_up.number}",
            number=str(follow_up.number),
        )


def _no_longer_asked(report: Report) -> Iterator[FoundText]:
    anchor = f"bijlage-{report.appendices.get('no_longer_asked', '').lower()}"
    for theme in report.no_longer_asked:
        for point in _points(theme.findings, anchor=anchor, heading=theme.title):
            yield replace(point, theme_key=theme.key)
        for indicator in theme.indicators:
            for text in _answer(indicator, anchor):
                yield replace(text, theme_key=theme.key)


def _together(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)
