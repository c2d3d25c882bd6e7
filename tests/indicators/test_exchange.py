"""Sets out of and into the admin as files: first what would change, then all or nothing."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from indicators import publishing
from indicators.catalogue import definition_of
from indicators.definition.dumping import dump_json, dump_yaml
from indicators.definition.parsing import parse_set
from indicators.definition.values import SetDefinition
from indicators.import_export import FORMATS, read_file
from indicators.models import Indicator, IndicatorSet, Theme
from indicators.xlsx.writing import dump_xlsx
from tests.cast import SETS as FILES
from tests.cast import load_set
from tests.rows import every_row

from .test_definition import SMALL
from .test_spreadsheet import saved, workbook

SETS = "/beheer/indicators/indicatorset/"
IMPORT = f"{SETS}inlezen/"
CHOOSE = "kies een XLSX, YAML of JSON met een indicatorenset"
PLAIN = f"dit is gewone tekst of CSV; {CHOOSE}. Is het een tabel"
NO_JSON = "dit is geen geldige JSON"
REAL = ["werkset-veiligheid-voorop-2.0.yaml", "evaluatiekader-loket-politie-2014.yaml"]


@pytest.fixture
def ada(cast, as_user) -> Client:
    return as_user(cast.ada)


@pytest.fixture
def small() -> SetDefinition:
    return parse_set(SMALL.encode())


@pytest.fixture
def draft(db, small) -> IndicatorSet:
    return publishing.load(small)[0]


def reworded(
    definition: SetDefinition, text: str = "Werkt het goed?", **changes: str
) -> SetDefinition:
    """Return a small set with another question."""
    theme = definition.themes[0]
    group = theme.groups[0]
    question = replace(group.indicators[0], text=text, **changes)
    return replace(
        definition, themes=(replace(theme, groups=(replace(group, indicators=(question,)),)),)
    )


def choose(browser: Client, content: bytes, name: str = "set.xlsx"):
    """Choose a file; return the page that follows."""
    return browser.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def agree(browser: Client, response, **changes: str):
    """Press the button on the page that says what would change; return the page that follows."""
    form = response.context["form"]
    version = form.data.get("version") or form.initial["version"]
    data = {"agreed": response.context["agreed"], "version": version}
    return browser.post(IMPORT, data | changes, follow=True)


def messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def outcome(response) -> str:
    return response.context["prospect"].outcome


class TestOut:
    @pytest.mark.parametrize("file", REAL)
    @pytest.mark.parametrize("extension", FORMATS)
    def test_any_set_as_any_file_and_back(self, ada, file, extension):
        """Ada downloads a real set as each kind of file; reading it in again there is nothing to
        change."""
        indicator_set = load_set(file)
        response = ada.get(f"{SETS}{indicator_set.pk}/uitvoeren/{extension}/")
        name = f"{indicator_set.slug}_{indicator_set.version}.{extension}"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert read_file(response.content) == parse_set((FILES / file).read_bytes())
        assert outcome(choose(ada, response.content, name)) == "nothing"

    def test_the_page_offers_the_three(self, ada, draft):
        html = ada.get(f"{SETS}{draft.pk}/uitvoeren/").content.decode()
        assert [f'uitvoeren/{extension}/"' in html for extension in FORMATS] == [True] * 3
        assert (
            f"{SETS}{draft.pk}/uitvoeren/" in ada.get(f"{SETS}{draft.pk}/change/").content.decode()
        )

    def test_an_unfinished_draft_says_what_is_missing(self, ada, draft):
        Theme.objects.update(title="")
        response = ada.get(f"{SETS}{draft.pk}/uitvoeren/xlsx/", follow=True)
        assert [str(problem) for problem in response.context["problems"]] == [
            "Thema 1 › titel: dit veld mag niet leeg zijn"
        ]

    def test_a_kind_of_file_that_is_not_there(self, ada, draft):
        assert (
            ada.get(f"{SETS}{draft.pk}/uitvoeren/docx/")["Location"]
            == f"{SETS}{draft.pk}/uitvoeren/"
        )

    def test_for_admins_only(self, as_user, cast, draft):
        for address in (
            f"{SETS}{draft.pk}/uitvoeren/",
            f"{SETS}{draft.pk}/uitvoeren/xlsx/",
            IMPORT,
        ):
            assert as_user(cast.anna).get(address).status_code in (302, 403)


class TestIn:
    @pytest.mark.parametrize(
        "write",
        [dump_xlsx, lambda d: dump_yaml(d).encode(), lambda d: dump_json(d).encode()],
        ids=FORMATS,
    )
    def test_a_new_set(self, ada, small, write: Callable[[SetDefinition], bytes]):
        """The name of the file says nothing; the content does.

        Looking changes nothing, agreeing does.
        """
        before = every_row()
        response = choose(ada, write(small), "zomaar.txt")
        assert (response.status_code, outcome(response), every_row()) == (200, "new set", before)
        assert dict(response.context["counts"])["Indicatoren"] == 1
        response = agree(ada, response)
        assert messages(response) == ["“Kleine set (1.0)” is ingelezen, als concept."]
        assert definition_of(IndicatorSet.objects.get()) == small

    def test_a_draft_takes_over_what_changed(self, ada, cast, draft, small):
        response = choose(ada, dump_xlsx(reworded(small)))
        assert outcome(response) == "changed draft"
        assert [pair.key for pair in response.context["found"].reworded] == ["vraag"]
        assert "<ins>" in response.content.decode()
        agree(ada, response)
        assert definition_of(draft) == reworded(small)
        newest = Indicator.history.latest("history_id")
        assert (newest.history_type, newest.text, newest.history_user) == (
            "~",
            "Werkt het goed?",
            cast.ada,
        )

    @pytest.mark.parametrize(
        "write", [dump_xlsx, lambda d: dump_yaml(d).encode()], ids=["xlsx", "yaml"]
    )
    def test_a_change_that_nobody_sees_is_none(self, ada, draft, small, write):
        """A soft hyphen that Word left in a question makes no other question."""
        theme = small.themes[0]
        pasted = replace(small, themes=(replace(theme, title=theme.title), *small.themes[1:]))
        object.__setattr__(
            pasted.themes[0], "title", f"\u00ad{theme.title[:2]}\u200b{theme.title[2:]}"
        )
        content = write(pasted)
        assert outcome(choose(ada, content)) == "nothing"

    def test_a_new_version_is_compared_with_the_one_it_was_made_from(self, ada, draft, small):
        publishing.publish(draft)
        response = choose(ada, dump_xlsx(replace(reworded(small), version="1.1", based_on="1.0")))
        assert (outcome(response), response.context["prospect"].compared_with) == (
            "new version",
            draft,
        )
        agree(ada, response)
        assert IndicatorSet.objects.get(version="1.1").based_on == draft

    def test_a_published_version_asks_for_another_number(self, ada, draft, small):
        """The content then becomes a draft that is made from the published version; that one stays
        as it is."""
        publishing.publish(draft)
        response = choose(ada, dump_xlsx(reworded(small)))
        assert outcome(response) == "refused"
        assert "Versie 1.0 is al gepubliceerd met een andere inhoud" in response.content.decode()
        before = every_row()
        response = agree(ada, response)
        assert (outcome(response), every_row()) == ("refused", before)
        response = agree(ada, response, version="1.1")
        assert (outcome(response), every_row()) == ("new version", before)
        assert response.context["told"].startswith("U koos een ander versienummer.")
        agree(ada, response)
        new = IndicatorSet.objects.get(version="1.1")
        assert (new.based_on, new.is_draft) == (draft, True)
        assert definition_of(new) == replace(reworded(small), version="1.1", based_on="1.0")
        assert definition_of(draft) == small

    def test_a_version_number_that_can_not_be(self, ada, draft, small):
        response = choose(ada, dump_xlsx(reworded(small)))
        before = every_row()
        response = agree(ada, response, version="1 b")
        assert response.context["form"].errors == {
            "version": ["Gebruik alleen letters, cijfers, punten en streepjes, zoals 2.0."]
        }
        assert every_row() == before

    def test_a_base_that_is_not_there(self, ada, draft, small):
        response = choose(ada, dump_xlsx(replace(small, version="3.0", based_on="2.9")))
        assert outcome(response) == "refused"
        assert "gemaakt uit versie 2.9, en die is er niet" in response.content.decode()

    def test_an_unfinished_draft_is_replaced(self, ada, draft, small):
        Theme.objects.update(title="")
        response = choose(ada, dump_xlsx(small))
        assert outcome(response) == "changed draft"
        assert "Het concept is nog niet af" in response.content.decode()
        agree(ada, response)
        assert definition_of(draft) == small


class TestDecisionsInFiles:
    def test_a_decision_about_other_words_is_dropped(self, ada, draft, small):
        """Somebody decided that the question stayed the same; then the file changes its words
        again."""
        publishing.publish(draft)
        second = replace(reworded(small, continuity="same"), version="1.1", based_on="1.0")
        publishing.load(second)
        third = replace(
            reworded(small, "Heel iets anders?", continuity="same"), version="1.1", based_on="1.0"
        )
        response = choose(ada, dump_xlsx(third))
        assert response.context["dropped"] == ("vraag",)
        agree(ada, response)
        assert (Indicator.objects.get(text="Heel iets anders?").continuity) == ""

    def test_a_decision_in_the_file_is_taken_over(self, ada, draft, small):
        publishing.publish(draft)
        second = replace(reworded(small), version="1.1", based_on="1.0")
        publishing.load(second)
        response = choose(
            ada,
            dump_xlsx(replace(reworded(small, continuity="break"), version="1.1", based_on="1.0")),
        )
        assert response.context["decisions"] == ("vraag",)
        agree(ada, response)
        assert Indicator.objects.get(text="Werkt het goed?").continuity == "break"


class TestBetweenLookingAndAgreeing:
    @pytest.mark.parametrize(
        "happens",
        [
            lambda draft: publishing.load(reworded(definition_of(draft), "Van Bram?")),
            lambda draft: Indicator.objects.update(text="Buiten de pagina’s om?"),
            lambda draft: publishing.publish(draft),
            lambda draft: draft.delete(),
        ],
        ids=["another import", "another text", "published", "deleted"],
    )
    def test_the_draft_changes(self, ada, draft, small, happens):
        """Nothing is read in; Ada sees what the file would do now."""
        response = choose(ada, dump_xlsx(reworded(small)))
        happens(draft)
        before = every_row()
        response = agree(ada, response)
        assert response.context["told"].startswith("Intussen is er iets veranderd aan de set.")
        assert every_row() == before

    def test_agreeing_twice(self, ada, draft, small):
        first = choose(ada, dump_xlsx(reworded(small)))
        agree(ada, first)
        assert outcome(agree(ada, first)) == "nothing"

    @pytest.mark.parametrize(
        "change", [lambda text: text[:-3], lambda text: "", lambda text: "x" + text]
    )
    def test_another_content_than_was_shown(self, ada, draft, small, change):
        response = choose(ada, dump_xlsx(reworded(small)))
        before = every_row()
        again = agree(ada, response, agreed=change(response.context["agreed"]))
        assert messages(again) == [
            "Deze pagina is te oud of beschadigd, of iemand anders heeft ingelogd. Er is niets ingelezen. "
            "Kies het bestand opnieuw."
        ]
        assert every_row() == before

    def test_what_another_admin_saw(self, ada, as_user, cast, draft, small):
        response = choose(ada, dump_xlsx(reworded(small)))
        cast.lotte.is_staff = cast.lotte.is_superuser = True
        cast.lotte.save()
        before = every_row()
        assert messages(agree(as_user(cast.lotte), response))[0].startswith(
            "Deze pagina is te oud of beschadigd"
        )
        assert every_row() == before


class TestRefusedFiles:
    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (b"PK\x03\x04 en dan niets", "het bestand is beschadigd of niet volledig; sla het opnieuw op als .xlsx"),
            (SMALL.replace("Werkt het?", "5").encode(), "regel 15, themes[0].groups[0].indicators[0].text: "),
            (b"%PDF-1.7\n\xff", f"dit is een PDF; {CHOOSE}"),
            (b"\x89PNG\r\n\x1a\n\xff", f"dit is een afbeelding; {CHOOSE}"),
            (b"\n<!DOCTYPE html><p>a: b", f"dit is een webpagina of XML-bestand; {CHOOSE}"),
            ("sleutel;vraag".encode("utf-16"), f"dit is tekst in UTF-16, en geen UTF-8; {CHOOSE}"),
            (b"sleutel;vraag\nmandaat;Is er een mandaat?\n", PLAIN),
            (b"\xef\xbb\xbf\"sleutel\",\"vraag\"\r\n\"a\",\"b: c\"\r\n", PLAIN),
            (b"sleutel\tvraag\na\tb\n", PLAIN),
            ("Financi\xebn;vraag\n".encode("cp1252"), PLAIN),
            (b"Beste collega, hierbij: de vragen.\n", PLAIN),
            (b'{"slug": "a", "version": "1", "ti', f"regel 1: {NO_JSON} (het bestand is niet volledig: het houdt op"),
            (b'{"slug": "a",\n "version": NaN}', "regel 2, version: NaN is geen waarde; zet tekst tussen dubbele"),
            (b'[{"slug":\n[Infinity]}]', "regel 2, [0].slug[0]: Infinity is geen waarde; zet tekst tussen dubbele"),
            (b'{"slug": "a"\n "version": "1"}', f"regel 2: {NO_JSON} (hier hoort een komma)"),
            (b'{"slug": "a"}}', f"regel 1: {NO_JSON} (na het einde van de set staat nog iets)"),
            (b'{"slug": "a",, "b": 1}', f"regel 1: {NO_JSON} (hier hoort een naam tussen dubbele aanhalingstekens)"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "dit is een oud Excel-bestand (.xls); sla het op als .xlsx"),
            (b"a: &a [x]\nb: *a\n", "regel 2: dit is geen geldige YAML (een verwijzing (*) mag niet in dit bestand)"),
        ],
    )  # fmt: skip
    def test_a_file_that_is_wrong(self, ada, content, expected):
        response = choose(ada, content)
        assert response.status_code == 422
        assert [str(problem)[: len(expected)] for problem in response.context["problems"]] == [
            expected
        ]

    def test_a_file_of_far_too_many_values(self, ada):
        """Each value takes a thousand bytes while it is read, so reading stops in time."""
        response = choose(ada, b"- a\n" * 200_000)
        assert [str(problem) for problem in response.context["problems"]] == [
            "het bestand bestaat uit meer dan 100000 waarden"
        ]

    def test_a_thousand_mistakes(self, ada):
        """The first hundred are shown, with how many there are at least."""
        response = choose(
            ada, SMALL.encode() + b"".join(b"fout%d: x\n" % number for number in range(1000))
        )
        assert (len(response.context["problems"]), response.context["more_problems"]) == (100, 101)

    def test_every_mistake_by_sheet_and_cell(self, ada, draft):
        book = workbook()
        book["Set"]["B3"] = 1.5
        book["Indicatoren"]["C2"] = "=A1"
        before = every_row()
        html = choose(ada, saved(book)).content.decode()
        assert "blad Set, cel B3: hier staat een getal of datum (1.5)" in html
        assert "blad Indicatoren, cel C2: hier staat een formule" in html
        assert every_row() == before

    def test_no_file(self, ada):
        assert ada.post(IMPORT).context["form"].errors == {"file": ["Kies eerst een bestand."]}

    def test_an_empty_file(self, ada):
        assert choose(ada, b"").context["form"].errors == {"file": ["Dit bestand is leeg."]}

    @pytest.mark.parametrize("megabytes", [6, 40])
    def test_a_file_that_is_too_large(self, ada, megabytes):
        assert choose(ada, bytes(megabytes * 1024 * 1024)).context["form"].errors == {
            "file": [
                "Dit bestand is groter dan 5 MB. Een indicatorenset is veel kleiner; kies een ander bestand."
            ]
        }

    def test_a_set_that_does_not_fit_in_a_form(self, ada, small):
        """Texts that can't be made smaller: 4.6 MB of random characters."""
        letters, theme = random.Random(1), small.themes[0]
        printable = [chr(code) for code in range(35, 127) if chr(code) != "\\"]
        texts = ("".join(letters.choices(printable, k=49_000)) for _ in range(95))
        themes = tuple(
            replace(theme, key=f"t{n}", introduction=text, groups=())
            for n, text in enumerate(texts)
        )
        response = choose(ada, dump_json(replace(small, themes=themes)).encode())
        assert response.context["form"].errors == {
            "file": [
                "Deze set is te groot om hier in te lezen. Vraag de technisch beheerder om import_indicators te "
                "gebruiken."
            ]
        }

    def test_hostile_text_is_shown_as_text(self, ada, small):
        response = choose(
            ada, dump_xlsx(reworded(replace(small, title="<script>alert(1)</script>"), "<b>x</b>"))
        )
        assert "<script>alert" not in response.content.decode()


def test_the_log_says_who_read_it_in(ada, cast, draft, small):
    agree(ada, choose(ada, dump_xlsx(reworded(small))))
    entry = LogEntry.objects.latest("pk")
    told = "Ingelezen uit een bestand."
    assert (entry.user, entry.change_message, entry.object_id) == (cast.ada, told, str(draft.pk))
