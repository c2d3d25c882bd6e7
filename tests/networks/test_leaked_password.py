"""Somebody else knows a password: a new one, or switching the account off, ends what that gave."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from networks.models import ApiToken, User
from networks.own_account.sessions import shut_out
from networks.tokens import make_token, token_of
from tests.cast import PASSWORD, Cast
from tests.networks.mail.working import work

from .signing_in import confirm, is_logged_in, log_in, with_password

NEW = "kaas boek lamp gracht"
CHANGE = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}


@pytest.fixture
def anna(cast: Cast) -> User:
    cache.clear()
    return with_password(cast.anna)


def key_of(user: User) -> str:
    return make_token(user=user, name="Onderzoek", valid_for=timedelta(days=365))[1]


def mails() -> list[str]:
    """Return what was mailed, one line each."""
    work()
    return [" ".join(message.body.split()) for message in mail.outbox]


def test_changing_the_password_ends_other_sessions_and_keys(anna: User) -> None:
    """This browser stays; the other one is out, the keys are revoked, and a mail tells of it."""
    here, elsewhere, secret = log_in(anna), log_in(anna), key_of(anna)
    page = here.get(reverse("account_change_password")).content.decode()
    assert re.search(r'name="revoke_keys"[^>]* checked', page)
    here.post(reverse("account_change_password"), CHANGE | {"revoke_keys": "on"})
    assert [is_logged_in(here), is_logged_in(elsewhere), token_of(secret)] == [True, False, None]
    [text] = mails()
    assert "Het wachtwoord van uw account is gewijzigd." in text


def test_the_admin_has_no_other_page_for_it(cast: Cast, as_user: Callable[[User], Client]) -> None:
    """Django's own page would mail nothing and ask nothing about keys."""
    to = as_user(cast.ada).get("/beheer/password_change/")
    assert (to.status_code, to.url) == (302, reverse("account_change_password"))


def test_keys_may_stay_when_the_password_changes(anna: User) -> None:
    """Who unticks it keeps the keys; who has none isn't asked."""
    here, secret = log_in(anna), key_of(anna)
    here.post(reverse("account_change_password"), CHANGE)
    assert token_of(secret) is not None
    ApiToken.objects.all().delete()
    assert "revoke_keys" not in here.get(reverse("account_change_password")).content.decode()


def test_a_reset_ends_everything(anna: User, client: Client) -> None:
    """Whoever took over the old password is out, keys included; a mail tells of it."""
    elsewhere, secret = log_in(anna), key_of(anna)
    client.post(reverse("account_reset_password"), {"email": anna.email})
    link = re.search(r"http://localhost:8000(\S+)", mails()[0])
    assert link is not None
    form = client.get(link[1], follow=True)
    assert "uw API-sleutels worden ingetrokken" in form.content.decode()
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert [is_logged_in(elsewhere), token_of(secret)] == [False, None]
    assert "is opnieuw gekozen, met de link uit een e-mail" in mails()[-1]


def test_switching_an_account_on_again_revives_nothing(
    anna: User, cast: Cast, as_user: Callable[[User], Client]
) -> None:
    """Ada switches Anna off and on in the admin; her session and key stay ended, her password
    works."""
    browser, unlisted, secret = log_in(anna), as_user(anna), key_of(anna)
    ada, page = as_user(cast.ada), f"/beheer/networks/user/{anna.pk}/change/"
    roles = {
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "1",
        "memberships-0-id": anna.memberships.get().pk,
        "memberships-0-user": anna.pk,
        "memberships-0-network": cast.noord.pk,
        "memberships-0-role": "coordinator",
    }
    account = {"email": anna.email, "name": anna.name} | roles
    assert ada.post(page, account).status_code == 302
    assert [is_logged_in(one) for one in (browser, unlisted)] == [False, False]
    assert ada.post(page, account | {"is_active": "on"}).status_code == 302
    assert [is_logged_in(one) for one in (browser, unlisted)] == [False, False]
    assert token_of(secret) is None
    assert is_logged_in(log_in(User.objects.get(pk=anna.pk)))


def test_shutting_out_ends_sessions_that_nobody_used_meanwhile(anna: User) -> None:
    """A browser that sent nothing while the account was off is out all the same."""
    browser = log_in(anna)
    shut_out(anna)
    assert not is_logged_in(browser)


def test_making_a_key_asks_for_the_password_again(anna: User) -> None:
    """Who sits down at an open computer makes no key; what was filled in goes on after the
    password, and a mail tells of it."""
    browser = log_in(anna)
    asked = browser.post(reverse("api_tokens"), {"name": "Onderzoek", "days": "365"})
    assert (asked.status_code, ApiToken.objects.count()) == (302, 0)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    wrong = browser.post(asked.url, {"password": "geraden wachtwoord"})
    assert "Dit is niet uw huidige wachtwoord." in wrong.content.decode()
    made = browser.post(asked.url, {"password": PASSWORD})
    assert "is alleen deze ene keer te zien" in " ".join(made.content.decode().split())
    assert ApiToken.objects.get().name == "Onderzoek"
    [text] = mails()
    assert "Er is een API-sleutel gemaakt. Naam: Onderzoek." in text


def test_who_gave_the_password_just_now_is_not_asked_again(anna: User) -> None:
    """For five minutes; the second key is made at once."""
    browser = confirm(log_in(anna))
    assert browser.post(reverse("api_tokens"), {"name": "a", "days": "30"}).status_code == 200


def test_an_admin_lists_and_revokes_keys(
    anna: User, cast: Cast, as_user: Callable[[User], Client]
) -> None:
    """Ada finds whose keys there are and revokes one; its owner gets a mail, its secret is nowhere."""
    secret = key_of(anna)
    ada, keys = as_user(cast.ada), "/beheer/networks/apitoken/"
    listed = ada.get(f"{keys}?q=anna").content.decode()
    assert ("Onderzoek" in listed, anna.email in listed, secret in listed) == (True, True, False)
    token = ApiToken.objects.get()
    looked = ada.get(f"{keys}{token.pk}/change/").content.decode()
    assert ("Onderzoek" in looked, token.digest in looked, 'name="name"' in looked) == (
        True,
        False,
        False,
    )
    revoke = {"action": "revoke_keys", "_selected_action": [str(token.pk)]}
    assert "1 sleutel is ingetrokken" in ada.post(keys, revoke, follow=True).content.decode()
    assert token_of(secret) is None
    [text] = mails()
    assert "De beheerder heeft een API-sleutel van u ingetrokken. Naam: Onderzoek." in text
    assert as_user(cast.lotte).get(keys).status_code != 200
