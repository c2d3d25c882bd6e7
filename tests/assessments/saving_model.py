"""Runs the real saving code against the rules, in all orders of what pages, people and connections do.

A state is what the database holds, what each simulated page holds, and the requests and replies
that are under way. From each state every possible action is tried, breadth first, and the promises
are checked after each:

- a text that was acknowledged is replaced only by a page to which it was shown, or by its own page;
- a save never stores a text that its own page overtook;
- "stored" is said only of what is stored;
- no page conflicts with its own text;
- what was deleted returns only when somebody puts it back;
- while the assessment is confirmed nothing changes, and nothing is called stored;
- a field becomes what it would have become without the other fields of its request;
- and when nothing fails any more, every page comes to rest: stored, or the other text shown.

Two subjects take part: a question, and the point whose headline is its kernpunt.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import QueryDict

from assessments import access
from assessments.form_fields import digest_of, digests_text
from assessments.models import Answer, Assessment, Finding, TextVersion
from assessments.saving.requests import NotAsked, save_form
from assessments.saving.unit import Result, Typed, Unit
from assessments.saving.verb import save
from assessments.views.answers import answer_unit
from assessments.views.points import point_unit
from indicators.catalogue import catalogue_of
from networks.models import User

from .exploring import Broken, explore

Entry = tuple[str, int, str, str, int | None, str, int]
ENTRY = ("subject", "subject_pk", "field", "text", "by_id", "page", "step")
AT = datetime(2026, 11, 27, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Rows:
    """What the database holds: the assessment's state and version, the point, and the history."""

    state: str
    version: int
    headline: str
    deleted: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Page:
    """A page as the scripts of the portal behave. `shown` are the texts that the person has seen on it.

    `shows` is "question" or "point", by scripts; "form" is the question on a page without scripts.
    """

    name: str
    who: str
    shows: str
    text: str
    served: str
    shown: frozenset[str]
    to_type: tuple[str, ...]
    step: int = 0
    sent: str | None = None
    unanswered: tuple[int, ...] = ()
    other: tuple[str, str] | None = None  # another text that stands beside this one, and its digest
    gone: str = ""
    closed: bool = False
    # Without scripts: how often the page was loaded. Each time it has a name of its own.
    loads: int = 0
    under_way: bool = False
    saved: str = ""

    @property
    def is_dirty(self) -> bool:
        return self.text != self.saved or bool(self.unanswered)


@dataclass(frozen=True)
class Request:
    """A save under way; a repeat is the same request again. `restores` puts back what was deleted.

    A form without scripts has a new name at each load, under which it is always the first save;
    here its steps count the loads.
    """

    page: str
    value: str
    step: int
    served: str
    unanswered: tuple[int, ...] = ()
    restores: bool = False
    arrivals: int = 1
    theirs: str | None = None  # a form in which the other text was ticked: the text it was beside


@dataclass(frozen=True)
class Reply:
    page: str
    step: int
    outcome: str
    stored: str = ""
    text: str = ""
    deletion: str = ""
    restores: bool = False


@dataclass(frozen=True)
class Asked:
    """A page that asks whether the point may be deleted, with the digests of the texts that it
    shows."""

    who: str
    takes: tuple[tuple[str, str], ...]
    times: int = 2


@dataclass(frozen=True)
class World:
    rows: Rows
    pages: tuple[Page, ...]
    requests: tuple[Request, ...] = ()
    replies: tuple[Reply, ...] = ()
    asked: tuple[Asked, ...] = ()
    # What the promises are checked by: which page the stored text is from, and which texts were
    # acknowledged.
    author: str = ""
    overtaken: frozenset[tuple[str, str]] = frozenset()
    is_moved: bool = False
    is_reviewed: bool = False
    confirmed: int = 0
    path: tuple[str, ...] = field(default=(), compare=False)

    def page(self, name: str) -> Page:
        return next(page for page in self.pages if page.name == name)

    def with_page(self, page: Page) -> "World":
        pages = tuple(page if one.name == page.name else one for one in self.pages)
        return replace(self, pages=pages)


