"""Which period a new assessment proposes, a second one beside it, its name, and removing it."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from assessments import lifecycle, removal
from assessments.models import (
    Answer,
    Assessment,
    AssessmentDataCheck,
    FollowUp,
    Recommendation,
    SetChange,
)
from assessments.periods import Period, proposed
from assessments.threads import talking
from documents.models import Document
from documents.requested_documents import ask_for
from indicators.models import Indicator, IndicatorSet
from networks.models import User
from reports import confirming
from reports.document_kinds import REPORT
from reports.models import ConfirmedText, QuoteConsent, ReportVersion
from tests.cast import Cast, make_assessment

from .set_versions import make_version

LogIn = Callable[[User], Client]
TODAY = date(2026, 11, 28)
TOKEN = "een-teken-van-genoeg-lengte"


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "name", "next_start", "next_end", "next_name"),
    [
        ("2026-01-01", "2026-12-31", "2026", "2027-01-01", "2027-12-31", "2027"),
        (
            "2026-01-01", "2026-06-30", "eerste helft 2026",
            "2026-07-01", "2026-12-31", "tweede helft 2026",
        ),
        (
            "2026-07-01", "2026-12-31", "tweede helft 2026",
            "2027-01-01", "2027-06-30", "eerste helft 2027",
        ),
        (
            "2026-10-01", "2026-12-31", "oktober – december 2026",
            "2027-01-01", "2027-03-31", "januari – maart 2027",
        ),
        ("2026-12-01", "2026-12-31", "december 2026", "2027-01-01", "2027-01-31", "januari 2027"),
        (
            "2025-08-01", "2026-07-31", "augustus 2025 – juli 2026",
            "2026-08-01", "2027-07-31", "augustus 2026 – juli 2027",
        ),
        ("2025-01-01", "2026-12-31", "2025 – 2026", "2027-01-01", "2028-12-31", "2027 – 2028"),
        (
            "2026-03-15", "2026-09-14", "15 maart 2026 – 14 september 2026",
            "2026-09-15", "2027-03-14", "15 september 2026 – 14 maart 2027",
        ),
        # Not whole months: on to where such a period would have ended.
        (
            "2026-01-01", "2026-12-20", "1 januari 2026 – 20 december 2026",
            "2026-12-21", "2027-12-31", "21 december 2026 – 31 december 2027",
        ),
        (
            "2026-01-01", "2026-06-12", "1 januari 2026 – 12 juni 2026",
            "2026-06-13", "2026-12-31", "13 juni 2026 – 31 december 2026",
        ),
        ("2027-03-01", "2028-02-29", "maart 2027 – februari 2028", "2028-03-01", "2029-02-28",
         "maart 2028 – februari 2029"),
    ],
)  # fmt: skip
def test_the_period_after_one(start, end, name, next_start, next_end, next_name) -> None:
    """A year follows a year, half a year the other half, a school year the next."""
    period = Period(day(start), day(end))
    assert str(period) == name
    assert period.next() == Period(day(next_start), day(next_end))
    assert str(period.next()) == next_name


@pytest.mark.parametrize(
    ("title", "start", "end", "expected", "expected_start"),
    [
        ("Zelfevaluatie 2025", "2025-01-01", "2025-12-31", "Zelfevaluatie 2026", "2026-01-01"),
        ("Regiorapport 2026 Noord", "2026-01-01", "2026-12-31", "Regiorapport 2027 Noord",
         "2027-01-01"),
        ("Onze eerste keer", "2026-01-01", "2026-12-31", "Zelfevaluatie 2027", "2027-01-01"),
        # One year was left out: that year. More were: the one that runs.
        ("Zelfevaluatie 2024", "2024-01-01", "2024-12-31", "Zelfevaluatie 2025", "2025-01-01"),
        ("Zelfevaluatie 2019", "2019-01-01", "2019-12-31", "Zelfevaluatie 2026", "2026-01-01"),
        ("Stand eerste helft 2022", "2022-01-01", "2022-06-30", "Stand tweede helft 2026",
         "2026-07-01"),
    ],
)  # fmt: skip
def test_a_proposal_goes_on_where_the_last_one_ended(
    title: str, start: str, end: str, expected: str, expected_start: str
) -> None:
    """In the words of its title, where that names the period."""
    last = Assessment(pk=1, title=title, period_start=day(start), period_end=day(end))
    proposal = proposed([last], TODAY)
    assert (proposal.title, proposal.period.start) == (expected, day(expected_start))


def test_a_proposal_without_an_earlier_one_is_this_year() -> None:
    proposal = proposed([], TODAY)
    assert proposal.title == "Zelfevaluatie 2026"
    assert proposal.period == Period(day("2026-01-01"), day("2026-12-31"))


def start_page(client: Client) -> str:
    return " ".join(client.get(reverse("start")).content.decode().split())


def begin(client: Client, **values: object) -> object:
    address = reverse("start_assessment", args=["noord"])
    return client.post(address, {f"start-{name}": value for name, value in values.items()})


def test_each_set_proposes_its_own_period(cast: Cast, as_user: LogIn) -> None:
    """Noord is ahead with one set, and does the other twice a year."""
    yearly, half = make_version("1"), make_version("1", slug="ander")
    make_assessment(cast.noord, yearly, 2027)
    last = make_assessment(cast.noord, half, 2026)
    Assessment.objects.filter(pk=last.pk).update(period_start="2026-07-01", period_end="2026-12-31")
    make_assessment(cast.zuid, half, 2031)
    reply = as_user(cast.anna).get(reverse("start_assessment", args=["noord"]))
    form, page = reply.context["form"], reply.content.decode()
    assert form.initial == {
        "indicator_set": yearly.pk,
        "title": "Zelfevaluatie 2028",
        "period_start": day("2028-01-01"),
        "period_end": day("2028-12-31"),
    }
    offered = {choice.data["value"]: proposal for choice, proposal in form.latest}
    assert offered[half.pk].period == Period(day("2027-01-01"), day("2027-06-30"))
    assert 'data-start="2027-01-01"' in page
    assert "nu aan de beurt: eerste helft 2027" in page


def test_a_second_one_needs_an_explicit_yes(cast: Cast, werkset: IndicatorSet, as_user: LogIn):
    """Anna is told what runs, and begins another one all the same when she says so."""
    make_assessment(cast.noord, werkset, 2026)
    anna = as_user(cast.anna)
    page = anna.get(reverse("start_assessment", args=["noord"])).content.decode()
    assert "Er loopt al een evaluatie" in page
    values: dict[str, object] = {
        "indicator_set": werkset.pk,
        "title": "Zelfevaluatie 2027",
        "period_start": "2027-01-01",
        "period_end": "2027-12-31",
    }
    refused = begin(anna, **values)
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["beside_running"]
    assert "“Zelfevaluatie 2026” loopt nog." in refused.content.decode()
    assert Assessment.objects.count() == 1
    assert begin(anna, **values, beside_running="on").status_code == 302
    assert Assessment.objects.count() == 2


def test_another_set_runs_beside_it_without_a_question(cast: Cast, as_user: LogIn) -> None:
    """Nor does what runs elsewhere, or was confirmed, ask for anything."""
    first, other = make_version("1"), make_version("1", slug="ander")
    make_assessment(cast.noord, first, 2027)
    make_assessment(cast.zuid, other, 2026)
    done = make_assessment(cast.noord, other, 2026)
    lifecycle.submit_for_review(assessment=done)
    confirming.confirm(assessment=done, by=cast.anna)
    values = {"title": "Z", "period_start": "2027-01-01", "period_end": "2027-12-31"}
    assert begin(as_user(cast.anna), indicator_set=other.pk, **values).status_code == 302


def agreed_in(cast: Cast, indicator_set: IndicatorSet) -> Recommendation:
    """Return what was agreed in Noord's confirmed report of 2025."""
    last_year = make_assessment(cast.noord, indicator_set, 2025)
    agreed = Recommendation.objects.create(assessment=last_year, what="Oefen samen.", position=1)
    lifecycle.submit_for_review(assessment=last_year)
    confirming.confirm(assessment=last_year, by=cast.anna)
    return agreed


