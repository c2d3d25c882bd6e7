"""A real server, a real browser and a database of their own.

Published sets and confirmed assessments can't be deleted (the database refuses it), so no test
cleans up after itself: each makes a network with its own people. The database is an SQLite file in
a temporary folder, one an xdist worker, with the real sets in it. The whole pytest process uses
that file, which is why these tests run apart from all others, and gunicorn serves it as a process
of its own, which can be stopped and started again. pytest-django's database is not used.

Everything that the browser's console says, every error on a page and every request to another host
fails the test, unless the test said beforehand that it will happen (`expect_console`).
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    sync_playwright,
)
from pytest_django.plugin import DjangoDbBlocker

from indicators import publishing
from indicators.models import IndicatorSet
from networks.models import User
from tests.cast import load_set, real_set
from tests.migrated import migrated_file

from .people import People, make_people

# Playwright's loop runs in this thread, which makes Django think that it is in asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page lives for seconds here: compiling its scripts for speed costs more than it brings.
    "--js-flags=--no-maglev --no-opt",
]
SERVE = "loket_eval.wsgi --threads 8 --timeout 120 --log-level warning"
PATIENCE = 15  # seconds for the server to answer
WERKSET, KADER = "werkset-veiligheid-voorop-2.0.yaml", "evaluatiekader-loket-politie-2014.yaml"
FEW = {
    f"actie-overleg-{name}" for name in ("aansluiting", "frequentie", "mandaat", "voorzitterschap")
}
Open = Callable[..., Page]
Expect = Callable[[str], None]


class Server:
    """The portal as it runs in production, on a free port, with one worker process."""

    def __init__(self, database: Path, log: Path, **variables: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = log
        self._serves = False
        with log.open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.browser.serving"],
                cwd=ROOT,
                env=os.environ | {"DATABASE_URL": f"sqlite:///{database}"} | variables,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                bufsize=1,
            )

    def start(self) -> None:
        if self._serves:
            return
        self._tell(f"{SERVE} --bind 127.0.0.1:{self.port}")
        self._serves = True
        end = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > end:
                raise RuntimeError(f"the server does not start:\n{self._log.read_text()}")
            time.sleep(0.05)

    def stop(self) -> None:
        if self._serves:
            self._tell("")
            self._serves = False

    def close(self) -> None:
        self._process.communicate()

    def _tell(self, command: str) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(command + "\n")
        if not self._process.stdout.readline():
            raise RuntimeError(f"the server does not start:\n{self._log.read_text()}")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/account/inloggen/", timeout=PATIENCE) as reply:
                return bool(reply.status == 200)
        except (urllib.error.URLError, ConnectionError):
            return False


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("browser") / "loket.sqlite3"


@pytest.fixture(scope="session", autouse=True)
def own_database(
    database: Path, migrated_folder: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Let every connection of this process, also those that Django makes later on, go to the
    browser tests' own file.

    Not by putting another object in `connections`: while Playwright's loop runs, Django looks
    elsewhere for it.
    """
    if connections["default"].vendor != "sqlite":
        pytest.fail("The browser tests run on SQLite: unset DATABASE_URL.")
    shutil.copyfile(migrated_file(migrated_folder), database)
    with django_db_blocker.unblock():
        connections.close_all()
        connections.settings["default"]["NAME"] = str(database)
        call_command("createcachetable", verbosity=0)
        for name in (WERKSET, KADER):
            load_set(name)
        connections.close_all()
        yield


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if any(not item.path.is_relative_to(HERE) for item in items):
        raise pytest.UsageError(
            "The browser tests have a database of their own: run `pytest tests/browser` apart."
        )


@pytest.fixture(scope="session")
def werkset(own_database: None) -> IndicatorSet:
    return IndicatorSet.objects.get(slug="werkset-veiligheid-voorop", version="2.0")


@pytest.fixture(scope="session")
def kader(own_database: None) -> IndicatorSet:
    return IndicatorSet.objects.get(slug="evaluatiekader-loket-politie", version="2014")


