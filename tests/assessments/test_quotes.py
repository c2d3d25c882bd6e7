"""Points quote what a source said, while that source agrees."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments import lifecycle
from assessments.models import Assessment, Finding, Source, View
from indicators.models import Indicator
from partners.conversation_reports import consent_to_quotes
from tests.cast import Cast

from .saving_pages import as_form, results, send, served_in, typed

MANDATE = "actie-overleg-mandaat"


@pytest.fixture
def said(assessment: Assessment) -> View:
    """What a district officer said, who may be quoted."""
    source = Source.objects.create(
        assessment=assessment, kind="conversation", function="wijkagent", may_quote=True
    )
    return View.objects.create(
        source=source,
        indicator=Indicator.objects.get(key=MANDATE),
        remark="Wij komen altijd te laat.",
    )


@pytest.fixture
def point(assessment: Assessment, said: View) -> Finding:
    point = Finding.objects.create(
        assessment=assessment, kind="improvement", headline="Besluiten komen laat"
    )
    point.indicators.add(said.indicator)
    return point


def at(name: str, point: Finding, *more: object) -> str:
    return reverse(name, args=[point.assessment_id, *more])


def words(response) -> str:
    return " ".join(response.content.decode().split())


def quote(client, point: Finding, view: View):
    """Choose a quote at a point as a script does; return what became of it."""
    page = client.get(at("point_sources", point, point.pk))
    served = served_in(page, f"p{point.pk}").get("quotes", "")
    fields = {"quotes": typed([str(view.pk)], served=served)}
    return results(send(client, at("point_sources", point, point.pk), fields))


def test_a_quote_is_chosen_where_a_point_says_what_it_rests_on(
    as_user, cast: Cast, point: Finding, said: View
) -> None:
    """It counts as support, and the page shows it with the function."""
    bram = as_user(cast.bram)
    assert quote(bram, point, said) == {"quotes": "stored"}
    assert list(point.quotes.all()) == [said]
    page = words(bram.get(at("points", point)))
    assert "Citaat: wijkagent" in page
    assert "Steunt op 1 gesprek." in page
    history = point.assessment.text_versions.get(subject="finding", field="quotes")
    assert history.text == str(said.pk)


def test_it_is_chosen_without_scripts_too(as_user, cast: Cast, point: Finding, said: View) -> None:
    """By the form of the same page."""
    bram, prefix = as_user(cast.bram), f"p{point.pk}"
    page = at("point_sources", point, point.pk)
    served = served_in(bram.get(page), prefix)
    sent = as_form(prefix, {"quotes": [str(said.pk)]}, {"quotes": served["quotes"]})
    assert bram.post(page, sent).status_code == 302
    assert list(point.quotes.all()) == [said]


@pytest.mark.parametrize("why", ["never agreed", "says no itself", "no words", "not sent in"])
def test_without_consent_it_can_not_be_chosen(
    why: str, as_user, cast: Cast, point: Finding, said: View
) -> None:
    """Not on the page, and not by sending it anyway."""
    if why == "never agreed":
        Source.objects.update(may_quote=False)
    elif why == "says no itself":
        consent_to_quotes(said.source, consents=False, now=timezone.now())
    elif why == "no words":
        View.objects.update(remark="", judgement="mixed")
    else:
        thuis = cast.noord.organisations.get(name="Veilig Thuis Noord")
        Source.objects.update(kind="partner", organisation=thuis)
    bram = as_user(cast.bram)
    assert "Citeer dit" not in words(bram.get(at("point_sources", point, point.pk)))
    quote(bram, point, said)
    assert not point.quotes.exists()


def test_a_consent_that_is_taken_back_leaves_the_quote_out(
    as_user, cast: Cast, point: Finding, said: View
) -> None:
    """The author is told with the point, and the coordinator before confirming."""
    point.quotes.add(said)
    anna, assessment = as_user(cast.anna), point.assessment
    lifecycle.submit_for_review(assessment=assessment)
    ask = reverse("ask_to_confirm", args=[assessment.pk])
    assert "komt niet in het rapport" not in words(anna.get(at("points", point)))
    assert "komt niet in het rapport" not in words(anna.get(ask))
    consent_to_quotes(said.source, consents=False, now=timezone.now())
    assert "Een citaat van wijkagent komt niet in het rapport" in words(
        anna.get(at("points", point))
    )
    assert "1 gekozen citaat komt niet in het rapport" in words(anna.get(ask))
