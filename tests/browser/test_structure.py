"""A draft in the admin: its tree by keyboard, with a mouse and without script, and axe on every
page around it."""

import re
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

from indicators import part_rows
from indicators.catalogue import catalogue_of
from indicators.drafts import editing
from indicators.models import Aspect, Indicator, IndicatorSet, Theme
from indicators.versions.copying import new_version

from .axe import violations, width
from .conftest import Expect, Open
from .people import People

_numbers = count(1)


@pytest.fixture
def draft(werkset: IndicatorSet, people: People) -> IndicatorSet:
    """A next version of the Werkset, of this test alone."""
    return new_version(werkset, f"3.{next(_numbers)}", source="Een proef", by=people.ada)


def tree(draft: IndicatorSet) -> str:
    return f"/beheer/indicators/indicatorset/{draft.pk}/opbouw/"


def indicator(draft: IndicatorSet, key: str) -> Indicator:
    found: Indicator = part_rows.parts_of(Indicator, draft).get(key=key)
    return found


def keys(draft: IndicatorSet, group: str) -> list[str]:
    """Return the questions of a group, without the word that they all begin with."""
    rows = Indicator.objects.filter(group__key=group, group__theme__indicator_set=draft)
    return [
        key.removeprefix("acuut-")
        for key in rows.order_by("position", "pk").values_list("key", flat=True)
    ]


def line(page: Page, part: Indicator) -> Locator:
    return page.locator(f"#i{part.pk}")


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _press in range(80):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("Tab does not come there")


class TestKeyboard:
    def test_an_indicator_moves_with_the_buttons_of_its_page(
        self, open_browser: Open, people: People, draft
    ) -> None:
        """From the tree to the question, twice up without looking for the button again, and back at
        its place."""
        page = open_browser(people.ada)
        moved = indicator(draft, "acuut-bereikbaarheid-vt")
        page.goto(f"{tree(draft)}#i{moved.pk}")
        expect(line(page, moved)).to_be_focused()
        page.keyboard.press("Enter")
        up = page.get_by_role("button", name="Omhoog")
        tab_to(page, up)
        page.keyboard.press("Enter")
        expect(page.locator(".messagelist")).to_contain_text("Verplaatst: Indicator 2.2.")
        expect(up).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".messagelist")).to_contain_text("Verplaatst: Indicator 2.1.")
        expect(page.get_by_role("button", name="Omlaag")).to_be_focused()
        assert keys(draft, "acuut-ontwikkeling") == [
            "bereikbaarheid-vt",
            "signalen",
            "werkafspraken",
        ]
        tab_to(page, page.get_by_role("link", name="Niet bewaren, terug naar de opbouw"))
        page.keyboard.press("Enter")
        expect(line(page, moved)).to_be_focused()
        expect(line(page, moved)).to_contain_text("2.1")

    def test_an_indicator_moves_in_the_tree_with_alt_and_an_arrow(
        self, open_browser: Open, people, draft
    ) -> None:
        """The numbers on the page follow, the focus stays, and what happened is said."""
        page = open_browser(people.ada)
        moved = indicator(draft, "acuut-signalen")
        page.goto(f"{tree(draft)}#i{moved.pk}")
        status = page.get_by_role("status")
        for number in ("2.2", "2.3"):
            page.keyboard.press("Alt+ArrowDown")
            expect(status).to_have_text(f"Verplaatst: Indicator {number}.")
            expect(line(page, moved).locator("b")).to_have_text(number)
            expect(line(page, moved)).to_be_focused()
        page.keyboard.press("Alt+ArrowDown")
        expect(status).to_have_text("Staat al onderaan.")
        assert keys(draft, "acuut-ontwikkeling") == [
            "werkafspraken",
            "bereikbaarheid-vt",
            "signalen",
        ]
        shown = page.locator("ul[data-of=indicator] b").all_text_contents()
        assert shown == [entry.number for entry in catalogue_of(draft).indicators]

    @pytest.mark.parametrize("script", [True, False])
    def test_an_indicator_moves_to_another_theme(
        self, open_browser: Open, people, draft, script: bool
    ) -> None:
        """By choosing step by step, with and without script."""
        page = open_browser(people.ada, java_script_enabled=script)
        moved = indicator(draft, "acuut-signalen")
        page.goto(f"{tree(draft)}indicator/{moved.pk}/")
        choices = [
            "Verplaats naar …", "Ergens anders kiezen", "Ergens anders kiezen",
            "Thema 1: Samenhang verbeteracties Veiligheid Voorop", "Waarde",
        ]  # fmt: skip
        for name in choices:
            page.get_by_role("link", name=name).focus()
            page.keyboard.press("Enter")
        page.get_by_label("Plaats").focus()
        page.keyboard.press("Home")
        page.get_by_role("button", name="Hierheen verplaatsen").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".messagelist")).to_contain_text("Verplaatst: Indicator 1.4.")
        assert keys(draft, "samenhang-waarde")[0] == "signalen"
        if script:
            expect(line(page, moved)).to_be_focused()


