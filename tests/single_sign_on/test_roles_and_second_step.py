"""What the provider decides about somebody: roles, and whether there was a second step."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from loket_eval.settings.sso_variables import ClaimValue, ProvidedRole
from networks.models import Mail, Membership, TrailEntry, User
from tests.cast import Cast
from tests.networks.signing_in import is_logged_in, log_in, set_up_app, with_password

from .provider import Provider, address_in, begin, log_in_at

ROLES = [
    ProvidedRole("loket-beheer", "is_staff", "", ""),
    ProvidedRole("loket-landelijk", "is_national", "", ""),
    ProvidedRole("noord", "", "noord", "coordinator"),
    ProvidedRole("toets-noord", "", "noord", "evaluator"),
    ProvidedRole("zuid", "", "zuid", "coordinator"),
]


def role_in_noord(user: User) -> str:
    found = Membership.objects.filter(user=user, network__slug="noord").first()
    return str(found.role) if found else ""


@pytest.fixture
def arrives(cast: Cast, provider: Provider):
    """Return a function that lets somebody log in with these groups, in a browser of their own."""

    def arrive(user: User, *groups: str, **claims: object) -> Client:
        provider.knows(
            user.email, email=user.email, email_verified=True, groups=list(groups), **claims
        )
        client = Client()
        log_in_at(provider, client, user.email)
        user.refresh_from_db()
        return client

    with override_settings(SSO_ROLES=ROLES):
        yield arrive


def test_powers_come_and_go(cast: Cast, arrives) -> None:
    """Zoë becomes admin and national office, all admins are told; then the provider ends both."""
    arrives(cast.zoe, "loket-beheer", "loket-landelijk", "iets-anders")
    assert (cast.zoe.is_staff, cast.zoe.is_superuser, cast.zoe.is_national) == (True, True, True)
    told = Mail.objects.filter(subject__startswith="Iemand heeft meer rechten")
    assert sorted(told.values_list("to", flat=True)) == sorted([cast.ada.email, cast.zoe.email])
    client = arrives(cast.zoe)
    assert (cast.zoe.is_staff, cast.zoe.is_superuser, cast.zoe.is_national) == (False,) * 3
    assert client.get(reverse("admin:index")).url.startswith(reverse("admin:login"))
    given = TrailEntry.objects.filter(what__startswith="power", account_pk=cast.zoe.pk)
    assert list(given.order_by("pk").values_list("what", "detail")) == [
        ("power_given", "is_national"), ("power_given", "is_staff"),
        ("power_taken", "is_national"), ("power_taken", "is_staff"),
    ]  # fmt: skip


def test_roles_in_a_network_come_and_go(cast: Cast, arrives) -> None:
    """The first one in the table counts; what the table doesn't name stays the portal's own."""
    arrives(cast.zoe, "toets-noord", "zuid")
    assert role_in_noord(cast.zoe) == "evaluator"
    arrives(cast.zoe, "toets-noord", "noord", "zuid")
    assert role_in_noord(cast.zoe) == "coordinator"
    arrives(cast.zoe, "zuid")
    assert role_in_noord(cast.zoe) == ""
    arrives(cast.bram)
    assert role_in_noord(cast.bram) == "contributor"


def test_a_network_keeps_its_last_coordinator(cast: Cast, arrives) -> None:
    """Anna no longer has the group and stays, until somebody else coordinates; it is recorded."""
    client = arrives(cast.anna)
    assert (role_in_noord(cast.anna), is_logged_in(client)) == ("coordinator", True)
    entry = TrailEntry.objects.get(what="role_ended")
    assert (entry.result, entry.network_pk) == ("refused", cast.noord.pk)
    arrives(cast.bram, "noord")
    arrives(cast.anna)
    assert (role_in_noord(cast.anna), role_in_noord(cast.bram)) == ("", "coordinator")


def test_a_claim_within_a_claim(cast: Cast, provider: Provider, arrives) -> None:
    """Keycloak's roles of a realm."""
    with override_settings(SSO_ROLES_CLAIM="realm_access.roles"):
        arrives(cast.bram, realm_access={"roles": ["loket-landelijk"]})
    assert cast.bram.is_national


STEP = [ClaimValue("amr", "mfa"), ClaimValue("acr", "hoog")]


@override_settings(SECOND_FACTOR=True, SSO_SECOND_FACTOR=STEP)
@pytest.mark.parametrize("claims", [{"amr": ["pwd", "mfa"]}, {"acr": "hoog"}])
def test_a_second_step_at_the_provider_counts(cast: Cast, arrives, claims) -> None:
    """Lotte must have one, had it at the provider, and reads on."""
    client = arrives(cast.lotte, "loket-landelijk", **claims)
    assert client.get(reverse("reports")).status_code == 200


@override_settings(SECOND_FACTOR=True, SSO_SECOND_FACTOR=STEP)
@pytest.mark.parametrize("claims", [{}, {"amr": ["pwd"]}, {"acr": "mfa"}, {"amr": None}])
def test_without_it_our_own_is_asked(cast: Cast, arrives, claims) -> None:
    """Lotte is sent to set one up; once she has, she is asked for its code."""
    client = arrives(cast.lotte, "loket-landelijk", **claims)
    assert client.get(reverse("reports")).url == reverse("mfa_index")
    set_up_app(client)
    assert client.get(reverse("reports")).status_code == 200
    client = arrives(cast.lotte, "loket-landelijk", **claims)
    assert not is_logged_in(client)
    assert "De eerste stap is gelukt" in client.get(reverse("mfa_authenticate")).text


def test_the_level_is_asked_for(provider: Provider) -> None:
    """A provider gives a level in acr to who asks for it."""
    with override_settings(SSO_SECOND_FACTOR=STEP):
        assert "acr_values=hoog" in address_in(begin(Client()))
    assert "acr_values" not in address_in(begin(Client()))


def make_key(client: Client) -> str:
    """Ask for an API key, and follow to wherever one first shows who one is."""
    return client.post(reverse("api_tokens"), {"name": "Onderzoek", "days": "30"}).url


def test_a_key_takes_a_new_login_at_the_provider(cast: Cast, provider: Provider, arrives) -> None:
    """Who has no password shows it there; an old login, or somebody else's, doesn't count."""
    client = arrives(cast.bram)
    asked = make_key(client)
    assert asked.startswith(reverse("sso_confirm"))
    page = client.get(asked)
    assert "Log nog een keer in bij uw organisatie" in page.text
    again = {"confirms": "1", "next": reverse("api_tokens")}
    assert "prompt=login" in address_in(begin(client, **again))
    provider.knows(cast.bram.email, email=cast.bram.email, auth_time=1_700_000_000)
    old = log_in_at(provider, client, cast.bram.email, **again)
    assert old.url == reverse("account")
    assert "niet laten weten dat u net opnieuw" in client.get(old.url).text
    arrives(cast.eva)
    log_in_at(provider, client, cast.eva.email, **again)
    assert client.session["_auth_user_id"] == str(cast.bram.pk)
    assert not cast.bram.api_tokens.exists()
    provider.knows(cast.bram.email, email=cast.bram.email)
    done = log_in_at(provider, client, cast.bram.email, **again)
    shown = client.get(done.url)
    assert "loket_" in shown.text
    assert cast.bram.api_tokens.count() == 1


def test_a_password_still_works_beside_it(cast: Cast, arrives) -> None:
    """Until passwords are switched off; it is no second step at the provider."""
    anna = with_password(cast.anna)
    arrives(anna, "noord")
    assert is_logged_in(log_in(anna))
