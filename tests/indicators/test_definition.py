"""An indicator set as a file: what is read, what is refused, and with which words. No database."""

import json
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from indicators.definition.dumping import dump_json, dump_yaml
from indicators.definition.parsing import parse_set
from indicators.definition.problems import InvalidDefinition
from indicators.definition.values import SetDefinition

SETS = Path(__file__).parent.parent.parent / "fixtures" / "indicator_sets"
WERKSET = SETS / "werkset-veiligheid-voorop-2.0.yaml"
LOKET = SETS / "evaluatiekader-loket-politie-2014.yaml"

SMALL = """\
slug: klein
version: "1.0"
title: Kleine set
source: Een document
themes:
  - key: samen
    kind: theme
    title: Samen
    groups:
      - key: hoe
        kind: topic
        title: Hoe
        indicators:
          - key: vraag
            text: Werkt het?
"""


def problems(content: str | bytes) -> list[str]:
    """Return what reading the file complains about; an empty list when it is fine."""
    try:
        parse_set(content.encode() if isinstance(content, str) else content)
    except InvalidDefinition as error:
        return [str(problem) for problem in error.problems]
    return []


def changed(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new)


@pytest.fixture(scope="module")
def werkset() -> SetDefinition:
    return parse_set(WERKSET.read_bytes())


@pytest.fixture(scope="module")
def loket() -> SetDefinition:
    return parse_set(LOKET.read_bytes())


class TestWerkset:
    def test_it_is_complete(self, werkset):
        """Five chapters with 5, 12, 12, 8 and 9 questions, in three groups each (Werkset 2.0,
        chapters 2 to 6)."""
        assert (werkset.slug, werkset.version) == ("werkset-veiligheid-voorop", "2.0")
        assert [sum(len(g.indicators) for g in t.groups) for t in werkset.themes] == [
            5,
            12,
            12,
            8,
            9,
        ]
        assert [[g.kind for g in t.groups] for t in werkset.themes] == [
            ["development", "execution", "value"]
        ] * 5
        assert all(g.question for t in werkset.themes for g in t.groups)

    def test_the_four_improvement_actions_say_what_they_are_for(self, werkset):
        """Each has a goal, an occasion and a form; the coherence chapter has none."""
        assert [t.kind for t in werkset.themes] == ["theme"] + ["improvement_action"] * 4
        assert all(t.introduction for t in werkset.themes)
        assert [bool(t.goal and t.occasion and t.form) for t in werkset.themes] == [
            False,
            True,
            True,
            True,
            True,
        ]

    def test_visible_improvement_has_five_numbered_parts(self, werkset):
        parts = [
            len(i.aspects)
            for t in werkset.themes
            for g in t.groups
            for i in g.indicators
            if i.aspects
        ]
        assert parts == [5]

    def test_how_often_and_how_many_take_a_number(self, werkset):
        """A question that starts with "Hoe vaak" or "Hoeveel" has room for that number."""
        for indicator in (i for t in werkset.themes for g in t.groups for i in g.indicators):
            if indicator.text.startswith("Hoe vaak"):
                assert indicator.answer == "frequency", indicator.key
            if indicator.text.startswith("Hoeveel"):
                assert indicator.answer == "number", indicator.key


class TestLoket:
    def test_it_is_complete(self, loket):
        """Annex 4 has 12 topics with 67 questions."""
        groups = [g for t in loket.themes for g in t.groups]
        assert (len(groups), sum(len(g.indicators) for g in groups)) == (12, 67)
        assert {g.kind for g in groups} == {"topic"}

    def test_goals_and_starting_points_are_explicit_or_implicit(self, loket):
        """4 goals and 12 starting points of paragraph 2.2, 3 and 6 implicit ones of paragraph
        4.1."""
        count = Counter((c.kind, c.implicit) for t in loket.themes for c in t.criteria)
        assert count == {
            ("goal", False): 4,
            ("starting_point", False): 12,
            ("goal", True): 3,
            ("starting_point", True): 6,
        }

    def test_the_evaluators_ask_whether_a_criterion_is_smart(self, loket):
        assert "SMART" in loket.criterion_question


