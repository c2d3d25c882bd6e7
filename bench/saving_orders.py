"""Runs the real saving code against the model of tests/assessments/saving_model.py, as deep as one
wants.

bench/saving_orders.py [STATES [SCENARIO ...]]
"""

import sys
import time

import scratch
from django.db import transaction

from tests.assessments.saving_orders import SCENARIOS, model_of
from tests.cast import make_cast

STATES = 5000


def main() -> None:
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else STATES
    scratch.make_tables()
    for name in sys.argv[2:] or SCENARIOS:
        with transaction.atomic():
            model = model_of(make_cast())
            model.limit = limit
            began = time.perf_counter()
            states = SCENARIOS[name](model)
            seconds = time.perf_counter() - began
            sys.stdout.write(f"{name}: {states} states, {seconds:.0f} s, every promise kept\n")
            transaction.set_rollback(True)


main()
