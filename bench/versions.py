"""Copying, comparing, deciding about and publishing a version of 46, 500 and 2,000 indicators.

    bench/versions.py [ROUNDS]

Every indicator has another wording. Prints seconds (the best of ROUNDS), queries and memory.
"""

import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import scratch
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators import publishing
from indicators.drafts import decisions
from indicators.drafts.readiness import draft_problems
from indicators.models import IndicatorSet
from indicators.versions import copying
from indicators.versions.comparison import compare
from networks.models import User
from tests.indicators.versions import large, reworded

SIZES = (46, 500, 2000)


def measure(name: str, run: Callable[[], Any], rounds: int) -> None:
    """Print what a piece of work costs; it is undone, so that each round does the same."""
    seconds = []
    for _ in range(rounds):
        with transaction.atomic():
            start = time.perf_counter()
            run()
            seconds.append(time.perf_counter() - start)
            transaction.set_rollback(True)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        # In a run of its own: tracing memory makes everything slower.
        tracemalloc.start()
        run()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        transaction.set_rollback(True)
    count = sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in queries)
    print(f"  {name:34} {min(seconds):7.3f} s {count:4d} queries {peak / 1e6:7.1f} MB")


def decide_all(draft: IndicatorSet, by: User) -> None:
    pairs = copying.comparison_of(draft.based_on, draft).to_decide
    decisions.decide(
        draft, {pair.key: decisions.Decision(pair.key, "same", pair.seen) for pair in pairs}, by=by
    )


def publish_decided(draft: IndicatorSet, by: User) -> None:
    decide_all(draft, by)
    publishing.publish(draft, by=by)


def main(rounds: int) -> None:
    scratch.make_tables()
    ada = User.objects.create(
        email="ada@voorbeeld.example", name="Ada", is_staff=True, is_superuser=True
    )
    browser = Client(headers={"host": "localhost"})
    browser.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    for size in SIZES:
        print(f"{size} indicators")
        old = replace(large(size), slug=f"groot-{size}")
        new = replace(reworded(old), version="2", based_on="1")
        published, _ = publishing.load(old)
        publishing.publish(published)
        draft, _ = publishing.load(new)
        address = f"/beheer/indicators/indicatorset/{draft.pk}/"

        def word_differences(old: Any = old, new: Any = new) -> list[Any]:
            return [change.runs for pair in compare(old, new).shared for change in pair.changes]

        work: list[tuple[str, Callable[[], Any]]] = [
            ("copy", lambda: copying.new_version(published, "3", source="Een proef", by=ada)),  # noqa: B023
            ("compare two definitions, all words", word_differences),
            ("compare two stored versions", lambda: copying.comparison_of(published, draft)),  # noqa: B023
            ("page of what changed", lambda: browser.get(f"{address}verschillen/")),  # noqa: B023
            ("problems of a draft", lambda: draft_problems(draft)),  # noqa: B023
            ("page of all problems", lambda: browser.get(f"{address}publiceren/")),  # noqa: B023
            ("decide about all", lambda: decide_all(draft, ada)),  # noqa: B023
            ("decide and publish", lambda: publish_decided(draft, ada)),  # noqa: B023
        ]
        for name, run in work:
            measure(name, run, rounds)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
