"""Partners check the facts of a report under review."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from assessments import lifecycle
from assessments.form_fields import digest_of
from assessments.models import Answer, Assessment, TextVersion
from indicators.models import Indicator
from networks.models import Mail, Organisation
from partners.fact_check import state_of
from partners.models import CheckLink, FactRemark
from reports import confirming
from reports.report_building import report_of
from tests.assessments.saving_pages import send, served_in, told, typed
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewed(cast: Cast, assessment: Assessment) -> Answer:
    """An answer of Noord, whose report is under review."""
    indicator = Indicator.objects.get(
        key="acuut-signalen", group__theme__indicator_set=assessment.indicator_set
    )
    answer = Answer.objects.create(
        assessment=assessment, indicator=indicator, text="Binnen een uur volgt een reactie."
    )
    lifecycle.submit_for_review(assessment=assessment)
    return answer


def pages(assessment: Assessment) -> str:
    return f"/zelfevaluaties/{assessment.pk}/partners/feiten/"


@pytest.fixture
def link(as_user, cast: Cast, assessment: Assessment, reviewed: Answer) -> str:
    """The address with which Veilig Thuis checks the facts."""
    prefix = f"org{Organisation.objects.get(name='Veilig Thuis Noord').pk}-"
    posted = {
        f"{prefix}chosen": "on",
        f"{prefix}function": "teamleider",
        f"{prefix}email": "team@vt.example",
        "answer_by": (timezone.localdate() + timedelta(days=10)).isoformat(),
        "word": "",
    }
    assert as_user(cast.anna).post(f"{pages(assessment)}vragen/", posted).status_code == 302
    found = Mail.objects.latest("pk").text
    return "/controle/" + found.split("/controle/")[1].split()[0]


def remark(link: str, answer: Answer, text: str = "De nacht is niet geteld.", page: str = "blad"):
    """Remark on the answer as a script does; return the reply about it."""
    prefix = f"answer-{answer.pk}"
    served = served_in(Client().get(link), prefix)["remark"]
    person = f"bron-{CheckLink.objects.get().source_id}"
    address = f"{link}answer/{answer.pk}/"
    reply = send(
        Client(), address, {"remark": typed(text, served=served, page=page)}, person=person
    )
    return told(reply)["remark"]


def handle(as_user, cast: Cast, assessment: Assessment, **posted: str):
    row = FactRemark.objects.get()
    posted = {"seen": row.remark} | posted
    return as_user(cast.anna).post(f"{pages(assessment)}{row.pk}/", posted)


class TestChecking:
    def test_a_partner_remarks_on_a_paragraph(
        self, as_user, cast: Cast, assessment: Assessment, reviewed: Answer, link: str
    ) -> None:
        """The coordinator reads it beside the text, with who it is from."""
        page = Client().get(link)
        assert "Binnen een uur volgt een reactie." in page.content.decode()
        assert remark(link, reviewed)["result"] == "stored"
        shown = as_user(cast.anna).get(pages(assessment)).content.decode()
        assert "De nacht is niet geteld." in shown
        assert "De partner die is gevraagd, keek of de feiten kloppen." in shown
        assert "1 opmerking is nog open." in shown

    def test_two_people_with_one_link_lose_nothing(self, link: str, reviewed: Answer) -> None:
        """A group mailbox: the second is shown what the first one remarked, and by whom; a repeat of
        the first undoes nothing."""
        empty = digest_of("")
        address = f"{link}answer/{reviewed.pk}/"
        person = f"bron-{CheckLink.objects.get().source_id}"

        def save(text: str, served: str, page: str, step: int = 1) -> dict[str, object]:
            sent = {"remark": typed(text, served=served, page=page, step=step)}
            return told(send(Client(), address, sent, person=person))["remark"]

        assert save("De eerste.", empty, "eerste")["result"] == "stored"
        second = save("De tweede.", empty, "tweede")
        assert (second["result"], second["value"]) == ("conflict", "De eerste.")
        assert second["by"] == "iemand anders met deze link"
        assert save("Samen.", str(second["stored"]), "tweede", 2)["result"] == "stored"
        assert save("De eerste.", empty, "eerste")["result"] == "newer"
        assert FactRemark.objects.get().remark == "Samen."
        texts = TextVersion.objects.filter(field="remark").values_list("text", flat=True)
        assert list(texts) == ["De eerste.", "Samen."]

    def test_looking_without_a_remark_counts(self, link: str, assessment: Assessment) -> None:
        """Once, also when the button is pressed twice."""
        Client().post(f"{link}gekeken/")
        moment = CheckLink.objects.get().looked_at
        Client().post(f"{link}gekeken/")
        assert CheckLink.objects.get().looked_at == moment
        check = state_of(assessment)
        assert (check.asked, check.looked, check.with_remarks, check.open) == (1, 1, 0, 0)

    def test_nothing_can_be_remarked_after_the_review(
        self, link: str, assessment: Assessment, reviewed: Answer
    ) -> None:
        """The page can still be read, and says so."""
        remark(link, reviewed)
        lifecycle.take_back(assessment=assessment)
        page = Client().get(link).content.decode()
        assert "ligt niet meer ter toetsing" in page
        assert "De nacht is niet geteld." in page
        assert Client().post(f"{link}gekeken/").status_code == 403

    def test_the_link_of_the_check_opens_nothing_else(self, link: str) -> None:
        """Each kind of link has its own pages."""
        assert Client().get(link.replace("/controle/", "/inbreng/")).status_code == 404

    def test_nobody_is_asked_before_the_review(
        self, as_user, cast: Cast, assessment: Assessment
    ) -> None:
        """The text must stand still first."""
        assert as_user(cast.anna).get(f"{pages(assessment)}vragen/").status_code == 302


class TestAsking:
    def change(self, as_user, cast: Cast, assessment: Assessment, **posted: str) -> None:
        row = CheckLink.objects.get()
        as_user(cast.anna).post(f"{pages(assessment)}link/{row.pk}/", posted)

    def test_a_reminder_has_the_same_link(
        self, as_user, cast: Cast, assessment: Assessment, link: str
    ) -> None:
        """The page says when it was sent."""
        self.change(as_user, cast, assessment, action="remind")
        mail = Mail.objects.latest("pk")
        assert (mail.kind, link in mail.text) == ("fact_check_reminder", True)
        assert "herinnerd op" in as_user(cast.anna).get(pages(assessment)).content.decode()

    def test_a_better_address_gets_a_link_of_its_own(
        self, as_user, cast: Cast, assessment: Assessment, reviewed: Answer, link: str
    ) -> None:
        """The one that went to the wrong address stops; remarks stay."""
        remark(link, reviewed)
        day = (timezone.localdate() + timedelta(days=5)).isoformat()
        self.change(
            as_user, cast, assessment, action="renew", email="goed@vt.example", answer_by=day
        )
        mail = Mail.objects.latest("pk")
        assert mail.to == "goed@vt.example"
        new = "/controle/" + mail.text.split("/controle/")[1].split()[0]
        old, page = Client().get(link), Client().get(new)
        assert (old.status_code, page.status_code) == (404, 200)
        assert "De nacht is niet geteld." in page.content.decode()

    def test_who_looked_or_remarked_is_reminded_no_more(
        self, as_user, cast: Cast, assessment: Assessment, reviewed: Answer, link: str
    ) -> None:
        """Not by hand, not all at once, and not by itself."""
        CheckLink.objects.update(answer_by=timezone.localdate() + timedelta(days=2))
        remark(link, reviewed)
        self.change(as_user, cast, assessment, action="remind")
        as_user(cast.anna).post(f"{pages(assessment)}herinneren/")
        call_command("remind_partners")
        assert Mail.objects.filter(kind="fact_check_reminder").count() == 0

    def test_who_did_not_look_is_reminded_once_three_days_before(
        self, assessment: Assessment, link: str
    ) -> None:
        """As partners are of their answers; not when the review is over."""
        reminders = Mail.objects.filter(kind="fact_check_reminder")
        call_command("remind_partners")
        assert reminders.count() == 0
        CheckLink.objects.update(answer_by=timezone.localdate() + timedelta(days=3))
        lifecycle.take_back(assessment=assessment)
        call_command("remind_partners")
        assert reminders.count() == 0
        lifecycle.submit_for_review(assessment=assessment)
        call_command("remind_partners")
        call_command("remind_partners")
        assert reminders.count() == 1

    def test_who_was_withdrawn_and_is_asked_again_gets_another_link(
        self, as_user, cast: Cast, assessment: Assessment, link: str
    ) -> None:
        """The old one stays closed."""
        self.change(as_user, cast, assessment, action="withdraw")
        assert Client().get(link).status_code == 404
        prefix = f"org{Organisation.objects.get(name='Veilig Thuis Noord').pk}-"
        posted = {
            f"{prefix}chosen": "on",
            f"{prefix}function": "teamleider",
            f"{prefix}email": "team@vt.example",
            "answer_by": (timezone.localdate() + timedelta(days=10)).isoformat(),
            "word": "",
        }
        as_user(cast.anna).post(f"{pages(assessment)}vragen/", posted)
        new = Mail.objects.latest("pk").text.split("/controle/")[1].split()[0]
        assert Client().get(f"/controle/{new}").status_code == 200
        assert Client().get(link).status_code == 404


class TestHandling:
    def test_remarks_stand_under_the_text_that_they_are_about(
        self, as_user, cast: Cast, assessment: Assessment, reviewed: Answer, link: str
    ) -> None:
        """Once, with a link to where it is typed; last what isn't in the report any more."""
        remark(link, reviewed)
        other = CheckLink.objects.get()
        other.pk, other.source_id = (
            None,
            assessment.sources.create(
                kind="partner", organisation=Organisation.objects.get(name="Politie Noord")
            ).pk,
        )
        other.give_new_secret()
        other.save()
        for pk, text in ((reviewed.pk, "Het weekend ook niet."), (10**6, "Dat ging weg.")):
            FactRemark.objects.create(
                check_link=other, subject="answer", subject_pk=pk, remark=text, said="Er stond dit."
            )
        page = as_user(cast.anna).get(pages(assessment)).content.decode().split("<main")[1]
        assert page.count("Binnen een uur volgt een reactie.") == 1
        assert page.count("Pas deze tekst aan") == 1
        theme = f"/zelfevaluaties/{assessment.pk}/thema/samen-op-in-acuut/#i-acuut-signalen"
        assert f'href="{theme}"' in page
        places = [page.index(f">{text}<") for text in ("De nacht is niet geteld.",
                  "Het weekend ook niet.", "Er stond dit.", "Dat ging weg.")]  # fmt: skip
        assert places == sorted(places)

    def test_a_partner_hears_what_became_of_it(
        self, as_user, cast: Cast, assessment: Assessment, reviewed: Answer, link: str
    ) -> None:
        """By mail, with the explanation."""
        remark(link, reviewed)
        handle(
            as_user, cast, assessment, outcome="not_taken_over", explanation="Dat is al besproken."
        )
        mail = Mail.objects.latest("pk")
        assert (mail.to, "Dat is al besproken." in mail.text) == ("team@vt.example", True)
        assert state_of(assessment).open == 0

    def test_not_taken_over_needs_a_reason(
        self, as_user, cast: Cast, assessment: Assessment, reviewed: Answer, link: str
    ) -> None:
        """The page comes back with what was chosen."""
        remark(link, reviewed)
        page = handle(as_user, cast, assessment, outcome="not_taken_over", explanation=" ")
        assert page.status_code == 422
        assert state_of(assessment).open == 1

    def test_a_remark_that_changed_meanwhile_is_read_first(
        self, as_user, cast: Cast, assessment: Assessment, reviewed: Answer, link: str
    ) -> None:
        """What the coordinator answered was another text."""
        remark(link, reviewed)
        seen = FactRemark.objects.get().remark
        remark(link, reviewed, "En het weekend ook niet.", page="ander-blad")
        handle(as_user, cast, assessment, outcome="taken_over", seen=seen)
        assert state_of(assessment).open == 1

    def test_a_handled_remark_that_is_typed_anew_is_open_again(
        self, as_user, cast: Cast, assessment: Assessment, reviewed: Answer, link: str
    ) -> None:
        """It asks for another look."""
        remark(link, reviewed)
        handle(as_user, cast, assessment, outcome="taken_over")
        assert state_of(assessment).open == 0
        remark(link, reviewed, "Toch niet.", page="ander-blad")
        assert state_of(assessment).open == 1


