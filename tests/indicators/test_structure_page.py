"""The tree of a set in the admin, and the small pages around it, through the browser's door."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from indicators import part_rows, publishing
from indicators.catalogue import catalogue_of, definition_of
from indicators.definition.parsing import parse_set
from indicators.drafts import editing
from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme
from indicators.versions.copying import new_version

from .test_definition import SMALL, WERKSET
from .test_structure import TWO_THEMES, group, indicator, order


@pytest.fixture
def ada(cast, as_user) -> Client:
    return as_user(cast.ada)


@pytest.fixture
def draft(db: None) -> IndicatorSet:
    return publishing.load(parse_set(TWO_THEMES.encode()))[0]


def tree(indicator_set: IndicatorSet) -> str:
    return f"/beheer/indicators/indicatorset/{indicator_set.pk}/opbouw/"


NAMES = {
    Theme: "thema",
    Criterion: "criterium",
    IndicatorGroup: "groep",
    Indicator: "indicator",
    Aspect: "deelaspect",
}


def page(part) -> str:
    return f"{tree(part_rows.set_of(part))}{NAMES[type(part)]}/{part.pk}/"


def place(part) -> str:
    """Return where the tree opens when one comes back to it from this part."""
    name = f"{NAMES[type(part)][0]}{part.pk}"
    return f"{tree(part_rows.set_of(part))}?bij={name}#{name}"


def typed(browser: Client, address: str) -> dict[str, str]:
    """Return what the form of a part holds, as the browser would send it."""
    response = browser.get(address)
    form = response.context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not False}
    return data | ({"seen": response.context["seen"]} if "seen" in response.context else {})


def said(browser: Client, response) -> list[str]:
    """Return the messages on the page that comes after a response."""
    return [str(message) for message in browser.get(response["Location"]).context["messages"]]


def grown(count: int) -> IndicatorSet:
    """Return a draft with this many of the Werkset's questions, in as many themes as that takes."""
    base = parse_set(WERKSET.read_bytes())
    themes = []
    for number in range(count):
        if count <= 0:
            break
        theme = base.themes[number % len(base.themes)]
        groups = []
        for g in theme.groups:
            asked = tuple(replace(i, key=f"{i.key}-{number}") for i in g.indicators[:count])
            count -= len(asked)
            groups.append(replace(g, key=f"{g.key}-{number}", indicators=asked))
        themes.append(replace(theme, key=f"{theme.key}-{number}", groups=tuple(groups)))
    return publishing.load(replace(base, slug="groot", version="1.0", themes=tuple(themes)))[0]


