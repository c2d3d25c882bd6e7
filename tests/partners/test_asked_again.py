"""A partner that sent its answers in is asked more."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from assessments import lifecycle
from assessments.models import Assessment, Source, View
from networks.models import Mail
from partners.models import PartnerLink
from tests.cast import Cast

from .conftest import Ask, answer

pytestmark = pytest.mark.django_db

LATER = "samenhang-afspraken"


@pytest.fixture
def asked_again(police: str, ask: Ask) -> str:
    """The link of the police, which sent one answer in, and then was asked another question."""
    answer(police)
    Client().post(f"{police}versturen/")
    ask(question=LATER)
    return police


def views() -> dict[str, View]:
    return {view.indicator.key: view for view in View.objects.select_related("indicator")}


def page_of(as_user, cast: Cast, assessment: Assessment, page: str = "") -> str:
    found = as_user(cast.anna).get(f"/zelfevaluaties/{assessment.pk}/partners/{page}")
    return found.content.decode()


def test_a_new_answer_is_seen_once_it_is_sent_in(
    as_user, cast: Cast, assessment: Assessment, asked_again: str
) -> None:
    """Not while it is typed; what was sent before stays to be seen."""
    answer(asked_again, LATER, judgement="strength", remark="Alles staat op papier.")
    source = Source.objects.get()
    own_page = f"/zelfevaluaties/{assessment.pk}/bronnen/{source.pk}/"
    pages = [page_of(as_user, cast, assessment, "verschillen/")]
    pages.append(as_user(cast.anna).get(own_page).content.decode())
    for page in pages:
        assert "Alles staat op papier." not in page
        assert "tot de ochtend" in page
    sent = Client().post(f"{asked_again}versturen/", follow=True)
    assert "Dank u wel" in sent.content.decode()
    assert "Alles staat op papier." in page_of(as_user, cast, assessment, "verschillen/")


def test_its_first_judgement_is_kept_too(asked_again: str) -> None:
    """Others are only seen after sending, so a judgement of before that is its own."""
    answer(asked_again, LATER, judgement="strength")
    answer(asked_again, LATER, judgement="mixed")
    Client().post(f"{asked_again}versturen/")
    answer(asked_again, LATER, judgement="improvement")
    view = views()[LATER]
    assert (view.first_judgement, view.judgement) == ("mixed", "improvement")


def test_an_earlier_answer_keeps_its_moment_and_first_judgement(asked_again: str) -> None:
    """Sending in again is about what wasn't sent."""
    before = views()["acuut-signalen"]
    answer(asked_again, judgement="strength")
    answer(asked_again, LATER)
    Client().post(f"{asked_again}versturen/")
    after = views()["acuut-signalen"]
    assert (after.first_judgement, after.sent_in_at) == ("improvement", before.sent_in_at)
    assert views()[LATER].sent_in_at > before.sent_in_at


def test_both_sides_are_told(as_user, cast: Cast, assessment: Assessment, asked_again: str) -> None:
    """The coordinator how many are waited for, the partner what is new."""
    assert "1 nieuwe vraag nog niet verstuurd." in page_of(as_user, cast, assessment)
    mail = Mail.objects.latest("pk")
    assert "Wij hebben 1 nieuwe vraag voor u." in mail.text
    for page in ("", "vragen/"):
        assert "1 nieuwe vraag" in Client().get(asked_again + page).content.decode()
    answer(asked_again, LATER)
    Client().post(f"{asked_again}versturen/")
    assert "nog niet verstuurd" not in page_of(as_user, cast, assessment)


def test_the_new_questions_alone_are_not_sent_empty(asked_again: str) -> None:
    """The page says so; the partner stays waited for."""
    page = Client().post(f"{asked_again}versturen/")
    assert page.status_code == 422
    assert "U hebt de nieuwe vragen nog niet beantwoord." in page.content.decode()
    assert PartnerLink.objects.get().new_questions == [LATER]


def test_it_is_reminded_of_them_by_itself_once(asked_again: str) -> None:
    """Also who was reminded before it sent the first ones in."""
    PartnerLink.objects.update(answer_by=timezone.localdate() + timedelta(days=3))
    for _day in range(2):
        call_command("remind_partners")
    reminders = Mail.objects.filter(kind="partner_reminder")
    assert reminders.count() == 1
    assert "Er is nog 1 nieuwe vraag die u niet verstuurde." in reminders.get().text
    answer(asked_again, LATER)
    Client().post(f"{asked_again}versturen/")
    PartnerLink.objects.update(reminded_by_itself_at=None)
    call_command("remind_partners")
    assert reminders.count() == 1


def test_asked_the_same_again_is_nothing_new(police: str, ask: Ask) -> None:
    """What was sent in is sent in."""
    answer(police)
    Client().post(f"{police}versturen/")
    ask(question="acuut-signalen")
    assert PartnerLink.objects.get().new_questions == []
    # It skipped the others of this theme, and is asked them once more.
    ask()
    assert len(PartnerLink.objects.get().new_questions) == 11


def test_what_is_asked_anew_is_asked_no_more_in_the_review(
    assessment: Assessment, asked_again: str
) -> None:
    """The partner reads that it is over, and not that a new question waits."""
    overview = f"{asked_again}vragen/"
    assert "Er is 1 nieuwe vraag." in Client().get(overview).content.decode()
    lifecycle.submit_for_review(assessment=assessment)
    page = Client().get(overview).content.decode()
    assert "Antwoorden kan niet meer." in page
    assert "Er is 1 nieuwe vraag." not in page
