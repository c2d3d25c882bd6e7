"""A partner reads who carries the evaluation out, in mails and on pages, of whatever kind it is."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments import lifecycle
from assessments.kinds import KINDS, KindCode
from assessments.models import Assessment
from networks.models import Mail, Organisation
from tests.cast import Cast

from .conftest import QUESTION, Ask, address_in, answer

pytestmark = pytest.mark.django_db


def text(page: HttpResponse) -> str:
    return " ".join(page.content.decode().split())


@pytest.mark.parametrize("kind", KINDS)
def test_who_asks_who_answers_and_who_writes(
    kind: KindCode, ask: Ask, assessment: Assessment, cast: Cast, as_user
) -> None:
    """The mail and the first page begin with the same sentence; after sending in, and where views
    are discussed, the words are of this kind. Nothing is said of another kind."""
    Assessment.objects.filter(pk=assessment.pk).update(kind=kind)
    assessment.refresh_from_db()
    words = KINDS[kind]
    ask()
    mail = Mail.objects.latest("pk")
    link = address_in(mail)
    invites = words.named(words.invites, "Netwerk Noord")
    assert (invites in mail.text, invites in mail.html) == (True, True)
    welcome = text(Client().get(link))
    assert invites in welcome
    answer(link)
    Client().post(f"{link}versturen/")
    sent = text(Client().get(f"{link}verstuurd/"))
    assert f"{words.writes} Misschien vragen we u" in sent
    discuss = reverse("discuss", args=[assessment.pk, QUESTION])
    discussed = text(as_user(cast.anna).get(discuss))
    assert f"Antwoord van {words.author} </h2>" in discussed
    seen = welcome + sent + discussed + mail.text
    others = [one for code, one in KINDS.items() if code != kind]
    said = [str(one.writes) for one in others] + [
        one.named(one.invites, "Netwerk Noord") for one in others
    ]
    assert [sentence for sentence in said if sentence in seen] == []


@pytest.mark.parametrize("kind", KINDS)
def test_who_wrote_the_report_that_is_checked(
    kind: KindCode, assessment: Assessment, cast: Cast, as_user
) -> None:
    """The mail about the facts says whose report it is."""
    Assessment.objects.filter(pk=assessment.pk).update(kind=kind)
    assessment.refresh_from_db()
    lifecycle.submit_for_review(assessment=assessment)
    prefix = f"org{Organisation.objects.get(name='Veilig Thuis Noord').pk}-"
    posted = {
        f"{prefix}chosen": "on",
        f"{prefix}function": "teamleider",
        f"{prefix}email": "team@vt.example",
        "answer_by": (timezone.localdate() + timedelta(days=10)).isoformat(),
    }
    assert (
        as_user(cast.anna).post(reverse("ask_to_check", args=[assessment.pk]), posted).status_code
        == 302
    )
    mail = Mail.objects.get()
    sentences = {
        code: one.named(one.asks_about_facts, "Netwerk Noord") for code, one in KINDS.items()
    }
    for told in (mail.text, mail.html):
        assert [code for code, sentence in sentences.items() if sentence in told] == [kind]