class TestTree:
    def test_it_shows_the_whole_set_with_the_numbers_that_users_see(self, ada, draft):
        Indicator.objects.filter(key="b").update(
            answer="number", unit="uur per week", continuity="break"
        )
        html = ada.get(tree(draft)).content.decode()
        shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.split('<ul class="tree"')[1]))
        for text in (
            "1 Een",
            "Doel",
            "G1",
            "1.1 A? snel goed",
            "1.2 B? getal: uur per week",
            "1.5 E?",
            "2 Twee",
        ):
            assert text in shown
        assert "breuk met de vorige versie" in shown

    @pytest.mark.parametrize(("count", "kilobytes"), [(5, 20), (46, 30), (500, 220), (2000, 900)])
    def test_as_many_queries_for_five_questions_as_for_two_thousand(
        self, ada, count, kilobytes, django_assert_num_queries
    ):
        """Session, person, set, its five kinds of parts, and the aspects' own keys."""
        big = grown(count)
        with django_assert_num_queries(9):
            response = ada.get(tree(big))
        assert response.context["count"] == count
        assert len(response.content) < kilobytes * 1000

    def test_a_large_set_opens_where_one_was(self, ada):
        """Groups of a large set are closed, but not the one that one comes back to."""
        big = grown(138)
        assert ada.get(tree(big)).content.decode().count("<details open>") == len(
            catalogue_of(big).themes
        )
        near = Aspect.objects.filter(indicator__group__theme__indicator_set=big).last()
        html = ada.get(place(near).split("#")[0]).content.decode()
        assert html.count("<details open>") == len(catalogue_of(big).themes) + 1

    def test_long_texts_are_cut_off_and_hostile_ones_shown_as_they_are(self, ada, draft):
        Indicator.objects.filter(key="a").update(text="w" * 50_000)
        Indicator.objects.filter(key="b").update(text="<script>alert(1)</script>")
        html = ada.get(tree(draft)).content.decode()
        assert "w" * 239 in html
        assert "w" * 250 not in html
        assert "&lt;script&gt;alert" in html

    def test_a_published_or_retired_set_can_only_be_looked_at(self, ada, cast, werkset):
        a = Indicator.objects.first()
        for status in ("published", "retired"):
            if status == "retired":
                publishing.retire(werkset, by=cast.ada)
            for address in (tree(werkset), page(a)):
                html = ada.get(address).content.decode()
                assert "toevoegen" not in html
                assert "<textarea" not in html
                assert 'class="actions"' not in html
            for name in ("verplaatsen/", "verwijderen/", "erna/"):
                response = ada.get(page(a) + name)
                assert said(ada, response)[0].startswith(
                    "Deze set is intussen gepubliceerd en verandert niet meer."
                )
            assert ada.post(page(a), {"text": "?", "answer": "text"}).status_code == 409
            assert ada.post(page(a) + "erna/", {"text": "?", "answer": "text"}).status_code == 409
            ada.post(page(a) + "verwijderen/", {"count": "1"})
            ada.post(page(a) + "verplaatsen/", {"after": "0"})
        assert definition_of(werkset) == parse_set(WERKSET.read_bytes())

    def test_only_admins(self, draft, cast, as_user):
        for user in (cast.anna, cast.lotte):
            assert as_user(user).get(tree(draft)).status_code in (302, 403)
            assert as_user(user).post(
                page(indicator("a")) + "verwijderen/", {"count": "3"}
            ).status_code in (302, 403)
        assert order(draft) == ["abcd", "e"]

    def test_addresses_that_lead_nowhere(self, ada, draft):
        a = indicator("a")
        other = publishing.load(parse_set(SMALL.encode()))[0]
        for address in (
            f"{tree(draft)}vraag/{a.pk}/",
            f"{tree(draft)}indicator/9{'0' * 30}/",
            f"{tree(draft)}indicator/987654/",
            f"{tree(other)}indicator/{a.pk}/verplaatsen/",
            f"{page(a)}erin/groep/",
            f"{page(a)}erin/zo/",
            tree(draft).replace(str(draft.pk), "987654"),
        ):
            assert ada.get(address).status_code == 404, address


