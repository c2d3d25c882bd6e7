"""A set goes out as a file, is changed, and comes back in, in a browser."""

from dataclasses import replace
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from indicators import publishing
from indicators.catalogue import definition_of
from indicators.import_export import read_file
from indicators.models import IndicatorSet
from tests.indicators.versions import version

from .axe import violations, width
from .conftest import Expect, Open
from .people import People

SETS = "/beheer/indicators/indicatorset/"
_numbers = count(1)


@pytest.fixture
def published() -> IndicatorSet:
    """A set of this test alone."""
    number = next(_numbers)
    definition = replace(version("abcd", "xy"), slug=f"bestand-{number}", title=f"Bestand {number}")
    indicator_set, _ = publishing.load(definition)
    publishing.publish(indicator_set)
    return indicator_set


def download(page: Page, indicator_set: IndicatorSet, kind: str, folder: Path) -> Path:
    page.goto(f"{SETS}{indicator_set.pk}/change/")
    page.get_by_role("link", name="Exporteren").click()
    with page.expect_download() as started:
        page.get_by_role("link", name=f"Exporteren als {kind}").click()
    file = folder / started.value.suggested_filename
    started.value.save_as(file)
    return file


def choose(page: Page, file: Path) -> None:
    page.goto(SETS)
    page.get_by_role("link", name="Inlezen").click()
    page.get_by_label("Bestand").set_input_files(file)
    page.get_by_role("button", name="Laat zien wat er verandert").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_out_changed_and_in_again(
    open_browser: Open, people: People, published: IndicatorSet, tmp_path: Path, javascript: bool
) -> None:
    """Ada downloads a published set, changes a question in the spreadsheet, and reads it in as the
    next version."""
    page = open_browser(people.ada, java_script_enabled=javascript)
    file = download(page, published, "XLSX", tmp_path)
    assert file.name == f"{published.slug}_{published.version}.xlsx"
    book = load_workbook(BytesIO(file.read_bytes()))
    book["Indicatoren"]["C2"] = "Een andere vraag?"
    book.save(file)

    choose(page, file)
    expect(page.get_by_role("main")).to_contain_text("al gepubliceerd met een andere")
    page.get_by_label("Inlezen als versie").fill("9.1")
    page.get_by_role("button", name="Laat zien wat er verandert").click()
    expect(page.get_by_role("alert")).to_contain_text("U koos een ander versienummer.")
    expect(page.locator("ins")).to_contain_text(["andere"])
    if javascript:  # axe is a script itself
        assert violations(page) == []
    page.get_by_role("button", name="Inlezen", exact=True).click()
    expect(page.locator(".success")).to_contain_text("is ingelezen, als concept.")
    new = IndicatorSet.objects.get(slug=published.slug, version="9.1")
    assert (new.based_on, new.is_draft) == (published, True)
    assert definition_of(new).themes[0].groups[0].indicators[0].text == "Een andere vraag?"


def test_a_download_is_the_set(
    open_browser: Open, people: People, published: IndicatorSet, tmp_path: Path
) -> None:
    """In each of the three kinds, and then there is nothing to read in."""
    page = open_browser(people.ada)
    for kind in ("XLSX", "YAML", "JSON"):
        file = download(page, published, kind, tmp_path)
        assert read_file(file.read_bytes()) == definition_of(published), kind
        choose(page, file)
        expect(page.get_by_role("main")).to_contain_text("Er valt niets in te lezen.")
    assert violations(page) == []


def test_accessible(open_browser: Open, people: People, published: IndicatorSet) -> None:
    page = open_browser(people.ada)
    for address in (f"{SETS}{published.pk}/uitvoeren/", f"{SETS}inlezen/", SETS):
        page.goto(address)
        assert violations(page) == []


def test_mistakes_are_shown_by_sheet_and_cell(
    open_browser: Open,
    people: People,
    published: IndicatorSet,
    tmp_path: Path,
    expect_console: Expect,
) -> None:
    expect_console("422")
    page = open_browser(people.ada)
    file = download(page, published, "XLSX", tmp_path)
    book = load_workbook(BytesIO(file.read_bytes()))
    book["Indicatoren"]["C2"] = "=A1"
    book["Set"]["B3"] = 2
    book.save(file)
    choose(page, file)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("blad Set, cel B3: hier staat het getal 2")
    expect(alert).to_contain_text("blad Indicatoren, cel C2: hier staat een formule")
    assert violations(page) == []


def test_on_a_narrow_screen(
    open_browser: Open, people: People, published: IndicatorSet, tmp_path: Path
) -> None:
    """Nothing has to be read by moving sideways."""
    page = open_browser(people.ada, viewport={"width": 320, "height": 640})
    file = download(page, published, "YAML", tmp_path)
    choose(page, file)
    expect(page.get_by_label("Inlezen als versie")).to_be_visible()
    assert width(page) <= 320
