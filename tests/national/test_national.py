"""The overarching report through the front door: started, written, confirmed, read by who may, and
opened again."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from assessments import lifecycle as assessments
from assessments.models import Answer, Assessment, SetChange
from indicators.models import Indicator, IndicatorSet
from national import lifecycle
from national.edition_building import editions_of
from national.models import NationalReport, NationalVersion
from networks.models import Network, Organisation, User
from reports import confirming
from reports.models import QuoteConsent
from tests.assessments.every_form import make_set
from tests.assessments.saving_pages import form_digests, hidden_in, results, send, told, typed
from tests.assessments.set_versions import make_version
from tests.assessments.test_queries import set_of
from tests.cast import Cast

from .nationals import confirmed, consent, opened, start

LogIn = Callable[[User], Client]
SAID = "Wij hebben elke week een vast moment waarop alle partners bellen."


@pytest.fixture
def small(db: None) -> IndicatorSet:
    return set_of(2)


@pytest.fixture
def counted(small: IndicatorSet, cast: Cast) -> list[Assessment]:
    """Ten networks: on the first question 6 strong and 4 not, on the second 7 strong, 2 to improve
    and 1 without."""
    judged = [{"vraag-0-0": "strength" if n < 6 else "improvement"} for n in range(10)]
    for n in range(9):
        judged[n]["vraag-0-1"] = "strength" if n < 7 else "improvement"
    return confirmed(small, judged, networks=[cast.noord, cast.zuid], text=SAID)


def counts(report: NationalReport) -> list[tuple[int | None, ...]]:
    return [question.counts for question in editions_of(report).shared.questions][:2]


def test_a_second_click_starts_and_adds_once(
    small: IndicatorSet, cast: Cast, as_user: LogIn
) -> None:
    """A report and a recommendation: both clicks come to the one that was made."""
    lotte = as_user(cast.lotte)
    fields = {
        "start-indicator_set": small.pk,
        "start-title": "Landelijk rapport",
        "start-period_start": "2026-01-01",
        "start-period_end": "2026-12-31",
        "token": "een-teken-van-genoeg-lengte",
    }
    places = {lotte.post(reverse("start_national"), fields).url for _click in range(2)}
    report = NationalReport.objects.get()
    assert len(places) == 1
    address = reverse("add_national_recommendation", args=[report.pk])
    sent = {"new-what": "Oefenen", "token": "een-ander-teken-van-genoeg"}
    places = {lotte.post(address, sent).url for _click in range(2)}
    row = report.recommendations.get()
    assert places == {reverse("national_recommendations", args=[report.pk]) + f"#p-{row.pk}"}


def test_a_new_report_proposes_what_follows(
    small: IndicatorSet, counted: list[Assessment], cast: Cast, as_user: LogIn
):
    """The first one is about the year of the latest confirmed evaluations. The next one keeps the
    name and the length of the one before; another set has a proposal of its own."""
    lotte = as_user(cast.lotte)

    def proposed() -> list[str]:
        page = lotte.get(reverse("start_national")).content.decode()
        names = ("title", "period_start", "period_end")
        return [re.findall(rf'name="start-{name}"[^>]*value="([^"]*)"', page)[0] for name in names]

    assert proposed() == ["Landelijk rapport 2026", "2026-01-01", "2026-12-31"]
    report = start(small)
    report.title, report.period_end = "Beeld van eerste helft 2026", date(2026, 6, 30)
    report.save()
    assert proposed() == ["Beeld van tweede helft 2026", "2026-07-01", "2026-12-31"]
    report.title = "Eerste beeld"
    report.save()
    assert proposed()[0] == "Landelijk rapport tweede helft 2026"
    other = make_set("ander", "apart")
    page = lotte.get(reverse("start_national")).content.decode()
    this_year = f'data-title="Landelijk rapport {timezone.localdate().year}"'
    assert (other.title in page, page.count(this_year)) == (True, 1)


def test_from_a_new_report_to_what_a_network_reads(
    small: IndicatorSet, counted: list[Assessment], cast: Cast, as_user: LogIn
):
    """Lotte starts, writes and confirms; Anna then reads it with her own judgement beside the
    national numbers."""
    lotte, anna = as_user(cast.lotte), as_user(cast.anna)
    fields = {
        "indicator_set": small.pk,
        "title": "Landelijk 2026",
        "period_start": "2026-01-01",
        "period_end": "2026-12-31",
    }
    begun = lotte.post(
        reverse("start_national"), {f"start-{name}": value for name, value in fields.items()}
    )
    report = NationalReport.objects.get()
    assert begun.url == reverse("national", args=[report.pk])
    assert "10 netwerken tellen mee" in lotte.get(begun.url).content.decode()
    texts = {
        "t-title": "Landelijk 2026",
        "t-summary": "Het gaat de goede kant op.",
        "t-served": form_digests(lotte.get(reverse("national_texts", args=[report.pk])), "t"),
    }
    assert lotte.post(reverse("save_national_texts", args=[report.pk]), texts).status_code == 302
    new = {
        "new-what": "Maak een handreiking.",
        "new-who": "Het landelijk netwerk",
    }
    assert (
        lotte.post(reverse("add_national_recommendation", args=[report.pk]), new).status_code == 302
    )
    assert anna.get(reverse("national_report", args=[report.pk])).status_code == 404
    assert (
        "10 netwerken tellen mee"
        in lotte.get(reverse("confirm_national", args=[report.pk])).content.decode()
    )
    assert lotte.post(reverse("confirm_national", args=[report.pk])).status_code == 302
    page = anna.get(reverse("national_report", args=[report.pk])).content.decode()
    for text in (
        "Het gaat de goede kant op.",
        "Maak een handreiking.",
        "6 van de 10 netwerken",
        "Uw netwerk",
        "Regio Nummer",
    ):
        assert text in page
    assert (
        "Uw netwerk"
        not in as_user(cast.ada).get(reverse("national_report", args=[report.pk])).content.decode()
    )
    assert (
        reverse("national_report", args=[report.pk])
        in anna.get(reverse("reports")).content.decode()
    )


def test_what_is_counted(small: IndicatorSet, counted: list[Assessment], cast: Cast):
    """The latest confirmed assessment of each network in the period; what runs or lies outside it
    doesn't count."""
    confirmed(small, [{"vraag-0-0": "mixed"}], year=2025, networks=[cast.noord])
    running = confirmed(small, [{"vraag-0-0": "mixed"}])[0]
    confirming.reopen(assessment=running, by=cast.ada, reason="Nog niet af.")
    report = start(small)
    assert counts(report) == [(6, 4, 0, 0, 0, 0), (7, None, None, None, None, None)]
    office = editions_of(report).office
    assert [question.counts for question in office.report.questions][1] == (7, 2, 0, 0, 0, 1)
    assert [one.name for one in office.networks] == sorted(one.network.name for one in counted)
    both = start(small, 2025)
    NationalReport.objects.filter(pk=both.pk).update(period_end=date(2026, 12, 31))
    both.refresh_from_db()
    assert {one.assessment for one in editions_of(both).office.networks} == {
        one.pk for one in counted
    }


