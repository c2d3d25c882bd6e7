"""The person spoken with agrees with the report of a conversation, or corrects it."""

import io
import logging
import re
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from assessments import lifecycle
from assessments.models import Assessment, Source, View
from indicators.catalogue import catalogue_of
from indicators.models import Indicator
from loket_eval.masking import MaskSecrets
from networks.models import Mail
from partners.conversation_reports import ReportsState, state_of
from partners.models import ConversationLink, Correction
from reports import confirming
from tests.assessments.saving_pages import (
    as_form,
    hidden_in,
    rescued_in,
    send,
    served_in,
    told,
    typed,
)
from tests.cast import Cast
from tests.logged import messages

pytestmark = pytest.mark.django_db

MANDATE, OTHER = "actie-overleg-mandaat", "actie-overleg-frequentie"


@pytest.fixture
def talk(cast: Cast, assessment: Assessment) -> Source:
    """What Bram wrote down of a conversation with the police of Noord."""
    source = Source.objects.create(
        assessment=assessment,
        kind="conversation",
        function="wijkagent",
        organisation=cast.noord.organisations.get(name="Politie Noord"),
        held_on=date(2026, 5, 3),
    )
    note(source, "Overdag bellen zij terug.")
    return source


def note(source: Source, remark: str, key: str = MANDATE) -> View:
    view, _made = View.objects.update_or_create(
        source=source, indicator=Indicator.objects.get(key=key), defaults={"remark": remark}
    )
    return view


def at(name: str, source: Source, *more: object) -> str:
    return reverse(name, args=[source.assessment_id, source.pk, *more])


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def ask(client: Client, source: Source, **posted: str):
    sent = {
        "ask-email": "wijkagent@politie.example",
        "ask-answer_by": in_days(10),
        "ask-word": "Fijn dat u tijd had.",
    }
    return client.post(at("ask_person", source), sent | posted)


def newest_link() -> str:
    found = re.search(r"/gespreksverslag/\S+", Mail.objects.latest("pk").text)
    assert found
    return found[0]


@pytest.fixture
def link(as_user, cast: Cast, talk: Source) -> str:
    """The address with which the police checks what was written down."""
    assert ask(as_user(cast.anna), talk).status_code == 302
    return newest_link()


def correct(link: str, text: str = "’s Nachts niet.", key: str = MANDATE, page: str = "blad"):
    """Correct as a script does; return the reply about it."""
    prefix = f"vraag-{key}" if key else "geheel"
    served = served_in(Client().get(link), prefix)["remark"]
    person = f"bron-{ConversationLink.objects.get().source_id}"
    address = f"{link}correctie/{key}/" if key else f"{link}correctie/"
    fields = {"remark": typed(text, served=served, page=page)}
    return told(send(Client(), address, fields, person=person))["remark"]


def press(link: str, action: str, **more: str):
    """Press one of the buttons as a browser does; return the page that follows."""
    page = Client().get(link)
    posted = {name: hidden_in(page, name) for name in ("page", "step", "person", "seen")}
    return Client().post(link, posted | {"action": action} | more, follow=True)


def words(response) -> str:
    return " ".join(response.content.decode().split())


def shown(as_user, cast: Cast, source: Source) -> str:
    """Return what the page of the conversation shows Anna."""
    return words(as_user(cast.anna).get(at("source", source)))


def state(assessment: Assessment) -> ReportsState:
    return state_of(assessment, catalogue_of(assessment.indicator_set))


