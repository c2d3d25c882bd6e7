"""The daily mail about new talk, as it waits for the worker."""

from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from assessments import lifecycle
from assessments.models import Assessment, Comment, Finding, Thread
from assessments.threads import talking
from assessments.threads.digests import send_digests
from indicators.models import IndicatorSet
from networks.models import Mail, Membership, User
from reports import confirming
from tests.cast import PASSWORD, Cast, load_theme, make_assessment

LogIn = Callable[[User], Client]
PORTAL = "https://loket.example/"
# A savepoint, the mail, its task.
QUERIES_A_MAIL = 5


@pytest.fixture
def werkset(db: None) -> IndicatorSet:
    return load_theme()


@pytest.fixture
def thread(assessment: Assessment, cast: Cast) -> Thread:
    """Bram asks something, for Eva, and names Anna."""
    point = Finding.objects.create(assessment=assessment, kind="strength", headline="Punt")
    return talking.begin(
        assessment=assessment,
        about={"finding": point},
        text="Een geheim, @Anna?",
        by=cast.bram,
        mentioned=[cast.anna],
        assigned_to=cast.eva,
    )


def digests() -> dict[str, str]:
    """Run the command; return the texts of what it put in the queue, by who will get them."""
    before = list(Mail.objects.values_list("pk", flat=True))
    call_command("send_digests", PORTAL)
    return {one.to.split("@")[0]: one.text for one in Mail.objects.exclude(pk__in=before)}


def test_colleagues_hear_once_how_much_is_new_and_where(
    thread: Thread, assessment: Assessment, cast: Cast
) -> None:
    """Everybody but Bram, who wrote it; not what he wrote. A second time on a day nobody does."""
    sent = digests()
    assert sorted(sent) == ["anna", "eva"]
    link = "https://loket.example" + reverse("threads", args=[assessment.pk])
    assert f"Zelfevaluatie 2026: 1 nieuwe bijdrage, waarvan 1 voor u\n\n{link}\n" in sent["eva"]
    assert "geheim" not in "".join(sent.values())
    assert digests() == {}
    talking.reply(thread=thread, text="Ja.", by=cast.eva)
    talking.reply(thread=thread, text="Zeker.", by=cast.eva)
    sent = digests()
    assert sorted(sent) == ["anna", "bram"]
    assert "Zelfevaluatie 2026: 2 nieuwe bijdragen\n" in sent["anna"]


def test_who_switched_it_off_gets_none(thread: Thread, cast: Cast, as_user: LogIn) -> None:
    """On the account page, and back on again; what came in between isn't told afterwards."""
    cast.anna.set_password(PASSWORD)
    cast.anna.save()
    anna = as_user(cast.anna)
    choice = reverse("digest_choice")
    assert choice in anna.get(reverse("account")).content.decode()
    assert "checked" in anna.get(choice).content.decode()
    anna.post(choice, {})
    assert "checked" not in anna.get(choice).content.decode()
    assert sorted(digests()) == ["eva"]
    anna.post(choice, {"wanted": "on"})
    assert digests() == {}
    talking.reply(thread=thread, text="Ja.", by=cast.eva)
    assert sorted(digests()) == ["anna", "bram"]


def test_nobody_outside_the_network_and_nobody_who_left_gets_one(
    thread: Thread, cast: Cast
) -> None:
    """Eva's role ended, Anna's account was switched off; Zoë, Lotte and Ada were never in it."""
    Membership.objects.filter(user=cast.eva).delete()
    User.objects.filter(pk=cast.anna.pk).update(is_active=False)
    assert digests() == {}


def test_what_was_confirmed_meanwhile_is_not_told(
    thread: Thread, assessment: Assessment, cast: Cast
) -> None:
    """Nobody can reply any more; the rows stay as they were confirmed."""
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    assert digests() == {}
    assert not Comment.objects.get().is_told


@pytest.mark.parametrize("more", [0, 20])
def test_a_run_takes_few_queries(
    more: int, thread: Thread, werkset: IndicatorSet, cast: Cast, django_assert_num_queries
) -> None:
    """However many comments there are, for the two mails that they make."""
    for number in range(more):
        talking.reply(thread=thread, text=f"En {number}?", by=cast.bram, mentioned=[cast.eva])
    with django_assert_num_queries(5 + 2 * QUERIES_A_MAIL):
        assert send_digests(PORTAL) == 2


def test_a_mail_stands_in_the_outbox_of_its_network(
    thread: Thread, werkset: IndicatorSet, cast: Cast
) -> None:
    """So that a coordinator sees which address doesn't work; one mail a network."""
    zuid = make_assessment(cast.zuid, werkset)
    Membership.objects.create(user=cast.bram, network=cast.zuid, role="contributor")
    point = Finding.objects.create(assessment=zuid, kind="strength", headline="Punt")
    talking.begin(assessment=zuid, about={"finding": point}, text="En dit?", by=cast.bram)
    send_digests(PORTAL)
    found = Mail.objects.values_list("network__slug", "to", "subject")
    assert sorted(found) == [
        ("noord", "anna@voorbeeld.example", "Nieuw overleg in Netwerk Noord"),
        ("noord", "eva@voorbeeld.example", "Nieuw overleg in Netwerk Noord"),
        ("zuid", "zoe@voorbeeld.example", "Nieuw overleg in Netwerk Zuid"),
    ]


def test_a_link_needs_a_whole_address(db: None) -> None:
    with pytest.raises(CommandError, match="Geef het hele adres"):
        call_command("send_digests", "loket.example")
