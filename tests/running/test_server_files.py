"""The files for a server (container, units, alerts): they name what exists, and the steps work."""

import importlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.test import Client

from loket_eval.settings.production import ProductionVariables
from loket_eval.settings.variables import Variables

from .copied_code import STAGES, collect_static_files, copy_code

ROOT = Path(settings.BASE_DIR)
UNITS = sorted((ROOT / "docs/running/systemd").glob("*.service"))
TIMERS = sorted((ROOT / "docs/running/systemd").glob("*.timer"))
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
OURS = [
    name for name, service in COMPOSE["services"].items() if "loket-evaluatie" in service["image"]
]
TABLE = {str(field.alias) for field in Variables.model_fields.values()}
PYTHON = "/opt/loket/.venv/bin/python"


def check_command(words: list[str]) -> None:
    """Fail unless the words after `python` start something that we have, with options it knows."""
    match words:
        case ["manage.py", name, *options]:
            load_command_class(get_commands()[name], name).create_parser(
                "manage.py", name
            ).parse_args(options)
        case ["-m", "gunicorn", "-c", place, *options]:
            module = importlib.import_module(place.removeprefix("python:"))
            assert importlib.import_module(module.wsgi_app).application
            assert options in ([], ["--bind", "0.0.0.0:8000"])
        case _:
            pytest.fail(f"unknown: {words}")


# --- systemd --------------------------------------------------------------------------------------


