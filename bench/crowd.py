"""Many people at work at once, each with a browser, until the end: bench/load.py."""

import asyncio
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from connections import Connections, Reply
from django.urls import reverse
from processes import Usage, usage_of

from assessments.form_fields import digest_of

# Seconds. A page saves 1.2 s after the last key, and after 8 s of typing on.
BETWEEN_SAVES = (3.0, 8.0)
BETWEEN_PAGES = 240.0
BETWEEN_DOWNLOADS = (60.0, 120.0)
BETWEEN_EMPTY = (0.5, 1.5)
POLLS = 1.0  # as the page of a document does

LENGTH = 800  # characters of an answer; then the next question
TEXT = "Wij bellen elke week met de wijkagent en de gemeente over wie er hulp nodig heeft. "


@dataclass
class Person:
    """A browser in which somebody is logged in, or has a link."""

    number: int
    assessment: int
    headers: dict[str, str]
    key: str  # of whose typing it is, as pages send it
    keys: list[str]  # questions of their own
    shared: list[str] = field(default_factory=list)  # questions where others type too
    secret: str = ""


@dataclass
class Found:
    """What came of it."""

    seconds: dict[str, list[tuple[float, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )  # of each kind of request: when, and how long it took
    # How long it took here, and what the portal told of it (portal_with_empty.py).
    told: dict[str, list[tuple[float, str]]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    acknowledged: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    conflicts: int = 0
    late: list[float] = field(default_factory=list)  # of the clients' own loop
    usage: list[tuple[float, dict[str, Usage]]] = field(default_factory=list)


class Crowd:
    """Everybody at work, until the end."""

    def __init__(self, port: int, seconds: float, theme: str) -> None:
        self.connections = Connections(port)
        self.theme = theme
        self.began = time.monotonic()
        self.end = self.began + seconds
        self.found = Found()

    @property
    def is_over(self) -> bool:
        return time.monotonic() > self.end

    async def pause(self, between: tuple[float, float]) -> None:
        await asyncio.sleep(max(0, min(random.uniform(*between), self.end - time.monotonic())))

    async def ask(
        self,
        kind: str,
        method: str,
        address: str,
        headers: dict[str, str],
        body: bytes = b"",
        good: tuple[int, ...] = (200,),
    ) -> Reply | None:
        """Return a good reply, and count it; another one is an error."""
        began = time.monotonic()
        try:
            reply = await self.connections.ask(method, address, headers, body)
        except OSError as error:
            self.found.errors[f"{kind}: {error}"] += 1
            return None
        if reply.status not in good:
            self.found.errors[f"{kind}: {reply.status}"] += 1
            return None
        took = time.monotonic() - began
        self.found.seconds[kind].append((began - self.began, took))
        self.found.told[kind].append((took, reply.headers["x-took"]))
        return reply

    async def type(self, person: Person) -> None:
        """Type at one question after the other, and look at a page now and then."""
        await self.pause((0, BETWEEN_SAVES[1]))
        served: dict[str, str] = {}
        opened = time.monotonic() - random.uniform(0, BETWEEN_PAGES)
        text, question, step = "", 0, 0
        while not self.is_over:
            if not person.secret and time.monotonic() - opened > BETWEEN_PAGES:
                opened = time.monotonic()
                address = reverse("theme", args=[person.assessment, self.theme])
                await self.ask("page", "GET", address, person.headers)
            step += 1
            key = person.keys[question % len(person.keys)]
            if person.shared and step % 5 == 0:
                key = random.choice(person.shared)
                await self.save(person, key, step, TEXT, served)
            else:
                text += TEXT[: random.randint(10, len(TEXT))]
                await self.save(person, key, step, text, served)
                if len(text) > LENGTH:
                    text, question = "", question + 1
            await self.pause(BETWEEN_SAVES)

    async def save(
        self, person: Person, key: str, step: int, text: str, served: dict[str, str]
    ) -> None:
        name = "remark" if person.secret else "text"
        text = f"Nummer {person.number}, tekst {step}. {text}".rstrip()
        typed = {
            "value": text,
            "page": f"p{person.number}-{key}"[:40],
            "step": step,
            "served": served.get(key, digest_of("")),
            "unanswered": [],
        }
        body = json.dumps({"person": person.key, "fields": {name: typed}}).encode()
        address = (
            reverse("partner_question", args=[person.secret, key])
            if person.secret
            else reverse("answer", args=[person.assessment, key])
        )
        kind = "partner's save" if person.secret else "save"
        reply = await self.ask(kind, "POST", address, person.headers, body)
        if reply is None:
            return
        told = json.loads(reply.body)["fields"][name]
        if told["result"] in ("stored", "already"):
            self.found.acknowledged[person.assessment].append(text)
        elif told["result"] in ("conflict", "newer"):
            # Somebody else typed there: seen now, and written over by the next text.
            self.found.conflicts += 1
        else:
            self.found.errors[f"{kind}: {told['result']}"] += 1
        served[key] = told["stored"]

    async def download(self, person: Person) -> None:
        """Ask for the report as PDF, wait on its page, and download it."""
        await self.pause((0, BETWEEN_DOWNLOADS[1]))
        while not self.is_over:
            began = time.monotonic()
            address = reverse("report_pdf", args=[person.assessment])
            reply = await self.ask("asking", "POST", address, person.headers, good=(303,))
            if reply:
                reply = await self.wait_for_document(person, reply.headers["location"])
            if reply and not reply.body.startswith(b"%PDF-"):
                self.found.errors["no PDF"] += 1
            elif reply:
                took = time.monotonic() - began
                self.found.seconds["document, from asking"].append((began - self.began, took))
            await self.pause(BETWEEN_DOWNLOADS)

    async def wait_for_document(self, person: Person, page: str) -> Reply | None:
        if page.endswith("/bestand/"):
            # It was made before.
            return await self.ask("download", "GET", page, person.headers)
        while not self.is_over:
            await asyncio.sleep(POLLS)
            headers = person.headers | {"HX-Request": "true"}
            reply = await self.ask("looking how far it is", "GET", page, headers)
            if reply is None:
                return None
            if "hx-redirect" in reply.headers:
                reply = await self.ask(
                    "download", "GET", f"{page}bestand/", person.headers, good=(200, 302)
                )
                # It changed meanwhile, and somebody else asked for it as it is now.
                return reply if reply and reply.status == 200 else None
        return None

    async def measure(self, person: Person) -> None:
        while not self.is_over:
            await self.pause(BETWEEN_EMPTY)
            await self.ask("empty", "GET", "/leeg/", person.headers)

    async def watch(self, pids: Callable[[], dict[str, list[int]]]) -> None:
        """Note what the processes use, and how late this loop itself is."""
        noted = -60.0
        while not self.is_over:
            began = time.monotonic()
            await asyncio.sleep(0.1)
            self.found.late.append(time.monotonic() - began - 0.1)
            if began - noted >= 10:
                noted = began
                usage = {name: usage_of(found) for name, found in pids().items()}
                self.found.usage.append((began - self.began, usage))
