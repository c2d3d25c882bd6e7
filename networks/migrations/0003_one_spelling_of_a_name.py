"""Networks and partners get the forms of their names to compare and to sort by.

Names of before may be spellings of each other. They stay: behind the form of all but the first
comes the row's number. Who changes such a row is asked for another name.
"""

from typing import Any

from django.db import migrations, models

from loket_eval.letters import normal_form, sort_form
from networks.models import FormOfName


def fill(apps: Any, _schema_editor: Any) -> None:
    for model in ("network", "organisation"):
        rows = apps.get_model("networks", model).objects
        taken: set[str] = set()
        for pk, name in list(rows.order_by("pk").values_list("pk", "name")):
            form = normal_form(name)[:400]
            if form in taken:
                form = f"{form} ({pk})"
            taken.add(form)
            rows.filter(pk=pk).update(plain_name=form, sort_name=sort_form(name)[:400])


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0002_once_only"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="membership",
            options={
                "ordering": ["network__sort_name", "user__email"],
                "verbose_name": "rol in een netwerk",
                "verbose_name_plural": "rollen in netwerken",
            },
        ),
        migrations.AlterModelOptions(
            name="network",
            options={
                "ordering": ["sort_name", "name"],
                "verbose_name": "netwerk",
                "verbose_name_plural": "netwerken",
            },
        ),
        migrations.AlterModelOptions(
            name="organisation",
            options={
                "ordering": ["sort_name", "name"],
                "verbose_name": "samenwerkingspartner",
                "verbose_name_plural": "samenwerkingspartners",
            },
        ),
        migrations.AddField(
            model_name="network",
            name="plain_name",
            field=FormOfName(form=normal_form),
        ),
        migrations.AddField(
            model_name="network",
            name="sort_name",
            field=FormOfName(form=sort_form),
        ),
        migrations.AddField(
            model_name="organisation",
            name="plain_name",
            field=FormOfName(form=normal_form),
        ),
        migrations.AddField(
            model_name="organisation",
            name="sort_name",
            field=FormOfName(form=sort_form),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="network",
            constraint=models.UniqueConstraint(
                models.F("plain_name"), name="network_name_is_its_own"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                models.F("plain_name"), name="organisation_name_is_its_own"
            ),
        ),
    ]
