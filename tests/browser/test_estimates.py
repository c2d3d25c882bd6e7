"""The estimate at the end of a group, and the drawing that the report makes of it."""

import re

from playwright.sync_api import expect

from assessments.models import GroupEstimate

from .axe import width
from .conftest import Expect, Open
from .people import People
from .typing import AWAY, SAVED, until


def test_a_choice_is_saved_by_itself_and_drawn_in_the_report(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Anna chooses on her phone; it is stored, also without a connection, and the report draws it
    and leads back."""
    expect_console(AWAY)
    page = open_browser(people.anna, viewport={"width": 320, "height": 800})
    page.goto(people.theme())
    unit = page.locator("#e-samenhang-waarde")
    unit.get_by_label("veel", exact=True).check()
    expect(unit.locator(".reply")).to_have_text(SAVED)
    page.context.set_offline(True)
    unit.get_by_label("redelijk wat").check()
    expect(unit.locator(".reply")).to_contain_text("Geen verbinding")
    page.context.set_offline(False)
    levels = GroupEstimate.objects.filter(assessment=people.assessment).values_list(
        "level", flat=True
    )
    until(page, lambda: list(levels.all()) == ["some"])
    people.write(people.anna, "Ja.", judgement="strength")
    page.goto(f"{people.path}rapport/")
    drawn = re.compile("Inspanning en zichtbare waarde .*zichtbare waarde: redelijk wat")
    expect(page.get_by_role("img", name=drawn)).to_be_visible()
    page.get_by_role("link", name=re.compile("sterk punt$")).click()
    assert re.search(r"#indicator-1-\d+$", page.url)
    assert width(page) == 320
