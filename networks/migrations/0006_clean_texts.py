"""Names that hold invisible characters, from before typed text was cleaned, are rewritten."""

from django.db import migrations

from loket_eval.stored_text import cleaning

# The forms to compare and to sort by are of a clean name already.
NAMES = {
    "network": ("name",),
    "organisation": ("name",),
    "user": ("name",),
    "apitoken": ("name",),
}


class Migration(migrations.Migration):
    dependencies = [("networks", "0005_invitations")]

    operations = [cleaning("networks", NAMES, {})]