def begun(cast: Cast, indicator_set: IndicatorSet, year: int) -> Assessment:
    return lifecycle.start(
        network=cast.noord,
        indicator_set=indicator_set,
        title=f"Zelfevaluatie {year}",
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        by=cast.anna,
        beside_running=True,
    )


def test_a_second_one_leaves_the_marks_of_the_first(
    cast: Cast, werkset: IndicatorSet, as_user: LogIn
) -> None:
    """What became of last year's recommendation stays on the start page; what the newer one says of
    it comes in its place."""
    agreed_in(cast, werkset)
    anna = as_user(cast.anna)
    first = begun(cast, werkset, 2026)
    FollowUp.objects.filter(assessment=first).update(outcome="partly")
    assert "deels opgevolgd" in start_page(anna)
    later = [begun(cast, werkset, year) for year in range(2027, 2031)]
    assert "deels opgevolgd" in start_page(anna)
    FollowUp.objects.filter(assessment=later[0]).update(outcome="not")
    page = re.sub(r"<details>.*?</details>", "", start_page(anna))
    assert ("niet opgevolgd" in page, "deels opgevolgd" in page) == (True, False)


NAMED = {
    "naming-title": "Regiorapport Noord",
    "naming-period_start": "2026-07-01",
    "naming-period_end": "2026-12-31",
}


