"""What axe-core says about a page, and whether it scrolls sideways."""

import json
from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],
    # No rule of these looks into style sheets; fetching them all again took a tenth of the time.
    "preload": {"assets": ["media"]},
}


def violations(page: Page, *, without: Sequence[str] = ()) -> list[str]:
    """Return what axe-core finds on the page as it is, one line a rule with the first places."""
    wait_until_loaded(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
        # Every next page has it from the start: handing over half a megabyte each time takes
        # longer.
        page.add_init_script(SCRIPT)
    found = page.evaluate(
        "options => axe.run(options)",
        OPTIONS | {"rules": {rule: {"enabled": False} for rule in without}},
    )
    return [
        f"{rule['id']}: {rule['help']} {json.dumps([node['html'][:200] for node in rule['nodes'][:3]])}"
        for rule in found["violations"]
    ]


def wait_until_loaded(page: Page) -> None:
    """Wait for the whole page: after a click a new document may be there that is still empty."""
    page.wait_for_function("document.readyState === 'complete'")


def width(page: Page) -> int:
    """Return how wide the whole page is, in CSS pixels: more than the window scrolls sideways."""
    wait_until_loaded(page)
    return int(page.evaluate("document.documentElement.scrollWidth"))


def unfold(page: Page) -> None:
    wait_until_loaded(page)
    page.evaluate("document.querySelectorAll('main details').forEach(part => part.open = true)")


def complaints(page: Page, *, narrow: bool = False) -> list[str]:
    """Return all that is wrong with the page as it stands: for axe, at 320 px, and at 640 px with
    text twice as large.

    With `narrow`, axe looks once more at 320 px, at all but the contrast: what is on the page has
    its colours at every width, and comparing them is nine tenths of the work. The page keeps the
    large text: open it again after this.
    """
    unfold(page)
    found = violations(page)
    page.set_viewport_size({"width": 320, "height": 800})
    if (wide := width(page)) > 320:
        found.append(f"at 320 px it is {wide} px wide")
    if narrow:
        found += [
            f"at 320 px {violation}" for violation in violations(page, without=["color-contrast"])
        ]
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if (wide := width(page)) > 640:
        found.append(f"at 640 px with large text it is {wide} px wide")
    page.set_viewport_size({"width": 1280, "height": 720})
    return found
