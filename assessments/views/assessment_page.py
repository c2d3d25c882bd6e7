"""What the pages of one assessment have in common."""

from typing import Any

from assessments import access
from assessments.models import Answer, Assessment
from assessments.table_of_contents import PAGES, contents_of
from assessments.threads.counts import thread_counts
from indicators.catalogue import Catalogue, catalogue_of


def answers_of(assessment: Assessment, *related: str) -> dict[int, Answer]:
    """Return the answers, with what is `related`, by the primary key of their indicator (one
    query).
    """
    rows = Answer.objects.filter(assessment=assessment)
    # Without a name, select_related() would join everything.
    found = rows.select_related(*related) if related else rows
    return {answer.indicator_id: answer for answer in found}


def page_context(
    assessment: Assessment,
    current: str,
    *,
    catalogue: Catalogue | None = None,
    answers: dict[int, Answer] | None = None,
) -> dict[str, Any]:
    """Return what every page of an assessment shows beside its own content.

    `current` is the page in the contents.
    """
    catalogue = catalogue or catalogue_of(assessment.indicator_set)
    # Who may not read the talk isn't told how much of it there is.
    threads = thread_counts(assessment) if access.may_read_threads(assessment) else None
    contents = contents_of(
        catalogue,
        answers_of(assessment) if answers is None else answers,
        {key: count.open for key, count in threads.indicator.items()} if threads else {},
    )
    return {
        "assessment": assessment,
        "catalogue": catalogue,
        "contents": contents,
        "current": current,
        "current_theme": contents.theme(current),
        "current_page": PAGES.get(current),
        "pages": PAGES,
        "threads": threads,
        "may_edit": access.may_edit(assessment),
        "may_coordinate": access.may_coordinate(assessment),
        "judges_first": access.judges_first(assessment),
    }
