"""Fact checks in samples, by people who are named by function."""

from datetime import date

from assessments.models import Assessment, FactCheck
from loket_eval.letters import normal_form
from networks.models import Membership, Network, User

from .sample_times import at
from .sample_values import AssessmentSample, fields_of

# Accounts are as old as the first sample assessment.
JOINED = at(date(2024, 1, 8), hour=9)
# As set_unusable_password() sets it, without the random end.
NO_PASSWORD = "!"  # noqa: S105


def store_fact_checks(pairs: list[tuple[AssessmentSample, Assessment]], network: Network) -> None:
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
            **fields_of(check, "agrees", "remark"),
        )
        for check, assessment in checks
    )
