"""The coordinator moves a running assessment to another version of its set, and back."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import lifecycle
from assessments.models import Answer, Assessment, Audience, Finding, SetChange, Source, View
from assessments.version_change import moving
from assessments.version_change.planning import plan
from indicators.models import Criterion, Indicator, IndicatorSet, Theme
from indicators.versions.lineage import lineage_of
from networks.models import User
from reports import confirming
from tests.cast import Cast, make_assessment
from tests.rows import every_row

from .set_versions import SLUG, make_version


@pytest.fixture
def first(db: None) -> IndicatorSet:
    return make_version("1")


@pytest.fixture
def second(first: IndicatorSet) -> IndicatorSet:
    return make_version("2")


@pytest.fixture
def third(second: IndicatorSet) -> IndicatorSet:
    return make_version("3")


@pytest.fixture
def assessment(cast: Cast, first: IndicatorSet) -> Assessment:
    """Noord's running assessment with version 1: every question answered, a point in each theme."""
    made = make_assessment(cast.noord, first)
    for indicator in Indicator.objects.filter(group__theme__indicator_set=first):
        number = Decimal("12.50") if indicator.unit else None
        Answer.objects.create(
            assessment=made, indicator=indicator, text=f"Over {indicator.key}.", number=number
        )
    for key, about in (("samen", "reworded"), ("oud", "gone")):
        answer = made.answers.get(indicator__key=about)
        finding = Finding.objects.create(
            assessment=made,
            kind="strength",
            headline=f"Punt {key}",
            theme=Theme.objects.get(indicator_set=first, key=key),
            answer=answer,
            is_key=True,
        )
        finding.indicators.add(answer.indicator)
        finding.criteria.add(Criterion.objects.get(theme__indicator_set=first, key=f"doel-{key}"))
    return made


def move(assessment: Assessment, target: IndicatorSet, by: User) -> None:
    """Move as a request does: with the assessment as it is stored."""
    moving.move(assessment=Assessment.objects.get(pk=assessment.pk), target=target, by=by)


def where(assessment: Assessment) -> dict[str, str]:
    """Return the version on whose question each answer stands, by key."""
    rows = assessment.answers.values_list(
        "indicator__key", "indicator__group__theme__indicator_set__version"
    )
    return dict(rows)


def to_look(assessment: Assessment) -> set[str]:
    return set(assessment.answers.filter(needs_look=True).values_list("indicator__key", flat=True))


def typed_rows() -> dict[str, list[tuple[object, ...]]]:
    """Return every row except the record of the moves, without the marks that a move sets."""
    rows = every_row()
    del rows["assessments_setchange"]
    place = [field.name for field in Answer._meta.concrete_fields].index("needs_look")
    rows["assessments_answer"] = [
        row[:place] + row[place + 1 :] for row in rows["assessments_answer"]
    ]
    return rows


def test_answers_and_points_follow_their_keys(
    assessment: Assessment, second: IndicatorSet, cast: Cast
):
    """What both versions have comes along, what is gone stays where it was, and what reads
    otherwise needs a look."""
    move(assessment, second, cast.anna)
    stays = {"back": "1", "gone": "1"}
    assert (
        where(assessment)
        == dict.fromkeys(["same", "moved", "reworded", "other", "retyped"], "2") | stays
    )
    assert to_look(assessment) == {"reworded", "other", "retyped"}
    point, gone = Finding.objects.order_by("pk")
    assert (point.theme.indicator_set, gone.theme.indicator_set.version) == (second, "1")
    assert point.indicators.get() == point.answer.indicator
    assert [
        one.theme.indicator_set.version for one in (point.criteria.get(), gone.criteria.get())
    ] == ["2", "1"]
    change = SetChange.objects.get()
    assert (change.from_set.version, change.to_set, change.changed_by) == ("1", second, cast.anna)
    assert Assessment.objects.get(pk=assessment.pk).indicator_set == second


