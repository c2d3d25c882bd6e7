"""The report of an assessment, built with the only queries that a report makes."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from assessments.models import Answer, Assessment, Finding, FollowUp
from assessments.question_versions import questions_before
from assessments.table_of_contents import has_content
from indicators.catalogue import Catalogue, IndicatorEntry, ThemeEntry, catalogue_of
from indicators.versions.lineage import InVersion, Lineage, lineage_of
from reports.trends.since_previous import QUERIES as SINCE_QUERIES
from reports.trends.since_previous import since_previous

from .report import FORMAT, Report, report_from_json
from .report_parts import (
    SHORT,
    AnswerPart,
    ConclusionPart,
    CriterionPart,
    EarlierQuestionPart,
    EarlierThemePart,
    EvidencePart,
    FindingPart,
    FollowUpPart,
    FrameworkPart,
    GroupPart,
    IndicatorPart,
    RecommendationPart,
    ThemePart,
)

GoneAnswer = tuple[InVersion, AnswerPart]
# The place of a point: the number of its theme, None for the whole, or the version, key and title
# of a theme that is gone.
Place = int | tuple[str, str, str] | None

# At most, however much was filled in. The assessment comes with its network and set.
QUERIES = 17 + SINCE_QUERIES


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
    answers, gone = _answers(assessment, catalogue)
    findings = _findings(assessment, catalogue, answers)
    estimates = dict(assessment.estimates.values_list("group", "level"))
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
        themes=tuple(
            _theme(theme, answers, estimates, findings[theme.number]) for theme in catalogue.themes
        ),
        overall=tuple(findings[None]),
        no_longer_asked=_no_longer_asked(gone, findings),
        conclusions=tuple(
            ConclusionPart(question=row.question, text=row.text)
            for row in assessment.conclusions.all()
        ),
        recommendations=recommendations,
        follow_ups=_follow_ups(follow_ups, recommendations),
        since=since_previous(assessment),
    )


def _confirmed_on(assessment: Assessment) -> date | None:
    if not assessment.is_confirmed or assessment.confirmed_at is None:
        return None
    return timezone.localdate(assessment.confirmed_at)


def _answers(
    assessment: Assessment, catalogue: Catalogue
) -> tuple[dict[int, AnswerPart], list[GoneAnswer]]:
    """Return the answers by indicator, and apart those that only an earlier version asked for."""
    rows = [answer for answer in assessment.answers.all() if has_content(answer)]
    kinds = {indicator.pk: indicator.answer for indicator in catalogue.indicators}
    # Answers of an earlier version of the set stay with the assessment when it goes to another.
    of_earlier = {
        row.indicator_id for row in rows if row.needs_look or row.indicator_id not in kinds
    }
    # Most reports have none of those, and need no query for them.
    lineage = lineage_of(catalogue.slug, of_earlier) if of_earlier else Lineage(())
    before = questions_before(
        assessment, [row for row in rows if row.indicator_id in kinds], lineage
    )
    answers = {
        row.indicator_id: _answer(row, kinds[row.indicator_id], before.get(row.indicator_id))
        for row in rows
        if row.indicator_id in kinds
    }
    gone = {row.indicator_id: row for row in rows if row.indicator_id not in kinds}
    in_order = [question for pk, question in lineage.by_pk.items() if pk in gone]
    return answers, [
        (question, _answer(gone[question.pk], question.answer)) for question in in_order
    ]


def _answer(answer: Answer, kind: str, before: InVersion | None = None) -> AnswerPart:
    """Return the answer without the fields that a question of this kind doesn't ask for."""
    asked = before.answer if before else kind
    return AnswerPart(
        text=answer.text,
        evidence=answer.evidence,
        judgement=answer.judgement,
        number=answer.number if asked in ("number", "frequency") else None,
        per=answer.per if asked == "frequency" else "",
        yes=answer.yes if asked == "yes_no" else None,
        asked_as=_earlier(before) if before else None,
    )


def _earlier(question: InVersion) -> EarlierQuestionPart:
    return EarlierQuestionPart(
        version=question.version,
        text=question.text,
        kind=question.answer,
        unit=question.unit,
        aspects=question.aspects,
    )


def _no_longer_asked(
    gone: list[GoneAnswer], findings: Mapping[Place, list[FindingPart]]
) -> tuple[EarlierThemePart, ...]:
    """Return what belongs to an earlier version, by theme.

    Themes with answers come first, in the order of the set.
    """
    # A dict holds each theme once and keeps their order.
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
                estimate=estimates.get(group.pk, ""),
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
) -> defaultdict[Place, list[FindingPart]]:
    """Return the points in order by the number of their theme, those about the whole under None.

    Those about a theme of an earlier version are under its version, key and title.
    """
    numbers = {theme.pk: theme.number for theme in catalogue.themes}
    by_place: defaultdict[Place, list[FindingPart]] = defaultdict(list)
    rows = assessment.findings.select_related("theme__indicator_set").prefetch_related(
        "indicators", "criteria"
    )
    for finding in rows:
        # A point about the whole has no theme; no theme has 0 as its primary key.
        theme, number = finding.theme, numbers.get(finding.theme_id or 0)
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
    )


def _recommendations(
    assessment: Assessment, follow_ups: list[FollowUp]
) -> tuple[RecommendationPart, ...]:
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
            repeated_by=tuple(r.number for r in recommendations if number in r.repeats),
        )
        for number, row in enumerate(follow_ups, start=1)
    )