class TestOnePart:
    def test_a_question_is_changed_and_one_comes_back_to_it(self, ada, cast, draft):
        a = indicator("a")
        response = ada.post(
            page(a),
            typed(ada, page(a)) | {"text": " Anders?\r\nJa? ", "answer": "number", "unit": "uur"},
        )
        assert response["Location"] == place(a)
        assert said(ada, response) == ["Opgeslagen: Indicator 1.1."]
        assert (indicator("a").text, indicator("a").unit) == ("Anders?\nJa?", "uur")
        assert indicator("a").history.first().history_user == cast.ada

    def test_every_kind_of_part_has_a_page(self, ada, draft):
        for model, field in (
            (Theme, "title"),
            (Criterion, "title"),
            (IndicatorGroup, "title"),
            (Aspect, "text"),
        ):
            part = model.objects.first()
            response = ada.post(page(part), typed(ada, page(part)) | {field: "Anders"})
            assert response["Location"] == place(part)
            part.refresh_from_db()
            assert editing.values_of(part)[field] == "Anders"

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"text": " \x07 "}, "Dit veld is verplicht."),
            ({"answer": "number"}, "Vul in wat het getal telt, zoals “keer” of “uur per week”."),
            (
                {"unit": "keer"},
                "Alleen een getal of frequentie heeft een eenheid. Maak dit veld leeg.",
            ),
            ({"text": "w" * 50_001}, "50000"),
        ],
    )
    def test_what_can_t_be_stored_is_said_and_kept(self, ada, draft, change, message):
        a = indicator("a")
        response = ada.post(page(a), typed(ada, page(a)) | {"source": "Typte Ada"} | change)
        assert response.status_code == 422
        html = response.content.decode()
        assert message in html
        assert "Typte Ada" in html
        assert "<title>Fout:" in html
        assert indicator("a").source == ""

    def test_two_admins_and_one_question(self, ada, as_user, cast, draft):
        """Both texts are shown; the person chooses, may add to the own text, and what the other did
        alone is kept."""
        a = indicator("a")
        mine = typed(ada, page(a)) | {"text": "Van Ada?"}
        cast.eva.is_staff = cast.eva.is_superuser = True
        cast.eva.save()
        eva = as_user(cast.eva)
        eva.post(page(a), typed(eva, page(a)) | {"text": "Van Eva?", "source": "Bladzijde 3"})

        response = ada.post(page(a), mine)
        assert response.status_code == 409
        found = [
            (d.bound.name, d.theirs, d.bound.value(), d.keeps_theirs)
            for d in response.context["different"]
        ]
        assert found == [
            ("text", "Van Eva?", "Van Ada?", False),
            ("source", "Bladzijde 3", "", True),
        ]
        assert "Laatste wijziging: Eva" in response.content.decode()
        assert indicator("a").text == "Van Eva?"

        chosen = mine | {"seen": response.context["seen"], "text": "Van ons?", "kies-text": "mine"}
        assert ada.post(page(a), chosen | {"kies-source": "theirs"})["Location"] == place(a)
        assert (indicator("a").text, indicator("a").source) == ("Van ons?", "Bladzijde 3")
        texts = [row.text for row in indicator("a").history.exclude(history_user=None)]
        assert texts == ["Van ons?", "Van Eva?"]

    def test_the_other_text_can_be_chosen(self, ada, cast, draft):
        a = indicator("a")
        mine = typed(ada, page(a)) | {"text": "Van Ada?"}
        editing.change_part(
            a, values={"text": "Van Eva?"}, seen=editing.fingerprint(a), by=cast.eva
        )
        seen = ada.post(page(a), mine).context["seen"]
        ada.post(page(a), mine | {"seen": seen, "kies-text": "theirs"})
        assert indicator("a").text == "Van Eva?"

    @pytest.mark.parametrize("why", ["published", "removed"])
    def test_what_was_typed_too_late_can_be_copied(self, ada, cast, draft, why):
        e = indicator("e")
        mine = typed(ada, page(e)) | {"text": "Getypt door Ada?"}
        if why == "removed":
            editing.remove_part(group("g2"), by=cast.eva)
        else:
            publishing.publish(draft)
        response = ada.post(page(e), mine)
        assert response.status_code == 409
        assert "Getypt door Ada?" in response.content.decode()
        expected = {
            "published": "Deze set is intussen gepubliceerd",
            "removed": "Dit deel is intussen door iemand anders",
        }
        assert response.context["refusal"].startswith(expected[why])
        if why == "removed":
            assert said(ada, ada.get(page(e))) == [
                "Dit deel is intussen door iemand anders verwijderd."
            ]


