"""compare_indicators: two versions, each from the database or from a file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError

from indicators import publishing
from indicators.definition.dumping import dump_json, dump_yaml
from indicators.definition.values import CriterionDefinition, SetDefinition
from indicators.models import Indicator

from .test_commands import run
from .versions import large, question, reworded, version, with_theme

pytestmark = pytest.mark.django_db

OLD = with_theme(
    version("abcd", "xy", number="1.0"),
    1,
    criteria=(CriterionDefinition(key="doel", kind="goal", title="Doel", text="Snel"),),
)
NEW = with_theme(
    version(
        "bcax",
        "yn",
        number="1.1",
        b=question("b", "Vraag b nu?", aspects="p", continuity="break"),
        c=question("c", answer="number", unit="keer"),
        y=question("y", source="blz. 3"),
    ),
    1,
    goal="Beter",
)
TOLD = """\
Van proef/1.0 naar proef/1.1: 1 nieuwe indicator, 1 vervallen, 2 verplaatst, 2 anders gevraagd.

Nieuw (1)
  2.2 Vraag n? [n]

Vervallen (1)
  1.4 Vraag d? [d]

Verplaatst (2)
  1.3 Vraag a? [a]
      Thema 1 › Groep 1 (was 1.1, Thema 1 › Groep 1)
  1.4 Vraag x? [x]
      Thema 1 › Groep 1 (was 2.1, Thema 2 › Groep 2)

Anders gevraagd (2)
  1.1 [b] – een andere vraag: een breuk in de reeks
      vraag: Vraag b{+ nu+}?
      deelaspect 1: {+Deel p+}
  1.2 [c] – nog geen keuze gemaakt
      soort antwoord: [-tekst-] {+getal en tekst+}
      eenheid: {+keer+}

Andere plaats in de bron (1)
  2.1 [y]
      plaats in de bron: {+blz. 3+}

Set, thema’s, groepen, doelen en uitgangspunten (2)
  Thema “Thema 2”: tekst veranderd
      doel: {+Beter+}
  Doel of uitgangspunt “Doel” (Thema 2): vervallen
"""


@pytest.fixture
def file(tmp_path: Path):
    def write(definition: SetDefinition, name: str = "set.yaml") -> Path:
        path = tmp_path / name
        path.write_text(dump_json(definition) if name.endswith("json") else dump_yaml(definition))
        return path

    return write


@pytest.mark.parametrize("where", ["database", "files", "both"])
def test_what_changed_in_words(file, where):
    """The same words, whether a version is stored or in a file."""
    old, new = str(file(OLD, "oud.yaml")), str(file(NEW, "nieuw.json"))
    if where != "files":
        publishing.load(OLD)
        old = "proef/1.0"
    if where == "database":
        publishing.load(NEW)
        new = "proef/1.1"
    assert run("compare_indicators", old, new) == TOLD


def test_what_changed_for_a_program(file):
    found = json.loads(
        run(
            "compare_indicators",
            str(file(OLD, "a.yaml")),
            str(file(NEW, "b.yaml")),
            "--format",
            "json",
        )
    )
    assert (found["from"], found["to"]) == ("proef/1.0", "proef/1.1")
    assert [asked["key"] for asked in found["added"]] == ["n"]
    assert found["removed"] == [
        {"key": "d", "text": "Vraag d?", "number": "1.4", "theme": "thema-1", "group": "groep-1"}
    ]
    assert found["moved"][1] == {
        "key": "x",
        "from": {"number": "2.1", "theme": "thema-2", "group": "groep-2"},
        "to": {"number": "1.4", "theme": "thema-1", "group": "groep-1"},
    }
    changed = [
        (one["key"], one["reworded"], one["retyped"], one["continuity"]) for one in found["changed"]
    ]
    assert changed == [
        ("b", True, False, "break"),
        ("c", False, True, ""),
        ("y", False, False, "same"),
    ]
    assert found["changed"][0]["changes"][0] == {
        "field": "text",
        "before": "Vraag b?",
        "after": "Vraag b nu?",
        "difference": [["kept", "Vraag b"], ["added", " nu"], ["kept", "?"]],
    }
    assert [(part["kind"], part["what"], part["key"]) for part in found["parts"]] == [
        ("theme", "shared", "thema-2"),
        ("criterion", "removed", "doel"),
    ]


def test_nothing_changed(file):
    same = file(replace(OLD, version="2.0"))
    publishing.load(OLD)
    assert run("compare_indicators", "proef/1.0", str(same)).endswith("Er is niets veranderd.\n")


class TestErrors:
    @pytest.mark.parametrize(
        ("named", "message"),
        [
            ("proef/9", "proef/9: deze indicatorenset is er niet. Geef SLUG/VERSIE"),
            ("proef", "proef: deze indicatorenset is er niet. Geef SLUG/VERSIE"),
            ("weg.yaml", "weg.yaml: dit bestand is er niet."),
            ("map/weg.json", "map/weg.json: dit bestand is er niet."),
            ("", ": deze indicatorenset is er niet."),
            ("/", "/: deze indicatorenset is er niet."),
        ],
    )
    def test_what_is_not_there(self, named, message):
        publishing.load(OLD)
        with pytest.raises(CommandError) as error:
            run("compare_indicators", "proef/1.0", named)
        assert message in str(error.value)

    def test_a_broken_file_names_every_problem(self, file):
        broken = file(OLD)
        broken.write_text(broken.read_text().replace("kind: theme", "kind: fout"))
        with pytest.raises(CommandError) as error:
            run("compare_indicators", str(broken), str(broken))
        assert [line.split(":")[0] for line in str(error.value).splitlines()] == [str(broken)] * 2

    def test_a_file_that_is_no_set(self, tmp_path):
        huge = tmp_path / "groot.yaml"
        huge.write_bytes(b"x" * (6 * 1024 * 1024))
        with pytest.raises(CommandError, match="groter dan 5 MB"):
            run("compare_indicators", str(huge), str(huge))

    def test_a_draft_that_breaks_a_rule(self):
        publishing.load(OLD)
        Indicator.objects.filter(key="a").update(text="")
        with pytest.raises(
            CommandError,
            match=r"^proef/1\.0: themes\[0\]\.groups\[0\]\.indicators\[0\]\.text: dit veld",
        ):
            run("compare_indicators", "proef/1.0", "proef/1.0")


@pytest.mark.parametrize("count", [40, 400])
def test_a_small_and_a_large_set_take_as_many_queries(count, django_assert_num_queries):
    before = large(count, "1")
    publishing.load(before)
    publishing.load(replace(reworded(before), version="2"))
    with django_assert_num_queries(12):
        run("compare_indicators", "groot/1", "groot/2")
