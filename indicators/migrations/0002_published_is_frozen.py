"""The database refuses every change to a published or retired set and its parts."""

from django.db import migrations

from loket_eval.frozen_rows import FrozenRows, install

MESSAGE = "Een gepubliceerde indicatorenset verandert niet meer."


def status_of_set(joins: str) -> str:
    # No user's words come into this SQL.
    return f"(SELECT s.status FROM indicators_indicatorset s {joins}) <> 'draft'"  # noqa: S608


IN_THEME = "JOIN indicators_theme t ON t.indicator_set_id = s.id"
IN_GROUP = f"{IN_THEME} JOIN indicators_indicatorgroup g ON g.theme_id = t.id"
IN_INDICATOR = f"{IN_GROUP} JOIN indicators_indicator i ON i.group_id = g.id"

RULES = [
    FrozenRows(
        table="indicators_indicatorset",
        frozen="OLD.status <> 'draft' AND NEW.status = 'draft'",
        events=["UPDATE OF status"],
        message=MESSAGE,
    ),
    # A published set may be retired and taken into use again; nothing else of it changes.
    FrozenRows(
        table="indicators_indicatorset",
        frozen="OLD.status <> 'draft'",
        events=[
            "UPDATE OF id, slug, version, title, source, introduction, criterion_question, "
            "published_at, based_on_id",
            "DELETE",
        ],
        message=MESSAGE,
        name="content",
    ),
    FrozenRows(
        table="indicators_theme",
        frozen=status_of_set("WHERE s.id = {row}.indicator_set_id"),
        message=MESSAGE,
    ),
    FrozenRows(
        table="indicators_criterion",
        frozen=status_of_set(f"{IN_THEME} WHERE t.id = {{row}}.theme_id"),
        message=MESSAGE,
    ),
    FrozenRows(
        table="indicators_indicatorgroup",
        frozen=status_of_set(f"{IN_THEME} WHERE t.id = {{row}}.theme_id"),
        message=MESSAGE,
    ),
    FrozenRows(
        table="indicators_indicator",
        frozen=status_of_set(f"{IN_GROUP} WHERE g.id = {{row}}.group_id"),
        message=MESSAGE,
    ),
    FrozenRows(
        table="indicators_aspect",
        frozen=status_of_set(f"{IN_INDICATOR} WHERE i.id = {{row}}.indicator_id"),
        message=MESSAGE,
    ),
]


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]

    operations = [install(RULES)]