def test_numbers_stay_what_they_were(
    small: IndicatorSet, counted: list[Assessment], cast: Cast, settings
):
    """A network that changes its report, joins late, or another minimum: a next version has the
    same numbers."""
    report = start(small)
    lifecycle.confirm(report=report, by=cast.lotte)
    before = counts(report)
    confirming.reopen(assessment=counted[0], by=cast.ada, reason="Er stond een fout in.")
    Answer.objects.filter(assessment=counted[0]).update(judgement="improvement")
    assessments.submit_for_review(assessment=counted[0])
    confirming.confirm(assessment=counted[0], by=cast.anna)
    confirmed(small, [{"vraag-0-0": "strength"}] * 3)
    settings.MINIMUM_NETWORKS = 2
    lifecycle.reopen(report=report, by=cast.lotte, reason="Een zin was onduidelijk.")
    assert counts(report) == before
    NationalReport.objects.filter(pk=report.pk).update(summary="Nu duidelijk.")
    report.refresh_from_db()
    second = lifecycle.confirm(report=report, by=cast.lotte)
    first = report.versions.get(number=1)
    assert (second.number, second.shared["summary"]) == (2, "Nu duidelijk.")
    assert second.shared["themes"] == first.shared["themes"]
    assert second.office["networks"] == first.office["networks"]
    assert second.contributions == first.contributions
    assert {version for _assessment, version in second.contributions} == {1}