class TestConfirming:
    def confirm(self, as_user, cast: Cast, assessment: Assessment, reason: str = ""):
        address = f"/zelfevaluaties/{assessment.pk}/vaststellen/stap/"
        return as_user(cast.anna).post(address, {"action": "confirm", "reason": reason})

    def test_an_open_remark_asks_for_a_reason(
        self, as_user, cast: Cast, assessment: Assessment, reviewed: Answer, link: str
    ) -> None:
        """Which the report prints, with who was asked and who looked."""
        remark(link, reviewed)
        anna = as_user(cast.anna)
        ask = anna.get(f"/zelfevaluaties/{assessment.pk}/vaststellen/zeker/")
        assert "Waarom stelt u vast met een open opmerking?" in ask.content.decode()
        self.confirm(as_user, cast, assessment)
        assessment.refresh_from_db()
        assert not assessment.is_confirmed
        self.confirm(as_user, cast, assessment, "De stuurgroep bespreekt het in januari.")
        assessment.refresh_from_db()
        assert assessment.is_confirmed
        check = report_of(assessment).fact_check
        assert check is not None
        assert (check.asked, check.looked, check.open) == (1, 1, 1)
        page = anna.get(f"/zelfevaluaties/{assessment.pk}/rapport/").content.decode()
        assert "De stuurgroep bespreekt het in januari." in page
        assert "De partner die is gevraagd, keek of de feiten kloppen." in page

    def test_the_database_refuses_changes_afterwards(
        self, cast: Cast, assessment: Assessment, reviewed: Answer, link: str
    ) -> None:
        """Like everything else that the report rests on."""
        remark(link, reviewed)
        confirming.confirm(assessment=assessment, by=cast.anna, reason="Zo is het goed.")
        with pytest.raises(IntegrityError), transaction.atomic():
            FactRemark.objects.update(remark="Iets anders.")


def test_the_pages_cost_the_same_for_few_and_many(
    as_user,
    cast: Cast,
    assessment: Assessment,
    reviewed: Answer,
    link: str,
    django_assert_num_queries,
) -> None:
    """For the partner, and for the coordinator with the remarks of all."""
    remark(link, reviewed)
    anna = as_user(cast.anna)
    anna.get(pages(assessment))
    with django_assert_num_queries(COORDINATOR):
        anna.get(pages(assessment))
    with django_assert_num_queries(PARTNER):
        Client().get(link)
    indicators = Indicator.objects.filter(group__theme__indicator_set=assessment.indicator_set)
    check = CheckLink.objects.get()
    for indicator in indicators.exclude(pk=reviewed.indicator_id):
        answer = Answer.objects.create(assessment=assessment, indicator=indicator, text="Ja.")
        FactRemark.objects.create(
            check_link=check, subject="answer", subject_pk=answer.pk, remark="Nee."
        )
    with django_assert_num_queries(COORDINATOR):
        page = anna.get(pages(assessment))
    with django_assert_num_queries(PARTNER):
        Client().get(link)
    assert page.content.decode().count("Nee.") == 2 * 45


COORDINATOR, PARTNER = 14, 6
