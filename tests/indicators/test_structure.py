"""Changing what a draft holds, one part at a time, with more people at it."""

import pytest

from indicators import publishing
from indicators.catalogue import catalogue_of
from indicators.definition.parsing import parse_set
from indicators.drafts import editing, refusals
from indicators.drafts.editing import add_part, change_part, fingerprint, move_part, remove_part
from indicators.drafts.positions import FIRST
from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme
from indicators.versions.copying import new_version
from tests.cast import Cast, make_assessment

from .test_definition import SMALL

TWO_THEMES = """\
slug: proef
version: "1.0"
title: Proef
source: Een document
themes:
  - key: een
    kind: theme
    title: Een
    criteria:
      - {key: doel, kind: goal, title: Doel, text: Een doel}
    groups:
      - key: g1
        kind: topic
        title: G1
        indicators:
          - {key: a, text: "A?", aspects: [{key: snel, text: snel}, {key: goed, text: goed}]}
          - {key: b, text: "B?"}
          - {key: c, text: "C?"}
          - {key: d, text: "D?"}
      - key: g2
        kind: topic
        title: G2
        indicators:
          - {key: e, text: "E?", aspects: [{key: snel, text: ook snel}]}
  - key: twee
    kind: theme
    title: Twee
    introduction: Nog leeg
"""


@pytest.fixture
def draft(db: None) -> IndicatorSet:
    return publishing.load(parse_set(TWO_THEMES.encode()))[0]


def indicator(key: str) -> Indicator:
    return Indicator.objects.select_related("group__theme__indicator_set").get(key=key)


def group(key: str) -> IndicatorGroup:
    return IndicatorGroup.objects.select_related("theme__indicator_set").get(key=key)


def order(draft: IndicatorSet) -> list[str]:
    """Return the keys of the questions, with a bar between the groups."""
    themes = catalogue_of(draft).themes
    return ["".join(i.key for i in g.indicators) for theme in themes for g in theme.groups]


def records(model: type = Indicator) -> list[tuple[str, str, str | None]]:
    """Return what the history says happened since the draft was made: key, kind and reason, oldest
    first."""
    rows = model.history.order_by("history_id").exclude(history_user=None)
    return [(row.key, row.history_type, row.history_change_reason) for row in rows]


def revision(draft: IndicatorSet) -> int:
    return IndicatorSet.objects.get(pk=draft.pk).revision