class TestAddingPage:
    def test_a_question_in_three_steps_from_the_set(self, ada, draft):
        """From the set's page to the tree, to the form in the right group, and saved; back at the
        new question."""
        html = ada.get(f"/beheer/indicators/indicatorset/{draft.pk}/change/").content.decode()
        assert f'href="{tree(draft)}"' in html
        link = f"groep/{group('g2').pk}/erin/indicator/"
        assert f'href="{link}"' in ada.get(tree(draft)).content.decode()
        response = ada.post(tree(draft) + link, {"text": "Werkt het ook?", "answer": "text"})
        made = indicator("werkt-het-ook")
        assert response["Location"] == place(made)
        assert said(ada, response) == ["Toegevoegd: Indicator 1.6."]
        assert order(draft) == ["abcd", "ewerkt-het-ook"]

    def test_after_a_part_and_one_more(self, ada, draft):
        new = {"text": "X?", "answer": "text", "key": "x", "another": "1"}
        response = ada.post(f"{page(indicator('b'))}erna/", new)
        assert response["Location"] == f"{page(indicator('x'))}erna/"
        assert ada.get(response["Location"]).context["where"] == "Komt na: Indicator 1.3."
        assert order(draft) == ["abxcd", "e"]

    def test_a_whole_set_from_nothing(self, ada, db):
        empty = IndicatorSet.objects.create(slug="leeg", version="1", title="Leeg", source="x")
        assert "Deze set is nog leeg" in ada.get(tree(empty)).content.decode()
        ada.post(f"{tree(empty)}thema-erbij/", {"title": "Samen", "kind": "theme"})
        theme = Theme.objects.get()
        ada.post(f"{page(theme)}erin/groep/", {"title": "Hoe", "kind": "topic"})
        ada.post(
            f"{page(theme)}erin/criterium/",
            {"title": "Doel", "kind": "goal", "text": "Een doel", "implicit": "on"},
        )
        ada.post(
            f"{page(IndicatorGroup.objects.get())}erin/indicator/",
            {"text": "Werkt het?", "answer": "yes_no"},
        )
        ada.post(f"{page(Indicator.objects.get())}erin/deelaspect/", {"text": "Snel"})
        made = definition_of(empty).themes[0]
        assert (
            made.key,
            made.criteria[0].implicit,
            made.groups[0].indicators[0].aspects[0].text,
        ) == (
            "samen",
            True,
            "Snel",
        )
        publishing.publish(empty)

    @pytest.mark.parametrize(
        ("key", "message"),
        [
            ("a", "Deze sleutel is in deze set al gebruikt. Kies een andere."),
            ("Met Spatie", "Gebruik alleen kleine letters"),
        ],
    )
    def test_a_key_that_can_t_be(self, ada, draft, key, message):
        response = ada.post(
            f"{page(group('g1'))}erin/indicator/", {"text": "X?", "answer": "text", "key": key}
        )
        assert response.status_code == 422
        assert message in response.content.decode()
        assert order(draft) == ["abcd", "e"]

    def test_the_group_was_removed_meanwhile(self, ada, cast, draft):
        address = f"{page(group('g2'))}erin/indicator/"
        editing.remove_part(group("g2"), by=cast.eva)
        response = ada.post(address, {"text": "Getypt?", "answer": "text"})
        assert response.status_code == 409
        assert "Getypt?" in response.content.decode()


