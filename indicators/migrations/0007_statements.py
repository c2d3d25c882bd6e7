"""A question as a sentence that can be true, for summaries; until now no question had one."""

from dataclasses import replace
from importlib import import_module

from django.db import migrations, models

from loket_eval.frozen_rows import FrozenRows, install, remove

merged = import_module("indicators.migrations.0004_questions_merge_and_split")

# A guard of columns names each of them, so the new one too.
BEFORE = [
    rule
    for rule in merged.WITH_NEW_COLUMN
    if isinstance(rule, FrozenRows)
    and (rule.table, rule.name) == ("indicators_historicalindicator", "row")
]
AFTER = [replace(rule, events=[f"{merged.CONTENT}, statement", "DELETE"]) for rule in BEFORE]


def _added(model: str) -> migrations.RunSQL:
    # Both databases take this as it is. Django would make the table anew on SQLite, and the
    # triggers of other tables name it.
    return migrations.RunSQL(
        f"ALTER TABLE indicators_{model} ADD COLUMN statement varchar(200) NOT NULL DEFAULT ''",
        f"ALTER TABLE indicators_{model} DROP COLUMN statement",
        state_operations=[
            migrations.AddField(
                model_name=model,
                name="statement",
                field=models.CharField(
                    blank=True,
                    help_text=(
                        "Een zin die klopt als het oordeel “sterk punt” is, zoals “Het onderling "
                        "vertrouwen is gegroeid.” Samenvattingen gebruiken hem. Hij is van dit "
                        "portaal, niet uit de bron."
                    ),
                    max_length=200,
                    verbose_name="stelling, in onze woorden",
                ),
            )
        ],
    )


class Migration(migrations.Migration):
    dependencies = [("indicators", "0006_documents_about_sets")]

    operations = [
        remove(BEFORE),
        _added("indicator"),
        _added("historicalindicator"),
        install(AFTER),
    ]
