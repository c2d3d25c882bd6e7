"""Searching in confirmed text: what is found, by whom, and where it stands."""

import html
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import lifecycle
from assessments.models import Answer, Assessment
from indicators.models import IndicatorSet
from loket_eval.prose import clean_text
from networks.models import Network, User
from reports import confirming
from reports.models import ConfirmedText
from research.search import (
    FragmentPart,
    Search,
    SearchTerms,
    _ordered,
    fragments_of,
    websearch_terms,
)
from tests.assessments.reporting import fill
from tests.cast import Cast, make_assessment
from tests.indicators.versions import stored, version
from tests.markup import tight

PAGE = "/zoeken/"
HOSTILE = "<script>alert('x')</script> & \"wachtlijst\" {{7*7}}"
on_postgresql = connection.vendor == "postgresql"
Ask = Callable[..., HttpResponse]


@pytest.fixture
def small_set(db: None) -> IndicatorSet:
    return stored(version("abc", "de"))


@pytest.fixture
def confirmed(cast: Cast, small_set: IndicatorSet) -> Assessment:
    """Noord's assessment of 2025, confirmed; question 1.2 holds hostile text. That of 2026 runs,
    with the same text."""
    for year in (2026, 2025):
        made = make_assessment(cast.noord, small_set, year)
        fill(made, text="De wachtlijsten zijn korter geworden.")
        Answer.objects.filter(assessment=made, indicator__key="b").update(text=HOSTILE)
    lifecycle.submit_for_review(assessment=made)
    confirming.confirm(assessment=made, by=cast.anna)
    return made


@pytest.fixture
def search(confirmed: Assessment, as_user: Callable[[User], Client]) -> Ask:
    def ask(user: User, words: str, **filters: object) -> HttpResponse:
        return as_user(user).get(PAGE, {"zoek": words, **filters})

    return ask


def found(reply: HttpResponse) -> int:
    assert reply.status_code == 200
    return reply.context["search"].count if "search" in reply.context else 0


def test_a_place_is_shown_with_where_it_stands(
    search: Ask, confirmed: Assessment, cast: Cast
) -> None:
    """Network, period, question and a link to the place; the words are marked and the text around
    them is inert."""
    reply = search(cast.anna, "wachtlijst 7")
    assert found(reply) == 1
    hit = reply.context["hits"][0]
    assert (hit.number, hit.heading, hit.kind) == ("1.2", "Vraag b?", "antwoord")
    assert hit.address == reverse("report", args=[confirmed.pk]) + "#indicator-1-2"
    page = reply.content.decode()
    assert "<mark>wachtlijst</mark>" in tight(page)
    assert "<script>alert" not in page
    assert (
        "Netwerk Noord · Zelfevaluatie 2025 · zelfevaluatie · jan 2025 – dec 2025 · antwoord"
        in tight(page)
    )
    report = reply.client.get(hit.address).content.decode()
    anchors = set(ConfirmedText.objects.values_list("anchor", flat=True))
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in report] == []


def test_who_finds_what(search: Ask, cast: Cast) -> None:
    """Members and the national office find what is confirmed, once; an outsider finds nothing."""
    every = found(search(cast.anna, "korter"))
    assert every == ConfirmedText.objects.filter(text__contains="korter").count() > 10
    for user in (cast.bram, cast.eva, cast.lotte, cast.ada):
        assert found(search(user, "korter")) == every
    assert found(search(cast.zoe, "korter")) == 0
    assert "Noord" not in search(cast.zoe, "korter").content.decode()


def test_reopened_text_is_not_found(search: Ask, confirmed: Assessment, cast: Cast) -> None:
    """Until it is confirmed again, with what it says then."""
    confirming.reopen(assessment=confirmed, by=cast.ada, reason="Een getal klopte niet.")
    assert found(search(cast.anna, "korter")) == 0
    Assessment.objects.filter(pk=confirmed.pk).update(summary="Alles is anders.")
    confirmed.refresh_from_db()
    lifecycle.submit_for_review(assessment=confirmed)
    confirming.confirm(assessment=confirmed, by=cast.anna)
    assert found(search(cast.anna, "alles anders")) == 1


