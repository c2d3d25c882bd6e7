"""Merged and split questions: said on the page of what changed, kept in files, checked at the end.

Version 1 asks a, b, c and d. In version 2 b is gone, for it went into c, and e was split from a.
"""

from dataclasses import replace

import pytest
from django.db import IntegrityError
from django.test import Client

from indicators import publishing
from indicators.catalogue import definition_of
from indicators.definition.dumping import dump_json, dump_yaml
from indicators.definition.parsing import parse_set
from indicators.definition.problems import InvalidDefinition
from indicators.definition.values import SetDefinition
from indicators.drafts.readiness import draft_problems
from indicators.import_export import look_ahead
from indicators.models import Indicator, IndicatorSet
from indicators.versions import copying
from indicators.versions.comparison import compare
from indicators.versions.comparison_text import as_text
from indicators.versions.lineage import lineage_of
from indicators.xlsx.reading import parse_xlsx
from indicators.xlsx.writing import dump_xlsx
from tests.rows import every_row

from .versions import address, asked, change, choices, messages, question, stored, version


@pytest.fixture
def ada(cast, as_user) -> Client:
    return as_user(cast.ada)


@pytest.fixture
def draft(cast) -> IndicatorSet:
    stored(version("abcd"))
    return stored(replace(version("acde", number="2"), based_on="1"), publish=False)


def with_origins() -> SetDefinition:
    """Return version 2 as a file says it."""
    changed = {
        "c": question("c", continuity="break", came_from="b"),
        "e": question("e", continuity="break", came_from="a"),
    }
    return replace(version("acde", number="2", **changed), based_on="1")


def say(ada: Client, draft: IndicatorSet, key: str, origin: str, what: str = "erbij") -> list[str]:
    posted = {"herkomst": what, "vraag": key, "uit": origin}
    return messages(ada.post(address(draft, "verschillen"), posted, follow=True))


class TestPage:
    def test_an_admin_says_what_was_merged_and_split(self, ada, cast, draft):
        """Two choices and a button; the words tell a merge from a split, and both are a break."""
        saved = ["Opgeslagen: de reeks breekt hier, en zegt waarom."]
        assert say(ada, draft, "c", "b") == saved
        assert say(ada, draft, "e", "a") == saved
        html = " ".join(ada.get(address(draft, "verschillen")).content.decode().split())
        assert "Vraag 1.2 van versie 1 ging op in vraag 1.2" in html
        assert "Vraag 1.4 komt uit vraag 1.1 van versie 1" in html
        assert "2 indicatoren zijn samengevoegd of gesplitst" in html
        rows = [(asked(draft, key).came_from, asked(draft, key).continuity) for key in "acde"]
        assert rows == [("", ""), ("b", "break"), ("", ""), ("a", "break")]
        assert asked(draft, "c").history.first().history_user == cast.ada
        assert say(ada, draft, "c", "b") == ["U hebt niets veranderd."]
        assert draft_problems(draft) == []
        assert ada.post(address(draft, "publiceren")).status_code == 302

    def test_it_can_be_taken_back(self, ada, draft):
        say(ada, draft, "c", "b")
        say(ada, draft, "c", "d")
        assert asked(draft, "c").came_from == "b, d"
        say(ada, draft, "c", "b", "weg")
        assert (asked(draft, "c").came_from, asked(draft, "c").continuity) == ("d", "break")
        assert say(ada, draft, "c", "d", "weg")[0].startswith("Weggehaald.")
        assert (asked(draft, "c").came_from, asked(draft, "c").continuity) == ("", "")

    @pytest.mark.parametrize(
        ("key", "origin"), [("", "b"), ("c", ""), ("c", "e"), ("b", "a"), ("c", "c"), ("x", "y")]
    )
    def test_what_is_no_merge_is_refused(self, ada, draft, key, origin):
        """Nothing chosen, a question of the wrong version, or twice the same one."""
        before = every_row()
        (told,) = say(ada, draft, key, origin)
        assert told.startswith(("Kies een vraag", "Dit is twee keer dezelfde vraag."))
        assert every_row() == before

    def test_new_words_leave_it_a_break_without_a_choice(self, ada, draft):
        """Where a question came from doesn't follow from its words."""
        say(ada, draft, "c", "b")
        change(asked(draft, "c"), text="Vraag b en c samen?")
        assert (asked(draft, "c").came_from, asked(draft, "c").continuity) == ("b", "break")
        response = ada.get(address(draft, "verschillen"))
        assert f'name="{response.context["questions"][0].field}"' not in response.content.decode()
        assert "Een andere vraag: zij komt uit andere vragen." in response.content.decode()

    def test_a_choice_that_was_open_meanwhile_is_not_kept(self, ada, draft):
        """Ada says on one page that c is the same, and on another that b went into it."""
        change(asked(draft, "c"), text="Vraag b en c samen?")
        posted = choices(ada, draft, c="same")
        say(ada, draft, "c", "b")
        told = messages(ada.post(address(draft, "verschillen"), posted, follow=True))
        assert told[-1].startswith("Iemand heeft intussen iets veranderd aan: c.")
        assert asked(draft, "c").continuity == "break"

    def test_nothing_to_say_of_a_published_version(self, ada, draft):
        say(ada, draft, "c", "b")
        publishing.publish(draft)
        html = ada.get(address(draft, "verschillen")).content.decode()
        assert ('name="herkomst"' in html, "Samengevoegd of gesplitst" in html) == (False, True)
        posted = {"herkomst": "weg", "vraag": "c", "uit": "b"}
        assert ada.post(address(draft, "verschillen"), posted).status_code == 403
        assert asked(draft, "c").came_from == "b"

    @pytest.mark.parametrize("count", [2, 20])
    def test_as_many_queries_for_few_as_for_many(self, ada, db, count, django_assert_num_queries):
        letters = "abcdefghijklmnopqrstuvwxyz"[: count + 1]
        stored(version(letters))
        changed = {key: question(key, continuity="break", came_from="a") for key in letters[1:]}
        made = stored(replace(version(letters, number="2", **changed), based_on="1"), publish=False)
        with django_assert_num_queries(14):
            response = ada.get(address(made, "verschillen"))
        assert len(response.context["descents"]) == count


