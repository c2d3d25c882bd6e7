"""What a partner is asked after it sent its answers in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partners", "0002_remarks_are_frozen")]

    operations = [
        migrations.AddField(
            model_name="partnerlink",
            name="new_questions",
            field=models.JSONField(blank=True, default=list, verbose_name="nieuwe vragen"),
        ),
    ]
