"""The people in a network: roles that change, end and are handed over."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from networks.models import Invitation, Membership, Network, User
from tests.cast import Cast

PEOPLE = "/netwerken/noord/mensen/"


def role_of(user: User, network: Network) -> str | None:
    return network.memberships.filter(user=user).values_list("role", flat=True).first()


def membership_of(user: User, network: Network) -> Membership:
    return network.memberships.get(user=user)


@pytest.fixture
def anna(cast: Cast, as_user) -> Client:
    return as_user(cast.anna)


def test_a_role_is_changed(cast: Cast, anna: Client) -> None:
    """The coordinator gives a contributor another role, on behalf of a partner of the network."""
    bram = membership_of(cast.bram, cast.noord)
    address = reverse("role", args=["noord", bram.pk])
    police = cast.noord.organisations.get(name="Politie Noord")
    assert "De rol van Bram" in anna.get(address).text
    done = anna.post(address, {"role": "evaluator", "organisation": police.pk}, follow=True)
    assert "Bram is nu evaluator." in done.text
    bram.refresh_from_db()
    assert (bram.role, bram.organisation) == ("evaluator", police)
    wrong = anna.post(address, {"role": "baas"})
    assert wrong.status_code == 422
    assert role_of(cast.bram, cast.noord) == "evaluator"


def test_a_role_ends(cast: Cast, anna: Client, as_user) -> None:
    """Who has no role any more sees nothing of the network; the account stays."""
    address = reverse("end_role", args=["noord", membership_of(cast.bram, cast.noord).pk])
    assert "Wilt u de rol van Bram beëindigen?" in anna.get(address).text
    assert "Bram heeft hier geen rol meer." in anna.post(address, follow=True).text
    assert role_of(cast.bram, cast.noord) is None
    assert "Netwerk Noord" not in as_user(cast.bram).get(reverse("start")).text


def test_the_last_coordinator_stays(cast: Cast, anna: Client, as_user) -> None:
    """Neither she nor an admin ends or changes her role while nobody else coordinates; another
    coordinator whose account is switched off doesn't count."""
    mine = membership_of(cast.anna, cast.noord)
    Membership.objects.create(
        user=User.objects.create_user("weg@voorbeeld.example", name="Weg", is_active=False),
        network=cast.noord,
        role="coordinator",
    )
    for client in (anna, as_user(cast.ada)):
        changed = client.post(reverse("role", args=["noord", mine.pk]), {"role": "evaluator"})
        assert changed.status_code == 422
        assert "Draag die rol eerst over aan iemand anders." in changed.text
        ended = client.post(reverse("end_role", args=["noord", mine.pk]), follow=True)
        assert "Draag die rol eerst over aan iemand anders." in ended.text
    assert role_of(cast.anna, cast.noord) == "coordinator"


def test_two_coordinators_who_both_leave(cast: Cast, anna: Client, as_user) -> None:
    """The first one goes; then the other is the last."""
    Membership.objects.filter(user=cast.bram).update(role="coordinator")
    bram = membership_of(cast.bram, cast.noord)
    gone = anna.post(
        reverse("end_role", args=["noord", membership_of(cast.anna, cast.noord).pk]), follow=True
    )
    assert gone.redirect_chain[-1][0] == reverse("start")
    stays = as_user(cast.bram).post(reverse("end_role", args=["noord", bram.pk]), follow=True)
    assert "de enige coördinator" in stays.text
    assert role_of(cast.bram, cast.noord) == "coordinator"


@pytest.mark.parametrize(("own_role", "after"), [("evaluator", "evaluator"), ("none", None)])
def test_handing_over(cast: Cast, anna: Client, own_role: str, after: str | None) -> None:
    """Bram coordinates from now on; Anna has the role that she chose, or none."""
    address = reverse("hand_over", args=["noord"])
    page = anna.get(address).text
    assert "Bram (bram@voorbeeld.example)" in page
    assert "Zoe" not in page
    done = anna.post(address, {"to": cast.bram.pk, "own_role": own_role}, follow=True)
    assert "Bram is nu coördinator van Netwerk Noord." in done.text
    assert role_of(cast.bram, cast.noord) == "coordinator"
    assert role_of(cast.anna, cast.noord) == after


def test_handing_over_to_an_outsider(cast: Cast, anna: Client) -> None:
    """Only who has a role in the network can be chosen."""
    form = {"to": cast.zoe.pk, "own_role": "none"}
    assert anna.post(reverse("hand_over", args=["noord"]), form).status_code == 422
    assert role_of(cast.anna, cast.noord) == "coordinator"


def test_a_second_click_ends_nothing_more(cast: Cast, anna: Client) -> None:
    """A form that was sent twice gets the first result."""
    Membership.objects.filter(user=cast.eva).update(role="coordinator")
    address = reverse("end_role", args=["noord", membership_of(cast.bram, cast.noord).pk])
    for _ in range(2):
        done = anna.post(address, {"token": "een-formulier-van-anna"}, follow=True)
        assert "Bram heeft hier geen rol meer." in done.text


def test_another_network_is_out_of_reach(cast: Cast, anna: Client) -> None:
    """Noord's coordinator changes nobody in Zuid, not by way of Noord's addresses either."""
    zoe = membership_of(cast.zoe, cast.zuid)
    for slug, status in (("noord", 404), ("zuid", 404)):
        for name in ("role", "end_role"):
            address = reverse(name, args=[slug, zoe.pk])
            assert anna.post(address, {"role": "evaluator"}).status_code == status
    assert role_of(cast.zoe, cast.zuid) == "coordinator"


@pytest.mark.parametrize("people", [1, 60])
def test_the_list_takes_the_same_queries_for_many(
    cast: Cast, anna: Client, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    """Members and invitations with what became of their mail: a constant number of queries."""
    for number in range(people):
        user = User.objects.create(email=f"u{number}@voorbeeld.example", name=f"Mens {number}")
        Membership.objects.create(user=user, network=cast.noord, role="contributor")
        anna.post(PEOPLE, {"email": f"nieuw{number}@voorbeeld.example", "role": "evaluator"})
    assert Invitation.objects.count() == people
    with django_assert_num_queries(10):
        page = anna.get(PEOPLE)
    assert page.text.count("De e-mail wordt zo verstuurd.") == people
