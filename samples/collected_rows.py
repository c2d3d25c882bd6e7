"""The rows of the assessments in a sample file, and the moments at which they were written."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Model

from assessments.models import (
    Answer,
    Assessment,
    Conclusion,
    Finding,
    FollowUp,
    GroupEstimate,
    Recommendation,
    Source,
    View,
)
from indicators.catalogue import Catalogue
from loket_eval.letters import normal_form
from networks.models import Network, User

from .sample_times import at
from .sample_values import AssessmentSample, SetKey

# The share of its period after which an assessment is started, and written when the file doesn't
# say when.
_STARTED, _WRITTEN = 0.05, 0.85
# What sources say, by their key in the file and that of the question.
Said = dict[tuple[str, str], View]


class CollectedRows:
    """The rows of all assessments in a file, collected so that each table is written once."""

    def __init__(self, catalogues: Mapping[SetKey, Catalogue], typist: User | None) -> None:
        self.catalogues, self.typist = catalogues, typist
        self.assessments: list[Assessment] = []
        self.answers: list[Answer] = []
        self.estimates: list[GroupEstimate] = []
        self.findings: list[Finding] = []
        self.conclusions: list[Conclusion] = []
        self.follow_ups: list[FollowUp] = []
        self.recommendations: list[Recommendation] = []
        self.finding_indicators: list[tuple[Finding, int]] = []
        self.finding_criteria: list[tuple[Finding, int]] = []
        self.sources: list[Source] = []
        self.views: list[View] = []
        self.finding_views: list[tuple[Finding, View]] = []
        self.finding_quotes: list[tuple[Finding, View]] = []
        self.repeats: list[tuple[Recommendation, FollowUp]] = []
        self.advised_points: list[tuple[Recommendation, Finding]] = []
        # The recommendations of the assessment before, which the next one follows up.
        self.previous: list[Recommendation] = []

    def collect(self, assessment_sample: AssessmentSample, network: Network) -> None:
        """Add one assessment and everything that belongs to it."""
        catalogue = self.catalogues[assessment_sample.set_key]
        assessment = Assessment(
            network=network,
            indicator_set_id=catalogue.pk,
            title=assessment_sample.title,
            kind=assessment_sample.kind,
            period_start=assessment_sample.period.start,
            period_end=assessment_sample.period.end,
            is_sample=True,
            **fields_of(
                assessment_sample,
                "summary",
                "introduction",
                "method",
                "functions_spoken_with",
                "sources_consulted",
                "commissioned_by",
                "authors",
                "publisher",
            ),
            **self._change_fields(assessment_sample),
        )
        self.assessments.append(assessment)
        # bulk_create() sets this column to the present time; store() puts this moment back.
        assessment.created_at = at(assessment_sample.period.day(_STARTED), hour=9)
        self._answers(assessment_sample, assessment, catalogue)
        self._estimates(assessment_sample, assessment, catalogue)
        said = self._sources(assessment_sample, assessment, catalogue)
        self._findings(assessment_sample, assessment, catalogue, said)
        self._advice(assessment_sample, assessment)

    def _answers(
        self, assessment_sample: AssessmentSample, assessment: Assessment, catalogue: Catalogue
    ) -> None:
        for position, indicator in enumerate(catalogue.indicators):
            if answer_sample := assessment_sample.answers.get(indicator.key):
                fields = fields_of(
                    answer_sample, "text", "evidence", "judgement", "number", "per", "yes"
                )
                change = self._change_fields(assessment_sample, minutes=7 * position)
                self.answers.append(
                    Answer(assessment=assessment, indicator_id=indicator.pk, **fields, **change)
                )

    def _estimates(
        self, assessment_sample: AssessmentSample, assessment: Assessment, catalogue: Catalogue
    ) -> None:
        for group in (group for theme in catalogue.themes for group in theme.groups):
            if level := assessment_sample.estimates.get(group.key):
                estimate = GroupEstimate(
                    assessment=assessment,
                    group_id=group.pk,
                    level=level,
                    **self._change_fields(assessment_sample),
                )
                self.estimates.append(estimate)

    def _sources(
        self, assessment_sample: AssessmentSample, assessment: Assessment, catalogue: Catalogue
    ) -> Said:
        """Add the sources; return what they say by source and question."""
        if not assessment_sample.sources:
            return {}
        indicators = {indicator.key: indicator.pk for indicator in catalogue.indicators}
        organisations = {row.plain_name: row for row in assessment.network.organisations.all()}
        said: Said = {}
        for position, sample in enumerate(assessment_sample.sources, start=1):
            change = self._change_fields(assessment_sample)
            if sample.kind == "partner":
                # A partner typed by itself, without an account.
                change["changed_by"] = None
            source = Source(
                assessment=assessment,
                position=position,
                organisation=organisations[normal_form(sample.organisation)]
                if sample.organisation
                else None,
                sent_in_at=at(sample.sent_in_on, hour=12) if sample.sent_in_on else None,
                quote_consent=True if sample.may_quote_since else None,
                quote_consent_at=at(sample.may_quote_since, hour=12)
                if sample.may_quote_since
                else None,
                **fields_of(sample, "kind", "function", "title", "maker", "held_on"),
                **change,
            )
            self.sources.append(source)
            for key, view_sample in sample.views.items():
                view = View(
                    source=source,
                    indicator_id=indicators[key],
                    first_judgement=view_sample.judgement if sample.sent_in_on else "",
                    sent_in_at=source.sent_in_at if sample.kind == "partner" else None,
                    **fields_of(view_sample, "judgement", "remark", "example"),
                    **change,
                )
                said[sample.key, key] = view
                self.views.append(view)
        return said

    def _findings(
        self,
        assessment_sample: AssessmentSample,
        assessment: Assessment,
        catalogue: Catalogue,
        said: Said,
    ) -> None:
        themes = {theme.key: theme.pk for theme in catalogue.themes}
        indicators = {indicator.key: indicator.pk for indicator in catalogue.indicators}
        criteria = {criterion.key: criterion.pk for criterion in catalogue.criteria}
        answers = {
            answer.indicator_id: answer
            for answer in self.answers
            if answer.assessment is assessment
        }
        for position, finding_sample in enumerate(assessment_sample.findings, start=1):
            finding = Finding(
                assessment=assessment,
                position=position,
                theme_id=themes[finding_sample.theme] if finding_sample.theme else None,
                is_key=finding_sample.key,
                answer=answers[indicators[finding_sample.answer]]
                if finding_sample.answer
                else None,
                **fields_of(finding_sample, "kind", "headline", "explanation", "source"),
                **self._change_fields(assessment_sample),
            )
            self.findings.append(finding)
            self.finding_indicators += [
                (finding, indicators[key]) for key in finding_sample.indicators
            ]
            self.finding_criteria += [(finding, criteria[key]) for key in finding_sample.criteria]
            for source in finding_sample.rests_on:
                views = [
                    (finding, said[source, key])
                    for key in finding_sample.indicators
                    if (source, key) in said
                ]
                self.finding_views += views
                # One sentence: what it says of the first of these questions.
                self.finding_quotes += views[:1] if source in finding_sample.quotes else []

    def _advice(self, assessment_sample: AssessmentSample, assessment: Assessment) -> None:
        """Add conclusions, what became of earlier recommendations, and the new ones."""
        base = {"assessment": assessment, **self._change_fields(assessment_sample)}
        for position, conclusion in enumerate(assessment_sample.conclusions, start=1):
            self.conclusions.append(
                Conclusion(position=position, **fields_of(conclusion, "question", "text"), **base)
            )
        follow_ups = []
        for position, follow_up_sample in enumerate(assessment_sample.follow_ups, start=1):
            # Numbers in a file count from 1.
            earlier = (
                self.previous[follow_up_sample.recommendation - 1]
                if follow_up_sample.recommendation
                else None
            )
            wording = (
                {"what": earlier.what, "origin": earlier.assessment.title}
                if earlier
                else fields_of(follow_up_sample, "what", "origin")
            )
            fields = {**wording, **fields_of(follow_up_sample, "outcome", "explanation")}
            follow_ups.append(FollowUp(position=position, recommendation=earlier, **fields, **base))
        self.previous = []
        points = [finding for finding in self.findings if finding.assessment is assessment]
        for position, advice in enumerate(assessment_sample.recommendations, start=1):
            fields = fields_of(advice, "what", "explanation", "measure", "who", "means", "by_when")
            recommendation = Recommendation(position=position, **fields, **base)
            self.previous.append(recommendation)
            self.repeats += [(recommendation, follow_ups[number - 1]) for number in advice.repeats]
            self.advised_points += [
                (recommendation, points[number - 1]) for number in advice.points
            ]
        self.follow_ups += follow_ups
        self.recommendations += self.previous

    def _change_fields(
        self, assessment_sample: AssessmentSample, *, minutes: int = 8 * 60
    ) -> dict[str, Any]:
        """Return who wrote something and when: answers one by one, the rest later that day."""
        changed_at = at(
            assessment_sample.written_on or assessment_sample.period.day(_WRITTEN), hour=9
        ) + timedelta(minutes=minutes)
        return {"changed_at": changed_at, "changed_by": self.typist}

    def store(self) -> None:
        """Write everything, rows before those that refer to them."""
        created = [assessment.created_at for assessment in self.assessments]
        Assessment.objects.bulk_create(self.assessments)
        for assessment, moment in zip(self.assessments, created, strict=True):
            assessment.created_at = moment
        Assessment.objects.bulk_update(self.assessments, ["created_at"])
        Answer.objects.bulk_create(self.answers)
        GroupEstimate.objects.bulk_create(self.estimates)
        Finding.objects.bulk_create(self.findings)
        Source.objects.bulk_create(self.sources)
        View.objects.bulk_create(self.views)
        Conclusion.objects.bulk_create(self.conclusions)
        Recommendation.objects.bulk_create(self.recommendations)
        FollowUp.objects.bulk_create(self.follow_ups)
        _link(
            Finding.indicators.through,
            [
                {"finding": finding, "indicator_id": indicator_pk}
                for finding, indicator_pk in self.finding_indicators
            ],
        )
        _link(
            Finding.criteria.through,
            [
                {"finding": finding, "criterion_id": criterion_pk}
                for finding, criterion_pk in self.finding_criteria
            ],
        )
        _link(
            Finding.views.through,
            [{"finding": finding, "view": view} for finding, view in self.finding_views],
        )
        _link(
            Finding.quotes.through,
            [{"finding": finding, "view": view} for finding, view in self.finding_quotes],
        )
        _link(
            Recommendation.repeats.through,
            [
                {"recommendation": recommendation, "followup": follow_up}
                for recommendation, follow_up in self.repeats
            ],
        )
        _link(
            Recommendation.points.through,
            [
                {"recommendation": recommendation, "finding": finding}
                for recommendation, finding in self.advised_points
            ],
        )


def fields_of(part: object, *names: str) -> dict[str, Any]:
    return {name: getattr(part, name) for name in names}


def _link(through: type[Model], pairs: list[dict[str, Any]]) -> None:
    # Django's `add()` would take a query for each finding.
    through._default_manager.bulk_create(through(**pair) for pair in pairs)
