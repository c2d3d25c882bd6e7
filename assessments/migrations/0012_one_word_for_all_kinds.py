"""“Evaluatie” stands for all kinds; no table changes."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0011_kind_of_evaluation"),
        ("indicators", "0007_statements"),
        ("networks", "0008_once_for_what_was_sent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="assessment",
            options={
                "ordering": ["-period_end", "-pk"],
                "verbose_name": "evaluatie",
                "verbose_name_plural": "evaluaties",
            },
        ),
        migrations.AlterConstraint(
            model_name="assessment",
            name="one_assessment_a_period",
            constraint=models.UniqueConstraint(
                fields=("network", "indicator_set", "period_start", "period_end"),
                name="one_assessment_a_period",
                violation_error_message=(
                    "Over deze periode is er al een evaluatie met deze indicatorenset."
                ),
            ),
        ),
    ]