class TestMovingPage:
    def test_by_the_buttons_of_its_page(self, ada, draft):
        b = indicator("b")
        context = ada.get(page(b)).context
        assert (context["previous"], context["next"]) == (indicator("a").pk, indicator("c").pk)
        response = ada.post(f"{page(b)}verplaatsen/", {"before": context["previous"], "stay": "up"})
        assert response["Location"] == f"{page(b)}?knop=up"
        assert said(ada, response) == ["Verplaatst: Indicator 1.1."]
        assert order(draft) == ["bacd", "e"]

    def test_to_another_group_by_choosing(self, ada, draft):
        """Up to the theme, down into the other group, and a place in it."""
        b = indicator("b")
        first = ada.get(f"{page(b)}verplaatsen/").context["choice"]
        assert [option.label for option in first.places] == [
            "Vooraan", "Na Indicator 1.1: A?", "Na Indicator 1.3: C?", "Na Indicator 1.4: D?",
        ]  # fmt: skip
        assert (first.chosen, first.up) == (str(indicator("a").pk), f"thema-{b.group.theme_id}")
        theme = ada.get(f"{page(b)}verplaatsen/?in={first.up}").context["choice"]
        assert [option.label for option in theme.within] == ["G1", "G2"]
        into = ada.get(f"{page(b)}verplaatsen/?in={theme.within[1].value}").context
        assert into["choice"].chosen == str(indicator("e").pk)
        response = ada.post(f"{page(b)}verplaatsen/", {"to": into["to"], "after": "0"})
        assert response["Location"] == place(b)
        assert order(draft) == ["acd", "be"]

    def test_the_script_is_told_in_words(self, ada, cast, draft):
        address, accept = f"{page(indicator('b'))}verplaatsen/", {"Accept": "application/json"}
        response = ada.post(address, {"after": indicator("d").pk}, headers=accept)
        assert (response.status_code, response.json()) == (
            200,
            {"message": "Verplaatst: Indicator 1.4."},
        )
        d = indicator("d").pk
        editing.remove_part(indicator("d"), by=cast.eva)
        response = ada.post(address, {"after": d}, headers=accept)
        assert response.status_code == 409
        assert response.json()["message"].startswith(
            "Het deel waar dit naast moest komen, staat daar niet meer."
        )

    @pytest.mark.parametrize(
        "bad",
        [{"after": "x"}, {"after": "9" * 40}, {"to": "groep-x"}, {"to": "set"}, {"before": "-1"}],
    )
    def test_a_place_that_can_t_be(self, ada, draft, bad):
        response = ada.post(
            f"{page(indicator('b'))}verplaatsen/", bad, headers={"Accept": "application/json"}
        )
        assert response.status_code == 409
        assert order(draft) == ["abcd", "e"]

    def test_never_more_than_a_hundred_places_at_once(self, ada, draft):
        many = [
            Indicator(group=group("g2"), key=f"k{n}", text="?", position=n) for n in range(2, 252)
        ]
        Indicator.objects.bulk_create(many)
        last = Indicator.objects.get(key="k251")
        choice = ada.get(f"{page(last)}verplaatsen/").context["choice"]
        assert (len(choice.places), choice.earlier, choice.later) == (50, 100, None)
        choice = ada.get(f"{page(last)}verplaatsen/?in=groep-{last.group_id}&vanaf=0").context[
            "choice"
        ]
        assert (len(choice.places), choice.earlier, choice.later) == (101, None, 100)


class TestRemovingPage:
    def test_it_says_what_goes_and_asks(self, ada, cast, draft):
        address = f"{page(group('g1'))}verwijderen/"
        asked = ada.get(address).context
        assert asked["lost"] == [("indicatorgroep", 1), ("indicatoren", 4), ("deelaspecten", 2)]
        assert order(draft) == ["abcd", "e"]
        response = ada.post(address, {"count": asked["count"]})
        assert response["Location"] == place(Theme.objects.get(key="een"))
        assert said(ada, response) == ["Verwijderd: Groep “G1” van thema 1 (7 delen)."]
        assert order(draft) == ["e"]

    @pytest.mark.parametrize("count", ["6", "", "x"])
    def test_only_what_was_asked_goes(self, ada, draft, count):
        address = f"{page(group('g1'))}verwijderen/"
        assert ada.post(address, {"count": count})["Location"] == address
        assert order(draft) == ["abcd", "e"]


class TestQueries:
    @pytest.mark.parametrize("count", [46, 500])
    def test_the_small_pages_take_as_many_queries_in_a_large_set(
        self, ada, cast, count, django_assert_num_queries
    ):
        grown(count)
        address = page(Indicator.objects.order_by("pk").last())
        for name, queries in (
            ("", 11),
            ("verplaatsen/", 11),
            ("verplaatsen/?in=set", 11),
            ("verwijderen/", 12),
            ("erna/", 10),
        ):
            with django_assert_num_queries(queries):
                assert ada.get(address + name).status_code == 200

    def test_every_page_is_dutch_and_runs_no_script_of_its_own(self, ada, cast, draft):
        later = new_version(draft, "1.1", source="Een proef", by=cast.ada)
        a = Indicator.objects.get(key="a", group__theme__indicator_set=later)
        names = ["", "erna/", "erin/deelaspect/", "verplaatsen/", "verwijderen/"]
        for address in [
            tree(later),
            tree(later).replace("opbouw", "geschiedenis"),
            *(page(a) + name for name in names),
        ]:
            response = ada.get(address)
            html = response.content.decode()
            assert response.status_code == 200, address
            assert "unsafe" not in response["Content-Security-Policy"]
            assert '<html lang="nl"' in html
            assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*src=)", html), address
