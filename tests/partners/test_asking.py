"""A coordinator asks partners for their view."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from assessments import lifecycle
from assessments.models import Assessment, Source, View
from indicators.models import Indicator
from networks.models import Mail, Organisation
from partners.models import PartnerLink
from tests.cast import Cast
from tests.networks.mail.working import work

from .conftest import QUESTION, Ask, address_in, answer, asking

pytestmark = pytest.mark.django_db


def change(as_user, cast: Cast, assessment: Assessment, **posted: str):
    link = PartnerLink.objects.get()
    return as_user(cast.anna).post(f"/zelfevaluaties/{assessment.pk}/partners/{link.pk}/", posted)


class TestInvitation:
    def test_a_partner_gets_a_mail_with_a_link(self, ask: Ask, mailoutbox) -> None:
        """It says for whom it is, why and until when; the link opens without logging in."""
        ask()
        work()
        (mail,) = mailoutbox
        assert mail.to == ["wijkagent@politie.example"]
        assert "Politie Noord, wijkagent" in mail.body
        assert "Over de nacht weten wij te weinig." in mail.body
        # The outbox shows links here, so the stored text still has it.
        page = Client().get(address_in(Mail.objects.get()))
        assert page.status_code == 200
        assert "Politie Noord, wijkagent" in page.content.decode()

    def test_an_answer_to_the_mail_goes_to_the_coordinator(
        self, as_user, cast: Cast, assessment: Assessment, ask: Ask, mailoutbox
    ) -> None:
        """To who asked; when Anna left, to the coordinator that there is now."""
        ask()
        cast.anna.memberships.update(role="contributor")
        cast.bram.memberships.update(role="coordinator")
        link = PartnerLink.objects.get()
        address = f"/zelfevaluaties/{assessment.pk}/partners/{link.pk}/"
        as_user(cast.bram).post(address, {"action": "remind"})
        work()
        assert [mail.reply_to for mail in mailoutbox] == [[cast.anna.email], [cast.bram.email]]

    def test_a_second_click_asks_once(self, ask: Ask) -> None:
        """One link and one mail, whatever a slow line repeats; another person's mail is another."""
        token = {"token": "een-teken-van-genoeg-lengte"}
        first, second = ask(**token), ask(**token)
        assert (first.status_code, first.url) == (302, second.url)
        assert (PartnerLink.objects.count(), Mail.objects.count()) == (1, 1)

    def test_only_a_digest_of_the_link_is_stored(self, police: str) -> None:
        """Who reads the table of links can open none."""
        secret = police.split("/")[2]
        assert secret not in str(PartnerLink.objects.values_list())

    @pytest.mark.parametrize(
        ("email", "told"),
        [
            ("wijkagent", "Vul één volledig e-mailadres in"),
            ("wijk agent@politie.example", "In een e-mailadres staat geen spatie."),
            ("müller@politie.example", "een letter die niet overal werkt"),
            ("wijkagent@müller.example", "een letter die niet overal werkt"),
            ("a@politie", "Achter het apenstaartje ontbreekt een punt"),
            ("a@politie..example", "Vul één volledig e-mailadres in"),
            ("a@gmial.com", "Bedoelt u a@gmail.com?"),
            ("a@politie.con", "Bedoelt u a@politie.com?"),
            ("", "Vul het e-mailadres in"),
            ("a@b@c.nl", "Vul hier één e-mailadres in, geen lijst."),
            ("a@b.example; c@d.example", "Vul hier één e-mailadres in, geen lijst."),
            ("a@b.example, c@d.example", "Vul hier één e-mailadres in, geen lijst."),
            ("A <a@b.example> <c@d.example>", "Vul hier één e-mailadres in, geen lijst."),
        ],
    )
    def test_an_address_with_a_typo_comes_back(self, ask: Ask, email: str, told: str) -> None:
        """Nobody is asked, it says what is wrong, and what else was filled in is still there."""
        page = ask(email=email)
        assert page.status_code == 422
        shown = page.content.decode()
        assert "Over de nacht weten wij te weinig." in shown
        assert told in shown
        assert (PartnerLink.objects.count(), Mail.objects.count()) == (0, 0)

    @pytest.mark.parametrize(
        ("email", "stored"),
        [
            (" Wijkagent@Politie.example ", "wijkagent@politie.example"),
            ("mailto:a@b.example", "a@b.example"),
            ("MAILTO:a@b.example", "a@b.example"),
            ("<a@b.example>", "a@b.example"),
            ("Jan de Vries <a@b.example>", "a@b.example"),
            ("a@b.example\u200b", "a@b.example"),
            ("\u202aa@b.example\u202c", "a@b.example"),
            ("a@xn--mller-kva.example", "a@xn--mller-kva.example"),
            ("a@mail.com", "a@mail.com"),
        ],
    )
    def test_what_a_paste_brings_along_is_left_out(self, ask: Ask, email: str, stored: str) -> None:
        """What stands around an address, also where nobody sees it, and the name before it."""
        assert ask(email=email).status_code == 302
        assert PartnerLink.objects.get().email == stored

    @pytest.mark.parametrize("days", [-1, 400])
    def test_a_date_that_cant_be_comes_back(self, ask: Ask, days: int) -> None:
        """Yesterday, or far more than anybody means."""
        day = (timezone.localdate() + timedelta(days=days)).isoformat()
        assert ask(answer_by=day).status_code == 422
        assert PartnerLink.objects.count() == 0

    def test_nobody_chosen_comes_back(self, ask: Ask) -> None:
        """The page says what is missing."""
        prefix = f"org{Organisation.objects.get(name='Politie Noord').pk}-"
        page = ask(**{f"{prefix}chosen": ""})
        assert page.status_code == 422
        assert "Kies ten minste één organisatie." in page.content.decode()

    def test_an_address_without_a_tick_comes_back(self, ask: Ask, police: str) -> None:
        """Nobody thinks that a partner was asked who wasn't. Last time's address stays there."""
        link = PartnerLink.objects.get()
        forgotten = f"org{Organisation.objects.get(name='Veilig Thuis Noord').pk}-email"
        page = ask(**{forgotten: "team@vt.example"})
        assert page.status_code == 422
        assert "Zet ook een vinkje bij deze partner" in page.content.decode()
        assert "team@vt.example" in page.content.decode()
        asked_before = f"org{link.source.organisation_id}-"
        asked = {
            f"{asked_before}chosen": "",
            f"{forgotten.removesuffix('email')}chosen": "on",
            forgotten: "team@vt.example",
        }
        assert ask(**asked).status_code == 302
        assert PartnerLink.objects.count() == 2

    def test_one_question_is_added_to_what_was_asked(self, ask: Ask, police: str) -> None:
        """The partner keeps its link and its answers, and gets the question with the others."""
        answer(police)
        ask(question="samenhang-afspraken")
        link = PartnerLink.objects.get()
        assert address_in(Mail.objects.latest("pk")) == police
        assert "samenhang-afspraken" in link.questions
        assert len(link.questions) == 13
        assert View.objects.get().source == link.source

    def test_a_question_leads_to_asking_a_partner(
        self, as_user, cast: Cast, assessment: Assessment
    ) -> None:
        """Who coordinates finds it beside the question, while the network is answering."""
        theme = f"/zelfevaluaties/{assessment.pk}/thema/samen-op-in-acuut/"
        asking_it = f'href="{asking(assessment)}?vraag={QUESTION}"'
        assert asking_it in as_user(cast.anna).get(theme).content.decode()
        assert asking_it not in as_user(cast.bram).get(theme).content.decode()
        lifecycle.submit_for_review(assessment=assessment)
        assert asking_it not in as_user(cast.anna).get(theme).content.decode()

    def test_asking_more_takes_nothing_back(
        self, as_user, cast: Cast, assessment: Assessment, police: str
    ) -> None:
        """Who may see others' answers still may, unless the coordinator takes the tick away."""
        page = as_user(cast.anna).get(f"{asking(assessment)}?vraag={QUESTION}").content.decode()
        assert re.search(r'name="may_see_others"[^>]* checked', page)
        PartnerLink.objects.update(may_see_others=False)
        page = as_user(cast.anna).get(f"{asking(assessment)}?vraag={QUESTION}").content.decode()
        assert not re.search(r'name="may_see_others"[^>]* checked', page)

    def test_two_spellings_of_a_function_are_one_source(self, ask: Ask, police: str) -> None:
        """Case and spaces make no difference."""
        ask(function="  Wijkagent ")
        assert Source.objects.count() == 1

    def test_several_functions_of_one_organisation_in_one_go(
        self, as_user, cast: Cast, assessment: Assessment
    ) -> None:
        """A button adds a row and keeps what was filled in; each function gets its own link."""
        anna, address = as_user(cast.anna), asking(assessment)
        police = Organisation.objects.get(name="Politie Noord").pk
        first = {
            f"org{police}-chosen": "on",
            f"org{police}-function": "wijkagent",
            f"org{police}-email": "nog geen adres",
            f"org{police}-lines": "1",
            "themes": ["acuut-onbekend", "samen-op-in-acuut"],
            "answer_by": "",
            "word": "Over de nacht weten wij te weinig.",
        }
        page = anna.post(address, first | {"more": str(police)})
        shown = page.content.decode()
        assert page.status_code == 200
        assert "Er klopt nog iets niet" not in shown
        assert f'name="org{police}-1-function"' in shown
        assert "nog geen adres" in shown
        assert "Over de nacht weten wij te weinig." in shown
        assert Mail.objects.count() == 0
        both = first | {
            f"org{police}-email": "wijk@politie.example",
            f"org{police}-lines": "2",
            f"org{police}-1-chosen": "on",
            f"org{police}-1-function": "Wijkagent",
            f"org{police}-1-email": "chef@politie.example",
            "themes": ["samen-op-in-acuut"],
            "answer_by": (timezone.localdate() + timedelta(days=10)).isoformat(),
        }
        again = anna.post(address, both)
        assert again.status_code == 422
        assert "U vraagt deze functie al." in again.content.decode()
        both[f"org{police}-1-function"] = "teamchef"
        assert anna.post(address, both).status_code == 302
        asked = PartnerLink.objects.values_list("source__function", "email").order_by("pk")
        assert list(asked) == [
            ("wijkagent", "wijk@politie.example"),
            ("teamchef", "chef@politie.example"),
        ]
        # Next time both are there already.
        page = anna.get(address).content.decode()
        assert "wijk@politie.example" in page
        assert "chef@politie.example" in page

    @pytest.mark.parametrize("lines", ["0", "-1", "1e9", "9999999", "²", ""])
    def test_a_number_of_rows_that_nobody_has(self, ask: Ask, lines: str) -> None:
        """It is one row, or as many as there may be."""
        police = Organisation.objects.get(name="Politie Noord").pk
        assert ask(**{f"org{police}-lines": lines}).status_code == 302
        assert PartnerLink.objects.count() == 1

    def test_a_function_with_a_line_end_adds_no_header(self, ask: Ask) -> None:
        """What is typed is text in a mail, and nothing else."""
        ask(function="agent\r\nBcc: ander@example.nl")
        assert Source.objects.get().function == "agent Bcc: ander@example.nl"
        assert "\nBcc" not in Mail.objects.get().text

    def test_who_may_ask(self, as_user, cast: Cast, assessment: Assessment, ask: Ask) -> None:
        """The coordinator of the network alone."""
        address = f"/zelfevaluaties/{assessment.pk}/partners/vragen/"
        found = [as_user(one).get(address).status_code for one in (cast.anna, cast.bram, cast.zoe)]
        assert found == [200, 403, 404]


