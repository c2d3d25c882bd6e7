"""A set can have documents: its list of questions is made in the background."""

from django.db import migrations

from documents.subject_rows import SubjectRows
from loket_eval.frozen_rows import install


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0005_clean_drafts"),
        ("documents", "0002_kept_is_frozen"),
    ]

    operations = [
        install([SubjectRows(table="indicators_indicatorset", label="indicators.indicatorset")])
    ]
