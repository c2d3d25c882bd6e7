"""What a history forgets at night: what one person typed on one page within a quarter becomes one
entry."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from assessments import lifecycle
from assessments.models import Assessment, TextVersion
from networks.models import User
from reports import confirming
from tests.cast import Cast

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def entry(
    assessment: Assessment, text: str, by: User, minute: int, page: str = "a", step: int = 0
) -> TextVersion:
    return TextVersion.objects.create(
        assessment=assessment,
        subject="answer",
        subject_pk=1,
        field="text",
        text=text,
        by=by,
        at=NOON + timedelta(minutes=minute),
        page=page,
        step=step or minute,
    )


def left() -> str:
    return " ".join(TextVersion.objects.values_list("text", flat=True))


def test_a_quarter_of_typing_becomes_one_text(assessment: Assessment, cast: Cast, capsys):
    """What somebody else replaced stays, and so does the last text of each page and each quarter."""
    for minute, text in enumerate("abc"):
        entry(assessment, text, cast.anna, minute)
    entry(assessment, "van-bram", cast.bram, 4, page="b")
    entry(assessment, "d", cast.anna, 5)
    entry(assessment, "ander-venster", cast.anna, 6, page="c")
    entry(assessment, "e", cast.anna, 7)
    entry(assessment, "f", cast.anna, 16)
    call_command("tidy_histories")
    assert left() == "c van-bram d ander-venster e f"
    assert capsys.readouterr().out.startswith("2 tussenversies weggehaald")
    call_command("tidy_histories")
    assert left() == "c van-bram d ander-venster e f"


def test_what_is_younger_than_an_hour_stays(assessment: Assessment, cast: Cast):
    """A request that is still under way must find the save that overtook it."""
    from django.utils import timezone

    for text in "ab":
        entry(assessment, text, cast.anna, 0)
    recent = timezone.now() - timedelta(minutes=10)
    TextVersion.objects.bulk_create(
        TextVersion(
            assessment=assessment,
            subject="answer",
            subject_pk=2,
            field="text",
            text=text,
            by=cast.anna,
            at=recent,
            page="a",
            step=step,
        )
        for step, text in enumerate("cd")
    )
    call_command("tidy_histories")
    assert left() == "b c d"


def test_the_history_of_a_confirmed_assessment_stays_whole(assessment: Assessment, cast: Cast):
    """The database itself refuses to forget, add or change anything."""
    made = [entry(assessment, text, cast.anna, minute) for minute, text in enumerate("ab")]
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    call_command("tidy_histories")
    assert left() == "a b"
    for change in (
        lambda: TextVersion.objects.all().delete(),
        lambda: entry(assessment, "c", cast.anna, 3),
        lambda: TextVersion.objects.filter(pk=made[0].pk).update(text="anders"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_an_entry_never_changes(assessment: Assessment, cast: Cast):
    """Only who typed it can be forgotten, with the account."""
    made = entry(assessment, "a", cast.anna, 0)
    with pytest.raises(DatabaseError), transaction.atomic():
        TextVersion.objects.update(text="b")
    cast.anna.delete()
    made.refresh_from_db()
    assert (made.text, made.by) == ("a", None)


def test_a_history_goes_with_its_assessment(assessment: Assessment, cast: Cast):
    entry(assessment, "a", cast.anna, 0)
    assessment.delete()
    assert not TextVersion.objects.exists()
