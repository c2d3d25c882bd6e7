"""The database refuses every change to a confirmed assessment."""

from django.db import migrations

from loket_eval.frozen_rows import FrozenRows, install

MESSAGE = "Een vastgestelde zelfevaluatie verandert niet meer."
STATE = "(SELECT a.state FROM assessments_assessment a {where}) = 'confirmed'"


def part_of_assessment(table: str) -> FrozenRows:
    return FrozenRows(
        table=table, frozen=STATE.format(where="WHERE a.id = {row}.assessment_id"), message=MESSAGE
    )


def linked_to(table: str, link: str, column: str) -> FrozenRows:
    where = f"JOIN {table} p ON p.assessment_id = a.id WHERE p.id = {{row}}.{column}"
    return FrozenRows(table=link, frozen=STATE.format(where=where), message=MESSAGE)


RULES = [
    FrozenRows(
        table="assessments_assessment",
        frozen="OLD.state = 'confirmed'",
        events=["DELETE"],
        message=MESSAGE,
        name="whole",
    ),
    part_of_assessment("assessments_answer"),
    part_of_assessment("assessments_finding"),
    part_of_assessment("assessments_conclusion"),
    part_of_assessment("assessments_followup"),
    part_of_assessment("assessments_recommendation"),
    part_of_assessment("assessments_factcheck"),
    part_of_assessment("assessments_setchange"),
    linked_to("assessments_finding", "assessments_finding_indicators", "finding_id"),
    linked_to("assessments_finding", "assessments_finding_criteria", "finding_id"),
    linked_to(
        "assessments_recommendation", "assessments_recommendation_repeats", "recommendation_id"
    ),
    part_of_assessment("assessments_groupestimate"),
]


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]

    operations = [install(RULES)]
