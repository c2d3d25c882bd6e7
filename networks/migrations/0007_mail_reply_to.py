"""A mail says who gets the answer to it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("networks", "0006_clean_texts")]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="reply_to",
            field=models.EmailField(blank=True, max_length=254, verbose_name="antwoord aan"),
        ),
    ]