@pytest.fixture(scope="session")
def few_questions(own_database: None) -> IndicatorSet:
    """Two themes of the Werkset, the second with four questions: every part of a page is there, and
    not ten times."""
    themes = {theme.key: theme for theme in real_set(WERKSET).themes}
    second = themes["actie-overleg"]
    groups = [
        replace(group, indicators=tuple(one for one in group.indicators if one.key in FEW))
        for group in second.groups
    ]
    second = replace(second, groups=tuple(group for group in groups if group.indicators))
    definition = replace(
        real_set(WERKSET),
        slug="weinig-vragen",
        title="Weinig vragen",
        themes=(themes["samenhang"], second),
    )
    indicator_set, _ = publishing.load(definition)
    publishing.publish(indicator_set)
    return indicator_set


@pytest.fixture(scope="session")
def running_server(own_database: None, database: Path) -> Iterator[Server]:
    server = Server(database, database.with_name("server.log"))
    server.start()
    yield server
    server.close()


@pytest.fixture
def server(running_server: Server) -> Iterator[Server]:
    """The server; a test that stops it leaves it running for the next one."""
    yield running_server
    running_server.start()


@pytest.fixture
def people(werkset: IndicatorSet) -> People:
    """The cast of all tests, in networks of this test alone, with a running assessment of Noord."""
    return make_people(werkset)


@pytest.fixture(scope="session")
def browser(own_database: None) -> Iterator[Browser]:
    # The shell has the same engine without the windows around it, and takes half the time.
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is missing: apt-get install chromium-headless-shell")
    with sync_playwright() as playwright:
        # Its own language decides in which order the parts of a date are typed; Debian's has
        # English only.
        running = playwright.chromium.launch(
            executable_path=chromium, args=ARGUMENTS, env={**os.environ, "LANGUAGE": "en_US"}
        )
        yield running
        running.close()


class Console:
    """What the browser complained about, and which complaints a test expects."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.expected: list[str] = []

    def listen(self, context: BrowserContext) -> None:
        context.on("console", self._heard)
        context.on("request", lambda request: self._requested(request.url))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("dialog", self._dialog)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def _requested(self, url: str) -> None:
        # Proxies and providers of tests are on this machine, too; data and blobs are in the page.
        host = urlsplit(url).hostname
        if host not in (None, "127.0.0.1", "localhost") and not url.startswith("blob:"):
            self.complaints.append(f"a request to another host: {url}")

    def _dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    @property
    def unexpected(self) -> list[str]:
        return [
            text
            for text in self.complaints
            if not any(re.search(pattern, text) for pattern in self.expected)
        ]


@pytest.fixture
def console() -> Iterator[Console]:
    console = Console()
    yield console
    assert console.unexpected == []


@pytest.fixture
def expect_console(console: Console) -> Expect:
    """Return a function that names (as a pattern) a complaint in the console that belongs to the
    story."""
    return console.expected.append


@pytest.fixture
def open_browser(browser: Browser, server: Server, console: Console) -> Iterator[Open]:
    """Return a function that opens a fresh browser in which somebody (or nobody) is logged in, on
    an empty page."""
    contexts: list[BrowserContext] = []

    def open_one(user: User | None = None, **options: object) -> Page:
        # With motion, a page that jumps to a part of itself is still sliding when the next click
        # comes.
        still = {"base_url": server.url, "locale": "nl-NL", "reduced_motion": "reduce"}
        context = browser.new_context(**(still | options))  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        console.listen(context)
        if user is not None:
            log_in(context, user, server.url)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


def log_in(context: BrowserContext, user: User, url: str) -> None:
    """Log somebody in without the form, which has a test of its own."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies["sessionid"].value
    context.add_cookies(
        [{"name": "sessionid", "value": session, "url": url, "httpOnly": True, "sameSite": "Lax"}]
    )
