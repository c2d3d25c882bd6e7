"""A point made of the judgement of a question: its headline, question and theme are filled in."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import access
from assessments.form_fields import digest_of, text_of
from assessments.forms.points import PointOfJudgementForm
from assessments.models import Answer, Finding
from assessments.points_to_make import proposed_headline
from assessments.saving import adding
from assessments.saving.requests import new_page
from assessments.saving.shared_fields import implied_kind
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.saving.unit import Typed, Unit
from assessments.saving.verb import save
from indicators.catalogue import ThemeEntry
from networks.models import User
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest

from .answers import unit_asked_now
from .assessment_page import page_context
from .points import whole_point_unit


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
@transaction.atomic
def point_of_judgement(
    request: SignedInRequest, pk: int, indicator_key: str, kind: str
) -> HttpResponse:
    """Show a form for a point of this kind about one question, or add that point."""
    posted = request.method == "POST"
    assessment = (
        access.for_editing(request.user, pk) if posted else access.for_reading(request.user, pk)
    )
    if kind not in Finding.Kind.values:
        raise Http404
    unit = unit_asked_now(assessment, indicator_key)
    context = page_context(assessment, "points")
    if not access.may_edit(assessment):
        return redirect("points", pk=pk)
    theme, indicator = next(
        (theme, one)
        for theme in context["catalogue"].themes
        for one in theme.indicators
        if one.key == indicator_key
    )
    answer = unit.row
    assert isinstance(answer, Answer)  # noqa: S101 - the unit of a question
    form = PointOfJudgementForm(
        request.POST if posted else None,
        answer=answer.text,
        initial={"headline": proposed_headline(indicator.text, answer.text)},
        prefix="new",
    )
    if posted:
        refuse_unknown_fields(request.POST, [form])
        if form.is_valid():
            point = _add(unit, theme, kind, form, by=request.user)
            messages.success(request, _("Toegevoegd."))
            return redirect(reverse("points", args=[pk]) + f"#p-{point.pk}")
    context |= {
        "kind": kind,
        "theme": theme,
        "indicator": indicator,
        "answer": answer,
        "form": form,
        "points": Finding.objects.filter(assessment=assessment, indicators=indicator.pk),
    }
    status = 422 if form.errors else 200
    return render(request, "assessments/point_of_judgement.html", context, status=status)


def _add(
    unit: Unit, theme: ThemeEntry, kind: str, form: PointOfJudgementForm, *, by: User
) -> Finding:
    """Add the point. It is the kernpunt of the question, when that has none and is judged so."""
    values, answer = dict(form.cleaned_data), unit.row
    assert isinstance(answer, Answer)  # noqa: S101 - the unit of a question
    # A point that was deleted still holds that place: it can be put back.
    is_free = Finding.with_deleted.filter(answer=answer.pk).first() is None
    if answer.pk is None or not is_free or implied_kind(answer.judgement) != kind:
        point = adding.add_part(
            Finding, unit.whole, values | {"kind": kind, "theme_id": theme.pk}, by=by
        )
        point.indicators.add(answer.indicator_id)
        return point
    page = new_page()
    headline = Typed(values.pop("headline"), page, 1, served="")
    save(unit, {"key_point": headline}, by=by)
    point = Finding.objects.select_related("answer").get(answer=answer)
    whole = whole_point_unit(unit.whole, point, rests=False)
    typed = {
        name: Typed(
            text_of(whole.fields[name].form_field, value),
            page,
            2,
            served=digest_of(whole.fields[name].text),
        )
        for name, value in values.items()
    }
    save(whole, typed, by=by)
    return point
