"""Mail from the queue to a real mail server, and the outbox."""

import io
import sys
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from networks.links import new_secret
from networks.mail import queue_mail
from networks.models import Mail, Network
from tests.cast import Cast

from .smtp_server import MailServer
from .working import let_pass, work

LINK = f"https://loket.example/uitnodiging/{new_secret()}/"


def queue(to: str, *, network: Network | None = None, subject: str = "Nieuw wachtwoord") -> Mail:
    context = {"name": "Anna & <b>Bram</b>", "link": LINK}
    return queue_mail(
        to=to, subject=subject, template="new_password", context=context, network=network
    )


def body(received: EmailMessage, kind: str) -> str:
    part = received.get_body((kind,))
    assert part is not None
    return "\n".join(part.get_content().splitlines())


def now(mail: Mail) -> Mail:
    mail.refresh_from_db()
    return mail


def test_a_mail_is_plain_text_with_an_html_twin(cast: Cast, mail_server: MailServer) -> None:
    """What is queued goes out once, with the same values as text and as HTML, which is escaped."""
    mail = queue(cast.anna.email)
    assert mail_server.received() == []
    work()
    work()
    [received] = mail_server.received()
    assert (received["To"], received["Subject"]) == (cast.anna.email, "Nieuw wachtwoord")
    assert received["Message-ID"] == mail.message_id
    assert received["Auto-Submitted"] == "auto-generated"
    text, html = body(received, "plain"), body(received, "html")
    assert text.startswith("Beste Anna & <b>Bram</b>,\n\nU of iemand anders")
    assert f"\n{LINK}\n" in text
    assert "<p>Beste Anna &amp; &lt;b&gt;Bram&lt;/b&gt;,</p>" in html
    assert f'<a href="{LINK}">{LINK}</a>' in html
    assert now(mail).state == "sent"


def test_nobody_adds_a_header(cast: Cast, mail_server: MailServer) -> None:
    """A subject with line ends, and with signs that nobody sees, is one clean line."""
    queue(cast.anna.email, subject="Beste\r\nBcc: kwaad@voorbeeld.example\u202e\n\n lezer " * 9)
    work()
    [received] = mail_server.received()
    assert received["Bcc"] is None
    assert received["Subject"].startswith("Beste Bcc: kwaad@voorbeeld.example lezer Beste")
    assert len(received["Subject"]) == 200


def test_what_is_rolled_back_is_not_mailed(cast: Cast, mail_server: MailServer) -> None:
    """A request that fails half-way tells nobody of what it did not do."""
    with transaction.atomic():
        queue(cast.anna.email)
        transaction.set_rollback(True)
    work()
    assert mail_server.received() == []


def test_a_mail_server_that_is_away_for_an_hour(cast: Cast, mail_server: MailServer) -> None:
    """Nothing is lost and nothing is sent twice: all mail waits, longer each time, and goes out in
    its order when the server is back."""
    mail_server.stop()
    mails = [queue(f"partner{number}@voorbeeld.example") for number in range(3)]
    waits = []
    for _ in range(4):
        work()
        first = now(mails[0])
        waits.append(round((first.due_at - first.queued_at).total_seconds() / 60))
        assert [now(mail).due_at for mail in mails] == [first.due_at] * 3
        let_pass(first.due_at - first.queued_at)
    assert waits[0] < waits[1] < waits[2] < waits[3]
    assert now(mails[0]).attempts == 4
    assert "De mailserver is niet bereikbaar" in now(mails[2]).error
    mail_server.start()
    work()
    let_pass(timedelta(days=1))
    work()
    assert [one["To"] for one in mail_server.received()] == [mail.to for mail in mails]
    assert {(now(mail).state, now(mail).error) for mail in mails} == {("sent", "")}


def test_a_server_that_never_comes_back(cast: Cast, mail_server: MailServer) -> None:
    """After two days the portal stops trying and says so; trying again by hand starts anew."""
    mail_server.stop()
    mail = queue(cast.anna.email)
    for _ in range(12):
        work()
        let_pass(timedelta(days=1))
    assert (now(mail).state, mail.attempts) == ("refused", 10)
    assert "Het portaal probeert het niet meer." in mail.error


