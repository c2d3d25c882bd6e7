"""Pages of a running demo as pictures: logging in, filling in, and storing a part of a page."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

HERE = Path(__file__).parent
# The password of the sample accounts, as bin/demo prints it.
PASSWORD = "voorbeeld-wachtwoord-2026"  # noqa: S105
WIDTH = 1280
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--lang=nl"]
ARGUMENTS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]

LogIn = Callable[[str], Page]


def log_in_as(browser: Browser, address: str, role: str) -> Page:
    context = browser.new_context(
        base_url=address, locale="nl-NL", viewport={"width": WIDTH, "height": 800}
    )
    page = context.new_page()
    page.goto("/account/inloggen/")
    page.locator("input[type=email]").fill(f"{role}@loket.example")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()
    return page


def heading(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", name=name, exact=True).first


def save(page: Page, button: str) -> None:
    """Press a button and wait until the admin confirms it."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def fill(question: Locator, label: str, text: str) -> None:
    field = question.get_by_label(label)
    field.fill(text)
    field.blur()


def picture(
    page: Page,
    name: str,
    *,
    top: Locator | None = None,
    bottom: Locator | None = None,
    of: Locator | None = None,
    height: float = 0,
    margin: float = 16,
    right: float = 116,
) -> None:
    """Write a picture of a page from one element (or its top) to another.

    It is as wide as the page, or as the element `of` without what is empty at its right.
    """
    page.evaluate("scrollTo(0, 0)")
    start = max(0, _box(top)["y"] - margin) if top else 0
    if bottom:
        box = _box(bottom)
        height = box["y"] + box["height"] + margin - start
    left, width = (_box(of)["x"] - 16, _box(of)["width"] + 16 - right) if of else (0, WIDTH)
    clip = {"x": left, "y": start, "width": width, "height": height}
    write(name, page.screenshot(full_page=True, clip=clip))  # type: ignore[arg-type]


def write(name: str, screenshot: bytes) -> None:
    """Store a picture in 256 colours: no visible difference for text, and a third of the size."""
    image = (
        Image.open(io.BytesIO(screenshot))
        .convert("RGB")
        .quantize(256, kmeans=2, dither=Image.Dither.NONE)
    )
    path = HERE / f"{name}.png"
    image.save(path, optimize=True)
    sys.stdout.write(
        f"{path.name}: {image.width} x {image.height}, {path.stat().st_size // 1024} KB\n"
    )


def _box(element: Locator) -> dict[str, float]:
    box = element.bounding_box()
    if box is None:
        raise RuntimeError(f"not on the page: {element}")
    return dict(box)  # type: ignore[arg-type]