def test_an_assessment_counts_in_one_report(
    small: IndicatorSet, counted: list[Assessment], cast: Cast
):
    """Overlapping periods are refused at the start, and again when it comes to publishing."""
    report = start(small)
    with pytest.raises(ValidationError, match="overlapt met die van"):
        lifecycle.start(
            indicator_set=small,
            title="Half jaar",
            period_start=date(2026, 12, 31),
            period_end=date(2027, 6, 30),
            by=None,
        )
    other = start(small, 2027)
    lifecycle.confirm(report=report, by=cast.lotte)
    # However the period came to overlap after all.
    NationalReport.objects.filter(pk=other.pk).update(period_start=date(2026, 7, 1))
    other.refresh_from_db()
    with pytest.raises(ValidationError, match="telt al mee in"):
        lifecycle.confirm(report=other, by=cast.lotte)
    assert not other.versions.exists()


def test_too_few_networks_are_not_published(small: IndicatorSet, cast: Cast, as_user: LogIn):
    """With nothing confirmed, or two networks, Lotte sees why she can't go on, and a post changes
    nothing."""
    report, lotte = start(small), as_user(cast.lotte)
    for there in (0, 2):
        confirmed(small, [{"vraag-0-0": "strength"}] * there)
        for name in ("national", "national_report", "national_office", "national_csv"):
            assert lotte.get(reverse(name, args=[report.pk])).status_code == 200
        assert (
            "ten minste 3 nodig"
            in lotte.get(reverse("confirm_national", args=[report.pk])).content.decode()
        )
        asked = lotte.post(reverse("confirm_national", args=[report.pk]), follow=True)
        assert "ten minste 3 nodig" in asked.content.decode()
        report.refresh_from_db()
        assert not report.is_confirmed
        assert not report.versions.exists()
    assert set(counts(report)[0]) == {None}


def test_a_confirmed_report_is_frozen_by_the_database(
    small: IndicatorSet, counted: list[Assessment], cast: Cast
):
    """Neither the report, nor its recommendations, nor a stored version change; a published report
    isn't deleted."""
    report = start(small)
    advice = lifecycle.add_recommendation(report, {"what": "Maak een handreiking."}, by=cast.lotte)
    version = lifecycle.confirm(report=report, by=cast.lotte)
    attempts: list[Callable[[], object]] = [
        lambda: NationalReport.objects.filter(pk=report.pk).update(summary="Anders"),
        lambda: type(advice).objects.filter(pk=advice.pk).update(what="Anders"),
        lambda: NationalVersion.objects.filter(pk=version.pk).update(shared={}),
    ]
    for attempt in attempts:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    lifecycle.reopen(report=report, by=cast.lotte, reason="Tikfout.")
    with pytest.raises(ValidationError, match="blijft bestaan"):
        lifecycle.delete(report=report)


