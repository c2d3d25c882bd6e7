"""Loading into a draft that is there: what stays keeps its row, only what is different changes."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators import publishing
from indicators.catalogue import definition_of
from indicators.definition.parsing import parse_set
from indicators.definition.values import (
    AspectDefinition,
    GroupDefinition,
    IndicatorDefinition,
    SetDefinition,
    ThemeDefinition,
)
from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, Theme

from .test_definition import LOKET, WERKSET

pytestmark = pytest.mark.django_db
PARTS = (Theme, Criterion, IndicatorGroup, Indicator, Aspect)


def question(key: str, text: str = "Vraag?", aspects: str = "") -> IndicatorDefinition:
    return IndicatorDefinition(
        key=key,
        text=text,
        aspects=tuple(AspectDefinition(key=a, text=f"Deel {a}") for a in aspects),
    )


def a_set(**groups: list[IndicatorDefinition]) -> SetDefinition:
    """Return a set with a theme for each group; the group "een" stands in the theme "thema-een"."""
    themes = tuple(
        ThemeDefinition(
            key=f"thema-{key}",
            kind="theme",
            title=key,
            groups=(GroupDefinition(key=key, kind="topic", title=key, indicators=tuple(asked)),),
        )
        for key, asked in groups.items()
    )
    return SetDefinition(slug="klein", version="1", title="Klein", source="x", themes=themes)


def load(definition: SetDefinition) -> None:
    """Load a definition and check that the draft says just that."""
    indicator_set, _changed = publishing.load(definition)
    assert definition_of(indicator_set) == definition


def keys() -> dict[tuple[str, str], int]:
    return {(model.__name__, row.key): row.pk for model in PARTS for row in model.objects.all()}


def history() -> list[tuple[str, str, str, str | None]]:
    """Return the rows of history, newest first: kind of part, key, what happened and why."""
    return [
        (model.__name__, row.key, row.history_type, row.history_change_reason)
        for model in PARTS
        for row in model.history.order_by("-history_id")
    ]


def since(before: list) -> set[tuple]:
    return set(history()) - set(before) if len(history()) != len(before) else set()


class TestRowsThatStay:
    def test_another_text(self):
        """Anna's links to the other questions, and this one's own history, go on."""
        load(a_set(een=[question("a", aspects="xy"), question("b")]))
        before, old = keys(), history()
        load(a_set(een=[question("a", "Anders?", "xy"), question("b")]))
        assert keys() == before
        assert since(old) == {("Indicator", "a", "~", "")}
        assert [row.text for row in Indicator.history.filter(key="a")] == ["Anders?", "Vraag?"]

    def test_another_group(self):
        load(a_set(een=[question("a", aspects="x"), question("b")], twee=[]))
        before, old = keys(), history()
        load(a_set(een=[question("b")], twee=[question("a", aspects="x")]))
        assert keys() == before
        assert since(old) == {("Indicator", "a", "~", "moved"), ("Indicator", "b", "~", "shifted")}

    def test_out_of_a_group_that_goes(self):
        """The question stays, with the answers that refer to it, when all it stood in goes."""
        load(a_set(een=[question("a", aspects="x")], twee=[question("b")]))
        before = keys()
        load(a_set(twee=[question("b"), question("a", aspects="x")]))
        after = keys()
        assert after.items() <= before.items()
        assert before.keys() - after.keys() == {("Theme", "thema-een"), ("IndicatorGroup", "een")}

    def test_into_a_group_that_is_new(self):
        load(a_set(een=[question("a", aspects="x")]))
        before = keys()
        load(a_set(een=[], nieuw=[question("a", aspects="x")]))
        assert before.items() <= keys().items()

    def test_what_goes_leaves_a_row_of_history(self):
        load(a_set(een=[question("a", aspects="xy"), question("b", aspects="z")]))
        old = history()
        load(a_set(een=[question("a", aspects="y")]))
        assert since(old) == {
            ("Indicator", "b", "-", None),
            ("Aspect", "x", "-", None),
            ("Aspect", "z", "-", None),
            ("Aspect", "y", "~", "shifted"),
        }

    def test_a_key_that_stands_twice_in_a_spoilt_draft(self):
        """The admin's tables refuse it, other ways into the database don't; loading makes it right
        again."""
        load(a_set(een=[question("a")], twee=[question("b")]))
        double = IndicatorGroup.objects.get(key="twee").indicators.create(key="a", text="Dubbel")
        load(a_set(een=[question("b")], twee=[question("a")]))
        assert Indicator.objects.get(key="a").pk == double.pk

    def test_one_real_set_becomes_another(self):
        werkset, loket = (parse_set(file.read_bytes()) for file in (WERKSET, LOKET))
        names = {"slug": "klein", "version": "1"}
        load(replace(werkset, **names))
        load(replace(loket, **names))
        load(replace(werkset, **names))


@pytest.mark.parametrize(("size", "queries"), [(5, 23), (50, 23)])
def test_the_number_of_queries_follows_batches_not_rows(size, queries):
    """Every question is changed and half of the aspects go; a batch of changes is some hundreds of
    rows."""
    load(a_set(een=[question(f"v{n}", aspects="xy") for n in range(size)]))
    with CaptureQueriesContext(connection) as captured:
        publishing.load(a_set(een=[question(f"v{n}", "Anders?", "y") for n in range(size)]))
    assert len(captured) == queries