def lines_of(unit: Path) -> list[str]:
    return [line for line in unit.read_text().splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_what_exists_and_may_do_little(unit: Path) -> None:
    """It runs as loket, with a limit to its memory, and can write in its own folder alone."""
    lines = lines_of(unit)
    (start,) = (line for line in lines if line.startswith("ExecStart="))
    python, *words = shlex.split(start.removeprefix("ExecStart="))
    assert python == PYTHON
    check_command(words)
    keys = dict(line.split("=", 1) for line in lines if "=" in line)
    assert {
        "User": "loket",
        "WorkingDirectory": "/opt/loket",
        "EnvironmentFile": "/etc/loket.env",
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "CapabilityBoundingSet": "",
        "UMask": "0077",
    }.items() <= keys.items()
    assert keys.keys() >= {"MemoryMax", "TasksMax"}


def test_what_must_be_done_regularly_has_a_timer() -> None:
    """Every timer has its unit, and each command that is made for a schedule is in one."""
    assert {timer.with_suffix(".service") for timer in TIMERS} <= set(UNITS)
    scheduled = " ".join((timer.with_suffix(".service")).read_text() for timer in TIMERS)
    assert {name for name in SCHEDULED if f"manage.py {name}" not in scheduled} == set()
    assert {
        line for timer in TIMERS for line in lines_of(timer) if line.startswith("Persistent")
    } == {"Persistent=yes"}


SCHEDULED = [
    "clearsessions",
    "tidy_histories",
    "tidy_trail",
    "remind_partners",
    "send_digests",
    "forget",
    "backup",
]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not on this machine")
def test_systemd_understands_them(tmp_path: Path) -> None:
    """No unknown key, no wrong moment; and its own judgement of what they may do is good."""
    for file in [*UNITS, *TIMERS]:
        (tmp_path / file.name).write_text(file.read_text().replace(PYTHON, sys.executable))
    verified = subprocess.run(
        ["systemd-analyze", "verify", *sorted(tmp_path.iterdir())],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    ours = [line for line in verified.stderr.splitlines() if "loket" in line]
    assert (verified.returncode, ours) == (0, [])
    for unit in UNITS:
        judged = subprocess.run(
            ["systemd-analyze", "security", "--offline=yes", "--threshold=20", "--no-pager", unit],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert judged.returncode == 0, judged.stdout


# --- container ------------------------------------------------------------------------------------


def test_the_image_holds_no_more_than_it_needs() -> None:
    """Locked packages with their hashes, no compiler and no pip, and nobody who is root."""
    built, final = STAGES
    installs = [rest for name, rest in built if name == "RUN" and "pip install" in rest]
    assert len(installs) == 1
    for part in ("--require-hashes", "--only-binary :all:", "-r /opt/loket/requirements/run.txt"):
        assert part in installs[0]
    assert any("pip uninstall --yes pip" in rest for _name, rest in built)
    packages = " ".join(rest for name, rest in final if name == "RUN")
    assert re.search(r"gcc|build-essential|python3-dev|python3-pip|python3-venv", packages) is None
    assert [rest for name, rest in final if name == "USER"] == ["10001:10001"]
    assert [rest for name, rest in built + final if name == "FROM" and ":" not in rest] == []
    # The same libraries and fonts as on a machine without containers.
    setup = (ROOT / "bin/setup").read_text()
    needed = re.findall(r"(?:\.so\.\d+|Regular|hint|Full):([\w.-]+)", setup.split("programs=()")[0])
    assert len(needed) == 7
    assert [package for package in needed if package not in packages] == []


def test_its_commands_start_what_exists() -> None:
    """That of the image and those of compose; each name of a setting is in the table."""
    (command,) = (json.loads(rest) for name, rest in STAGES[1] if name == "CMD")
    python, *words = command
    assert python == ".venv/bin/python"
    check_command(words)
    for name in OURS:
        service = COMPOSE["services"][name]
        if "command" in service:
            assert service["command"][0] == ".venv/bin/python"
            check_command(service["command"][1:])
        assert service["environment"].keys() <= TABLE
    in_image = re.findall(r"\b(LOKET_[A-Z_]+)=", DOCKERFILE)
    assert set(in_image) <= TABLE
    required = {
        str(field.alias)
        for field in ProductionVariables.model_fields.values()
        if field.is_required()
    }
    assert required <= COMPOSE["services"]["portal"]["environment"].keys()


def test_containers_may_do_little() -> None:
    """Ours can write nowhere but in their own folders, and the database has no way out."""
    for name in OURS:
        service = COMPOSE["services"][name]
        found: dict[str, Any] = {key: service[key] for key in ("read_only", "user", "cap_drop")}
        assert found == {"read_only": True, "user": "10001:10001", "cap_drop": ["ALL"]}
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert "mem_limit" in service or service.get("profiles") == ["once"]
        assert "ports" not in service
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert COMPOSE["services"]["database"]["networks"] == ["inside"]
    assert COMPOSE["services"]["proxy"]["ports"] == ["80:80", "443:443"]
    for volume in COMPOSE["services"]["proxy"]["volumes"]:
        source = volume.split(":")[0]
        assert source == "/etc/ssl/loket" or (ROOT / source).is_file()


def test_secrets_are_asked_for_and_named() -> None:
    """Compose stops without one, and the file says which there are."""
    text = (ROOT / "compose.yaml").read_text()
    asked = set(re.findall(r"\$\{([A-Z_]+)", text))
    assert asked == set(re.findall(r"\$\{([A-Z_]+):\?\}", text))
    heading = text.split("name: loket")[0]
    assert {name for name in asked if name not in heading} == set()


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what .dockerignore lets into the image, and this machine's packages."""
    return copy_code(tmp_path_factory.mktemp("image") / "loket")


def test_the_steps_of_the_image_work(image: Path, tmp_path: Path) -> None:
    """With nothing but the files that go into it: collectstatic as it stands there, then the checks
    and the portal with the settings of compose, in a folder that it can't write."""
    assert "static files copied" in collect_static_files(image)
    compose = COMPOSE["services"]["portal"]["environment"]
    given = {
        "LOKET_SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "LOKET_HOSTS": "portaal.example.nl",
        "LOKET_FROM_EMAIL": "loket@example.nl",
        "LOKET_SMTP_HOST": "mail.example.nl",
        "LOKET_STATUS_TOKEN": "een-token-van-meer-dan-tweeendertig-tekens",
        "LOKET_DOCUMENTS": str(tmp_path / "documenten"),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'leeg.sqlite3'}",
    }
    environment = {"PATH": os.environ["PATH"]} | compose | given | {"PYTHONDONTWRITEBYTECODE": "1"}
    for path in [*image.rglob("*"), image]:
        if not path.is_symlink() and ".venv" not in path.parts:
            path.chmod(path.stat().st_mode & 0o555)
    before = sorted(image.rglob("*"))
    run = {"cwd": image, "env": environment, "capture_output": True, "text": True, "check": False}
    deploy = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    checked = subprocess.run([".venv/bin/python", *deploy], **run)
    assert checked.returncode == 0, checked.stderr
    asked = subprocess.run([".venv/bin/python", "-c", ASK], **run)
    assert asked.stdout.splitlines() == ["200", "200", "200"], asked.stderr
    assert sorted(image.rglob("*")) == before


# What the health check asks, the page where people log in, and its style sheet.
ASK = r"""
import os, re, django
os.environ["DJANGO_SETTINGS_MODULE"] = "loket_eval.settings"
django.setup()
from django.test import Client
visitor = Client(SERVER_NAME="portaal.example.nl")
print(visitor.get("/gezond").status_code)
page = visitor.get("/account/inloggen/", secure=True)
print(page.status_code)
style = re.search(r'href="(/static/[^"]+\.css)"', page.content.decode())[1]
print(visitor.get(style, secure=True).status_code)
"""


def test_the_health_check_is_python_that_asks_the_right_address() -> None:
    """It is the same address as the portal answers, without a shell or curl in the image."""
    (check,) = (rest for name, rest in STAGES[1] if name == "HEALTHCHECK")
    python, option, code = json.loads(check[check.index("[") :])
    assert (python, option) == (".venv/bin/python", "-c")
    compile(code, "healthcheck", "exec")
    assert "http://127.0.0.1:8000/gezond" in code
    assert urllib.request.Request("http://127.0.0.1:8000/gezond").host == "127.0.0.1:8000"


# --- alerts ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_alerts_are_about_numbers_that_exist() -> None:
    """A name that is mistyped would never ring."""
    alerts = yaml.safe_load((ROOT / "docs/running/prometheus/alerts.yml").read_text())
    rules = alerts["groups"][0]["rules"]
    Client().get("/account/inloggen/")
    exposed = Client().get("/metrics").text
    known = set(re.findall(r"^# TYPE (\S+)", exposed, re.MULTILINE)) | set(
        re.findall(r"^(loket_\w+)", exposed, re.MULTILINE)
    )
    named = {name for rule in rules for name in re.findall(r"\bloket_\w+", rule["expr"])}
    assert named - known == set()
    assert len(named) >= 7
    (scrape,) = yaml.safe_load((ROOT / "docs/running/prometheus/scrape.yml").read_text())
    assert {rule["labels"]["severity"] for rule in rules} == {"critical", "warning"}
    assert f'job="{scrape["job_name"]}"' in rules[0]["expr"]
