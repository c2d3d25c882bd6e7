# ruff: noqa: F811  # fixtures of every_form are arguments here
"""The database itself refuses every change to a confirmed assessment, whichever way it comes."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from assessments import lifecycle
from assessments.models import (
    Answer,
    Assessment,
    Conclusion,
    FactCheck,
    Finding,
    FollowUp,
    Recommendation,
)
from reports import confirming
from reports.models import ConfirmedText, ReportVersion
from tests.assessments.every_form import Scene, db, scene  # noqa: F401
from tests.rows import every_row

MESSAGE = "Een vastgestelde zelfevaluatie verandert niet meer."
REPORT_MESSAGE = "Een vastgesteld rapport verandert niet meer."
PARTS = [Answer, Finding, Conclusion, FollowUp, Recommendation, FactCheck]
TEXTS = {
    Assessment: "title",
    Answer: "text",
    Finding: "headline",
    Conclusion: "text",
    ConfirmedText: "text",
    FollowUp: "explanation",
    Recommendation: "what",
    FactCheck: "remark",
}


@pytest.fixture
def confirmed(db: None, scene: Scene) -> Assessment:
    """Network Noord's assessment with one of everything in it, confirmed."""
    assessment = Assessment.objects.get(pk=scene.ours.assessment.pk)
    scene.ours.finding.criteria.add(scene.criterion())
    scene.ours.recommendation.repeats.add(scene.ours.follow_up)
    lifecycle.submit_for_review(assessment=assessment)
    lifecycle.check_facts(assessment=assessment, by=scene.cast.bram, agrees=True, remark="")
    confirming.confirm(assessment=assessment, by=scene.cast.anna)
    return assessment


def refused(change: Callable[[], object], message: str = MESSAGE) -> None:
    before = every_row()
    with pytest.raises((IntegrityError, DatabaseError), match=message), transaction.atomic():
        change()
    assert every_row() == before


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


# Each takes a row and changes it, adds one like it, or deletes it.


def save(row: Any) -> None:
    setattr(row, TEXTS[type(row)], "anders")
    row.save()


def queryset_update(row: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**{TEXTS[type(row)]: "anders"})


def bulk_update(row: Any) -> None:
    setattr(row, TEXTS[type(row)], "anders")
    type(row).objects.bulk_update([row], [TEXTS[type(row)]])


def sql_update(row: Any) -> None:
    sql(f"UPDATE {row._meta.db_table} SET {TEXTS[type(row)]} = 'anders' WHERE id = %s", row.pk)


def delete(row: Any) -> None:
    row.delete()


def raw_delete(row: Any) -> None:
    queryset = type(row).objects.filter(pk=row.pk)
    queryset._raw_delete(queryset.db)


def sql_delete(row: Any) -> None:
    sql(f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk)


def copy_of(row: Any) -> Any:
    row.pk, row._state.adding = None, True
    for name in ("indicator_id", "recommendation_id"):
        if hasattr(row, name):
            setattr(row, name, getattr(row, name) and getattr(row, name) + 1)
    return row


def insert(row: Any) -> None:
    copy_of(row).save()


def bulk_insert(row: Any) -> None:
    type(row).objects.bulk_create([copy_of(row)])


CHANGES = [save, queryset_update, bulk_update, sql_update]
DELETIONS = [delete, raw_delete, sql_delete]
ADDITIONS = [insert, bulk_insert]


@pytest.mark.parametrize("model", PARTS)
def test_no_part_of_a_confirmed_assessment_changes(model: type[Any], confirmed: Assessment) -> None:
    """By the ORM, in bulk or by SQL: nothing is changed, deleted or added."""
    for change in (*CHANGES, *DELETIONS, *ADDITIONS):
        row = model.objects.get(assessment=confirmed)
        refused(lambda change=change, row=row: change(row))


def test_the_assessment_itself_does_not_change(confirmed: Assessment) -> None:
    for change in CHANGES:
        refused(lambda change=change: change(Assessment.objects.get(pk=confirmed.pk)))


def test_a_confirmed_assessment_is_not_deleted(confirmed: Assessment) -> None:
    """By the ORM its parts and report forbid it; by SQL the database does, at the latest when all
    is committed."""

    def by_sql() -> None:
        sql("DELETE FROM assessments_assessment WHERE id = %s", confirmed.pk)
        connection.check_constraints()

    before = every_row()
    for deletion in (confirmed.delete, by_sql):
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            deletion()
        assert every_row() == before


