"""A partner sends each answer in: questions that it is asked later have their own moment."""

from importlib import import_module
from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

from loket_eval.frozen_rows import install, remove

before = import_module("assessments.migrations.0002_confirmed_is_frozen")

RULES = [before.linked_to("assessments_source", "assessments_view", "source_id")]


def sent_with_its_source(apps: Any, _schema_editor: Any) -> None:
    """Until now all answers of a partner were sent in with its first ones."""
    view, source = apps.get_model("assessments", "View"), apps.get_model("assessments", "Source")
    moment = source._base_manager.filter(pk=OuterRef("source")).values("sent_in_at")
    view._base_manager.filter(source__kind="partner").update(sent_in_at=Subquery(moment))


class Migration(migrations.Migration):
    dependencies = [("assessments", "0006_threads")]

    operations = [
        remove(RULES),
        migrations.AddField(
            model_name="view",
            name="sent_in_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="verstuurd op"),
        ),
        migrations.RunPython(sent_with_its_source, migrations.RunPython.noop),
        install(RULES),
    ]