class TestMouse:
    def test_dragging_within_a_group_and_to_another(
        self, open_browser: Open, people: People, draft
    ) -> None:
        page = open_browser(people.ada, viewport={"width": 1280, "height": 1600})
        moved, near = (
            indicator(draft, "acuut-signalen"),
            indicator(draft, "acuut-bereikbaarheid-vt"),
        )
        page.goto(f"{tree(draft)}#i{moved.pk}")
        line(page, moved).drag_to(line(page, near), target_position={"x": 5, "y": 2})
        expect(page.get_by_role("status")).to_have_text("Verplaatst: Indicator 2.2.")
        assert keys(draft, "acuut-ontwikkeling") == [
            "werkafspraken",
            "signalen",
            "bereikbaarheid-vt",
        ]
        line(page, moved).drag_to(
            line(page, indicator(draft, "acuut-extra-inzet")), target_position={"x": 5, "y": 2}
        )
        expect(page.get_by_role("status")).to_have_text("Verplaatst: Indicator 2.3.")
        assert keys(draft, "acuut-ontwikkeling") == ["werkafspraken", "bereikbaarheid-vt"]
        assert keys(draft, "acuut-uitvoering")[:2] == ["signalen", "extra-inzet"]
        shown = page.locator("ul[data-of=indicator] b").all_text_contents()
        assert shown == [entry.number for entry in catalogue_of(draft).indicators]

    def test_dragging_a_theme_renumbers_all_its_questions(
        self, open_browser: Open, people: People, draft
    ) -> None:
        page = open_browser(people.ada, viewport={"width": 1280, "height": 6000})
        page.goto(tree(draft))
        themes = page.locator(".tree > li > details > summary")
        themes.nth(2).drag_to(themes.nth(0), target_position={"x": 5, "y": 2})
        expect(page.get_by_role("status")).to_have_text("Verplaatst: Verbeteractie 1.")
        assert list(Theme.objects.filter(indicator_set=draft).values_list("key", flat=True))[:2] == [
            "actie-overleg", "samenhang",
        ]  # fmt: skip
        shown = page.locator("ul[data-of=indicator] b").all_text_contents()
        assert shown == [entry.number for entry in catalogue_of(draft).indicators]

    def test_a_place_that_is_gone(
        self, open_browser: Open, people, draft, expect_console: Expect
    ) -> None:
        """A colleague moved the neighbour away: nothing moves, here or there, and that is said."""
        expect_console("status of 409")
        page = open_browser(people.ada)
        moved, near = indicator(draft, "acuut-signalen"), indicator(draft, "acuut-werkafspraken")
        page.goto(f"{tree(draft)}#i{moved.pk}")
        editing.remove_part(near, by=people.eva)
        page.keyboard.press("Alt+ArrowDown")
        expect(page.get_by_role("status")).to_contain_text(
            "Het deel waar dit naast moest komen, staat daar niet meer."
        )
        expect(line(page, moved).locator("b")).to_have_text("2.1")

    def test_a_question_is_added_in_three_clicks(
        self, open_browser: Open, people: People, draft
    ) -> None:
        page = open_browser(people.ada)
        page.goto(f"/beheer/indicators/indicatorset/{draft.pk}/change/")
        page.get_by_role("link", name="Opbouw").click()
        page.get_by_role("link", name="Indicator toevoegen").first.click()
        page.get_by_label("Vraag").fill("Weten de partners elkaar te vinden?")
        page.get_by_role("button", name="Toevoegen", exact=True).click()
        made = indicator(draft, "weten-de-partners-elkaar-te-vinden")
        expect(line(page, made)).to_be_focused()
        expect(line(page, made)).to_contain_text("1.3")


