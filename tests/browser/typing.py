"""Where one types and reads on the pages, and waiting for what the database should hold."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page

KEY = "samenhang-afspraken"
# A list of one: for a text alone, Playwright describes the whole page each time that it isn't there
# yet.
SAVED = [re.compile(r"Opgeslagen om \d\d:\d\d")]
NO_CONNECTION = re.compile("Geen verbinding. Uw tekst staat veilig op dit apparaat")
# How many texts a browser keeps; beside them it keeps when it last wrote one.
KEPT_TEXTS = "Object.keys(localStorage).filter((key) => key !== 'loket:written').length"
# What Chromium itself logs about an answer that is no 2xx, and about a request that got none.
REFUSED, FORBIDDEN, EXPIRED = r"status of 422", r"status of 403", r"status of 401"
AWAY = r"net::ERR_"


def field(page: Page, key: str = KEY, name: str = "text") -> Locator:
    return page.locator(f"[name='{key}-{name}']")


def write(page: Page, text: str, key: str = KEY, name: str = "text") -> None:
    """Type a text and leave the field, which sends it sooner than the last key does."""
    field(page, key, name).fill(text)
    field(page, key, name).blur()


def reply(page: Page, key: str = KEY) -> Locator:
    return page.locator(f"#i-{key} .reply")


def until(page: Page, wanted: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until the database holds what it should, while the browser goes on."""
    end = time.monotonic() + seconds
    while not wanted():
        assert time.monotonic() < end, "it did not happen in time"
        page.wait_for_timeout(50)
