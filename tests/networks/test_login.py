"""Logging in and out, passwords, and who gets in nowhere."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from networks.models import LoginAttempt, User
from tests.cast import PASSWORD, Cast
from tests.markup import tight
from tests.networks.mail.working import work

LOGIN = "/account/inloggen/"


@pytest.fixture
def anna(cast: Cast) -> User:
    """Anna with a password; the counters of earlier attempts start at nought."""
    cache.clear()
    cast.anna.set_password(PASSWORD)
    cast.anna.save()
    return cast.anna


def log_in(client: Client, email: str, password: str = PASSWORD, address: str = LOGIN):
    return client.post(address, {"login": email, "password": password})


def logged_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_who_opens_a_page_logs_in_and_returns_there(client: Client, anna: User) -> None:
    """A visitor who opens a page is sent to log in and comes back to that page."""
    to_login = client.get("/account/wachtwoord/?van=mail")
    assert (to_login.status_code, to_login.url) == (
        302,
        f"{LOGIN}?next=/account/wachtwoord/%3Fvan%3Dmail",
    )
    page = client.get(to_login.url)
    assert '<html lang="nl">' in page.text
    action = re.search(r'<form class="section" method="post" action="([^"]+)"', page.text)[1]
    done = log_in(client, anna.email, address=action)
    assert (done.status_code, done.url) == (302, "/account/wachtwoord/?van=mail")
    assert logged_in_as(client) == str(anna.pk)


def test_capitals_in_the_address_do_not_matter(client: Client, anna: User) -> None:
    """Tablets begin an e-mail address with a capital; it still is the same account."""
    log_in(client, anna.email.title())
    assert logged_in_as(client) == str(anna.pk)


@pytest.mark.parametrize(
    "address",
    ["https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example", "javascript:alert(1)"],
)
def test_login_never_sends_anybody_to_another_site(
    client: Client, anna: User, address: str
) -> None:
    """A next address on another host is ignored."""
    assert log_in(client, anna.email, address=f"{LOGIN}?next={address}").url == reverse("start")


def test_wrong_password_says_so_on_top(client: Client, anna: User) -> None:
    """The page title starts with Fout:, and it does not tell whether the address or the password
    was wrong."""
    wrong, unknown = (
        log_in(client, anna.email, "iets anders"),
        log_in(client, "niemand@voorbeeld.example"),
    )
    for page in (wrong, unknown):
        assert "<title>Fout: Inloggen" in page.text
        assert "Dit e-mailadres en wachtwoord horen niet bij een actief account." in page.text
    assert logged_in_as(client) is None


def test_somebody_who_left_gets_in_no_more(client: Client, anna: User) -> None:
    """An account that is not active can't log in, and a session that still runs ends."""
    log_in(client, anna.email)
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert client.get("/account/wachtwoord/").status_code == 302
    assert "<title>Fout: Inloggen" in log_in(Client(), anna.email).text


def test_guessing_passwords_is_stopped(client: Client, anna: User) -> None:
    """After five wrong passwords even the right one is refused for a while, whichever worker
    process answers."""
    for _ in range(5):
        log_in(client, anna.email, "geraden")
    assert "te vaak een verkeerd wachtwoord" in log_in(client, anna.email).text
    assert logged_in_as(client) is None


def from_place(address: str) -> Client:
    return Client(REMOTE_ADDR=address)


def test_strangers_cannot_lock_out_the_owner(client: Client, anna: User) -> None:
    """Somebody guesses from many places until all strangers are refused; Anna's own browser isn't.

    Another account that logs in with her browser is a stranger there.
    """
    log_in(client, anna.email)
    client.post(reverse("account_logout"))
    for place in range(21):
        guesser = from_place(f"192.0.2.{place}")
        statuses = [log_in(guesser, anna.email, "geraden").text for _ in range(5)]
    assert "te vaak" in statuses[-1]
    stranger = from_place("198.51.100.7")
    assert "te vaak" in log_in(stranger, anna.email).text
    assert logged_in_as(stranger) is None
    log_in(client, anna.email)
    assert logged_in_as(client) == str(anna.pk)
    assert [len(attempt.account) for attempt in LoginAttempt.objects.all()[:1]] == [64]
    assert anna.email not in str(LoginAttempt.objects.values_list())


def test_other_attempts_push_no_counter_out(client: Client, anna: User) -> None:
    """However many accounts are tried in between, five wrong passwords are five."""
    for _ in range(5):
        log_in(client, anna.email, "geraden")
    LoginAttempt.objects.bulk_create(
        LoginAttempt(who=f"{name}", account=f"{name}", place="x", wide_place="x", at=timezone.now())
        for name in range(1000)
    )
    assert "te vaak" in log_in(client, anna.email).text


@pytest.mark.parametrize(
    ("place", "tries"), [("2001:db8:1:{}::1", 31), ("2001:db8:1:1:{}::1", 11), ("192.0.2.1", 11)]
)
def test_one_customer_of_a_provider_is_one_place(place: str, tries: int, anna: User) -> None:
    """Who has a whole network of IPv6 addresses gets no more attempts, also at many accounts."""
    pages = [
        log_in(from_place(place.format(number)), f"a{number}@voorbeeld.example", "geraden").text
        for number in range(tries)
    ]
    assert ["te vaak" in page for page in pages] == [False] * (tries - 1) + [True]


def test_a_full_disk_is_not_called_guessing(client: Client, anna: User) -> None:
    """When nothing can be stored, the page says that, and that it isn't the password."""
    with nothing_can_be_stored():
        page = log_in(client, anna.email).text
    assert "het portaal kan niets opslaan" in page
    assert "te vaak" not in page
    log_in(client, anna.email)
    assert logged_in_as(client) == str(anna.pk)


