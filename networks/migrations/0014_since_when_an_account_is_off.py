from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("networks", "0013_trail")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="off_since",
            field=models.DateTimeField(editable=False, null=True, verbose_name="staat uit sinds"),
        ),
    ]
