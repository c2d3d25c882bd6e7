"""A partner answers by its link, without an account."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessments import lifecycle
from assessments.form_fields import digest_of
from assessments.models import Assessment, TextVersion, View
from partners.models import PartnerLink
from tests.assessments.saving_pages import as_form, send, served_in, told, typed
from tests.cast import Cast

from .conftest import QUESTION, Ask, answer

pytestmark = pytest.mark.django_db


def save(link: str, text: str, served: str, page: str, step: int = 1, person: str = ""):
    """Save a remark as the script of a page does; return the reply about it."""
    person = person or f"bron-{PartnerLink.objects.get().source_id}"
    field = typed(text, served=served, page=page, step=step)
    reply = send(Client(), f"{link}vraag/{QUESTION}/", {"remark": field}, person=person)
    return told(reply)["remark"]


def served_empty(link: str) -> str:
    return served_in(Client().get(f"{link}vraag/{QUESTION}/"), QUESTION)["remark"]


class TestAnswering:
    def test_an_answer_without_scripts_goes_on_to_the_next_question(self, police: str) -> None:
        """It is stored as the view of this source."""
        reply = answer(police)
        assert reply.status_code == 302
        assert reply["Location"] == f"{police}vraag/acuut-werkafspraken/"
        view = View.objects.get()
        assert (view.source.name, view.judgement) == ("Politie Noord, wijkagent", "improvement")
        assert view.remark == "’s Nachts duurt het tot de ochtend."

    def test_the_history_says_that_the_source_typed_it(self, police: str) -> None:
        """And no person with an account."""
        answer(police)
        entry = TextVersion.objects.get(field="remark")
        assert (entry.by, entry.author) == (None, View.objects.get().source)

    def test_two_people_with_one_link_lose_nothing(self, police: str) -> None:
        """A group mailbox: the second is shown what the first one typed, and who."""
        served = served_empty(police)
        assert save(police, "De eerste tekst.", served, "eerste")["result"] == "stored"
        second = save(police, "De tweede tekst.", served, "tweede")
        assert (second["result"], second["value"]) == ("conflict", "De eerste tekst.")
        assert (second["by"], second["own"]) == ("iemand anders met deze link", False)
        assert save(police, "Samen.", second["stored"], "tweede", 2)["result"] == "stored"
        texts = TextVersion.objects.filter(field="remark").values_list("text", flat=True)
        assert list(texts) == ["De eerste tekst.", "Samen."]

    def test_a_phone_number_is_warned_of_and_stored(self, police: str) -> None:
        """By the reply to a script, and on the next page for who has none."""
        warning = (
            "Wat ziet u? Dit lijkt op een telefoonnummer: 06-12345678. "
            "Haal het weg als het over een persoon gaat."
        )
        page = f"{police}vraag/{QUESTION}/"
        served = served_in(Client().get(page), QUESTION)
        form = as_form(QUESTION, {"remark": "Bel mij op 06-12345678"}, served)
        after = Client().post(page, form, follow=True).content.decode()
        assert warning in after
        assert View.objects.get().remark == "Bel mij op 06-12345678"
        person = f"bron-{PartnerLink.objects.get().source_id}"
        served = served_in(Client().get(page), QUESTION)
        sent = {"remark": typed("Bel mij: 06-12345678", served=served["remark"])}
        assert told(send(Client(), page, sent, person=person))["remark"]["personal"] == warning

    def test_without_scripts_it_is_told_who_else_typed(self, police: str) -> None:
        """Not a colleague: somebody with the same link. Both texts are on the page."""
        served = served_in(Client().get(f"{police}vraag/{QUESTION}/"), QUESTION)
        answer(police, remark="De eerste tekst.")
        sent = as_form(QUESTION, {"remark": "De tweede tekst."}, served, person="")
        page = Client().post(f"{police}vraag/{QUESTION}/", sent)
        assert page.status_code == 409
        shown = page.content.decode()
        assert "Iemand anders met deze link heeft dit intussen gewijzigd." in shown
        assert "De eerste tekst." in shown
        assert "De tweede tekst." in shown

    def test_the_text_of_another_link_isnt_taken(self, police: str) -> None:
        """A browser in which two links were opened sends each under its own."""
        reply = save(police, "Van een ander.", served_empty(police), "p", person="bron-0")
        assert (reply["result"], reply["why"]) == ("closed", "person")
        assert View.objects.count() == 0

    @pytest.mark.parametrize(
        ("ended", "said"),
        [
            ("withdrawn", "Deze link werkt niet"),
            ("after the date", "Antwoorden kon tot en met"),
            ("under review", "De evaluatie ligt nu ter toetsing."),
            ("not asked", "Deze vraag wordt niet meer gesteld."),
        ],
    )
    def test_a_text_that_comes_too_late_is_told_so(
        self, police: str, assessment: Assessment, ended: str, said: str
    ) -> None:
        """It stays on the device; nothing says that it was stored, and nothing is."""
        served = served_empty(police)
        assert save(police, "Op tijd.", served, "p")["result"] == "stored"
        now = digest_of("Op tijd.")
        if ended == "withdrawn":
            PartnerLink.objects.update(withdrawn_at=timezone.now())
        elif ended == "after the date":
            link = PartnerLink.objects.get()
            link.open_until(timezone.localdate() - timedelta(days=1))
            link.save()
        elif ended == "under review":
            lifecycle.submit_for_review(assessment=assessment)
        else:
            PartnerLink.objects.update(questions=["acuut-werkafspraken"])
        reply = save(police, "Te laat.", now, "p", 2)
        assert (reply["result"] in ("closed", "not_asked"), said in reply["message"]) == (
            True,
            True,
        )
        assert View.objects.get().remark == "Op tijd."

    def test_a_form_that_comes_too_late_comes_back_with_its_text(
        self, police: str, assessment: Assessment
    ) -> None:
        """Without scripts: the page shows what was typed."""
        address = f"{police}vraag/{QUESTION}/"
        lifecycle.submit_for_review(assessment=assessment)
        page = Client().post(
            address, {f"{QUESTION}-remark": "Een lange zin die ik niet kwijt wil."}
        )
        assert page.status_code == 403
        assert "Een lange zin die ik niet kwijt wil." in page.content.decode()

    def test_hostile_text_is_text(self, police: str) -> None:
        """On the partner's own page and on the coordinator's."""
        answer(police, remark="<script>alert(1)</script> {{ 7|add:7 }} \u202eomgekeerd")
        page = Client().get(f"{police}vragen/").content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:7 }}" in page

    def test_a_question_that_wasnt_asked_isnt_there(self, police: str) -> None:
        """Nor is any of another set."""
        found = [
            Client().get(f"{police}vraag/{key}/").status_code
            for key in ("samenhang-afspraken", "bestaat-niet")
        ]
        assert found == [404, 404]


class TestSendingIn:
    def test_a_long_list_leads_to_sending_at_once(self, police: str) -> None:
        """Who was asked more than eight questions needn't pass all that stay open."""
        overview = f"{police}vragen/"
        assert 'href="#send"' not in Client().get(overview).content.decode()
        answer(police)
        page = Client().get(overview).content.decode()
        assert 'href="#send"' in page
        assert page.count('id="send"') == 1

    def test_nothing_answered_isnt_sent(self, police: str) -> None:
        """ "Kan ik niet beoordelen" would have been enough."""
        page = Client().post(f"{police}versturen/")
        assert page.status_code == 422
        assert "nog geen vraag beantwoord" in page.content.decode()

    def test_sent_twice_is_sent_once(self, police: str) -> None:
        """A second click gets the same page, with the first moment."""
        answer(police, judgement="cannot_judge", remark="")
        first = Client().post(f"{police}versturen/", follow=True)
        moment = View.objects.get().source.sent_in_at
        second = Client().post(f"{police}versturen/", follow=True)
        assert "Dank u wel" in first.content.decode()
        assert second.content == first.content
        assert View.objects.get().source.sent_in_at == moment

    def test_others_are_seen_after_ones_own_was_sent(
        self, police: str, veilig_thuis: str, ask: Ask
    ) -> None:
        """And only those that sent theirs in; the first judgement stays after a change."""
        answer(veilig_thuis, judgement="strength", remark="Binnen een uur teruggebeld.")
        answer(police)
        assert Client().get(f"{police}anderen/").status_code == 302
        Client().post(f"{police}versturen/")
        assert "Binnen een uur" not in Client().get(f"{police}anderen/").content.decode()
        Client().post(f"{veilig_thuis}versturen/")
        assert "Binnen een uur teruggebeld." in Client().get(f"{police}anderen/").content.decode()
        answer(police, judgement="mixed")
        view = View.objects.get(source__function="wijkagent")
        assert (view.first_judgement, view.judgement) == ("improvement", "mixed")

    def test_a_question_that_was_asked_later_is_answered_first(
        self, police: str, veilig_thuis: str, ask: Ask
    ) -> None:
        """Sending in the first questions doesn't show what others said of a new one."""
        later = "samenhang-afspraken"
        ask("Veilig Thuis Noord", "teamleider", "team@vt.example", later)
        answer(veilig_thuis, later, remark="Alles staat op papier.")
        answer(police)
        for link in (police, veilig_thuis):
            Client().post(f"{link}versturen/")
        ask(question=later)
        page = Client().get(f"{police}anderen/").content.decode()
        assert "Alles staat op papier." not in page
        assert "Beantwoord deze vraag eerst zelf." in page
        answer(police, later)
        page = Client().get(f"{police}anderen/").content.decode()
        assert "Alles staat op papier." not in page
        assert "Verstuur uw antwoord eerst." in page
        Client().post(f"{police}versturen/")
        assert "Alles staat op papier." in Client().get(f"{police}anderen/").content.decode()

    def test_the_network_sees_nothing_before_it_is_sent(
        self, as_user, cast: Cast, assessment: Assessment, police: str
    ) -> None:
        """What is half written is the partner's own."""
        answer(police)
        page = as_user(cast.anna).get(f"/zelfevaluaties/{assessment.pk}/partners/verschillen/")
        assert "tot de ochtend" not in page.content.decode()


