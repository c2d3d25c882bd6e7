"""A page with fields on paper: the whole text of each, marks instead of buttons, no navigation."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from indicators.models import Indicator

from .conftest import Open
from .people import People
from .typing import KEY, field

# Longer than a sheet of paper; the numbers tell whether a line is missing, and where.
LONG = "\n".join(f"Regel {number:03} van wat er is gebeurd." for number in range(1, 121))
HEADLINE = f"Een kernpunt van {'heel ' * 30}veel woorden dat nergens ophoudt"


@pytest.mark.parametrize("scripted", [True, False])
def test_text_is_whole(open_browser: Open, people: People, tmp_path: Path, scripted: bool) -> None:
    """A text of more than a page and a long headline are printed to their last word, also without
    scripts."""
    people.write(people.anna, LONG, judgement="strength", key_point=HEADLINE)
    page = open_browser(people.anna, java_script_enabled=scripted)
    page.goto(people.theme())
    printed = _printed(page, tmp_path)
    numbers = re.findall(r"Regel (\d{3}) van", printed)
    assert numbers == [f"{number:03}" for number in range(1, 121)]
    assert HEADLINE in " ".join(printed.split())


def test_typed_just_now(open_browser: Open, people: People, tmp_path: Path) -> None:
    """What was typed a moment ago is printed; afterwards the field is there again."""
    page = open_browser(people.anna)
    page.goto(people.theme())
    field(page, KEY).fill("Nog niet opgeslagen.")
    assert "Nog niet opgeslagen." in _printed(page, tmp_path)
    assert page.locator("div.whole").count() == 0


def test_marks_instead_of_buttons(open_browser: Open, people: People, tmp_path: Path) -> None:
    """A judgement is its word; what wasn't chosen, buttons and navigation stay off the paper."""
    asked = Indicator.objects.filter(
        group__theme__indicator_set=people.assessment.indicator_set, group__theme__key="samenhang"
    )
    keys = list(asked.values_list("key", flat=True))
    for key in keys:
        people.write(people.anna, "Goed", key=key, judgement="strength")
    page = open_browser(people.anna)
    page.goto(people.theme())
    printed = _printed(page, tmp_path)
    assert printed.count("sterk punt") == len(keys)
    assert "verbeterpunt" not in printed
    for word in ("Uitloggen", "Terug naar overzicht", "Eerdere teksten", "Punten op een rij"):
        assert word not in printed
    assert people.assessment.title in printed
    assert people.noord.name in printed


def _printed(page: Page, folder: Path) -> str:
    """Return the text of the pages that the browser prints."""
    path = folder / "page.pdf"
    page.pdf(path=path, format="A4")
    return subprocess.run(
        ["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True
    ).stdout