def test_what_sources_say_follows_its_question(
    assessment: Assessment, second: IndicatorSet, first: IndicatorSet, cast: Cast
):
    """Also of a source that was deleted; what isn't asked any more waits for the way back."""
    session = Source.objects.create(assessment=assessment, kind="meeting", title="Sessie")
    gone = Source.objects.create(
        assessment=assessment, kind="meeting", title="Weg", deleted="weg.1"
    )
    asked = {one.key: one for one in Indicator.objects.filter(group__theme__indicator_set=first)}
    views = [
        View.objects.create(source=source, indicator=asked[key], remark="Ja.")
        for source, key in ((session, "same"), (session, "gone"), (gone, "moved"))
    ]
    point = Finding.objects.first()
    point.views.add(*views)
    move(assessment, second, cast.anna)
    found = View.with_deleted.order_by("pk").select_related(
        "indicator__group__theme__indicator_set"
    )

    def places() -> list[tuple[str, str]]:
        return [
            (view.indicator.key, view.indicator.group.theme.indicator_set.version)
            for view in found.all()
        ]

    assert places() == [("same", "2"), ("gone", "1"), ("moved", "2")]
    assert list(point.views.order_by("pk")) == views[:2]
    move(assessment, first, cast.anna)
    assert places() == [("same", "1"), ("gone", "1"), ("moved", "1")]


def test_there_and_back_is_as_it_was(
    assessment: Assessment, second: IndicatorSet, cast: Cast, first: IndicatorSet
):
    """Going back brings every row back exactly, and nothing needs a look any more."""
    before = typed_rows()
    move(assessment, second, cast.anna)
    move(assessment, first, cast.anna)
    assert typed_rows() == before
    assert to_look(assessment) == set()


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(route=st.lists(st.integers(0, 2), min_size=1, max_size=6))
def test_any_route_ends_as_the_direct_one(
    route: list[int], assessment: Assessment, third: IndicatorSet, cast: Cast
):
    """Whatever versions an assessment went past, it ends with the rows that going there at once
    gives."""
    versions = list(IndicatorSet.objects.filter(slug=SLUG).order_by("version"))
    ends: dict[int, object] = {}

    def go(place: int) -> None:
        if Assessment.objects.get(pk=assessment.pk).indicator_set != versions[place]:
            move(assessment, versions[place], cast.anna)
        now = typed_rows(), to_look(assessment)
        assert ends.setdefault(place, now) == now

    for place in [0, 1, 0, 2, 0, *route, 0]:
        go(place)


def test_a_skipped_version_counts(assessment: Assessment, third: IndicatorSet):
    """Between 1 and 3 the decisions of version 2 hold, in both directions; a question without a
    decision is a break."""
    lineage = lineage_of(SLUG)
    one, three = assessment.indicator_set_id, third.pk
    keys = ["same", "moved", "reworded", "other", "retyped", "back", "gone"]
    relations = ["unchanged", "unchanged", "same", "break", "break", "unchanged", "break"]
    assert [lineage.relation(key, one, three) for key in keys] == relations
    assert [lineage.relation(key, three, one) for key in keys] == relations


def test_versions_that_nobody_connected_are_only_alike_word_for_word(
    cast: Cast, first: IndicatorSet
):
    """A version that was not made from another one says nothing about questions that read
    otherwise."""
    loose = make_version("2", based_on="")
    lineage = lineage_of(SLUG)
    relations = [
        lineage.relation(key, first.pk, loose.pk) for key in ("same", "moved", "reworded", "other")
    ]
    assert relations == ["unchanged", "unchanged", "break", "break"]


def test_the_plan_says_what_the_move_does(assessment: Assessment, second: IndicatorSet):
    """Every question of both versions is in one of the lists, the answered ones first among those
    that go."""
    Answer.objects.filter(indicator__key="back").update(text="", number=None)
    planned = plan(assessment, second)
    assert [question.key for question in planned.unchanged] == ["same", "moved"]
    assert [question.before for question in planned.unchanged] == [
        ("1.1", "Thema samen"),
        ("1.2", "Thema samen"),
    ]
    assert [(one.question.key, one.relation, one.retyped) for one in planned.to_look] == [
        ("reworded", "same", False),
        ("other", "break", False),
        ("retyped", "break", True),
    ]
    assert (planned.to_look[0].old.text, planned.to_look[0].new.text) == (
        "Zijn er afspraken?",
        "Welke afspraken zijn er?",
    )
    assert [(question.key, question.answered) for question in planned.gone] == [
        ("gone", True),
        ("back", False),
    ]
    assert [question.key for question in planned.new] == ["new"]
    # "same" only shifts, because "new" comes before it.
    assert [question.key for question in planned.moved] == ["moved"]
    assert planned.points_gone == (("Punt oud", "Thema oud"),)
    assert [criterion.title for criterion in planned.criteria_changed] == ["Doel samen"]
    assert planned.criteria_gone == ("Doel oud",)