@contextmanager
def nothing_can_be_stored() -> Iterator[None]:
    """Let this table refuse rows, as a full disk makes it do, until the end."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER full BEFORE INSERT ON networks_loginattempt "
                "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
            )
        else:
            cursor.execute(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
                "$$BEGIN RAISE disk_full; END$$; CREATE TRIGGER full_disk BEFORE INSERT "
                "ON networks_loginattempt FOR EACH ROW EXECUTE FUNCTION full_disk()"
            )
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER full"
            if connection.vendor == "sqlite"
            else "DROP FUNCTION full_disk CASCADE"
        )


def test_a_whole_office_logs_in_at_nine(anna: User) -> None:
    """Forty times the right password from one place within a minute: nobody has to wait."""
    for _ in range(40):
        client = Client()
        log_in(client, anna.email)
        assert logged_in_as(client) == str(anna.pk)


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_confirm_email", "account_inactive"]
)
def test_nobody_signs_up_or_changes_addresses(name: str) -> None:
    """The pages of allauth that we don't want don't exist."""
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_forgotten_password(client: Client, anna: User) -> None:
    """The whole way: ask, get a Dutch mail, choose a new password by its link, log in; the link
    works once."""
    asked = client.post(reverse("account_reset_password"), {"email": anna.email}, follow=True)
    assert "Kijk in uw e-mail" in asked.text
    work()
    [message] = mail.outbox
    assert (message.to, message.subject) == ([anna.email], "Nieuw wachtwoord voor Loket Evaluatie")
    assert message.body.startswith("Beste Anna,")
    link = re.search(r"http://localhost:8000(\S+)", message.body)[1]
    page = client.get(link, follow=True)
    form_address = page.redirect_chain[-1][0]
    different = client.post(
        form_address, {"password1": "een heel nieuw wachtwoord", "password2": "iets anders"}
    )
    assert "Dit is niet hetzelfde als het nieuwe wachtwoord." in different.text
    new = {"password1": "een heel nieuw wachtwoord", "password2": "een heel nieuw wachtwoord"}
    assert "Uw wachtwoord is gewijzigd" in client.post(form_address, new, follow=True).text
    log_in(client, anna.email, new["password1"])
    assert logged_in_as(client) == str(anna.pk)
    assert "Deze link werkt niet meer" in Client().get(link, follow=True).text


def test_unknown_address_gets_no_mail(client: Client, anna: User) -> None:
    """Asking for a new password tells nobody who has an account, neither by its answer nor by what
    it does, and mails no strangers."""
    done = []
    for email in ("niemand@voorbeeld.example", anna.email):
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        assert "Kijk in uw e-mail" in answer.text
        # Counting attempts from one place is the same for all; only the first one makes the row.
        statements = [one["sql"] for one in queries if "loket_cache" not in one["sql"]]
        done.append([re.sub(r"'[^']*'|[0-9]+", "…", statement) for statement in statements])
    assert done[0] == done[1]
    assert mail.outbox == []
    work()
    assert [message.to for message in mail.outbox] == [[anna.email]]


def test_former_address_opens_nothing(client: Client, anna: User) -> None:
    """After an admin changed someone's address, the old one neither logs in nor gets a mail with a
    link."""
    old = anna.email
    log_in(client, old)  # allauth now remembers the address
    client.logout()
    User.objects.filter(pk=anna.pk).update(email="anna.nieuw@voorbeeld.example")
    client.post(reverse("account_reset_password"), {"email": old})
    work()
    assert mail.outbox == []
    log_in(client, old)
    assert logged_in_as(client) is None


def test_changing_the_password(client: Client, anna: User) -> None:
    """The current password is asked for; weak ones are refused; afterwards one stays logged in."""
    log_in(client, anna.email)
    address = reverse("account_change_password")
    new = "nog een lang wachtwoord"
    wrong = client.post(address, {"oldpassword": "fout", "password1": new, "password2": new})
    assert "Dit is niet uw huidige wachtwoord." in wrong.text
    weak = client.post(address, {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"})
    assert "<title>Fout: Wachtwoord wijzigen" in tight(weak.text)
    assert "Dit wachtwoord is te kort. Gebruik ten minste 12 tekens." in weak.text
    done = client.post(
        address, {"oldpassword": PASSWORD, "password1": new, "password2": new}, follow=True
    )
    assert "Uw wachtwoord is gewijzigd." in done.text
    assert logged_in_as(client) == str(anna.pk)


def test_logging_out_takes_a_click(client: Client, anna: User) -> None:
    """A link or picture elsewhere can't log anybody out; the button does."""
    log_in(client, anna.email)
    assert "Wilt u uitloggen?" in client.get(reverse("account_logout")).text
    assert logged_in_as(client) == str(anna.pk)
    assert client.post(reverse("account_logout")).url == LOGIN
    assert logged_in_as(client) is None


def test_admin_has_no_door_of_its_own(client: Client, cast: Cast, as_user) -> None:
    """The admin's login page is the portal's; who is logged in but no admin gets a clear page, not
    a loop."""
    assert client.get("/beheer/", follow=True).redirect_chain[-1] == (f"{LOGIN}?next=/beheer/", 302)
    refused = as_user(cast.anna).get("/beheer/", follow=True)
    assert refused.status_code == 403
    assert "Het beheer is alleen voor beheerders." in refused.text
    assert as_user(cast.ada).get("/beheer/login/").url == "/beheer/"
    assert as_user(cast.ada).get("/beheer/").status_code == 200
