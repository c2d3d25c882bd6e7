"""The admin: axe on every page, in the colours of the portal, and what admins come for."""

import re

from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import Page, expect

from .axe import SMALL_TARGETS, too_wide_with_large_letters, violations, wait_until_loaded, width
from .conftest import Expect, Open
from .people import People
from .scenes import Scene, invited

# The border of each control and what is behind it, as the browser paints them.
CONTROLS = """() => {
  const behind = (part) => {
    while (getComputedStyle(part).backgroundColor === "rgba(0, 0, 0, 0)") part = part.parentElement;
    return getComputedStyle(part).backgroundColor;
  };
  const controls = "input:is([type=text], [type=email], [type=password], [type=search]), textarea, select, .select2-selection";
  return [...document.querySelectorAll(controls)]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 1)
    .map((one) => [getComputedStyle(one).borderTopColor, behind(one.parentElement), one.outerHTML.slice(0, 90)]);
}"""


def _pages(people: People) -> list[str]:
    """Return the addresses of every list, form, history and question of the admin."""
    pages = [reverse("admin:index"), reverse("admin:password_change")]
    pages.append(reverse("admin:auth_user_password_change", args=[people.bram.pk]))
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages.append(reverse("admin:app_list", args=[model._meta.app_label]))
        pages += [reverse(f"{name}_changelist"), reverse(f"{name}_changelist") + "?q=noord"]
        row = model._default_manager.order_by("pk").last()
        if row is not None:
            pages += [reverse(f"{name}_{what}", args=[row.pk]) for what in ("change", "history")]
            pages.append(reverse(f"{name}_delete", args=[row.pk]))
        pages.append(reverse(f"{name}_add"))
    return list(dict.fromkeys(pages))


def test_every_page_of_the_admin(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """No violation of WCAG 2.2 AA on any page, borders of controls at least 3:1, targets of at least
    24 pixels, and no sideways scrolling, also with letters twice as large."""
    expect_console(r"status of 40[34]")
    scene = Scene(people)
    invited(scene)
    page = open_browser(people.ada)
    wrong: dict[str, list[str]] = {}
    seen = 0
    for address in _pages(people):
        answer = page.goto(address)
        assert answer
        if answer.status in (403, 404):
            continue
        seen += 1
        wait_until_loaded(page)
        found = violations(page)
        found += [
            f"border: {one}" for *colours, one in page.evaluate(CONTROLS) if _ratio(*colours) < 3
        ]
        found += [f"too small: {target}" for target in page.evaluate(SMALL_TARGETS)[:5]]
        if width(page) > 1280:
            found.append(f"{width(page)} px wide")
        found += too_wide_with_large_letters(page)
        if found:
            wrong[address] = found
    assert wrong == {}
    assert seen > 30


def test_home_leads_to_the_work(open_browser: Open, people: People) -> None:
    """From the home of the admin each of its tasks is one click away."""
    page = open_browser(people.ada)
    for link, heading in {
        "Alle indicatorensets": "Indicatorensets",
        "Alle netwerken": "Netwerken",
        "Alle gebruikers": "Gebruikers",
        "Verstuurde berichten": "Verstuurde berichten",
    }.items():
        page.goto(reverse("admin:index"))
        page.get_by_role("main").get_by_role("link", name=link).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)


def test_the_admin_looks_like_the_portal(open_browser: Open, people: People) -> None:
    """Paper, ink, letters and buttons are those of the portal."""
    page = open_browser(people.ada)
    looks = []
    for address in ("/", reverse("admin:networks_network_add")):
        page.goto(address)
        looks.append([_style(page, "body", what) for what in ("color", "fontFamily", "fontSize")])
        looks[-1].append(_style(page, "h1", "fontFamily"))
    assert looks[0] == looks[1]


def _style(page: Page, selector: str, what: str) -> str:
    return str(page.locator(selector).first.evaluate(f"one => getComputedStyle(one).{what}"))


def _ratio(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
