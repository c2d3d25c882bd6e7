"""The database refuses every change to a confirmed assessment, and to a stored report at any time."""

from django.db import migrations

from loket_eval.frozen_rows import FrozenRows, install

MESSAGE = "Een vastgestelde zelfevaluatie verandert niet meer."
STATE = "(SELECT a.state FROM assessments_assessment a {where}) = 'confirmed'"

# Reopening is the one way out, and only once the stored report says when and why.
CONFIRMED_AND_NOT_REOPENED = (
    "OLD.state = 'confirmed' AND (NEW.state = 'confirmed' OR EXISTS "
    "(SELECT 1 FROM assessments_reportversion v WHERE v.assessment_id = OLD.id AND v.reopened_at IS NULL))"
)


def part_of_assessment(table: str) -> FrozenRows:
    return FrozenRows(table=table, frozen=STATE.format(where="WHERE a.id = {row}.assessment_id"), message=MESSAGE)


def linked_to(table: str, link: str, column: str) -> FrozenRows:
    where = f"JOIN {table} p ON p.assessment_id = a.id WHERE p.id = {{row}}.{column}"
    return FrozenRows(table=link, frozen=STATE.format(where=where), message=MESSAGE)


RULES = [
    FrozenRows(table="assessments_assessment", frozen=CONFIRMED_AND_NOT_REOPENED, events=["UPDATE"], message=MESSAGE),
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
    linked_to("assessments_recommendation", "assessments_recommendation_repeats", "recommendation_id"),
    FrozenRows(
        table="assessments_reportversion",
        frozen="OLD.number IS NOT NULL",
        events=["UPDATE OF content, number, assessment_id, confirmed_at", "DELETE"],
        message="Een vastgesteld rapport verandert niet meer.",
    ),
    # When and why a report was opened again stays as well; who may go (an account can be removed).
    FrozenRows(
        table="assessments_reportversion",
        frozen="OLD.reopened_at IS NOT NULL",
        events=["UPDATE OF reopened_at, reopen_reason"],
        message="Een vastgesteld rapport verandert niet meer.",
        name="reopened",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("assessments", "0002_initial")]

    operations = [install(RULES)]
