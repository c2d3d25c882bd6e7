"""What belongs to a confirmed report stays as it is: estimates, documents; and so does an overarching report."""

import importlib

from django.db import migrations

from loket_eval.frozen_rows import FrozenRows, install

confirmed_is_frozen = importlib.import_module("assessments.migrations.0003_confirmed_is_frozen")

NATIONAL = "Een vastgesteld overkoepelend rapport verandert niet meer."
IS_CONFIRMED = "(SELECT r.state FROM assessments_nationalreport r WHERE r.id = {row}.report_id) = 'confirmed'"
CONFIRMED_AND_NOT_REOPENED = (
    "OLD.state = 'confirmed' AND (NEW.state = 'confirmed' OR EXISTS "
    "(SELECT 1 FROM assessments_nationalversion v WHERE v.report_id = OLD.id AND v.reopened_at IS NULL))"
)
KEPT = "OLD.state = 'done' AND (OLD.report_version_id IS NOT NULL OR OLD.national_version_id IS NOT NULL)"

RULES = [
    confirmed_is_frozen.part_of_assessment("assessments_groupestimate"),
    FrozenRows(
        table="assessments_document",
        frozen=KEPT,
        events=[
            "UPDATE OF kind, fingerprint, state, sha256, size, file_name, report_version_id, national_version_id",
            "DELETE",
        ],
        message="Een document van een vastgesteld rapport verandert niet meer.",
    ),
    FrozenRows(
        table="assessments_nationalreport", frozen=CONFIRMED_AND_NOT_REOPENED, events=["UPDATE"], message=NATIONAL
    ),
    FrozenRows(
        table="assessments_nationalreport",
        frozen="OLD.state = 'confirmed'",
        events=["DELETE"],
        message=NATIONAL,
        name="whole",
    ),
    FrozenRows(table="assessments_nationalrecommendation", frozen=IS_CONFIRMED, message=NATIONAL),
    FrozenRows(
        table="assessments_nationalversion",
        frozen="OLD.number IS NOT NULL",
        events=["UPDATE OF shared, office, contributions, number, report_id, confirmed_at", "DELETE"],
        message=NATIONAL,
    ),
    FrozenRows(
        table="assessments_nationalversion",
        frozen="OLD.reopened_at IS NOT NULL",
        events=["UPDATE OF reopened_at, reopen_reason"],
        message=NATIONAL,
        name="reopened",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("assessments", "0004_reports_to_share")]

    operations = [install(RULES)]