def test_quotes_only_with_consent_without_names_and_where_the_number_is_shown(
    small: IndicatorSet, counted: list[Assessment], cast: Cast, as_user: LogIn
):
    """Zoë never agreed; Anna's answer names her network; another one's is quoted, but not under a
    hidden number."""
    words = {
        0: "In Netwerk Noord bellen wij elke week met alle partners samen, ook in de vakantie.",
        1: "Zuid zegt dit en heeft geen toestemming gegeven om dat te laten lezen, ook niet later.",
        2: SAID,
        3: "Partner a van net-3 belt elke week met ons, en daarna schrijft iemand een verslag.",
    }
    pks = [one.pk for one in counted]
    for n, text in words.items():
        store_text(counted[n], "vraag-0-0", text)
    for n in (7, 8):
        store_text(
            counted[n],
            "vraag-0-1",
            "Dit staat bij een verborgen cijfer en mag er dus niet in komen te staan.",
        )
    consent([counted[n] for n in (0, 2, 3, 7, 8)])
    report = start(small)
    edition = editions_of(report).shared
    assert [
        (one.key, [quote.text for quote in one.quotes]) for one in edition.questions if one.quotes
    ] == [
        ("vraag-0-0", [SAID, SAID]),
        ("vraag-0-1", [SAID]),
    ]
    assert {one.assessment for one in editions_of(report).office.quoted} <= {
        pks[n] for n in (0, 2, 3, 7, 8)
    }


@pytest.mark.parametrize("name", ["Ede", "Regio Noord-Limburg"])
def test_a_part_of_a_name_and_a_short_one_tell_whose_words_they_are(
    name: str, small: IndicatorSet, counted: list[Assessment]
):
    """Nobody writes a name in full: Noord says enough of Noord-Limburg, where no other network is
    called so."""
    Network.objects.filter(slug="noord").update(name=name)
    text = "In Ede en in Noord bellen wij elke week met alle partners, ook in de vakantie."
    store_text(counted[0], "vraag-0-0", text)
    consent(counted[:1])
    assert not any(
        one.quotes for one in editions_of(start(small)).shared.questions if one.key == "vraag-0-0"
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Netwerk Drechtsteden", "DRECHT\u00adsteden"),
        ("Netwerk Drecht\u00adsteden", "Drechtsteden"),
        ("Netwerk Súdwest-Fryslân", "Sudwest\u2011fryslan"),
        ("Netwerk Sudwest-Fryslan", "su\u0301dwest-frysla\u0302n"),
        ("Netwerk ’t Gooi en  Vechtstreek", "Vecht\u200bstreek"),
    ],
    ids=ascii,
)
def test_no_spelling_of_a_name_gets_past(
    name: str, written: str, small: IndicatorSet, counted: list[Assessment]
):
    """Neither case, accents nor signs that nobody sees hide a name; other words are quoted."""
    Network.objects.filter(slug="noord").update(name=name)
    text = "Wij in {} bellen elke week met alle partners, ook in de hele vakantie."
    store_text(counted[0], "vraag-0-0", text.format(written))
    store_text(counted[2], "vraag-0-0", text.format("de buurt"))
    consent([counted[0], counted[2]])
    edition = editions_of(start(small)).shared
    quotes = [one.quotes for one in edition.questions if one.key == "vraag-0-0"]
    assert [[quote.text for quote in found] for found in quotes] == [[text.format("de buurt")]]


def store_text(assessment: Assessment, key: str, text: str) -> None:
    with opened(assessment):
        Answer.objects.filter(assessment=assessment, indicator__key=key).update(text=text)


def test_consent_is_given_and_taken_back(
    small: IndicatorSet, counted: list[Assessment], cast: Cast, as_user: LogIn
):
    """Anna changes her mind after it was published: what is published stays, the next version is
    without her words."""
    anna, noord = as_user(cast.anna), counted[0]
    address = reverse("change_consent", args=[noord.pk])
    assert (
        "Citeren in het landelijk rapport"
        in anna.get(reverse("confirmation", args=[noord.pk])).content.decode()
    )
    anna.post(address, {"consent-allowed": "on"})
    assert QuoteConsent.objects.get(assessment=noord).changed_by == cast.anna
    report = start(small)
    first = lifecycle.confirm(report=report, by=cast.lotte)
    anna.post(address, {})
    lifecycle.reopen(report=report, by=cast.lotte, reason="Toestemming ingetrokken.")
    second = lifecycle.confirm(report=report, by=cast.lotte)
    assert SAID in str(first.shared)
    assert SAID not in str(second.shared)
    assert SAID not in str(second.office["report"])


