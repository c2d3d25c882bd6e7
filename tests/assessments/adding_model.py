"""Runs the real code of forms for something new against the rules, in all orders of what pages,
people and connections do.

A page has a form for a point, a recommendation or a source, with a token. It is sent by two clicks,
too late, or again after its reply was lost; typed on in, opened anew, gone back to; and meanwhile
somebody else adds, changes and deletes, or logs in in the same browser. After each step:

- a token makes one thing of one text, and no text that was typed once is there twice;
- a text that was called added is there, or in the history, under the name of who typed it;
- a form changes nothing of what is there already;
- what was typed by who was logged in before is refused;
- and when nothing fails any more, everything that was typed by a page with scripts is there once.

What scripts do (static/entries/) is simulated; the requests are real.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from assessments import access
from assessments.form_fields import digest_of
from assessments.models import Assessment, Finding, Recommendation, Source, TextVersion
from assessments.saving.stored_fields import Deletion
from assessments.saving.unit import Typed, Unit
from assessments.saving.verb import save
from assessments.views.points import point_unit
from assessments.views.recommendation_entries import recommendation_unit
from assessments.views.sources import source_unit
from indicators.catalogue import catalogue_of
from networks.models import OnceOnly, User

from .exploring import Broken, explore

AT = datetime(2026, 11, 27, 12, tzinfo=UTC)
# Rows get their keys by their place, so that states are the same whatever led to them.
FIRST_KEY = 1000
# Clicked twice.
CLICKS = 2

Row = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Kind:
    """What is added: its rows, the field with its text, and the address and prefix of the form."""

    model: type[Any]
    column: str
    address: str
    about: tuple[object, ...]
    prefix: str


KINDS = {
    "point": Kind(Finding, "headline", "add_point", ("strength", 0), "new-strength-0"),
    "recommendation": Kind(Recommendation, "what", "add_recommendation", (), "new"),
    "source": Kind(Source, "title", "add_source", ("document",), "new-document"),
}


@dataclass(frozen=True)
class Rows:
    """What the database holds: the parts, the history and the tokens."""

    parts: tuple[Row, ...] = ()
    entries: tuple[Row, ...] = ()
    tokens: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A text with its token. `may_be_there` says that it was sent, and nothing heard."""

    text: str
    token: str
    may_be_there: bool = False


@dataclass(frozen=True)
class Page:
    """A page with the form; `left` are drafts in its browser that are in no form.

    `browser` is who is logged in there now.
    """

    name: str
    who: str
    browser: str
    to_type: tuple[str, ...]
    has_scripts: bool = True
    form: Draft = Draft("", "")
    left: tuple[Draft, ...] = ()
    tokens: int = 0
    opened: int = 0
    waits: bool = False
    is_refused: bool = False


@dataclass(frozen=True)
class Request:
    page: str
    who: str
    text: str
    token: str
    arrivals: int = 1


@dataclass(frozen=True)
class World:
    rows: Rows
    pages: tuple[Page, ...]
    requests: tuple[Request, ...] = ()
    # Replies under way: the page, and whether its form was refused.
    replies: tuple[tuple[str, bool], ...] = ()
    # What the promises are checked by: tokens with the texts that they made something of.
    counted: frozenset[tuple[str, str]] = frozenset()
    meddled: int = 0
    path: tuple[str, ...] = field(default=(), compare=False)

    def page(self, name: str) -> Page:
        return next(page for page in self.pages if page.name == name)

    def with_page(self, page: Page) -> "World":
        pages = tuple(page if one.name == page.name else one for one in self.pages)
        return replace(self, pages=pages)


