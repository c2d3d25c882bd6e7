"""Indicator sets in the admin, through the browser's door."""

import re

import pytest
from django.test import Client

from indicators import part_rows, publishing
from indicators.catalogue import definition_of
from indicators.definition.parsing import parse_set
from indicators.models import Indicator, IndicatorGroup, IndicatorSet, Theme
from tests.cast import make_assessment

from .test_definition import SMALL
from .versions import NEW_SOURCE

SETS = "/beheer/indicators/indicatorset/"


@pytest.fixture
def ada(cast, as_user) -> Client:
    return as_user(cast.ada)


@pytest.fixture
def small(db) -> IndicatorSet:
    return publishing.load(parse_set(SMALL.encode()))[0]


def page(indicator_set: IndicatorSet) -> str:
    return f"{SETS}{indicator_set.pk}/change/"


def part_page(part) -> str:
    kinds = {Theme: "thema", IndicatorGroup: "groep", Indicator: "indicator"}
    return f"{SETS}{part_rows.set_of(part).pk}/opbouw/{kinds[type(part)]}/{part.pk}/"


def typed(browser: Client, address: str) -> dict[str, str]:
    """Return what the form on the page of a set or a part holds, as the browser would send it."""
    context = browser.get(address).context
    form = context["adminform"].form if "adminform" in context else context["form"]
    return {name: form[name].value() or "" for name in form.fields} | (
        {"seen": context["seen"]} if "seen" in context else {}
    )


def save(browser: Client, address: str, **changes: str) -> list[str]:
    """Save a page with changes; return the errors that it shows."""
    response = browser.post(address, typed(browser, address) | changes)
    if response.status_code == 302:
        return []
    form = (
        response.context["adminform"].form
        if "adminform" in response.context
        else response.context["form"]
    )
    return [error for errors in form.errors.values() for error in errors]


def messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


class TestWriting:
    def test_a_set_from_nothing_to_published(self, ada):
        """Ada writes the texts of a set, goes on with its themes, publishes it, and what she wrote
        can be exported."""
        texts = {"title": "Nieuwe set", "slug": "nieuw", "version": "1.0", "source": "Een rapport"}
        response = ada.post(f"{SETS}add/", texts)
        made = IndicatorSet.objects.get()
        assert response["Location"] == f"{SETS}{made.pk}/opbouw/"
        ada.post(f"{SETS}{made.pk}/opbouw/thema-erbij/", {"title": "Samen", "kind": "theme"})
        assert save(ada, part_page(Theme.objects.get()), goal="Eén\r\n\r\ntwee\x07 ") == []
        ada.post(f"{part_page(Theme.objects.get())}erin/groep/", {"title": "Hoe", "kind": "topic"})
        for question in (
            {"text": "Werkt het?", "answer": "text"},
            {"text": "Hoe vaak?", "answer": "frequency"},
        ):
            unit = {"unit": "keer"} if question["answer"] == "frequency" else {}
            ada.post(f"{part_page(IndicatorGroup.objects.get())}erin/indicator/", question | unit)
        ada.post(
            f"{part_page(Indicator.objects.get(key='werkt-het'))}erin/deelaspect/", {"text": "Snel"}
        )

        written = definition_of(made).themes[0]
        assert written.goal == "Eén\n\ntwee"
        assert [(i.key, len(i.aspects)) for i in written.groups[0].indicators] == [
            ("werkt-het", 1),
            ("hoe-vaak", 0),
        ]
        response = ada.post(f"{SETS}{made.pk}/publiceren/", follow=True)
        assert messages(response)[-1:] == [
            "“Nieuwe set (1.0)” is gepubliceerd en verandert niet meer. Netwerken kunnen er nu mee beginnen. "
            "Evaluaties die al lopen, houden de versie waarmee ze begonnen."
        ]
        made.refresh_from_db()
        assert made.is_published

    def test_the_admin_lists_no_parts(self, ada, small):
        """Parts are reached from their set; no page lists those of all sets."""
        assert re.findall(r"/beheer/indicators/(\w+)/\"", ada.get("/beheer/").content.decode()) == [
            "indicatorset"
        ]
        assert ada.get("/beheer/indicators/indicator/").status_code == 404

    def test_a_field_that_is_not_on_the_form_is_not_taken(self, ada, small):
        save(ada, page(small), status="published", revision="99", title="Beter")
        small.refresh_from_db()
        assert (small.status, small.revision, small.title) == ("draft", 2, "Beter")