def test_each_refusal_says_what_to_do(cast: Cast, mail_server: MailServer) -> None:
    """An unknown address and refused text are final; "not now" is tried again; others go on."""
    wrong, later = queue("weg@voorbeeld.example"), queue("later@voorbeeld.example")
    spam, fine = queue("reclame@voorbeeld.example"), queue(cast.anna.email)
    odd = queue("jos\u00e9 @@")
    work()
    assert [now(one).state for one in (wrong, later, spam, fine, odd)] == [
        "refused",
        "queued",
        "refused",
        "sent",
        "refused",
    ]
    assert "550 5.1.1 No such user here" in wrong.error
    assert "Controleer het adres" in wrong.error
    assert "neemt dit bericht nu niet aan (451 4.7.1" in later.error
    assert "554 5.7.1 This looks like spam" in spam.error
    assert "geen e-mailadres" in odd.error


def test_a_worker_that_was_killed_while_sending(cast: Cast, mail_server: MailServer) -> None:
    """What another worker is sending stays its own; when it never reports back, the mail goes out
    with the same identity, by which a mail server knows one that it has."""
    mail = queue(cast.anna.email)
    Mail.objects.update(claimed_at=mail.queued_at, attempts=1)
    work()
    assert mail_server.received() == []
    let_pass(Mail.STALE + timedelta(minutes=1))
    queue(cast.bram.email)
    work()
    identities = [one["Message-ID"] for one in mail_server.received()]
    assert identities[0] == mail.message_id
    assert len(identities) == 2


def test_a_mail_that_comes_back(
    cast: Cast, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch, as_user
) -> None:
    """The report of a mail server that could not deliver shows in the outbox, with what to do; one
    that says "still trying" changes nothing."""
    mail = queue(cast.anna.email, network=cast.noord)
    work()

    def come_back(action: str) -> None:
        report = REPORT.format(action=action, message_id=mail.message_id).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report)))
        call_command("returned_mail", stdout=io.StringIO())

    come_back("delayed")
    assert now(mail).state == "sent"
    come_back("failed")
    assert now(mail).state == "bounced"
    page = as_user(cast.anna).get(reverse("network_outbox", args=["noord"])).text
    assert "teruggekomen" in page
    assert "Het bericht kwam terug (smtp; 550 5.1.1 unknown user). Controleer het adres" in page


REPORT = """\
From: MAILER-DAEMON@mail.example
To: loket@localhost
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; anna@voorbeeld.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 unknown user

--grens
Content-Type: text/rfc822-headers

Message-ID: {message_id}
To: anna@voorbeeld.example

--grens--
"""


def test_links_of_sent_mail_are_of_no_use_in_production(
    cast: Cast, mail_server: MailServer, settings: Settings, as_user
) -> None:
    """A mail waits with its link; the outbox never shows it, and once sent it isn't stored."""
    settings.MAIL_SHOWS_LINKS = False
    mail = queue(cast.bram.email, network=cast.noord)
    secret = LINK.rstrip("/").rsplit("/", 1)[1]
    address = reverse("mail", args=[mail.pk])
    assert secret not in as_user(cast.anna).get(address).text
    work()
    [received] = mail_server.received()
    assert secret in body(received, "plain")
    assert secret in body(received, "html")
    assert secret not in now(mail).text + mail.html
    page = as_user(cast.anna).get(address).text
    assert "https://loket.example/uitnodiging/…/" in page
    assert "alleen wie het bericht kreeg, kan ze gebruiken" in page


def test_months_are_in_small_letters_in_the_outbox(cast: Cast, as_user) -> None:
    """As Dutch writes them."""
    queue("kim@voorbeeld.example", network=cast.noord)
    Mail.objects.update(queued_at="2026-11-28 10:06+01:00")
    page = as_user(cast.anna).get(reverse("network_outbox", args=["noord"])).text
    assert "28 nov 10:06" in page


