"""The database refuses every change to a kept document, once it is made."""

from django.db import migrations

from loket_eval.frozen_rows import FrozenRows, install

RULES = [
    FrozenRows(
        table="documents_document",
        frozen="OLD.state = 'done' AND OLD.kept",
        events=[
            (
                "UPDATE OF kind, fingerprint, state, sha256, size, file_name, subject_label, "
                "subject_pk, kept"
            ),
            "DELETE",
        ],
        message="Een document van een vastgesteld rapport verandert niet meer.",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [install(RULES)]
