"""The life of a version: published, copied, worded otherwise, decided about, published, retired and
used again."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from assessments import lifecycle
from assessments.models import Assessment
from indicators import publishing
from indicators.admin.part_pages import page_of_part
from indicators.admin.places import page_of
from indicators.catalogue import definition_of
from indicators.drafts.readiness import draft_problems
from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme
from indicators.versions import copying
from reports.report_building import build_report
from tests.assessments.reporting import fill
from tests.assessments.saving_pages import results, send, typed
from tests.cast import make_assessment
from tests.markup import tight
from tests.rows import every_row

from .versions import (
    NEW_SOURCE,
    address,
    asked,
    change,
    choices,
    large,
    messages,
    question,
    reworded,
    stored,
    version,
)

PARTS = (Theme, Criterion, IndicatorGroup, Indicator, Aspect)
TO_SET = [
    "indicator_set",
    "theme__indicator_set",
    "theme__indicator_set",
    "group__theme__indicator_set",
]
TO_SET.append("indicator__group__theme__indicator_set")


@pytest.fixture
def ada(cast, as_user) -> Client:
    return as_user(cast.ada)


def rows_of(assessment: Assessment) -> dict[str, list]:
    """Return every row that belongs to an assessment or to the set it uses."""
    indicator_set = assessment.indicator_set_id
    found = {
        model._meta.db_table: list(
            model.objects.filter(**{path: indicator_set}).order_by("pk").values_list()
        )
        for model, path in zip((IndicatorSet, *PARTS), ["pk", *TO_SET], strict=True)
    }
    return found | {
        table: rows for table, rows in every_row().items() if table.startswith("assessments_")
    }


class TestCycle:
    def test_a_running_assessment_stays_exactly_as_it_was(self, ada, cast, as_user, werkset):
        """Ada makes 2.1 of 2.0 with a question worded otherwise, while Anna works with 2.0."""
        running = make_assessment(cast.noord, werkset)
        fill(running)
        anna = as_user(cast.anna)

        def seen() -> tuple:
            running.refresh_from_db()
            html = anna.get(f"/zelfevaluaties/{running.pk}/thema/samenhang/").content.decode()
            return (
                rows_of(running),
                build_report(running),
                re.sub(r'name="(?:csrf\w+|page|token)" value="[^"]+"', "", html),
            )

        before = seen()
        ada.post(address(werkset, "nieuwe-versie"), {"version": "2.1"} | NEW_SOURCE)
        draft = IndicatorSet.objects.get(version="2.1")
        assert draft.based_on == werkset
        changed = asked(draft, "samenhang-afspraken")
        old_text = changed.text
        change(changed, text=f"{old_text} Leg uit.")

        (problem,) = ada.get(address(draft, "publiceren")).context["problems"]
        assert problem.words.endswith(
            ": deze vraag luidt anders dan in versie 2.0; kies of het nog dezelfde vraag is"
        )
        assert (
            problem.url
            == f"{address(draft, 'verschillen')}?bij=samenhang-afspraken#vraag-samenhang-afspraken"
        )
        ada.post(address(draft, "publiceren"))
        draft.refresh_from_db()
        assert draft.is_draft

        html = ada.get(problem.url).content.decode()
        assert "Leg uit." in html
        # The explanation and the words; the set has another source too.
        assert tight(html.split('id="nieuw"')[0]).count("<ins>") == 2
        chosen = choices(ada, draft, **{"samenhang-afspraken": "same"})
        response = ada.post(address(draft, "verschillen"), chosen, follow=True)
        assert messages(response) == ["1 keuze is opgeslagen."]
        assert response.context["found"].undecided == ()
        response = ada.post(address(draft, "publiceren"), follow=True)
        draft.refresh_from_db()
        assert draft.is_published
        assert (
            "Evaluaties die al lopen, houden de versie waarmee ze begonnen."
            in messages(response)[-1]
        )

        assert seen() == before
        assert asked(werkset, "samenhang-afspraken").text == old_text

    def test_a_retired_version_takes_no_new_assessment_but_running_ones_go_on(
        self, ada, cast, as_user, werkset
    ):
        running = make_assessment(cast.noord, werkset)
        anna = as_user(cast.anna)
        assert "laten vervallen" in ada.get(address(werkset, "vervallen")).content.decode()
        werkset.refresh_from_db()
        assert werkset.is_published
        response = ada.post(address(werkset, "vervallen"), {"do": "retire"}, follow=True)
        assert messages(response) == [
            "“Werkset Indicatoren Kwaliteit en Impact Veiligheid Voorop (2.0)” is vervallen: niemand kan er nog een "
            "evaluatie mee beginnen. Evaluaties die ermee lopen, gaan gewoon door."
        ]
        werkset.refresh_from_db()
        new = "/netwerken/noord/nieuwe-zelfevaluatie/"
        assert "Werkset" not in anna.get(new).content.decode()
        form = {"start-indicator_set": werkset.pk, "start-title": "Nieuw"}
        form |= {"start-period_start": "1-1-2027", "start-period_end": "31-12-2027"}
        assert anna.post(new, form).status_code == 422
        period = {"period_start": date(2027, 1, 1), "period_end": date(2027, 12, 31)}
        with pytest.raises(ValidationError):
            lifecycle.start(
                network=cast.noord, indicator_set=werkset, title="Nieuw", by=cast.anna, **period
            )
        assert Assessment.objects.get() == running
        saved = send(
            anna,
            f"/zelfevaluaties/{running.pk}/indicator/samenhang-afspraken/",
            {"text": typed("Ja, nog steeds.")},
            person=cast.anna.pk,
            version=werkset.pk,
        )
        assert results(saved) == {"text": "stored"}
        assert running.answers.get().text == "Ja, nog steeds."

        ada.post(address(werkset, "vervallen"), {"do": "again"})
        werkset.refresh_from_db()
        assert (werkset.is_published, werkset.retired_at) == (True, None)
        assert lifecycle.start(
            network=cast.noord,
            indicator_set=werkset,
            title="N",
            by=cast.anna,
            beside_running=True,
            **period,
        ).pk


class TestCopy:
    @pytest.mark.parametrize("state", ["published", "retired"])
    def test_the_same_content_and_keys_made_from_what_it_copies(self, cast, state):
        """What was decided about the version before says nothing of the next one."""
        first = stored(version("ab"))
        second = replace(
            version("ab", number="2", b=question("b", "Anders?", "xy", continuity="break")),
            based_on="1",
        )
        original = stored(second)
        if state == "retired":
            publishing.retire(original, by=cast.ada)
        copy = copying.new_version(original, "3", source="Een proef", by=cast.ada)
        expected = replace(
            version("ab", number="3", b=question("b", "Anders?", "xy")), based_on="2"
        )
        assert (copy.status, copy.based_on, definition_of(copy)) == ("draft", original, expected)
        assert definition_of(original) == second
        assert first.later_versions.get() == original

    def test_the_copy_of_a_draft_is_another_go_at_the_same_change(self, cast):
        first = stored(version("ab"))
        draft = copying.new_version(first, "2", source="Een proef", by=cast.ada)
        Indicator.objects.filter(pk=asked(draft, "b").pk).update(text="Anders?", continuity="same")
        copy = copying.new_version(draft, "3", source="Een proef", by=cast.ada)
        assert copy.based_on == first
        assert asked(copy, "b").continuity == "same"

    def test_a_draft_that_breaks_a_rule_can_be_copied_too(self, cast):
        draft = stored(version("ab"), publish=False)
        Indicator.objects.update(text="")
        copy = copying.new_version(draft, "2", source="Een proef", by=cast.ada)
        assert list(
            Indicator.objects.filter(group__theme__indicator_set=copy).values_list("key", "text")
        ) == [
            ("a", ""),
            ("b", ""),
        ]

    def test_who_made_it_is_kept(self, cast):
        copy = copying.new_version(stored(version("a")), "2", source="Een proef", by=cast.ada)
        assert copy.history.get().history_user == cast.ada
        (made,) = asked(copy, "a").history.all()
        assert (made.history_user, made.history_type, made.text) == (cast.ada, "+", "Vraag a?")

    @pytest.mark.parametrize("number", ["1", "2", "", "2 1", "x" * 21, "../2"])
    def test_all_or_nothing(self, cast, number):
        """A number that is taken, and numbers that can't be."""
        original = stored(version("a"))
        stored(version("a", number="2"), publish=False)
        before = every_row()
        with pytest.raises(ValidationError):
            copying.new_version(original, number, source="Een proef", by=cast.ada)
        assert every_row() == before

    def test_a_break_halfway_leaves_nothing(self, cast, monkeypatch):
        original = stored(version("ab", a=question("a", aspects="x")))
        before = every_row()
        create = copying.bulk_create_with_history

        def fail_at_the_end(rows, model, **options):
            if model is Aspect:
                raise OSError("de schijf is vol")
            return create(rows, model, **options)

        monkeypatch.setattr(copying, "bulk_create_with_history", fail_at_the_end)
        with pytest.raises(OSError, match="vol"):
            copying.new_version(original, "2", source="Een proef", by=cast.ada)
        assert every_row() == before

    @pytest.mark.parametrize("count", [40, 60])
    def test_a_copy_takes_as_many_queries_for_more_questions(
        self, cast, count, django_assert_num_queries
    ):
        """Up to where SQLite wants the rows in more than one statement."""
        original = stored(large(count))
        with django_assert_num_queries(23):
            copying.new_version(original, "2", source="Een proef", by=cast.ada)