class TestAsking:
    def test_the_person_spoken_with_reads_what_was_noted(self, link: str, talk: Source) -> None:
        """By a link in a mail: who, when, and what was noted; no account and no name."""
        mail = Mail.objects.latest("pk")
        assert mail.to == "wijkagent@politie.example"
        assert "Fijn dat u tijd had." in mail.text
        page = words(Client().get(link))
        for text in ("wijkagent", "Politie Noord", "3 mei 2026", "Overdag bellen zij terug."):
            assert text in page
        assert talk.sent_in_at is None

    def test_the_page_of_the_conversation_says_how_far_it_is(
        self, as_user, cast: Cast, talk: Source
    ) -> None:
        """Not asked, asked, opened."""
        assert "Laat het verslag nakijken" in shown(as_user, cast, talk)
        ask(as_user(cast.anna), talk)
        assert "opende het verslag nog niet" in shown(as_user, cast, talk)
        Client().head(newest_link())
        assert "opende het verslag nog niet" in shown(as_user, cast, talk)
        Client().get(newest_link())
        assert "liet nog niets weten" in shown(as_user, cast, talk)

    def test_what_is_wrong_comes_back_with_what_was_typed(
        self, as_user, cast: Cast, talk: Source
    ) -> None:
        """An address that is none, and a day that is over."""
        page = ask(
            as_user(cast.anna), talk, **{"ask-email": "geen adres", "ask-answer_by": "2020-01-01"}
        )
        assert page.status_code == 422
        for text in (
            "Vul één volledig e-mailadres in",
            "Deze datum is voorbij",
            "Fijn dat u tijd had.",
        ):
            assert text in words(page)
        assert not Mail.objects.exists()

    def test_an_empty_report_goes_to_nobody(self, as_user, cast: Cast, talk: Source) -> None:
        """First write down what was said."""
        View.objects.update(remark="")
        page = ask(as_user(cast.anna), talk)
        assert page.status_code == 422
        assert "Er staat nog niets in dit verslag." in words(page)

    def test_the_form_sent_twice_sends_one_mail(self, as_user, cast: Cast, talk: Source) -> None:
        """A second click makes no second link."""
        for _each in range(2):
            ask(as_user(cast.anna), talk, token="een-teken-van-twintig-letters")
        assert Mail.objects.count() == 1

    def test_only_a_conversation_has_a_report(
        self, as_user, cast: Cast, assessment: Assessment
    ) -> None:
        """A document agrees with nothing."""
        document = Source.objects.create(assessment=assessment, kind="document", title="Lijst")
        assert ask(as_user(cast.anna), document).status_code == 404
        assert "Klopt het verslag?" not in shown(as_user, cast, document)

    def test_an_evaluator_who_looks_along_asks_too(
        self, as_user, cast: Cast, assessment: Assessment, talk: Source, mailoutbox
    ) -> None:
        """An answer to the mail comes to Eva. Bram, who fills in, asks nobody."""
        assert ask(as_user(cast.bram), talk).status_code == 403
        assert ask(as_user(cast.eva), talk).status_code == 403
        Source.objects.create(assessment=assessment, kind="evaluator", person=cast.eva)
        assert ask(as_user(cast.eva), talk).status_code == 302
        assert Mail.objects.latest("pk").reply_to == cast.eva.email