def conflict(page: Page, people: People, draft: IndicatorSet) -> None:
    part = indicator(draft, "acuut-signalen")
    page.goto(f"{tree(draft)}indicator/{part.pk}/")
    values = {"text": "Wat Eva ervan maakte?", "source": "Bladzijde 3"}
    editing.change_part(part, values=values, seen=editing.fingerprint(part), by=people.eva)
    page.get_by_label("Vraag").fill("Wat Ada ervan maakte?")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "Iemand anders heeft dit deel intussen ook veranderd."
    )


def test_two_admins_and_one_question(
    open_browser: Open, people, draft, expect_console: Expect
) -> None:
    """The second sees both texts, chooses the own one and goes on where she was."""
    expect_console("status of 409")
    page = open_browser(people.ada)
    conflict(page, people, draft)
    expect(page.locator(".differs")).to_have_count(2)
    # What nobody but Eva touched keeps her text; who types in the own text means to keep that.
    expect(page.locator(".differs").last.get_by_label("Wat er nu staat")).to_be_checked()
    page.locator(".differs").first.get_by_label("Wat er nu staat").check()
    page.get_by_label("Vraag").last.fill("Wat Ada er nu van maakt?")
    page.get_by_role("button", name="Opslaan").click()
    part = indicator(draft, "acuut-signalen")
    expect(line(page, part)).to_be_focused()
    assert (part.text, part.source) == ("Wat Ada er nu van maakt?", "Bladzijde 3")


class TestLeaving:
    """What is typed about a part is stored by its own button only."""

    def stays(self, page: Page) -> None:
        """Leave the page, and see that the browser asks and that one can stay."""
        with page.expect_event("dialog"):
            page.close(run_before_unload=True)
        page.wait_for_timeout(100)

    def test_typed_text_asks_first(
        self, open_browser: Open, people, draft, expect_console: Expect
    ) -> None:
        """By closing, by a link, and by the button that moves the part: each asks, and the text is
        still there."""
        expect_console("^dialog: ")
        page = open_browser(people.ada)
        part = indicator(draft, "acuut-signalen")
        page.goto(f"{tree(draft)}indicator/{part.pk}/")
        page.get_by_label("Vraag").press_sequentially("Echt? ")
        self.stays(page)
        for leave in (
            page.get_by_role("link", name="Niet bewaren, terug naar de opbouw"),
            page.get_by_role("button", name="Omlaag"),
        ):
            with page.expect_event("dialog"):
                leave.click(no_wait_after=True)
            expect(page.get_by_label("Vraag")).to_have_value(re.compile("Echt?"))
        assert keys(draft, "acuut-ontwikkeling")[0] == "signalen"
        page.get_by_role("button", name="Opslaan").click()
        expect(line(page, part)).to_contain_text("Echt?")

    def test_a_new_part_asks_first(
        self, open_browser: Open, people, draft, expect_console: Expect
    ) -> None:
        """The same for a question that isn't there yet; adding it asks nothing."""
        expect_console("^dialog: ")
        page = open_browser(people.ada)
        group = indicator(draft, "acuut-signalen").group_id
        page.goto(f"{tree(draft)}groep/{group}/erin/indicator/")
        page.get_by_label("Vraag").press_sequentially("Kennen de partners elkaar bij naam?")
        self.stays(page)
        page.get_by_role("button", name="Toevoegen", exact=True).click()
        # The tree says which part was added: only then is its row looked for.
        page.wait_for_url("**/opbouw/?bij=i*")
        expect(line(page, indicator(draft, "kennen-de-partners-elkaar-bij-naam"))).to_be_focused()

    def test_two_texts_ask_first(
        self, open_browser: Open, people, draft, expect_console: Expect
    ) -> None:
        """What came back beside a colleague's text isn't stored, though nobody typed since."""
        expect_console("^dialog: |status of 409")
        page = open_browser(people.ada)
        conflict(page, people, draft)
        page.get_by_label("Wat er nu staat").first.click()
        self.stays(page)
        expect(page.locator(".differs").first).to_contain_text("Wat Eva ervan maakte?")

    def test_nothing_typed_asks_nothing(self, open_browser: Open, people, draft) -> None:
        """Looking at a part, or typing the same text back, is no reason to ask."""
        page = open_browser(people.ada)
        part = indicator(draft, "acuut-signalen")
        page.goto(f"{tree(draft)}indicator/{part.pk}/")
        page.get_by_label("Vraag").press("End")
        page.get_by_label("Vraag").press_sequentially("x")
        page.get_by_label("Vraag").press("Backspace")
        page.get_by_role("link", name="Niet bewaren, terug naar de opbouw").click()
        expect(line(page, part)).to_be_focused()


