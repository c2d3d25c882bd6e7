"""The database refuses every change to a stored report and to a confirmed assessment.

The texts to search stay those of the report that was confirmed, until that report is opened again.
They are stored just before the report itself and go just after it was marked as reopened, so the
stored report is the lock (confirming.py). A migration that makes them anew takes these triggers
away first.
"""

from django.db import migrations

from documents.subject_rows import SubjectRows
from loket_eval.frozen_rows import FrozenRows, install

MESSAGE = "Een vastgestelde zelfevaluatie verandert niet meer."

# Reopening is the one way out, and only once the stored report says when and why.
CONFIRMED_AND_NOT_REOPENED = (
    "OLD.state = 'confirmed' AND (NEW.state = 'confirmed' OR EXISTS (SELECT 1 FROM "
    "reports_reportversion v WHERE v.assessment_id = OLD.id AND v.reopened_at IS NULL))"
)

RULES = [
    FrozenRows(
        table="assessments_assessment",
        frozen=CONFIRMED_AND_NOT_REOPENED,
        events=["UPDATE"],
        message=MESSAGE,
    ),
    FrozenRows(
        table="reports_reportversion",
        frozen="OLD.number IS NOT NULL",
        events=["UPDATE OF content, number, assessment_id, confirmed_at", "DELETE"],
        message="Een vastgesteld rapport verandert niet meer.",
    ),
    # When and why a report was opened again stays as well; who may go (an account can be removed).
    FrozenRows(
        table="reports_reportversion",
        frozen="OLD.reopened_at IS NOT NULL",
        events=["UPDATE OF reopened_at, reopen_reason"],
        message="Een vastgesteld rapport verandert niet meer.",
        name="reopened",
    ),
    FrozenRows(
        table="reports_confirmedtext",
        frozen=(
            "EXISTS (SELECT 1 FROM reports_reportversion v "
            "WHERE v.assessment_id = {row}.assessment_id AND v.reopened_at IS NULL)"
        ),
        message="Een vastgesteld rapport verandert niet meer.",
    ),
]

SUBJECTS = [
    SubjectRows(table="assessments_assessment", label="assessments.assessment"),
    SubjectRows(table="reports_reportversion", label="reports.reportversion"),
    SubjectRows(table="networks_network", label="networks.network"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_words_to_search"),
        ("assessments", "0002_confirmed_is_frozen"),
        ("documents", "0002_kept_is_frozen"),
    ]

    operations = [install(RULES), install(SUBJECTS)]
