"""The article of a report: all of its page that is the same for everybody who may read it.

A stored report never changes. So its article is made at the first reading and stored; after an
update of the portal it is made once more.
"""

from django.conf import settings
from django.template.loader import render_to_string

from documents.fingerprint import look_of
from loket_eval.direction import isolated_text

from .models import ReportArticle, ReportVersion
from .report import Report

# Any file of ours may decide what an article says, and so may any library.
_MADE_WITH = (
    "assessments/**/*.py",
    "documents/**/*.py",
    "indicators/**/*.py",
    "loket_eval/**/*.py",
    "locale/**/*.mo",
    "networks/**/*.py",
    "partners/**/*.py",
    "reports/**/*.py",
    "requirements/*.txt",
    "templates/**/*.html",
)


def article_of(version: ReportVersion) -> ReportArticle:
    """Return the article of a stored report (one query, but for the first reader)."""
    made_with = look_of(_MADE_WITH)
    stored = ReportArticle.objects.filter(version=version, made_with=made_with).first()
    # Somebody who works on a template sees what it makes now.
    if stored is not None and not settings.DEBUG:
        return stored
    made = new_article(version.report)
    article, _is_new = ReportArticle.objects.update_or_create(
        version=version,
        defaults={"made_with": made_with, "title": made.title, "html": made.html},
    )
    return article


def new_article(report: Report, **of_reader: object) -> ReportArticle:
    """Return the article of a report, not stored.

    `of_reader` is what a concept also shows to one reader. What is stored has nothing of that: it
    would be shown to all.
    """
    return ReportArticle(
        title=f"{isolated_text(report.title)} – {isolated_text(report.network)}",
        html=render_to_string("reports/_article.html", of_reader | {"report": report}),
    )
