"""Every button of the pages about partners, pressed on a page that was opened before something
else happened.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments import lifecycle
from assessments.models import Answer, Assessment, Source, View
from indicators.models import Indicator
from networks.models import Mail, Organisation
from partners.models import (
    KINDS,
    CheckLink,
    ConversationLink,
    Correction,
    FactRemark,
    PartnerLink,
)
from reports import confirming
from tests.cast import Cast

from .conftest import QUESTION, answer

pytestmark = pytest.mark.django_db

Happen = Callable[[Assessment, Cast], None]


def nothing(assessment: Assessment, cast: Cast) -> None:
    """Nothing happened."""


def review_began(assessment: Assessment, cast: Cast) -> None:
    lifecycle.submit_for_review(assessment=assessment)


def review_ended(assessment: Assessment, cast: Cast) -> None:
    lifecycle.take_back(assessment=assessment)


def confirmed(assessment: Assessment, cast: Cast) -> None:
    if assessment.state == Assessment.State.IN_PROGRESS:
        lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna, reason="Zo is het goed.")


def withdrawn(assessment: Assessment, cast: Cast) -> None:
    for kind in KINDS:
        kind.objects.update(withdrawn_at=timezone.now())


def expired(assessment: Assessment, cast: Cast) -> None:
    for kind in KINDS:
        kind.objects.update(expires_at=timezone.now() - timedelta(minutes=1))


def removed(assessment: Assessment, cast: Cast) -> None:
    Source.objects.update(deleted="weg.1")


def forgotten(assessment: Assessment, cast: Cast) -> None:
    for kind in KINDS:
        kind.objects.update(email="")


DONE = ""
REVIEW = "De evaluatie ligt nu ter toetsing. Er is niets gewijzigd."
ENDED = "Het rapport ligt niet meer ter toetsing. Er is niets gewijzigd."
CONFIRMED = "Deze evaluatie is vastgesteld"
GONE = "Deze partner is intussen verwijderd. Er is niets gewijzigd."
WITHDRAWN = "Deze link is ingetrokken. Stuur eerst een nieuwe link."
# What the coordinator is told; nothing where it is done.
ACTIONS = ("remind", "time", "renew", "withdraw")
OF_PARTNERS: dict[Happen, tuple[str, str, str, str]] = {
    nothing: (DONE, DONE, DONE, DONE),
    review_began: (REVIEW,) * 4,
    confirmed: (CONFIRMED,) * 4,
    withdrawn: (WITHDRAWN, WITHDRAWN, DONE, DONE),
    expired: ("De datum is voorbij. Geef eerst meer tijd.", DONE, DONE, DONE),
    removed: (GONE,) * 4,
    forgotten: ("Het e-mailadres is niet meer bewaard.", DONE, DONE, DONE),
}
OF_CHECKERS: dict[Happen, tuple[str, str, str, str]] = OF_PARTNERS | {review_ended: (ENDED,) * 4}
del OF_CHECKERS[review_began]


def stored() -> list[object]:
    links = [list(kind.objects.values_list()) for kind in KINDS]
    remarks = [list(kind.objects.values_list()) for kind in (FactRemark, Correction)]
    return [*links, list(View.objects.values_list()), *remarks]


def press(client: Client, address: str, **posted: str) -> str:
    return client.post(address, posted, follow=True).content.decode()


def try_all(client: Client, address: str, expected: tuple[str, ...]) -> None:
    """Press each button once; what is refused changes nothing and mails nobody."""
    day = (timezone.localdate() + timedelta(days=20)).isoformat()
    more = {"time": {"answer_by": day}, "renew": {"answer_by": day, "email": "nieuw@vt.example"}}
    for action, told in zip(ACTIONS, expected, strict=True):
        before, mails = stored(), Mail.objects.count()
        page = press(client, address, action=action, **more.get(action, {}))
        assert told in page
        if told:
            assert (stored(), Mail.objects.count()) == (before, mails)
        elif action != "withdraw":
            assert stored() != before


@pytest.mark.parametrize("happen", OF_PARTNERS)
def test_the_buttons_of_a_partner(
    as_user, cast: Cast, assessment: Assessment, police: str, happen: Happen
) -> None:
    """Each is done, or says why it isn't."""
    happen(assessment, cast)
    address = f"/zelfevaluaties/{assessment.pk}/partners/{PartnerLink.objects.get().pk}/"
    try_all(as_user(cast.anna), address, OF_PARTNERS[happen])


