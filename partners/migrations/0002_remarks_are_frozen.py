"""The database refuses every change to what partners remarked on a report that is confirmed."""

from importlib import import_module

from django.db import migrations

from loket_eval.frozen_rows import FrozenRows, install

confirmed = import_module("assessments.migrations.0002_confirmed_is_frozen")

OF_LINK = (
    "JOIN assessments_source s ON s.assessment_id = a.id "
    "JOIN partners_checklink l ON l.source_id = s.id WHERE l.id = {row}.check_link_id"
)
RULES = [
    FrozenRows(
        table="partners_factremark",
        frozen=confirmed.STATE.format(where=OF_LINK),
        message=confirmed.MESSAGE,
    )
]


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]

    operations = [install(RULES)]
