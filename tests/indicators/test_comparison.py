"""What changed between two versions. No database."""

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.definition.values import CriterionDefinition, SetDefinition
from indicators.versions.comparison import compare
from indicators.versions.word_difference import DifferenceRun, word_difference
from indicators.versions.wording import needs_new_decision, wording_of

from .test_any_definition import TEXT, definitions
from .versions import large, question, reworded, version, with_theme


def keys(found) -> list[str]:
    return [one.key for one in found]


class TestQuestions:
    def test_new_and_gone(self):
        """Nothing moved: the others only shifted."""
        found = compare(version("abc", "de"), version("xbc", "dye"))
        assert (keys(found.added), keys(found.removed), keys(found.shared)) == (
            ["x", "y"],
            ["a"],
            ["b", "c", "d", "e"],
        )
        assert [asked.number for asked in (*found.added, *found.removed)] == ["1.1", "2.2", "1.1"]
        assert found.moved == found.to_decide == found.parts == ()

    @pytest.mark.parametrize(
        ("after", "moved"),
        [
            (("abcde", "xy"), []),
            (("bcdea", "xy"), ["a"]),
            (("ebacd", "xy"), ["e", "b"]),
            (("abcd", "xye"), ["e"]),
            (("nabcde", "xmy"), []),
            (("cde", "xy"), []),
            (("edcba", "xy"), ["e", "d", "c", "b"]),
            (("abcdxe", "y"), ["x"]),
        ],
    )
    def test_only_what_really_moved(self, after, moved):
        assert keys(compare(version("abcde", "xy"), version(*after)).moved) == moved

    def test_a_group_that_moves_to_another_theme_is_one_move(self):
        """Its questions went along; they did not move by themselves."""
        before = version("abc", "de")
        group = before.themes[0].groups[0]
        after = with_theme(
            with_theme(before, 0, groups=()), 1, groups=(group, *before.themes[1].groups)
        )
        found = compare(before, after)
        assert found.moved == ()
        assert [(part.kind, part.key, part.moved, part.inside) for part in found.parts] == [
            ("group", "groep-1", True, "Thema 2")
        ]

    @pytest.mark.parametrize(
        ("after", "is_reworded", "is_retyped"),
        [
            (question("a", "Werkt het?"), True, False),
            (question("a", aspects="xy"), True, False),
            (question("a", answer="yes_no"), False, True),
            (question("a", answer="number", unit="keer"), False, True),
            (question("a", source="paragraaf 3"), False, False),
            (question("a", continuity="break"), False, False),
        ],
    )
    def test_a_question_that_is_asked_otherwise_needs_a_decision(
        self, after, is_reworded, is_retyped
    ):
        (pair,) = compare(version("a"), version("a", a=after)).shared
        needs = is_reworded or is_retyped
        assert (pair.reworded, pair.retyped, pair.needs_decision) == (
            is_reworded,
            is_retyped,
            needs,
        )
        assert needs_new_decision(wording_of(question("a")), wording_of(after)) == needs
        assert pair.continuity == ("" if needs else "same")

    def test_another_unit_is_another_kind_of_answer(self):
        before, after = (question("a", answer="number", unit=unit) for unit in ("uur", "dagen"))
        (pair,) = compare(version("a", a=before), version("a", a=after)).retyped
        assert [(change.name, change.before, change.after) for change in pair.changes] == [
            ("unit", "uur", "dagen")
        ]

    def test_a_decision_counts_for_a_question_that_changed(self):
        decided = version(
            "ab", a=question("a", "Anders?", continuity="break"), b=question("b", "Ook anders?")
        )
        found = compare(version("ab"), decided)
        assert [(pair.key, pair.continuity) for pair in found.to_decide] == [
            ("a", "break"),
            ("b", ""),
        ]
        assert keys(found.undecided) == ["b"]

    def test_aspects_by_their_key(self):
        before = version("a", a=question("a", aspects="xyz"))
        after = version("a", a=question("a", aspects="nzx"))
        (pair,) = compare(before, after).reworded
        assert [
            (change.name, change.number, change.before, change.after) for change in pair.changes
        ] == [
            ("aspect", 1, "", "Deel n"),
            ("aspect", 0, "Deel y", ""),
            ("aspect_order", 0, "Deel x\nDeel z", "Deel z\nDeel x"),
        ]


class TestChangedParts:
    def test_every_text_of_a_theme_group_criterion_and_the_set(self):
        """Two yardsticks: one worded otherwise, one new."""
        yardstick = CriterionDefinition(key="doel", kind="goal", title="Doel", text="Snel")
        before = with_theme(version("ab"), 0, criteria=(yardstick,))
        group = replace(before.themes[0].groups[0], question="Waarom?")
        another = replace(yardstick, key="ander")
        after = with_theme(
            before,
            0,
            goal="Beter",
            groups=(group,),
            criteria=(replace(yardstick, implicit=True), another),
        )
        found = compare(before, replace(after, introduction="Nieuw"))
        told = [
            (part.kind, part.what, part.key, [change.name for change in part.changes])
            for part in found.parts
        ]
        assert told == [
            ("set", "shared", "proef", ["introduction"]),
            ("theme", "shared", "thema-1", ["goal"]),
            ("group", "shared", "groep-1", ["question"]),
            ("criterion", "shared", "doel", ["implicit"]),
            ("criterion", "added", "ander", []),
        ]
        assert not found.is_empty

    def test_a_theme_that_comes_first_moves_no_other(self):
        before, after = version("a", "b", "c"), version("a", "b", "c")
        found = compare(before, replace(after, themes=(after.themes[2], *after.themes[:2])))
        assert [(part.key, part.moved) for part in found.parts] == [("thema-3", True)]
        assert found.moved == ()


