"""Kills a change at its steps and tells what the database then holds.

A step is a statement or a commit. Each attempt is a forked process that does the change and kills
itself just before its n-th step: the second one, each ninth after that, and the last ones until one
gets through (on PostgreSQL, where each process connects anew, the second one and the last). What it
leaves must be the old rows or the new ones.
"""

import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from assessments import lifecycle
from assessments.models import Assessment
from indicators import publishing
from indicators.definition.parsing import parse_set
from networks.models import User
from tests.forked import forked
from tests.rows import every_row, every_row_by_rank

from .every_form import SET, forms_of, make_scene

Change = Callable[[], object]
COMMIT = "commit"


@contextmanager
def steps(step: Callable[[str], None]) -> Iterator[None]:
    """Call `step` with what comes next, before every statement and around every commit."""
    commit = connection._commit

    def counted_commit() -> None:
        step(COMMIT)
        commit()
        step("")

    def counted(execute: Callable[..., Any], *arguments: Any) -> Any:
        step("")
        return execute(*arguments)

    connection._commit = counted_commit
    with connection.execute_wrapper(counted):
        yield


def rehearsed(change: Change) -> tuple[Any, int]:
    """Return what the change makes of the rows, and its number of steps; it is undone."""
    taken = count()

    def rehearse() -> tuple[Any, int]:
        with transaction.atomic():
            with steps(lambda _kind: next(taken)):
                change()
            made = every_row_by_rank(), next(taken)
            transaction.set_rollback(True)
        return made

    status, made = forked(rehearse)
    assert status == 0, f"the change itself fails: {status}"
    return made


def attempt(change: Change, at: int | str) -> bool:
    """Do the change in a process that dies before step `at`, its number or COMMIT; return whether
    it got through."""

    def work() -> None:
        taken = count(1)

        def step(kind: str) -> None:
            if at in (next(taken), kind):
                os.kill(os.getpid(), signal.SIGKILL)

        with steps(step):
            change()

    status, _nothing = forked(work)
    assert status in (0, signal.SIGKILL), f"ended by {status} instead of being killed at step {at}"
    return status == 0


def outcome(change: Change) -> dict[str, Any]:
    """Return after how many kills the rows were old, or what else they were, until the change got
    through."""
    old = every_row()
    new, total = rehearsed(change)
    assert every_row_by_rank() != new, "the change changes nothing"
    kept_old = 0
    for at in chain(early_steps(total), count(max(3, total - 1))):
        through = attempt(change, at)
        if every_row() == old and not through:
            kept_old += 1
            continue
        found = every_row_by_rank()
        half = [table for table in new if found[table] != new[table]]
        return {"old": kept_old, "steps": total, "then": f"half done: {half}" if half else "new"}


def early_steps(total: int) -> list[int]:
    return [2] if connection.vendor == "postgresql" else [2, *range(9, total - 1, 9)]


def left_by_killing(change: Change, *places: int | str) -> list[bool]:
    """Return for each kill of a change that takes long whether the old rows were left."""
    old = every_row()
    return [not attempt(change, at) and every_row() == old for at in places]


def quiet(*command: Any, **options: Any) -> None:
    with Path(os.devnull).open("w") as nowhere:
        call_command(*command, stdout=nowhere, **options)


def scenarios() -> Iterator[tuple[str, Change]]:
    """Yield each change, in an order in which one prepares the next."""

    def client_of(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        # What a first request loads, every forked process then has.
        assert client.get("/").status_code == 200
        return client

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "set.yaml"
        file.write_text(SET.format(slug="los", own="apart"))
        yield "import", lambda: quiet("import_indicators", file)
        file.write_text(SET.format(slug="los", own="anders"))
        yield "import_and_publish", lambda: quiet("import_indicators", file, publish=True)

    scene = make_scene()
    anna, ada = client_of(scene.cast.anna), client_of(scene.cast.ada)
    forms, ours, pk = forms_of(scene), scene.ours, scene.ours.assessment.pk

    def post(name: str, data: dict[str, Any], *more: int, by: Client = anna) -> Change:
        def send() -> None:
            status = by.post(reverse(name, args=[pk, *more]), data).status_code
            assert status in (200, 204, 302), (name, status)

        return send

    questions = {
        "open-revision": 1,
        "open-text": "Beter.",
        "open-judgement": "improvement",
        "open-key_point": "Oefen.",
    }
    for key in ("aantal", "vaak", "wel"):
        questions |= {
            f"{key}-revision": 0,
            f"{key}-text": "Ja.",
            f"{key}-judgement": "strength",
            f"{key}-key_point": key,
        }
    theme = reverse("theme", args=[pk, "samen"])

    def whole_theme() -> None:
        assert anna.post(theme, questions).status_code == 302

    yield "whole_theme", whole_theme

    indicators = scene.theme().groups.get().indicators
    links = {
        "indicators": [row.pk for row in indicators.all()[1:]],
        "criteria": [scene.criterion().pk],
    }
    point = forms["point"].data(headline="Anders", explanation="Meer.", **links)
    yield "point_with_links", post("save_point", point, ours.finding.pk)
    order = ",".join(str(row.pk) for row in ours.assessment.findings.order_by("-position"))
    yield "reorder", post("move_point", {"order": order})
    new = forms["new-recommendation"].data(what="Nog iets.", repeats=[ours.follow_up.pk])
    yield "recommendation_with_links", post("add_recommendation", new)
    next_version = SET.format(slug=scene.indicator_set.slug, own="later").replace(
        'version: "1"', 'version: "2"'
    )
    target, _changed = publishing.load(parse_set(next_version.encode()))
    publishing.publish(target)
    yield "move_to_version", post("version", {"from": scene.indicator_set.pk, "to": target.pk})
    yield "delete_point", post("delete_point", {}, ours.finding.pk)

    lifecycle.submit_for_review(assessment=Assessment.objects.get(pk=pk))
    yield "confirm", post("change_state", {"action": "confirm"})

    def start() -> None:
        form = forms["start"]
        assert form.send(anna, title="De volgende").status_code == 302

    yield "start_with_follow_ups", start

    def reopen() -> None:
        url = reverse("admin:assessments_assessment_reopen", args=[pk])
        assert ada.post(url, {"reason": "Er stond een naam in."}).status_code == 302

    yield "reopen", reopen


def main() -> dict[str, Any]:
    """Return by change what was left of it."""
    samples = left_by_killing(lambda: quiet("load_samples"), 200, COMMIT)
    return {name: outcome(change) for name, change in scenarios()} | {"load_samples": samples}
