"""What was typed before: the versions of each text of a question or part, each with a way to put it
back.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments import access
from assessments.models import Assessment, Conclusion, Finding, FollowUp, Recommendation
from assessments.saving.history import histories
from assessments.saving.unit import Unit
from networks.signed_in import SignedInRequest

from .answers import answer_now, answer_unit
from .assessment_page import page_context
from .entry_pages import fetch_part
from .points import whole_point_unit
from .recommendation_entries import follow_up_unit, whole_recommendation_unit
from .texts import conclusion_unit, texts_unit


def earlier_page(
    request: SignedInRequest,
    unit: Unit,
    title: str,
    send_to: str,
    back: str,
    context: dict[str, Any],
    *,
    since: datetime | None = None,
) -> HttpResponse:
    """Show the versions of the texts of a unit, of what was sent in those `since` then.

    Putting one back is typing it: it is sent to where the form is.
    """
    all_versions = "alles" in request.GET
    shown = {
        "about": title,
        "prefix": unit.form.prefix,
        "histories": histories(unit, all_versions=all_versions, since=since),
        "send_to": send_to,
        "back": back,
    }
    return render(request, "assessments/earlier_texts.html", context | shown)


@require_safe
def earlier_answers(request: SignedInRequest, pk: int, indicator_key: str) -> HttpResponse:
    assessment = access.for_reading(request.user, pk)
    answer = answer_now(assessment, indicator_key)
    if answer is None:
        raise Http404
    theme = reverse("theme", args=[pk, answer.indicator.group.theme.key])
    context = page_context(assessment, answer.indicator.group.theme.key) | SHELL
    unit = answer_unit(assessment, answer.indicator, answer)
    return earlier_page(
        request, unit, answer.indicator.text, theme, f"{theme}#i-{indicator_key}", context
    )


def _part(
    model: type[Any],
    send_to: str,
    page: str,
    unit: Callable[[Assessment, Any], Unit],
    *related: str,
) -> Callable[..., HttpResponse]:
    """Return the view of the earlier texts of a part: its form is sent to `send_to`, and stands on
    `page`.
    """

    @require_safe
    def view(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
        assessment = access.for_reading(request.user, pk)
        part = fetch_part(assessment, model, part_pk, "changed_by", *related)
        return earlier_page(
            request,
            unit(assessment, part),
            str(part),
            reverse(send_to, args=[pk, part_pk]),
            reverse(page, args=[pk]),
            page_context(assessment, page) | SHELL,
        )

    return view


SHELL = {"shell": "assessments/shell.html"}

earlier_points = _part(Finding, "save_point", "points", whole_point_unit, "answer")
earlier_recommendations = _part(
    Recommendation,
    "save_recommendation",
    "recommendations",
    whole_recommendation_unit,
)
earlier_follow_ups = _part(FollowUp, "save_follow_up", "recommendations", follow_up_unit)
earlier_conclusions = _part(Conclusion, "save_conclusion", "texts", conclusion_unit)


@require_safe
def earlier_texts(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = access.for_reading(request.user, pk)
    context = page_context(assessment, "texts") | SHELL
    send_to, back = reverse("save_texts", args=[pk]), reverse("texts", args=[pk])
    return earlier_page(
        request, texts_unit(assessment), _("Teksten voor het rapport"), send_to, back, context
    )
