"""The questions of a set on paper: a blank list for a meeting, as plain values and as PDF."""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils import timezone

from loket_eval.file_names import file_name
from loket_eval.joined_styles import style_sheet
from loket_eval.pdf import render_pdf
from loket_eval.pdf.progress import Progress

from .catalogue import Catalogue, catalogue_of
from .models import IndicatorSet


@dataclass(frozen=True)
class QuestionList:
    """What a set asks. `published_on` is None for a draft, `retired_on` for what is in use."""

    catalogue: Catalogue
    published_on: date | None
    retired_on: date | None

    @property
    def is_draft(self) -> bool:
        return self.published_on is None

    @property
    def file_name(self) -> str:
        """The name of a file with this list, without extension, as in "vragenlijst_werkset_2.0"."""
        return file_name("vragenlijst", self.catalogue.slug, self.catalogue.version)


def question_list_of(indicator_set: IndicatorSet) -> QuestionList:
    """Return the questions of a set in five queries, whatever its size."""
    published, retired = indicator_set.published_at, indicator_set.retired_at
    return QuestionList(
        catalogue_of(indicator_set),
        published_on=timezone.localdate(published) if published else None,
        retired_on=timezone.localdate(retired) if retired else None,
    )


def question_list_pdf(questions: QuestionList, progress: Progress | None = None) -> bytes:
    html = render_to_string(
        "indicators/question_list_print.html", {"questions": questions, "on_paper": True}
    )
    styles = [style_sheet(name) for name in ("tokens.css", "print.css", "question_list.css")]
    return render_pdf(html, styles, progress=progress)