class TestAdding:
    @pytest.mark.parametrize(
        ("after", "expected"),
        [(None, "abcdx"), ("b", "abxcd"), (FIRST, "xabcd"), (987654, "abcdx")],
    )
    def test_a_question_comes_where_it_was_put(self, draft, cast: Cast, after, expected):
        """Last, after another, first; and last when the one it should follow was removed
        meanwhile."""
        place = indicator(after).pk if isinstance(after, str) else after
        made = add_part(
            Indicator, parent=group("g1"), values={"text": "X"}, key="x", after=place, by=cast.ada
        )
        assert order(draft) == [expected, "e"]
        row = made.history.get()
        assert (row.history_user, row.history_type, row.text) == (cast.ada, "+", "X")
        assert revision(draft) == draft.revision + 1

    def test_a_key_is_made_from_the_text_and_stays(self, draft, cast):
        values = {
            "text": "Zijn er één of méér afspraken gemaakt over het delen van informatie tussen de partners?"
        }
        made = add_part(Indicator, parent=group("g1"), values=values, by=cast.ada)
        assert made.key == "zijn-er-een-of-meer-afspraken-gemaakt-over-het"
        again = add_part(Indicator, parent=group("g2"), values=values, by=cast.ada)
        assert again.key == "zijn-er-een-of-meer-afspraken-gemaakt-over-het-2"
        change_part(made, values={"text": "Heel anders?"}, seen=fingerprint(made), by=cast.ada)
        assert indicator(made.key).text == "Heel anders?"

    @pytest.mark.parametrize(
        ("text", "key"), [("???", "indicator"), ("_", "indicator"), ("w" * 90, "w" * 50)]
    )
    def test_any_text_gives_a_key(self, draft, cast, text, key):
        made = add_part(Indicator, parent=group("g1"), values={"text": text}, by=cast.ada)
        assert made.key == key
        made.full_clean()

    def test_a_new_question_never_gets_the_key_of_one_that_was_dropped(self, draft, cast):
        """Otherwise a series of answers would run on through two different questions."""
        add_part(
            IndicatorGroup,
            parent=Theme.objects.get(key="twee"),
            values={"title": "Leeg"},
            by=cast.ada,
        )
        remove_part(group("leeg"), by=cast.ada)
        publishing.publish(draft)
        later = new_version(draft, "2.0", source="Een proef", by=cast.ada)
        dropped = Indicator.objects.get(key="b", group__theme__indicator_set=later)
        remove_part(dropped, by=cast.ada)
        made = add_part(Indicator, parent=dropped.group, values={"text": "B"}, by=cast.ada)
        assert made.key == "b-2"

    def test_a_key_that_is_taken_anywhere_in_the_set(self, draft, cast):
        with pytest.raises(refusals.KeyTaken):
            add_part(Indicator, parent=group("g2"), values={"text": "?"}, key="a", by=cast.ada)
        assert (order(draft), revision(draft)) == (["abcd", "e"], draft.revision)

    def test_every_kind_of_part(self, draft, cast):
        theme = add_part(
            Theme, parent=draft, values={"title": "Drie", "kind": "theme"}, by=cast.ada
        )
        add_part(
            Criterion,
            parent=theme,
            values={"title": "Doel", "text": "Doel", "kind": "goal"},
            by=cast.ada,
        )
        made = add_part(
            IndicatorGroup, parent=theme, values={"title": "Hoe", "kind": "topic"}, by=cast.ada
        )
        asked = add_part(Indicator, parent=made, values={"text": "Hoe vaak?"}, by=cast.ada)
        add_part(Aspect, parent=asked, values={"text": "Per week"}, by=cast.ada)
        third = catalogue_of(draft).themes[2]
        assert [c.key for c in third.criteria] == ["doel-2"]
        assert [(i.number, i.key, i.aspects) for i in third.indicators] == [
            ("3.1", "hoe-vaak", ("Per week",))
        ]
        assert revision(draft) == draft.revision + 5


class TestMoving:
    @pytest.mark.parametrize(
        ("key", "place", "expected", "shifted"),
        [
            ("c", {"before": "b"}, "acbd", "b"),
            ("c", {"after": "d"}, "abdc", "d"),
            ("d", {"after": FIRST}, "dabc", "abc"),
            ("a", {}, "bcda", "bcd"),
            ("b", {"after": "a"}, "abcd", None),
        ],
    )
    def test_within_a_group_only_what_shifts_is_touched(
        self, draft, cast, key, place, expected, shifted
    ):
        """A part moves next to another; the history tells the move from the shifts, and keeps still
        otherwise."""
        place = {name: indicator(near).pk if near else near for name, near in place.items()}
        assert move_part(indicator(key), **place, by=cast.ada) is (shifted is not None)
        assert order(draft) == [expected, "e"]
        moves = (
            []
            if shifted is None
            else [(key, "~", "moved"), *((s, "~", "shifted") for s in shifted)]
        )
        assert sorted(records()) == sorted(moves)
        assert revision(draft) == draft.revision + (shifted is not None)

    def test_to_another_group_and_theme(self, draft, cast):
        move_part(indicator("b"), to=group("g2"), after=FIRST, by=cast.ada)
        assert order(draft) == ["acd", "be"]
        assert records() == [("b", "~", "moved"), ("e", "~", "shifted")]
        move_part(group("g1"), to=Theme.objects.get(key="twee"), by=cast.ada)
        assert [[g.key for g in theme.groups] for theme in catalogue_of(draft).themes] == [
            ["g2"],
            ["g1"],
        ]
        move_part(Criterion.objects.get(), to=Theme.objects.get(key="twee"), by=cast.ada)
        move_part(Theme.objects.get(key="twee"), after=FIRST, by=cast.ada)
        assert [(t.key, len(t.criteria)) for t in catalogue_of(draft).themes] == [
            ("twee", 1),
            ("een", 0),
        ]

    def test_two_admins_who_reorder_do_not_scramble(self, draft, cast):
        """Both looked at abcd; each move says next to which part, so both are done."""
        a, b, c, d = (indicator(key) for key in "abcd")
        move_part(d, before=a.pk, by=cast.ada)
        move_part(b, after=c.pk, by=cast.eva)
        assert order(draft) == ["dacb", "e"]

    def test_next_to_a_part_that_went_elsewhere(self, draft, cast):
        b, c = indicator("b"), indicator("c")
        move_part(b, to=group("g2"), by=cast.ada)
        with pytest.raises(refusals.Refused) as refused:
            move_part(c, before=b.pk, by=cast.eva)
        assert str(refused.value) == (
            "Het deel waar dit naast moest komen, staat daar niet meer. Er is niets verplaatst."
        )
        assert order(draft) == ["acd", "eb"]

    def test_an_aspect_takes_another_key_where_its_own_is_taken(self, draft, cast):
        snel = Aspect.objects.get(indicator__key="a", key="snel")
        move_part(snel, to=indicator("e"), by=cast.ada)
        assert [(x.key, x.text) for x in indicator("e").aspects.all()] == [
            ("snel", "ook snel"),
            ("snel-2", "snel"),
        ]

    def test_a_part_stands_only_where_its_kind_stands(self, draft, cast):
        other = publishing.load(parse_set(SMALL.encode()))[0]
        for to in (draft, indicator("e"), other.themes.get().groups.get()):
            with pytest.raises(refusals.Refused, match="Daar kan dit deel niet staan"):
                move_part(indicator("a"), to=to, by=cast.ada)

    def test_parts_that_share_a_position_keep_the_order_that_people_saw(self, draft, cast):
        Indicator.objects.update(position=0)
        move_part(indicator("d"), before=indicator("c").pk, by=cast.ada)
        assert order(draft) == ["abdc", "e"]


