"""The trail is only ever added to; what is past its term goes in one way."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from networks.models import TrailEntry
from networks.trail import What, record
from tests.cast import Cast

from . import writing_together

MESSAGE = "Het logboek verandert niet meer"


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def refused(change: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
        change()


def entry(*, days_left: int) -> TrailEntry:
    """Return an entry that is to be kept so many days from now."""
    now = timezone.now()
    return TrailEntry.objects.create(
        at=now - timedelta(days=400),
        kept_until=now + timedelta(days=days_left),
        what=What.LOGIN,
        who=TrailEntry.Who.VISITOR,
        result=TrailEntry.Result.DONE,
    )


@pytest.mark.django_db
def test_an_entry_never_changes() -> None:
    """Not by a form, not by SQL, and not when its term is over."""
    for row in (entry(days_left=1), entry(days_left=-1)):
        row.what = What.LOGOUT
        refused(row.save)
        refused(partial(TrailEntry.objects.filter(pk=row.pk).update, account_pk=1))
        refused(lambda: sql("UPDATE networks_trailentry SET kept_until = at"))


@pytest.mark.django_db
def test_an_entry_is_not_deleted_before_its_term() -> None:
    """Not by code, and not all at once either; the setting of today makes no difference."""
    kept = entry(days_left=1)
    refused(kept.delete)
    refused(lambda: sql("DELETE FROM networks_trailentry"))
    if connection.vendor == "postgresql":
        refused(lambda: sql("TRUNCATE networks_trailentry"))
    assert TrailEntry.objects.count() == 1


@pytest.mark.django_db
def test_what_is_past_its_term_goes(settings) -> None:
    """A dry run says how much; the real run deletes that, and says so in the trail."""
    settings.TRAIL_DAYS = 30
    old, kept = [entry(days_left=-1) for _ in range(3)], entry(days_left=1)
    told = StringIO()
    call_command("tidy_trail", "--dry-run", stdout=told)
    assert told.getvalue() == "3 regels zijn over de termijn. Er is niets gewist.\n"
    assert TrailEntry.objects.count() == len(old) + 1
    told = StringIO()
    call_command("tidy_trail", stdout=told)
    assert told.getvalue() == "3 regels uit het logboek gewist.\n"
    tidied, left = TrailEntry.objects.all()
    assert left == kept
    assert (tidied.what, tidied.who, tidied.detail) == ("tidied", "system", "3")
    assert tidied.kept_until - tidied.at == timedelta(days=30)
    call_command("tidy_trail", stdout=StringIO())
    assert TrailEntry.objects.count() == 2


@pytest.mark.django_db
def test_what_is_undone_was_not_done(cast: Cast, caplog) -> None:
    """An entry is in the transaction of what it tells of."""
    with transaction.atomic():
        record(What.SHARED, network=cast.noord)
        transaction.set_rollback(True)
    assert TrailEntry.objects.count() == 0
    assert caplog.records == []


@pytest.mark.django_db
def test_a_text_is_refused(cast: Cast) -> None:
    """What isn't a word of the portal's own is a mistake in code, and stores nothing."""
    for text in ("Er stond een naam in.", "anna@voorbeeld.example", "é", "a" * 201):
        with pytest.raises(ValueError, match="no text"):
            record(What.REOPENED, network=cast.noord, detail=text)
    assert TrailEntry.objects.count() == 0


@pytest.mark.django_db
def test_the_log_says_the_same(cast: Cast, caplog, django_capture_on_commit_callbacks) -> None:
    """A line for people, and its fields for whoever collects those."""
    with caplog.at_level("INFO", "loket.trail"), django_capture_on_commit_callbacks(execute=True):
        record(What.SHARED, about=cast.noord, detail="pdf")
    [line] = caplog.records
    assert line.getMessage() == (
        "what=shared result=done detail=pdf who=system subject_label=networks.network "
        f"subject_pk={cast.noord.pk} network_pk={cast.noord.pk}"
    )
    assert line.trail == {
        "what": "shared", "result": "done", "detail": "pdf", "who": "system",
        "subject_label": "networks.network", "subject_pk": cast.noord.pk,
        "network_pk": cast.noord.pk,
    }  # fmt: skip


@pytest.fixture(scope="module")
def found(on_second_database: Callable[..., Any]) -> dict[str, Any]:
    """What writing_together.main found, on a database of its own."""
    return on_second_database(writing_together.main)


def test_who_act_at_once_all_stand_in_it(found: dict[str, Any]) -> None:
    """Nothing is lost; of two who end one role at once, one did."""
    assert found["of each"] == [writing_together.EACH] * writing_together.AT_ONCE
    assert found["roles ended"] == found["ended"].count("ended") == 1


def test_a_page_is_shown_also_when_nothing_can_be_written(found: dict[str, Any]) -> None:
    """A report stays readable, and the log says so; what changes something doesn't happen."""
    assert found["page"] == 200
    assert found["said"] == ["An entry of the trail could not be stored: report_viewed"]
    assert found["role given"] == "refused"
    assert found["role"] == "evaluator"
