"""The article of a report: all of its page that is the same for everybody who may read it.

A stored report never changes. So its article is made at the first reading and stored; after an
update of the portal it is made once more. That of a concept is kept in memory for as long as
nothing in it changes (docs/decisions/0001-shape.md).
"""

from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string

from documents.fingerprint import look_of
from loket_eval.direction import isolated_text

from .models import ReportArticle, ReportVersion
from .report import Report

# As many as are read at the same time; each is a few hundred kilobytes.
_CONCEPTS_KEPT = 16

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
    made = _new_article(version.report, _html(version.report))
    article, _is_new = ReportArticle.objects.update_or_create(
        version=version,
        defaults={"made_with": made_with, "title": made.title, "html": made.html},
    )
    return article


def article_of_concept(report: Report, *, points_page: str = "") -> ReportArticle:
    """Return the article of a report that isn't confirmed, not stored.

    `points_page` is where this reader can write points.
    """
    make = _html if settings.DEBUG else _html_of_concept
    return _new_article(report, make(report, points_page))


def _html(report: Report, points_page: str = "") -> str:
    # What is stored has nothing of one reader: it would be shown to all.
    context = {"report": report, "points_page": points_page}
    return render_to_string("reports/_article.html", context)


# A report is equal to another when everything in it is, and the template sees nothing else.
_html_of_concept = lru_cache(maxsize=_CONCEPTS_KEPT)(_html)


def _new_article(report: Report, html: str) -> ReportArticle:
    title = f"{isolated_text(report.title)} – {isolated_text(report.network)}"
    return ReportArticle(title=title, html=html)