class TestTwoAdmins:
    def test_the_texts_of_a_set(self, ada, cast, small):
        """The second is shown what the first wrote, keeps what she typed, and may save it after
        all."""
        mine = typed(ada, page(small)) | {"title": "Van Ada"}
        assert save(ada, page(small), title="Van Eva", introduction="Van Eva") == []
        response = ada.post(page(small), mine)
        errors = response.context["adminform"].form.errors
        assert errors["title"] == [
            "Iemand anders heeft dit intussen veranderd. Nu staat er: “Van Eva”. Slaat u nog eens op, dan komt uw "
            "tekst daarvoor in de plaats."
        ]
        assert sorted(errors) == ["introduction", "title"]
        form = response.context["adminform"].form
        assert form["title"].value() == "Van Ada"
        again = mine | {"seen": form["seen"].value(), "introduction": "Van Eva"}
        assert ada.post(page(small), again).status_code == 302
        small.refresh_from_db()
        assert (small.title, small.introduction, small.revision) == ("Van Ada", "Van Eva", 3)


HOSTILE = [
    "<script>alert(1)</script>", "{{7*7}}", "=cmd|' /C calc'!A0", "\u202eomgekeerd", "😀" * 10, "nul\x00teken\x07",
    "w" * 3000, "regel\r\n\r\n- lijst\u2028einde",
]  # fmt: skip


class TestHostileText:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_any_text_is_kept_and_can_be_exported(self, ada, small, text):
        indicator = Indicator.objects.get()
        assert save(ada, part_page(indicator), text=text, source=text) == []
        stored = definition_of(small).themes[0].groups[0].indicators[0]
        assert stored.text == stored.source != ""
        assert "<script>alert" not in ada.get(part_page(indicator)).content.decode()

    def test_a_title_that_is_too_long(self, ada, small):
        (error,) = save(ada, part_page(Theme.objects.get()), title="w" * 301)
        assert "300" in error

    def test_a_text_of_hundreds_of_pages(self, ada, small):
        (error,) = save(ada, part_page(Indicator.objects.get()), text="w" * 400_000)
        assert "50000" in error

    def test_a_required_text_of_white_only(self, ada, small):
        assert save(ada, part_page(Indicator.objects.get()), text=" \x07 ") == [
            "Dit veld is verplicht."
        ]

    def test_the_title_of_two_lines_becomes_one(self, ada, small):
        save(ada, part_page(Theme.objects.get()), title="een\u2028twee")
        assert Theme.objects.get().title == "een twee"


class TestPublishing:
    def test_every_problem_is_named_in_words(self, ada, small):
        Theme.objects.get().groups.create(key="leeg", title="Leeg", position=2)
        Indicator.objects.update(text="")
        empty = IndicatorGroup.objects.get(key="leeg")
        expected = [
            (
                "Thema 1 › indicatorgroep 1 › indicator 1 › vraag: dit veld mag niet leeg zijn",
                Indicator.objects.get(),
            ),
            ("Thema 1 › indicatorgroep 2: deze groep heeft geen indicatoren", empty),
        ]
        for ask in (ada.get, ada.post):
            problems = ask(f"{SETS}{small.pk}/publiceren/").context["problems"]
            assert [(problem.words, problem.url) for problem in problems] == [
                (w, part_page(part)) for w, part in expected
            ]
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
        posted = {"version": "2.1"} | NEW_SOURCE
        response = ada.post(f"{SETS}{werkset.pk}/nieuwe-versie/", posted, follow=True)
        draft = IndicatorSet.objects.get(version="2.1")
        assert response.redirect_chain == [(page(draft), 302)]
        assert not draft.is_published
        assert definition_of(draft).themes == definition_of(werkset).themes

    def test_a_new_version_has_a_source_of_its_own(self, ada, small):
        """Nothing of the earlier source goes along unasked; it is shown, so that nobody looks it
        up."""
        address = f"{SETS}{small.pk}/nieuwe-versie/"
        html = ada.get(address).content.decode()
        assert f'<p class="source" dir="auto"><q>{small.source}</q></p>' in html
        assert html.count("required") >= 4
        refused = ada.post(
            address, {"version": "1.1", "author": " \u00ad", "document": "", "date": ""}
        )
        assert set(refused.context["form"].errors) == {"author", "document", "date"}
        assert IndicatorSet.objects.filter(slug=small.slug).count() == 1
        posted = {
            "author": "Werkgroep Noord.",
            "document": "Kader,  tweede druk",
            "date": "juni 2026",
        }
        ada.post(address, {"version": "1.1"} | posted)
        made = IndicatorSet.objects.get(slug=small.slug, version="1.1")
        assert made.source == "Werkgroep Noord, Kader, tweede druk, juni 2026."

    def test_a_version_that_exists_is_no_new_version(self, ada, small):
        posted = {"version": "1.0"} | NEW_SOURCE
        response = ada.post(f"{SETS}{small.pk}/nieuwe-versie/", posted)
        assert response.context["form"].errors == {
            "version": ["Deze versie van de set bestaat al."]
        }


