"""Indicator sets in the admin, through the browser's door."""

import re

import pytest
from django.test import Client

from indicators import publishing
from indicators.catalogue import definition_of
from indicators.definition import parse_set
from indicators.models import Aspect, Indicator, IndicatorGroup, IndicatorSet, Theme
from tests.cast import make_assessment

from .test_definition import SMALL

SETS = "/beheer/indicators/indicatorset/"


@pytest.fixture
def ada(cast, as_user) -> Client:
    return as_user(cast.ada)


@pytest.fixture
def small(db) -> IndicatorSet:
    return publishing.load(parse_set(SMALL.encode()))[0]


def page(part) -> str:
    return f"/beheer/indicators/{part._meta.model_name}/{part.pk}/change/"


def typed(browser: Client, address: str) -> dict[str, str]:
    """Return what a form on a page holds, as the browser would send it."""
    response = browser.get(address)
    form = response.context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        data |= {formset.management_form.add_prefix(n): v for n, v in formset.management_form.initial.items()}
        for row in formset.forms:
            data |= {row.add_prefix(name): row[name].value() or "" for name in row.fields if name != "DELETE"}
    return data


def row(prefix: str, number: int, **fields: str) -> dict[str, str]:
    return {f"{prefix}-{number}-{name}": value for name, value in fields.items()}


def save(browser: Client, address: str, **changes: str) -> list[str]:
    """Save a page with changes; return the errors that it shows."""
    data = typed(browser, address) | changes
    response = browser.post(address, data)
    if response.status_code == 302:
        return []
    errors = [str(e) for found in response.context["errors"] for e in (found if isinstance(found, list) else [found])]
    return [text for text in errors if text]


def messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


class TestWriting:
    def test_a_set_from_nothing_to_published(self, ada):
        """Ada writes a set level by level, publishes it, and what she wrote can be exported."""
        themes = {"themes-TOTAL_FORMS": "1"} | row("themes", 0, title="Samen", key="samen", kind="theme")
        texts = {"title": "Nieuwe set", "slug": "nieuw", "version": "1.0", "source": "Een rapport"}
        assert save(ada, f"{SETS}add/", **texts, **themes) == []
        theme = Theme.objects.get()
        groups = {"groups-TOTAL_FORMS": "1"} | row("groups", 0, title="Hoe", key="hoe", kind="topic")
        assert save(ada, page(theme), goal="Eén\r\n\r\ntwee\x07 ", **groups) == []
        group = IndicatorGroup.objects.get()
        questions = {"indicators-TOTAL_FORMS": "2"}
        questions |= row("indicators", 0, text="Werkt het?", key="werkt", answer="text")
        questions |= row("indicators", 1, text="Hoe vaak?", key="vaak", answer="frequency", unit="keer")
        assert save(ada, page(group), **questions) == []
        indicator = Indicator.objects.get(key="werkt")
        parts = {"aspects-TOTAL_FORMS": "1"} | row("aspects", 0, text="Snel", key="snel")
        assert save(ada, page(indicator), **parts) == []

        indicator_set = IndicatorSet.objects.get()
        written = definition_of(indicator_set).themes[0]
        assert written.goal == "Eén\n\ntwee"
        assert [(i.key, len(i.aspects)) for i in written.groups[0].indicators] == [("werkt", 1), ("vaak", 0)]
        response = ada.post(f"{SETS}{indicator_set.pk}/publiceren/", follow=True)
        assert messages(response)[-1:] == [
            "“Nieuwe set (1.0)” is gepubliceerd en verandert niet meer. Netwerken kunnen er nu mee beginnen. "
            "Zelfevaluaties die al lopen, houden de versie waarmee ze begonnen."
        ]
        indicator_set.refresh_from_db()
        assert indicator_set.is_published

    def test_a_part_says_where_it_stands_and_goes_back_there(self, ada, small):
        indicator = Indicator.objects.get()
        group, theme = indicator.group, indicator.group.theme
        response = ada.get(page(indicator))
        assert response.context["trail"] == [
            (page(small), "Kleine set (1.0)"),
            (page(theme), "Samen"),
            (page(group), "Hoe"),
        ]
        response = ada.post(page(indicator), typed(ada, page(indicator)))
        assert response["Location"] == page(group)

    def test_parts_have_no_list_of_their_own(self, ada, small):
        assert ada.get("/beheer/indicators/indicator/")["Location"] == SETS
        assert ada.get("/beheer/indicators/theme/add/").status_code == 403
        assert "/beheer/indicators/theme/" not in ada.get("/beheer/").content.decode()

    def test_a_theme_cannot_be_moved_to_another_set(self, ada, small):
        """A field that isn't on the form is not taken in."""
        other = IndicatorSet.objects.create(slug="ander", version="1", title="Ander", source="x")
        theme = Theme.objects.get()
        save(ada, page(theme), indicator_set=str(other.pk), title="Toch samen")
        theme.refresh_from_db()
        assert (theme.indicator_set, theme.title) == (small, "Toch samen")


