"""From sample files to rows, which are always the same: everything follows from the file."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model

from assessments import lifecycle
from assessments.models import (
    Answer,
    Assessment,
    Conclusion,
    FactCheck,
    Finding,
    FollowUp,
    GroupEstimate,
    Recommendation,
    Source,
    View,
)
from indicators.catalogue import Catalogue
from loket_eval.letters import normal_form
from networks.models import Membership, Network, Organisation, User
from reports import confirming

from .sample_files import AssessmentSample, SampleFile, SetKey
from .sample_threads import store_threads
from .sample_times import at

# Accounts are as old as the first sample assessment.
JOINED = at(date(2024, 1, 8), hour=9)
# As set_unusable_password() sets it, without the random end.
NO_PASSWORD = "!"  # noqa: S105
# The share of its period after which an assessment is started, and written when the file doesn't
# say when.
_STARTED, _WRITTEN = 0.05, 0.85
# What sources say, by their key in the file and that of the question.
Said = dict[tuple[str, str], View]


@transaction.atomic
def load_sample(
    sample: SampleFile,
    catalogues: Mapping[SetKey, Catalogue],
    *,
    network: Network,
    coordinator: User | None = None,
) -> list[Assessment]:
    """Make the rows of one file in a network, with one INSERT a table; return its assessments.

    `coordinator` is the person who wrote and confirmed it all, if there is such an account.
    """
    rows = _CollectedRows(catalogues, coordinator)
    for assessment_sample in sample.assessments:
        rows.collect(assessment_sample, network)
    rows.store()
    pairs = list(zip(sample.assessments, rows.assessments, strict=True))
    for assessment_sample, assessment in pairs:
        if assessment_sample.state != "in_progress":
            # Through the usual verbs from here on, so that the states are as the portal makes them.
            lifecycle.submit_for_review(assessment=assessment)
    # Facts are checked while an assessment is under review, so after that state and before
    # confirming.
    _store_fact_checks(pairs, network)
    store_threads(pairs, network)
    for assessment_sample, assessment in pairs:
        if assessment_sample.confirmed_on is not None:
            confirming.confirm(
                assessment=assessment,
                by=coordinator,
                at=at(assessment_sample.confirmed_on, hour=12),
            )
    return rows.assessments


def load_network(sample: SampleFile) -> Network:
    """Return the network of a file with its organisations, which other networks may share."""
    network = Network.objects.create(slug=sample.network.slug, name=sample.network.name)
    names = {normal_form(name): name for name in sample.network.organisations}
    # Organisations are shared: "politie" is a partner of many networks.
    partners = Organisation.objects.filter(plain_name__in=names)
    known = set(partners.values_list("plain_name", flat=True))
    Organisation.objects.bulk_create(
        Organisation(name=name) for form, name in names.items() if form not in known
    )
    network.organisations.set(partners.all())
    return network


class _CollectedRows:
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
        self.repeats: list[tuple[Recommendation, FollowUp]] = []
        # The recommendations of the assessment before, which the next one follows up.
        self.previous: list[Recommendation] = []

    def collect(self, assessment_sample: AssessmentSample, network: Network) -> None:
        """Add one assessment and everything that belongs to it."""
        catalogue = self.catalogues[assessment_sample.set_key]
        assessment = Assessment(
            network=network,
            indicator_set_id=catalogue.pk,
            title=assessment_sample.title,
            period_start=assessment_sample.period.start,
            period_end=assessment_sample.period.end,
            is_sample=True,
            **_fields(
                assessment_sample,
                "summary",
                "introduction",
                "method",
                "functions_spoken_with",
                "sources_consulted",
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
                fields = _fields(
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
                **_fields(sample, "kind", "function", "title", "maker", "held_on"),
                **change,
            )
            self.sources.append(source)
            for key, view_sample in sample.views.items():
                view = View(
                    source=source,
                    indicator_id=indicators[key],
                    first_judgement=view_sample.judgement if sample.sent_in_on else "",
                    **_fields(view_sample, "judgement", "remark", "example"),
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
                **_fields(finding_sample, "kind", "headline", "explanation", "source"),
                **self._change_fields(assessment_sample),
            )
            self.findings.append(finding)
            self.finding_indicators += [
                (finding, indicators[key]) for key in finding_sample.indicators
            ]
            self.finding_criteria += [(finding, criteria[key]) for key in finding_sample.criteria]
            self.finding_views += [
                (finding, said[source, key])
                for source in finding_sample.rests_on
                for key in finding_sample.indicators
                if (source, key) in said
            ]

    def _advice(self, assessment_sample: AssessmentSample, assessment: Assessment) -> None:
        """Add conclusions, what became of earlier recommendations, and the new ones."""
        base = {"assessment": assessment, **self._change_fields(assessment_sample)}
        for position, conclusion in enumerate(assessment_sample.conclusions, start=1):
            self.conclusions.append(
                Conclusion(position=position, **_fields(conclusion, "question", "text"), **base)
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
                else _fields(follow_up_sample, "what", "origin")
            )
            fields = {**wording, **_fields(follow_up_sample, "outcome", "explanation")}
            follow_ups.append(FollowUp(position=position, recommendation=earlier, **fields, **base))
        self.previous = []
        for position, advice in enumerate(assessment_sample.recommendations, start=1):
            fields = _fields(advice, "what", "explanation", "measure", "who", "means", "by_when")
            recommendation = Recommendation(position=position, **fields, **base)
            self.previous.append(recommendation)
            self.repeats += [(recommendation, follow_ups[number - 1]) for number in advice.repeats]
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
            Recommendation.repeats.through,
            [
                {"recommendation": recommendation, "followup": follow_up}
                for recommendation, follow_up in self.repeats
            ],
        )


def _fields(part: object, *names: str) -> dict[str, Any]:
    return {name: getattr(part, name) for name in names}


def _link(through: type[Model], pairs: list[dict[str, Any]]) -> None:
    # Django's `add()` would take a query for each finding.
    through._default_manager.bulk_create(through(**pair) for pair in pairs)


def _store_fact_checks(pairs: list[tuple[AssessmentSample, Assessment]], network: Network) -> None:
    """Make the fact checks, and accounts for their authors that nobody can log in to."""
    checks = [
        (check, assessment)
        for assessment_sample, assessment in pairs
        for check in assessment_sample.fact_checks
    ]
    if not checks:
        return
    functions = {check.by: check.organisation for check, _assessment in checks}
    organisations = {row.plain_name: row for row in network.organisations.all()}
    members = {
        function: User(
            email=f"{network.slug}-{number}@loket.example",
            name=function,
            password=NO_PASSWORD,
            date_joined=JOINED,
        )
        for number, function in enumerate(functions, start=1)
    }
    User.objects.bulk_create(members.values())
    Membership.objects.bulk_create(
        Membership(
            user=members[function],
            network=network,
            role=Membership.Role.CONTRIBUTOR,
            organisation=organisations[normal_form(organisation)],
        )
        for function, organisation in functions.items()
    )
    FactCheck.objects.bulk_create(
        FactCheck(
            assessment=assessment,
            user=members[check.by],
            checked_at=at(check.checked_on, hour=14),
            **_fields(check, "agrees", "remark"),
        )
        for check, assessment in checks
    )