def test_reopening_needs_a_reason_and_readers_keep_the_published_version(
    small: IndicatorSet, counted: list[Assessment], cast: Cast, as_user: LogIn
):
    """An admin opens it again; until it is confirmed anew networks read what was published, and are
    told so."""
    report = start(small)
    NationalReport.objects.filter(pk=report.pk).update(summary="Zoals vastgesteld.")
    report.refresh_from_db()
    lifecycle.confirm(report=report, by=cast.lotte)
    ada, address = as_user(cast.ada), reverse("reopen_national", args=[report.pk])
    assert "Geef een reden" in ada.post(address, {"reopen-reason": " "}).content.decode()
    assert ada.post(address, {"reopen-reason": "Een fout."}).status_code == 302
    NationalReport.objects.filter(pk=report.pk).update(summary="Nog niet af.", title="Nog niet af.")
    anna = as_user(cast.anna)
    page = anna.get(reverse("national_report", args=[report.pk])).content.decode()
    waiting = anna.post(reverse("national_pdf", args=[report.pk])).headers["Location"]
    for address in (reverse("reports"), waiting):
        around = anna.get(address).content.decode()
        assert "Landelijk rapport 2026" in around
        assert "Nog niet af." not in around
    assert "Zoals vastgesteld." in page
    assert "Nog niet af." not in page
    assert "nieuwe versie van dit rapport" in page
    assert (
        "Een fout."
        in as_user(cast.lotte).get(reverse("national", args=[report.pk])).content.decode()
    )


def test_a_stale_save_shows_both_texts(small: IndicatorSet, cast: Cast, as_user: LogIn):
    """Two of the office in the same text, and in the same recommendation: nothing is lost and
    nothing overwritten."""
    report = start(small)
    advice = lifecycle.add_recommendation(report, {"what": "Maak een handreiking."}, by=cast.lotte)
    lotte = as_user(cast.lotte)
    address = reverse("save_national_texts", args=[report.pk])
    first = {"summary": typed("Van Lotte.", page="een")}
    assert results(send(lotte, address, first)) == {"summary": "stored"}
    late = told(send(lotte, address, {"summary": typed("Van een ander.", page="twee")}))["summary"]
    assert (late["result"], late["value"], late["own"]) == ("conflict", "Van Lotte.", True)
    both = "Van een ander.\n\nVan Lotte."
    chosen = typed(both, page="twee", step=2, served=late["stored"])
    assert results(send(lotte, address, {"summary": chosen})) == {"summary": "stored"}
    report.refresh_from_db()
    assert report.summary == both
    address = reverse("save_national_recommendation", args=[report.pk, advice.pk])
    meets = told(send(lotte, address, {"what": typed("Maak een gids.")}))["what"]
    assert (meets["result"], meets["value"]) == ("conflict", "Maak een handreiking.")
    mine = typed("Maak een gids.", step=2, served=meets["stored"])
    assert results(send(lotte, address, {"what": mine})) == {"what": "stored"}


def test_recommendations_are_ordered_and_deleted(small: IndicatorSet, cast: Cast, as_user: LogIn):
    """By button, by dragging, and by asking first."""
    report, lotte = start(small), as_user(cast.lotte)
    one, two, three = (
        lifecycle.add_recommendation(report, {"what": what}, by=cast.lotte)
        for what in ("Een", "Twee", "Drie")
    )
    address = reverse("move_national_recommendation", args=[report.pk])

    def order() -> str:
        return " ".join(report.recommendations.values_list("what", flat=True))

    lotte.post(address, {"part": three.pk, "action": "up"})
    assert order() == "Een Drie Twee"
    # It needs no token: dragging sends the whole order, and the same order again changes nothing.
    for _time in range(2):
        lotte.post(address, {"order": f"{two.pk},{one.pk},999999,{three.pk}"})
        assert order() == "Twee Een Drie"
    delete = reverse("delete_national_recommendation", args=[report.pk, one.pk])
    assert "Wilt u dit verwijderen?" in lotte.get(delete).content.decode()
    assert order() == "Twee Een Drie"
    served = hidden_in(lotte.get(delete), "served")
    lotte.post(delete, {"served": served, "page": "weg", "step": "1"})
    assert order() == "Twee Drie"
    page = lotte.get(reverse("national_recommendations", args=[report.pk])).content.decode()
    assert "Zet terug" in page
    lotte.post(reverse("delete_national", args=[report.pk]))
    assert not NationalReport.objects.exists()