class TestReadiness:
    def test_everything_at_once_each_with_its_page(self, ada):
        """Of a draft made from another version: empty, double, undecided and broken."""
        stored(version("abc", "d"))
        draft = stored(
            replace(version("abc", "d", "", number="2", a=question("a", "Anders?")), based_on="1"),
            publish=False,
        )
        empty, theme = (
            Theme.objects.get(indicator_set=draft, key="thema-3"),
            Theme.objects.get(indicator_set=draft, key="thema-1"),
        )
        Theme.objects.create(indicator_set=draft, key="leeg", title="  thema 1", position=9)
        Indicator.objects.filter(pk=asked(draft, "c").pk).update(text=" VRAAG  b? ")
        Indicator.objects.filter(pk=asked(draft, "d").pk).update(key="a", text="")
        double = Criterion.objects.create(theme=theme, key="doel", title="Doel", text="Snel")
        Criterion.objects.create(theme=empty, key="doel", title="Doel", text="Snel")
        found = {
            problem.words: problem.url
            for problem in ada.get(address(draft, "publiceren")).context["problems"]
        }
        b, c = asked(draft, "b"), asked(draft, "c")
        group = IndicatorGroup.objects.get(theme=empty)
        assert {words: url for words, url in found.items() if not words.startswith("Thema 2")} == {
            "Thema 1 › doel of uitgangspunt 1: de sleutel doel komt in deze set vaker voor": page_of_part(
                double
            ),
            "Thema 3 › doel of uitgangspunt 1: de sleutel doel komt in deze set vaker voor": page_of_part(
                Criterion.objects.get(theme=empty)
            ),
            "Thema 1 › indicatorgroep 1 › indicator 1: de sleutel a komt in deze set vaker voor": page_of_part(
                Indicator.objects.get(group__theme=theme, key="a")
            ),
            "Thema 1: een ander thema heeft dezelfde titel": page_of_part(theme),
            "Thema 4: een ander thema heeft dezelfde titel": page_of_part(
                Theme.objects.get(key="leeg")
            ),
            "Thema 4: dit thema is leeg": page_of_part(Theme.objects.get(key="leeg")),
            "Thema 1 › indicatorgroep 1 › indicator 2: deze vraag staat twee keer in dit thema": page_of_part(
                b
            ),
            "Thema 1 › indicatorgroep 1 › indicator 3: deze vraag staat twee keer in dit thema": page_of_part(
                c
            ),
            "Thema 3 › indicatorgroep 1: deze groep heeft geen indicatoren": page_of_part(group),
            **{
                f"Thema 1 › indicatorgroep 1 › indicator {n}: deze vraag luidt anders dan in versie 1; "
                "kies of het nog dezelfde vraag is": f"{address(draft, 'verschillen')}?bij={key}#vraag-{key}"
                for n, key in ((1, "a"), (3, "c"))
            },
        }
        assert any(
            words.startswith("Thema 2 › indicatorgroep 1 › indicator 1 › vraag: ")
            for words in found
        )

    def test_a_set_without_themes(self, ada, db):
        draft = IndicatorSet.objects.create(slug="leeg", version="1", title="Leeg", source="x")
        (problem,) = ada.get(address(draft, "publiceren")).context["problems"]
        assert (problem.words, problem.url) == (
            "De set: de set heeft geen enkele indicator",
            page_of(draft),
        )

    def test_made_from_a_draft(self, db):
        """As a file may say; then nobody knows what the decisions are about."""
        stored(version("a"), publish=False)
        draft = stored(replace(version("a", number="2"), based_on="1"), publish=False)
        (problem,) = draft_problems(draft)
        assert (
            str(problem)
            == "based_on: versie 1, waar deze uit gemaakt is, is zelf nog niet gepubliceerd"
        )

    def test_a_decision_about_a_question_that_did_not_change_is_ignored(self, db):
        stored(version("a"))
        decided = replace(
            version("a", number="2", a=question("a", continuity="break")), based_on="1"
        )
        assert draft_problems(stored(decided, publish=False)) == []

    def test_the_same_question_in_two_themes_is_allowed(self, werkset):
        """The Werkset itself asks four times about the flow of information."""
        texts = Indicator.objects.filter(
            text__startswith="Zijn er knelpunten in de informatievoorziening"
        )
        assert texts.count() == 4

    @pytest.mark.parametrize("count", [40, 400])
    def test_as_many_queries_for_a_small_set_as_for_a_large_one(
        self, db, count, django_assert_num_queries
    ):
        stored(large(count))
        draft = stored(replace(reworded(large(count, "2")), based_on="1"), publish=False)
        with django_assert_num_queries(15):
            assert len(draft_problems(draft)) == count

    def test_a_draft_that_somebody_changed_meanwhile_is_not_published_unseen(self, ada):
        draft = stored(version("ab"), publish=False)
        html = ada.get(address(draft, "publiceren")).content.decode()
        revision = re.search(r'name="revision" value="(\d+)"', html).group(1)
        change(asked(draft, "a"), text="Anders?")
        (problem,) = ada.post(address(draft, "publiceren"), {"revision": revision}).context[
            "problems"
        ]
        assert (
            problem.words
            == "De set: iemand heeft het concept intussen veranderd; kijk het opnieuw na"
        )
        draft.refresh_from_db()
        assert draft.is_draft