@pytest.fixture
def ordered(small) -> IndicatorGroup:
    """A group with the questions a, b, c and d."""
    group = IndicatorGroup.objects.get()
    group.indicators.all().delete()
    Indicator.objects.bulk_create(
        Indicator(group=group, key=key, text=f"Vraag {key}?", position=n) for n, key in enumerate("abcd", start=1)
    )
    return group


def order(group: IndicatorGroup) -> str:
    rows = list(group.indicators.all())
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return "".join(row.key for row in rows)


class TestOrder:
    @pytest.mark.parametrize(
        ("moves", "result"),
        [
            ({3: "1"}, "dabc"),
            ({0: "3"}, "bcad"),
            ({0: "4"}, "bcda"),
            ({0: "2"}, "bacd"),
            ({0: "2", 1: "1"}, "bacd"),
            ({2: "0"}, "cabd"),
            ({1: ""}, "acdb"),
            ({0: "900"}, "bcda"),
        ],
    )
    def test_a_question_goes_to_the_number_that_is_typed(self, ada, ordered, moves, result):
        """The others move up; afterwards they count 1, 2, 3 again."""
        assert save(ada, page(ordered), **{f"indicators-{n}-position": to for n, to in moves.items()}) == []
        assert order(ordered) == result

    @pytest.mark.parametrize(("position", "result"), [("", "abcde"), ("2", "aebcd")])
    def test_a_new_question_comes_last_or_where_it_is_put(self, ada, ordered, position, result):
        new = row("indicators", 4, text="Nieuw?", key="e", answer="text", position=position)
        assert save(ada, page(ordered), **{"indicators-TOTAL_FORMS": "5"}, **new) == []
        assert order(ordered) == result

    def test_a_question_goes_and_the_rest_closes_up(self, ada, ordered):
        assert save(ada, page(ordered), **{"indicators-1-DELETE": "on"}) == []
        assert order(ordered) == "acd"

    def test_no_number(self, ada, ordered):
        assert save(ada, page(ordered), **{"indicators-0-position": "eerst"}) == ["Voer een geheel getal in."]
        assert order(ordered) == "abcd"


class TestKeys:
    def test_a_key_of_another_group_is_taken(self, ada, small):
        """A key stands for one question in the whole set, not just in its group."""
        group = Theme.objects.get().groups.create(key="ook", title="Ook")
        new = {"indicators-TOTAL_FORMS": "1"} | row("indicators", 0, text="Nieuw?", key="vraag", answer="text")
        assert save(ada, page(group), **new) == ["Deze sleutel is in deze set al gebruikt. Kies een andere."]
        indicator = group.indicators.create(key="ander", text="Ander?")
        assert save(ada, page(indicator), key="vraag") == ["Deze sleutel is in deze set al gebruikt. Kies een andere."]
        assert save(ada, page(indicator), key="nog-een-ander") == []

    def test_a_key_typed_twice(self, ada, ordered):
        twice = "Deze sleutel staat hier twee keer. Kies voor elke regel een andere."
        assert save(ada, page(ordered), **{"indicators-0-key": "z", "indicators-1-key": "z"}) == [twice, twice]
        assert order(ordered) == "abcd"

    def test_questions_can_swap_keys(self, ada, ordered):
        assert save(ada, page(ordered), **{"indicators-0-key": "b", "indicators-1-key": "a"}) == []
        assert list(ordered.indicators.values_list("key", "text")[:2]) == [("b", "Vraag a?"), ("a", "Vraag b?")]

    def test_a_key_that_a_deleted_question_had_is_free(self, ada, ordered):
        assert save(ada, page(ordered), **{"indicators-0-key": "d", "indicators-3-DELETE": "on"}) == []
        assert order(ordered) == "dbc"

    def test_a_key_with_capitals(self, ada, ordered):
        assert save(ada, page(ordered), **{"indicators-0-key": "A B"}) == [
            "Gebruik alleen kleine letters, cijfers en losse streepjes, zoals samen-op-in-acuut."
        ]

    def test_the_same_key_in_another_set_is_free(self, ada, small):
        other = publishing.load(parse_set(SMALL.replace('"1.0"', '"1.1"').encode()))[0]
        theme = other.themes.get()
        assert save(ada, page(theme), title="Nieuwe titel") == []

    def test_two_questions_may_each_have_an_aspect_with_the_same_key(self, ada, ordered):
        for indicator in ordered.indicators.all()[:2]:
            new = {"aspects-TOTAL_FORMS": "1"} | row("aspects", 0, text="Deel", key="deel")
            assert save(ada, page(indicator), **new) == []
        assert Aspect.objects.count() == 2

    @pytest.mark.parametrize(
        ("answer", "unit", "message"),
        [
            ("number", "", "Vul in wat het getal telt, zoals “keer” of “uur per week”."),
            ("text", "keer", "Alleen een getal of frequentie heeft een eenheid. Maak dit veld leeg."),
        ],
    )
    def test_a_unit_goes_with_a_number(self, ada, ordered, answer, unit, message):
        assert save(ada, page(ordered), **{"indicators-0-answer": answer, "indicators-0-unit": unit}) == [message]