class TestFiles:
    def test_every_kind_of_file_keeps_it(self):
        definition = with_origins()
        assert "came_from: b\n" in dump_yaml(definition)
        for content, read in (
            (dump_yaml(definition).encode(), parse_set),
            (dump_json(definition).encode(), parse_set),
            (dump_xlsx(definition), parse_xlsx),
        ):
            assert read(content) == definition

    def test_keys_are_read_however_they_are_written(self):
        for written in ("a,b", " a  b ", "a;b,\nb", "a, b"):
            assert question("c", continuity="break", came_from=written).came_from == "a, b"

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("came_from: Vraag A!", "noem sleutels van vragen uit de vorige versie"),
            ("came_from: a", "een vraag die uit andere vragen komt (came_from), is een andere"),
        ],
    )
    def test_a_file_that_says_it_wrongly_is_refused_in_dutch(self, line, told):
        text = dump_yaml(version("a")).replace(
            "text: Vraag a?", f"text: Vraag a?\n            {line}"
        )
        with pytest.raises(InvalidDefinition, match=told.split(" (")[0]):
            parse_set(text.encode())

    def test_a_file_with_only_another_origin_is_a_change(self, draft):
        prospect = look_ahead(with_origins())
        assert (prospect.outcome, prospect.decisions) == ("changed draft", ("c", "e"))
        publishing.load(with_origins())
        assert definition_of(draft) == with_origins()

    def test_what_was_said_of_a_published_version_is_not_said_of_the_next(self, cast, draft):
        """As a copy in the admin, and as a file that is read in under another number."""
        publishing.load(with_origins())
        publishing.publish(IndicatorSet.objects.get(pk=draft.pk))
        copy = copying.new_version(
            IndicatorSet.objects.get(pk=draft.pk), "3", source="Een proef", by=cast.ada
        )
        assert definition_of(copy) == replace(version("acde", number="3"), based_on="2")
        read_in = look_ahead(with_origins(), "4").definition
        assert read_in == replace(version("acde", number="4"), based_on="2")

    def test_a_key_that_the_version_before_does_not_have_keeps_it_from_publishing(self, ada, db):
        stored(version("ab"))
        changed = {"c": question("c", continuity="break", came_from="b, weg")}
        made = stored(replace(version("ac", number="2", **changed), based_on="1"), publish=False)
        (problem,) = ada.get(address(made, "publiceren")).context["problems"]
        assert "deze vraag komt uit “weg”, maar in versie 1 staat die niet" in problem.words
        loose = stored(version("ac", number="3", **changed), publish=False)
        assert [problem.what for problem in draft_problems(loose)] == [
            "deze vraag komt uit “b”, maar er is geen vorige versie",
            "deze vraag komt uit “weg”, maar er is geen vorige versie",
        ]

    def test_the_comparison_as_text_names_it(self):
        text = as_text(compare(version("abcd"), with_origins()))
        assert "Samengevoegd of gesplitst (2)" in text
        assert "1.2 Vraag c? [c]\n      komt uit\n    1.2 Vraag b? [b]" in text
        # The keys are those of version 1: they say nothing of another version.
        assert "Samengevoegd" not in as_text(compare(version("abcd", number="0"), with_origins()))


def test_the_database_holds_the_rule(draft):
    """A question from other questions is never the same one, whichever way it is written."""
    with pytest.raises(IntegrityError, match="came_from_is_a_break"):
        Indicator.objects.filter(pk=asked(draft, "c").pk).update(came_from="b", continuity="same")


def test_a_merge_is_a_break_in_the_same_words(db):
    """Also for a version further on, in both directions; where it came from is followed back."""
    first = stored(version("abcd"))
    second = stored(with_origins())
    third = stored(replace(version("acde", number="3"), based_on="2"))
    lineage = lineage_of("proef")
    assert [lineage.relation(key, first.pk, second.pk) for key in "acd"] == [
        "unchanged",
        "break",
        "unchanged",
    ]
    for later in (second, third):
        assert lineage.relation("c", first.pk, later.pk) == "break"
        assert lineage.relation("c", later.pk, first.pk) == "break"
        origins = {key: lineage.origins(key, later.pk, first.pk) for key in "acde"}
        assert {key: [one.key for one in found] for key, found in origins.items()} == {
            "a": [],
            "c": ["b"],
            "d": [],
            "e": ["a"],
        }
        assert lineage.origins("c", first.pk, later.pk) == ()
    assert lineage.relation("c", second.pk, third.pk) == "unchanged"
