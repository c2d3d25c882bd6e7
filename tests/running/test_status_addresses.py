"""`/gezond`, `/gereed` and `/metrics`: what they tell, and to whom."""

import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models.functions import Now
from django.test import Client, override_settings

from loket_eval.running.models import WorkerSign
from tests.cast import Cast

TOKEN = "een-token-van-meer-dan-tweeendertig-tekens"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
FAR_AWAY = {"REMOTE_ADDR": "203.0.113.9"}
ADDRESSES = ["/gezond", "/gereed", "/metrics"]


@pytest.fixture(autouse=True)
def documents_folder(tmp_path: Path):
    with override_settings(DOCUMENTS_DIR=tmp_path / "documenten"):
        yield tmp_path / "documenten"


@pytest.fixture
def worker_works(db: None) -> WorkerSign:
    return WorkerSign.objects.create(worker_id="een", beat_at=Now())


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_to_others_these_addresses_do_not_exist(cast: Cast, as_user, address: str) -> None:
    """Not to visitors, not behind a proxy on this machine, not to an admin, not with another token."""
    with override_settings(STATUS_TOKEN=TOKEN):
        answers = [
            Client().get(address, **FAR_AWAY),
            Client().get(address, headers={"X-Forwarded-For": "203.0.113.9"}),
            Client().get(address, headers={"X-Forwarded-For": "127.0.0.1"}),
            Client().get(address, headers={"Authorization": "Bearer "}, **FAR_AWAY),
            Client().get(address, headers={"Authorization": f"Bearer {TOKEN}x"}, **FAR_AWAY),
            Client().get(address, headers={"Authorization": TOKEN}, **FAR_AWAY),
            as_user(cast.ada).get(address, **FAR_AWAY),
        ]
        seen = {(answer.status_code, "Deze pagina is er niet" in answer.text) for answer in answers}
        assert seen == {(404, True)}
        assert Client().get(address, headers=BEARER, **FAR_AWAY).status_code != 404
    assert (
        Client().get(address, headers={"Authorization": "Bearer "}, **FAR_AWAY).status_code == 404
    )
    assert Client().get(address).status_code != 404


@override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["portaal.example.nl"])
def test_a_container_asks_by_any_name_without_a_database(client: Client) -> None:
    """No redirect, no check of the host, no query (this test has no database), no cookie."""
    answer = client.get("/gezond", headers={"Host": "10.1.2.3:8000"})
    assert (answer.status_code, answer.text, dict(answer.cookies)) == (200, "in orde\n", {})
    assert answer["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert client.post("/gezond").status_code == 405


@override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["portaal.example.nl"])
def test_ready_when_all_parts_are(
    worker_works: WorkerSign, client: Client, django_assert_num_queries, documents_folder: Path
) -> None:
    """Two queries, one for each part that is in the database, and nothing is left in the folder."""
    with django_assert_num_queries(2):
        answer = client.get("/gereed", headers={"Host": "10.1.2.3"})
    assert (answer.status_code, json.loads(answer.content)) == (
        200,
        {
            "gereed": True,
            "database": "in orde",
            "opslag": "in orde",
            "werkproces": "in orde",
            "schijf": "in orde",
        },
    )
    assert list(documents_folder.iterdir()) == []


def not_ready(client: Client) -> dict[str, str]:
    answer = client.get("/gereed")
    found = json.loads(answer.content)
    assert (answer.status_code, found.pop("gereed")) == (503, False)
    return {part: said for part, said in found.items() if said != "in orde"}


def test_a_worker_without_a_sign(worker_works: WorkerSign, client: Client) -> None:
    """A sign of more than a minute ago is none; that of another worker is enough."""
    WorkerSign.objects.update(beat_at=Now() - timedelta(seconds=61))
    assert not_ready(client) == {"werkproces": "al 60 seconden geen teken van leven"}
    WorkerSign.objects.create(worker_id="twee", beat_at=Now())
    assert client.get("/gereed").status_code == 200


def test_a_folder_that_can_not_be_written(
    worker_works: WorkerSign, client: Client, documents_folder: Path
) -> None:
    """Here because a file stands in its place: root, as whom tests may run, can write everywhere."""
    documents_folder.write_text("geen map")
    assert list(not_ready(client)) == ["opslag"]


def test_a_folder_that_can_not_even_be_looked_at(worker_works: WorkerSign, client: Client) -> None:
    """As with a file server that is away: here by a name that no disk takes."""
    with override_settings(DOCUMENTS_DIR=Path("/", "lang" * 100)):
        assert list(not_ready(client)) == ["opslag"]
        assert client.get("/metrics").status_code == 200


def test_a_disk_that_is_nearly_full(worker_works: WorkerSign, client: Client) -> None:
    """It says how much there is, and how much there should be."""
    free = shutil.disk_usage(settings.BASE_DIR).free // 2**20
    with override_settings(DISK_FREE=free * 1000):
        said = not_ready(client)["schijf"]
    assert said.endswith(f"MB vrij, en dat moet {free * 1000} MB zijn")


ASK = """
import django; django.setup()
from django.test import Client
asker = Client(raise_request_exception=False, SERVER_NAME="localhost")
for address in ("/gezond", "/gereed", "/metrics"):
    answer = asker.get(address)
    text = answer.content.decode()
    print(answer.status_code, "niet bereikbaar" in text, "loket_database_up 0.0" in text)
"""


@pytest.mark.parametrize("url", ["postgres://loket@127.0.0.1:9/loket", "sqlite:////nergens/loket"])
def test_a_database_that_is_away(url: str, tmp_path: Path) -> None:
    """It is said, not an error page; the process itself still lives, and is not restarted."""
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "loket_eval.settings",
        "LOKET_DOCUMENTS": str(tmp_path),
    }
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert asked.stdout.splitlines() == [
        "200 False False",
        "503 True False",
        "200 False True",
    ]


@pytest.mark.django_db
def test_metrics_count_by_name_and_never_by_number(
    worker_works: WorkerSign, cast: Cast, as_user
) -> None:
    """An address with a number or a secret in it is counted as the page that it is."""
    anna = as_user(cast.anna)
    secret = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
    anna.get("/")
    anna.get(f"/bestaat-niet/{secret}/")
    lines = Client().get("/metrics").text.splitlines()
    assert any(
        line.startswith('loket_requests_total{method="GET",status="200",view="start"}')
        for line in lines
    )
    assert not any(secret in line for line in lines)
    values = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert values["loket_database_up"] == "1.0"
    assert float(values["loket_worker_sign_age_seconds"]) < 60
    assert {"loket_mail_queued", "loket_mail_refused", "loket_documents_failed"} <= values.keys()
    assert "PROMETHEUS_MULTIPROC_DIR" not in os.environ
