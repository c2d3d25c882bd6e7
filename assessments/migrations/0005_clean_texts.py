"""Texts with invisible characters are rewritten while their assessment isn't confirmed.

Their histories stay: they say what was typed.
"""

from django.db import migrations
from django.db.models import Q

from loket_eval.stored_text import cleaning

ADVICE = ("what", "explanation", "measure", "who", "means")
FIELDS = {
    "assessment": (
        "title",
        "summary",
        "introduction",
        "method",
        "functions_spoken_with",
        "sources_consulted",
    ),
    "answer": ("text", "evidence"),
    "finding": ("headline", "explanation", "source"),
    "conclusion": ("question", "text"),
    "followup": ("what", "origin", "explanation"),
    "recommendation": ADVICE,
    "factcheck": ("remark",),
}
RUNNING = {name: ~Q(assessment__state="confirmed") for name in FIELDS} | {
    "assessment": ~Q(state="confirmed")
}


class Migration(migrations.Migration):
    dependencies = [("assessments", "0004_sources_and_views")]

    operations = [cleaning("assessments", FIELDS, RUNNING, never_empty=["factcheck"])]
