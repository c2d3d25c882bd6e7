"""The role "link": what each link opens, and that it opens nothing else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessments.models import Assessment
from partners.models import CheckLink, PartnerLink
from tests.cast import Cast
from tests.test_permissions import BY_LINK

from .conftest import QUESTION, answer

pytestmark = pytest.mark.django_db

# What is asked for of each address, and what who has the link gets while the set is filled in.
TABLE = {
    "partner_welcome": ("get", "", 200),
    "partner_overview": ("get", "vragen/", 200),
    "partner_question": ("get", f"vraag/{QUESTION}/", 200),
    "partner_sent": ("get", "verstuurd/", 200),
    "partner_others": ("get", "anderen/", 200),
    "partner_send_in": ("post", "versturen/", 302),
    "partner_calendar": ("get", "agenda.ics", 200),
    # These are for other kinds of links.
    "check_page": ("get", "", 404),
    "save_remark": ("post", "answer/1/", 404),
    "looked": ("post", "gekeken/", 404),
    "check_calendar": ("get", "agenda.ics", 404),
    "conversation_report": ("get", "", 404),
    "conversation_calendar": ("get", "agenda.ics", 404),
    "save_correction": ("post", f"correctie/{QUESTION}/", 404),
    "save_correction_of_whole": ("post", "correctie/", 404),
    "consent_in_conversation": ("post", "citeren/", 404),
    "consent_as_partner": ("post", "citeren/", 400),
}
STARTS = {
    "check_page": "controle",
    "save_remark": "controle",
    "looked": "controle",
    "check_calendar": "controle",
    "conversation_report": "gespreksverslag",
    "conversation_calendar": "gespreksverslag",
    "save_correction": "gespreksverslag",
    "save_correction_of_whole": "gespreksverslag",
    "consent_in_conversation": "gespreksverslag",
}
ENDS = {
    "withdrawn": ({"withdrawn_at": "2026-01-01T00:00Z"}, 404),
    "expired": ({"expires_at": timezone.now() - timedelta(days=1)}, 403),
}


def status(link: str, name: str, client: Client | None = None) -> int:
    method, end, _expected = TABLE[name]
    start = link.replace("inbreng", STARTS.get(name, "inbreng"))
    answered = getattr(client or Client(), method)(start + end)
    return int(answered.status_code)


def test_the_table_has_every_address() -> None:
    """An address nobody decided about fails here."""
    # A shared report is in tests/reports/test_sharing.py.
    assert set(TABLE) | {"shared_report", "shared_report_pdf"} == BY_LINK


def test_who_has_the_link_gets_what_the_table_says(police: str) -> None:
    """A partner that sent its answers in."""
    answer(police)
    Client().post(f"{police}versturen/")
    assert {name: status(police, name) for name in TABLE} == {
        name: expected for name, (_method, _end, expected) in TABLE.items()
    }


def test_logging_in_changes_nothing(as_user, cast: Cast, police: str) -> None:
    """Not for the coordinator who made the link, and not for an outsider."""
    answer(police)
    Client().post(f"{police}versturen/")
    for user in (cast.anna, cast.zoe, cast.ada):
        assert status(police, "partner_overview", as_user(user)) == 200
        assert status("/inbreng/" + "x" * 43 + "/", "partner_overview", as_user(user)) == 404


@pytest.mark.parametrize("end", ENDS)
def test_a_link_that_ended_opens_nothing(police: str, end: str) -> None:
    """Not one of its pages."""
    answer(police)
    Client().post(f"{police}versturen/")
    changed, expected = ENDS[end]
    PartnerLink.objects.update(**changed)
    found = {status(police, name) for name in TABLE if name.startswith("partner")}
    assert found == {expected}


def test_one_link_shows_nothing_of_another_source(police: str, veilig_thuis: str) -> None:
    """What one typed is on no page of the other before it was sent in."""
    answer(police, remark="Alleen van de politie.")
    pages = ["", "vragen/", f"vraag/{QUESTION}/", "verstuurd/", "anderen/"]
    for page in pages:
        content = Client().get(veilig_thuis + page, follow=True).content.decode()
        assert "Alleen van de politie." not in content


def test_a_source_that_was_removed_has_no_link(police: str, assessment: Assessment) -> None:
    """The coordinator removed the partner."""
    assessment.sources.update(deleted="weg")
    assert status(police, "partner_welcome") == 404
    assert CheckLink.objects.count() == 0
