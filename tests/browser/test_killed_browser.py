"""The whole browser is killed, and opened again with its profile."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, expect

from .conftest import ARGUMENTS, PATIENCE, Server, log_in
from .people import People
from .test_parts import new_field
from .typing import SAVED, field, reply

Start = Callable[[], BrowserContext]


@pytest.fixture
def start(browser: Browser, server: Server, people: People, tmp_path: Path) -> Iterator[Start]:
    """Return a function that opens a browser of Anna, each time with the same profile."""
    opened: list[BrowserContext] = []

    def start() -> BrowserContext:
        context = browser.browser_type.launch_persistent_context(
            str(tmp_path),
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=ARGUMENTS,
            base_url=server.url,
            locale="nl-NL",
        )
        context.set_default_timeout(PATIENCE * 1000)
        opened.append(context)
        log_in(context, people.anna, server.url)
        return context

    yield start
    for context in opened:
        with suppress(Error):
            context.close()


def kill(profile: Path) -> None:
    """Kill the processes that have this profile, without a word."""
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if str(profile).encode() in process.read_bytes():
                os.kill(int(process.parent.name), signal.SIGKILL)


def test_what_was_typed_last_is_there_again(
    start: Start, people: People, server: Server, tmp_path: Path
) -> None:
    """The server is away and the browser is killed half a second after the last key: the answer and the new
    recommendation are there again, and the answer is stored."""
    context = start()
    page, advice = context.new_page(), context.new_page()
    page.goto(people.theme())
    advice.goto(people.path + "aanbevelingen/")
    server.stop()
    advice.locator(new_field(advice, "Nieuwe aanbeveling", "what")).press_sequentially(
        "Oefen samen"
    )
    field(page).press_sequentially("Er zijn afspraken.")
    page.wait_for_timeout(500)
    kill(tmp_path)
    server.start()
    context = start()
    page, advice = context.new_page(), context.new_page()
    page.goto(people.theme())
    expect(field(page)).to_have_value("Er zijn afspraken.")
    expect(reply(page)).to_have_text(SAVED)
    assert people.text() == "Er zijn afspraken."
    advice.goto(people.path + "aanbevelingen/")
    expect(advice.locator(new_field(advice, "Nieuwe aanbeveling", "what"))).to_have_value(
        "Oefen samen"
    )
