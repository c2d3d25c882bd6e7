"""For any versions of a set: how two of them relate follows from the two, and from nothing else.

Versions are made in a tree, each from an earlier one: with its own words for a question, a decision
about them, and sometimes a question that went into it.
"""

from dataclasses import replace
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.versions.lineage import InVersion, Lineage
from reports.trends.judged_periods import AskedInPeriod, History, JudgedPeriod
from reports.trends.series import steps_of

WORDS = ("Werkt het?", "Werkt het goed?", "Wat levert het op?")
KEYS = ("vraag", "ander")


@st.composite
def lineages(draw: st.DrawFn) -> Lineage:
    """Return up to six versions, in which each of two questions may be asked."""
    questions = []
    for version in range(1, draw(st.integers(2, 6)) + 1):
        based_on = draw(st.none() | st.integers(1, version - 1)) if version > 1 else None
        for key in KEYS:
            # Now and then a version doesn't ask it.
            if draw(st.integers(0, 4)) == 0:
                continue
            merged = based_on is not None and draw(st.integers(0, 4)) == 0
            questions.append(
                InVersion(
                    pk=len(questions) + 1,
                    key=key,
                    set_pk=version,
                    version=str(version),
                    based_on=based_on,
                    theme_key="thema",
                    theme_title="Thema",
                    text=draw(st.sampled_from(WORDS)),
                    answer="text",
                    unit="",
                    continuity="break" if merged else draw(st.sampled_from(["", "same", "break"])),
                    came_from=next(name for name in KEYS if name != key) if merged else "",
                )
            )
    # A set without any question is none.
    assume(questions)
    return Lineage(questions)


def sets_of(lineage: Lineage) -> list[int]:
    return sorted({question.set_pk for question in lineage.by_pk.values()})


def period(lineage: Lineage, set_pk: int, year: int, judgement: str, unseen: bool) -> JudgedPeriod:
    """Return a period with a version; an answer that nobody looked at was given to other words."""
    asked = {}
    for place, key in enumerate(KEYS, start=1):
        if question := lineage.in_set(key, set_pk):
            other = replace(question, text="Iets anders?")
            asked[key] = AskedInPeriod(
                question=question,
                number=f"1.{place}",
                answered=True,
                judgement="" if unseen else judgement,
                given_to=other if unseen else None,
            )
    return JudgedPeriod(
        pk=year,
        title=str(year),
        start=date(year, 1, 1),
        end=date(year, 12, 31),
        label=str(year),
        running=False,
        kind="self_assessment",
        set_pk=set_pk,
        version=str(set_pk),
        themes=(),
        asked=asked,
    )


@given(lineage=lineages())
def test_two_versions_relate_the_same_from_either_side(lineage: Lineage) -> None:
    for key in KEYS:
        for first in sets_of(lineage):
            for second in sets_of(lineage):
                there = lineage.relation(key, first, second)
                assert there == lineage.relation(key, second, first)
                if first == second and lineage.in_set(key, first):
                    assert there == "unchanged"


@given(lineage=lineages())
def test_nothing_is_joined_through_another_question(lineage: Lineage) -> None:
    """A step that is a break, alone or by a merge, is in no series that goes past it."""
    for question in lineage.by_pk.values():
        at, broken, merged = question, False, False
        while at.based_on and (parent := lineage.in_set(question.key, at.based_on)):
            merged = merged or bool(at.came_from)
            broken = broken or (at.continuity != "same" and at.text != parent.text)
            relation = lineage.relation(question.key, parent.set_pk, question.set_pk)
            if merged or (broken and parent.text != question.text):
                assert relation == "break"
            else:
                assert relation == ("unchanged" if parent.text == question.text else "same")
            at = parent


@given(lineage=lineages())
def test_what_a_question_came_from_was_asked_then(lineage: Lineage) -> None:
    """And is never the question itself."""
    for question in lineage.by_pk.values():
        for earlier in sets_of(lineage):
            origins = lineage.origins(question.key, question.set_pk, earlier)
            assert all(lineage.in_set(origin.key, earlier) == origin for origin in origins)
            assert question.key not in {origin.key for origin in origins}


@given(
    lineage=lineages(),
    data=st.data(),
    years=st.lists(
        st.tuples(st.sampled_from(["strength", "mixed", ""]), st.booleans()), max_size=6
    ),
)
def test_the_same_versions_are_the_same_series_for_every_network(
    lineage: Lineage, data: st.DataObject, years: list[tuple[str, bool]]
) -> None:
    """Whatever two networks answered, and whether they looked at it: each step is the decision."""
    versions = [data.draw(st.sampled_from(sets_of(lineage))) for _year in years]
    told = []
    for looked in (True, False):
        periods = tuple(
            period(lineage, set_pk, 2020 + place, judgement, unseen and not looked)
            for place, (set_pk, (judgement, unseen)) in enumerate(zip(versions, years, strict=True))
        )
        history = History(periods, lineage)
        told.append({key: [(s.join, s.descents) for s in steps_of(key, history)] for key in KEYS})
        for key in KEYS:
            last = None
            for step in steps_of(key, history):
                if step.asked is None:
                    continue
                if last is not None:
                    assert step.join == lineage.relation(key, last, step.period.set_pk)
                last = step.period.set_pk
    assert told[0] == told[1]