class TestPublished:
    @pytest.fixture
    def frozen(self, small) -> IndicatorSet:
        publishing.publish(small)
        return small

    def test_it_can_be_looked_at_only_and_says_why(self, ada, frozen):
        html = ada.get(page(frozen)).content.decode()
        assert "Daarom kunt u er niets meer aan veranderen" in html
        assert set(re.findall(r"<(?:input|textarea|select)[^>]*name=\"([^\"]+)\"", html)) == {
            "csrfmiddlewaretoken"
        }
        assert ada.post(page(frozen), {"title": "Anders"}).status_code == 403
        assert definition_of(frozen) == parse_set(SMALL.encode())

    @pytest.mark.parametrize(
        ("address", "said"),
        [
            ("delete/", "is gepubliceerd en kan niet meer worden verwijderd"),
            ("publiceren/", "is al gepubliceerd. Maak een nieuwe versie"),
        ],
    )
    def test_an_address_of_before_says_what_it_is(self, ada, frozen, address, said):
        """Of a page that somebody kept, or a button pressed twice; nothing changes."""
        for reply in (
            ada.get(f"{SETS}{frozen.pk}/{address}", follow=True),
            ada.post(f"{SETS}{frozen.pk}/{address}", {"post": "yes"}, follow=True),
        ):
            assert reply.redirect_chain == [(page(frozen), 302)]
            (message,) = map(str, reply.context["messages"])
            assert said in message
        assert definition_of(frozen) == parse_set(SMALL.encode())
        frozen.refresh_from_db()
        assert frozen.is_published

    def test_a_draft_can_not_retire(self, ada, small):
        reply = ada.get(f"{SETS}{small.pk}/vervallen/", follow=True)
        (message,) = map(str, reply.context["messages"])
        assert "is nog een concept, en dat kan niet vervallen" in message


class TestDeleting:
    def test_a_draft_goes_with_all_its_parts(self, ada, small):
        confirm = ada.get(f"{SETS}{small.pk}/delete/")
        assert confirm.context["model_count"]
        assert ada.post(f"{SETS}{small.pk}/delete/", {"post": "yes"})["Location"] == SETS
        assert not Theme.objects.exists()

    def test_a_draft_in_use_stays(self, ada, cast, small):
        make_assessment(cast.noord, small)
        response = ada.get(f"{SETS}{small.pk}/delete/")
        assert response.context["protected"] == ["Evaluaties: 1"]
        ada.post(f"{SETS}{small.pk}/delete/", {"post": "yes"})
        assert IndicatorSet.objects.filter(pk=small.pk).exists()


class TestPages:
    @pytest.mark.parametrize("count", [1, 30])
    def test_the_list_takes_as_many_queries_for_one_set_as_for_thirty(
        self, ada, count, django_assert_num_queries
    ):
        for number in range(count):
            publishing.load(parse_set(SMALL.replace('"1.0"', f'"{number}"').encode()))
        with django_assert_num_queries(5):
            response = ada.get(SETS)
        assert [(s.theme_count, s.indicator_count) for s in response.context["cl"].result_list] == [
            (1, 1)
        ] * count

    @pytest.mark.parametrize("count", [5, 50])
    def test_the_page_of_a_set_takes_as_many_queries_for_5_themes_as_for_50(
        self, ada, small, count, django_assert_num_queries
    ):
        Theme.objects.bulk_create(
            Theme(indicator_set=small, key=f"k{n}", title="?") for n in range(count)
        )
        with django_assert_num_queries(4):
            ada.get(page(small))

    def test_every_page_is_dutch_and_runs_no_script_of_its_own(self, ada, small):
        addresses = [
            SETS,
            f"{SETS}add/",
            f"{SETS}{small.pk}/publiceren/",
            f"{SETS}{small.pk}/nieuwe-versie/",
        ]
        addresses += [page(small), page(small).replace("change", "delete")]
        for address in ["/beheer/", *addresses]:
            response = ada.get(address)
            html = response.content.decode()
            policy = response["Content-Security-Policy"]
            assert response.status_code == 200, address
            assert "script-src 'self'" in policy
            assert "unsafe" not in policy
            assert '<html lang="nl"' in html
            assert not re.search(
                r"\sstyle=|<style|\son\w+=|<script(?![^>]*(src=|type=\"application/json\"))", html
            ), address