class TestSecrecy:
    def test_the_address_goes_nowhere(self, police: str) -> None:
        """Not to another site, not into a cache, not into a search engine."""
        page = Client().get(police)
        assert page["Referrer-Policy"] == "strict-origin"
        assert "noindex" in page["X-Robots-Tag"]
        assert "no-store" in page["Cache-Control"]

    @pytest.mark.parametrize("end", [".", ")", ">", ",", "”"])
    def test_what_a_mail_program_adds_does_no_harm(self, police: str, end: str) -> None:
        """A full stop after a link becomes part of it in some programs."""
        assert Client().get(f"{police.rstrip('/')}{end}/").status_code == 200

    @pytest.mark.parametrize("secret", ["x", "x" * 100, "%00", "..", "é" * 43, "x" * 42 + " "])
    def test_a_link_that_was_cut_off_says_what_to_do(self, secret: str) -> None:
        """Or one that was never a link."""
        page = Client().get(f"/inbreng/{secret}/")
        assert page.status_code in (400, 404)

    def test_a_page_costs_the_same_for_one_and_for_200_partners(
        self, police: str, assessment: Assessment, django_assert_num_queries
    ) -> None:
        """A question, with what this partner said of it."""
        answer(police)
        with django_assert_num_queries(2):
            Client().get(f"{police}vraag/{QUESTION}/")
