"""The history of a published set stays as it is, and PostgreSQL empties none of its tables."""

from django.db import migrations

from loket_eval.frozen_rows import FrozenRows, NeverEmptied, install

MESSAGE = "Een gepubliceerde indicatorenset verandert niet meer."
HISTORY = "De geschiedenis van een gepubliceerde indicatorenset verandert niet meer."

PUBLISHED = "s.status <> 'draft'"
# A part may have been removed before publishing, so its place is that of its history. No user's
# words come into this SQL.
SET = "SELECT 1 FROM indicators_indicatorset s"
THEME = f"{SET} JOIN indicators_historicaltheme t ON t.indicator_set_id = s.id"
GROUP = f"{THEME} JOIN indicators_historicalindicatorgroup g ON g.theme_id = t.id"
INDICATOR = f"{GROUP} JOIN indicators_historicalindicator i ON i.group_id = g.id"
OF_PUBLISHED_SET = {
    "indicatorset": f"{SET} WHERE {PUBLISHED} AND s.id = {{row}}.id",
    "theme": f"{SET} WHERE {PUBLISHED} AND s.id = {{row}}.indicator_set_id",
    "criterion": f"{THEME} WHERE {PUBLISHED} AND t.id = {{row}}.theme_id",
    "indicatorgroup": f"{THEME} WHERE {PUBLISHED} AND t.id = {{row}}.theme_id",
    "indicator": f"{GROUP} WHERE {PUBLISHED} AND g.id = {{row}}.group_id",
    "aspect": f"{INDICATOR} WHERE {PUBLISHED} AND i.id = {{row}}.indicator_id",
}
COLUMNS = {
    "indicatorset": (
        "slug, version, title, source, introduction, criterion_question, status, published_at, "
        "retired_at, based_on_id"
    ),
    "theme": (
        "key, position, kind, title, source, introduction, goal, occasion, form, indicator_set_id"
    ),
    "criterion": "key, position, kind, implicit, title, text, question, source, theme_id",
    "indicatorgroup": "key, position, kind, title, question, source, theme_id",
    "indicator": "key, position, text, answer, unit, source, continuity, group_id",
    "aspect": "key, position, text, indicator_id",
}
OF_HISTORY = "id, history_id, history_date, history_change_reason, history_type"


def frozen_history(part: str) -> list[FrozenRows | NeverEmptied]:
    table, frozen = f"indicators_historical{part}", f"EXISTS ({OF_PUBLISHED_SET[part]})"
    return [
        FrozenRows(
            table=table,
            frozen=frozen,
            events=[f"UPDATE OF {OF_HISTORY}, {COLUMNS[part]}", "DELETE"],
            message=HISTORY,
        ),
        # Who did it may only go, as an account can be removed.
        FrozenRows(
            table=table,
            frozen=f"NEW.history_user_id IS NOT NULL AND {frozen}",
            events=["UPDATE OF history_user_id"],
            message=HISTORY,
            name="user",
        ),
        NeverEmptied(table=table, frozen=frozen, message=HISTORY),
    ]


# Each part is in a set, so no table of parts is emptied while there is a published set.
NEVER_EMPTIED = [
    NeverEmptied(
        table=f"indicators_{part}",
        frozen=f"EXISTS ({SET} WHERE {PUBLISHED})",
        message=MESSAGE,
    )
    for part in OF_PUBLISHED_SET
]


class Migration(migrations.Migration):
    dependencies = [("indicators", "0002_published_is_frozen")]

    operations = [
        install([rule for part in OF_PUBLISHED_SET for rule in frozen_history(part)]),
        install(NEVER_EMPTIED),
    ]
