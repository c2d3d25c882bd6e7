"""The document of this package: the questions of a set as PDF."""

import json
from dataclasses import asdict
from pathlib import Path

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.recipes import About, Recipe, register
from loket_eval.pdf.progress import Progress
from networks.models import User

from .access import set_for_reading
from .models import IndicatorSet
from .question_list import QuestionList, question_list_of, question_list_pdf

QUESTIONS = "asked"
FILES = (
    "indicators/question_list.py",
    "loket_eval/pdf/*.py",
    "loket_eval/prose*.py",
    "static/print/*.css",
    "static/question_list.css",
    "templates/indicators/*question_list*.html",
)


def _tell(questions: QuestionList) -> str:
    return json.dumps(asdict(questions), ensure_ascii=False, sort_keys=True, default=str)


def _write(questions: QuestionList, path: Path, progress: Progress) -> None:
    path.write_bytes(question_list_pdf(questions, progress))


def _of_set(user: User, pk: int, _kind: str) -> About:
    """Return what it is about; Http404 for who may not see the set."""
    names = IndicatorSet.objects.filter(pk=pk).values_list("slug", "version").first()
    if names is None:
        raise Http404
    indicator_set = set_for_reading(user, *names)
    return About(str(indicator_set), reverse("question_list", args=names))


def register_all() -> None:
    register(
        Recipe(
            kind=QUESTIONS,
            name=_("vragenlijst (PDF)"),
            subject=IndicatorSet,
            # A set in use never changes, but its list says since when it is retired.
            kept=False,
            read=question_list_of,
            tell=_tell,
            file_name=lambda questions: f"{questions.file_name}.pdf",
            write=_write,
            content_type="application/pdf",
            made_with=FILES,
            fetch=_of_set,
        )
    )
