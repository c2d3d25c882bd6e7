"""From sample files to rows: the same rows and dates each time, because everything follows from the file."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

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
)
from indicators.catalogue import Catalogue
from networks.models import Membership, Network, Organisation, User
from reports import confirming

from .sample_files import AssessmentSample, SampleFile, SetKey


def at(day: date, *, hour: int) -> datetime:
    """Return that hour of the day in the Netherlands."""
    return datetime.combine(day, time(hour), ZoneInfo("Europe/Amsterdam"))


# Accounts are as old as the first self-assessment.
JOINED = at(date(2024, 1, 8), hour=9)
# What set_unusable_password() gives, without its random tail.
NO_PASSWORD = "!"  # noqa: S105
# How much of its period is over when an assessment is started, and when it is written if the file
# doesn't say.
_STARTED, _WRITTEN = 0.05, 0.85


@transaction.atomic
def load_sample(
    sample: SampleFile,
    catalogues: Mapping[SetKey, Catalogue],
    *,
    network: Network,
    coordinator: User | None = None,
) -> list[Assessment]:
    """Make the rows of one file in a network, one INSERT a table, and return its assessments.

    `coordinator` is who typed and confirmed it all, if there is an account for that.
    """
    rows = _Rows(catalogues, coordinator)
    for part in sample.assessments:
        rows.collect(part, network)
    rows.store()
    pairs = list(zip(sample.assessments, rows.assessments, strict=True))
    for part, assessment in pairs:
        if part.state != "in_progress":
            lifecycle.submit_for_review(assessment=assessment)
    _store_fact_checks(pairs, network)
    for part, assessment in pairs:
        if part.confirmed_on is not None:
            confirming.confirm(
                assessment=assessment, by=coordinator, at=at(part.confirmed_on, hour=12)
            )
    return rows.assessments


def load_network(sample: SampleFile) -> Network:
    """Return the network of a file with its organisations; one that another network already has is shared."""
    network = Network.objects.create(slug=sample.network.slug, name=sample.network.name)
    names = sample.network.organisations
    known = set(Organisation.objects.filter(name__in=names).values_list("name", flat=True))
    Organisation.objects.bulk_create(Organisation(name=name) for name in names if name not in known)
    network.organisations.set(Organisation.objects.filter(name__in=names))
    return network


class _Rows:
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
        self.repeats: list[tuple[Recommendation, FollowUp]] = []
        self.previous: list[Recommendation] = []

    def collect(self, part: AssessmentSample, network: Network) -> None:
        """Add one assessment and everything that belongs to it."""
        catalogue = self.catalogues[part.set_key]
        assessment = Assessment(
            network=network,
            indicator_set_id=catalogue.pk,
            title=part.title,
            period_start=part.period.start,
            period_end=part.period.end,
            is_sample=True,
            **_same(
                part,
                "summary",
                "introduction",
                "method",
                "functions_spoken_with",
                "sources_consulted",
            ),
            **self._typed(part),
        )
        self.assessments.append(assessment)
        # The column takes the clock's time when a row is made; store() puts this in its place.
        assessment.created_at = at(part.period.day(_STARTED), hour=9)
        self._answers(part, assessment, catalogue)
        self._estimates(part, assessment, catalogue)
        self._findings(part, assessment, catalogue)
        self._advice(part, assessment)

    def _answers(
        self, part: AssessmentSample, assessment: Assessment, catalogue: Catalogue
    ) -> None:
        for position, indicator in enumerate(catalogue.indicators):
            if said := part.answers.get(indicator.key):
                fields = _same(said, "text", "evidence", "judgement", "number", "per", "yes")
                typed = self._typed(part, minutes=7 * position)
                self.answers.append(
                    Answer(assessment=assessment, indicator_id=indicator.pk, **fields, **typed)
                )

    def _estimates(
        self, part: AssessmentSample, assessment: Assessment, catalogue: Catalogue
    ) -> None:
        for group in (group for theme in catalogue.themes for group in theme.groups):
            if level := part.estimates.get(group.key):
                estimate = GroupEstimate(
                    assessment=assessment, group_id=group.pk, level=level, **self._typed(part)
                )
                self.estimates.append(estimate)

    def _findings(
        self, part: AssessmentSample, assessment: Assessment, catalogue: Catalogue
    ) -> None:
        themes = {theme.key: theme.pk for theme in catalogue.themes}
        indicators = {indicator.key: indicator.pk for indicator in catalogue.indicators}
        criteria = {criterion.key: criterion.pk for criterion in catalogue.criteria}
        answers = {
            answer.indicator_id: answer
            for answer in self.answers
            if answer.assessment is assessment
        }
        for position, said in enumerate(part.findings, start=1):
            finding = Finding(
                assessment=assessment,
                position=position,
                theme_id=themes[said.theme] if said.theme else None,
                is_key=said.key,
                answer=answers[indicators[said.answer]] if said.answer else None,
                **_same(said, "kind", "headline", "explanation", "source"),
                **self._typed(part),
            )
            self.findings.append(finding)
            self.finding_indicators += [(finding, indicators[key]) for key in said.indicators]
            self.finding_criteria += [(finding, criteria[key]) for key in said.criteria]

    def _advice(self, part: AssessmentSample, assessment: Assessment) -> None:
        """Add conclusions, what became of earlier recommendations, and the new ones."""
        base = {"assessment": assessment, **self._typed(part)}
        for position, conclusion in enumerate(part.conclusions, start=1):
            self.conclusions.append(
                Conclusion(position=position, **_same(conclusion, "question", "text"), **base)
            )
        follow_ups = []
        for position, said in enumerate(part.follow_ups, start=1):
            earlier = self.previous[said.recommendation - 1] if said.recommendation else None
            words = (
                {"what": earlier.what, "origin": earlier.assessment.title}
                if earlier
                else _same(said, "what", "origin")
            )
            fields = {**words, **_same(said, "outcome", "explanation")}
            follow_ups.append(FollowUp(position=position, recommendation=earlier, **fields, **base))
        self.previous = []
        for position, advice in enumerate(part.recommendations, start=1):
            fields = _same(advice, "what", "explanation", "measure", "who", "means", "by_when")
            recommendation = Recommendation(position=position, **fields, **base)
            self.previous.append(recommendation)
            self.repeats += [(recommendation, follow_ups[number - 1]) for number in advice.repeats]
        self.follow_ups += follow_ups
        self.recommendations += self.previous

    def _typed(self, part: AssessmentSample, *, minutes: int = 8 * 60) -> dict[str, Any]:
        """Return who typed something and when: the answers one after the other, the rest at the end of the day."""
        changed_at = at(part.written_on or part.period.day(_WRITTEN), hour=9) + timedelta(
            minutes=minutes
        )
        return {"changed_at": changed_at, "changed_by": self.typist}

    def store(self) -> None:
        """Write everything, what is linked to before what links to it."""
        created = [assessment.created_at for assessment in self.assessments]
        Assessment.objects.bulk_create(self.assessments)
        for assessment, moment in zip(self.assessments, created, strict=True):
            assessment.created_at = moment
        Assessment.objects.bulk_update(self.assessments, ["created_at"])
        Answer.objects.bulk_create(self.answers)
        GroupEstimate.objects.bulk_create(self.estimates)
        Finding.objects.bulk_create(self.findings)
        Conclusion.objects.bulk_create(self.conclusions)
        Recommendation.objects.bulk_create(self.recommendations)
        FollowUp.objects.bulk_create(self.follow_ups)
        _link(
            Finding.indicators.through,
            [{"finding": f, "indicator_id": pk} for f, pk in self.finding_indicators],
        )
        _link(
            Finding.criteria.through,
            [{"finding": f, "criterion_id": pk} for f, pk in self.finding_criteria],
        )
        _link(
            Recommendation.repeats.through,
            [{"recommendation": r, "followup": f} for r, f in self.repeats],
        )


def _same(part: object, *names: str) -> dict[str, Any]:
    return {name: getattr(part, name) for name in names}


def _link(through: type[Model], pairs: list[dict[str, Any]]) -> None:
    through._default_manager.bulk_create(through(**pair) for pair in pairs)


def _store_fact_checks(pairs: list[tuple[AssessmentSample, Assessment]], network: Network) -> None:
    """Make the fact checks, and for who made them an account that nobody can log in with."""
    checks = [(said, assessment) for part, assessment in pairs for said in part.fact_checks]
    if not checks:
        return
    functions = {said.by: said.organisation for said, _assessment in checks}
    organisations = {o.name: o for o in network.organisations.all()}
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
            organisation=organisations[organisation],
        )
        for function, organisation in functions.items()
    )
    FactCheck.objects.bulk_create(
        FactCheck(
            assessment=assessment,
            user=members[said.by],
            checked_at=at(said.checked_on, hour=14),
            **_same(said, "agrees", "remark"),
        )
        for said, assessment in checks
    )
