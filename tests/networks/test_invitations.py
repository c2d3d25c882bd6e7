"""Inviting people by a link in a mail, and what they do with it."""

import io
import logging
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from networks.models import Invitation, Mail, Membership, Network, User
from tests.cast import PASSWORD, Cast
from tests.logged import messages
from tests.networks.mail.working import work

PEOPLE = "/netwerken/noord/mensen/"
KIM = "kim@voorbeeld.example"
ACCOUNT = {"name": "Kim de Vries", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def anna(cast: Cast, as_user) -> Client:
    return as_user(cast.anna)


def invite(client: Client, email: str = KIM, role: str = "contributor", **more: object):
    return client.post(PEOPLE, {"email": email, "role": role, **more}, follow=True)


def mailed_link() -> str:
    """Return the path of the link in the last mail that went out."""
    work()
    return re.search(r"http://localhost:8000(/uitnodiging/\S+)", mail.outbox[-1].body)[1]


def role_of(user: User, network: Network) -> str | None:
    return network.memberships.filter(user=user).values_list("role", flat=True).first()


def test_from_invitation_to_first_page(cast: Cast, anna: Client, client: Client) -> None:
    """The coordinator invites, the invited person chooses a password and is in, and the list says
    so; only a digest of the link's secret was stored."""
    police = cast.noord.organisations.get(name="Politie Noord")
    assert "is onderweg" in invite(anna, organisation=police.pk).text
    link = mailed_link()
    [message] = mail.outbox
    assert message.to == [KIM]
    assert "Anna nodigt u uit" in message.body
    assert "Netwerk: Netwerk Noord" in message.body
    assert "Uw rol: medewerker\nNamens: Politie Noord\n" in message.body
    assert "Nog niet aangenomen." in anna.get(PEOPLE).text
    invitation = Invitation.objects.get()
    assert link.rsplit("/", 1)[1] not in str(Invitation.objects.values().get())
    page = client.get(link)
    assert "U bent uitgenodigd voor Netwerk Noord, als medewerker." in page.text
    assert page.headers["Referrer-Policy"] == "strict-origin"
    done = client.post(link, ACCOUNT, follow=True)
    assert "Welkom. U hoort nu bij Netwerk Noord." in done.text
    kim = User.objects.get(email=KIM)
    assert (kim.name, kim.check_password(PASSWORD)) == ("Kim de Vries", True)
    assert role_of(kim, cast.noord) == "contributor"
    assert kim.memberships.get().organisation == police
    invitation.refresh_from_db()
    assert invitation.accepted_by == kim
    people = anna.get(PEOPLE).text
    assert "Kim de Vries" in people
    assert "Er staat geen uitnodiging open." in people


def test_a_link_works_once(cast: Cast, anna: Client, client: Client) -> None:
    """Who opens it again is simply in; anybody else reads that it was used."""
    invite(anna)
    link = mailed_link()
    client.post(link, ACCOUNT)
    again = client.post(link, ACCOUNT, follow=True)
    assert again.redirect_chain[-1][0] == reverse("start")
    other = Client()
    used = other.post(link, ACCOUNT | {"name": "Een ander"})
    assert used.status_code == 410
    assert "Deze uitnodiging is al aangenomen." in used.text
    assert User.objects.filter(email=KIM).count() == 1


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("kort", "Dit wachtwoord is te kort. Gebruik ten minste 12 tekens."),
        ("kim.de.vries", "lijkt te veel op"),
        ("1234567890123", "te makkelijk te raden"),
    ],
)
def test_a_weak_password_is_refused(
    anna: Client, client: Client, password: str, message: str
) -> None:
    """The same rules as everywhere, in Dutch; the link still works."""
    invite(anna)
    link = mailed_link()
    weak = client.post(link, ACCOUNT | {"password1": password, "password2": password})
    assert weak.status_code == 422
    assert message in weak.text
    assert "<title>Fout: Uitnodiging" in " ".join(weak.text.split()).replace("> ", ">")
    different = client.post(link, ACCOUNT | {"password2": "iets heel anders"})
    assert "Dit is niet hetzelfde wachtwoord." in different.text
    assert client.post(link, ACCOUNT).status_code == 302