class TestLink:
    def change(self, as_user, cast: Cast, source: Source, **posted: str):
        return as_user(cast.anna).post(at("change_conversation_link", source), posted)

    def test_a_new_link_ends_the_old_one(
        self, as_user, cast: Cast, talk: Source, link: str
    ) -> None:
        """To another address; what was corrected stays."""
        correct(link)
        self.change(
            as_user,
            cast,
            talk,
            action="renew",
            email="ander@politie.example",
            answer_by=in_days(10),
        )
        assert Client().get(link).status_code == 404
        assert "Deze link werkt niet." in words(Client().get(link))
        assert Mail.objects.latest("pk").to == "ander@politie.example"
        assert "’s Nachts niet." in words(Client().get(newest_link()))

    def test_a_withdrawn_link_opens_nothing(
        self, as_user, cast: Cast, talk: Source, link: str
    ) -> None:
        """What is typed meanwhile is given back to be copied."""
        sent = as_form("geheel", {"remark": "Te laat getypt."}, {}, action="save")
        self.change(as_user, cast, talk, action="withdraw")
        assert "De link is ingetrokken." in shown(as_user, cast, talk)
        refused = Client().post(link, sent)
        assert refused.status_code == 404
        assert "Te laat getypt." in words(refused)

    def test_an_expired_link_says_what_to_do_and_can_get_more_time(
        self, as_user, cast: Cast, talk: Source, link: str
    ) -> None:
        """The same link works again."""
        ConversationLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
        page = Client().get(link)
        assert page.status_code == 403
        assert "Antwoord op de mail" in words(page)
        assert "de tijd is voorbij" in shown(as_user, cast, talk)
        self.change(as_user, cast, talk, action="time", answer_by=in_days(3))
        assert Client().get(link).status_code == 200

    def test_a_wrong_day_and_a_wrong_address_are_refused(
        self, as_user, cast: Cast, talk: Source, link: str
    ) -> None:
        """The page comes back; the link stays as it was."""
        wrong = {
            "time": {"answer_by": "gisteren"},
            "renew": {"email": "geen adres", "answer_by": in_days(3)},
        }
        for action, posted in wrong.items():
            assert self.change(as_user, cast, talk, action=action, **posted).status_code == 422
        assert self.change(as_user, cast, talk, action="anders").status_code == 400
        assert Client().get(link).status_code == 200

    def test_only_a_digest_of_the_secret_is_stored(self, link: str) -> None:
        """Who reads the table can open nothing."""
        assert link.split("/")[2] not in str(ConversationLink.objects.values_list())

    def test_a_link_that_opens_nothing_is_logged_without_its_secret(
        self, link: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Neither is what was sent to it."""
        (console,) = [
            handler
            for handler in logging.root.handlers
            if any(isinstance(one, MaskSecrets) for one in handler.filters)
        ]
        log = io.StringIO()
        monkeypatch.setattr(console, "stream", log)
        ConversationLink.objects.update(withdrawn_at=timezone.now())
        Client().get(link)
        Client().post(f"{link}correctie/{MANDATE}/", {"geheel-remark": "Mijn tekst."})
        assert messages(log) == (
            f"Not Found: /gespreksverslag/…/\nNot Found: /gespreksverslag/…/correctie/{MANDATE}/\n"
        )

    def test_the_page_goes_to_no_other_site_and_no_search_engine(self, link: str) -> None:
        """Its address has the secret."""
        page = Client().get(link)
        assert page["Referrer-Policy"] == "strict-origin"
        assert page["X-Robots-Tag"] == "noindex, nofollow"


class TestAgreeing:
    def test_an_agreement_has_a_date(
        self, as_user, cast: Cast, talk: Source, link: str, assessment: Assessment
    ) -> None:
        """Both sides see it."""
        page = press(link, "agree")
        agreed = ConversationLink.objects.get().agreed_at
        assert agreed is not None
        assert "U gaf akkoord op" in words(page)
        assert "Akkoord op" in shown(as_user, cast, talk)
        assert state(assessment) == ReportsState(1, 1, 0, 0)

    def test_it_is_about_the_text_of_then(
        self, as_user, cast: Cast, talk: Source, link: str, assessment: Assessment
    ) -> None:
        """A note that changes, comes or goes later, is a change after agreeing."""
        press(link, "agree")
        assert "Gewijzigd na akkoord." not in shown(as_user, cast, talk)
        for remark, key in (("Altijd.", MANDATE), ("Elke week.", OTHER), ("", MANDATE)):
            note(talk, remark, key)
            assert "Gewijzigd na akkoord." in shown(as_user, cast, talk)
            assert "Daarna is het verslag gewijzigd." in words(Client().get(link))
            assert state(assessment) == ReportsState(1, 0, 1, 0)
            press(link, "agree")
            assert state(assessment).agreed == 1

    def test_nobody_agrees_with_a_text_that_they_did_not_see(
        self, talk: Source, link: str, assessment: Assessment
    ) -> None:
        """It changed while the page was open."""
        page = Client().get(link)
        posted = {name: hidden_in(page, name) for name in ("page", "step", "person", "seen")}
        note(talk, "Iets heel anders.")
        reply = Client().post(link, posted | {"action": "agree"})
        assert reply.status_code == 422
        assert "Het verslag is intussen gewijzigd." in words(reply)
        assert state(assessment).agreed == 0

    def test_who_has_an_open_correction_does_not_agree_yet(
        self, link: str, assessment: Assessment
    ) -> None:
        """An emptied correction is none."""
        correct(link)
        page = press(link, "agree")
        assert page.status_code == 422
        assert "Daarna kunt u akkoord geven." in words(page)
        correct(link, "", page="ander-blad")
        press(link, "agree")
        assert state(assessment).agreed == 1


class TestCorrecting:
    def test_a_correction_is_seen_once_it_is_sent(
        self, as_user, cast: Cast, talk: Source, link: str, assessment: Assessment
    ) -> None:
        """Beside what was noted; until then it is the person's own."""
        assert correct(link)["result"] == "stored"
        assert correct(link, "De datum klopt niet.", key="")["result"] == "stored"
        assert "’s Nachts niet." not in shown(as_user, cast, talk)
        assert state(assessment).corrected == 0
        press(link, "send")
        page = shown(as_user, cast, talk)
        assert "’s Nachts niet." in page
        assert "De datum klopt niet." in page
        assert "2 correcties zijn nog open." in page
        assert state(assessment) == ReportsState(1, 0, 0, 1)

    def test_it_is_kept_with_its_history(self, link: str, assessment: Assessment) -> None:
        """Each text, typed by the source."""
        correct(link)
        correct(link, "’s Nachts en in het weekend niet.", page="ander-blad")
        texts = assessment.text_versions.filter(subject="correction").order_by("pk")
        assert [row.text for row in texts] == [
            "’s Nachts niet.",
            "’s Nachts en in het weekend niet.",
        ]
        assert {row.source.function for row in texts} == {"wijkagent"}

    def test_two_windows_lose_nothing(self, link: str) -> None:
        """The second one hears of the other text."""
        served = served_in(Client().get(link), f"vraag-{MANDATE}")["remark"]
        correct(link, page="telefoon")
        late = {"remark": typed("Ik bedoel iets anders.", served=served, page="computer")}
        person = f"bron-{ConversationLink.objects.get().source_id}"
        reply = told(send(Client(), f"{link}correctie/{MANDATE}/", late, person=person))["remark"]
        assert (reply["result"], reply["value"]) == ("conflict", "’s Nachts niet.")
        assert Correction.objects.get().remark == "’s Nachts niet."

    def test_without_scripts_a_button_saves_all_that_was_typed(
        self, as_user, cast: Cast, talk: Source, link: str
    ) -> None:
        """And then sends it."""
        page = Client().get(link)
        sent = as_form("geheel", {"remark": "Ik sprak met twee mensen."}, served_in(page, "geheel"))
        sent |= as_form(
            f"vraag-{MANDATE}",
            {"remark": "Alleen overdag."},
            served_in(page, f"vraag-{MANDATE}"),
        )
        press(link, "send", **sent)
        assert set(Correction.objects.values_list("key", "remark")) == {
            ("", "Ik sprak met twee mensen."),
            (MANDATE, "Alleen overdag."),
        }
        assert "Alleen overdag." in shown(as_user, cast, talk)

    def test_without_scripts_two_texts_are_both_shown(self, link: str) -> None:
        """Nothing is sent before the person chose."""
        page = Client().get(link)
        sent = as_form(
            f"vraag-{MANDATE}", {"remark": "Mijn tekst."}, served_in(page, f"vraag-{MANDATE}")
        )
        correct(link, "Van mijn telefoon.")
        reply = press(link, "send", **sent)
        assert reply.status_code == 409
        assert "Mijn tekst." in words(reply)
        assert "Van mijn telefoon." in words(reply)
        assert ConversationLink.objects.get().sent_at is None

    def test_nothing_is_sent_when_nothing_was_typed(self, link: str) -> None:
        """The page says that one can agree."""
        page = press(link, "send")
        assert page.status_code == 422
        assert "U schreef nog geen correctie." in words(page)

    def test_a_note_that_goes_while_it_is_corrected_takes_no_text_along(
        self, as_user, cast: Cast, talk: Source, link: str
    ) -> None:
        """With scripts and without; only a question that the set doesn't have is refused."""
        prefix = f"vraag-{MANDATE}"
        page = Client().get(link)
        note(talk, "")
        person = f"bron-{talk.pk}"
        unknown = send(
            Client(), f"{link}correctie/bestaat-niet/", {"remark": typed("X.")}, person=person
        )
        assert told(unknown)["remark"]["result"] == "not_asked"
        served = served_in(page, prefix)
        fields = {"remark": typed("Dit zei ik niet.", served=served["remark"])}
        reply = send(Client(), f"{link}correctie/{MANDATE}/", fields, person=person)
        assert told(reply)["remark"]["result"] == "stored"
        note(talk, "Toch weer.")
        page = Client().get(link)
        note(talk, "")
        sent = as_form(prefix, {"remark": "Ook dit niet."}, served_in(page, prefix))
        press(link, "send", **sent)
        assert "Ook dit niet." in shown(as_user, cast, talk)
        assert "Hier staat nu niets meer." in words(Client().get(link))

    def test_what_one_person_corrects_is_on_no_other_page(
        self, as_user, cast: Cast, assessment: Assessment, link: str
    ) -> None:
        """Not on that of somebody else spoken with, who has another link."""
        correct(link)
        press(link, "send")
        other = Source.objects.create(
            assessment=assessment, kind="conversation", function="teamleider"
        )
        note(other, "Zij bellen nooit.")
        ask(as_user(cast.anna), other)
        page = words(Client().get(newest_link()))
        assert "Zij bellen nooit." in page
        assert "’s Nachts niet." not in page
        assert "Overdag bellen" not in page


class TestAuthor:
    """Who asked hears by mail what the person spoken with did; what was said is on the page."""

    def mails(self) -> list[tuple[str, str]]:
        replies = Mail.objects.filter(kind="conversation_report_reply").order_by("pk")
        return [(mail.to, mail.subject) for mail in replies]

    def test_hears_of_an_agreement_once(self, as_user, cast: Cast, talk: Source, link: str) -> None:
        """Pressed twice it is one; agreeing with another text is another one."""
        for _each in range(2):
            press(link, "agree")
        agreed = (
            cast.anna.email,
            "Akkoord met een gespreksverslag: Politie Noord, wijkagent, 3 mei 2026",
        )
        assert self.mails() == [agreed]
        note(talk, "Altijd.")
        press(link, "agree")
        assert self.mails() == [agreed, agreed]
        text = Mail.objects.latest("pk").text
        assert "Altijd." not in text
        page = re.search(r"http://[^/\s]+(/\S+)", text)
        assert page
        assert "Akkoord op" in words(as_user(cast.anna).get(page[1]))

    def test_hears_of_corrections_once_per_sending(self, cast: Cast, link: str) -> None:
        """Saving sends nothing, and neither does sending what was sent already."""
        correct(link)
        assert self.mails() == []
        for _each in range(2):
            press(link, "send")
        sent = (
            cast.anna.email,
            "Correcties op een gespreksverslag: Politie Noord, wijkagent, 3 mei 2026",
        )
        assert self.mails() == [sent]
        assert "stuurde 1 correctie." in Mail.objects.latest("pk").text
        correct(link, "Ook de datum klopt niet.", key="", page="ander-blad")
        press(link, "send")
        assert self.mails() == [sent, sent]
        assert "stuurde 2 correcties." in Mail.objects.latest("pk").text
        assert "’s Nachts" not in Mail.objects.latest("pk").text

    def test_is_an_evaluator_or_a_coordinator_when_that_person_left(
        self, as_user, cast: Cast, assessment: Assessment, talk: Source
    ) -> None:
        """Eva asked; once she has no role any more, Anna hears."""
        Source.objects.create(assessment=assessment, kind="evaluator", person=cast.eva)
        ask(as_user(cast.eva), talk)
        link = newest_link()
        press(link, "agree")
        assert [to for to, _subject in self.mails()] == [cast.eva.email]
        cast.eva.memberships.all().delete()
        note(talk, "Altijd.")
        press(link, "agree")
        assert [to for to, _subject in self.mails()] == [cast.eva.email, cast.anna.email]


class TestReminding:
    def test_goes_out_by_itself_once_three_days_before_the_date(
        self, talk: Source, link: str
    ) -> None:
        """With the same link; not before, and not a second time."""
        call_command("remind_partners")
        assert Mail.objects.count() == 1
        ConversationLink.objects.update(answer_by=timezone.localdate() + timedelta(days=3))
        for _each in range(2):
            call_command("remind_partners")
        mail = Mail.objects.latest("pk")
        assert Mail.objects.count() == 2
        assert mail.kind == "conversation_report_reminder"
        assert mail.to == "wijkagent@politie.example"
        assert newest_link() == link

    def test_has_its_date_in_the_calendar(self, link: str) -> None:
        """By the mail and the page."""
        assert f"{link}agenda.ics" in Mail.objects.get().text
        assert f'href="{link}agenda.ics"' in Client().get(link).content.decode()
        (event,) = Calendar.from_ical(Client().get(f"{link}agenda.ics").content).walk("VEVENT")
        assert event.decoded("dtstart") == timezone.localdate() + timedelta(days=10)
        assert "klopt het verslag van uw gesprek" in event["SUMMARY"]
        assert str(event["URL"]).endswith(link)


def test_the_list_of_sources_says_how_far_each_check_is(
    as_user, cast: Cast, assessment: Assessment, talk: Source
) -> None:
    """Asked, opened, corrections, handled, agreed, changed."""

    def listed() -> str:
        return words(as_user(cast.anna).get(reverse("sources", args=[assessment.pk])))

    assert "erslag ge" not in listed()
    ask(as_user(cast.anna), talk)
    link = newest_link()
    assert "nog niet geopend" in listed()
    correct(link)
    assert "nog geen antwoord" in listed()
    press(link, "send")
    assert "Correcties op het verslag nog open: 1" in listed()
    Correction.objects.update(outcome="taken_over")
    assert "afgehandeld, nog geen akkoord" in listed()
    press(link, "agree")
    assert "Akkoord met het verslag op" in listed()
    note(talk, "Iets anders.")
    assert "Verslag gewijzigd na het akkoord van" in listed()


class TestHandling:
    @pytest.fixture
    def sent(self, link: str) -> str:
        correct(link)
        press(link, "send")
        return link

    def handle(self, as_user, cast: Cast, source: Source, **posted: str):
        row = Correction.objects.get()
        fields = {f"c{row.pk}-{name}": text for name, text in posted.items() if name != "seen"}
        seen = {"seen": posted.get("seen", row.remark)}
        return as_user(cast.anna).post(at("handle_correction", source, row.pk), fields | seen)

    def test_the_person_hears_what_became_of_it(
        self, as_user, cast: Cast, talk: Source, sent: str
    ) -> None:
        """By mail with the link, and then agrees with the report as it became."""
        note(talk, "Overdag bellen zij terug, ’s nachts niet.")
        page = shown(as_user, cast, talk)
        assert "Wat er stond toen de correctie kwam" in page
        self.handle(as_user, cast, talk, outcome="taken_over", explanation="")
        mail = Mail.objects.latest("pk")
        assert "overgenomen: de tekst is aangepast" in mail.text
        assert newest_link() == sent
        press(sent, "agree")
        assert state(talk.assessment) == ReportsState(1, 1, 0, 0)

    def test_not_taken_over_needs_a_reason(
        self, as_user, cast: Cast, talk: Source, sent: str
    ) -> None:
        """The page comes back, and the correction stays open."""
        page = self.handle(as_user, cast, talk, outcome="not_taken_over", explanation=" ")
        assert page.status_code == 422
        assert "Leg uit waarom" in words(page)
        assert state(talk.assessment).corrected == 1

    def test_a_correction_that_changed_meanwhile_is_read_first(
        self, as_user, cast: Cast, talk: Source, sent: str
    ) -> None:
        """And one that is typed anew after it was handled, is open again."""
        seen = Correction.objects.get().remark
        correct(sent, "In het weekend ook niet.", page="ander-blad")
        self.handle(as_user, cast, talk, outcome="taken_over", seen=seen)
        assert state(talk.assessment).corrected == 1
        self.handle(as_user, cast, talk, outcome="taken_over")
        assert state(talk.assessment).corrected == 0
        correct(sent, "Toch niet.", page="derde-blad")
        assert state(talk.assessment).corrected == 1

    def test_what_was_not_sent_can_not_be_handled(
        self, as_user, cast: Cast, talk: Source, link: str
    ) -> None:
        """It is nobody else's yet."""
        correct(link)
        assert self.handle(as_user, cast, talk, outcome="taken_over").status_code == 404


class TestConsent:
    def test_the_person_says_whether_the_report_may_quote(
        self, as_user, cast: Cast, talk: Source, link: str
    ) -> None:
        """Above what was written down by somebody else; it can be taken back."""
        Source.objects.update(may_quote=True)
        assert Source.objects.get().is_quotable
        for answer, may in (("no", False), ("yes", True), ("no", False)):
            Client().post(f"{link}citeren/", {"consents": answer})
            assert Source.objects.get().is_quotable is may
        assert "nee, liever niet" in words(Client().get(link))
        assert "zelf weten: niet letterlijk citeren" in shown(as_user, cast, talk)
        assert Client().post(f"{link}citeren/", {"consents": "x"}).status_code == 400

    def test_a_partner_says_so_on_its_own_page(self, police: str, assessment: Assessment) -> None:
        """Until the assessment is confirmed, also during the review."""
        assert "alleen “Politie Noord”" in words(Client().get(f"{police}vragen/"))
        Client().post(f"{police}citeren/", {"consents": "yes"})
        assert Source.objects.get().is_quotable
        lifecycle.submit_for_review(assessment=assessment)
        Client().post(f"{police}citeren/", {"consents": "no"})
        assert not Source.objects.get().is_quotable
        confirming.confirm(assessment=assessment, by=None)
        assert Client().post(f"{police}citeren/", {"consents": "yes"}).status_code == 403


def test_after_confirming_the_report_is_read_and_nothing_changes(
    as_user, cast: Cast, assessment: Assessment, talk: Source, link: str
) -> None:
    """Not by the page, and not in the database."""
    correct(link)
    page = Client().get(link)
    sent = as_form("geheel", {"remark": "Te laat."}, served_in(page, "geheel"), action="save")
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    closed = words(Client().get(link))
    assert "wijzigt niet meer" in closed
    assert "’s Nachts niet." in closed
    assert rescued_in(Client().post(link, sent)) == ["Te laat."]
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.update(remark="Iets anders.")
    with pytest.raises(IntegrityError), transaction.atomic():
        ConversationLink.objects.update(agreed_at=timezone.now())


def test_the_pages_cost_the_same_for_few_and_many(
    as_user,
    cast: Cast,
    assessment: Assessment,
    talk: Source,
    link: str,
    django_assert_num_queries,
) -> None:
    """For the person spoken with, for Anna, and for the report of 1 and of 20 conversations."""
    correct(link)
    press(link, "send")
    anna = as_user(cast.anna)
    anna.get(at("source", talk))

    def look() -> None:
        with django_assert_num_queries(AUTHOR):
            anna.get(at("source", talk))
        with django_assert_num_queries(PERSON):
            Client().get(link)
        with django_assert_num_queries(REPORT):
            state(assessment)

    look()
    row = ConversationLink.objects.get()
    for indicator in Indicator.objects.filter(
        group__theme__indicator_set=assessment.indicator_set
    ).exclude(key=MANDATE):
        View.objects.create(source=talk, indicator=indicator, remark="Ja.")
        Correction.objects.create(link=row, key=indicator.key, remark="Nee.")
    for number in range(20):
        more = Source.objects.create(
            assessment=assessment, kind="conversation", function=f"functie {number}"
        )
        note(more, "Ja.")
        ask(anna, more)
    anna.get(at("source", talk))
    look()


AUTHOR, PERSON, REPORT = 12, 3, 3
