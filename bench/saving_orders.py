"""Runs the real saving code against the models of tests/assessments/saving_model.py and
adding_model.py, as deep as one wants.

bench/saving_orders.py [STATES [SCENARIO ...]]
"""

import logging
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

import scratch
from django.db import transaction

from tests.assessments import adding_orders, saving_orders
from tests.assessments.adding_model import KINDS
from tests.cast import make_cast

STATES = 5000


def saving(scenario: saving_orders.Scenario, limit: int) -> int:
    model = saving_orders.model_of(make_cast())
    model.limit = limit
    return scenario(model)


def adding(scenario: adding_orders.Scenario, kind: str, limit: int) -> int:
    model = adding_orders.adding_model_of(make_cast(), kind)
    model.limit = limit
    return scenario(model)


def scenarios() -> Iterator[tuple[str, Callable[[int], int]]]:
    for name, saved in saving_orders.SCENARIOS.items():
        yield name, partial(saving, saved)
    for kind in KINDS:
        for name, added in adding_orders.SCENARIOS.items():
            yield f"new {kind}, {name}", partial(adding, added, kind)


def main() -> None:
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else STATES
    scratch.make_tables()
    # Refusals are a part of it.
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    for name, run in scenarios():
        if sys.argv[2:] and name not in sys.argv[2:]:
            continue
        with transaction.atomic():
            began = time.perf_counter()
            states = run(limit)
            seconds = time.perf_counter() - began
            sys.stdout.write(f"{name}: {states} states, {seconds:.0f} s, every promise kept\n")
            transaction.set_rollback(True)


main()
