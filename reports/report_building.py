"""From an assessment to its report: the only queries that a report makes."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from assessments.models import Assessment, Finding, FollowUp, Source, View
from assessments.support import support_of
from indicators.catalogue import Catalogue, IndicatorEntry, ThemeEntry, catalogue_of
from partners import conversation_reports
from partners.fact_check import state_of
from reports.trends.since_previous import QUERIES as SINCE_QUERIES
from reports.trends.since_previous import since_previous

from .report import FORMAT, Report
from .report_answers import GoneAnswer, answers_of
from .report_parts import (
    SHORT,
    AnswerPart,
    ConclusionPart,
    CriterionPart,
    EarlierThemePart,
    EvidencePart,
    FactCheckPart,
    FindingPart,
    FollowUpPart,
    FrameworkPart,
    GroupPart,
    IndicatorPart,
    QuotePart,
    RecommendationPart,
    SupportPart,
    ThemePart,
)
from .report_sources import (
    ConversationReportsPart,
    own_and_kept_views,
    sources_of,
    sources_part,
)

# Where a point belongs: the number of its theme, None for the whole, or the version, key and title
# of a theme that is gone.
Place = int | tuple[str, str, str] | None

# The most that a report takes, however much was filled in. The assessment must come with its
# network and set: each of those would be another query.
QUERIES = 26 + SINCE_QUERIES


def report_of(assessment: Assessment) -> Report:
    """Return the report as it was confirmed, or else as it is now."""
    # A confirmed report isn't built again: the same rows may give another report after an update of
    # the portal.
    if assessment.is_confirmed:
        stored = assessment.report_versions.order_by("-number").first()
        if stored is not None:
            return stored.report
    return build_report(assessment)


def build_report(assessment: Assessment, *, reason: str = "") -> Report:
    """Return the report of an assessment as it is now (at most QUERIES queries).

    `reason` is why it is confirmed while remarks of partners are open.
    """
    catalogue = catalogue_of(assessment.indicator_set)
    answers, gone = answers_of(assessment, catalogue)
    sources = sources_of(assessment)
    judged, minority = own_and_kept_views(assessment)
    findings = _findings(assessment, catalogue, answers)
    estimates = dict(assessment.estimates.values_list("group", "level"))
    follow_ups = list(assessment.follow_ups.all())
    recommendations = _recommendations(assessment, follow_ups)
    themes = tuple(
        _theme(theme, answers, minority, estimates, findings[theme.number])
        for theme in catalogue.themes
    )
    asked = (indicator for theme in themes for indicator in theme.indicators)
    return Report(
        format=FORMAT,
        title=assessment.title,
        network=assessment.network.name,
        network_slug=assessment.network.slug,
        organisations=tuple(assessment.network.organisations.values_list("name", flat=True)),
        framework=FrameworkPart(
            slug=catalogue.slug,
            version=catalogue.version,
            title=catalogue.title,
            source=catalogue.source,
            introduction=catalogue.introduction,
            criterion_question=catalogue.criterion_question,
        ),
        period_start=assessment.period_start,
        period_end=assessment.period_end,
        state=assessment.state,
        confirmed_on=_confirmed_on(assessment),
        summary=assessment.summary,
        introduction=assessment.introduction,
        method=assessment.method,
        functions_spoken_with=assessment.functions_spoken_with,
        sources_consulted=assessment.sources_consulted,
        themes=themes,
        overall=tuple(findings[None]),
        no_longer_asked=_no_longer_asked(gone, findings),
        conclusions=tuple(
            ConclusionPart(question=row.question, text=row.text)
            for row in assessment.conclusions.all()
        ),
        recommendations=recommendations,
        follow_ups=_follow_ups(follow_ups, recommendations),
        since=since_previous(assessment),
        fact_check=_fact_check(assessment, reason),
        sources=sources_part(
            sources,
            judged,
            dict(zip((i.pk for i in catalogue.indicators), asked, strict=True)),
            _conversation_reports(assessment, catalogue, sources),
        ),
    )


def _conversation_reports(
    assessment: Assessment, catalogue: Catalogue, sources: list[Source]
) -> ConversationReportsPart | None:
    if not any(source.kind == Source.Kind.CONVERSATION for source in sources):
        return None
    state = conversation_reports.state_of(assessment, catalogue)
    if not state.asked:
        return None
    return ConversationReportsPart(
        asked=state.asked, agreed=state.agreed, changed=state.changed, corrected=state.corrected
    )


def _fact_check(assessment: Assessment, reason: str) -> FactCheckPart | None:
    check = state_of(assessment)
    if not check.asked:
        return None
    return FactCheckPart(
        asked=check.asked,
        looked=check.looked,
        with_remarks=check.with_remarks,
        open=check.open,
        reason=reason,
    )


def _confirmed_on(assessment: Assessment) -> date | None:
    if not assessment.is_confirmed or assessment.confirmed_at is None:
        return None
    return timezone.localdate(assessment.confirmed_at)


def _no_longer_asked(
    gone: list[GoneAnswer], findings: Mapping[Place, list[FindingPart]]
) -> tuple[EarlierThemePart, ...]:
    """Return the themes with answers or points that only an earlier version has."""
    # Themes with answers come first, in the order of the set; then those with points alone.
    places = dict.fromkeys((q.version, q.theme_key, q.theme_title) for q, _answer in gone)
    places |= dict.fromkeys(place for place in findings if isinstance(place, tuple))
    return tuple(
        EarlierThemePart(
            version=version,
            key=key,
            title=title,
            indicators=tuple(
                IndicatorPart(
                    number="",
                    key=q.key,
                    text=q.text,
                    kind=q.answer,
                    unit=q.unit,
                    aspects=q.aspects,
                    answer=answer,
                )
                for q, answer in gone
                if (q.version, q.theme_key) == (version, key)
            ),
            findings=tuple(findings.get((version, key, title), ())),
        )
        for version, key, title in places
    )


def _theme(
    theme: ThemeEntry,
    answers: dict[int, AnswerPart],
    minority: dict[int, tuple[str, ...]],
    estimates: dict[int, str],
    findings: list[FindingPart],
) -> ThemePart:
    return ThemePart(
        number=theme.number,
        key=theme.key,
        kind=theme.kind,
        title=theme.title,
        source=theme.source,
        introduction=theme.introduction,
        goal=theme.goal,
        occasion=theme.occasion,
        form=theme.form,
        criteria=tuple(
            CriterionPart(
                key=criterion.key,
                kind=criterion.kind,
                implicit=criterion.implicit,
                title=criterion.title,
                text=criterion.text,
                question=criterion.question,
                source=criterion.source,
            )
            for criterion in theme.criteria
        ),
        groups=tuple(
            GroupPart(
                key=group.key,
                kind=group.kind,
                title=group.title,
                question=group.question,
                indicators=tuple(
                    _indicator(indicator, answers, minority) for indicator in group.indicators
                ),
                estimate=estimates.get(group.pk, ""),
            )
            for group in theme.groups
        ),
        findings=tuple(findings),
    )


def _indicator(
    indicator: IndicatorEntry,
    answers: dict[int, AnswerPart],
    minority: dict[int, tuple[str, ...]],
) -> IndicatorPart:
    return IndicatorPart(
        number=indicator.number,
        key=indicator.key,
        text=indicator.text,
        kind=indicator.answer,
        unit=indicator.unit,
        aspects=indicator.aspects,
        answer=answers.get(indicator.pk),
        minority=minority.get(indicator.pk, ()),
    )


def _findings(
    assessment: Assessment, catalogue: Catalogue, answers: dict[int, AnswerPart]
) -> defaultdict[Place, list[FindingPart]]:
    """Return the points, in order, by the place where they belong."""
    numbers = {theme.pk: theme.number for theme in catalogue.themes}
    by_place: defaultdict[Place, list[FindingPart]] = defaultdict(list)
    rows = (
        assessment.findings.in_report()
        .select_related("theme__indicator_set")
        .prefetch_related(
            "indicators",
            "criteria",
            Prefetch("views", View.objects.of_others().select_related("source__organisation")),
            Prefetch("quotes", View.objects.quotable().select_related("source__organisation")),
        )
    )
    for finding in rows:
        theme, number = finding.theme, numbers.get(finding.theme_id or 0)
        # A theme without a number isn't in this version of the set.
        gone = (
            (theme.indicator_set.version, theme.key, theme.title)
            if theme and number is None
            else None
        )
        by_place[gone or number].append(_finding(finding, number, catalogue, answers))
    return by_place


def _finding(
    finding: Finding, theme: int | None, catalogue: Catalogue, answers: dict[int, AnswerPart]
) -> FindingPart:
    # In the order of the set. A question that this version no longer asks has no number to name it.
    touched = {indicator.pk for indicator in finding.indicators.all()}
    indicators = [indicator for indicator in catalogue.indicators if indicator.pk in touched]
    criteria = {criterion.pk for criterion in finding.criteria.all()}
    return FindingPart(
        kind=finding.kind,
        theme=theme,
        headline=finding.headline,
        explanation=finding.explanation,
        source=finding.source,
        is_key=finding.is_key,
        indicators=tuple(indicator.number for indicator in indicators),
        criteria=tuple(
            criterion.title for criterion in catalogue.criteria if criterion.pk in criteria
        ),
        evidence=tuple(
            EvidencePart(number=indicator.number, text=answers[indicator.pk].evidence)
            for indicator in indicators
            if indicator.pk in answers and 0 < len(answers[indicator.pk].evidence) <= SHORT
        ),
        support=tuple(
            SupportPart(kind=one.kind, count=one.count, organisations=one.organisations)
            for one in support_of([*finding.views.all(), *finding.quotes.all()])
        ),
        quotes=tuple(
            QuotePart(text=view.remark, who=view.source.quoted_as) for view in finding.quotes.all()
        ),
    )


def _recommendations(
    assessment: Assessment, follow_ups: list[FollowUp]
) -> tuple[RecommendationPart, ...]:
    # Recommendations and follow-ups are numbered as they stand in the report, not by their pk.
    earlier = {follow_up.pk: number for number, follow_up in enumerate(follow_ups, start=1)}
    return tuple(
        RecommendationPart(
            number=number,
            what=row.what,
            explanation=row.explanation,
            measure=row.measure,
            who=row.who,
            means=row.means,
            by_when=row.by_when,
            repeats=tuple(sorted(earlier[follow_up.pk] for follow_up in row.repeats.all())),
        )
        for number, row in enumerate(
            assessment.recommendations.prefetch_related("repeats"), start=1
        )
    )


def _follow_ups(
    follow_ups: list[FollowUp], recommendations: tuple[RecommendationPart, ...]
) -> tuple[FollowUpPart, ...]:
    return tuple(
        FollowUpPart(
            number=number,
            what=row.what,
            origin=row.origin,
            outcome=row.outcome,
            explanation=row.explanation,
            repeated_by=tuple(
                recommendation.number
                for recommendation in recommendations
                if number in recommendation.repeats
            ),
        )
        for number, row in enumerate(follow_ups, start=1)
    )
