"""The editions of an overarching report: the one to share, and the national office's.

What a published report counted stays what it counts: later versions have the same numbers with
other words. If they were counted again, the difference between two versions would tell what one
network said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from indicators.catalogue import Catalogue, IndicatorEntry
from reports.report_parts import RecommendationPart

from .edition import FORMAT, Edition, Office, edition_from_json, office_from_json
from .edition_parts import (
    CATEGORIES,
    NEIGHBOURS,
    EditionTheme,
    QuestionPart,
    QuotePart,
    with_counts,
)
from .gathering import Contribution, Gathered, contributions_of
from .models import NationalReport, NationalVersion
from .protection import Minimum, ShownRow, shown_row
from .quotes import Quotes, consenting_of, quoted, quotes_of


@dataclass(frozen=True)
class Editions:
    """Both editions of one report, and what they count.

    `contributions` are pairs of an assessment and the version of its report.
    """

    shared: Edition
    office: Office
    contributions: list[list[int]]


def minimum() -> Minimum:
    """Return what the settings ask for."""
    return Minimum(settings.MINIMUM_NETWORKS, settings.MINIMUM_ORGANISATIONS)


def editions_of(report: NationalReport, networks: slice = slice(None)) -> Editions:
    """Return a report as it is now, with some of the networks in the office's edition.

    A report that was published before, and was opened again, keeps its numbers.
    """
    # Never counted again after publication, see above.
    earlier = report.versions.order_by("-number").first()
    return _worded_again(report, earlier, networks) if earlier else _counted(report, networks)


def _counted(report: NationalReport, networks: slice) -> Editions:
    gathered = Gathered(report, contributions_of(report))
    asked = minimum()
    # From here on the edition to share sees only protected numbers: its quotes, too, appear only
    # where a number is shown.
    counts, least = gathered.counts(), gathered.least(asked)
    shown = [shown_row(row, least, NEIGHBOURS) for row in counts]
    quotes = quotes_of(gathered, [row.counts for row in shown])
    themes = _themes(gathered.catalogue, shown, quotes)
    shared = Edition(
        format=FORMAT,
        framework=gathered.catalogue.title,
        framework_version=gathered.catalogue.version,
        period_start=report.period_start,
        period_end=report.period_end,
        minimum_networks=asked.networks,
        minimum_organisations=asked.organisations,
        networks=tuple(row.name for row in gathered.contributions),
        themes=themes,
        title=report.title,
        confirmed_on=_confirmed_on(report),
        summary=report.summary,
        introduction=report.introduction,
        conclusions=report.conclusions,
        recommendations=_recommendations(report),
        framework_slug=gathered.catalogue.slug,
        # Sorted, so that their order tells nothing of the networks, which are by name.
        kinds=tuple(sorted(row.kind for row in gathered.contributions)),
    )
    office = Office(
        report=replace(shared, themes=with_counts(themes, counts)),
        quoted=quoted(quotes, [indicator.key for indicator in gathered.catalogue.indicators]),
        networks=tuple(gathered.networks(networks)),
    )
    return Editions(shared, office, pairs(gathered.contributions))


def pairs(contributions: Sequence[Contribution]) -> list[list[int]]:
    """Return contributions as NationalVersion stores them."""
    return [[row.assessment, row.version] for row in contributions]


def _worded_again(report: NationalReport, earlier: NationalVersion, networks: slice) -> Editions:
    """Return the published editions with today's texts, and only quotes that are still allowed."""
    office = office_from_json(earlier.office, networks)
    # A network can take its consent back at any time; the next version leaves its words out.
    allowed = consenting_of({quote.assessment for quote in office.quoted})
    kept = tuple(quote for quote in office.quoted if quote.assessment in allowed)
    texts: dict[str, Any] = {
        "title": report.title,
        "confirmed_on": _confirmed_on(report),
        "summary": report.summary,
        "introduction": report.introduction,
        "conclusions": report.conclusions,
        "recommendations": _recommendations(report),
        "number": None,
    }

    def worded(edition: Edition) -> Edition:
        # Quotes in an edition don't say whose they are, so they are recognised by their text.
        still = {(quote.question, quote.text) for quote in kept}
        themes = tuple(
            replace(
                theme,
                questions=tuple(
                    replace(
                        question,
                        quotes=tuple(
                            quote
                            for quote in question.quotes
                            if (question.key, quote.text) in still
                        ),
                    )
                    for question in theme.questions
                ),
            )
            for theme in edition.themes
        )
        return replace(edition, themes=themes, **texts)

    return Editions(
        shared=worded(edition_from_json(earlier.shared)),
        office=replace(office, report=worded(office.report), quoted=kept),
        contributions=earlier.contributions,
    )


def _themes(
    catalogue: Catalogue, shown: Sequence[ShownRow], quotes: Quotes
) -> tuple[EditionTheme, ...]:
    # Counts and quotes go by a question's place in the whole set, not in its theme.
    places = {indicator.pk: place for place, indicator in enumerate(catalogue.indicators)}
    return tuple(
        EditionTheme(
            number=theme.number,
            key=theme.key,
            title=theme.title,
            questions=tuple(
                _question(
                    indicator, shown[places[indicator.pk]], quotes.get(places[indicator.pk], ())
                )
                for indicator in theme.indicators
            ),
        )
        for theme in catalogue.themes
        if theme.indicators
    )


def _question(
    indicator: IndicatorEntry, row: ShownRow, quotes: Sequence[tuple[QuotePart, int]]
) -> QuestionPart:
    return QuestionPart(
        number=indicator.number,
        key=indicator.key,
        text=indicator.text,
        statement=indicator.statement,
        counts=row.counts,
        pair=(CATEGORIES[row.pair[0]], CATEGORIES[row.pair[1]]) if row.pair else None,
        together=row.together,
        quotes=tuple(quote for quote, _assessment in quotes),
    )


def _recommendations(report: NationalReport) -> tuple[RecommendationPart, ...]:
    return tuple(
        RecommendationPart(
            number=number,
            what=row.what,
            explanation=row.explanation,
            measure=row.measure,
            who=row.who,
            means=row.means,
            by_when=row.by_when,
            # An overarching report has no earlier recommendations to repeat.
            repeats=(),
        )
        for number, row in enumerate(report.recommendations.all(), start=1)
    )


def _confirmed_on(report: NationalReport) -> date | None:
    return timezone.localdate(report.confirmed_at) if report.confirmed_at else None
