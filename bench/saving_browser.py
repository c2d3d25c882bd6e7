"""Whether a browser loses a text: random trials with one person in one or two tabs, a colleague,
and a bad line.

bench/saving_browser.py PLACE [TRIALS [FIRST]] [--nginx]

PLACE is `answer` (a question of a theme), `point` (a new point on the page on which a question is
discussed), `national` (a text of the overarching report) or `recommendation` (a new one there).

In each trial words are typed at the end of a text, one after another, and between them: nothing, a
wait, another page and back, a reload, a second tab, a second click, a colleague who saves, the
server that is killed. Requests that send something are slow, don't arrive, or arrive while their
reply is lost. In the end the line is good, and each word that stood in a field must be stored, in
the history, or on the page.

With `--nginx` everything goes through nginx as docs/running/nginx/ sets it up, over TLS, to the
portal in its settings for production. FIRST is the number of the first trial, which says all that
is random in it.
"""

import contextlib
import os
import random
import shutil
import sys
import time
from collections import Counter
from datetime import date

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ.setdefault("LOKET_SECRET_KEY", "".join(map(chr, range(48, 110))).replace("'", ""))

import scratch
from browsed_portal import Portal
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Error, Page, Route, sync_playwright

from assessments.form_fields import digest_of
from assessments.models import Finding, TextVersion
from assessments.saving.unit import Typed
from assessments.saving.verb import save
from indicators.models import IndicatorSet
from national.models import NationalRecommendation, NationalReport, NationalTextVersion
from national.views.national_writing import texts_unit
from networks.models import User
from tests.browser.people import People, make_people
from tests.cast import load_set

KEY = "samenhang-afspraken"
SETTLED = 75  # seconds in which all must have come to rest


