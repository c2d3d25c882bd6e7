"""The page that shows what changed and asks for decisions, and the buttons of a set in each
state."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from indicators import publishing
from indicators.admin.part_pages import page_of_part
from indicators.admin.places import page_of
from indicators.drafts import refusals
from indicators.models import Indicator, IndicatorSet
from indicators.versions import copying
from tests.markup import with_short_tags
from tests.rows import every_row

from .versions import (
    address,
    asked,
    change,
    choices,
    large,
    messages,
    question,
    reworded,
    stored,
    sure_of,
    version,
)

DECIDED = (("a", "same"), ("b", "break"))


@pytest.fixture
def ada(cast, as_user) -> Client:
    return as_user(cast.ada)


@pytest.fixture
def draft(cast) -> IndicatorSet:
    """Version 2 with two questions that are worded otherwise than in version 1, and one with
    another answer."""
    stored(version("abcd"))
    changed = {"a": question("a", "Vraag a anders?"), "b": question("b", aspects="x")}
    changed["c"] = question("c", answer="yes_no")
    return stored(replace(version("abcd", number="2", **changed), based_on="1"), publish=False)


class TestDecisions:
    def test_one_form_without_javascript(self, ada, cast, draft):
        """Three questions; two decisions are stored, the third is open."""
        posted = choices(ada, draft, a="same", c="break")
        assert messages(ada.post(address(draft, "verschillen"), posted, follow=True)) == [
            "2 keuzes zijn opgeslagen."
        ]
        assert [asked(draft, key).continuity for key in "abcd"] == ["same", "", "break", ""]
        assert asked(draft, "a").history.first().history_user == cast.ada
        revision = IndicatorSet.objects.get(pk=draft.pk).revision
        again = choices(ada, draft, a="same", c="break")
        assert messages(ada.post(address(draft, "verschillen"), again, follow=True)) == [
            "U hebt niets veranderd."
        ]
        assert IndicatorSet.objects.get(pk=draft.pk).revision == revision
        (problem,) = ada.get(address(draft, "publiceren")).context["problems"]
        assert "indicator 2: deze vraag luidt anders dan in versie 1" in problem.words

    def test_another_kind_of_answer_is_the_same_question_only_when_said_twice(self, ada, draft):
        """Ada calls a text that became yes or no the same: she is warned first, and keeps the rest."""
        html = ada.get(address(draft, "verschillen")).content.decode()
        assert html.count("het soort antwoord of de eenheid is veranderd") == 1
        assert 'name="zeker-c"' in html
        posted = choices(ada, draft, a="same", b="break", c="same")
        reply = ada.post(address(draft, "verschillen"), posted)
        assert reply.headers["Location"].endswith("?bevestigen=c&bij=c#vraag-c")
        response = ada.get(reply.headers["Location"])
        assert messages(response) == [
            "2 keuzes zijn opgeslagen.",
            "1 keuze is nog niet opgeslagen: het soort antwoord is veranderd. Zet het vinkje als het "
            "toch dezelfde vraag is.",
        ]
        assert [asked(draft, key).continuity for key in "abc"] == ["same", "break", ""]
        (question,) = [one for one in response.context["questions"] if one.key == "c"]
        assert [choice.chosen for choice in question.choices] == [True, False]
        posted = choices(ada, draft, c="same") | sure_of("c")
        ada.post(address(draft, "verschillen"), posted)
        assert asked(draft, "c").continuity == "same"

    def test_a_decision_about_another_kind_of_answer_in_a_file_is_told_before_publishing(
        self, ada, db
    ):
        """Nobody warned who wrote the file; a break needs no warning."""
        stored(version("abc"))
        changed = {key: question(key, answer="yes_no", continuity=was) for key, was in DECIDED}
        draft = stored(replace(version("abc", number="2", **changed), based_on="1"), publish=False)
        html = ada.get(address(draft, "publiceren")).content.decode()
        assert "Dan loopt de lijn van oud naar nieuw door. Klopt dat?" in " ".join(html.split())
        assert [key for key in "abc" if f"#vraag-{key}" in html] == ["a"]

    def test_a_change_after_the_decision_takes_it_off(self, ada, draft):
        """The text, the aspects or the kind of answer; not the place in the source."""
        posted = choices(ada, draft, a="same", b="same", c="same") | sure_of("c")
        ada.post(address(draft, "verschillen"), posted)
        change(asked(draft, "a"), source="blz. 4")
        assert asked(draft, "a").continuity == "same"
        change(asked(draft, "a"), text="Nog anders?")
        change(asked(draft, "b").aspects.get(), text="Deel anders")
        change(asked(draft, "c"), answer="text")
        assert [asked(draft, key).continuity for key in "abc"] == ["", "", ""]

    def test_a_decision_about_words_that_somebody_changed_meanwhile_is_not_kept(self, ada, draft):
        """Bob changes one question while Ada looks at the page; her other decision counts."""
        posted = choices(ada, draft, a="same", b="break")
        change(asked(draft, "a"), text="Nog anders?")
        assert messages(ada.post(address(draft, "verschillen"), posted, follow=True))[-2:] == [
            "1 keuze is opgeslagen.",
            "Iemand heeft intussen iets veranderd aan: a. Kijk die vragen opnieuw na; uw keuze is daar niet bewaard.",
        ]
        assert [asked(draft, key).continuity for key in "ab"] == ["", "break"]

    @pytest.mark.parametrize(
        "posted",
        [
            {"besluit-a": "misschien 123"},
            {"besluit-a": "same"},
            {"besluit-onbekend": "same x"},
            {"besluit-": "same"},
            {"besluit-d": "break x"},
            {"a": "same"},
        ],
    )
    def test_what_no_page_sends_changes_nothing(self, ada, draft, posted):
        before = every_row()
        assert ada.post(address(draft, "verschillen"), posted).status_code == 302
        assert every_row() == before

    def test_published_meanwhile(self, ada, draft):
        posted = choices(ada, draft, a="break")
        Indicator.objects.filter(key__in="abc", group__theme__indicator_set=draft).update(
            continuity="same"
        )
        publishing.publish(draft)
        assert ada.post(address(draft, "verschillen"), posted).status_code == 403
        assert asked(draft, "a").continuity == "same"
        html = ada.get(address(draft, "verschillen")).content.decode()
        assert "Keuze: dezelfde vraag: antwoorden blijven vergelijkbaar." in html
        assert 'type="radio"' not in html

    def test_only_an_admin(self, cast, as_user, draft):
        for user in (cast.anna, cast.lotte):
            for what in ("verschillen", "vervallen", "publiceren", "nieuwe-versie"):
                assert as_user(user).get(address(draft, what)).status_code in (302, 403)
                assert as_user(user).post(address(draft, what), {"do": "retire"}).status_code in (
                    302,
                    403,
                )
        assert IndicatorSet.objects.get(pk=draft.pk).is_draft


class TestPage:
    def test_with_which_version(self, ada, cast, draft):
        """The one it was made from, or any other one of the same set; never one of another set."""
        third = copying.new_version(
            IndicatorSet.objects.get(version="1"), "3", source="Een proef", by=cast.ada
        )
        other = stored(replace(version("z"), slug="ander"))
        response = ada.get(address(draft, "verschillen"))
        assert response.context["other"].version == "1"
        assert [one.version for one in response.context["versions"]] == ["3", "1"]
        response = ada.get(address(draft, "verschillen"), {"met": third.pk})
        assert response.context["other"] == third
        assert 'type="radio"' not in response.content.decode()
        for named in (other.pk, draft.pk, "x", "9" * 30):
            assert (
                ada.get(address(draft, "verschillen"), {"met": named}).context["other"].version
                == "1"
            )

    def test_no_other_version(self, ada, db):
        html = ada.get(address(stored(version("a")), "verschillen")).content.decode()
        assert "is er geen andere versie" in html

    def test_nothing_changed(self, ada, cast):
        copy = copying.new_version(stored(version("a")), "2", source="Een proef", by=cast.ada)
        html = ada.get(address(copy, "verschillen")).content.decode()
        assert "Tussen versie 1 en versie 2 is er niets veranderd." in html

    def test_a_draft_that_breaks_a_rule_names_what_to_solve(self, ada, draft):
        Indicator.objects.filter(pk=asked(draft, "a").pk).update(text="")
        response = ada.get(address(draft, "verschillen"))
        assert [problem.url for problem in response.context["problems"]] == [
            page_of_part(asked(draft, "a"))
        ]
        posted = {"besluit-b": "same x"}
        assert messages(ada.post(address(draft, "verschillen"), posted, follow=True)) == [
            "Er is niets opgeslagen: los eerst op wat er aan het concept niet klopt."
        ]

    def test_the_words_are_marked_by_more_than_colour(self, ada, draft):
        html = ada.get(address(draft, "verschillen")).content.decode()
        said = '<ins><span class="visually-hidden"> [nieuw: </span> anders<span class="visually-hidden">] </span></ins>'
        assert f"Vraag a{said}?" in with_short_tags(html)

    def test_hostile_text_is_text(self, ada, draft):
        Indicator.objects.filter(pk=asked(draft, "a").pk).update(
            text="<script>alert(1)</script> {{7*7}}"
        )
        html = ada.get(address(draft, "verschillen")).content.decode()
        assert "alert" in html
        assert "<script>alert" not in html

    @pytest.mark.parametrize("count", [40, 400])
    def test_as_many_queries_for_a_small_set_as_for_a_large_one(
        self, ada, count, django_assert_num_queries
    ):
        stored(large(count))
        draft = stored(replace(reworded(large(count, "2")), based_on="1"), publish=False)
        with django_assert_num_queries(14):
            response = ada.get(address(draft, "verschillen"))
        assert len(response.context["questions"]) == min(count, 100)

    def test_a_page_holds_a_hundred_and_a_link_finds_its_page(self, ada, db):
        stored(large(250))
        draft = stored(replace(reworded(large(250, "2")), based_on="1"), publish=False)
        response = ada.get(address(draft, "verschillen"), {"bij": "vraag-230"})
        assert response.context["to_decide"].number == 3
        assert 'id="vraag-vraag-230"' in response.content.decode()
        posted = {q.field: q.choices[0].value for q in response.context["questions"]}
        ada.post(f"{address(draft, 'verschillen')}?pagina=3", posted)
        assert Indicator.objects.filter(continuity="same").count() == 50

    def test_every_page_is_dutch_and_runs_no_script_of_its_own(self, ada, draft):
        old = IndicatorSet.objects.get(version="1")
        for one, what in (
            (draft, "verschillen"),
            (old, "vervallen"),
            (draft, "publiceren"),
            (old, "verschillen"),
        ):
            response = ada.get(address(one, what))
            html = response.content.decode()
            assert response.status_code == 200
            assert '<html lang="nl"' in html
            assert not re.search(
                r"\sstyle=|<style|\son\w+=|<script(?![^>]*(src=|type=\"application/json\"))", html
            )


class TestButtons:
    def test_only_what_can_be_done(self, ada, draft):
        """A draft is published, a published version retired, a retired one used again; each can be
        copied."""
        published = IndicatorSet.objects.get(version="1")

        def buttons(one: IndicatorSet) -> list[str]:
            html = ada.get(page_of(one)).content.decode()
            return [
                what
                for what in ("publiceren", "vervallen", "nieuwe-versie")
                if address(one, what) in html
            ]

        assert buttons(draft) == ["publiceren", "nieuwe-versie"]
        assert buttons(published) == ["vervallen", "nieuwe-versie"]
        assert "Laten vervallen" in ada.get(page_of(published)).content.decode()
        publishing.retire(published, by=None)
        assert buttons(published) == ["vervallen", "nieuwe-versie"]
        assert "Weer in gebruik nemen" in ada.get(page_of(published)).content.decode()
        refused = ada.get(address(draft, "vervallen"))
        assert (refused.status_code, refused.headers["Location"]) == (302, page_of(draft))

    def test_a_retired_set_can_be_looked_at_only(self, ada, draft):
        published = IndicatorSet.objects.get(version="1")
        publishing.retire(published, by=None)
        before = every_row()
        assert "Deze set is vervallen op" in ada.get(page_of(published)).content.decode()
        assert ada.post(page_of(published), {"title": "Anders"}).status_code == 403
        deleting = ada.post(page_of(published).replace("change", "delete"), {"post": "yes"})
        assert deleting.headers["Location"] == page_of(published)
        theme = published.themes.get()
        for part in (theme, theme.groups.get(), asked(published, "a")):
            assert ada.get(page_of_part(part)).status_code == 200
            assert (
                ada.post(page_of_part(part), {"title": "Anders", "text": "Anders?"}).status_code
                < 500
            )
            with pytest.raises(refusals.NotADraft):
                change(part, text="Anders?")
        assert every_row() == before

    def test_twice_is_told(self, ada, draft):
        published = IndicatorSet.objects.get(version="1")
        ada.post(address(published, "vervallen"), {"do": "retire"})
        response = ada.post(address(published, "vervallen"), {"do": "retire"}, follow=True)
        assert (
            messages(response)[-1]
            == "Alleen een gepubliceerde versie kan vervallen. Er is niets veranderd."
        )