class TestChanging:
    def test_somebody_else_was_first(self, draft, cast):
        """Ada and Eva opened the same question; the second is shown what the first made of it, and
        nothing is lost."""
        opened = fingerprint(indicator("a"))
        assert change_part(indicator("a"), values={"text": "Van Ada?"}, seen=opened, by=cast.ada)
        with pytest.raises(refusals.ChangedMeanwhile) as conflict:
            change_part(indicator("a"), values={"text": "Van Eva?"}, seen=opened, by=cast.eva)
        assert conflict.value.part.text == "Van Ada?"
        assert indicator("a").text == "Van Ada?"
        assert change_part(
            indicator("a"),
            values={"text": "Samen?"},
            seen=fingerprint(conflict.value.part),
            by=cast.eva,
        )
        history = indicator("a").history.exclude(history_user=None)
        assert [(row.history_user, row.text) for row in history] == [
            (cast.eva, "Samen?"),
            (cast.ada, "Van Ada?"),
        ]

    def test_the_same_text_twice_is_no_conflict(self, draft, cast):
        opened = fingerprint(indicator("a"))
        assert change_part(indicator("a"), values={"text": "Beter?"}, seen=opened, by=cast.ada)
        assert not change_part(indicator("a"), values={"text": "Beter?"}, seen=opened, by=cast.eva)
        assert revision(draft) == draft.revision + 1

    def test_a_move_meanwhile_is_no_conflict(self, draft, cast):
        opened = fingerprint(indicator("a"))
        move_part(indicator("a"), to=group("g2"), by=cast.eva)
        assert change_part(indicator("a"), values={"text": "Beter?"}, seen=opened, by=cast.ada)
        assert (indicator("a").group.key, indicator("a").text) == ("g2", "Beter?")

    @pytest.mark.parametrize(
        "what", ["text", "aspect changed", "aspect added", "aspect removed", "aspects turned"]
    )
    def test_other_words_need_a_new_decision(self, draft, cast, what):
        """A decision about the old words says nothing of the new ones, and aspects are part of what
        is asked."""
        Indicator.objects.filter(key="a").update(continuity="same")
        a, snel = indicator("a"), Aspect.objects.get(indicator__key="a", key="snel")
        change_part(a, values={"source": "bladzijde 3"}, seen=fingerprint(a), by=cast.ada)
        assert indicator("a").continuity == "same"
        if what == "text":
            change_part(
                a, values={"text": "Anders?"}, seen=fingerprint(indicator("a")), by=cast.ada
            )
        elif what == "aspect changed":
            change_part(snel, values={"text": "vlug"}, seen=fingerprint(snel), by=cast.ada)
        elif what == "aspect added":
            add_part(Aspect, parent=a, values={"text": "veilig"}, by=cast.ada)
        elif what == "aspect removed":
            remove_part(snel, by=cast.ada)
        else:
            move_part(snel, by=cast.ada)
        assert indicator("a").continuity == ""

    def test_what_people_don_t_write_is_not_taken(self, draft, cast):
        a = indicator("a")
        change_part(
            a,
            values={"key": "z", "position": 9, "continuity": "break"},
            seen=fingerprint(a),
            by=cast.ada,
        )
        assert (indicator("a").position, indicator("a").continuity) == (1, "")