@pytest.fixture
def checked(as_user, cast: Cast, assessment: Assessment, answered: Answer) -> str:
    """The address with which Veilig Thuis checks the facts."""
    prefix = f"org{Organisation.objects.get(name='Veilig Thuis Noord').pk}-"
    posted = {
        f"{prefix}chosen": "on",
        f"{prefix}function": "teamleider",
        f"{prefix}email": "team@vt.example",
        "answer_by": (timezone.localdate() + timedelta(days=10)).isoformat(),
        "word": "",
    }
    as_user(cast.anna).post(f"/zelfevaluaties/{assessment.pk}/partners/feiten/vragen/", posted)
    return "/controle/" + Mail.objects.latest("pk").text.split("/controle/")[1].split()[0]


@pytest.fixture
def answered(assessment: Assessment) -> Answer:
    indicator = assessment.indicator_set.themes.get(key="samen-op-in-acuut").groups.first()
    answer = Answer.objects.create(
        assessment=assessment,
        indicator=indicator.indicators.first(),
        text="Binnen een uur volgt een reactie.",
    )
    lifecycle.submit_for_review(assessment=assessment)
    return answer


@pytest.mark.parametrize("happen", OF_CHECKERS)
def test_the_buttons_of_who_checks_facts(
    as_user, cast: Cast, assessment: Assessment, checked: str, happen: Happen
) -> None:
    """The same, in the other state of the assessment."""
    happen(assessment, cast)
    address = f"/zelfevaluaties/{assessment.pk}/partners/feiten/link/{CheckLink.objects.get().pk}/"
    try_all(as_user(cast.anna), address, OF_CHECKERS[happen])


@pytest.fixture
def talk(as_user, cast: Cast, assessment: Assessment) -> str:
    """The address with which the wijkagent checks a conversation report."""
    source = Source.objects.create(assessment=assessment, kind="conversation", function="wijkagent")
    View.objects.create(
        source=source, indicator=Indicator.objects.get(key=QUESTION), remark="Zij bellen terug."
    )
    posted = {
        "ask-email": "wijkagent@politie.example",
        "ask-answer_by": (timezone.localdate() + timedelta(days=10)).isoformat(),
        "ask-word": "",
    }
    as_user(cast.anna).post(reverse("ask_person", args=[assessment.pk, source.pk]), posted)
    found = Mail.objects.latest("pk").text.split("/gespreksverslag/")[1].split()[0]
    return f"/gespreksverslag/{found}"


def agreed(assessment: Assessment, cast: Cast) -> None:
    ConversationLink.objects.update(agreed_at=timezone.now())


def corrected(assessment: Assessment, cast: Cast) -> None:
    link = ConversationLink.objects.get()
    Correction.objects.create(link=link, remark="Alleen overdag.")
    ConversationLink.objects.update(sent_at=timezone.now())


def handled(assessment: Assessment, cast: Cast) -> None:
    corrected(assessment, cast)
    Correction.objects.update(outcome="taken_over")


NEEDLESS = "Er is geen herinnering verstuurd: dat is niet meer nodig."
# A report is also checked during the review.
OF_TALKS: dict[Happen, tuple[str, str, str, str]] = OF_PARTNERS | {
    review_began: (DONE,) * 4,
    removed: ("Dit gesprek is intussen verwijderd. Er is niets gewijzigd.",) * 4,
    agreed: (NEEDLESS, DONE, DONE, DONE),
    corrected: (NEEDLESS, DONE, DONE, DONE),
    handled: (DONE,) * 4,
}


@pytest.mark.parametrize("happen", OF_TALKS)
def test_the_buttons_of_a_person_spoken_with(
    as_user, cast: Cast, assessment: Assessment, talk: str, happen: Happen
) -> None:
    """The same for a conversation report. Whoever corrected it waits for the author."""
    happen(assessment, cast)
    source = Source.with_deleted.get()
    address = reverse("change_conversation_link", args=[assessment.pk, source.pk])
    try_all(as_user(cast.anna), address, OF_TALKS[happen])


@pytest.mark.parametrize(
    ("happen", "told"),
    [
        (confirmed, "De evaluatie is vastgesteld. Uw reactie is bewaard."),
        (withdrawn, "Deze link werkt niet."),
        (expired, "Antwoorden kon tot en met"),
        (removed, "Deze link werkt niet."),
    ],
)
@pytest.mark.parametrize("action", ["agree", "send"])
def test_a_person_spoken_with_answers_too_late(
    assessment: Assessment, cast: Cast, talk: str, happen: Happen, told: str, action: str
) -> None:
    """Nothing is recorded, and the author gets no mail."""
    happen(assessment, cast)
    before, mails = stored(), Mail.objects.count()
    assert told in press(Client(), talk, action=action)
    assert (stored(), Mail.objects.count()) == (before, mails)


