"""Drafts with invisible characters are rewritten; what was published stays as it is."""

from django.db import migrations
from django.db.models import Q

from loket_eval.stored_text import cleaning

FIELDS = {
    "indicatorset": ("title", "source", "introduction", "criterion_question"),
    "theme": ("title", "source", "introduction", "goal", "occasion", "form"),
    "criterion": ("title", "text", "question", "source"),
    "indicatorgroup": ("title", "question", "source"),
    "indicator": ("text", "unit", "source"),
    "aspect": ("text",),
}
DRAFTS = {
    "indicatorset": Q(status="draft"),
    "theme": Q(indicator_set__status="draft"),
    "criterion": Q(theme__indicator_set__status="draft"),
    "indicatorgroup": Q(theme__indicator_set__status="draft"),
    "indicator": Q(group__theme__indicator_set__status="draft"),
    "aspect": Q(indicator__group__theme__indicator_set__status="draft"),
}


class Migration(migrations.Migration):
    dependencies = [("indicators", "0004_questions_merge_and_split")]

    operations = [cleaning("indicators", FIELDS, DRAFTS)]
