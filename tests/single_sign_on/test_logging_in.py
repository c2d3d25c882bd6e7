"""Logging in at a real provider: who gets in, as whom, and what is stored of it."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client, override_settings
from django.urls import reverse

from networks.invitations import invite
from networks.models import Mail, TrailEntry, User
from tests.assessments.saving_pages import hidden_in
from tests.cast import Cast
from tests.networks.signing_in import is_logged_in

from .provider import Provider, address_in, begin, come_back, log_in_at

SUBJECT = "anna-bij-de-regio"


def logged_in_as(client: Client) -> str:
    return client.session.get("_auth_user_id", "")


def trail() -> list[tuple[str, str, str]]:
    entries = TrailEntry.objects.order_by("pk")
    return list(entries.values_list("what", "result", "detail"))


@pytest.fixture
def anna(cast: Cast, provider: Provider) -> User:
    """Anna, whom the provider knows by the same address, in capitals."""
    provider.knows(SUBJECT, email="ANNA@voorbeeld.example", email_verified=True, name="A. Anders")
    return cast.anna


def test_the_first_time_by_address_and_then_by_who_it_is(anna: User, provider: Provider) -> None:
    """Of what the provider tells only the subject is stored; the owner gets a mail, once."""
    client = Client()
    arrived = log_in_at(provider, client, SUBJECT, next="/rapporten/?jaar=2026")
    assert (arrived.status_code, arrived.url) == (302, "/rapporten/?jaar=2026")
    assert logged_in_as(client) == str(anna.pk)
    link = SocialAccount.objects.get()
    assert (link.user, link.provider, link.uid) == (anna, provider.issuer, SUBJECT)
    assert link.extra_data == {}
    assert not SocialToken.objects.exists()
    assert not EmailAddress.objects.exists()
    anna.refresh_from_db()
    assert anna.name == "Anna"
    assert trail() == [("linked", "done", ""), ("login", "done", "sso")]
    assert TrailEntry.objects.filter(account_pk=anna.pk).count() == 2

    provider.knows(SUBJECT, email="zoe@voorbeeld.example", email_verified=True)
    again = Client()
    log_in_at(provider, again, SUBJECT)
    assert logged_in_as(again) == str(anna.pk)
    told = Mail.objects.filter(to=anna.email)
    assert told.count() == 1
    assert "gekoppeld" in told.get().text


def test_the_sessions_page_lists_it(anna: User, provider: Provider) -> None:
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux) Firefox/140.0")
    log_in_at(provider, client, SUBJECT)
    page = client.get(reverse("account")).text
    assert "Firefox op Linux" in page
    assert "U kunt inloggen met Regio Noord." in page


def test_an_address_that_went_to_somebody_else_opens_nothing(
    anna: User, provider: Provider
) -> None:
    """A new colleague got the address of who left: the account stays that of who left."""
    log_in_at(provider, Client(), SUBJECT)
    provider.knows("nieuwe-collega", email=anna.email, email_verified=True)
    client = Client()
    refused = log_in_at(provider, client, "nieuwe-collega")
    assert refused.status_code == 403
    assert "hoort al bij iemand anders van uw organisatie" in refused.text
    assert not logged_in_as(client)
    assert trail()[-1] == ("login", "refused", "sso,other_identity")


@pytest.mark.parametrize("verified", [False, "false", None])
def test_an_address_that_nobody_verified_opens_nothing(
    cast: Cast, provider: Provider, verified: object
) -> None:
    """Who may type any address at the provider would get any account here."""
    claims = {"email": cast.ada.email} | ({} if verified is None else {"email_verified": verified})
    provider.knows("wie-dan-ook", **claims)
    client = Client()
    refused = log_in_at(provider, client, "wie-dan-ook")
    assert refused.status_code == 403
    assert "niet bevestigd dat uw e-mailadres van u is" in refused.text
    assert not logged_in_as(client)
    assert not SocialAccount.objects.exists()


def test_a_stranger_gets_no_account(cast: Cast, provider: Provider) -> None:
    """And is told whom to ask; the page is the login page, with the button."""
    provider.knows("vreemde", email="vreemde@elders.example", email_verified=True)
    people = User.objects.count()
    refused = log_in_at(provider, Client(), "vreemde")
    assert refused.status_code == 403
    assert "<title>Fout: Inloggen" in refused.text
    assert "u hebt geen account bij dit portaal" in refused.text
    assert "Inloggen met Regio Noord" in refused.text
    assert User.objects.count() == people
    with override_settings(SSO_NEW_ACCOUNTS=True):
        client = Client()
        log_in_at(provider, client, "vreemde")
    assert logged_in_as(client) == str(User.objects.get(email="vreemde@elders.example").pk)


def test_who_was_invited_gets_an_account_with_its_role(cast: Cast, provider: Provider) -> None:
    """Without choosing a password; the name is what the provider says."""
    email = "nieuw@voorbeeld.example"
    invite(
        email=email, by=cast.anna, portal="https://loket.example", network=cast.noord,
        role="contributor",
    )  # fmt: skip
    provider.knows("nieuw", email=email, email_verified=True, name="Nina Nieuw")
    client = Client()
    log_in_at(provider, client, "nieuw")
    nina = User.objects.get(email=email)
    assert (logged_in_as(client), nina.name) == (str(nina.pk), "Nina Nieuw")
    assert not nina.has_usable_password()
    assert [str(one.role) for one in nina.memberships.all()] == ["contributor"]
    assert ("invitation_accepted", "done", "contributor") in trail()


def test_an_account_that_is_off_stays_out(anna: User, provider: Provider) -> None:
    """Before the first login and after it."""
    for _time in range(2):
        User.objects.update(is_active=False)
        client = Client()
        refused = log_in_at(provider, client, SUBJECT)
        assert (refused.status_code, logged_in_as(client)) == (403, "")
        assert "Uw account is uitgezet" in refused.text
        assert trail()[-1] == ("login", "refused", "sso,switched_off")
        User.objects.update(is_active=True)
        log_in_at(provider, Client(), SUBJECT)


def test_an_answer_counts_once_and_in_one_browser(anna: User, provider: Provider) -> None:
    """Replayed, in another browser or with a state that nobody gave: refused in Dutch."""
    client = Client()
    back = provider.log_in(address_in(begin(client)), SUBJECT)
    stolen = come_back(Client(), back)
    assert stolen.status_code == 400
    assert "al gebruikt, is in een andere browser begonnen" in stolen.text
    assert come_back(client, back).status_code == 302
    client.post(reverse("account_logout"))
    replayed = come_back(client, back)
    assert (replayed.status_code, is_logged_in(client)) == (400, False)
    assert come_back(client, back.replace("state=", "state=x")).status_code == 400


def test_a_code_of_another_login_is_refused(anna: User, provider: Provider) -> None:
    """Somebody else's code in one's own browser: PKCE and the nonce each refuse it."""
    client = Client()
    mine = provider.log_in(address_in(begin(client)), SUBJECT)
    provider.knows("zoe", email="zoe@voorbeeld.example", email_verified=True)
    theirs = provider.log_in(address_in(begin(Client())), "zoe")
    code = theirs.split("code=")[1].split("&")[0]
    own = mine.split("code=")[1].split("&")[0]
    refused = come_back(client, mine.replace(own, code))
    assert (refused.status_code, logged_in_as(client)) == (502, "")
    assert "gaf een antwoord dat niet klopt" in refused.text


@pytest.mark.parametrize("other", [{"SSO_CLIENT_ID": "een-ander"}, {"SSO_CLIENT_ID": "lok"}])
def test_a_token_for_another_client_is_refused(
    anna: User, provider: Provider, other: dict[str, str]
) -> None:
    """The provider has more customers; what it gave one of them opens nothing here."""
    client = Client()
    with override_settings(**other):
        back = provider.log_in(address_in(begin(client)), SUBJECT)
    refused = come_back(client, back)
    assert (refused.status_code, logged_in_as(client)) == (502, "")


def test_a_provider_by_another_name_is_refused(anna: User, provider: Provider) -> None:
    """One slash is another name: the issuer is compared to the letter."""
    with override_settings(SSO_ISSUER=f"{provider.issuer}/"):
        refused = begin(Client())
    assert refused.status_code == 502
    assert "waarschuw dan de beheerder" in refused.text


def test_who_stops_at_the_provider_comes_back(anna: User, provider: Provider) -> None:
    client = Client()
    back = come_back(client, provider.deny(address_in(begin(client))))
    assert back.status_code == 403
    assert "U hebt het inloggen bij uw organisatie afgebroken" in back.text
    assert trail() == [("login", "refused", "sso,cancelled")]


def test_the_page_somebody_was_going_to_is_kept(anna: User, provider: Provider) -> None:
    """Stopped or refused there, or with a provider that is away: the next try ends where the first
    one would have, also by password."""
    going_to = "/rapporten/?jaar=2026"
    client = Client()
    stopped = come_back(client, provider.deny(address_in(begin(client, next=going_to))))
    provider.knows("vreemde", email="vreemde@elders.example", email_verified=True)
    refused = log_in_at(provider, Client(), "vreemde", next=going_to)
    with override_settings(SSO_ISSUER="http://127.0.0.1:9"):
        away = begin(Client(), next=going_to)
    for page, status in ((stopped, 403), (refused, 403), (away, 503)):
        assert page.status_code == status
        assert f'name="next" value="{going_to}"' in page.text
        assert (
            f'action="{reverse("account_login")}?next=%2Frapporten%2F%3Fjaar%3D2026"' in page.text
        )
    again = log_in_at(provider, client, SUBJECT, next=hidden_in(stopped, "next"))
    assert (again.status_code, again.url) == (302, going_to)


@pytest.mark.parametrize("address", ["https://kwaad.example/", "//kwaad.example/"])
def test_another_site_is_not_kept_either(anna: User, provider: Provider, address: str) -> None:
    client = Client()
    stopped = come_back(client, provider.deny(address_in(begin(client, next=address))))
    assert (stopped.status_code, "kwaad.example" in stopped.text) == (403, False)


def test_a_provider_that_is_away(cast: Cast, db: None) -> None:
    """It stops between going and coming back, and then before going; both are said, in Dutch."""
    provider = Provider()
    provider.knows(SUBJECT, email=cast.anna.email, email_verified=True)
    client = Client()
    with override_settings(SSO_ISSUER=provider.issuer, SSO_CLIENT_ID="loket", SSO_NAME="Regio"):
        back = provider.log_in(address_in(begin(client)), SUBJECT)
        provider.stop()
        for refused in (come_back(client, back), begin(Client())):
            assert refused.status_code == 503
            assert "geeft geen antwoord" in refused.text
    assert [entry[2] for entry in trail()] == ["sso,away", "sso,away"]


@pytest.mark.parametrize(
    "address",
    ["https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example", "javascript:alert(1)"],
)
def test_it_never_ends_at_another_site(anna: User, provider: Provider, address: str) -> None:
    assert log_in_at(provider, Client(), SUBJECT, next=address).url == reverse("start")


def test_nothing_of_it_is_there_without_a_provider(cast: Cast) -> None:
    """No address, no button, and no query more on the login page."""
    client = Client()
    assert client.post(reverse("sso_begin")).status_code == 404
    assert client.get(reverse("sso_return")).status_code == 404
    assert client.post(reverse("sso_leave")).status_code == 404
    assert "organisatie" not in client.get(reverse("account_login")).text


def test_the_policy_of_pages_stays_closed(anna: User, provider: Provider) -> None:
    """The page to the provider goes on by itself, so no form has to be let through."""
    page = begin(Client())
    assert "form-action 'self'" in page["Content-Security-Policy"].split("; ")
    assert address_in(page).startswith(f"{provider.issuer}/oauth2/authorize?")
    asked = address_in(page)
    for part in ("state=", "nonce=", "code_challenge=", "code_challenge_method=S256"):
        assert part in asked