@pytest.mark.parametrize("model", PARTS)
def test_no_part_moves_in_or_out(model: type[Any], confirmed: Assessment, scene: Scene) -> None:
    """A part of a running assessment can't be put under a confirmed one, nor the reverse."""
    inside = model.objects.get(assessment=confirmed)
    refused(lambda: model.objects.filter(pk=inside.pk).update(assessment=scene.under_review))
    if model is FactCheck:
        outside = model.objects.create(
            assessment=scene.under_review,
            user=scene.cast.eva,
            agrees=True,
            checked_at=timezone.now(),
        )
    else:
        outside = model.objects.get(assessment=scene.theirs.assessment)
    refused(lambda: model.objects.filter(pk=outside.pk).update(assessment=confirmed))


LINKS: list[Callable[[Scene], object]] = [
    lambda scene: scene.ours.finding.indicators.add(*scene.theme().groups.get().indicators.all()),
    lambda scene: scene.ours.finding.criteria.set([]),
    lambda scene: scene.ours.finding.indicators.clear(),
    lambda scene: scene.ours.recommendation.repeats.clear(),
    lambda scene: scene.ours.recommendation.points.add(scene.ours.finding),
    lambda scene: scene.ours.follow_up.repeated_by.clear(),
    lambda _scene: sql("DELETE FROM assessments_finding_indicators"),
    lambda _scene: sql("UPDATE assessments_finding_criteria SET id = id"),
    lambda _scene: sql("DELETE FROM assessments_recommendation_repeats"),
]


def test_links_of_a_confirmed_assessment_stay(confirmed: Assessment, scene: Scene) -> None:
    for change in LINKS:
        refused(lambda change=change: change(scene))


@pytest.mark.parametrize("model", PARTS[:5])
def test_a_running_assessment_beside_it_changes_freely(
    model: type[Any], confirmed: Assessment, scene: Scene
) -> None:
    scene.theirs.finding.indicators.clear()
    for change in (*CHANGES, sql_delete):
        with transaction.atomic():
            change(model.objects.get(assessment=scene.theirs.assessment))
            transaction.set_rollback(True)


# The report


REPORT_CHANGES: list[Callable[[ReportVersion], object]] = [
    lambda row: ReportVersion.objects.filter(pk=row.pk).update(content={}),
    lambda row: setattr(row, "content", {}) or row.save(),
    lambda row: ReportVersion.objects.filter(pk=row.pk).update(number=7),
    lambda row: ReportVersion.objects.filter(pk=row.pk).update(
        confirmed_at=row.confirmed_at + timedelta(days=1)
    ),
    lambda row: sql("UPDATE reports_reportversion SET content = '{}' WHERE id = %s", row.pk),
    lambda row: row.delete(),
    lambda row: sql("DELETE FROM reports_reportversion WHERE id = %s", row.pk),
]


@pytest.mark.parametrize("reopened", [False, True], ids=["confirmed", "reopened"])
def test_a_stored_report_never_changes(reopened: bool, confirmed: Assessment, scene: Scene) -> None:
    """Not while its assessment is confirmed, and not after that was opened again either."""
    if reopened:
        confirming.reopen(assessment=confirmed, by=scene.cast.ada, reason="Er stond een naam in.")
    for change in REPORT_CHANGES:
        row = ReportVersion.objects.get(assessment=confirmed)
        refused(lambda change=change, row=row: change(row), REPORT_MESSAGE)


def test_a_report_is_not_replaced(confirmed: Assessment) -> None:
    """Not by an INSERT that takes the place of a row either."""
    table = "reports_reportversion"
    columns = [field.column for field in ReportVersion._meta.concrete_fields]
    values = ", ".join("'{}'" if column == "content" else column for column in columns)
    rest = f"({', '.join(columns)}) SELECT {values} FROM {table}"
    if connection.vendor == "sqlite":
        refused(lambda: sql(f"INSERT OR REPLACE INTO {table} {rest}"), REPORT_MESSAGE)
    else:
        upsert = (
            f"INSERT INTO {table} {rest} ON CONFLICT (id) DO UPDATE SET content = EXCLUDED.content"
        )
        refused(lambda: sql(upsert), REPORT_MESSAGE)


