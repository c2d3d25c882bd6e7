"""From an assessment to its report: the only queries a report makes."""

from collections import defaultdict
from datetime import date

from django.utils import timezone

from assessments.models import Answer, Assessment, Finding, FollowUp
from indicators.catalogue import Catalogue, IndicatorEntry, ThemeEntry, catalogue_of

from .values import (
    FORMAT,
    SHORT,
    AnswerPart,
    ConclusionPart,
    CriterionPart,
    EvidencePart,
    FindingPart,
    FollowUpPart,
    FrameworkPart,
    GroupPart,
    IndicatorPart,
    RecommendationPart,
    Report,
    ThemePart,
    report_from_json,
)

# At most, however much was filled in. The assessment comes with its network and set.
QUERIES = 14


def report_of(assessment: Assessment) -> Report:
    """Return the report as it was confirmed, or built from what is there now."""
    if assessment.is_confirmed:
        stored = assessment.report_versions.order_by("-number").first()
        if stored is not None:
            return report_from_json(stored.content)
    return build_report(assessment)


def build_report(assessment: Assessment) -> Report:
    """Return the report of an assessment as it is now, in at most QUERIES queries."""
    catalogue = catalogue_of(assessment.indicator_set)
    answers = _answers(assessment)
    findings = _findings(assessment, catalogue, answers)
    follow_ups = list(assessment.follow_ups.all())
    recommendations = _recommendations(assessment, follow_ups)
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
        themes=tuple(_theme(theme, answers, findings[theme.number]) for theme in catalogue.themes),
        overall=tuple(findings[None]),
        conclusions=tuple(ConclusionPart(question=row.question, text=row.text) for row in assessment.conclusions.all()),
        recommendations=recommendations,
        follow_ups=_follow_ups(follow_ups, recommendations),
    )


def _confirmed_on(assessment: Assessment) -> date | None:
    if not assessment.is_confirmed or assessment.confirmed_at is None:
        return None
    return timezone.localdate(assessment.confirmed_at)


def _answers(assessment: Assessment) -> dict[int, AnswerPart]:
    """Return the answers by indicator; one in which nothing is left counts as not given."""
    return {answer.indicator_id: _answer(answer) for answer in assessment.answers.all() if _is_given(answer)}


def _is_given(answer: Answer) -> bool:
    return (
        bool(answer.text or answer.evidence or answer.judgement) or answer.number is not None or answer.yes is not None
    )


def _answer(answer: Answer) -> AnswerPart:
    return AnswerPart(
        text=answer.text,
        evidence=answer.evidence,
        judgement=answer.judgement,
        number=answer.number,
        per=answer.per,
        yes=answer.yes,
    )


def _theme(theme: ThemeEntry, answers: dict[int, AnswerPart], findings: list[FindingPart]) -> ThemePart:
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
                key=c.key,
                kind=c.kind,
                implicit=c.implicit,
                title=c.title,
                text=c.text,
                question=c.question,
                source=c.source,
            )
            for c in theme.criteria
        ),
        groups=tuple(
            GroupPart(
                key=group.key,
                kind=group.kind,
                title=group.title,
                question=group.question,
                indicators=tuple(_indicator(indicator, answers) for indicator in group.indicators),
            )
            for group in theme.groups
        ),
        findings=tuple(findings),
    )


def _indicator(indicator: IndicatorEntry, answers: dict[int, AnswerPart]) -> IndicatorPart:
    return IndicatorPart(
        number=indicator.number,
        key=indicator.key,
        text=indicator.text,
        kind=indicator.answer,
        unit=indicator.unit,
        aspects=indicator.aspects,
        answer=answers.get(indicator.pk),
    )


def _findings(
    assessment: Assessment, catalogue: Catalogue, answers: dict[int, AnswerPart]
) -> defaultdict[int | None, list[FindingPart]]:
    """Return the points in order by the number of their theme, those about the whole under None."""
    numbers = {theme.pk: theme.number for theme in catalogue.themes}
    found: defaultdict[int | None, list[FindingPart]] = defaultdict(list)
    for finding in assessment.findings.prefetch_related("indicators", "criteria"):
        theme = numbers[finding.theme_id] if finding.theme_id else None
        found[theme].append(_finding(finding, theme, catalogue, answers))
    return found


def _finding(finding: Finding, theme: int | None, catalogue: Catalogue, answers: dict[int, AnswerPart]) -> FindingPart:
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
        criteria=tuple(criterion.title for criterion in catalogue.criteria if criterion.pk in criteria),
        evidence=tuple(
            EvidencePart(number=indicator.number, text=answers[indicator.pk].evidence)
            for indicator in indicators
            if indicator.pk in answers and 0 < len(answers[indicator.pk].evidence) <= SHORT
        ),
    )


def _recommendations(assessment: Assessment, follow_ups: list[FollowUp]) -> tuple[RecommendationPart, ...]:
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
        for number, row in enumerate(assessment.recommendations.prefetch_related("repeats"), start=1)
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
            repeated_by=tuple(r.number for r in recommendations if number in r.repeats),
        )
        for number, row in enumerate(follow_ups, start=1)
    )