class TestRefused:
    def test_the_small_set_is_fine(self):
        assert problems(SMALL) == []

    def test_wrong_yaml(self):
        """PyYAML says it in English; people read where it is and what to do."""
        assert problems(changed("  - key: samen", "  - key: [samen")) == [
            "regel 7: dit is geen geldige YAML (hier hoort een komma of een ]; het begint op regel 6)"
        ]
        assert problems(SMALL + "titel: [een,\n  twee\n") == [
            "regel 18: dit is geen geldige YAML (hier hoort een komma of een ]; het begint op regel 16)"
        ]
        for wrong in (
            "a: 'b",
            "a: b: c",
            "a:\n\t- b",
            "a: @b",
            "a:\n  - b\n c: d",
            '"\\q"',
            "a: b\n---\na: c",
            "a: !b c",
        ):
            (found,) = problems(wrong)
            assert found.startswith("regel ")
            assert "dit is geen geldige YAML (" in found
            assert "anders geschreven" not in found

    def test_unknown_key(self):
        assert problems(changed("title: Kleine set", "titel: Kleine set")) == [
            "regel 1, title: dit veld ontbreekt",
            "regel 3, titel: dit veld bestaat niet",
        ]

    def test_duplicate_key_in_one_mapping(self):
        assert problems(changed("    title: Samen", "    title: Samen\n    title: Los")) == [
            "regel 9, themes[0].title: deze sleutel staat er twee keer"
        ]

    def test_alias_bomb(self):
        """A few lines with references can become gigabytes; references have no use here."""
        bomb = 'a: &a ["x", "x"]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n'
        assert problems(bomb) == [
            "regel 2: dit is geen geldige YAML (een verwijzing (*) mag niet in dit bestand)"
        ]

    def test_binary(self):
        assert problems(b"\x89PNG\r\n\x1a\n\xff\xfe") == ["het bestand is geen tekst in UTF-8"]

    def test_nul_character(self):
        (found,) = problems(changed("Werkt het?", "Werkt\x00het?"))
        assert found == "regel 15: dit is geen geldige YAML (hier staat een onzichtbaar teken)"

    def test_too_large(self):
        assert problems(b"x" * (5 * 1024 * 1024 + 1)) == ["het bestand is groter dan 5 MB"]

    @pytest.mark.parametrize("nothing", ["", "\n\n", "# alleen een opmerking\n"])
    def test_empty(self, nothing):
        assert problems(nothing) == ["het bestand is leeg"]

    @pytest.mark.parametrize("other", ["gewoon tekst", "- een\n- twee", "42"])
    def test_no_fields_at_all(self, other):
        assert problems(other) == ["regel 1: hier horen velden (sleutel: waarde)"]

    @pytest.mark.parametrize("number", ["2.0", "2", "yes", "null", ".nan"])
    def test_number_where_text_goes(self, number):
        """YAML reads 2.0 as a number; 2.00 would become 2.0 without a word, so it needs quotes."""
        assert problems(changed('"1.0"', number)) == [
            "regel 2, version: hier hoort tekst (zet een getal of ja/nee tussen aanhalingstekens)"
        ]

    @pytest.mark.parametrize(
        "number", ["0x1F", "010", "1:30", "1_000", "1.500", "2.000", "+5", "0x" + "F" * 5000]
    )
    def test_number_with_two_readings(self, number):
        """YAML has notations that people read otherwise: 010 is eight and 1.500 is one and a half."""
        assert problems(changed('"1.0"', number)) == [
            "regel 2: dit getal is op meer dan één manier te lezen; schrijf het als 1500 of 12.5, of "
            "zet het tussen aanhalingstekens als het tekst is"
        ]

    def test_a_huge_number(self):
        (found,) = problems(changed('"1.0"', "9" * 5000))
        assert found.startswith("regel 2: deze waarde is niet te lezen")

    def test_text_where_a_list_goes(self):
        assert problems("slug: a\nversion: a\ntitle: a\nsource: a\nthemes: geen\n") == [
            "regel 5, themes: hier hoort een lijst"
        ]

    def test_text_where_yes_or_no_goes(self):
        criterion = "    criteria:\n      - {key: a, kind: goal, title: A, text: A, implicit: misschien}\n    groups:"
        assert problems(changed("    groups:", criterion)) == [
            "regel 10, themes[0].criteria[0].implicit: hier hoort true of false"
        ]

    def test_a_date_stays_the_text_it_is(self):
        """No part of a set is a date; unlike a number, a date as text loses nothing."""
        assert parse_set(changed('"1.0"', "2014-01-01").encode()).version == "2014-01-01"

    @pytest.mark.parametrize(
        "value",
        [
            "!!binary aGFsbG8=",
            "!!set {a, b}",
            "!!timestamp 2014-01-01",
            "!!python/name:os.system ''",
        ],
    )
    def test_other_kinds_of_values(self, value):
        (found,) = problems(changed("Een document", value))
        assert found.startswith("regel 4: dit is geen geldige YAML (")

    def test_odd_keys(self):
        """A key that is a date or a list is an unknown field, no crash."""
        assert problems(SMALL + "2014-01-01: x\n") == [
            "regel 16, 2014-01-01: dit veld bestaat niet"
        ]
        (found,) = problems(SMALL + "? [a, b]\n: x\n")
        assert found.startswith("regel 16: dit is geen geldige YAML (")

    def test_half_a_character(self):
        (found,) = problems(changed("Een document", r'"half \ud83d"'))
        assert found == "regel 1: het bestand bevat tekens die geen tekst zijn"

    def test_deep_nesting(self):
        (found,) = problems("title: a\nslug: " + "[" * 5_000)
        assert (
            found
            == "regel 2: dit is geen geldige YAML (er zitten hier te veel lijsten of velden in elkaar)"
        )

    def test_missing_field(self):
        assert problems(changed("            text: Werkt het?\n", "")) == [
            "regel 14, themes[0].groups[0].indicators[0].text: dit veld ontbreekt"
        ]

    def test_no_themes(self):
        assert problems("slug: a\nversion: a\ntitle: a\nsource: a\nthemes: []\n") == [
            "regel 1: een indicatorenset heeft ten minste één thema"
        ]

    def test_key_twice_across_groups(self):
        """Answers are compared by key, so a key stands for one question in the whole set."""
        again = (
            SMALL
            + "      - {key: ook, kind: topic, title: Ook, indicators: [{key: vraag, text: Opnieuw}]}\n"
        )
        assert problems(again) == [
            "regel 16, themes[0].groups[1].indicators[0].key: indicator komt vaker voor: vraag (ook op regel 14)"
        ]

    def test_unknown_kind(self):
        assert problems(changed("kind: topic", "kind: onderwerp")) == [
            "regel 11, themes[0].groups[0].kind: dit mag niet: kies uit 'development', 'execution', 'value' of 'topic'"
        ]

    def test_a_key_in_capitals(self):
        assert problems(changed("key: hoe", "key: Hoe Dan")) == [
            "regel 10, themes[0].groups[0].key: "
            "gebruik alleen kleine letters, cijfers en losse streepjes, zoals samen-op-in-acuut"
        ]

    def test_a_title_of_two_lines(self):
        assert problems(changed("title: Hoe", 'title: "Hoe\\ndan"')) == [
            "regel 12, themes[0].groups[0].title: deze tekst moet op één regel staan"
        ]

    @pytest.mark.parametrize("text", ['" \\x07\\u00ad\\u200b"', '"\\u3164"', '" \\n "'])
    def test_a_text_without_anything_to_see(self, text):
        assert problems(changed("Werkt het?", text)) == [
            "regel 15, themes[0].groups[0].indicators[0].text: dit veld mag niet leeg zijn"
        ]

    def test_signs_that_nobody_sees_make_no_other_set(self):
        """A Mac decomposes accents and a word processor leaves soft hyphens; the set is the same."""
        composed = changed("Werkt het?", "Werkt het één op één, financieel?")
        typed = unicodedata.normalize("NFD", composed).replace("het", "h\u00adet\u200b")
        assert typed != composed
        pasted = typed.replace("fi", "ﬁ").replace("\n", "\r\n").encode()
        assert parse_set(pasted) == parse_set(composed.encode())
        assert (
            parse_set(pasted).themes[0].groups[0].indicators[0].text
            == "Werkt het één op één, financieel?"
        )

    def test_a_text_that_is_too_long(self):
        assert problems(changed("Werkt het?", "a" * 50_001)) == [
            "regel 15, themes[0].groups[0].indicators[0].text: de tekst is te lang (hoogstens 50000 tekens)"
        ]

    @pytest.mark.parametrize(
        ("extra", "message"),
        [
            (
                "answer: number",
                "een vraag naar een getal of frequentie heeft een eenheid (unit) nodig",
            ),
            (
                "unit: keer",
                "alleen een vraag naar een getal of frequentie heeft een eenheid (unit)",
            ),
        ],
    )
    def test_a_unit_goes_with_a_number(self, extra, message):
        assert problems(SMALL + f"            {extra}\n") == [
            f"regel 14, themes[0].groups[0].indicators[0]: {message}"
        ]

    def test_everything_at_once(self):
        """The writer of a file sees every problem in one go, each with its line and place."""
        text = (
            changed("title: Kleine set\n", "")
            .replace("kind: theme", "kind: thema")
            .replace("Werkt het?", "5")
        )
        assert problems(text) == [
            "regel 1, title: dit veld ontbreekt",
            "regel 6, themes[0].kind: dit mag niet: kies uit 'theme' of 'improvement_action'",
            "regel 14, themes[0].groups[0].indicators[0].text: "
            "hier hoort tekst (zet een getal of ja/nee tussen aanhalingstekens)",
        ]


class TestWrittenBack:
    @pytest.mark.parametrize("file", [WERKSET, LOKET], ids=["werkset", "loket"])
    def test_a_real_set_comes_back_the_same(self, file):
        definition = parse_set(file.read_bytes())
        assert parse_set(dump_yaml(definition).encode()) == definition
        assert parse_set(dump_json(definition).encode()) == definition

    def test_json_is_json(self, werkset):
        assert json.loads(dump_json(werkset))["version"] == "2.0"

    def test_a_file_with_a_byte_order_mark_reads_the_same(self):
        assert parse_set(b"\xef\xbb\xbf" + SMALL.encode()) == parse_set(SMALL.encode())

    def test_long_texts_are_written_as_they_read(self):
        """Paragraphs stand in a readable block, not on one line with escapes."""
        definition = replace(parse_set(SMALL.encode()), introduction="Eerst dit.\n\nDan dat.")
        assert "introduction: |-\n  Eerst dit.\n\n  Dan dat.\n" in dump_yaml(definition)