PAGES = [
    "", "thema-erbij/", "indicator/{i}/", "indicator/{i}/erna/", "indicator/{i}/verplaatsen/", "deelaspect/{d}/",
    "indicator/{i}/verplaatsen/?in=set", "groep/{g}/", "groep/{g}/verwijderen/", "thema/{t}/", "../geschiedenis/",
]  # fmt: skip


def complaints(page: Page) -> list[str]:
    """Return what axe finds, and whether the page scrolls sideways at 320 pixels."""
    found = violations(page)
    page.set_viewport_size({"width": 320, "height": 800})
    if (wide := width(page)) > 320:
        found.append(f"at 320 px it is {wide} px wide")
    page.set_viewport_size({"width": 1280, "height": 720})
    return found


def test_accessible(open_browser: Open, people, draft, werkset) -> None:
    """Axe finds WCAG 2.2 AA met on and around the tree; no page scrolls sideways at 320 pixels."""
    page = open_browser(people.ada)
    aspect = Aspect.objects.filter(indicator__group__theme__indicator_set=draft).select_related(
        "indicator__group"
    )[0]
    i = aspect.indicator
    editing.change_part(
        i, values={"text": "Anders gevraagd?"}, seen=editing.fingerprint(i), by=people.eva
    )
    wrong = {}
    for name in [*PAGES, tree(werkset)]:
        place = name.format(i=i.pk, d=aspect.pk, g=i.group_id, t=i.group.theme_id)
        page.goto(place if place.startswith("/") else tree(draft) + place)
        if found := complaints(page):
            wrong[name] = found
    assert wrong == {}


def test_accessible_when_it_cannot_be_stored(
    open_browser: Open, people, draft, expect_console: Expect
) -> None:
    """The same for a form with errors, two texts that met, and a part that is gone meanwhile."""
    expect_console("status of (409|422)")
    page = open_browser(people.ada)
    group = indicator(draft, "acuut-signalen").group_id
    page.goto(f"{tree(draft)}groep/{group}/erin/indicator/")
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    expect(page).to_have_title(re.compile("^Fout:"))
    assert complaints(page) == []
    # In another tab: this page holds what isn't stored, and would ask before it goes.
    page = open_browser(people.ada)
    conflict(page, people, draft)
    assert complaints(page) == []
    editing.remove_part(indicator(draft, "acuut-signalen"), by=people.eva)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name="Niet opgeslagen")).to_be_visible()
    assert complaints(page) == []
