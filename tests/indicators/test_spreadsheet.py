"""A set as a spreadsheet: it comes back the same, and what is wrong is named by sheet and cell.

No database.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook, load_workbook

from indicators.definition.parsing import parse_set
from indicators.definition.problems import InvalidDefinition
from indicators.definition.values import SetDefinition, ThemeDefinition
from indicators.xlsx.reading import parse_xlsx
from indicators.xlsx.writing import dump_xlsx

from .test_any_definition import REQUIRED, definitions
from .test_definition import LOKET, SMALL, WERKSET


def small() -> SetDefinition:
    return parse_set(SMALL.encode())


def workbook(definition: SetDefinition | None = None) -> Workbook:
    return load_workbook(BytesIO(dump_xlsx(definition or small())))


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def problems(content: bytes) -> list[str]:
    """Return what reading the file complains about; an empty list when it is fine."""
    try:
        parse_xlsx(content)
    except InvalidDefinition as error:
        return [str(problem) for problem in error.problems]
    return []


def after(
    change: Callable[[Workbook], object], definition: SetDefinition | None = None
) -> list[str]:
    """Return the problems of a small set that somebody changed in a spreadsheet program."""
    book = workbook(definition)
    change(book)
    return problems(saved(book))


def put(
    sheet: str, cell: str, value: object, number_format: str = "General"
) -> Callable[[Workbook], None]:
    """Return a change that types a value in a cell."""

    def type_it(book: Workbook) -> None:
        book[sheet][cell].number_format = number_format
        book[sheet][cell] = value

    return type_it


class TestComesBackTheSame:
    @pytest.mark.parametrize("file", [WERKSET, LOKET], ids=["werkset", "loket"])
    def test_a_real_set(self, file):
        definition = parse_set(file.read_bytes())
        assert parse_xlsx(dump_xlsx(definition)) == definition

    @pytest.mark.parametrize("file", [WERKSET, LOKET], ids=["werkset", "loket"])
    def test_a_real_set_saved_by_another_program(self, file):
        """openpyxl reads it and writes it again, with the texts in another place of the file."""
        definition = parse_set(file.read_bytes())
        assert parse_xlsx(saved(workbook(definition))) == definition

    @settings(
        max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
    )
    @given(definitions())
    def test_any_definition(self, definition):
        assert parse_xlsx(dump_xlsx(definition)) == definition

    @settings(max_examples=40)
    @given(REQUIRED)
    def test_any_text(self, text):
        theme = ThemeDefinition(key="a", kind="theme", title="A", introduction=text)
        definition = SetDefinition(slug="a", version="1", title="A", source=text, themes=(theme,))
        assert parse_xlsx(dump_xlsx(definition)) == definition

    @pytest.mark.parametrize(
        "text",
        [
            "=1+1", "=cmd|' /C calc'!A0", "+31 6", "-5", "@SOM(A1)", "'=1", "''", "#N/A", "#REF!", "TRUE", "WAAR", "1",
            "1.0", "007", "1e3", "2014-01-01", "_x000D_", "_x005F_", "x005F_", "_x005F_x0041_", "_x0041_x0042_",
            "_x005f_", "_X0041_", "een\ntwee\n\n\tdrie", "&amp; <b> ]]>", "a\u00a0b", "a\u2003b", "{=A1}", "\ufeffa",
        ],
    )  # fmt: skip
    def test_a_text_that_means_something_to_a_spreadsheet_program(self, text):
        definition = replace(small(), title=text.replace("\n", " "), source=text.strip())
        assert parse_xlsx(dump_xlsx(definition)) == definition

    @pytest.mark.parametrize(
        "text",
        [
            "w" * 50_000,
            "😀" * 50_000,
            "_x0041_" * 7_000,
            "a" + " " * 49_998 + "b",
            "regel\n" * 8_000 + "einde",
        ],
        ids=["letters", "pairs", "escapes", "white", "lines"],
    )
    def test_a_text_longer_than_a_cell_holds(self, text):
        """It goes on in columns that are there for this text only; no cell holds more than Excel
        takes."""
        theme = replace(small().themes[0], introduction=text, goal="Kort")
        definition = replace(small(), introduction=text, themes=(theme,))
        content = dump_xlsx(definition)
        assert parse_xlsx(content) == definition
        book = load_workbook(BytesIO(content))
        heads = [cell.value for cell in book["Thema’s"][1]]
        assert heads[4:6] == ["Inleiding", "Inleiding (vervolg)"]
        assert "Doel (vervolg)" not in heads
        cells = [cell.value or "" for sheet in book for row in sheet.iter_rows() for cell in row]
        assert max(len(value.encode("utf-16-le")) // 2 for value in cells) <= 32_767


class TestForPeople:
    def test_the_sheets_and_their_columns(self):
        book = workbook()
        assert {sheet.title: [cell.value for cell in sheet[1]] for sheet in book} == {
            "Set": ["Naam", "Waarde"],
            "Thema’s": ["Sleutel", "Soort", "Titel", "Plaats in de bron", "Inleiding", "Doel", "Aanleiding", "Vorm"],
            "Criteria": [
                "Thema", "Sleutel", "Soort", "Impliciet", "Titel", "Tekst", "Vragen van de evaluatoren",
                "Plaats in de bron",
            ],
            "Groepen": ["Thema", "Sleutel", "Soort", "Titel", "Hoofdvraag", "Plaats in de bron"],
            "Indicatoren": [
                "Groep", "Sleutel", "Vraag", "Soort antwoord", "Eenheid", "Dezelfde vraag?", "Plaats in de bron",
                "Komt uit vragen", "Stelling (onze woorden)",
            ],
            "Deelaspecten": ["Indicator", "Sleutel", "Tekst"],
        }  # fmt: skip
        assert [cell.value for cell in book["Indicatoren"][2]] == [
            "hoe",
            "vraag",
            "Werkt het?",
            "tekst",
            *[None] * 5,
        ]
        assert {sheet.freeze_panes for sheet in book} == {"A2"}

    def test_kinds_are_chosen_from_a_list(self):
        (choice,) = workbook()["Thema’s"].data_validations.dataValidation
        assert (choice.formula1, str(choice.sqref)) == ('"thema,verbeteractie"', "B2:B10000")

    def test_every_cell_is_text(self):
        """So that what an admin types stays what it is: a version 2.0, a key 007, a text that
        starts with "="."""
        book = workbook(replace(small(), title="=1+1"))
        cells = [
            cell
            for sheet in book
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
        assert {width.number_format for width in book["Criteria"].column_dimensions.values()} == {
            "@"
        }
        assert [cell.value for cell in cells if cell.quotePrefix] == ["=1+1"]

    def test_what_people_type_is_taken_in(self):
        """Capitals, white around a text, another apostrophe, columns in another order, empty rows,
        a plain number."""
        book = workbook()
        book["Thema’s"].title = "thema's"
        book["thema's"]["B2"] = " Verbeteractie "
        questions = book["Indicatoren"]
        for column, value in enumerate(
            ["hoe", "Nieuw?\r\nJa. ", 12, "Frequentie", None, "nieuw"], start=1
        ):
            questions.cell(9, column, value)
        questions["E9"] = "uur"
        for row in (1, 2):
            questions.cell(row, 2).value, questions.cell(row, 6).value = (
                questions.cell(row, 6).value,
                questions.cell(row, 2).value,
            )
            questions.cell(row, 3).value, questions.cell(row, 2).value = (
                questions.cell(row, 2).value,
                None,
            )
        questions["B1"], questions["C1"], questions["F1"] = "Vraag", "Plaats in de bron", "Sleutel"
        questions["B2"], questions["C2"], questions["F2"] = "Werkt het?", None, "vraag"
        questions["G1"] = "Dezelfde vraag?"
        definition = parse_xlsx(saved(book))
        assert definition.themes[0].kind == "improvement_action"
        first, second = definition.themes[0].groups[0].indicators
        assert (first.key, first.text, first.answer) == ("vraag", "Werkt het?", "text")
        assert (second.key, second.text, second.source) == ("nieuw", "Nieuw?\nJa.", "12")
        assert (second.answer, second.unit) == ("frequency", "uur")

    def test_the_order_of_the_rows_is_the_order_of_the_parts(self):
        book = workbook(parse_set(WERKSET.read_bytes()))
        themes = book["Thema’s"]
        themes.move_range("A2:H2", rows=50)
        assert parse_xlsx(saved(book)).themes[-1].key == "samenhang"


class TestRefusedCells:
    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            (
                put("Set", "B3", 2),
                "blad Set, cel B3: hier staat het getal 2, dat misschien als 2.0 is getypt; "
                "maak van de cel tekst en typ het opnieuw",
            ),
            (
                put("Set", "B3", 2.5),
                "blad Set, cel B3: hier staat een getal of datum (2.5); maak van de cel tekst en typ het opnieuw",
            ),
            (
                put("Indicatoren", "G2", datetime(2026, 11, 22), "yyyy-mm-dd"),
                "blad Indicatoren, cel G2: hier staat een getal of datum (46348); "
                "maak van de cel tekst en typ het opnieuw",
            ),
            (
                put("Indicatoren", "B2", 7),
                "blad Indicatoren, cel B2: hier staat het getal 7, dat misschien als 07 is getypt; "
                "maak van de cel tekst en typ het opnieuw",
            ),
            (
                put("Indicatoren", "C2", "=A1"),
                "blad Indicatoren, cel C2: hier staat een formule; kopieer de cel en plak alleen de waarde",
            ),
            (
                put("Indicatoren", "C2", "#N/A"),
                "blad Indicatoren, cel C2: hier staat een fout (#N/A); typ de tekst opnieuw",
            ),
            (
                put("Thema’s", "C2", True),
                "blad Thema’s, cel C2: hier staat waar of onwaar; maak van de cel tekst en typ het opnieuw",
            ),
            (put("Thema’s", "C2", None), "blad Thema’s, cel C2: dit veld mag niet leeg zijn"),
            (
                put("Thema’s", "B2", "hoofdstuk"),
                "blad Thema’s, cel B2: “hoofdstuk” kan hier niet; kies uit “thema”, “verbeteractie”",
            ),
            (put("Thema’s", "B2", None), "blad Thema’s, cel B2: dit veld ontbreekt"),
            (
                put("Thema’s", "A2", "Samen Op"),
                "blad Groepen, cel A2: op blad Thema’s staat geen thema met sleutel “samen”",
            ),
            (
                put("Indicatoren", "D2", "getal"),
                "blad Indicatoren, cel E2: een vraag naar een getal of frequentie heeft een eenheid (unit) nodig",
            ),
            (
                put("Indicatoren", "H1", "Opmerking"),
                "blad Indicatoren, cel H1: deze kolom hoort hier niet: “Opmerking”",
            ),
            (
                put("Indicatoren", "H1", "Vraag"),
                "blad Indicatoren, cel H1: de kolom “Vraag” staat er twee keer",
            ),
            (
                put("Indicatoren", "J2", "los"),
                "blad Indicatoren, cel J2: boven deze cel staat geen naam van een kolom",
            ),
            (lambda book: book.remove(book["Criteria"]), "blad Criteria: dit blad ontbreekt"),
            (
                lambda book: book["Indicatoren"].delete_cols(5),
                "blad Indicatoren: de kolom “Eenheid” ontbreekt",
            ),
            (lambda book: book["Set"].delete_rows(3), "blad Set: de regel “Versie” ontbreekt"),
            (put("Set", "A4", "Versie"), "blad Set, cel A4: “Versie” staat er twee keer"),
            (
                lambda book: book["Indicatoren"].merge_cells("C2:D3"),
                "blad Indicatoren, cel C2:D3: deze cellen zijn samengevoegd; maak dat ongedaan",
            ),
            (
                lambda book: book.create_sheet("Notities").append(["Nog doen"]),
                "blad Notities: dit blad hoort er niet bij; verwijder het, of bewaar het in een ander bestand",
            ),
            (
                lambda book: book["Indicatoren"].append(["hoe", "vraag", "Nog eens?"]),
                "blad Indicatoren, cel B3: de sleutel “vraag” staat ook in cel B2",
            ),
            (
                lambda book: book["Thema’s"].delete_rows(2),
                "blad Thema’s: een indicatorenset heeft ten minste één thema",
            ),
            (
                put("Set", "B3", "1 b"),
                "blad Set, cel B3: gebruik alleen letters, cijfers, punten en streepjes, zoals 2.0",
            ),
        ],
    )
    def test_a_mistake_is_named_by_sheet_and_cell(self, change, expected):
        found = after(change)
        assert expected in found
        assert len(found) <= 2

    def test_everything_at_once(self):
        def spoil(book: Workbook) -> None:
            put("Set", "B4", "1..")(book)
            put("Set", "B5", None)(book)
            put("Criteria", "I1", "Extra")(book)
            book["Criteria"].append(["anders", "Sleutel A", "doel", "misschien", "T\nT", None])
            book["Deelaspecten"].append(["vraag", "a", "A"])
            book["Deelaspecten"].append(["vraag", "a", "=A1"])

        assert after(spoil) == [
            "blad Set, cel B5: dit veld mag niet leeg zijn",
            "blad Criteria, cel I1: deze kolom hoort hier niet: “Extra”",
            "blad Deelaspecten, cel C3: hier staat een formule; kopieer de cel en plak alleen de waarde",
            "blad Criteria, cel D2: “misschien” kan hier niet; kies uit “nee”, “ja”",
            "blad Criteria, cel B2: gebruik alleen kleine letters, cijfers en losse streepjes, zoals samen-op-in-acuut",
            "blad Criteria, cel E2: deze tekst moet op één regel staan",
            "blad Criteria, cel F2: dit veld mag niet leeg zijn",
            "blad Criteria, cel A2: op blad Thema’s staat geen thema met sleutel “anders”",
            "blad Deelaspecten, cel B3: de sleutel “a” staat ook in cel B2",
        ]

    def test_a_workbook_about_something_else(self):
        book = Workbook()
        book.active.append(["Kasboek"])
        assert problems(saved(book)) == [
            "hier staat geen indicatorenset in; "
            "voer een indicatorenset uit als XLSX om te zien hoe het bestand eruit hoort te zien"
        ]