def test_hostile_texts_are_inert(
    small: IndicatorSet, counted: list[Assessment], cast: Cast, as_user: LogIn
):
    """Markup and formulas in every text of the office and the networks come out as text."""
    nasty = '<script>alert(1)</script> =cmd|" /C calc"!A0 & ’t is een lange tekst om te citeren.'
    Network.objects.filter(pk=cast.noord.pk).update(name=nasty[:150])
    store_text(counted[2], "vraag-0-0", nasty)
    consent([counted[2]])
    report = start(small)
    NationalReport.objects.filter(pk=report.pk).update(
        title=nasty[:100], summary=nasty, introduction=nasty, conclusions=nasty
    )
    lifecycle.add_recommendation(
        report, {"what": nasty, "measure": nasty, "who": nasty, "means": nasty}, by=cast.lotte
    )
    lotte = as_user(cast.lotte)
    for name in (
        "national_list",
        "national",
        "national_report",
        "national_office",
        "national_recommendations",
    ):
        page = lotte.get(
            reverse(name, args=[] if name == "national_list" else [report.pk])
        ).content.decode()
        assert "<script>alert" not in page
        assert escape("<script>alert(1)</script>") in page


def test_only_comparable_questions_of_another_version_count(cast: Cast):
    """Four networks on version 1, five on version 2: where the series breaks only the five count.

    One of the five went over from version 1 and nobody looked at its answers since: to another
    question it has none.
    """
    old, new = make_version("1"), make_version("2")
    confirmed(old, [dict.fromkeys(keys_of(old), "strength")] * 4)
    moved = confirmed(new, [dict.fromkeys(keys_of(new), "strength")] * 5)[0]
    with opened(moved):
        moment = timezone.now()
        SetChange.objects.create(assessment=moved, from_set=old, to_set=new, changed_at=moment)
        early = moment - timedelta(days=1)
        Answer.objects.filter(assessment=moved, indicator__key__in=["reworded", "other"]).update(
            needs_look=True, changed_at=early
        )
    office = editions_of(start(new)).office
    strong = {one.key: one.counts[0] for one in office.report.questions}
    assert strong == {"new": 5, "same": 9, "reworded": 9, "other": 4, "retyped": 5, "moved": 9}
    letters = {one.assessment: one.judgements for one in office.networks}
    assert letters[moved.pk] == "sss-ss"
    assert sorted(letters.values()) == ["-ss--s"] * 4 + ["sss-ss"] + ["ssssss"] * 4


def keys_of(indicator_set: IndicatorSet) -> list[str]:
    return list(
        Indicator.objects.filter(group__theme__indicator_set=indicator_set).values_list(
            "key", flat=True
        )
    )


def test_few_organisations_are_few_networks(small: IndicatorSet, cast: Cast):
    """Four networks of the same two organisations say strong: four networks, and yet nobody may see
    it."""
    made = confirmed(small, [{"vraag-0-0": "strength"}] * 4 + [{"vraag-0-0": "improvement"}] * 5)
    two = Organisation.objects.bulk_create([Organisation(name="Een"), Organisation(name="Twee")])
    for one in made[:4]:
        one.network.organisations.set(two)
    assert counts(start(small))[0] == (None, None, None, None, None, None)
    # Entered before spellings were compared, so the migration gave it a form of its own.
    again = Organisation.objects.create(name="Drie")
    Organisation.objects.filter(pk=again.pk).update(name=" TWÉE", plain_name="twee (3)")
    made[0].network.organisations.add(again)
    assert counts(NationalReport.objects.get())[0] == (None, None, None, None, None, None)
    made[0].network.organisations.add(Organisation.objects.create(name="Drie"))
    assert counts(NationalReport.objects.get())[0] == (4, 5, 0, 0, 0, 0)
