"""The database itself refuses every change to a published set, whichever way it comes."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model

from indicators import publishing
from indicators.definition.parsing import parse_set
from indicators.drafts.refusals import NotPossible
from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme

from .test_definition import SMALL

pytestmark = pytest.mark.django_db

PARTS = [Theme, Criterion, IndicatorGroup, Indicator, Aspect]
FULL = (
    SMALL.replace(
        "    groups:\n",
        "    criteria: [{key: doel, kind: goal, title: Doel, text: Een doel.}]\n    groups:\n",
    )
    + "            aspects: [{key: deel, text: Een deel}]\n"
)
MESSAGE = "Een gepubliceerde indicatorenset verandert niet meer."


def load(version: str) -> IndicatorSet:
    return publishing.load(parse_set(FULL.replace('"1.0"', f'"{version}"').encode()))[0]


@pytest.fixture
def draft() -> IndicatorSet:
    return load("concept")


@pytest.fixture
def published() -> IndicatorSet:
    indicator_set = load("af")
    publishing.publish(indicator_set)
    return indicator_set


def of(indicator_set: IndicatorSet, model: type[Model]) -> Model:
    """Return the set's only part of a kind."""
    path = {
        IndicatorSet: "pk",
        Theme: "indicator_set",
        Criterion: "theme__indicator_set",
        IndicatorGroup: "theme__indicator_set",
        Indicator: "group__theme__indicator_set",
        Aspect: "indicator__group__theme__indicator_set",
    }[model]
    return model.objects.get(**{path: indicator_set.pk})


def copy_of(part: Model) -> Model:
    part.pk, part.key, part._state.adding = None, "nieuw", True
    return part


def save(part: Model) -> None:
    part.save()


def bulk_update(part: Model) -> None:
    type(part).objects.bulk_update([part], ["title" if hasattr(part, "title") else "text"])


def queryset_update(part: Model) -> None:
    column = "title" if hasattr(part, "title") else "text"
    type(part).objects.filter(pk=part.pk).update(**{column: "anders"})


def sql_update(part: Model) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {part._meta.db_table} SET id = id WHERE id = %s", [part.pk])


def delete(part: Model) -> None:
    part.delete()


def raw_delete(part: Model) -> None:
    queryset = type(part).objects.filter(pk=part.pk)
    queryset._raw_delete(queryset.db)


def insert(part: Model) -> None:
    copy_of(part).save()


def bulk_insert(part: Model) -> None:
    type(part).objects.bulk_create([copy_of(part)])


CHANGES = [save, bulk_update, queryset_update, sql_update]
ADDITIONS = [insert, bulk_insert]
DELETIONS = [delete, raw_delete]


def assert_refused(change, part: Model) -> None:
    with pytest.raises((IntegrityError, DatabaseError), match=MESSAGE), transaction.atomic():
        change(part)


@pytest.fixture(params=["published", "retired"])
def frozen(request, published) -> IndicatorSet:
    """A set that was published, and one that was retired after that."""
    if request.param == "retired":
        publishing.retire(published, by=None)
    return published


@pytest.mark.parametrize("model", PARTS)
class TestParts:
    def test_nothing_of_a_published_or_retired_set_changes(self, frozen, model):
        before = list(model.objects.values_list())
        for change in (*CHANGES, *ADDITIONS, *DELETIONS):
            assert_refused(change, of(frozen, model))
            assert list(model.objects.values_list()) == before

    def test_a_draft_changes_freely_beside_a_published_set(self, published, draft, model):
        for change in (*CHANGES, *ADDITIONS, delete):
            with transaction.atomic():
                change(of(draft, model))
                transaction.set_rollback(True)

    def test_a_part_of_a_draft_cannot_move_into_a_published_set(self, published, draft, model):
        part, inside = of(draft, model), of(published, model)
        parent = {Theme: "indicator_set", Indicator: "group", Aspect: "indicator"}.get(
            model, "theme"
        )
        setattr(part, parent, getattr(inside, parent))
        part.key = "verhuisd"
        assert_refused(save, part)

    def test_a_part_of_a_published_set_cannot_move_to_a_draft(self, published, draft, model):
        part, outside = of(published, model), of(draft, model)
        parent = {Theme: "indicator_set", Indicator: "group", Aspect: "indicator"}.get(
            model, "theme"
        )
        setattr(part, parent, getattr(outside, parent))
        part.key = "verhuisd"
        assert_refused(save, part)


class TestSet:
    def test_a_published_or_retired_set_stays(self, frozen):
        for change in (*CHANGES, *DELETIONS):
            assert_refused(change, of(frozen, IndicatorSet))

    def test_it_cannot_become_a_draft_again(self, frozen):
        frozen.status, frozen.published_at, frozen.retired_at = (
            IndicatorSet.Status.DRAFT,
            None,
            None,
        )
        assert_refused(save, frozen)

    def test_no_column_changes_in_sql(self, frozen):
        texts = ("slug", "version", "title", "source", "introduction", "criterion_question")
        for column, value in [*((text, "'x'") for text in texts), ("published_at", "NULL")]:
            statement = f"UPDATE indicators_indicatorset SET {column} = {value} WHERE id = %s"

            def by_sql(part: Model, statement: str = statement) -> None:
                with connection.cursor() as cursor:
                    cursor.execute(statement, [part.pk])

            assert_refused(by_sql, frozen)

    def test_what_it_was_made_from_does_not_change(self, frozen, draft):
        frozen.based_on = draft
        assert_refused(save, frozen)

    def test_retiring_and_using_it_again_is_all_that_happens_to_it(self, published):
        columns = [
            field.attname
            for field in IndicatorSet._meta.fields
            if field.name not in ("status", "retired_at")
        ]
        before = IndicatorSet.objects.values_list(*columns).get()
        publishing.retire(published, by=None)
        assert (published.status, published.retired_at is None) == ("retired", False)
        publishing.take_into_use_again(published, by=None)
        assert (published.status, published.retired_at) == ("published", None)
        assert IndicatorSet.objects.values_list(*columns).get() == before

    @pytest.mark.parametrize("status", ["draft", "published", "retired"])
    def test_what_cannot_happen_in_a_state_is_refused(self, published, draft, status):
        """Nothing happens to a version twice, and a draft isn't retired."""
        one = draft if status == "draft" else published
        if status == "retired":
            publishing.retire(one, by=None)
        refused = {
            "draft": [publishing.retire, publishing.take_into_use_again],
            "retired": [publishing.retire],
        }
        for verb in refused.get(status, [publishing.take_into_use_again]):
            with pytest.raises(NotPossible, match="Er is niets veranderd"):
                verb(one, by=None)
        one.refresh_from_db()
        assert one.status == status

    def test_a_draft_can_be_changed_published_and_deleted(self, draft):
        for change in CHANGES:
            change(of(draft, IndicatorSet))
        draft.delete()
        assert not IndicatorSet.objects.exists()

    def test_publishing_twice_is_refused(self, published):
        with pytest.raises(publishing.NotPublishable, match="deze versie is al gepubliceerd"):
            publishing.publish(published)