HOSTILE = [
    "<script>alert(1)</script>", "{{7*7}}", "=cmd|' /C calc'!A0", "\u202eomgekeerd", "😀" * 10, "nul\x00teken\x07",
    "w" * 3000, "regel\r\n\r\n- lijst\u2028einde",
]  # fmt: skip


class TestHostileText:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_any_text_is_kept_and_can_be_exported(self, ada, small, text):
        indicator = Indicator.objects.get()
        assert save(ada, page(indicator), text=text, source=text) == []
        stored = definition_of(small).themes[0].groups[0].indicators[0]
        assert stored.text == stored.source != ""
        assert "<script>alert" not in ada.get(page(indicator)).content.decode()

    def test_a_title_that_is_too_long(self, ada, small):
        (error,) = save(ada, page(Theme.objects.get()), title="w" * 301)
        assert "300" in error

    def test_a_text_of_a_megabyte(self, ada, small):
        (error,) = save(ada, page(Indicator.objects.get()), text="w" * 1_000_000)
        assert "50000" in error

    def test_a_required_text_of_white_only(self, ada, small):
        assert save(ada, page(Indicator.objects.get()), text=" \x07 ") == ["Dit veld is verplicht."]

    def test_the_title_of_two_lines_becomes_one(self, ada, small):
        save(ada, page(Theme.objects.get()), title="een\u2028twee")
        assert Theme.objects.get().title == "een twee"


class TestPublishing:
    def test_every_problem_is_named_in_words(self, ada, small):
        Theme.objects.get().groups.create(key="leeg", title="Leeg", position=2)
        Indicator.objects.update(text="")
        empty = IndicatorGroup.objects.get(key="leeg")
        expected = [
            ("Thema 1 › indicatorgroep 1 › indicator 1 › vraag: dit veld mag niet leeg zijn", Indicator.objects.get()),
            ("Thema 1 › indicatorgroep 2: deze groep heeft geen indicatoren", empty),
        ]
        for ask in (ada.get, ada.post):
            problems = ask(f"{SETS}{small.pk}/publiceren/").context["problems"]
            assert [(problem.words, problem.url) for problem in problems] == [(w, page(part)) for w, part in expected]
        small.refresh_from_db()
        assert not small.is_published

    def test_asking_publishes_nothing(self, ada, small):
        assert "publiceren" in ada.get(f"{SETS}{small.pk}/publiceren/").content.decode()
        small.refresh_from_db()
        assert not small.is_published

    def test_only_an_admin_publishes(self, cast, as_user, small):
        assert as_user(cast.anna).post(f"{SETS}{small.pk}/publiceren/").status_code in (302, 403)
        small.refresh_from_db()
        assert not small.is_published

    def test_a_new_version_starts_as_a_copy(self, ada, werkset):
        response = ada.post(f"{SETS}{werkset.pk}/nieuwe-versie/", {"version": "2.1"}, follow=True)
        draft = IndicatorSet.objects.get(version="2.1")
        assert response.redirect_chain == [(page(draft), 302)]
        assert not draft.is_published
        assert definition_of(draft).themes == definition_of(werkset).themes

    def test_a_version_that_exists_is_no_new_version(self, ada, small):
        response = ada.post(f"{SETS}{small.pk}/nieuwe-versie/", {"version": "1.0"})
        assert response.context["form"].errors == {"version": ["Deze versie van de set bestaat al."]}


