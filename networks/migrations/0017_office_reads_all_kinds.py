"""The national office reads confirmed evaluations of every kind; no table changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("networks", "0016_single_sign_on")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="is_national",
            field=models.BooleanField(
                default=False,
                help_text="Ziet de vastgestelde evaluaties van alle netwerken.",
                verbose_name="landelijk netwerk",
            ),
        ),
    ]
