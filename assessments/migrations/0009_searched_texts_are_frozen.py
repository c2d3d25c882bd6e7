"""What is searched stays the text of the report that was confirmed, until that report is opened again.

The texts are stored just before the report itself and go just after it was marked as reopened, so the stored report is
the lock (assessments/lifecycle.py). A migration that makes them anew takes these triggers away first.
"""

from django.db import migrations

from loket_eval.frozen_rows import FrozenRows, install

RULES = [
    FrozenRows(
        table="assessments_confirmedtext",
        frozen=(
            "EXISTS (SELECT 1 FROM assessments_reportversion v "
            "WHERE v.assessment_id = {row}.assessment_id AND v.reopened_at IS NULL)"
        ),
        message="Een vastgesteld rapport verandert niet meer.",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("assessments", "0008_word_documents")]

    operations = [install(RULES)]