class TestPublished:
    @pytest.fixture
    def frozen(self, small) -> IndicatorSet:
        publishing.publish(small)
        return small

    def test_it_can_be_looked_at_only_and_says_why(self, ada, frozen):
        for part in (frozen, Theme.objects.get(), IndicatorGroup.objects.get(), Indicator.objects.get()):
            html = ada.get(page(part)).content.decode()
            assert "Daarom kunt u er niets meer aan veranderen" in html
            fields = re.findall(r"<(?:input|textarea|select)[^>]*name=\"([^\"]+)\"", html)
            assert [
                name
                for name in fields
                if not re.search(r"csrf|_FORMS|-id$|-indicator_set$|-theme$|-group$|-indicator$", name)
            ] == []
            assert ada.post(page(part), {"title": "Anders"}).status_code == 403
            assert ada.post(page(part).replace("change", "delete"), {"post": "yes"}).status_code == 403
        assert ada.post(f"{SETS}{frozen.pk}/publiceren/").status_code == 403
        assert definition_of(frozen) == parse_set(SMALL.encode())


class TestDeleting:
    def test_a_draft_goes_with_all_its_parts(self, ada, small):
        confirm = ada.get(f"{SETS}{small.pk}/delete/")
        assert confirm.context["model_count"]
        assert ada.post(f"{SETS}{small.pk}/delete/", {"post": "yes"})["Location"] == SETS
        assert not Theme.objects.exists()

    def test_deleting_a_theme_says_what_goes_and_leads_back_to_the_set(self, ada, small):
        theme = Theme.objects.get()
        address = page(theme).replace("change", "delete")
        assert dict(ada.get(address).context["model_count"]) == {"thema’s": 1, "indicatorgroepen": 1, "indicatoren": 1}
        assert ada.post(address, {"post": "yes"})["Location"] == page(small)

    def test_a_draft_in_use_stays(self, ada, cast, small):
        make_assessment(cast.noord, small)
        response = ada.get(f"{SETS}{small.pk}/delete/")
        assert response.context["protected"] == ["Zelfevaluaties: 1"]
        ada.post(f"{SETS}{small.pk}/delete/", {"post": "yes"})
        assert IndicatorSet.objects.filter(pk=small.pk).exists()


class TestPages:
    @pytest.mark.parametrize("count", [1, 30])
    def test_the_list_takes_as_many_queries_for_one_set_as_for_thirty(self, ada, count, django_assert_num_queries):
        for number in range(count):
            publishing.load(parse_set(SMALL.replace('"1.0"', f'"{number}"').encode()))
        with django_assert_num_queries(5):
            response = ada.get(SETS)
        assert [(s.theme_count, s.indicator_count) for s in response.context["cl"].result_list] == [(1, 1)] * count

    @pytest.mark.parametrize("count", [5, 50])
    def test_a_group_takes_as_many_queries_for_5_indicators_as_for_50(
        self, ada, small, count, django_assert_num_queries
    ):
        group = IndicatorGroup.objects.get()
        Indicator.objects.bulk_create(Indicator(group=group, key=f"k{n}", text="?") for n in range(count))
        with django_assert_num_queries(4):
            ada.get(page(group))

    def test_every_page_is_dutch_and_runs_no_script_of_its_own(self, ada, small):
        addresses = [SETS, f"{SETS}add/", f"{SETS}{small.pk}/publiceren/", f"{SETS}{small.pk}/nieuwe-versie/"]
        parts = [small, Theme.objects.get(), IndicatorGroup.objects.get(), Indicator.objects.get()]
        addresses += [page(part).replace("change", what) for part in parts for what in ("change", "delete", "history")]
        for address in ["/beheer/", *addresses]:
            response = ada.get(address)
            html = response.content.decode()
            policy = response["Content-Security-Policy"]
            assert response.status_code == 200, address
            assert "script-src 'self'" in policy
            assert "unsafe" not in policy
            assert '<html lang="nl"' in html
            assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*(src=|type=\"application/json\"))", html), (
                address
            )