def test_links_work_from_the_outbox_without_a_mail_server(cast: Cast, as_user) -> None:
    """On a machine of one's own the mail is read in the outbox, and its links can be clicked."""
    mail = queue(cast.bram.email, network=cast.noord)
    work()
    assert now(mail).state == "sent"
    page = as_user(cast.anna).get(reverse("mail", args=[mail.pk])).text
    assert f'<a href="{LINK}" rel="nofollow">' in page
    assert "&lt;b&gt;Bram" in page


def test_coordinators_see_the_mail_of_their_own_network(
    cast: Cast, as_user, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Noord's coordinator sees Noord's, Zuid's coordinator nothing of it, an admin all; the list
    takes the same number of queries for many."""
    of_noord = queue("partner@noord.example", network=cast.noord)
    queue("partner@zuid.example", network=cast.zuid)
    general = queue("iemand@voorbeeld.example")
    address = reverse("network_outbox", args=["noord"])
    page = as_user(cast.anna).get(address).text
    assert "partner@noord.example" in page
    assert "partner@zuid.example" not in page
    assert "iemand@voorbeeld.example" not in page
    for mail in (of_noord, general):
        assert as_user(cast.zoe).get(reverse("mail", args=[mail.pk])).status_code == 404
        assert as_user(cast.ada).get(reverse("mail", args=[mail.pk])).status_code == 200
    assert as_user(cast.bram).get(reverse("mail", args=[of_noord.pk])).status_code == 403
    assert as_user(cast.anna).get(reverse("mail", args=[general.pk])).status_code == 404
    everything = as_user(cast.ada).get(reverse("outbox")).text
    assert all(one in everything for one in ("noord.example", "zuid.example", "iemand@"))
    client = as_user(cast.anna)
    for number in range(60):
        with django_assert_num_queries(7):
            client.get(address)
        queue(f"partner{number}@noord.example", network=cast.noord)
        if number == 1:
            break
    Mail.objects.bulk_create(
        Mail(
            **{
                field.attname: getattr(of_noord, field.attname)
                for field in Mail._meta.concrete_fields
                if field.name not in ("id", "message_id")
            },
            message_id=f"<{number}@loket.example>",
        )
        for number in range(200)
    )
    with django_assert_num_queries(7):
        page = client.get(address).text
    assert "Pagina 1 van 5" in page


def test_trying_again_by_hand(cast: Cast, mail_server: MailServer, as_user) -> None:
    """Refused mail has a button; pressed twice it is sent once; what was sent is not sent again."""
    mail_server.stop()
    mail = queue(cast.bram.email, network=cast.noord)
    work()
    page = as_user(cast.anna).get(reverse("mail", args=[mail.pk])).text
    assert "Probeer opnieuw" in page
    mail_server.start()
    for _ in range(2):
        again = as_user(cast.anna).post(reverse("try_mail_again", args=[mail.pk]), follow=True)
        work()
    assert "Dit bericht is intussen verstuurd, of kan niet opnieuw." in again.text
    assert len(mail_server.received()) == 1


def test_mail_is_not_kept(cast: Cast, mail_server: MailServer, client: Client) -> None:
    """After a month the mail is deleted, whatever became of it."""
    queue(cast.anna.email)
    work()
    let_pass(timedelta(days=29))
    queue(cast.bram.email)
    work()
    assert Mail.objects.count() == 2
    let_pass(timedelta(days=2))
    call_command("forget", stdout=io.StringIO())
    assert [mail.to for mail in Mail.objects.all()] == [cast.bram.email]


def test_a_domain_with_an_umlaut_is_sent_by_its_registered_name(
    cast: Cast, mail_server: MailServer
) -> None:
    """In plain letters, as mail servers know it; a refusal of it is told like any other."""
    sent, refused = queue("kim@müller.example"), queue("weg@müller.example")
    work()
    assert [mail["To"] for mail in mail_server.received()] == ["kim@xn--mller-kva.example"]
    assert (now(sent).state, now(refused).state) == (Mail.State.SENT, Mail.State.REFUSED)
    assert "No such user here" in now(refused).error
