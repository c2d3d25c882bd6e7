"""E-mail addresses of partners go when nobody needs them any more."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from assessments import lifecycle
from assessments.models import Assessment, Source, View
from networks.models import Mail
from partners.models import ConversationLink, PartnerLink
from reports import confirming
from reports.models import SharedReport
from tests.cast import Cast

from .conftest import answer

pytestmark = pytest.mark.django_db


def forget_after(days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the command of every night, so many days from now."""
    now = timezone.now() + timedelta(days=days)
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: now)
        call_command("forget")


def emails() -> list[str]:
    return list(PartnerLink.objects.values_list("email", flat=True))


def test_ninety_days_after_confirming(
    as_user,
    cast: Cast,
    assessment: Assessment,
    police: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Until then the report is shared with it. What it said stays, and so does who was asked."""
    answer(police)
    Client().post(f"{police}versturen/")
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    share = f"/zelfevaluaties/{assessment.pk}/delen/"
    until = (timezone.localdate() + timedelta(days=5)).isoformat()
    as_user(cast.anna).post(share, {"emails": "wijkagent@politie.example", "until": until})
    forget_after(89, monkeypatch)
    assert emails() == ["wijkagent@politie.example"]
    assert SharedReport.objects.count() == 1
    forget_after(100, monkeypatch)
    assert emails() == [""]
    assert SharedReport.objects.count() == 0
    # The outbox keeps mails for thirty days.
    assert Mail.objects.count() == 0
    assert View.objects.get().remark == "’s Nachts duurt het tot de ochtend."
    page = as_user(cast.anna).get(f"/zelfevaluaties/{assessment.pk}/partners/").content.decode()
    assert "Politie Noord, wijkagent" in page
    assert "het e-mailadres is niet meer bewaard" in page


def test_of_whoever_checked_a_conversation_report(
    cast: Cast, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as those of partners. That the person agreed stays."""
    source = Source.objects.create(assessment=assessment, kind="conversation", function="agent")
    now = timezone.now()
    link = ConversationLink(source=source, email="agent@politie.example", made_at=now)
    link.give_new_secret()
    link.open_until(timezone.localdate(now))
    link.agreed_at = now
    link.save()
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    forget_after(89, monkeypatch)
    assert ConversationLink.objects.get().email == "agent@politie.example"
    forget_after(91, monkeypatch)
    row = ConversationLink.objects.get()
    assert (row.email, row.agreed_at) == ("", now)


def test_a_year_after_the_date_of_what_is_never_confirmed(
    police: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody answers any more."""
    forget_after(370, monkeypatch)
    assert emails() == ["wijkagent@politie.example"]
    forget_after(380, monkeypatch)
    assert emails() == [""]