def test_filters_and_pages(search: Ask, cast: Cast, small_set: IndicatorSet) -> None:
    """Each filter narrows; twenty to a page, and a page that isn't there gives a near one."""
    every = found(search(cast.lotte, "korter"))
    assert found(search(cast.lotte, "korter", soort="conclusion")) == 1
    assert found(search(cast.lotte, "korter", netwerk="oord", jaar="2025")) == every
    assert [
        found(search(cast.lotte, "korter", netwerk="zuid")),
        found(search(cast.lotte, "korter", jaar="2024")),
    ] == [
        0,
        0,
    ]
    assert found(search(cast.lotte, "korter", thema="proef/thema-2", soort="answer")) == 1
    for page in ("0", "-1", "twaalf", "9" * 5000):
        assert found(search(cast.lotte, "korter", pagina=page)) == every
    for odd in (
        {"jaar": "x"},
        {"soort": "x"},
        {"thema": "proef/x"},
        {"jaar": "99999"},
        {"zoek": "w" * 3000},
    ):
        reply = search(
            cast.lotte,
            **({"words": "korter"} | odd) if "zoek" not in odd else {"words": odd["zoek"]},
        )
        assert "Er klopt nog iets niet" in reply.content.decode()
        assert (reply.status_code, "search" in reply.context) == (200, False)


@pytest.mark.parametrize("address", [PAGE, "/rapporten/", "/vergelijken/?kader=proef&netwerk="])
def test_too_many_words_are_said_and_stay(
    address: str, cast: Cast, confirmed: Assessment, as_user: Callable[[User], Client]
) -> None:
    """The browser takes some more than fit, so that the page says it, and not so much that the
    server says it."""
    words = "woord " * 45
    reply = as_user(cast.lotte).get(
        address + words if "=" in address else f"{address}?zoek={words}"
    )
    assert reply.status_code == 200
    body = reply.content.decode()
    assert "Dit zijn 269 tekens. Zoek met hoogstens 200." in body
    assert f'value="{words}"' in body
    assert 'maxlength="300"' in body


def test_anything_may_be_typed(search: Ask, cast: Cast) -> None:
    """Operators and odd signs are words at most; the page stays a page, and shows them as text."""
    for words in (
        *(
            "",
            " ",
            "%",
            "_",
            "\\",
            "'",
            '"',
            "' OR 1=1 --",
            "a & | ! ( )",
            "korter -",
            ":*",
            "<b>",
            "de",
            "-korter",
        ),
        *("\x02korter\x03", "𝕶", "w" * 200, "a " * 100, "\u2028", "ﷺ" * 10),
    ):
        reply = search(cast.anna, words)
        assert reply.status_code == 200
        assert f'value="{html.escape(words)}"' in reply.content.decode() or not words


@pytest.mark.parametrize(
    "words",
    [
        "-" * 33,
        "- " * 90,
        "-&" * 90,
        '-"" ' * 50,
        '"' + "-" * 150 + "a",
        "a" + "&-" * 90 + "b",
        "-or " * 50,
        "or " * 60,
        "(-" * 90 + "korter",
    ],
)
def test_many_signs_in_a_row(words: str, search: Ask, cast: Cast) -> None:
    """PostgreSQL fails on more than 32 operators in a row."""
    assert search(cast.anna, words).status_code == 200


