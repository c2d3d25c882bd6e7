"""A form counts once for what was filled in: changed under the same token, it is another form."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("networks", "0007_mail_reply_to")]

    operations = [
        migrations.AddField(
            model_name="onceonly",
            name="sent",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="onceonly",
            name="token",
            field=models.CharField(max_length=40),
        ),
        migrations.AddConstraint(
            model_name="onceonly",
            constraint=models.UniqueConstraint(fields=["token", "sent"], name="a_form_counts_once"),
        ),
    ]
