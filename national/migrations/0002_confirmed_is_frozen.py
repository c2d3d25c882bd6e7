"""The database refuses every change to a confirmed overarching report."""

from django.db import migrations

from documents.subject_rows import SubjectRows
from loket_eval.frozen_rows import FrozenRows, install

NATIONAL = "Een vastgesteld overkoepelend rapport verandert niet meer."
IS_CONFIRMED = (
    "(SELECT r.state FROM national_nationalreport r WHERE r.id = {row}.report_id) = 'confirmed'"
)
CONFIRMED_AND_NOT_REOPENED = (
    "OLD.state = 'confirmed' AND (NEW.state = 'confirmed' OR EXISTS (SELECT 1 FROM "
    "national_nationalversion v WHERE v.report_id = OLD.id AND v.reopened_at IS NULL))"
)

RULES = [
    FrozenRows(
        table="national_nationalreport",
        frozen=CONFIRMED_AND_NOT_REOPENED,
        events=["UPDATE"],
        message=NATIONAL,
    ),
    FrozenRows(
        table="national_nationalreport",
        frozen="OLD.state = 'confirmed'",
        events=["DELETE"],
        message=NATIONAL,
        name="whole",
    ),
    FrozenRows(table="national_nationalrecommendation", frozen=IS_CONFIRMED, message=NATIONAL),
    FrozenRows(
        table="national_nationalversion",
        frozen="OLD.number IS NOT NULL",
        events=[
            "UPDATE OF shared, office, contributions, number, report_id, confirmed_at",
            "DELETE",
        ],
        message=NATIONAL,
    ),
    FrozenRows(
        table="national_nationalversion",
        frozen="OLD.reopened_at IS NOT NULL",
        events=["UPDATE OF reopened_at, reopen_reason"],
        message=NATIONAL,
        name="reopened",
    ),
]

SUBJECTS = [
    SubjectRows(table="national_nationalreport", label="national.nationalreport"),
    SubjectRows(table="national_nationalversion", label="national.nationalversion"),
]


class Migration(migrations.Migration):
    dependencies = [("national", "0001_initial"), ("documents", "0002_kept_is_frozen")]

    operations = [install(RULES), install(SUBJECTS)]
