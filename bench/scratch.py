"""A scratch database with the samples and one coordinator, so that a measurement leaves no trace.

Import it first: it sets DATABASE_URL and LOKET_DOCUMENTS, unless the script that started this one
set them.
"""

import io
import logging
import os
import sys
import tempfile
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
# A child process of a measurement uses the database of its parent.
if "BENCH_FOLDER" not in os.environ:
    _folder = tempfile.TemporaryDirectory(prefix="loket-bench-")
    os.environ["BENCH_FOLDER"] = _folder.name
    os.environ["DATABASE_URL"] = f"sqlite:///{_folder.name}/loket.sqlite3"
    os.environ["LOKET_DOCUMENTS"] = f"{_folder.name}/documents"
os.environ["DJANGO_SETTINGS_MODULE"] = "loket_eval.settings"
sys.path.insert(0, str(ROOT))
django.setup()

from django.core.management import call_command  # noqa: E402

from assessments.models import Assessment  # noqa: E402
from networks.models import Membership, User  # noqa: E402

FOLDER = Path(os.environ["BENCH_FOLDER"])
REPORT_2014 = ("loket-politie", 2014)
# Confirmed, with all 46 answers.
REPORT_WERKSET = ("den-haag", 2024)
# In progress, with all 46 answers and those of last time.
RUNNING = ("rotterdam", 2026)


def _make_lines_for_nobody() -> None:
    """Make the lines of the trail, as production does, and show them nowhere.

    They would stand between the rows of a table; their cost belongs to what is measured.
    """
    (shown,) = logging.getLogger().handlers
    unseen = logging.FileHandler(os.devnull)
    unseen.setFormatter(shown.formatter)
    for rule in shown.filters:
        unseen.addFilter(rule)
    trail = logging.getLogger("loket.trail")
    trail.addHandler(unseen)
    trail.propagate = False


_make_lines_for_nobody()


def make_tables() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def load_samples() -> None:
    make_tables()
    call_command("load_samples", stdout=io.StringIO())


def sample(network: str, year: int) -> Assessment:
    """Return the assessment of a network whose period ended in this year."""
    assessments = Assessment.objects.select_related("network", "indicator_set")
    return assessments.get(network__slug=network, period_end__year=year)


def coordinator_of(*assessments: Assessment) -> User:
    """Return a new user who coordinates the networks of these assessments."""
    user = User(email="bench@loket.example", name="Coördinator")
    user.set_unusable_password()
    user.save()
    networks = dict.fromkeys(assessment.network for assessment in assessments)
    Membership.objects.bulk_create(
        Membership(user=user, network=network, role="coordinator") for network in networks
    )
    return user