class TestProgress:
    def test_the_list_costs_the_same_for_few_and_many(
        self, as_user, cast: Cast, assessment: Assessment, ask: Ask, django_assert_num_queries
    ) -> None:
        """Each partner with how far it is."""
        anna = as_user(cast.anna)
        address = f"/zelfevaluaties/{assessment.pk}/partners/"
        ask()
        anna.get(address)
        with django_assert_num_queries(QUERIES):
            anna.get(address)
        organisation = Organisation.objects.get(name="Politie Noord")
        for place in range(200):
            source = Source.objects.create(
                assessment=assessment,
                kind="partner",
                organisation=organisation,
                function=f"functie {place}",
            )
            link = PartnerLink(
                source=source, email="a@b.example", may_see_others=False, made_at=timezone.now()
            )
            link.give_new_secret()
            link.open_until(timezone.localdate())
            link.save()
        with django_assert_num_queries(QUERIES):
            page = anna.get(address)
        assert page.content.decode().count("Opende de link nog niet.") == 201

    def test_how_far_a_partner_is(
        self, as_user, cast: Cast, assessment: Assessment, police: str
    ) -> None:
        """Asked, opened, answered, sent in."""
        anna, address = as_user(cast.anna), f"/zelfevaluaties/{assessment.pk}/partners/"
        assert "Opende de link nog niet." in anna.get(address).content.decode()
        Client().get(police)
        answer(police)
        page = anna.get(address).content.decode()
        assert "nog niet verstuurd" in page
        assert "1 van 12 vragen beantwoord." in page
        Client().post(f"{police}versturen/")
        assert (
            "De partner die is gevraagd, verstuurde antwoorden."
            in anna.get(address).content.decode()
        )

    def test_progress_is_what_the_partner_sees(
        self, as_user, cast: Cast, assessment: Assessment, ask: Ask, police: str
    ) -> None:
        """An example alone is an answer; a question that this version doesn't ask isn't counted."""
        answer(police, judgement="", remark="", example="Het rooster van mei.")
        link = PartnerLink.objects.get()
        link.questions = [*link.questions, "een-vraag-van-vroeger"]
        link.save()
        source = Source.objects.get()
        other = Indicator.objects.get(
            group__theme__indicator_set=assessment.indicator_set, key="samenhang-afspraken"
        )
        View.objects.create(source=source, indicator=other, remark="Werd hier niet gevraagd.")
        ask("Veilig Thuis Noord", "teamleider", "team@vt.example")
        Client().post(f"{police}versturen/")
        page = as_user(cast.anna).get(f"/zelfevaluaties/{assessment.pk}/partners/").content.decode()
        assert "1 van 12 vragen beantwoord." in page
        assert "1 van de 2 partners verstuurde antwoorden." in page


