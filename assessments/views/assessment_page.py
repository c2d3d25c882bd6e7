"""What the pages of one assessment have in common."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import access
from assessments.models import Answer, Assessment
from assessments.saving.conflicts import Outcome
from assessments.table_of_contents import contents_of
from indicators.catalogue import Catalogue, catalogue_of
from loket_eval.prose import has_invisible
from networks.signed_in import SignedInRequest


def answers_of(assessment: Assessment) -> dict[int, Answer]:
    """Return the answers by the primary key of their indicator (one query)."""
    rows = Answer.objects.filter(assessment=assessment).select_related("finding", "changed_by")
    return {answer.indicator_id: answer for answer in rows}


def page_context(
    assessment: Assessment,
    current: str,
    *,
    catalogue: Catalogue | None = None,
    answers: dict[int, Answer] | None = None,
) -> dict[str, Any]:
    """Return what every page of an assessment shows beside its own content. `current` is the page in the contents."""
    catalogue = catalogue or catalogue_of(assessment.indicator_set)
    contents = contents_of(catalogue, answers_of(assessment) if answers is None else answers)
    return {
        "assessment": assessment,
        "catalogue": catalogue,
        "contents": contents,
        "current": current,
        "may_edit": access.may_edit(assessment),
        "may_coordinate": access.may_coordinate(assessment),
    }


def refuse_other_person(request: SignedInRequest) -> None:
    """Refuse a save from a page that somebody else had open, before the present person logged in in this browser."""
    if request.POST.get("person", str(request.user.pk)) != str(request.user.pk):
        raise PermissionDenied(
            _("In deze browser is nu iemand anders ingelogd. Er is niets opgeslagen.")
        )


def saved_reply(request: SignedInRequest, outcome: Outcome) -> HttpResponse:
    """Return the fragment that says how a save in the background went."""
    form = outcome.form
    context = {
        "form": form,
        "row": outcome.row,
        "outcome": outcome,
        "now": timezone.now(),
        "cleaned": False,
    }
    if outcome.conflict:
        return render(
            request,
            "assessments/_conflict.html",
            context | {"conflict": outcome.conflict},
            status=409,
        )
    if outcome.failed:
        return render(request, "assessments/_not_saved.html", context, status=422)
    context["cleaned"] = any(
        has_invisible(request.POST.get(form.add_prefix(name), "")) for name in form.fields
    )
    return render(request, "assessments/_saved.html", context)


def tell_merged(request: SignedInRequest, outcomes: Iterable[Outcome]) -> None:
    """Tell, on the next page, that fields were put together with what was saved meanwhile."""
    own = {one.is_own for one in outcomes if one.taken}
    if False in own:
        messages.info(request, _("Samengevoegd met wat een collega intussen bewaarde."))
    if True in own:
        messages.info(
            request, _("Samengevoegd met wat u zelf intussen in een ander venster bewaarde.")
        )
