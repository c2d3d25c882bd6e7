"""The second step of logging in: who must have it, setting it up, and no way around it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from networks.models import Membership, User
from networks.tokens import make_token
from tests.cast import PASSWORD, Cast
from tests.networks.mail.working import work

from .signing_in import code_of, is_logged_in, let_pass, log_in, set_up_app, with_password

SET_UP = "/account/tweede-stap/"
SECOND_STEP = "/account/inloggen/tweede-stap/"


@pytest.fixture(autouse=True)
def rule(settings: Settings, db: None) -> None:
    """As in production: some must have a second factor."""
    settings.SECOND_FACTOR = True
    cache.clear()


@pytest.fixture
def ada(cast: Cast) -> User:
    return with_password(cast.ada)


def give(client: Client, code: str) -> bool:
    """Give a code as the second step; say whether that logs in."""
    client.post(SECOND_STEP, {"code": code})
    return is_logged_in(client)


@pytest.mark.parametrize(
    ("name", "must"),
    [("ada", True), ("lotte", True), ("eva", True), ("anna", False), ("bram", False), ("zoe", False)],
)  # fmt: skip
def test_who_must_have_a_second_factor(
    cast: Cast, as_user: Callable[[User], Client], name: str, must: bool
) -> None:
    """Admins, the national office and evaluators are sent to where it is set up, from every page."""
    browser = as_user(getattr(cast, name))
    for page in ("/", "/rapporten/", "/zoeken/", "/account/api-sleutels/", "/beheer/"):
        reply = browser.get(page)
        assert (page, reply.status_code == 302 and reply.url == SET_UP) == (page, must)
    page = browser.get(SET_UP)
    assert (page.status_code, "Voor uw account is een tweede stap nodig" in page.text) == (
        200,
        must,
    )
    assert browser.post("/account/uitloggen/").status_code == 302


def test_a_network_chooses_it_for_all_its_people(
    cast: Cast, as_user: Callable[[User], Client]
) -> None:
    """Anna switches it on for Noord: Bram must have one, Zoë of Zuid need not; she can end it."""
    anna, bram, zoe = as_user(cast.anna), as_user(cast.bram), as_user(cast.zoe)
    choice = reverse("network_second_factor", args=["noord"])
    assert [one.post(choice, {"required": "1"}).status_code for one in (bram, zoe)] == [403, 404]
    people = reverse("people", args=["noord"])
    assert "Verplicht voor iedereen" in anna.get(people).text
    anna.post(choice, {"required": "1"})
    assert [one.get("/").status_code for one in (anna, bram, zoe)] == [302, 302, 200]
    cast.noord.refresh_from_db()
    assert cast.noord.second_factor
    set_up_app(log_in(with_password(cast.anna), anna))
    assert "Niet meer verplichten" in anna.get(people).text
    anna.post(choice, {"required": "0"})
    assert bram.get("/").status_code == 200


def test_setting_up_an_app_and_logging_in_with_it(ada: User) -> None:
    """After the first code the recovery codes are shown, once, and work goes on; the next time a
    password alone is not enough. A mail tells of it."""
    browser = log_in(ada)
    assert browser.get("/").url == SET_UP
    secret, codes = set_up_app(browser)
    assert len(codes) == len(set(codes)) == 10
    assert browser.get("/").status_code == browser.get("/beheer/").status_code == 200
    again = browser.get(reverse("mfa_view_recovery_codes"))
    assert not any(code in again.text for code in codes)
    work()
    assert "De tweede stap bij het inloggen is ingesteld, met een app." in mail.outbox[0].body

    next_day = log_in(ada)
    assert next_day.get("/").url.startswith("/account/inloggen/")
    assert "De eerste stap is gelukt" in next_day.get(SECOND_STEP).text
    wrong = next_day.post(SECOND_STEP, {"code": "000000"})
    assert "<title>Fout: Tweede stap" in " ".join(wrong.text.split())
    assert "Deze code klopt niet, of is al gebruikt." in wrong.text
    assert give(next_day, code_of(secret, step=1))
    assert next_day.get("/").status_code == 200


def test_a_code_counts_once(ada: User) -> None:
    """The code with which the app was set up logs nobody in; the next one does, and not again."""
    secret, _codes = set_up_app(log_in(ada))
    assert not give(log_in(ada), code_of(secret))
    following = code_of(secret, step=1)
    assert give(log_in(ada), following)
    assert not give(log_in(ada), following)


def test_a_recovery_code_counts_once(ada: User) -> None:
    """It logs in who lost the app, and a mail tells of it."""
    _secret, codes = set_up_app(log_in(ada))
    assert give(log_in(ada), codes[3])
    assert not give(log_in(ada), codes[3])
    assert give(again := log_in(ada), codes[4])
    assert "U hebt nog 8 herstelcodes" in " ".join(again.get(SET_UP).text.split())
    work()
    assert "Er is ingelogd met een herstelcode." in mail.outbox[-1].body


def test_guessing_codes_is_stopped(ada: User) -> None:
    """After five wrong codes the right one is refused for a while."""
    secret, _codes = set_up_app(log_in(ada))
    browser = log_in(ada)
    for guess in range(5):
        browser.post(SECOND_STEP, {"code": f"{guess}"})
    assert not give(browser, code_of(secret))


def test_a_new_password_is_no_way_around(ada: User, client: Client) -> None:
    """Who can read Ada's mail chooses a password, and is asked for the second step."""
    set_up_app(log_in(ada))
    client.post(reverse("account_reset_password"), {"email": ada.email})
    work()
    link = re.search(r"http://localhost:8000(/account/wachtwoord/nieuw/\S+)", mail.outbox[-1].body)
    assert link is not None
    form = client.get(link[1], follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert not is_logged_in(client)
    asked = client.post(reverse("account_login"), {"login": ada.email, "password": PASSWORD})
    assert asked.url == SECOND_STEP
    assert not is_logged_in(client)


def test_a_login_that_never_asked_for_it_ends(ada: User, as_user: Callable[[User], Client]) -> None:
    """A session that came in by another door is sent to the login page; one from before the set-up
    has ended, too."""
    elsewhere = log_in(ada)
    set_up_app(log_in(ada))
    assert elsewhere.get("/").url.startswith("/account/inloggen/")
    assert as_user(User.objects.get(pk=ada.pk)).get("/").url.startswith("/account/inloggen/")


def test_typed_text_survives_the_rule(cast: Cast, as_user: Callable[[User], Client]) -> None:
    """A page that was open when the rule came gets its text back; a save in the background hears
    that it has to log in, and keeps its text."""
    eva = as_user(cast.eva)
    typed = {"text": "Dit hebben wij samen besproken."}
    page = eva.post("/zelfevaluaties/1/teksten/", typed)
    assert (page.status_code, typed["text"] in page.text) == (403, True)
    assert "Stel die eerst in" in page.text
    saved = eva.post(
        "/zelfevaluaties/1/teksten/", typed, headers={"Accept": "application/vnd.loket.saved+json"}
    )
    assert (saved.status_code, saved.json()["session"]) == (401, "over")


def test_a_key_needs_its_owner_to_have_one(cast: Cast) -> None:
    """Lotte's key gives 403 with the reason until she has a second factor; Anna's key works."""
    lotte = with_password(cast.lotte)
    keys = {
        user.name: make_token(user=user, name="Proef", valid_for=timedelta(days=1))[1]
        for user in (lotte, cast.anna)
    }

    def ask(name: str) -> object:
        return Client(headers={"Authorization": f"Bearer {keys[name]}"}).get("/api/v1/networks")

    refused = ask("Lotte")
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    assert "heeft een tweede stap nodig bij het inloggen" in refused.json()["detail"]
    assert ask("Anna").status_code == 200
    set_up_app(log_in(lotte))
    assert ask("Lotte").status_code == 200


def test_an_admin_takes_away_a_lost_second_factor(
    ada: User, cast: Cast, as_user: Callable[[User], Client]
) -> None:
    """With a reason, which Eva reads in her mail and other admins in the history; Eva is out and
    sets up another."""
    eva = with_password(cast.eva)
    set_up_app(browser := log_in(eva))
    set_up_app(admin := log_in(ada))
    page = f"/beheer/networks/user/{eva.pk}/tweede-stap/"
    assert as_user(cast.anna).get(page).status_code != 200
    assert "Schrijf op waarom." in admin.post(page, {"reason": " "}).text
    admin.post(page, {"reason": "Telefoon gestolen"})
    assert not Authenticator.objects.filter(user=eva).exists()
    assert not is_logged_in(browser)
    work()
    assert "De reden: Telefoon gestolen" in mail.outbox[-1].body
    history = admin.get(f"/beheer/networks/user/{eva.pk}/history/").text
    assert "Tweede stap weggehaald. Reden: Telefoon gestolen" in history
    assert log_in(eva).get("/").url == SET_UP


def test_the_only_admin_is_let_in_on_the_server(ada: User, capsys: pytest.CaptureFixture) -> None:
    """With the phone gone and no other admin, who runs the server takes it away; Ada hears why."""
    with pytest.raises(CommandError, match="heeft geen tweede stap"):
        call_command("reset_second_factor", ada.email, "kwijt")
    set_up_app(log_in(ada))
    call_command("reset_second_factor", ada.email.upper(), "Telefoon kwijt.")
    assert "is weggehaald" in capsys.readouterr().out
    assert log_in(ada).get("/").url == SET_UP
    work()
    assert "De reden: Op de server. Telefoon kwijt." in mail.outbox[-1].body


def test_taking_it_away_oneself_brings_the_rule_back(ada: User) -> None:
    """Ada gives her password again before her app goes, unless she just did; then she sets up
    another."""
    set_up_app(browser := log_in(ada))
    assert browser.get(reverse("mfa_deactivate_totp")).status_code == 200
    let_pass(browser, minutes=6)
    off = reverse("mfa_deactivate_totp")
    asked = browser.post(off)
    assert asked.url.startswith("/account/bevestigen/")
    browser.post(asked.url, {"password": PASSWORD})
    browser.post(off)
    assert not Authenticator.objects.filter(user=ada).exists()
    assert browser.get("/").url == SET_UP


def test_secrets_are_not_in_the_database(ada: User, settings: Settings) -> None:
    """A backup alone makes no codes; with another key of the server, no code is right."""
    secret, _codes = set_up_app(log_in(ada))
    assert secret not in str(list(Authenticator.objects.values("data")))
    settings.SECRET_KEY = "een andere sleutel, zoals na een verhuizing zonder de oude"
    browser = log_in(ada)
    refused = browser.post(SECOND_STEP, {"code": code_of(secret)})
    assert "De sleutel van de server is veranderd" in refused.text
    assert not is_logged_in(browser)


def test_without_the_rule_nobody_must(
    cast: Cast, as_user: Callable[[User], Client], settings: Settings
) -> None:
    """Outside production a sample account logs in with one step; a network may choose all the same,
    and reads that it doesn't count here."""
    settings.SECOND_FACTOR = False
    Membership.objects.update(role="coordinator")
    assert as_user(cast.ada).get("/").status_code == 200
    assert (
        "Op deze server staat de tweede stap uit"
        in as_user(cast.eva).get(reverse("people", args=["noord"])).text
    )
