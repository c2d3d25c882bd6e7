"""Who changed what in a set: readable, newest first, and also of parts that were removed."""

import pytest
from django.test import Client

from indicators import part_rows, publishing
from indicators.definition.parsing import parse_set
from indicators.drafts.draft_history import Event, history_of
from indicators.drafts.editing import add_part, change_part, fingerprint, move_part, remove_part
from indicators.drafts.positions import FIRST
from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme
from indicators.versions.copying import new_version

from .test_structure import TWO_THEMES

Told = list[tuple[str, str, str]]


@pytest.fixture
def published(db: None) -> IndicatorSet:
    indicator_set = publishing.load(parse_set(TWO_THEMES.encode()))[0]
    publishing.publish(indicator_set)
    return indicator_set


@pytest.fixture
def draft(published: IndicatorSet, cast) -> IndicatorSet:
    """A new version of a published set, in which nothing was done yet."""
    return new_version(published, "1.1", source="Een proef", by=cast.ada)


def a_in(draft: IndicatorSet, key: str = "a") -> Indicator:
    return part_rows.parts_of(Indicator, draft).get(key=key)


def told(draft: IndicatorSet) -> Told:
    return [(event.who, event.name, event.what) for event in history_of(draft).events]


def texts(event: Event) -> list[tuple[str, str]]:
    """Return of each field what it said, with what was removed in [] and what was added in {}."""
    around = {"kept": "%s", "removed": "[%s]", "added": "{%s}"}
    return [
        (c.field, "".join(around[run.change] % run.text for run in c.runs)) for c in event.changes
    ]


class TestEvents:
    def test_a_new_version_starts_with_one_event(self, draft, cast):
        """That every part was copied is no news."""
        assert told(draft) == [("Ada", "De set", "toegevoegd")]

    def test_who_changed_which_words(self, draft, cast):
        a = a_in(draft)
        values = {"text": "A of B?", "answer": "number", "unit": "uur"}
        change_part(a, values=values, seen=fingerprint(a), by=cast.eva)
        event = history_of(draft).events[0]
        assert (event.who, event.name, event.what) == (
            "Eva", "Indicator 1.1", "vraag, soort antwoord, eenheid",
        )  # fmt: skip
        assert texts(event) == [
            ("vraag", "A{ of B}?"), ("soort antwoord", "{getal en }tekst"), ("eenheid", "{uur}"),
        ]  # fmt: skip

    def test_every_verb_on_every_kind_of_part(self, draft, cast):
        theme = part_rows.parts_of(Theme, draft).get(key="een")
        g1 = part_rows.parts_of(IndicatorGroup, draft).get(key="g1")
        add_part(Aspect, parent=a_in(draft), values={"text": "veilig"}, by=cast.ada)
        move_part(a_in(draft, "d"), after=FIRST, by=cast.eva)
        doel = part_rows.parts_of(Criterion, draft).get()
        change_part(doel, values={"implicit": True}, seen=fingerprint(doel), by=cast.eva)
        add_part(Indicator, parent=g1, values={"text": "Nieuw?"}, by=cast.ada)
        change_part(theme, values={"title": "Een en al"}, seen=fingerprint(theme), by=cast.ada)
        assert told(draft)[:-1] == [
            ("Ada", "Thema 1", "titel"),
            ("Ada", "Indicator 1.5", "toegevoegd"),
            ("Eva", "Doel “Doel” van thema 1", "impliciet"),
            ("Eva", "Indicator 1.1", "verplaatst"),
            ("Ada", "Deelaspect 3 van indicator 1.2", "toegevoegd"),
        ]

    def test_what_was_removed_can_still_be_read(self, draft, cast):
        """Also what was in it, and what somebody did to it before."""
        e = a_in(draft, "e")
        change_part(e, values={"text": "E of F?"}, seen=fingerprint(e), by=cast.eva)
        remove_part(e.group, by=cast.ada)
        events = history_of(draft).events
        assert sorted((event.name, event.what) for event in events[:3]) == [
            ("Deelaspect “ook snel”", "verwijderd"),
            ("Indicator “E of F?”", "verwijderd"),
            ("Indicatorgroep “G2”", "verwijderd"),
        ]
        assert {texts(event)[0][1] for event in events[:3]} == {"[ook snel]", "[E of F?]", "[G2]"}
        assert (events[3].who, events[3].name, texts(events[3])) == (
            "Eva", "Indicator “E of F?”", [("vraag", "E{ of F}?")],
        )  # fmt: skip

    def test_publishing_is_told_too_and_another_set_is_not(self, draft, published, cast):
        remove_part(part_rows.parts_of(Theme, draft).get(key="twee"), by=cast.ada)
        publishing.publish(draft, by=cast.eva)
        assert told(draft)[0] == ("Eva", "De set", "stand")
        assert "verwijderd" not in {event.what for event in history_of(published).events}


class TestHistoryPages:
    @pytest.fixture
    def ada(self, cast, as_user) -> Client:
        return as_user(cast.ada)

    @pytest.mark.parametrize("times", [1, 120])
    def test_as_many_queries_for_one_change_as_for_many(
        self, ada, cast, draft, times, django_assert_num_queries
    ):
        """Fifty at a time: session, person, set, their number, which fifty, two a kind of part, and
        six for names."""
        for number in range(times):
            a = a_in(draft)
            change_part(a, values={"text": f"Keer {number}?"}, seen=fingerprint(a), by=cast.ada)
            change_part(
                a.group, values={"title": f"G {number}"}, seen=fingerprint(a.group), by=cast.ada
            )
        address = f"/beheer/indicators/indicatorset/{draft.pk}/geschiedenis/"
        with django_assert_num_queries(16 if times == 1 else 15):
            history = ada.get(address).context["history"]
        assert (len(history.events), history.last) == ((3, 1) if times == 1 else (50, 5))
        last = ada.get(f"{address}?pagina=99").context["history"]
        assert (last.number, last.events[-1].what) == (history.last, "toegevoegd")
        assert ada.get(f"{address}?pagina=-1").context["history"].number == 1
        assert ada.get(f"{address}?pagina=%C2%B2").status_code == 200

    def test_it_is_readable_for_a_published_set_and_closed_to_others(
        self, ada, cast, as_user, published
    ):
        address = f"/beheer/indicators/indicatorset/{published.pk}/geschiedenis/"
        assert "Indicator 1.1" in ada.get(address).content.decode()
        assert as_user(cast.anna).get(address).status_code in (302, 403)

    def test_hostile_text_is_shown_as_it_is(self, ada, cast, draft):
        a = a_in(draft)
        change_part(
            a, values={"text": "<script>alert(1)</script>"}, seen=fingerprint(a), by=cast.ada
        )
        html = ada.get(f"/beheer/indicators/indicatorset/{draft.pk}/geschiedenis/").content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;" in html
