"""Who reads the trail: a network's coordinator that of the network, an admin all of it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assessments.models import Assessment
from networks.models import Network, TrailEntry, User
from networks.trail import What
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PAGE = "/netwerken/noord/mensen/wie-deed-wat/"
ADMIN = "/beheer/networks/trailentry/"


def add(user: User | int, network: Network, *, count: int = 1, what: str = What.LOGIN, **more):
    now = timezone.now()
    TrailEntry.objects.bulk_create(
        TrailEntry(
            at=now,
            kept_until=now + timedelta(days=30),
            what=what,
            who=TrailEntry.Who.ACCOUNT,
            result=TrailEntry.Result.DONE,
            account_pk=user if isinstance(user, int) else user.pk,
            network_pk=network.pk,
            address="203.0.113.7",
            **more,
        )
        for _ in range(count)
    )


def rows(page: str) -> list[str]:
    """Return the lines of the table, with single spaces."""
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in body.split("</tr>")[:-1]]


def test_a_coordinator_reads_that_of_the_own_network(
    as_user, cast: Cast, assessment: Assessment
) -> None:
    """With names and titles as they are now, and without IP addresses; of Zuid nothing."""
    ada = as_user(cast.ada)
    ada.post(reverse("look_inside", args=["noord"]), {"reason": "Zij vroeg het.", "next": "/"})
    ada.get(f"/zelfevaluaties/{assessment.pk}/rapport/")
    add(cast.zoe, cast.zuid, what=What.SHARED)
    page = as_user(cast.anna).get(PAGE).text
    newest, oldest = rows(page)
    assert newest.endswith(f"Wie: Ada Wat: Rapport bekeken Waarover: {assessment.title}")
    assert "Als beheerder gekeken, met een reden" in oldest
    assert "127.0.0.1" not in page
    assert PAGE in as_user(cast.anna).get(reverse("people", args=["noord"])).text
    assert as_user(cast.zoe).get(PAGE).status_code == 404
    assert as_user(cast.bram).get(PAGE).status_code == 403


def test_an_account_that_is_gone_shows_as_a_number(as_user, cast: Cast) -> None:
    """So does whatever else was removed; a kind of row that no longer exists keeps its old name."""
    add(999, cast.noord, subject_label="networks.invitation", subject_pk=7)
    add(
        999, cast.noord, subject_label="earlier.thing", subject_pk=8, detail="coordinator>evaluator"
    )
    newest, oldest = rows(as_user(cast.anna).get(PAGE).text)
    assert oldest.endswith("Wie: Gebruiker nr. 999 Wat: Inloggen Waarover: Uitnodiging nr. 7")
    assert newest.endswith("Inloggen coördinator → evaluator Waarover: Earlier.thing nr. 8")


def test_one_page_after_the_other(as_user, cast: Cast) -> None:
    """Fifty a page; what comes in meanwhile moves nothing, and odd addresses show the newest."""
    add(cast.anna, cast.noord, count=60)
    add(cast.bram, cast.noord, count=5, what=What.SHARED)
    anna = as_user(cast.anna)
    first = anna.get(PAGE).text
    assert len(rows(first)) == 50
    older = re.search(r'href="(\?voor=\d+)"', first)
    assert older
    add(cast.bram, cast.noord, count=5)
    assert len(rows(anna.get(PAGE + older[1]).text)) == 15
    assert len(rows(anna.get(f"{PAGE}?wat=shared").text)) == 5
    for odd in ("?voor=-1", "?voor=x", "?voor=" + "9" * 30, "?wat=onbekend", "?voor=²"):
        assert len(rows(anna.get(PAGE + odd).text)) == 50
    assert "Hier staat niets over." in anna.get(f"{PAGE}?voor=1").text


@pytest.mark.parametrize("count", [1, 49])
def test_a_page_costs_the_same_with_few_and_many(
    as_user, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    """The names of all who acted are one query, as are those of each kind of row."""
    people = [User(email=f"{n}@voorbeeld.example", name=f"Naam {n}") for n in range(count)]
    for user in User.objects.bulk_create(people):
        add(user, cast.noord, subject_label="networks.network", subject_pk=cast.noord.pk)
    anna, ada = as_user(cast.anna), as_user(cast.ada)
    with django_assert_num_queries(7):
        anna.get(PAGE)
    with django_assert_num_queries(4):
        ada.get(ADMIN)


def test_an_admin_searches_all(as_user, cast: Cast, client: Client) -> None:
    """By person, network, IP address and number; nothing can be changed, added or deleted."""
    add(cast.anna, cast.noord, count=2)
    add(cast.zoe, cast.zuid, what=What.SHARED)
    ada = as_user(cast.ada)

    def found(query: str) -> int:
        return int(ada.get(f"{ADMIN}?{query}").context["cl"].result_count)

    everything = found("")
    assert (
        found("q=anna@voor")
        == 2
        + TrailEntry.objects.filter(what="login", subject_pk=cast.anna.pk, network_pk=None).count()
    )
    assert found("q=Netwerk+Zuid") == 1
    assert found("q=203.0.113.7") == 3
    assert found(f"q={cast.zoe.pk}&what__exact=shared") == 1
    assert found("q=Niemand") == 0
    assert found("what__exact=shared") == 1
    assert everything == TrailEntry.objects.count()
    pk = TrailEntry.objects.filter(account_pk=cast.zoe.pk).latest("pk").pk
    detail = ada.get(f"{ADMIN}{pk}/change/")
    assert detail.status_code == 200
    assert "zoe@voorbeeld.example" in detail.text
    for address in (f"{ADMIN}add/", f"{ADMIN}{pk}/delete/"):
        assert ada.post(address, {"post": "yes"}).status_code == 403
    assert ada.post(f"{ADMIN}{pk}/change/", {"what": "logout"}).status_code == 403
