"""What axe-core says about a page, whether it scrolls sideways, and how large its targets are."""

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
# Targets smaller than 24 by 24 pixels. A link in a sentence is as high as its line, and a control is
# as large as the label around it. What is out of sight until it has the focus doesn't count.
SMALL_TARGETS = """() => {
  const inSentence = (link) => {
    if (link.matches("svg *") || getComputedStyle(link).display !== "inline") return false;
    let block = link.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const rest = block.cloneNode(true);
    rest.querySelectorAll("a, button, .hidden").forEach((part) => part.remove());
    return /\\p{L}/u.test(rest.textContent);
  };
  const targets = document.querySelectorAll("a[href], button, input, select, textarea, summary");
  return [...targets].flatMap((target) => {
    if (!target.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return [];
    const { width, height } = (target.closest("label") ?? target).getBoundingClientRect();
    if (target.closest(".hidden, .skip, .select2-hidden-accessible") || !width || (width >= 24 && height >= 23.9)) return [];
    if (target.tagName.toLowerCase() === "a" && inSentence(target)) return [];
    return [`${Math.round(width)}x${Math.round(height)} ${target.outerHTML.replace(/\\s+/g, " ").slice(0, 160)}`];
  });
}"""
WIDE, TWICE = 1280, 32  # pixels: a usual screen, and twice the usual letters


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
    page.wait_for_load_state()
    while page.evaluate("document.readyState") != "complete":
        page.wait_for_timeout(20)


def width(page: Page) -> int:
    """Return how wide the whole page is, in CSS pixels: more than the window scrolls sideways."""
    wait_until_loaded(page)
    return int(page.evaluate("document.documentElement.scrollWidth"))


def unfold(page: Page) -> None:
    wait_until_loaded(page)
    page.evaluate("document.querySelectorAll('main details').forEach(part => part.open = true)")


def complaints(page: Page, *, narrow: bool = False) -> list[str]:
    """Return all that is wrong with the page as it stands: for axe, at 768 and 320 px, with text
    twice as large at 640 and 1280 px, and targets that are too small.

    With `narrow`, axe looks once more at 320 px, at all but the contrast: what is on the page has
    its colours at every width, and comparing them is nine tenths of the work. The page keeps the
    large text: open it again after this.
    """
    unfold(page)
    found = violations(page)
    found += [f"too small: {target}" for target in page.evaluate(SMALL_TARGETS)[:5]]
    found += too_wide_with_large_letters(page)
    for narrow_screen in (768, 320):
        page.set_viewport_size({"width": narrow_screen, "height": 800})
        if (wide := width(page)) > narrow_screen:
            found.append(f"at {narrow_screen} px it is {wide} px wide")
    if narrow:
        found += [
            f"at 320 px {violation}" for violation in violations(page, without=["color-contrast"])
        ]
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if (wide := width(page)) > 640:
        found.append(f"at 640 px with large text it is {wide} px wide")
    page.set_viewport_size({"width": WIDE, "height": 720})
    if (wide := width(page)) > WIDE:
        found.append(f"at {WIDE} px with large text it is {wide} px wide")
    return found


def too_wide_with_large_letters(page: Page) -> list[str]:
    """Return whether it scrolls sideways for who has large letters in all of the browser, which
    also moves the widths at which a page folds."""
    settings = page.context.new_cdp_session(page)
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": TWICE}})
    wide = width(page)
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": TWICE // 2}})
    settings.detach()
    return [f"with large letters it is {wide} px wide"] if wide > WIDE else []