def test_the_plan_changes_nothing(assessment: Assessment, second: IndicatorSet):
    before = every_row()
    plan(assessment, second)
    assert every_row() == before


def test_the_way_back_shows_the_same_differences(
    assessment: Assessment, second: IndicatorSet, cast: Cast
):
    """Answers written for version 1 need no look there; the ones of version 2 that read otherwise
    do."""
    move(assessment, second, cast.anna)
    assessment.refresh_from_db()
    planned = plan(assessment, IndicatorSet.objects.get(slug=SLUG, version="1"))
    assert planned.answered_to_look == ()
    assert {question.key for question in planned.new} == set()
    assert [question.key for question in planned.gone] == ["new"]


@pytest.mark.parametrize("size", [1, 20], ids=["few", "many"])
def test_moving_costs_the_same_with_few_and_many(
    size: int, assessment: Assessment, second: IndicatorSet, cast: Cast
):
    """One and forty points, one and all answers: one number of queries."""
    if size == 1:
        Answer.objects.exclude(indicator__key="same").delete()
        Finding.objects.exclude(headline="Punt samen").delete()
    else:
        for point in Finding.objects.all():
            for number in range(size):
                copy = Finding.objects.create(
                    assessment=assessment,
                    kind="strength",
                    headline=f"Punt {number}",
                    theme=point.theme,
                )
                copy.indicators.set(point.indicators.all())
                copy.criteria.set(point.criteria.all())
    for _number in range(size):
        source = Source.objects.create(assessment=assessment, kind="meeting", title="Sessie")
        View.objects.create(
            source=source,
            indicator=Indicator.objects.get(
                key="same", group__theme__indicator_set=assessment.indicator_set
            ),
        )
    with CaptureQueriesContext(connection) as planned:
        plan(assessment, second)
    with CaptureQueriesContext(connection) as moved:
        move(assessment, second, cast.anna)
    assert (len(planned), len(moved)) == (10, 27)


def test_only_to_versions_meant_for_this_assessment(
    assessment: Assessment, cast: Cast, second: IndicatorSet
):
    """Not to a draft, another set, the version it has already, or one that is meant for other
    networks."""
    other_set = make_version("1", slug="ander")
    for target in (other_set, assessment.indicator_set):
        with pytest.raises(ValidationError, match="kan deze evaluatie niet overstappen"):
            move(assessment, target, cast.anna)
    Audience.objects.create(slug=SLUG).networks.add(cast.zuid)
    with pytest.raises(ValidationError, match="kan deze evaluatie niet overstappen"):
        move(assessment, second, cast.anna)
    assert not SetChange.objects.exists()


def test_back_to_a_version_that_was_retired_meanwhile(
    assessment: Assessment, first: IndicatorSet, cast: Cast, second
):
    """No new assessment may use it, but this one already did."""
    move(assessment, second, cast.anna)
    IndicatorSet.objects.filter(pk=first.pk).update(status="retired", retired_at=first.published_at)
    move(assessment, first, cast.anna)
    assert Assessment.objects.get(pk=assessment.pk).indicator_set == first


def test_not_when_the_period_is_taken(assessment: Assessment, second: IndicatorSet, cast: Cast):
    """The network has an assessment of this period with version 2 already."""
    make_assessment(cast.noord, second)
    before = every_row()
    with pytest.raises(
        ValidationError, match="Over deze periode is er al een evaluatie met versie 2"
    ):
        move(assessment, second, cast.anna)
    assert every_row() == before


def test_not_when_confirmed(assessment: Assessment, second: IndicatorSet, cast: Cast):
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    before = every_row()
    with pytest.raises(ValidationError, match="is vastgesteld"):
        move(assessment, second, cast.anna)
    assert every_row() == before
