"""A confirmed report is shared by links that expire."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from assessments import lifecycle
from assessments.models import Answer, Assessment
from indicators.models import Indicator
from networks.models import Mail
from reports import confirming
from reports.models import SharedReport
from tests.cast import Cast
from tests.networks.mail.working import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def confirmed(cast: Cast, assessment: Assessment) -> Assessment:
    indicator = Indicator.objects.filter(
        group__theme__indicator_set=assessment.indicator_set
    ).first()
    Answer.objects.create(
        assessment=assessment, indicator=indicator, text="Binnen een uur volgt een reactie."
    )
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    assessment.refresh_from_db()
    return assessment


def share(client: Client, assessment: Assessment, emails: str, days: int = 30):
    until = (timezone.localdate() + timedelta(days=days)).isoformat()
    posted = {"emails": emails, "until": until}
    return client.post(f"/zelfevaluaties/{assessment.pk}/delen/", posted)


def link_in(mail: Mail) -> str:
    return "/gedeeld/" + mail.text.split("/gedeeld/")[1].split()[0]


def test_each_address_gets_a_link_of_its_own(as_user, cast: Cast, confirmed: Assessment) -> None:
    """It opens that version and its PDF, without logging in."""
    given = "a@vt.example\n B@om.example ; a@VT.example"
    assert share(as_user(cast.anna), confirmed, given).status_code == 302
    assert [mail.to for mail in Mail.objects.order_by("pk")] == ["a@vt.example", "b@om.example"]
    first, second = (link_in(mail) for mail in Mail.objects.order_by("pk"))
    assert first != second
    page = Client().get(first)
    assert "Binnen een uur volgt een reactie." in page.content.decode()
    assert page["Referrer-Policy"] == "strict-origin"
    assert Client().get(f"{first}rapport.pdf").status_code == 503
    work()
    file = Client().get(f"{first}rapport.pdf")
    with pikepdf.open(io.BytesIO(b"".join(file.streaming_content))) as document:
        assert len(document.pages) > 1


def test_a_second_click_shares_once(as_user, cast: Cast, confirmed: Assessment) -> None:
    """One link and one mail for each address, whatever a slow line repeats."""
    anna = as_user(cast.anna)
    sent = {
        "emails": "team@vt.example",
        "until": (timezone.localdate() + timedelta(days=30)).isoformat(),
        "token": "een-teken-van-genoeg-lengte",
    }
    first, second = (
        anna.post(f"/zelfevaluaties/{confirmed.pk}/delen/", sent) for _click in range(2)
    )
    assert (first.status_code, first.url) == (302, second.url)
    assert Mail.objects.filter(to="team@vt.example").count() == 1


def test_a_link_that_ended_opens_nothing(as_user, cast: Cast, confirmed: Assessment) -> None:
    """Withdrawn, expired, guessed or made anew: one answer for all."""
    anna = as_user(cast.anna)
    share(anna, confirmed, "a@vt.example")
    old = link_in(Mail.objects.latest("pk"))
    share(anna, confirmed, "a@vt.example")
    link = link_in(Mail.objects.latest("pk"))
    assert [Client().get(one).status_code for one in (old, link)] == [404, 200]
    anna.post(f"/zelfevaluaties/{confirmed.pk}/delen/{SharedReport.objects.get().pk}/stop/")
    withdrawn = Client().get(link)
    SharedReport.objects.update(withdrawn_at=None, expires_at=timezone.now())
    expired, guessed = Client().get(link), Client().get(f"/gedeeld/{'x' * 43}/")
    assert {one.status_code for one in (withdrawn, expired, guessed)} == {404}
    assert withdrawn.content == expired.content == guessed.content
    assert Client().get(f"{link}rapport.pdf").status_code == 404


@pytest.mark.parametrize("emails", ["", "geen adres", "a@b.example\nmüller@b.example"])
def test_a_wrong_address_sends_nothing(
    as_user, cast: Cast, confirmed: Assessment, emails: str
) -> None:
    """The page comes back with what was typed."""
    page = share(as_user(cast.anna), confirmed, emails)
    assert (page.status_code, Mail.objects.count()) == (422, 0)
    assert emails.split("\n")[0] in page.content.decode()


def test_only_the_coordinator_shares(as_user, cast: Cast, confirmed: Assessment) -> None:
    """And nothing before it is confirmed (tests/test_permissions.py)."""
    found = [
        share(as_user(one), confirmed, "a@b.example").status_code for one in (cast.bram, cast.zoe)
    ]
    assert found == [403, 404]