class TestWords:
    def test_the_words_that_changed(self):
        before, after = (
            "Zijn er afspraken over foto’s?",
            "Zijn er goede afspraken, ook over foto’s?",
        )
        assert word_difference(before, after) == (
            DifferenceRun("kept", "Zijn er "),
            DifferenceRun("added", "goede "),
            DifferenceRun("kept", "afspraken"),
            DifferenceRun("removed", " "),
            DifferenceRun("added", ", ook "),
            DifferenceRun("kept", "over foto’s?"),
        )

    def test_white_space_that_changed(self):
        assert word_difference("een\ntwee", "een\n\ntwee") == (
            DifferenceRun("kept", "een"),
            DifferenceRun("removed", "\n"),
            DifferenceRun("added", "\n\n"),
            DifferenceRun("kept", "twee"),
        )

    @pytest.mark.parametrize(
        "before", ["a b " * 12_000, "woord " * 8_000, "x" * 50_000, ". " * 25_000]
    )
    def test_a_hostile_text_takes_no_more_than_a_moment(self, before):
        """Also where the two share no beginning or end."""
        start = time.process_time()
        runs = word_difference(before, f"begin {before.replace(' b ', ' c ')} eind")
        assert time.process_time() - start < 3
        assert_rebuilds(before, f"begin {before.replace(' b ', ' c ')} eind", runs)


def assert_rebuilds(before: str, after: str, runs: tuple[DifferenceRun, ...]) -> None:
    assert "".join(run.text for run in runs if run.change != "added") == before
    assert "".join(run.text for run in runs if run.change != "removed") == after
    assert all(run.text for run in runs)
    assert all(one.change != next_one.change for one, next_one in pairwise(runs))


WORDS = st.lists(
    st.sampled_from(["de", "het", "netwerk", ",", "?", " ", "\n", "  ", "e\u0301"]), max_size=30
).map("".join)


@settings(max_examples=100)
@given(st.one_of(WORDS, TEXT, st.text()), st.one_of(WORDS, TEXT, st.text()))
def test_any_two_texts_can_be_rebuilt_from_their_difference(before, after):
    assert_rebuilds(before, after, word_difference(before, after))
    assert word_difference(before, before) == ((DifferenceRun("kept", before),) if before else ())


@st.composite
def two_versions(draw: st.DrawFn) -> tuple[SetDefinition, SetDefinition]:
    """Return a set of up to three groups and another with some of its questions, some new, in any
    order and place."""
    letters = st.lists(st.sampled_from("abcdefghij"), unique=True, max_size=10)

    def one(number: str) -> SetDefinition:
        order = "".join(draw(letters))
        cuts = sorted(draw(st.lists(st.integers(0, len(order)), min_size=2, max_size=2)))
        texts = draw(st.sets(st.sampled_from("abcdefghij")))
        changed = {key: question(key, f"Vraag {key} in {number}?") for key in texts}
        return version(
            order[: cuts[0]], order[cuts[0] : cuts[1]], order[cuts[1] :], number=number, **changed
        )

    return one("1"), one("2")


@settings(max_examples=75)
@given(two_versions())
def test_every_question_is_in_just_one_list(versions):
    old, new = versions
    found = compare(old, new)

    def places(definition: SetDefinition) -> dict[str, str]:
        return {i.key: g.key for t in definition.themes for g in t.groups for i in g.indicators}

    before, after = places(old), places(new)
    assert set(keys(found.added)) == after.keys() - before.keys()
    assert set(keys(found.removed)) == before.keys() - after.keys()
    assert set(keys(found.shared)) == before.keys() & after.keys()
    listed = keys(found.added) + keys(found.removed) + keys(found.shared)
    assert sorted(listed) == sorted(before.keys() | after.keys())
    # Those that did not move stand in the same group, in the same order.
    stayed = [key for key in keys(found.shared) if key not in keys(found.moved)]
    assert [(key, after[key]) for key in stayed] == [
        (key, before[key]) for key in before if key in stayed
    ]
    back = compare(new, old)
    assert (keys(back.added), keys(back.removed)) == (keys(found.removed), keys(found.added))
    assert set(keys(back.to_decide)) == set(keys(found.to_decide))


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(definitions())
def test_a_set_does_not_differ_from_itself(definition):
    assert compare(definition, definition).is_empty


def test_two_thousand_questions_take_a_moment():
    before = large(2000)
    start = time.process_time()
    found = compare(before, reworded(before))
    runs = [change.runs for pair in found.reworded for change in pair.changes]
    assert len(runs) == 2000
    assert time.process_time() - start < 5