class TestRemoving:
    def test_all_that_is_in_it_goes_and_is_recorded(self, draft, cast):
        theme = Theme.objects.get(key="een")
        assert editing.parts_in(theme) == {
            Theme: 1,
            Criterion: 1,
            IndicatorGroup: 2,
            Indicator: 5,
            Aspect: 3,
        }
        assert remove_part(theme, expected=12, by=cast.ada) == 12
        assert [t.key for t in catalogue_of(draft).themes] == ["twee"]
        assert sorted(records()) == [(key, "-", None) for key in "abcde"]
        assert [key for key, _what, _why in sorted(records(Aspect))] == ["goed", "snel", "snel"]

    def test_the_rest_stays_as_it_is(self, draft, cast):
        remove_part(indicator("b"), by=cast.ada)
        assert order(draft) == ["acd", "e"]
        assert records() == [("b", "-", None)]

    def test_somebody_added_a_question_meanwhile(self, draft, cast):
        """Ada agreed to lose a group with one question; Eva's new one isn't thrown away with it."""
        add_part(Indicator, parent=group("g2"), values={"text": "Nieuw?"}, by=cast.eva)
        with pytest.raises(refusals.MoreThanAsked):
            remove_part(group("g2"), expected=3, by=cast.ada)
        assert order(draft) == ["abcd", "enieuw"]

    def test_a_question_that_was_answered_stays(self, draft, cast):
        assessment = make_assessment(cast.noord, draft)
        assessment.answers.create(indicator=indicator("a"), text="Ja.")
        with pytest.raises(refusals.Refused, match="Er is al een evaluatie die dit deel gebruikt"):
            remove_part(group("g1"), by=cast.ada)
        assert order(draft) == ["abcd", "e"]


class TestNotAnyMore:
    def test_publishing_while_another_edits(self, draft, cast):
        """Each verb is refused with words, and the published set stays as it was."""
        a, g1 = indicator("a"), group("g1")
        remove_part(Theme.objects.get(key="twee"), by=cast.ada)
        publishing.publish(draft)
        before = catalogue_of(draft)
        for verb in (
            lambda: add_part(Indicator, parent=g1, values={"text": "?"}, by=cast.ada),
            lambda: change_part(a, values={"text": "?"}, seen=fingerprint(a), by=cast.ada),
            lambda: move_part(a, by=cast.ada),
            lambda: remove_part(a, by=cast.ada),
        ):
            with pytest.raises(refusals.NotADraft) as refused:
                verb()
            assert str(refused.value) == (
                "Deze set is intussen gepubliceerd en verandert niet meer. Er is niets opgeslagen."
            )
        assert catalogue_of(draft) == before

    def test_the_part_was_removed_while_another_edits(self, draft, cast):
        e, g2 = indicator("e"), group("g2")
        remove_part(group("g2"), by=cast.eva)
        for verb in (
            lambda: add_part(Indicator, parent=g2, values={"text": "?"}, by=cast.ada),
            lambda: change_part(e, values={"text": "?"}, seen=fingerprint(e), by=cast.ada),
            lambda: move_part(e, by=cast.ada),
            lambda: move_part(indicator("a"), to=g2, by=cast.ada),
            lambda: remove_part(e, by=cast.ada),
        ):
            with pytest.raises(refusals.Gone):
                verb()