def test_an_existing_account_gets_the_role(cast: Cast, anna: Client, client: Client) -> None:
    """Zoë of Zuid is invited in Noord: she logs in, comes back to the link and accepts; no second
    account is made, and the link opened by somebody else gives nobody anything."""
    cast.zoe.set_password(PASSWORD)
    cast.zoe.save()
    invite(anna, f"  {cast.zoe.email.upper()} ", "evaluator")
    link = mailed_link()
    page = client.get(link)
    assert "U hebt al een account." in page.text
    assert client.post(link, ACCOUNT).status_code == 200
    assert role_of(cast.zoe, cast.noord) is None
    forwarded = anna.post(link)
    assert "U bent ingelogd als Anna (anna@voorbeeld.example)" in forwarded.text
    login = re.search(r'href="(/account/inloggen/[^"]+)"', page.text)[1]
    back = client.post(login, {"login": cast.zoe.email, "password": PASSWORD})
    assert back.url == link
    assert "Neem de uitnodiging aan" in client.get(link).text
    assert "U hoort nu bij Netwerk Noord." in client.post(link, follow=True).text
    assert role_of(cast.zoe, cast.noord) == "evaluator"
    assert role_of(cast.zoe, cast.zuid) == "coordinator"


def test_a_link_expires_after_two_weeks(cast: Cast, anna: Client, client: Client) -> None:
    """On day 13 it works, on day 15 it says by whom one was invited; sent again, it works again."""
    invite(anna)
    link = mailed_link()
    Invitation.objects.update(expires_at=F("expires_at") - timedelta(days=13))
    assert client.get(link).status_code == 200
    Invitation.objects.update(expires_at=F("expires_at") - timedelta(days=2))
    for late in (client.get(link), client.post(link, ACCOUNT)):
        assert late.status_code == 410
        assert "Deze link werkte tot" in late.text
        assert "U bent uitgenodigd door Anna." in late.text
    assert "De link is verlopen op" in anna.get(PEOPLE).text
    assert not User.objects.filter(email=KIM).exists()


def test_sent_again_the_old_link_stops(cast: Cast, anna: Client, client: Client) -> None:
    """The newest mail has the link that works; a mail that still waits with the old one is not
    sent any more."""
    invite(anna)
    first = mailed_link()
    address = reverse("send_invitation_again", args=["noord", Invitation.objects.get().pk])
    for _ in range(2):
        assert "De vorige link werkt niet meer." in anna.post(address, follow=True).text
    second = mailed_link()
    assert len(mail.outbox) == 2
    old = client.get(first)
    assert old.status_code == 404
    assert "een nieuwere gekregen" in old.text
    assert client.post(second, ACCOUNT).status_code == 302
    assert "intussen aangenomen" in anna.post(address, follow=True).text


def test_withdrawn(cast: Cast, anna: Client, client: Client) -> None:
    """A withdrawn link explains itself, and its address can be invited anew."""
    invite(anna)
    link = mailed_link()
    address = reverse("withdraw_invitation", args=["noord", Invitation.objects.get().pk])
    assert KIM in anna.get(address).text
    assert "is ingetrokken" in anna.post(address, follow=True).text
    stopped = client.post(link, ACCOUNT)
    assert (stopped.status_code, User.objects.filter(email=KIM).exists()) == (410, False)
    assert "Deze uitnodiging is ingetrokken." in stopped.text
    assert "is onderweg" in invite(anna).text


def test_withdrawn_while_the_page_was_open(cast: Cast, anna: Client, client: Client) -> None:
    """Who is just choosing a password reads why that did not go on."""
    invite(anna)
    link = mailed_link()
    client.get(link)
    anna.post(reverse("withdraw_invitation", args=["noord", Invitation.objects.get().pk]))
    assert "ingetrokken" in client.post(link, ACCOUNT, follow=True).text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" Kim@Voorbeeld.Example ", KIM),
        ("kim@voorbeeld.example\u200b", KIM),
        ("\u00a0kim@voorbeeld.example\n", KIM),
    ],
)
def test_one_address_has_one_form(anna: Client, typed: str, stored: str) -> None:
    """Capitals, spaces and signs that nobody sees make no other address."""
    invite(anna, typed)
    assert Invitation.objects.get().email == stored
    assert "Voor dit adres staat al een uitnodiging open." in invite(anna, stored).text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Vul een e-mailadres in."),
        ("kim", "Vul één volledig e-mailadres in"),
        ("kim@voorbeeld,example", "Vul één volledig e-mailadres in"),
        ("kim@voorbeeld.example, bram@voorbeeld.example", "Vul hier één e-mailadres in"),
        ("kim@voorbeeld.example\r\nBcc: kwaad@voorbeeld.example", "Vul hier één e-mailadres in"),
        ("kim@voorbeeld", "ontbreekt een punt"),
        ("kim de jong@voorbeeld.example", "staat geen spatie"),
        ("kim@gmial.com", "Bedoelt u kim@gmail.com?"),
        ("kim@müller.example", "een letter die niet overal werkt"),
        ("josé@voorbeeld.example", "een letter die niet overal werkt"),
    ],
)
def test_an_address_with_a_mistake(anna: Client, typed: str, message: str) -> None:
    """What is no address is told, and nothing is sent."""
    wrong = anna.post(PEOPLE, {"email": typed, "role": "contributor"})
    assert wrong.status_code == 422
    assert message in wrong.text
    assert (Invitation.objects.count(), Mail.objects.count()) == (0, 0)