@settings(
    max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(
    words=st.lists(
        st.sampled_from(["-", '"', "or ", " ", "&", "|", "!", "(", ")", ":", "*", "<->", "\\", "'"])
        | st.text(max_size=3),
        max_size=90,
    ).map("".join)
)
def test_any_words_can_be_searched(words: str, confirmed: Assessment, cast: Cast) -> None:
    """Whatever the words and signs: the database counts, ranks and quotes without an error."""
    result = Search(cast.anna, SearchTerms(words=clean_text(words)[:200]))
    assert len(result.hits(range(5))) == min(result.count, 5)


def test_a_minus_sign_excludes_only_the_word_right_after_it(search: Ask, cast: Cast) -> None:
    """A dash between two words, as people type it, is no operator."""
    assert websearch_terms('korter -"lange wachtlijst" (-nee) of OR a-b') == (
        'korter -"lange wachtlijst" -nee) of OR a-b'
    )
    assert websearch_terms('wachtlijst - korter – "" -- -"-"') == "wachtlijst korter"
    assert found(search(cast.anna, "wachtlijsten - korter", soort="conclusion")) == 1


def test_case_and_accents_make_no_difference(
    search: Ask, confirmed: Assessment, cast: Cast
) -> None:
    """Both databases find a word however it is written, and mark it as it stands in the text."""
    text = "ÉÉN loket, ook voor de Financiën."
    confirming.reopen(assessment=confirmed, by=cast.ada, reason="Een getal klopte niet.")
    Assessment.objects.filter(pk=confirmed.pk).update(summary=text)
    confirmed.refresh_from_db()
    lifecycle.submit_for_review(assessment=confirmed)
    confirming.confirm(assessment=confirmed, by=cast.anna)
    for words in ("financien", "FINANCIËN", "één loket", "een LOKET"):
        assert found(search(cast.anna, words)) == 1, words
    reply = search(cast.anna, "financien")
    assert "<mark>Financiën</mark>" in tight(reply.content.decode())


def test_a_nul_is_refused_calmly(search: Ask, cast: Cast) -> None:
    reply = search(cast.anna, "\x00")
    assert (reply.status_code, "Dit verzoek klopt niet" in reply.content.decode()) == (400, True)


def test_what_each_database_can_do(search: Ask, cast: Cast) -> None:
    """PostgreSQL finds a word in its other forms, knows operators and uses its index; SQLite finds
    the letters."""
    asked = ["kortere wachtlijst", "korter OR langer", "korter -wachtlijst", '"zijn korter"']
    counted = [found(search(cast.anna, words, soort="conclusion")) for words in asked]
    assert counted == ([1, 1, 0, 1] if on_postgresql else [0, 0, 1, 1])
    if on_postgresql:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert "confirmedtext_words" in _ordered(ConfirmedText.objects.all(), "korter").explain()


def test_a_page_costs_the_same_with_few_and_many(
    confirmed: Assessment, cast: Cast, as_user: Callable[[User], Client]
) -> None:
    """Twenty of 20 or of 2,000 places, in one or 300 networks: the same queries, and no more than
    1,000 to leaf in."""
    counted, lotte = [], as_user(cast.lotte)
    networks = Network.objects.bulk_create(
        Network(slug=f"n-{n}", name=f"Netwerk {n:04}") for n in range(300)
    )
    for chosen, places in ([cast.noord], 20), (networks, 2000):
        targets = [make_assessment(one, confirmed.indicator_set, 2024) for one in chosen]
        made = Assessment.objects.filter(pk__in=[one.pk for one in targets])
        made.update(state="confirmed", confirmed_at=timezone.now())
        ConfirmedText.objects.bulk_create(
            ConfirmedText(
                assessment=targets[n % len(targets)],
                position=1000 + n,
                kind="answer",
                text="Een zeldzaam woord.",
            )
            for n in range(places)
        )
        with CaptureQueriesContext(connection) as queries:
            reply = lotte.get(PAGE, {"zoek": "zeldzaam", "pagina": "2"})
        counted.append(len(queries))
    assert counted == [6, 6]
    assert (
        found(reply),
        reply.context["page"].paginator.num_pages,
        len(reply.context["hits"]),
    ) == (1001, 50, 20)
    assert "Meer dan 1000 plaatsen gevonden" in reply.content.decode()


def test_the_piece_of_text_around_a_word() -> None:
    """At most two pieces, cut between words, also in a word that never ends; without a word the
    start of the text."""
    text = (
        "Aan het begin. "
        + "tussen " * 60
        + "Het mandaat ontbreekt. "
        + "daarna " * 60
        + "Mandaat komt nog."
    )
    first, second = fragments_of(text, ["mandaat"])
    assert [run for run in first if run.found] == [FragmentPart("mandaat", found=True)]
    assert (first[0].text, first[-1].text) == ("… ", " …")
    assert "".join(run.text for run in first)[2:].startswith("tussen ")
    assert [run.text for run in second if run.found] == ["Mandaat"]
    assert second[-1].text == " komt nog."
    (whole,) = fragments_of("x" * 3000, ["y"])
    assert len(whole[0].text) == 260
    (inside,) = fragments_of("x" * 3000 + "(y", ["(y"])
    assert [run.text for run in inside if run.found] == ["(y"]