@dataclass
class Model:
    """What is explored: a question with its point, and what may happen. `users` are people by name."""

    assessment: Assessment
    users: dict[str, User]
    repeats: bool = False
    deletes: int = 0
    reviews: bool = False
    moves: bool = False
    reloads: bool = False
    confirms: bool = False
    together: bool = False  # another field in each request
    limit: int = 1000
    states: int = 0
    versions: tuple[int, int] = (0, 0)
    _current: Rows | None = None

    def start(self, *pages: tuple[str, str, str, tuple[str, ...]]) -> World:
        """Return the first state: each page shows the stored text, and is going to type its own."""
        rows = self._read()
        headline = self._point().headline
        made = tuple(
            self._opened(name, who, shows, types, headline) for name, who, shows, types in pages
        )
        return World(rows, made)

    def _opened(self, name: str, who: str, shows: str, types: tuple[str, ...], text: str) -> Page:
        shown = frozenset([text])
        return Page(name, who, shows, text, digest_of(text), shown, types, saved=text)

    def explore(self, start: World) -> int:
        """Try every order of actions up to `limit` states; return how many states there were.
        Raises Broken."""
        self.states = explore(start, self.actions, self.settle, self.limit)
        return self.states

    # --- What may happen ---

    def actions(self, world: World) -> Iterator[tuple[str, Callable[[World], World]]]:
        for page in world.pages:
            name = page.name
            if page.to_type:
                yield f"{name} types {page.to_type[0]}", lambda w, n=name: self._type(w, n)
            if self._may_send(page):
                yield f"{name} sends", lambda w, n=name: self.send(w, n)
            if page.under_way:
                yield f"{name} hears nothing", lambda w, n=name: self._hear_nothing(w, n)
            if page.other:
                yield f"{name} chooses mine", lambda w, n=name: self.choose(w, n, mine=True)
                yield f"{name} chooses theirs", lambda w, n=name: self.choose(w, n, mine=False)
            if page.gone and page.gone != "waiting":
                yield f"{name} puts back", lambda w, n=name: self._put_back(w, n)
            if self.reloads and not page.to_type and not page.is_dirty and not page.under_way:
                yield f"{name} reloads", lambda w, n=name: self._reload(w, n)
        for place, request in enumerate(world.requests):
            yield f"{request.page}{request.step} arrives", lambda w, i=place: self.deliver(w, i)
        for place, reply in enumerate(world.replies):
            yield f"reply {reply.page}{reply.step}", lambda w, i=place: self.answer(w, i)
            yield f"reply {reply.page}{reply.step} lost", lambda w, i=place: self._lose(w, i)
        if self.deletes > len(world.asked):
            yield "bram asks to delete", self._ask
        for place, asked in enumerate(world.asked):
            if asked.times:
                yield "bram deletes", lambda w, i=place: self._delete(w, i)
        if self.reviews and not world.is_reviewed:
            yield "review", self._review
        if self.confirms and world.confirmed < 2:
            yield ("reopen" if world.confirmed else "confirm"), self._confirm
        if self.moves:
            yield "other version", self._move

    def _may_send(self, page: Page) -> bool:
        stopped = page.other or page.gone or page.closed or page.under_way
        return page.is_dirty and not stopped

    def _type(self, world: World, name: str) -> World:
        page = world.page(name)
        text, *rest = page.to_type
        return world.with_page(replace(page, text=text, to_type=tuple(rest)))

    def send(self, world: World, name: str) -> World:
        page = world.page(name)
        if page.shows == "form":
            return self._send_form(world, page)
        if page.sent != page.text:
            page = replace(page, step=page.step + 1, sent=page.text)
        earlier = tuple(step for step in page.unanswered if step != page.step)
        if page.step not in page.unanswered:
            page = replace(page, unanswered=(*page.unanswered, page.step))
        sent_text = page.text
        arrivals = 2 if self.repeats else 1
        request = Request(name, sent_text, page.step, page.served, earlier, arrivals=arrivals)
        world = world.with_page(replace(page, under_way=True))
        return replace(world, requests=(*world.requests, request))

    def _send_form(self, world: World, page: Page, theirs: str | None = None) -> World:
        step = page.loads + 1
        page = replace(page, step=step, sent=page.text, unanswered=(step,), under_way=True)
        value = page.other[0] if theirs is not None and page.other else page.text
        arrivals = 2 if self.repeats else 1
        request = Request(page.name, value, step, page.served, arrivals=arrivals, theirs=theirs)
        return replace(world.with_page(page), requests=(*world.requests, request))

    def _hear_nothing(self, world: World, name: str) -> World:
        return world.with_page(replace(world.page(name), under_way=False))

    def _put_back(self, world: World, name: str) -> World:
        page = world.page(name)
        step = page.step + 1
        request = Request(name, "", step, page.gone, restores=True)
        world = world.with_page(replace(page, step=step, gone="waiting", under_way=True))
        return replace(world, requests=(*world.requests, request))

    def choose(self, world: World, name: str, *, mine: bool) -> World:
        page = world.page(name)
        assert page.other
        if page.shows == "form":
            # Saving again is choosing one's own; a tick is choosing the other.
            chosen = self._send_form(world, page, None if mine else page.text)
            return chosen.with_page(replace(chosen.page(name), other=None))
        text = page.text if mine else page.other[0]
        page = replace(page, text=text, served=page.other[1], other=None, sent=None)
        return self.send(world.with_page(replace(page, under_way=False)), name)

    def _reload(self, world: World, name: str) -> World:
        self._restore(world.rows)
        point = self._point()
        if point.deleted:
            return world
        page = world.page(name)
        new = self._opened(name, page.who, page.shows, (), point.headline)
        return world.with_page(replace(new, step=page.step, shown=page.shown | new.shown))

    def _lose(self, world: World, place: int) -> World:
        return replace(world, replies=world.replies[:place] + world.replies[place + 1 :])

    # --- What the server does: the real code ---

    def deliver(self, world: World, place: int) -> World:
        request = world.requests[place]
        left = replace(request, arrivals=request.arrivals - 1)
        rest = world.requests[:place] + world.requests[place + 1 :]
        requests = (*rest, left) if left.arrivals else rest
        self._restore(world.rows)
        page = world.page(request.page)
        before = self._point()
        reply = self._save(page, request)
        rows = self._read()
        after = self._point()
        world = replace(world, rows=rows, requests=requests, replies=(*world.replies, reply))
        self._check(world, page, request, reply, before, after)
        if before.headline != after.headline:
            world = replace(world, author=page.name)
        if reply.outcome in ("stored", "already") and not request.restores:
            older = {(page.name, str(step)) for step in range(request.step)}
            world = replace(world, overtaken=world.overtaken | older)
        return world

    def _save(self, page: Page, request: Request) -> Reply:
        user = self.users[page.who]
        try:
            unit = self._unit(user, page.shows)
        except NotAsked:
            return Reply(page.name, request.step, "not_asked")
        except PermissionDenied:
            return Reply(page.name, request.step, "closed")
        if page.shows == "form":
            return self._save_form(unit, page, request)
        name = (
            "deleted" if request.restores else "headline" if page.shows == "point" else "key_point"
        )
        typed = Typed(request.value, page.name, request.step, request.served, request.unanswered)
        if self.together and not request.restores:
            self._try_together(user, page, name, typed)
        result = save(unit, {name: typed}, by=user)[name]
        return self._reply(page, request, result)

    def _save_form(self, unit: Unit, page: Page, request: Request) -> Reply:
        """Send the kernpunt as a page without scripts does."""
        own = request.value if request.theirs is None else request.theirs
        posted = QueryDict(mutable=True)
        posted["page"], posted["step"] = f"{page.name}-{request.step}", "1"
        posted[unit.form.add_prefix("served")] = digests_text({"key_point": request.served})
        posted[unit.form.add_prefix("key_point")] = own
        if request.theirs is not None:
            posted[unit.form.add_prefix("theirs")] = "key_point"
        left = save_form(unit, posted, by=self.users[page.who])
        if "key_point" in left:
            return self._reply(page, request, left["key_point"])
        text = self._point().headline
        # What a form was served with, nobody typed, unless the server heard of another text of it.
        is_heard = TextVersion.objects.filter(page=posted["page"]).exists()
        is_untouched = digest_of(own) == request.served and not is_heard
        outcome = "untouched" if is_untouched else "stored"
        return Reply(page.name, request.step, outcome, digest_of(text), text)

    def _try_together(self, user: User, page: Page, name: str, typed: Typed) -> None:
        """Save the field alone, another one alone, and both in one request; each must become the
        same. Nothing of it stays."""
        other = "explanation" if page.shows == "point" else "text"
        stored = digest_of(self._unit(user, page.shows).fields[other].text)
        for served in (stored, digest_of("iets anders")):
            beside = Typed(f"Naast {typed.value}", page.name, typed.step, served)
            alone = self._tried(user, page.shows, {name: typed})
            alone |= self._tried(user, page.shows, {other: beside})
            both = self._tried(user, page.shows, {name: typed, other: beside})
            if alone != both:
                raise Broken(f"{alone} alone, together {both}")

    def _tried(
        self, user: User, shows: str, typed: dict[str, Typed]
    ) -> dict[str, tuple[str, str, str]]:
        """Return what became of these fields, and what is then stored; undo it."""
        with transaction.atomic():
            results = save(self._unit(user, shows), typed, by=user)
            after = self._unit(user, shows).fields
            found = {
                name: (result.outcome, result.stored, after[name].text if name in after else "")
                for name, result in results.items()
            }
            transaction.set_rollback(True)
        return found

    def _reply(self, page: Page, request: Request, result: Result) -> Reply:
        return Reply(
            page.name,
            request.step,
            result.outcome,
            result.stored,
            result.text,
            result.deletion,
            request.restores,
        )

    def _unit(self, user: User, shows: str) -> Unit:
        assessment = access.for_editing(user, self.assessment.pk)
        catalogue = catalogue_of(assessment.indicator_set)
        point = Finding.with_deleted.select_related("answer__indicator__group").get()
        assert point.answer
        if shows == "point":
            return point_unit(assessment, catalogue, point)
        asked = {indicator.key for indicator in catalogue.indicators}
        if point.answer.indicator.key not in asked:
            raise NotAsked("no longer asked")
        answer = Answer.objects.select_related("finding", "indicator__group").get()
        return answer_unit(assessment, answer.indicator, answer)

    def _ask(self, world: World) -> World:
        self._restore(world.rows)
        if self._point().deleted:
            return world
        takes = self._unit_of_point().fields["deleted"].takes  # type: ignore[attr-defined]
        seen = tuple((name, digest_of(one.text)) for name, one in takes.items())
        return replace(world, asked=(*world.asked, Asked("bram", seen)))

    def _unit_of_point(self) -> Unit:
        return self._unit(self.users["anna"], "point")

    def _delete(self, world: World, place: int) -> World:
        asked = world.asked[place]
        self._restore(world.rows)
        page = f"weg{place}"
        unit = self._unit_of_point()
        before = {name: digest_of(one.text) for name, one in unit.fields.items()}
        was_deleted = bool(self._point().deleted)
        typed = Typed(f"{page}.1", page, 1, "", takes=dict(asked.takes))
        result = save(unit, {"deleted": typed}, by=self.users["bram"])["deleted"]
        is_deleted = bool(self._point().deleted)
        if is_deleted and not was_deleted:
            unseen = [name for name, digest in asked.takes if before[name] != digest]
            self._promise(not unseen, world, f"a deletion took {unseen} that nobody saw")
            self._promise(asked.times == 2, world, "a repeated deletion deleted again")
        self._promise(result.outcome != "stored" or is_deleted, world, "stored is not stored")
        left = replace(asked, times=asked.times - 1)
        all_asked = (*world.asked[:place], left, *world.asked[place + 1 :])
        return replace(world, rows=self._read(), asked=all_asked)

    def _review(self, world: World) -> World:
        self._restore(world.rows)
        Assessment.objects.filter(pk=self.assessment.pk).update(state="under_review")
        return replace(world, rows=self._read(), is_reviewed=True)

    def _confirm(self, world: World) -> World:
        """Confirm it, or reopen it; without the report, which the model doesn't look at."""
        self._restore(world.rows)
        state = "in_progress" if world.confirmed else "confirmed"
        Assessment.objects.filter(pk=self.assessment.pk).update(
            state=state, confirmed_at=None if world.confirmed else AT
        )
        return replace(world, rows=self._read(), confirmed=world.confirmed + 1)

    def _move(self, world: World) -> World:
        """Let the set of now ask the question no longer, or again: by the version that the
        assessment has."""
        self._restore(world.rows)
        now = Assessment.objects.get(pk=self.assessment.pk).indicator_set_id
        first, second = self.versions
        Assessment.objects.filter(pk=self.assessment.pk).update(
            indicator_set=second if now == first else first
        )
        return replace(world, rows=self._read(), is_moved=now == first)

    # --- What a page does with a reply ---

    def answer(self, world: World, place: int) -> World:
        reply = world.replies[place]
        world = self._lose(world, place)
        page = world.page(reply.page)
        is_newest = reply.step == page.step
        page = replace(page, under_way=page.under_way and not is_newest)
        if page.shows == "form":
            return world.with_page(self._shown_again(page, reply) if is_newest else page)
        if reply.restores:
            if reply.outcome in ("stored", "already"):
                page = replace(page, gone="", sent=page.sent)
            elif reply.outcome == "conflict":
                page = replace(page, gone=reply.stored)
            return world.with_page(page)
        match reply.outcome:
            case "stored" | "already" if reply.step in page.unanswered:
                left = tuple(step for step in page.unanswered if step > reply.step)
                saved = page.sent if is_newest else None
                page = replace(page, unanswered=left, served=reply.stored)
                if saved is not None:
                    page = replace(page, saved=saved)
            case "newer" | "conflict" if is_newest:
                page = replace(page, shown=page.shown | {reply.text})
                if reply.text == page.text:
                    page = replace(page, served=reply.stored, sent=None)
                else:
                    page = replace(page, other=(reply.text, reply.stored))
            case "gone" if is_newest:
                page = replace(page, gone=reply.deletion, sent=None)
            case "closed" if is_newest:
                page = replace(page, closed=True)
        return world.with_page(page)

    def _shown_again(self, page: Page, reply: Reply) -> Page:
        """Return the page that comes after a form: as stored, or with both texts."""
        page = replace(page, loads=page.loads + 1, unanswered=(), sent=None)
        match reply.outcome:
            case "stored" | "untouched":
                shown = page.shown | {reply.text}
                text = reply.text
                return replace(
                    page, text=text, saved=text, served=reply.stored, shown=shown, other=None
                )
            case "newer" | "conflict":
                other = (reply.text, reply.stored)
                # Without a choice it is saved over the text that now stands beside it.
                return replace(
                    page, other=other, served=reply.stored, shown=page.shown | {reply.text}
                )
        return replace(page, closed=True)

    # --- Promises ---

    def _check(
        self,
        world: World,
        page: Page,
        request: Request,
        reply: Reply,
        before: Finding,
        after: Finding,
    ) -> None:
        if world.rows.state == "confirmed":
            self._promise(after.headline == before.headline, world, "a confirmed text changed")
            self._promise(reply.outcome == "closed", world, f"{reply.outcome} while confirmed")
        if request.restores:
            return
        if reply.outcome in ("stored", "already"):
            self._promise(after.headline == request.value, world, "stored is not stored")
        else:
            self._promise(after.headline == before.headline, world, "it said no, and stored")
        if after.headline != before.headline:
            seen = before.headline in page.shown or world.author == page.name
            self._promise(seen, world, f"{before.headline} was replaced unseen by {page.name}")
            overtaken = (page.name, str(request.step)) in world.overtaken
            self._promise(not overtaken, world, f"{page.name}{request.step} was overtaken")
        if reply.outcome == "conflict":
            self._promise(
                world.author != page.name, world, f"{page.name} conflicts with its own text"
            )
        self._promise(after.deleted == before.deleted, world, "what was deleted came back")
        told = before.headline != after.headline and bool(before.headline)
        texts = {entry.text for entry in self.assessment.text_versions.filter(field="key_point")}
        self._promise(not told or before.headline in texts, world, "a text isn't in the history")

    def _promise(self, kept: bool, world: World, what: str) -> None:
        if not kept:
            raise Broken(f"{what}, after: {'; '.join(world.path)}")

    def settle(self, world: World) -> None:
        """Without more failures every page comes to rest."""
        for _round in range(12):
            while world.requests:
                once = replace(world.requests[0], arrivals=1)
                world = self.deliver(replace(world, requests=(once, *world.requests[1:])), 0)
            while world.replies:
                world = self.answer(world, 0)
            pages = tuple(replace(page, under_way=False) for page in world.pages)
            world = replace(world, pages=pages)
            for page in world.pages:
                if page.other and page.shows == "form":
                    world = self.choose(world, page.name, mine=True)
                elif page.gone and page.gone != "waiting":
                    world = self._put_back(world, page.name)
                elif page.gone:
                    world = world.with_page(replace(page, gone=""))
                elif self._may_send(page) and not world.is_moved:
                    world = self.send(world, page.name)
            if not world.requests and not world.replies:
                return
        raise Broken(f"a page doesn't come to rest, after: {'; '.join(world.path)}")

    # --- The database as a value ---

    def _point(self) -> Finding:
        return Finding.with_deleted.get()

    def _read(self) -> Rows:
        state, version = Assessment.objects.values_list("state", "indicator_set").get()
        point = self._point()
        entries = tuple(TextVersion.objects.order_by("pk").values_list(*ENTRY))
        self._current = Rows(state, version, point.headline, point.deleted, entries)
        return self._current

    def _restore(self, rows: Rows) -> None:
        now = self._current or self._read()
        if now == rows:
            return
        if now.state == "confirmed":
            # What is confirmed the database itself doesn't change.
            Assessment.objects.update(state="in_progress", confirmed_at=None)
            now = replace(now, state="in_progress")
        if (now.headline, now.deleted) != (rows.headline, rows.deleted):
            Finding.with_deleted.update(headline=rows.headline, deleted=rows.deleted)
        if now.entries != rows.entries:
            TextVersion.objects.all().delete()
            TextVersion.objects.bulk_create(
                TextVersion(
                    assessment=self.assessment, at=AT, **dict(zip(ENTRY, entry, strict=True))
                )
                for entry in rows.entries
            )
        if (now.state, now.version) != (rows.state, rows.version):
            confirmed_at = AT if rows.state == "confirmed" else None
            Assessment.objects.update(
                state=rows.state, indicator_set=rows.version, confirmed_at=confirmed_at
            )
        self._current = rows
