"""Passwords of the portal switched off; and text that was typed when a session ended."""

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from loket_eval.rescue import Rescued
from networks.invitations import invite
from networks.models import Mail, User
from networks.own_account.time_limits import SHARED_COMPUTER
from tests.cast import PASSWORD, Cast
from tests.networks.signing_in import code_of, is_logged_in, set_up_app, with_password

from .provider import Provider, address_in, begin, come_back, log_in_at

OFF = "Dit portaal heeft geen eigen wachtwoorden."


@pytest.fixture
def bram(cast: Cast, provider: Provider) -> User:
    provider.knows("bram", email=cast.bram.email, email_verified=True)
    return with_password(cast.bram)


@override_settings(LOCAL_PASSWORDS=False)
def test_every_page_about_passwords_refuses(bram: User, provider: Provider) -> None:
    """With the right password too; the login page has the button and nothing to type."""
    client = Client()
    page = client.get(reverse("account_login")).text
    assert ("Inloggen met Regio Noord" in page, 'type="password"' in page) == (True, False)
    refused = client.post(reverse("account_login"), {"login": bram.email, "password": PASSWORD})
    assert (refused.status_code, OFF in refused.text) == (403, True)
    assert not is_logged_in(client)
    addresses = [reverse("account_reset_password"), reverse("account_reset_password_done")]
    addresses.append(reverse("account_reset_password_from_key", args=["1", "a-b"]))
    log_in_at(provider, client, "bram")
    addresses += [reverse("account_change_password"), reverse("account_set_password")]
    for address in addresses:
        for answer in (client.get(address), client.post(address, {"email": bram.email})):
            assert (answer.status_code, OFF in answer.text) == (403, True), address
    assert "Wijzig uw wachtwoord" not in client.get(reverse("account")).text
    confirmed = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert confirmed.url.startswith(reverse("sso_confirm"))


@override_settings(LOCAL_PASSWORDS=False)
def test_an_invitation_is_taken_at_the_provider(cast: Cast, provider: Provider) -> None:
    """The page of the link has the button; a password that is sent all the same makes nothing."""
    email = "nieuw@voorbeeld.example"
    invite(email=email, by=cast.ada, portal="https://loket.example", is_national=True)
    link = Mail.objects.get(to=email).text.split("https://loket.example")[1].split()[0]
    client = Client()
    page = client.get(link)
    assert (page.status_code, "Inloggen met Regio Noord" in page.text) == (200, True)
    form = {"name": "Nina", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(link, form).status_code == 403
    assert not User.objects.filter(email=email).exists()
    provider.knows("nina", email=email, email_verified=True, name="Nina")
    assert log_in_at(provider, client, "nina", next=link).url == link
    assert client.get(link).url == reverse("start")
    assert User.objects.get(email=email).is_national


@override_settings(LOCAL_PASSWORDS=False)
def test_an_admin_mails_no_link_for_a_password(cast: Cast, provider: Provider, as_user) -> None:
    client = as_user(cast.ada)
    address = reverse("admin:auth_user_password_change", args=[cast.bram.pk])
    page = client.post(address, follow=True)
    assert OFF in page.text
    assert not Mail.objects.exists()


TYPED = "Een lange gedachte\r\nover “samenwerken” <en> meer"


def unsent(path: str = "/zelfevaluaties/1/") -> str:
    return Rescued(path, (("text-answer", TYPED),)).to_json()


def test_typed_text_comes_back_after_the_provider(bram: User, provider: Provider) -> None:
    """As with a password: it is offered again to be sent; it is nowhere afterwards."""
    client = Client()
    page = log_in_at(provider, client, "bram", unsent=unsent())
    assert "Alsnog versturen" in page.text
    assert 'action="/zelfevaluaties/1/"' in page.text
    assert "over “samenwerken” &lt;en&gt; meer" in page.text
    assert "samenwerken" not in str(dict(client.session))


def test_typed_text_survives_what_goes_wrong(bram: User, provider: Provider) -> None:
    """Stopped at the provider, or refused there: the login page has it and sends it once more."""
    client = Client()
    stopped = come_back(client, provider.deny(address_in(begin(client, unsent=unsent()))))
    assert (stopped.status_code, "samenwerken" in stopped.text) == (403, True)
    with override_settings(SSO_ISSUER="http://127.0.0.1:9"):
        away = begin(client, unsent=unsent())
    assert (away.status_code, "samenwerken" in away.text) == (503, True)
    with override_settings(LOCAL_PASSWORDS=False):
        off = client.post(reverse("account_login"), {"unsent": unsent()})
    assert (off.status_code, "samenwerken" in off.text) == (403, True)


@override_settings(SECOND_FACTOR=True)
def test_typed_text_survives_the_second_step(bram: User, provider: Provider) -> None:
    """After the provider, and after a password as well."""
    client = Client()
    log_in_at(provider, client, "bram")
    secret, _codes = set_up_app(client)
    again = Client()
    log_in_at(provider, again, "bram", unsent=unsent())
    page = again.post(reverse("mfa_authenticate"), {"code": code_of(secret, step=1)})
    assert "Alsnog versturen" in page.text
    assert "over “samenwerken” &lt;en&gt; meer" in page.text


def test_a_text_is_kept_for_one_window(bram: User, provider: Provider) -> None:
    """Two windows at the provider each get their own text; three at most are kept."""
    client = Client()
    addresses = [
        address_in(begin(client, unsent=unsent(f"/zelfevaluaties/{number}/")))
        for number in range(4)
    ]
    pages = [come_back(client, provider.log_in(address, "bram")) for address in addresses[1:3]]
    for number, page in enumerate(pages, start=1):
        assert f'action="/zelfevaluaties/{number}/"' in page.text


def test_texts_are_no_way_to_fill_the_database(provider: Provider) -> None:
    """The twenty-first within a minute is refused, and keeps its text in the page."""
    client = Client()
    for _number in range(20):
        assert begin(client, unsent=unsent()).status_code == 200
    refused = begin(client, unsent=unsent())
    assert (refused.status_code, "samenwerken" in refused.text) == (429, True)


def test_a_shared_computer_is_remembered(bram: User, provider: Provider) -> None:
    """The session goes with the browser, and logging out clears it; elsewhere it doesn't."""
    client = Client()
    log_in_at(provider, client, "bram", shared="on")
    assert client.session[SHARED_COMPUTER] is True
    assert client.session.get_expire_at_browser_close()
    assert "Clear-Site-Data" in client.post(reverse("account_logout"))
    log_in_at(provider, client, "bram")
    assert SHARED_COMPUTER not in client.session
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE


def test_logging_out_at_the_provider_too(bram: User, provider: Provider) -> None:
    """The login page offers it; the provider gets the address to come back to, and no token."""
    client = Client()
    assert "Log uit bij Regio Noord" in client.get(reverse("account_login")).text
    address = address_in(client.post(reverse("sso_leave")))
    assert address.startswith(f"{provider.issuer}/oauth2/end_session?client_id=loket&")
    assert "post_logout_redirect_uri=http%3A%2F%2Ftestserver%2Faccount%2Finloggen%2F" in address


def test_an_old_form_to_log_in_is_explained(provider: Provider) -> None:
    """Without a valid token nobody is sent to the provider by another site."""
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post(reverse("sso_begin"), {"next": "/"}, HTTP_SEC_FETCH_SITE="cross-site")
    assert refused.status_code == 403
    same = strict.post(reverse("sso_begin"), {"next": "/"}, HTTP_SEC_FETCH_SITE="same-origin")
    assert (same.status_code, "niet aangenomen" in same.text) == (403, True)