@dataclass
class AddingModel:
    """What is explored: forms of one kind, and what may happen. `users` are people by name."""

    assessment: Assessment
    users: dict[str, User]
    kind: Kind
    meddles: bool = False
    other_logs_in: bool = False
    limit: int = 1000
    _clients: dict[str, Client] = field(default_factory=dict)
    _current: Rows | None = None

    def start(self, *pages: Page) -> World:
        return World(self._read(), tuple(self._anew(page, "") for page in pages))

    def explore(self, start: World) -> int:
        return explore(start, self.actions, self.settle, self.limit)

    # --- What may happen ---

    def actions(self, world: World) -> Iterator[tuple[str, Callable[[World], World]]]:
        for page in world.pages:
            name = page.name
            if page.is_refused:
                continue
            # Without scripts nothing that is typed while a page is awaited stays.
            if page.to_type and (page.has_scripts or not page.waits):
                yield f"{name} types {page.to_type[0]}", lambda w, n=name: self._type(w, n)
            if page.form.text and not page.waits:
                yield f"{name} sends", lambda w, n=name: self._send(w, n)
            if page.waits:
                yield f"{name} hears nothing", lambda w, n=name: self._hear_nothing(w, n)
            elif page.has_scripts and page.opened < 2:
                yield f"{name} is opened", lambda w, n=name: self._open(w, n)
            if self.other_logs_in and page.browser == page.who:
                yield f"bram logs in at {name}", lambda w, n=name: self._log_in(w, n)
        for place, request in enumerate(world.requests):
            yield f"{request.page}'s arrives", lambda w, i=place: self._deliver(w, i)
        for place, (name, _refused) in enumerate(world.replies):
            yield f"{name} gets its page", lambda w, i=place: self._answer(w, i)
        if self.meddles and world.meddled < 2 and world.rows.parts:
            yield "bram changes the first", lambda w: self._meddle(w, deletes=False)
            yield "bram deletes the first", lambda w: self._meddle(w, deletes=True)

    def _type(self, world: World, name: str) -> World:
        page = world.page(name)
        text, *rest = page.to_type
        page, sent = replace(page, to_type=tuple(rest)), page.form
        if page.has_scripts and sent.may_be_there:
            # What was sent stays as it was; this is another text, with another token.
            left = (*page.left, sent) if sent.text else page.left
            return world.with_page(self._anew(replace(page, left=left), text))
        return world.with_page(replace(page, form=replace(sent, text=text)))

    def _send(self, world: World, name: str) -> World:
        page = world.page(name)
        form = page.form
        request = Request(name, page.who, form.text, form.token, CLICKS)
        page = replace(page, form=replace(form, may_be_there=True), waits=True)
        return replace(world.with_page(page), requests=(*world.requests, request))

    def _hear_nothing(self, world: World, name: str) -> World:
        """The page stays as it is; a reply that comes now shows nothing."""
        replies = tuple(reply for reply in world.replies if reply[0] != name)
        return replace(world.with_page(replace(world.page(name), waits=False)), replies=replies)

    def _open(self, world: World, name: str) -> World:
        """Open the page anew, or go back to it."""
        self._restore(world.rows)
        page = world.page(name)
        return world.with_page(self._brought_back(replace(page, opened=page.opened + 1)))

    def _log_in(self, world: World, name: str) -> World:
        return world.with_page(replace(world.page(name), browser="bram"))

    def _anew(self, page: Page, text: str) -> Page:
        """Return the page with another token in its form."""
        tokens = page.tokens + 1
        return replace(page, tokens=tokens, form=Draft(text, f"{page.name}-teken-{tokens:08}"))

    def _brought_back(self, page: Page) -> Page:
        """Return the page with an empty form, or with a draft that isn't known to have arrived."""
        drafts = [one for one in (*page.left, page.form) if one.text]
        page = self._anew(replace(page, left=(), waits=False), "")
        if not page.has_scripts:
            return page
        if page.browser != page.who:
            return replace(page, left=tuple(drafts))
        drafts = [one for one in drafts if not (one.may_be_there and self._is_used(page, one))]
        if not drafts:
            return page
        *left, last = drafts
        return replace(page, form=last, left=tuple(left))

    def _is_used(self, page: Page, draft: Draft) -> bool:
        reply = self._client(page.browser).get(reverse("once_used", args=[draft.token]))
        used: bool = reply.json()["used"]
        return used

    # --- What the server does: the real code ---

    def _deliver(self, world: World, place: int) -> World:
        request = world.requests[place]
        left = replace(request, arrivals=request.arrivals - 1)
        rest = world.requests[:place] + world.requests[place + 1 :]
        requests = (*rest, left) if left.arrivals else rest
        self._restore(world.rows)
        page = world.page(request.page)
        where = reverse(self.kind.address, args=[self.assessment.pk, *self.kind.about])
        name = f"{self.kind.prefix}-{self.kind.column}"
        sent = {name: request.text, "token": request.token}
        sent["person"] = str(self.users[request.who].pk)
        client = self._client(page.browser)
        client.cookies.pop("messages", None)
        response = client.post(where, sent)
        is_refused = response.status_code == 403
        to = "" if is_refused else response.headers["Location"]
        before = world.rows
        world = replace(world, requests=requests)
        self._check(world, page, request, to)
        key = (request.token, request.text)
        counted = world.counted if is_refused else world.counted | {key}
        replies = (*world.replies, (page.name, is_refused)) if page.waits else world.replies
        rows = before if is_refused else self._read()
        return replace(world, rows=rows, counted=counted, replies=replies)

    def _meddle(self, world: World, *, deletes: bool) -> World:
        """Somebody else changes or deletes what stands first, having seen it."""
        self._restore(world.rows)
        unit, step = self._first_unit(), world.meddled + 1
        name, one = self.kind.column, unit.fields[self.kind.column]
        if not deletes:
            changed = Typed(f"{one.text}!", "van-bram", step, digest_of(one.text))
            save(unit, {name: changed}, by=self.users["bram"])
        else:
            deletion = unit.fields["deleted"]
            assert isinstance(deletion, Deletion)
            seen = {key: digest_of(taken.text) for key, taken in deletion.takes.items()}
            typed = Typed(f"van-bram.{step}", "van-bram", step, "", takes=seen)
            save(unit, {"deleted": typed}, by=self.users["bram"])
        return replace(world, rows=self._read(), meddled=step)

    def _first_unit(self) -> Unit:
        assessment = access.for_editing(self.users["bram"], self.assessment.pk)
        row = self.kind.model.with_deleted.order_by("pk").first()
        if isinstance(row, Finding):
            return point_unit(assessment, catalogue_of(assessment.indicator_set), row)
        if isinstance(row, Recommendation):
            return recommendation_unit(assessment, row, [])
        return source_unit(assessment, row)

    def _answer(self, world: World, place: int) -> World:
        self._restore(world.rows)
        name, is_refused = world.replies[place]
        world = replace(world, replies=world.replies[:place] + world.replies[place + 1 :])
        page = world.page(name)
        if not page.waits:
            return world
        if is_refused:
            return world.with_page(replace(page, waits=False, is_refused=True))
        return world.with_page(self._brought_back(page))

    # --- Promises ---

    def _check(self, world: World, page: Page, request: Request, to: str) -> None:
        parts = list(self.kind.model.with_deleted.order_by("pk"))
        before = {dict(row)["id"]: row for row in world.rows.parts}
        new = [part for part in parts if part.pk not in before]
        if page.browser != request.who:
            self._promise(not to and not new, world, f"{request.who}'s form was sent as another's")
            return
        self._promise(bool(to), world, "a form of one's own was refused")
        is_repeat = (request.token, request.text) in world.counted
        expected = 0 if is_repeat else 1
        self._promise(len(new) == expected, world, f"{request.text} was added {len(new)} times")
        same = all(self._row(part) == before[part.pk] for part in parts if part.pk in before)
        self._promise(same, world, "a form changed what was there")
        named = int(re.findall(r"[0-9]+", to)[-1])
        label = self.kind.model._meta.model_name
        told = TextVersion.objects.filter(
            subject=label, subject_pk=named, field=self.kind.column, text=request.text
        )
        by = [entry.by_id for entry in told]
        is_there = self.users[request.who].pk in by and named in {part.pk for part in parts}
        self._promise(is_there, world, f"{request.text} was called added, and isn't there")
        times = TextVersion.objects.filter(field=self.kind.column, text=request.text).count()
        self._promise(times == 1, world, f"{request.text} is there {times} times")

    def _promise(self, kept: bool, world: World, what: str) -> None:
        if not kept:
            raise Broken(f"{what}, after: {'; '.join(world.path)}")

    def settle(self, world: World) -> None:
        """Without more failures every text with scripts is there, and no draft is left."""
        for _round in range(12):
            while world.requests:
                once = replace(world.requests[0], arrivals=1)
                world = self._deliver(replace(world, requests=(once, *world.requests[1:])), 0)
            while world.replies:
                world = self._answer(world, 0)
            for page in world.pages:
                if page.is_refused or page.browser != page.who:
                    continue
                if page.waits:
                    world = self._hear_nothing(world, page.name)
                elif page.form.text:
                    world = self._send(world, page.name)
                elif page.left:
                    world = self._open(world, page.name)
        for page in world.pages:
            own = page.browser == page.who and not page.is_refused
            left = [page.form.text, *(draft.text for draft in page.left)]
            self._promise(not own or not any(left), world, f"{left} never comes to rest")

    # --- The database as a value ---

    def _client(self, who: str) -> Client:
        if who not in self._clients:
            self._clients[who] = Client(SERVER_NAME="localhost")
            self._clients[who].force_login(
                self.users[who], backend="django.contrib.auth.backends.ModelBackend"
            )
        return self._clients[who]

    def _row(self, part: Any) -> Row:
        names = [column.attname for column in part._meta.concrete_fields]
        values = {name: getattr(part, name) for name in names}
        return tuple((values | {"changed_at": AT, "position": 1}).items())

    def _read(self) -> Rows:
        """Return what is stored, with keys by place."""
        parts = list(self.kind.model.with_deleted.order_by("pk"))
        keys = {part.pk: FIRST_KEY + place for place, part in enumerate(parts)}
        label = self.kind.model._meta.model_name
        rows = Rows(
            tuple(self._row(part) for part in parts),
            tuple(
                (("subject", label), ("subject_pk", keys[entry.subject_pk]), *self._entry(entry))
                for entry in TextVersion.objects.filter(subject=label).order_by("pk")
            ),
            tuple(self._token(token, keys) for token in OnceOnly.objects.order_by("token", "sent")),
        )
        parts_by_place = tuple(
            tuple((name, keys[value] if name == "id" else value) for name, value in row)
            for row in rows.parts
        )
        found = replace(rows, parts=parts_by_place)
        self._current = None if any(pk != key for pk, key in keys.items()) else found
        return found

    @staticmethod
    def _entry(entry: TextVersion) -> Row:
        names = ("field", "text", "by_id", "page", "step")
        return tuple((name, getattr(entry, name)) for name in names)

    @staticmethod
    def _token(token: OnceOnly, keys: dict[int, int]) -> Row:
        result = re.sub(r"[0-9]+(?=\D*$)", lambda pk: str(keys.get(int(pk[0]), 0)), token.result)
        return (
            ("token", token.token),
            ("sent", token.sent),
            ("by_id", token.by_id),
            ("result", result),
            ("message", token.message),
        )

    def _restore(self, rows: Rows) -> None:
        if self._current == rows:
            return
        for model in (self.kind.model.with_deleted, TextVersion.objects, OnceOnly.objects):
            model.all().delete()
        self.kind.model.with_deleted.bulk_create(self.kind.model(**dict(row)) for row in rows.parts)
        TextVersion.objects.bulk_create(
            TextVersion(assessment=self.assessment, at=AT, **dict(row)) for row in rows.entries
        )
        OnceOnly.objects.bulk_create(OnceOnly(at=AT, **dict(row)) for row in rows.tokens)
        self._current = rows
