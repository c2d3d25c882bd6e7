"""Admins can do much, and never unseen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment
from documents.requested_documents import ask_for
from networks.invitations import accept_with_account, invite
from networks.models import Invitation, LookInside, Membership, User
from reports.document_kinds import NETWORK
from tests.cast import Cast
from tests.networks.mail.working import work

AsUser = Callable[[User], Client]
PAGE = "/netwerken/noord/meekijken/"
REASON = "Anna vroeg waarom haar tabel leeg is."


@pytest.fixture
def ada(cast: Cast, as_user: AsUser) -> Client:
    return as_user(cast.ada)


def draft_pages(assessment: Assessment) -> list[str]:
    names = ("assessment", "report", "points", "texts", "sources", "partners", "report_json")
    pages = [reverse(name, args=[assessment.pk]) for name in names]
    return [*pages, reverse("network_data", args=["noord"])]


def test_an_admin_says_why_before_seeing_a_draft(
    ada: Client, assessment: Assessment, cast: Cast, as_user: AsUser
) -> None:
    """Every page of the draft, and all of the network as a file, first asks for a reason; Anna
    reads it beside her people. Zoë's network has none."""
    for page in draft_pages(assessment):
        asked = ada.get(page)
        assert (page, asked.status_code, asked.headers.get("Location", "").startswith(PAGE)) == (
            page,
            302,
            True,
        )
    asked = ada.get(reverse("assessment", args=[assessment.pk]))
    empty = ada.post(asked.url, {"reason": " ", "next": "/rapporten/"})
    assert (empty.status_code, "Schrijf op waarom." in empty.text) == (422, True)
    form = ada.get(asked.url)
    wanted = form.context["next"]
    given = ada.post(PAGE, {"reason": REASON, "next": wanted})
    assert (given.url, wanted) == (wanted, reverse("assessment", args=[assessment.pk]))
    assert ada.get(wanted).status_code == 200
    look = LookInside.objects.get()
    assert (look.by, look.network, look.reason) == (cast.ada, cast.noord, REASON)
    people = as_user(cast.anna).get(reverse("people", args=["noord"])).text
    assert ("Welke beheerder keek mee" in people, REASON in people) == (True, True)
    assert REASON not in as_user(cast.zoe).get(reverse("people", args=["zuid"])).text


def test_a_reason_holds_for_a_day_and_for_one_network(
    ada: Client, assessment: Assessment, cast: Cast
) -> None:
    page = reverse("report", args=[assessment.pk])
    ada.post("/netwerken/zuid/meekijken/", {"reason": REASON})
    assert ada.get(page).status_code == 302
    ada.post(PAGE, {"reason": REASON})
    assert ada.get(page).status_code == 200
    LookInside.objects.update(at=F("at") - timedelta(hours=25))
    assert ada.get(page).status_code == 302


def test_files_are_refused_as_well(ada: Client, assessment: Assessment, cast: Cast) -> None:
    """A PDF of the draft isn't made, and what Anna had made of her whole network isn't shown."""
    assert ada.get(reverse("report_pdf", args=[assessment.pk])).url.startswith(PAGE)
    document = ask_for(NETWORK, cast.noord, by=cast.anna)
    assert ada.get(reverse("document", args=[document.pk])).url.startswith(PAGE)


def test_who_has_a_role_needs_no_reason(
    ada: Client, assessment: Assessment, cast: Cast, as_user: AsUser
) -> None:
    """Members read as before, and so does an admin who is one; the national office sees no draft."""
    page = reverse("report", args=[assessment.pk])
    assert [as_user(one).get(page).status_code for one in (cast.bram, cast.lotte)] == [200, 404]
    Membership.objects.create(user=cast.ada, network=cast.noord, role="contributor")
    assert ada.get(page).status_code == 200


@pytest.mark.parametrize("address", ["https://kwaad.example/", "//kwaad.example", "/\\kwaad"])
def test_the_way_back_is_never_to_another_site(ada: Client, address: str) -> None:
    assert ada.post(PAGE, {"reason": REASON, "next": address}).url == "/"


def test_all_admins_hear_who_became_admin(cast: Cast, ada: Client) -> None:
    """Made one in the admin: Ada and the new one read it, the national office doesn't; saved again
    it isn't told again."""
    page = f"/beheer/networks/user/{cast.lotte.pk}/change/"
    roles = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    account = {"email": cast.lotte.email, "name": "Lotte", "is_active": "on", "is_national": "on"}
    ada.post(page, account | roles | {"is_staff": "on"})
    ada.post(page, account | roles | {"is_staff": "on"})
    work()
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        [cast.ada.email, cast.lotte.email]
    )
    text = " ".join(mail.outbox[0].body.split())
    assert f"Lotte ({cast.lotte.email}) is op" in text
    assert "beheerder: mag alles in het beheer" in text
    assert "landelijk netwerk" not in text
    assert "Dit deed: Ada." in text


def test_all_admins_hear_who_was_invited_to_the_national_office(cast: Cast) -> None:
    """When the invitation is accepted, with who invited."""
    invite(email=cast.zoe.email, by=cast.ada, portal="https://loket.example/", is_national=True)
    accept_with_account(invitation=Invitation.objects.get(), user=cast.zoe)
    work()
    [told] = [message for message in mail.outbox if "meer rechten" in message.subject]
    assert (told.to, "landelijk netwerk" in told.body) == ([cast.ada.email], True)