def test_what_is_searched_stays_what_was_confirmed(confirmed: Assessment, scene: Scene) -> None:
    """No text of the report is changed, deleted, added or moved in; they go when it is opened
    again, and come back."""
    texts = ConfirmedText.objects.filter(assessment=confirmed)
    before = list(texts.values_list("position", "text"))
    for change in (*CHANGES, *DELETIONS, *ADDITIONS):
        row = texts.first()
        refused(lambda change=change, row=row: change(row), REPORT_MESSAGE)
    loose = ConfirmedText.objects.create(
        assessment=scene.under_review, position=1, kind="chapter", text="Los."
    )
    refused(
        lambda: ConfirmedText.objects.filter(pk=loose.pk).update(assessment=confirmed),
        REPORT_MESSAGE,
    )
    confirming.reopen(assessment=confirmed, by=scene.cast.ada, reason="Een cijfer klopte niet.")
    assert not texts.exists()
    lifecycle.submit_for_review(assessment=confirmed)
    confirming.confirm(assessment=confirmed, by=scene.cast.anna)
    assert list(texts.values_list("position", "text")) == before != []


# Opening again


@pytest.mark.parametrize("reason", ["", " ", "\n\t"], ids=ascii)
def test_nobody_reopens_without_a_reason(reason: str, confirmed: Assessment, scene: Scene) -> None:
    before = every_row()
    with pytest.raises(ValidationError, match="Geef een reden om te heropenen"):
        confirming.reopen(assessment=confirmed, by=scene.cast.ada, reason=reason)
    assert every_row() == before


def test_sql_does_not_reopen_without_a_reason(confirmed: Assessment) -> None:
    """The state doesn't change while the report doesn't say why, and the report can't say when
    without why."""
    state = (
        "UPDATE assessments_assessment SET state = 'in_progress', confirmed_at = NULL WHERE id = %s"
    )
    refused(lambda: sql(state, confirmed.pk))
    when = "UPDATE reports_reportversion SET reopened_at = %s WHERE assessment_id = %s"
    refused(lambda: sql(when, timezone.now(), confirmed.pk), "reopening_has_a_reason")


def test_confirming_again_makes_a_second_version(confirmed: Assessment, scene: Scene) -> None:
    """After reopening the work goes on; the first report stays as it was, and why it was opened is
    beside it."""
    first = ReportVersion.objects.values_list("content", "number", "confirmed_at").get(
        assessment=confirmed
    )
    confirming.reopen(assessment=confirmed, by=scene.cast.ada, reason=" Er stond een naam in. ")
    for model in PARTS[:5]:
        save(model.objects.get(assessment=confirmed))
    scene.ours.finding.indicators.clear()
    lifecycle.submit_for_review(assessment=confirmed)
    confirming.confirm(assessment=confirmed, by=scene.cast.anna)

    one, two = ReportVersion.objects.filter(assessment=confirmed)
    assert (one.content, one.number, one.confirmed_at) == first
    assert (one.reopen_reason, one.reopened_by) == ("Er stond een naam in.", scene.cast.ada)
    assert (two.number, two.reopened_at) == (2, None)
    assert one.content != two.content
    refused(lambda: save(Answer.objects.get(assessment=confirmed)))


def test_a_confirmed_assessment_is_not_deleted_by_sql(confirmed: Assessment):
    """Not by a bare DELETE, and not by one that is only caught at the transaction's end."""
    refused(lambda: sql("DELETE FROM assessments_assessment WHERE id = %s", confirmed.pk))


def test_when_and_why_a_report_was_opened_again_stays(confirmed: Assessment, scene: Scene):
    """The history of a report can't be rewritten either."""
    confirming.reopen(assessment=confirmed, by=scene.cast.ada, reason="Een cijfer klopte niet")
    refused(
        lambda: sql("UPDATE reports_reportversion SET reopened_at = NULL, reopen_reason = ''"),
        REPORT_MESSAGE,
    )
    refused(
        lambda: sql("UPDATE reports_reportversion SET reopen_reason = 'Zomaar'"), REPORT_MESSAGE
    )


def test_no_table_with_something_confirmed_is_emptied(confirmed: Assessment) -> None:
    """Not even at one stroke: on PostgreSQL TRUNCATE fires no triggers of rows."""
    tables = [model._meta.db_table for model in (Assessment, *PARTS, ConfirmedText, ReportVersion)]
    tables += ["assessments_finding_criteria", "assessments_recommendation_repeats"]
    for table in tables:
        statement = f"DELETE FROM {table}"
        if connection.vendor == "postgresql":
            sql("SET CONSTRAINTS ALL IMMEDIATE")
            statement = f"TRUNCATE {table} CASCADE"
        refused(partial(sql, statement), "Een vastgestelde? .* verandert niet meer.")
