"""Texts with invisible characters are rewritten while their report isn't confirmed."""

from django.db import migrations
from django.db.models import Q

from loket_eval.stored_text import cleaning

FIELDS = {
    "nationalreport": ("title", "summary", "introduction", "conclusions"),
    "nationalrecommendation": ("what", "explanation", "measure", "who", "means"),
}
RUNNING = {
    "nationalreport": ~Q(state="confirmed"),
    "nationalrecommendation": ~Q(report__state="confirmed"),
}


class Migration(migrations.Migration):
    dependencies = [("national", "0003_histories")]

    operations = [cleaning("national", FIELDS, RUNNING)]