def naming(client: Client, assessment: Assessment, **changed: str) -> object:
    address = reverse("name_and_period", args=[assessment.pk])
    was = client.get(address).context["form"].initial["was"]
    return client.post(address, NAMED | {"naming-was": was} | changed)


def test_the_title_and_period_can_change(cast: Cast, assessment: Assessment, as_user: LogIn):
    """Anna gives it another name and half a year, and the report has them."""
    anna = as_user(cast.anna)
    overview = anna.get(reverse("assessment", args=[assessment.pk])).content.decode()
    assert reverse("name_and_period", args=[assessment.pk]) in overview
    reply = naming(anna, assessment)
    assert (reply.status_code, reply.url) == (302, reverse("assessment", args=[assessment.pk]))
    assessment.refresh_from_db()
    assert (assessment.title, assessment.changed_by) == ("Regiorapport Noord", cast.anna)
    report = anna.get(reverse("report", args=[assessment.pk])).content.decode()
    assert "<h1>Regiorapport Noord</h1>" in report


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"naming-title": "  \u200b "}, "Dit veld is verplicht."),
        ({"naming-period_end": "2026-06-30"}, "Het einde van de periode ligt voor het begin."),
        (
            {"naming-period_start": "2027-01-01", "naming-period_end": "2027-12-31"},
            "Over deze periode is er al een evaluatie met deze indicatorenset.",
        ),
        (
            {"naming-period_start": "2025-01-01", "naming-period_end": "2025-11-30"},
            "Zij moet later eindigen dan die.",
        ),
    ],
)
def test_what_a_period_may_not_become(
    cast: Cast, werkset: IndicatorSet, as_user: LogIn, changed: dict[str, str], message: str
) -> None:
    """An order, one of each, and after the report whose recommendations it follows up."""
    agreed_in(cast, werkset)
    running = begun(cast, werkset, 2026)
    begun(cast, werkset, 2027)
    reply = naming(as_user(cast.anna), running, **changed)
    assert (reply.status_code, message in reply.content.decode()) == (422, True)
    running.refresh_from_db()
    assert running.title == "Zelfevaluatie 2026"


def test_a_name_that_somebody_else_changed_is_shown_first(
    cast: Cast, assessment: Assessment, as_user: LogIn
) -> None:
    """The second of two windows is told what is there now; sent again it counts."""
    anna, address = as_user(cast.anna), reverse("name_and_period", args=[assessment.pk])
    was = anna.get(address).context["form"].initial["was"]
    assert naming(anna, assessment).status_code == 302
    mine = NAMED | {"naming-title": "Mijn naam", "naming-was": was}
    told = anna.post(address, mine)
    assert told.status_code == 422
    assert (
        "Nu staat er “Regiorapport Noord”, zelfevaluatie, tweede helft 2026."
        in told.content.decode()
    )
    again = mine | {"naming-was": told.context["form"].data["naming-was"]}
    assert anna.post(address, again).status_code == 302
    assessment.refresh_from_db()
    assert assessment.title == "Mijn naam"


def test_during_the_review_the_name_stands(cast: Cast, assessment: Assessment, as_user: LogIn):
    lifecycle.submit_for_review(assessment=assessment)
    anna, address = as_user(cast.anna), reverse("name_and_period", args=[assessment.pk])
    assert "Haal haar eerst terug" in anna.get(address).content.decode()
    assert anna.post(address, NAMED).status_code == 422
    assessment.refresh_from_db()
    assert assessment.title == "Zelfevaluatie 2026"


