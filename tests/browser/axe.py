"""What axe-core says about a page, and whether it scrolls sideways."""

import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# To look into style sheets that others import (the admin's do), axe writes its own into the page.
AXE_COMPLAINTS = "Applying inline style|preload assets"


def violations(page: Page) -> list[str]:
    """Return what axe-core finds on the page as it stands, one line a rule with the first places."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
    return [
        f"{rule['id']}: {rule['help']} {json.dumps([node['html'][:200] for node in rule['nodes'][:3]])}"
        for rule in found.response["violations"]
    ]


def width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach(part => part.open = true)")


def complaints(page: Page, *, narrow: bool = False) -> list[str]:
    """Return all that is wrong with the page as it stands: for axe, at 320 px, and at 640 px with text twice as large.

    With `narrow`, axe looks once more at 320 px. The page keeps the large text: open it again after this.
    """
    unfold(page)
    found = violations(page)
    page.set_viewport_size({"width": 320, "height": 800})
    if (wide := width(page)) > 320:
        found.append(f"at 320 px it is {wide} px wide")
    if narrow:
        found += [f"at 320 px {violation}" for violation in violations(page)]
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if (wide := width(page)) > 640:
        found.append(f"at 640 px with large text it is {wide} px wide")
    page.set_viewport_size({"width": 1280, "height": 720})
    return found