class Place:
    """Where somebody types, and what a colleague does there meanwhile."""

    def __init__(self, name: str, people: People, number: int) -> None:
        self.name, self.people = name, people
        self.user: User = people.anna
        self.other, self.button = people.path, ""
        if name in ("national", "recommendation"):
            self.user = people.lotte
            self.report = NationalReport.objects.create(
                indicator_set=people.assessment.indicator_set,
                title=f"Landelijk {number}",
                period_start=date(2100 + number % 5000, 1, 1),
                period_end=date(2100 + number % 5000, 12, 31),
            )
            self.other = f"/landelijk/{self.report.pk}/"
        if name == "answer":
            self.path, self.field = people.theme(), f"[name='{KEY}-text']"
        elif name == "point":
            self.path = f"{people.path}partners/verschillen/vraag/{KEY}/"
            self.field, self.button = "[name='new-point-explanation']", "Voeg het punt toe"
        elif name == "national":
            self.path, self.field = f"{self.other}teksten/", "[name='t-summary']"
        else:
            self.path, self.field = f"{self.other}aanbevelingen/", "[name='new-what']"
            self.button = "Voeg toe"

    def prepare(self, page: Page) -> None:
        """Fill in what a form needs beside the text, and make the field visible."""
        page.locator(self.field).evaluate(
            "field => { for (let box; (box = field.closest('details:not([open])')); )"
            " box.open = true; }"
        )
        if self.name == "point":
            page.locator("[name='new-point-kind']").first.check()
            headline = page.locator("[name='new-point-headline']")
            if not headline.input_value():
                headline.fill("Een punt")

    def colleague(self, text: str) -> None:
        """Store a text of somebody else, as another page would."""
        by = self.people.bram
        if self.name in ("answer", "point"):
            self.people.write(by, text)
        elif self.name == "national":
            report = NationalReport.objects.get(pk=self.report.pk)
            unit = texts_unit(report)
            served = digest_of(unit.fields["summary"].text)
            typed = Typed(text, "van-cees", time.time_ns() // 1000, served)
            save(unit, {"summary": typed}, by=self.people.ada)

    def stored(self) -> str:
        """Return all that the database holds of this trial."""
        found: list[str] = []
        if self.name in ("answer", "point"):
            own = {"assessment": self.people.assessment}
            found += TextVersion.objects.filter(**own).values_list("text", flat=True)
            found += Finding.objects.filter(**own).values_list("explanation", flat=True)
        else:
            report = {"report": self.report}
            found += NationalTextVersion.objects.filter(**report).values_list("text", flat=True)
            found += NationalRecommendation.objects.filter(**report).values_list("what", flat=True)
        return " ".join(found)


SHOWN = """() => [document.body.innerText, ...[...document.querySelectorAll('input, textarea')].map(
  (one) => one.value)].join(' ')"""


class Trial:
    """One run with its own random numbers, people and browser."""

    def __init__(self, place: str, number: int, browser: Browser, portal: Portal) -> None:
        self.random, self.portal, self.number = random.Random(f"{place} {number}"), portal, number
        self.place = Place(place, make_people(WERKSET[0]), number)
        self.context = browser.new_context(
            base_url=portal.url, locale="nl-NL", ignore_https_errors=True
        )
        self.context.set_default_timeout(20_000)
        client = Client()
        client.force_login(self.place.user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.cookies["sessionid"].value
        is_secure = portal.url.startswith("https")
        self.context.add_cookies(
            [{"name": portal.cookie, "value": session, "url": portal.url, "secure": is_secure}]
        )
        self.context.on("page", lambda page: page.on("dialog", lambda one: one.accept()))
        self.words: list[str] = []
        self.done: list[str] = []
        self.is_bad = True
        self.context.route("**/*", self._carry)

    def _carry(self, route: Route) -> None:
        """Let a request that sends something meet what a line can do to it."""
        with contextlib.suppress(Error):
            if route.request.method != "POST" or not self.is_bad:
                route.continue_()
                return
            fate = self.random.choice(["good", "good", "slow", "lost", "unheard", "refused"])
            if fate == "slow":
                PAGE[0].wait_for_timeout(self.random.uniform(200, 2500))
            if fate == "lost":
                route.abort("connectionfailed")
            elif fate == "refused":
                route.fulfill(status=503, body="<h1>Even niet</h1>", content_type="text/html")
            elif fate == "unheard":
                route.fetch(max_redirects=0)
                route.abort("connectionreset")
            else:
                route.continue_()

    def run(self) -> list[str]:
        """Return the words that were lost."""
        tabs = [self.context.new_page()]
        PAGE[0] = tabs[0]
        self._go(tabs[0])
        for _step in range(self.random.randint(4, 9)):
            self._type(self.random.choice(tabs))
            act = self.random.choice(
                ["nothing", "nothing", "wait", "away", "back", "reload", "tab", "colleague"]
                + (["send", "send twice", "send and type"] if self.place.button else [])
                + (["kill"] if self.random.random() < 0.3 else [])
            )
            self.done.append(act)
            with contextlib.suppress(Error):
                self._do(act, tabs)
        self.is_bad = False
        for tab in tabs[1:]:
            tab.close()
        return self._lost(tabs[0])

    def _go(self, page: Page) -> None:
        with contextlib.suppress(Error):
            page.goto(self.place.path, wait_until="commit")

    def _type(self, page: Page) -> None:
        """Type a word. It counts when the page that it was typed on still holds it afterwards."""
        word = f"woord{self.number}x{len(self.words)}q"
        with contextlib.suppress(Error):
            if self.place.path not in page.url:
                self._go(page)
            field = page.locator(self.place.field)
            self.place.prepare(page)
            page.evaluate("word => { window.typedHere = word; }", word)
            field.press("Control+End")
            field.press_sequentially(f" {word}", delay=self.random.choice([0, 0, 15]))
            here = "(field, word) => window.typedHere === word && field.value.includes(word)"
            if field.evaluate(here, word):
                self.words.append(word)

    def _do(self, act: str, tabs: list[Page]) -> None:
        page = self.random.choice(tabs)
        if act == "wait":
            page.wait_for_timeout(self.random.uniform(100, 2500))
        elif act == "away":
            page.goto(self.place.other, wait_until=self.random.choice(["commit", "load"]))
            page.wait_for_timeout(self.random.uniform(0, 800))
            self._go(page)
        elif act == "back":
            page.goto(self.place.other, wait_until="load")
            page.go_back(wait_until="commit")
        elif act == "reload":
            page.reload(wait_until="commit")
        elif act == "tab" and len(tabs) < 2:
            tabs.append(self.context.new_page())
            self._go(tabs[-1])
        elif act == "colleague":
            self.place.colleague(f"Van een collega {self.random.random()}")
        elif act == "kill":
            self.portal.stop()
            page.wait_for_timeout(self.random.uniform(0, 1500))
            self.portal.start()
        elif act.startswith("send"):
            button = page.get_by_role("button", name=self.place.button).last
            button.click(no_wait_after=True)
            if act == "send twice":
                button.click(no_wait_after=True)
            if act == "send and type":
                self._type(page)

    def _lost(self, page: Page) -> list[str]:
        end, left, opened = time.monotonic() + SETTLED, list(self.words), 0.0
        while left and time.monotonic() < end:
            if time.monotonic() - opened > 25:
                self._go(page)
                opened = time.monotonic()
            page.wait_for_timeout(250)
            with contextlib.suppress(Error):
                # What another tab kept waits until somebody chooses between two texts.
                both = page.locator(".conflict button", has_text="Voeg samen").first
                if both.is_visible():
                    both.click(timeout=2000)
            found = self.place.stored()
            with contextlib.suppress(Error):
                found += str(page.evaluate(SHOWN))
            left = [word for word in self.words if word not in found]
        return left


PAGE: list[Page] = [None]  # type: ignore[list-item]  # whose clock a slow line uses
WERKSET: list[IndicatorSet] = []


def main() -> None:
    arguments = [one for one in sys.argv[1:] if not one.startswith("--")]
    place, trials, first = [*arguments, *("answer", "100", "0")[len(arguments) :]]
    scratch.make_tables()
    WERKSET.append(load_set("werkset-veiligheid-voorop-2.0.yaml"))
    portal = Portal(with_nginx="--nginx" in sys.argv)
    acts: Counter[str] = Counter()
    words = lost = 0
    began = time.monotonic()
    try:
        with sync_playwright() as playwright:
            shell = shutil.which("chromium-headless-shell")
            browser = playwright.chromium.launch(executable_path=shell, args=portal.arguments)
            for number in range(int(first), int(first) + int(trials)):
                trial = Trial(place, number, browser, portal)
                gone = trial.run()
                words, lost = words + len(trial.words), lost + len(gone)
                acts.update(trial.done)
                if gone:
                    sys.stdout.write(f"trial {number} lost {gone}: {trial.done}\n")
                    sys.stdout.flush()
                trial.context.close()
            browser.close()
    finally:
        portal.close()
        connection.close()
    seconds = time.monotonic() - began
    sys.stdout.write(f"{place}: {trials} trials, {words} words, {lost} lost, {seconds:.0f} s\n")
    sys.stdout.write(", ".join(f"{act} {count}" for act, count in sorted(acts.items())) + "\n")
    sys.exit(lost > 0)


if __name__ == "__main__":
    main()