@pytest.mark.parametrize(
    ("happen", "page", "told"),
    [
        (review_began, "herinneren/", "Er is niets verstuurd."),
        (nothing, "feiten/herinneren/", "Er is niets verstuurd."),
        (review_began, "vragen/", "U kunt nu niemand meer vragen."),
        (nothing, "feiten/vragen/", "Leg de evaluatie eerst ter toetsing voor."),
        (confirmed, "herinneren/", CONFIRMED),
        (confirmed, "feiten/herinneren/", CONFIRMED),
        (confirmed, "vragen/", CONFIRMED),
        (confirmed, "feiten/vragen/", CONFIRMED),
        (withdrawn, "herinneren/", "0 partners krijgen een herinnering."),
        (removed, "herinneren/", "0 partners krijgen een herinnering."),
    ],
)
def test_the_buttons_for_all(
    as_user, cast: Cast, assessment: Assessment, police: str, happen: Happen, page: str, told: str
) -> None:
    """Nobody gets a mail that is of no use."""
    happen(assessment, cast)
    mails = Mail.objects.count()
    answered = press(as_user(cast.anna), f"/zelfevaluaties/{assessment.pk}/partners/{page}")
    assert told in answered
    assert Mail.objects.count() == mails


@pytest.mark.parametrize(
    ("happen", "told"),
    [
        (nothing, "De opmerking is afgehandeld."),
        # The coordinator works remarks in, also after the review.
        (review_ended, "De opmerking is afgehandeld."),
        (withdrawn, "De opmerking is afgehandeld."),
        (forgotten, "De opmerking is afgehandeld."),
        (removed, GONE),
        (confirmed, CONFIRMED),
    ],
)
def test_handling_a_remark(
    as_user, cast: Cast, assessment: Assessment, checked: str, happen: Happen, told: str
) -> None:
    """Once: a second time from the same page changes nothing and mails nobody."""
    remark = FactRemark.objects.create(
        check_link=CheckLink.objects.get(), subject="answer", subject_pk=1, remark="Nee."
    )
    happen(assessment, cast)
    address = f"/zelfevaluaties/{assessment.pk}/partners/feiten/{remark.pk}/"
    posted = {"seen": "Nee.", "outcome": "answered", "explanation": "Zo is geteld."}
    assert told in press(as_user(cast.anna), address, **posted)
    before, mails = stored(), Mail.objects.count()
    page = press(as_user(cast.anna), address, **posted | {"explanation": "Toch niet."})
    assert (stored(), Mail.objects.count()) == (before, mails)
    if "afgehandeld" in told:
        assert "Deze opmerking is intussen al afgehandeld." in page


@pytest.mark.parametrize(
    ("happen", "told"),
    [
        (review_began, "De evaluatie ligt nu ter toetsing. Uw antwoorden zijn bewaard."),
        (confirmed, "De evaluatie is vastgesteld. Uw antwoorden zijn bewaard."),
        (withdrawn, "Deze link werkt niet."),
        (expired, "Antwoorden kon tot en met"),
        (removed, "Deze link werkt niet."),
    ],
)
def test_a_partner_sends_in_too_late(
    assessment: Assessment, cast: Cast, police: str, happen: Happen, told: str
) -> None:
    """The page says what happened, and nothing is sent in."""
    answer(police)
    happen(assessment, cast)
    assert told in press(Client(), f"{police}versturen/")
    assert View.with_deleted.get().sent_in_at is None


@pytest.mark.parametrize(
    ("happen", "told"),
    [
        (review_ended, "Het rapport ligt niet meer ter toetsing. Uw opmerkingen zijn bewaard."),
        (confirmed, "De evaluatie is vastgesteld. Uw opmerkingen zijn bewaard."),
        (withdrawn, "Deze link werkt niet."),
        (expired, "Antwoorden kon tot en met"),
        (removed, "Deze link werkt niet."),
    ],
)
@pytest.mark.parametrize("page", ["gekeken/", "answer/1/"])
def test_a_partner_checks_too_late(
    assessment: Assessment, cast: Cast, checked: str, happen: Happen, told: str, page: str
) -> None:
    """The same for who checks facts."""
    happen(assessment, cast)
    assert told in press(Client(), checked + page)
    assert CheckLink.objects.get().looked_at is None


def test_nobody_reads_on_after_the_review(
    assessment: Assessment, cast: Cast, answered: Answer, checked: str
) -> None:
    """The network writes on; the link shows what was remarked on, as it was then."""
    FactRemark.objects.create(
        check_link=CheckLink.objects.get(),
        subject="answer",
        subject_pk=answered.pk,
        said="Binnen een uur volgt een reactie.",
        remark="De nacht is niet geteld.",
    )
    review_ended(assessment, cast)
    Answer.objects.update(text="Hier werken wij nog aan.")
    page = Client().get(checked).content.decode()
    assert "Hier werken wij nog aan." not in page
    assert "Binnen een uur volgt een reactie." in page
    assert "De nacht is niet geteld." in page
