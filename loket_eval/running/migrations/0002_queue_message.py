"""PostgreSQL tells the workers when something is put in the queue."""

from django.db import migrations

from loket_eval.running.queue_messages import CREATE_SQL, DROP_SQL


def _on_postgresql(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [
        ("running", "0001_worker_sign"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(_on_postgresql(CREATE_SQL), _on_postgresql(DROP_SQL))]