def test_who_is_in_already(cast: Cast, anna: Client) -> None:
    """Somebody with a role isn't invited: that role can be changed."""
    assert "heeft al een rol in dit netwerk" in invite(anna, cast.bram.email.upper()).text
    assert Invitation.objects.count() == 0


def test_nobody_learns_whether_an_address_is_known(cast: Cast, anna: Client) -> None:
    """Inviting an address with an account elsewhere and one without do and say the same."""
    done = []
    for email in (cast.zoe.email, KIM):
        with CaptureQueriesContext(connection) as queries:
            page = anna.post(PEOPLE, {"email": email, "role": "evaluator"})
        # Before the next request, which empties the list. What was filled in differs, of course.
        statements = [re.sub(r"'[^']*'|s[0-9_]+_x[0-9]+|\b[0-9]+", "…", q["sql"]) for q in queries]
        told = re.findall(r'class="message[^"]*">([^<]*)<', anna.get(PEOPLE).text)
        done.append((page.status_code, statements, [one.replace(email, "…") for one in told]))
        Invitation.objects.all().delete()
    assert done[0] == done[1]
    assert len(done[0][1]) > 10
    assert "zoe" not in anna.get(PEOPLE).text.lower()


def test_an_account_that_is_switched_off(cast: Cast, anna: Client, client: Client) -> None:
    """An invitation doesn't let in whom the admin shut out."""
    User.objects.filter(pk=cast.zoe.pk).update(is_active=False)
    invite(anna, cast.zoe.email)
    link = mailed_link()
    assert "is uitgezet" in client.post(link, ACCOUNT).text
    assert role_of(cast.zoe, cast.noord) is None


def test_a_role_that_was_given_meanwhile_stays(cast: Cast, anna: Client, as_user) -> None:
    """The admin was quicker: accepting doesn't change the role."""
    invite(anna, cast.zoe.email, "evaluator")
    link = mailed_link()
    Membership.objects.create(user=cast.zoe, network=cast.noord, role="contributor")
    as_user(cast.zoe).post(link)
    assert role_of(cast.zoe, cast.noord) == "contributor"
    assert Invitation.objects.waiting().count() == 0


def test_a_second_click_invites_once(cast: Cast, anna: Client) -> None:
    """The same form sent twice sends one mail, and says the same."""
    for _ in range(2):
        assert "is onderweg" in invite(anna, token="het-formulier-van-anna").text
    assert (Invitation.objects.count(), Mail.objects.count()) == (1, 1)


def test_a_guessed_link(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong link says what to do, and what was tried doesn't get into the log."""
    log = io.StringIO()
    for handler in logging.root.handlers:
        if handler.filters:
            monkeypatch.setattr(handler, "stream", log)
    guessed = "A" * 43
    page = client.get(f"/uitnodiging/{guessed}")
    assert (page.status_code, "Kopieer anders de hele link" in page.text) == (404, True)
    assert messages(log) == "Not Found: /uitnodiging/…\n"


def test_hostile_names_stay_text(cast: Cast, anna: Client, client: Client) -> None:
    """A name with a line end or HTML adds no header and no tag, in the mail and on the pages."""
    User.objects.filter(pk=cast.anna.pk).update(name="<b>Anna</b>\r\nBcc: kwaad@voorbeeld.example")
    invite(anna)
    link = mailed_link()
    [message] = mail.outbox
    assert (message.to, message.bcc, message.cc) == ([KIM], [], [])
    html = message.alternatives[0].content
    assert "&lt;b&gt;Anna&lt;/b&gt;" in html
    assert "<b>" not in html
    client.post(link, ACCOUNT | {"name": "<i>Kim</i>\n\u202e"})
    assert User.objects.get(email=KIM).name == "<i>Kim</i>"
    assert "&lt;i&gt;Kim&lt;/i&gt;" in anna.get(PEOPLE).text


def test_another_network_is_out_of_reach(cast: Cast, anna: Client, as_user) -> None:
    """Zuid's coordinator neither sees nor withdraws nor resends an invitation of Noord."""
    invite(anna)
    pk = Invitation.objects.get().pk
    zoe = as_user(cast.zoe)
    assert KIM not in zoe.get(reverse("people", args=["zuid"])).text
    for slug in ("noord", "zuid"):
        for name in ("withdraw_invitation", "send_invitation_again"):
            assert zoe.post(reverse(name, args=[slug, pk])).status_code == 404
    assert Invitation.objects.waiting().count() == 1
