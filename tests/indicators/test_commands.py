"""import_indicators and export_indicators, from file to database and back."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from indicators.definition.parsing import parse_set
from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme

from .test_definition import LOKET, SMALL, WERKSET

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def rows() -> list[list[tuple]]:
    """Return everything that is stored about sets."""
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (IndicatorSet, Theme, Criterion, IndicatorGroup, Indicator, Aspect)
    ]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    file = tmp_path / "klein.yaml"
    file.write_text(SMALL)
    return file


@pytest.mark.parametrize(
    ("file", "slug", "version"),
    [
        (WERKSET, "werkset-veiligheid-voorop", "2.0"),
        (LOKET, "evaluatiekader-loket-politie", "2014"),
    ],
    ids=["werkset", "loket"],
)
class TestRealSets:
    @pytest.mark.parametrize("written_as", ["yaml", "json"])
    def test_the_export_of_an_import_is_the_same(self, file, slug, version, written_as):
        run("import_indicators", file)
        exported = run("export_indicators", slug, version, "--format", written_as)
        assert parse_set(exported.encode()) == parse_set(file.read_bytes())

    @pytest.mark.parametrize("written_as", ["yaml", "json", "xlsx"])
    def test_a_file_comes_back_the_same(self, file, slug, version, written_as, tmp_path):
        run("import_indicators", file)
        written = tmp_path / f"uitvoer.{written_as}"
        run("export_indicators", slug, version, "--format", written_as, "-o", written)
        assert run("import_indicators", written).endswith(": was al geladen; niets veranderd\n")

    def test_importing_twice_changes_nothing(self, file, slug, version):
        assert run("import_indicators", file).endswith(": geladen\n")
        before = rows()
        assert run("import_indicators", file).endswith(": was al geladen; niets veranderd\n")
        assert rows() == before

    def test_importing_a_published_set_again_changes_nothing(self, file, slug, version):
        run("import_indicators", file, "--publish")
        before = rows()
        assert run("import_indicators", file, "--publish").endswith(
            ": was al geladen; niets veranderd\n"
        )
        assert rows() == before

    def test_an_export_can_be_imported_as_the_same_set(self, file, slug, version, tmp_path):
        run("import_indicators", file, "--publish")
        exported = tmp_path / "uitvoer.yaml"
        exported.write_text(run("export_indicators", slug, version))
        assert run("import_indicators", exported).endswith(": was al geladen; niets veranderd\n")


class TestImport:
    def test_a_broken_file_names_every_problem_and_loads_nothing(self, small):
        """The first theme is fine, the second isn't: nothing of either is loaded."""
        small.write_text(SMALL + "  - {key: Fout, kind: theme}\n")
        with pytest.raises(CommandError) as error:
            run("import_indicators", small)
        assert str(error.value).splitlines() == [
            f"{small}: regel 16, themes[1].key: gebruik alleen kleine letters, cijfers en losse streepjes, "
            "zoals samen-op-in-acuut",
            f"{small}: regel 16, themes[1].title: dit veld ontbreekt",
        ]
        assert rows() == [[]] * 6

    def test_a_broken_file_leaves_the_draft_as_it_was(self, small):
        run("import_indicators", small)
        before = rows()
        small.write_text(SMALL.replace("Werkt het?", "5"))
        with pytest.raises(CommandError):
            run("import_indicators", small)
        assert rows() == before

    def test_a_draft_takes_over_new_content(self, small):
        run("import_indicators", small)
        small.write_text(SMALL.replace("Werkt het?", "Werkt het goed?"))
        run("import_indicators", small)
        assert list(Indicator.objects.values_list("text", flat=True)) == ["Werkt het goed?"]

    def test_a_published_set_with_other_content_is_refused(self, small):
        run("import_indicators", small, "--publish")
        before = rows()
        small.write_text(SMALL.replace("Werkt het?", "Werkt het goed?"))
        with pytest.raises(CommandError) as error:
            run("import_indicators", small)
        assert str(error.value) == (
            f"{small}: klein 1.0 is al gepubliceerd met een andere inhoud; geef het bestand een nieuw versienummer. "
            "Dit is anders:\n- indicator vraag: vraag"
        )
        assert rows() == before

    def test_a_set_that_is_not_ready_is_loaded_nor_published(self, small):
        """With --publish it is all or nothing too."""
        small.write_text(SMALL.split("        indicators:")[0])
        with pytest.raises(CommandError) as error:
            run("import_indicators", small, "--publish")
        assert str(error.value).splitlines() == [
            f"{small}: themes[0].groups[0]: deze groep heeft geen indicatoren",
            f"{small}: de set heeft geen enkele indicator",
        ]
        assert rows() == [[]] * 6

    def test_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(
            CommandError, match=r"kan dit bestand niet lezen \(dit bestand of deze map is er niet\)"
        ):
            run("import_indicators", tmp_path / "weg.yaml")


class TestExport:
    def test_a_spreadsheet_is_no_text(self, small, tmp_path):
        run("import_indicators", small)
        with pytest.raises(
            CommandError,
            match=r"Een XLSX is geen tekst: geef met -o het bestand waar die in moet\.",
        ):
            run("export_indicators", "klein", "1.0", "--format", "xlsx")
        with pytest.raises(CommandError, match=r"kan dit bestand niet schrijven"):
            run("export_indicators", "klein", "1.0", "-o", tmp_path / "weg" / "uitvoer.yaml")

    def test_an_unknown_set(self):
        with pytest.raises(
            CommandError, match=r"Er is geen indicatorenset onbekend met versie 1\."
        ):
            run("export_indicators", "onbekend", "1")

    def test_a_draft_that_breaks_a_rule_says_so(self, small):
        """The admin may save an unfinished draft; exporting it names what is missing."""
        run("import_indicators", small)
        Theme.objects.update(title="")
        Indicator.objects.update(text=" ")
        with pytest.raises(CommandError) as error:
            run("export_indicators", "klein", "1.0")
        assert str(error.value).splitlines() == [
            "Kleine set (1.0): themes[0].title: dit veld mag niet leeg zijn",
            "Kleine set (1.0): themes[0].groups[0].indicators[0].text: dit veld mag niet leeg zijn",
        ]
        assert run("import_indicators", small).endswith(": geladen\n")
        assert Theme.objects.get().title == "Samen"
