"""From an assessment to its report.

What a report reads is read here, and in report_answers, report_points and report_sources.
"""

from collections.abc import Mapping
from datetime import date
from typing import cast

from django.utils import timezone

from assessments.kinds import KindCode
from assessments.models import Assessment, Source
from indicators.catalogue import Catalogue, IndicatorEntry, ThemeEntry, catalogue_of
from networks.logos import logo_of
from partners import conversation_reports
from partners.fact_check import state_of

from .finding_parts import FindingPart
from .question_parts import AnswerPart, CriterionPart, GroupPart, IndicatorPart, MinorityPart
from .report import FORMAT, Report
from .report_answers import GoneAnswer, answers_of
from .report_parts import ConclusionPart, EarlierThemePart, FactCheckPart, FrameworkPart, ThemePart
from .report_points import Place, follow_ups_of, points_of, recommendations_of
from .report_sources import (
    ConversationReportsPart,
    own_and_kept_views,
    sources_of,
    sources_part,
)
from .trends.since_previous import QUERIES as SINCE_QUERIES
from .trends.since_previous import since_previous

# The most that a report takes, however much was filled in. The assessment must come with its
# network and set: each of those would be another query.
QUERIES = 28 + SINCE_QUERIES


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
    # What nobody said in any source isn't asked for.
    judged, minority = own_and_kept_views(assessment) if sources else ([], {})
    findings = points_of(assessment, catalogue, answers, has_sources=bool(sources))
    estimates = dict(assessment.estimates.values_list("group", "level"))
    follow_ups = list(assessment.follow_ups.all())
    recommendations = recommendations_of(assessment, follow_ups)
    themes = tuple(
        _theme(theme, answers, minority, estimates, findings[theme.number])
        for theme in catalogue.themes
    )
    asked = (indicator for theme in themes for indicator in theme.indicators)
    return Report(
        format=FORMAT,
        title=assessment.title,
        kind=cast("KindCode", assessment.kind),
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
        follow_ups=follow_ups_of(follow_ups, recommendations),
        since=since_previous(assessment),
        fact_check=_fact_check(assessment, reason),
        sources=sources_part(
            sources,
            judged,
            dict(zip((i.pk for i in catalogue.indicators), asked, strict=True)),
            _conversation_reports(assessment, catalogue, sources),
        ),
        commissioned_by=assessment.commissioned_by,
        authors=assessment.authors,
        publisher=assessment.publisher,
        logo=logo_of(assessment.network),
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
    minority: dict[int, tuple[MinorityPart, ...]],
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
    minority: dict[int, tuple[MinorityPart, ...]],
) -> IndicatorPart:
    return IndicatorPart(
        number=indicator.number,
        key=indicator.key,
        text=indicator.text,
        kind=indicator.answer,
        unit=indicator.unit,
        aspects=indicator.aspects,
        answer=answers.get(indicator.pk),
        minority=tuple(one.who for one in minority.get(indicator.pk, ())),
        minority_views=minority.get(indicator.pk, ()),
    )
