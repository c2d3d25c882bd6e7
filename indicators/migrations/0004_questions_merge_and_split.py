"""A question says which questions of the version before it came from."""

from dataclasses import replace
from importlib import import_module

from django.db import migrations, models

from loket_eval.frozen_rows import FrozenRows, install, remove

published = import_module("indicators.migrations.0002_published_is_frozen")
history = import_module("indicators.migrations.0003_history_is_frozen")

OF_HISTORY = [rule for part in history.OF_PUBLISHED_SET for rule in history.frozen_history(part)]
# A guard of columns names each of them, so the new one too.
CONTENT = f"UPDATE OF {history.OF_HISTORY}, {history.COLUMNS['indicator']}, came_from"
WITH_NEW_COLUMN = [
    replace(rule, events=[CONTENT, "DELETE"])
    if isinstance(rule, FrozenRows)
    and (rule.table, rule.name) == ("indicators_historicalindicator", "row")
    else rule
    for rule in OF_HISTORY
]


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_history_is_frozen")]

    operations = [
        # SQLite makes the tables anew, and the triggers of other tables name them.
        remove(history.NEVER_EMPTIED),
        remove(OF_HISTORY),
        remove(published.RULES),
        migrations.AddField(
            model_name="indicator",
            name="came_from",
            field=models.TextField(blank=True, default="", verbose_name="komt uit"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="historicalindicator",
            name="came_from",
            field=models.TextField(blank=True, default="", verbose_name="komt uit"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("came_from", ""), ("continuity", "break"), _connector="OR"),
                name="came_from_is_a_break",
                violation_error_message=(
                    "Een vraag die uit andere vragen komt, is een andere vraag."
                ),
            ),
        ),
        install(published.RULES),
        install(WITH_NEW_COLUMN),
        install(history.NEVER_EMPTIED),
    ]