def test_beginning_can_be_undone_while_it_is_empty(
    cast: Cast, werkset: IndicatorSet, as_user: LogIn
) -> None:
    """Anna is told what goes; a second click is told the same; the report of 2025 keeps what was
    agreed."""
    agreed_in(cast, werkset)
    running = begun(cast, werkset, 2026)
    ask_for(REPORT, running, by=cast.anna)
    anna = as_user(cast.anna)
    address = reverse("remove_assessment", args=[running.pk])
    assert address in anna.get(reverse("assessment", args=[running.pk])).content.decode()
    asked = " ".join(anna.get(address).content.decode().split())
    assert "Wilt u deze evaluatie verwijderen?" in asked
    assert "De aanbeveling van de vorige keer die was meegekomen, blijft" in asked
    assert Assessment.objects.filter(pk=running.pk).exists()
    for _click in range(2):
        reply = anna.post(address, {"token": TOKEN}, follow=True)
        assert reply.redirect_chain == [(reverse("start"), 302)]
        assert "“Zelfevaluatie 2026” is verwijderd." in reply.content.decode()
    assert [row.title for row in Assessment.objects.all()] == ["Zelfevaluatie 2025"]
    assert [row.what for row in Recommendation.objects.all()] == ["Oefen samen."]
    assert [row.kept for row in Document.objects.all()] == [True]


def emptied(running: Assessment, cast: Cast) -> None:
    """Something was typed and taken away again: its history is there."""
    running.text_versions.create(
        subject="answer", subject_pk=1, field="text", text="", at="2026-02-01T12:00Z"
    )


def confirmed_once(running: Assessment, cast: Cast) -> None:
    lifecycle.submit_for_review(assessment=running)
    confirming.confirm(assessment=running, by=cast.anna)
    confirming.reopen(assessment=running, by=cast.ada, reason="Te vroeg")


FILLED: dict[str, Callable[[Assessment, Cast], object]] = {
    "answer": lambda running, cast: Answer.objects.create(
        assessment=running, indicator=Indicator.objects.first(), text="Ja."
    ),
    "point": lambda running, cast: running.findings.create(headline="Snel"),
    "deleted point": lambda running, cast: running.findings.create(headline="Snel", deleted="weg"),
    "recommendation": lambda running, cast: running.recommendations.create(what="Oefen."),
    "conclusion": lambda running, cast: running.conclusions.create(question="Werkt het?"),
    "text": lambda running, cast: Assessment.objects.filter(pk=running.pk).update(method="Samen"),
    "follow-up": lambda running, cast: running.follow_ups.update(explanation="Deels."),
    "earlier one": lambda running, cast: running.follow_ups.create(what="Van vroeger"),
    "fact check": lambda running, cast: running.fact_checks.create(
        user=cast.bram, agrees=True, checked_at="2026-02-01T12:00Z"
    ),
    "source": lambda running, cast: running.sources.create(kind="document", title="Verslag"),
    "talk": lambda running, cast: talking.begin(
        assessment=running,
        about={"indicator": Indicator.objects.first()},
        text="Wie begint hieraan?",
        by=cast.bram,
    ),
    "emptied": emptied,
    "confirmed": confirmed_once,
    "under review": lambda running, cast: lifecycle.submit_for_review(assessment=running),
}


@pytest.mark.parametrize("what", FILLED)
def test_what_somebody_typed_is_never_removed(
    cast: Cast, werkset: IndicatorSet, as_user: LogIn, what: str
) -> None:
    """Not even what was taken away again, for it can be put back."""
    agreed_in(cast, werkset)
    running = begun(cast, werkset, 2026)
    FILLED[what](running, cast)
    anna, address = as_user(cast.anna), reverse("remove_assessment", args=[running.pk])
    assert address not in anna.get(reverse("assessment", args=[running.pk])).content.decode()
    assert "kan niet worden verwijderd" in anna.get(address).content.decode()
    told = anna.post(address, {"token": TOKEN}, follow=True).content.decode()
    assert "is al iets ingevuld" in told
    assert Assessment.objects.filter(pk=running.pk).exists()


def test_whatever_hangs_on_an_assessment_is_asked_about() -> None:
    """A model that is added and isn't asked about would go unseen with an assessment that is
    removed."""
    asked = {rows.model for rows in removal._TYPED} | {FollowUp, ReportVersion}
    # No text: what moved; where something looks like somebody's data. Whether it may be quoted and
    # what is searched come with a report.
    not_typed = {SetChange, QuoteConsent, ConfirmedText, AssessmentDataCheck}
    hanging = {
        relation.related_model
        for relation in Assessment._meta.related_objects
        if not relation.many_to_many
    }
    assert hanging == asked | not_typed
