"""A page that was cut off on its way, and sent without scripts: what wasn't on it stays as it was."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from assessments.models import Assessment, FollowUp, Recommendation, Source, View
from indicators.models import Indicator
from tests.cast import Cast, load_theme, make_assessment

from .saving_pages import as_form, served_in

CUTS = 60  # places a page
ANSWER = {
    "text": "Er zijn afspraken.\nMet alle partners.",
    "evidence": "Het convenant",
    "judgement": "strength",
    "key_point": "Afspraken staan op papier",
}


@pytest.fixture
def filled(cast: Cast, as_user: Callable[..., Client]) -> Assessment:
    """An assessment in which every kind of text was typed."""
    assessment = make_assessment(cast.noord, load_theme())
    anna, indicator = as_user(cast.anna), Indicator.objects.order_by("pk").first()
    assert indicator
    theme = reverse("theme", args=[assessment.pk, indicator.group.theme.key])
    anna.post(theme, as_form(indicator.key, ANSWER, served_in(anna.get(theme), indicator.key)))
    point = assessment.findings.get()
    point.explanation = "Alle partners tekenden."
    point.save()
    source = Source.objects.create(assessment=assessment, kind="meeting", title="Evaluatiesessie")
    view = View.objects.create(
        source=source, indicator=indicator, judgement="strength", remark="Dat klopt.", example="Ja."
    )
    point.views.add(view)
    follow_up = FollowUp.objects.create(
        assessment=assessment, what="Maak afspraken", outcome="partly", explanation="Gedaan."
    )
    recommendation = Recommendation.objects.create(
        assessment=assessment,
        **{name: "Oefen samen" for name in ("what", "explanation", "measure", "who", "means")},
    )
    recommendation.repeats.add(follow_up)
    return assessment


def texts(assessment: Assessment) -> list[object]:
    """Return all that was typed or chosen, except who saved it and when."""
    found: list[object] = []
    for name in ("answers", "findings", "sources", "follow_ups", "recommendations"):
        for row in getattr(assessment, name).order_by("pk"):
            found.append({
                one.name: getattr(row, one.attname)
                for one in row._meta.concrete_fields
                if not one.name.startswith("changed_")
            })  # fmt: skip
            found += [
                sorted(getattr(row, one.name).values_list("pk")) for one in row._meta.many_to_many
            ]
    found += View.objects.filter(source__assessment=assessment).values_list(
        "judgement", "remark", "example"
    )
    return found


def forms_sent(page: bytes, address: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield what a browser sends for each form of a page, or of the part of it that came."""
    document = html.document_fromstring(page)
    for form in document.forms:
        fields: dict[str, list[str]] = {}
        for field in document.iter("input", "textarea", "select"):
            owner, around = field.get("form"), next(field.iterancestors("form"), None)
            is_of_form = owner == form.get("id") if owner else around is form
            is_off = field.get("type") in ("checkbox", "radio") and not field.checked
            if is_of_form and field.name and not is_off:
                fields.setdefault(field.name, []).append(field.value or "")
        # A form for something new takes nothing away.
        if form.method == "POST" and "step" in fields:
            yield form.action or address, fields


@pytest.mark.parametrize(
    "name", ["theme", "points", "recommendations", "texts", "source", "point_sources"]
)
def test_half_a_page_takes_nothing_away(
    name: str, filled: Assessment, cast: Cast, as_user: Callable[..., Client]
):
    """Anna's page is cut off at any place, and she sends each form that she sees: all that was
    written is still there."""
    anna = as_user(cast.anna)
    about = {
        "theme": [filled.indicator_set.themes.get().key],
        "source": [filled.sources.get().pk],
        "point_sources": [filled.findings.get().pk],
    }
    address = reverse(name, args=[filled.pk, *about.get(name, [])])
    page, before = anna.get(address).content, texts(filled)
    sent, start = 0, page.index(b"<main")
    for cut in range(CUTS):
        for action, fields in forms_sent(
            page[: start + (len(page) - start) * cut // CUTS], address
        ):
            assert anna.post(action, fields).status_code in (200, 302, 409, 422)
            now = texts(filled)
            assert [text for text in before if text not in now] == [], (cut, action)
            sent += 1
    assert sent > 0
