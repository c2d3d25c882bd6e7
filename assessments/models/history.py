"""What each text was: who typed it, when, and on which page.

Entries are added and never changed (migration 0003).
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.models import User

from .assessment import Assessment
from .sources import Source

# Who types: a person with an account, or a source that came in by its link.
Author = User | Source


class TextVersionEntry(models.Model):
    """What one field of a row became. The row is known by its model and primary key.

    `page` is the name of the draft in which it was typed, `step` the number of the save there: by
    those the server tells a save that is repeated or comes late. Without a page it is a text from
    before, written down when somebody replaced it.
    """

    subject = models.CharField(max_length=30)  # as in "answer"
    subject_pk = models.PositiveBigIntegerField()
    field = models.CharField(max_length=30)
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    page = models.CharField(max_length=40, blank=True)
    step = models.PositiveBigIntegerField(default=0)

    class Meta:
        abstract = True
        verbose_name = _("eerdere tekst")
        verbose_name_plural = _("eerdere teksten")
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject", "subject_pk", "page"], name="%(class)s_by_page")]

    def __str__(self) -> str:
        return self.text

    # What to fetch to know who typed it.
    authors: tuple[str, ...] = ("by",)

    @property
    def author(self) -> Author | None:
        """Who typed it; None when that isn't known any more."""
        return self.by

    @classmethod
    def typed_by(cls, author: Author | None) -> dict[str, Any]:
        """Return the columns that say who typed a text."""
        return {"by": author}


class TextVersion(TextVersionEntry):
    """What a field of an assessment, or of something in it, became."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="text_versions")
    # A partner types without an account.
    source = models.ForeignKey(Source, models.SET_NULL, null=True, related_name="+")

    authors = ("by", "source__organisation")

    class Meta(TextVersionEntry.Meta):
        pass

    @property
    def author(self) -> Author | None:
        return self.source or self.by

    @classmethod
    def typed_by(cls, author: Author | None) -> dict[str, Any]:
        if isinstance(author, Source):
            return {"by": None, "source": author}
        return {"by": author, "source": None}
