"""Store a database of this version, to be brought up to date by every later one.

    DATABASE_URL=sqlite:////tmp/empty.sqlite3 python -m tests.upgrading.storing 0.2.0

Run it once for each engine when a version is released, on an empty database. On PostgreSQL it needs
pg_dump.
"""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import django

HERE = Path(__file__).parent


def main(version: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket_eval.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    fill()
    file = HERE / f"{version}.{connection.vendor}.sql"
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as database:
            file.write_text("\n".join(database.iterdump()) + "\n")
    else:
        url = os.environ["DATABASE_URL"]
        dump = subprocess.run(
            ["pg_dump", "--no-owner", "--no-privileges", url], check=True, capture_output=True
        ).stdout.decode()
        random = ("\\restrict", "\\unrestrict")
        # These hold a random key, and older programs don't know them.
        lines = [line for line in dump.splitlines() if not line.startswith(random)]
        file.write_text("\n".join(lines) + "\n")


def fill() -> None:
    """Make one of everything: running, under review, confirmed, reopened, with its document."""
    from assessments import lifecycle
    from assessments.models import Answer, FactCheck
    from documents.models import Document
    from national import lifecycle as national
    from reports import confirming
    from reports.models import QuoteConsent
    from tests.assessments.every_form import make_scene

    scene = make_scene()
    cast, confirmed = scene.cast, scene.under_review
    Answer.objects.filter(pk=scene.ours.answer.pk).update(
        text="Elke week, “altijd” op dinsdag.\n\n- één\n- twee", judgement="strength"
    )
    assert confirmed.state == confirmed.State.UNDER_REVIEW
    at = datetime(2026, 2, 1, 12, tzinfo=UTC)
    FactCheck.objects.create(assessment=confirmed, user=cast.bram, agrees=True, checked_at=at)
    QuoteConsent.objects.create(assessment=confirmed, allowed=True, changed_at=at)
    confirming.confirm(assessment=confirmed, by=cast.anna, at=at)
    confirming.reopen(assessment=confirmed, by=cast.ada, reason="Een getal klopte niet.")
    lifecycle.submit_for_review(assessment=confirmed)
    version = confirming.confirm(assessment=confirmed, by=cast.anna, at=at)
    Document.objects.about(version).update(
        state="done", sha256="ab" * 32, size=4, finished_at=at, requested_at=at
    )
    report = national.start(
        indicator_set=scene.indicator_set,
        title="Landelijk rapport 2026",
        period_start=confirmed.period_start,
        period_end=confirmed.period_end,
        by=cast.lotte,
    )
    national.add_recommendation(report, {"what": "Maak een handreiking."}, by=cast.lotte)


if __name__ == "__main__":
    main(sys.argv[1])