QUERIES = 9


class TestChanging:
    def test_a_reminder_has_the_same_link(
        self, as_user, cast: Cast, assessment: Assessment, police: str
    ) -> None:
        """So the first mail still works."""
        change(as_user, cast, assessment, action="remind")
        mail = Mail.objects.latest("pk")
        assert mail.subject.startswith("Herinnering")
        assert address_in(mail) == police

    def test_a_new_link_stops_the_old_one(
        self, as_user, cast: Cast, assessment: Assessment, police: str
    ) -> None:
        """It was forwarded; what was answered stays."""
        answer(police)
        day = (timezone.localdate() + timedelta(days=5)).isoformat()
        change(
            as_user, cast, assessment, action="renew", email="ander@politie.example", answer_by=day
        )
        old, new = Client().get(police), Client().get(address_in(Mail.objects.latest("pk")))
        assert (old.status_code, new.status_code) == (404, 200)
        assert "Ga verder met vraag" in new.content.decode()

    def test_all_who_wait_are_reminded_at_once(
        self, as_user, cast: Cast, assessment: Assessment, police: str, veilig_thuis: str
    ) -> None:
        """Not who sent its answers in."""
        answer(police)
        Client().post(f"{police}versturen/")
        anna = as_user(cast.anna)
        anna.post(f"/zelfevaluaties/{assessment.pk}/partners/herinneren/")
        reminded = Mail.objects.filter(kind="partner_reminder").values_list("to", flat=True)
        assert list(reminded) == ["team@vt.example"]

    def test_a_withdrawn_link_says_no_more_than_a_guess(
        self, as_user, cast: Cast, assessment: Assessment, police: str
    ) -> None:
        """Nobody learns from it that there was such a link."""
        change(as_user, cast, assessment, action="withdraw")
        withdrawn = Client().get(police)
        guessed = Client().get(f"/inbreng/{'x' * 43}/")
        assert (withdrawn.status_code, guessed.status_code) == (404, 404)
        assert withdrawn.content == guessed.content

    def test_a_link_that_expired_gets_more_time(
        self, as_user, cast: Cast, assessment: Assessment, police: str
    ) -> None:
        """It says what to do; then the same link works again."""
        PartnerLink.objects.update(expires_at=timezone.now() - timedelta(hours=1))
        expired = Client().get(police)
        assert expired.status_code == 403
        assert "Antwoorden kon tot en met" in expired.content.decode()
        day = (timezone.localdate() + timedelta(days=3)).isoformat()
        change(as_user, cast, assessment, action="time", answer_by=day)
        assert Client().get(police).status_code == 200

    def test_who_waits_is_reminded_once_three_days_before(self, police: str) -> None:
        """By a command that runs every day; who sent in, or has more time, isn't."""
        call_command("remind_partners")
        assert Mail.objects.count() == 1
        PartnerLink.objects.update(answer_by=timezone.localdate() + timedelta(days=3))
        call_command("remind_partners")
        call_command("remind_partners")
        assert [mail.kind for mail in Mail.objects.order_by("pk")] == [
            "partner_invitation",
            "partner_reminder",
        ]

    def test_nobody_is_asked_during_the_review(self, assessment: Assessment, ask: Ask) -> None:
        """The text stands still then."""
        lifecycle.submit_for_review(assessment=assessment)
        assert ask().status_code == 302
        assert PartnerLink.objects.count() == 0
