"""Everything that is past its term goes by one command, and nothing goes before."""

import io
from datetime import datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from assessments.models import Assessment
from networks.models import (
    ApiToken,
    Invitation,
    LoginAttempt,
    LookInside,
    Mail,
    OnceOnly,
    TrailEntry,
    User,
)
from partners.models import PartnerLink
from privacy import past_terms
from tests.cast import Cast

from .stored import link_to, session_of, store_everything

pytestmark = pytest.mark.django_db
ROWS = (ApiToken, Invitation, LoginAttempt, LookInside, Mail, OnceOnly, Session, UserSession)


def forget(monkeypatch: pytest.MonkeyPatch, at: datetime, *options: str) -> list[str]:
    """Run the command at a moment; return its lines."""
    out = io.StringIO()
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: at)
        call_command("forget", *options, stdout=out)
    return out.getvalue().splitlines()


def left() -> list[str]:
    return [model.__name__ for model in ROWS if model._default_manager.exists()]


def counted(lines: list[str]) -> dict[str, int]:
    """Return what was counted, without what is zero."""
    rows = [line.split(maxsplit=1) for line in lines]
    return {what: int(count) for count, what in rows if count != "0"}


def test_each_thing_goes_after_its_own_term(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    store_everything(cast, now)
    session_of(cast.anna, until=now + timedelta(hours=14))
    gone, before = {}, set(left())
    assert len(before) == len(ROWS)
    for hours in [0, 2, 15, 39, *(days * 24 + 1 for days in (29, 30, 89, 90, 364, 365, 729, 730))]:
        forget(monkeypatch, now + timedelta(hours=hours))
        now_left = set(left())
        gone |= dict.fromkeys(before - now_left, hours)
        before = now_left
    assert gone == {
        "LoginAttempt": 2,
        "Session": 15,
        "UserSession": 39,
        "Mail": 30 * 24 + 1,
        "OnceOnly": 30 * 24 + 1,
        "Invitation": 90 * 24 + 1,
        "ApiToken": 365 * 24 + 1,
        "LookInside": 730 * 24 + 1,
    }


def test_the_dry_run_says_the_same_and_changes_nothing(
    cast: Cast, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also about accounts that are off, and addresses of partners."""
    now = timezone.now()
    store_everything(cast, now)
    session_of(cast.anna, until=now)
    link_to(cast, assessment, "wijkagent@politie.example", now)
    User.objects.filter(pk=cast.zoe.pk).update(is_active=False)
    forget(monkeypatch, now)
    later = now + timedelta(days=731)
    title, *dry = forget(monkeypatch, later, "--dry-run")
    assert title == "Proef: er verandert niets."
    assert len(left()) == len(ROWS)
    assert PartnerLink.objects.get().email == "wijkagent@politie.example"
    assert User.objects.get(pk=cast.zoe.pk).name == "Zoe"
    assert forget(monkeypatch, later) == dry
    assert counted(dry) == {
        "uitnodigingen die verlopen of ingetrokken zijn (na 90 dagen)": 1,
        "verlopen sessies (meteen)": 1,
        "regels in de lijst van sessies, zonder sessie (na 1 dag)": 1,
        "API-sleutels die verlopen of ingetrokken zijn (na 365 dagen)": 1,
        "e-mailadressen bij links die niet meer werken (na 365 dagen)": 1,
        "e-mails van het portaal (na 30 dagen)": 1,
        "kenmerken van formulieren die één keer tellen (na 30 dagen)": 1,
        "inlogpogingen die mislukten (na een uur)": 1,
        "redenen van beheerders die een concept bekeken (na 730 dagen)": 1,
        "namen en adressen van accounts die uit staan (na 730 dagen)": 1,
    }
    assert counted(forget(monkeypatch, later)) == {}
    assert left() == []


def test_an_account_that_is_off_for_two_years_loses_its_name(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The term begins anew when it was switched on in between; who is active keeps everything."""
    now = timezone.now()

    def after(days: int) -> str:
        forget(monkeypatch, now + timedelta(days=days))
        return User.objects.get(pk=cast.bram.pk).name

    for days, is_active in ((0, False), (700, True), (710, False)):
        User.objects.filter(pk=cast.bram.pk).update(is_active=is_active)
        assert after(days) == "Bram"
    assert after(731) == after(1439) == "Bram"
    assert after(1441) == f"Verwijderd account {cast.bram.pk}"
    bram = User.objects.get(pk=cast.bram.pk)
    assert bram.email == f"account-{bram.pk}@verwijderd.invalid"
    assert not bram.memberships.exists()
    erased = TrailEntry.objects.get(what="erased")
    assert (erased.who, erased.detail, erased.subject_pk) == ("system", "account,term", bram.pk)
    assert User.objects.get(pk=cast.anna.pk).name == "Anna"


def test_much_goes_in_batches(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than a batch holds go in one run, and what is recent stays."""
    monkeypatch.setattr(past_terms, "BATCH", 4)
    now = timezone.now()
    OnceOnly.objects.bulk_create(
        OnceOnly(token=f"token-{number}", sent="s", by=cast.anna, at=now - timedelta(days=31))
        for number in range(10)
    )
    OnceOnly.objects.create(token="recent", sent="s", by=cast.anna, at=now)
    said = counted(forget(monkeypatch, now))
    assert said == {"kenmerken van formulieren die één keer tellen (na 30 dagen)": 10}
    assert [row.token for row in OnceOnly.objects.all()] == ["recent"]
