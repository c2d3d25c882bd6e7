"""One question, discussed: what everybody said of it, beside the answer and the points."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments import access as assessment_access
from assessments.models import Assessment, Finding
from assessments.saving import adding
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.saving.unit import Sent, Unit
from assessments.support import supports_of
from assessments.views import entry_pages
from assessments.views.answers import Question, asked_now, unit_asked_now
from assessments.views.assessment_page import page_context
from assessments.views.entry_pages import Entry, error_forms, status_of
from indicators.catalogue import Catalogue, catalogue_of
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest
from partners.differences import QuestionViews, differences_in, questions_with_views
from partners.forms import DiscussedPointForm


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def discuss(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """Show a question with all views side by side, the answer and the points; save the answer."""
    if request.method != "POST":
        return _show(request, assessment_access.for_reading(request.user, pk), key)

    def fetch(sent: Sent) -> Unit:
        return unit_asked_now(assessment_access.for_editing(request.user, pk), key, sent.version)

    def show(failed: Entry) -> HttpResponse:
        return _show(request, failed.unit.whole, key, failed=failed)

    return entry_pages.save(request, fetch, show, request.get_full_path())


@require_POST
@counts_once
@transaction.atomic
def add_discussed_point(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """Add a point about the question, resting on the views that are ticked."""
    assessment = assessment_access.for_editing(request.user, pk)
    asked = asked_now(assessment, key)
    catalogue = catalogue_of(assessment.indicator_set)
    one = _with_key(questions_with_views(assessment, catalogue), key)
    form = DiscussedPointForm(request.POST, views=one.views)
    refuse_unknown_fields(request.POST, [form])
    if not form.is_valid():
        return _show(request, assessment, key, new=form)
    values = form.cleaned_data | {"theme_id": one.theme.pk}
    point = adding.add_part(Finding, assessment, values, by=request.user)
    point.indicators.add(asked)
    messages.success(request, _("Toegevoegd."))
    return redirect(f"{reverse('discuss', args=[pk, key])}#p-{point.pk}")


def _show(
    request: SignedInRequest,
    assessment: Assessment,
    key: str,
    *,
    failed: Entry | None = None,
    new: DiscussedPointForm | None = None,
) -> HttpResponse:
    context = page_context(assessment, "differences")
    catalogue: Catalogue = context["catalogue"]
    unit = failed.unit if failed else unit_asked_now(assessment, key)
    questions = questions_with_views(assessment, catalogue)
    one = _with_key(questions, key)
    form = new or DiscussedPointForm(views=one.views)
    points = Finding.objects.filter(assessment=assessment, indicators=one.indicator.pk)
    context |= _neighbours(request, questions, one) | {
        "one": one,
        "question": Question(one.indicator, failed or Entry(unit)),
        "form": form,
        "name": form["views"].html_name,
        "ticked": set(form["views"].value() or ()),
        "points": points.select_related("theme"),
        "supports": supports_of(assessment),
        "error_forms": error_forms(failed, new),
    }
    status = status_of([failed], new)
    return render(request, "partners/discuss.html", context, status=status)


def _with_key(questions: list[QuestionViews], key: str) -> QuestionViews:
    one = next((one for one in questions if one.indicator.key == key), None)
    if one is None:
        raise Http404
    return one


def _neighbours(
    request: SignedInRequest, questions: list[QuestionViews], one: QuestionViews
) -> dict[str, Any]:
    """Return the questions before and after this one, in the order in which to discuss them.

    Of one theme when the page came from the differences of that theme.
    """
    theme = request.GET.get("thema", "")
    if theme != one.theme.key:
        theme = ""
    here = [each for each in questions if not theme or each.theme.key == theme]
    order = differences_in(here).in_order
    place = next((place for place, each in enumerate(order) if each is one), None)
    return {
        "chosen": theme,
        "place": None if place is None else place + 1,
        "total": len(order),
        "before": order[place - 1] if place else None,
        "after": order[place + 1] if place is not None and place + 1 < len(order) else None,
    }
