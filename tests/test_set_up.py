"""The scripts that make a fresh clone run, and the lists of what they install."""

import ast
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import psycopg
import pytest
import yaml
from django.db import connection, connections

from loket_eval.checks import holds_utf8

ROOT = Path(__file__).parent.parent
SCRIPTS = [*sorted(ROOT.glob("bin/*")), ROOT / ".ci/run"]
REQUIREMENTS = [ROOT / "requirements/run.txt", ROOT / "requirements/dev.txt"]
AUDIT = ROOT / "requirements/audit.txt"


def run(*command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        **options,
    )


def pinned(file: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)", file.read_text(), re.MULTILINE))


@pytest.mark.parametrize("file", [*SCRIPTS, *REQUIREMENTS, AUDIT], ids=lambda file: file.name)
def test_nothing_names_a_machine_or_package_host(file: Path) -> None:
    """The same files work on any machine and behind any mirror."""
    assert (
        re.findall(
            r"https?://(?!localhost)\S+|--index.url|(?<![\w.$}])/(?!usr/|dev/null|bin/|sbin/)[a-z]+/",
            file.read_text(),
        )
        == []
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_scripts_stop_at_the_first_mistake(script: Path) -> None:
    """Each script can be executed, is valid bash and stops when a step fails."""
    assert script.stat().st_mode & 0o111
    assert "\nset -euo pipefail\n" in script.read_text()
    assert run("bash", "-n", script).stderr == ""


def test_locks_hold_every_dependency_with_hashes() -> None:
    """What pyproject.toml asks for is pinned, and every file pins the same version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runs, tests = map(pinned, REQUIREMENTS)
    assert packages_in(project["project"]["dependencies"]) - runs.keys() == set()
    assert packages_in(project["dependency-groups"]["dev"]) - tests.keys() == set()
    assert runs.items() - tests.items() == set()
    assert packages_in(project["dependency-groups"]["audit"]) - pinned(AUDIT).keys() == set()
    for file in [*REQUIREMENTS, AUDIT]:
        entries = re.split(r"\n(?=[a-z])", file.read_text())
        assert [entry for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []


SOURCES = sorted(
    file for file in ROOT.glob("*/**/*.py") if not file.relative_to(ROOT).parts[0].startswith(".")
)
PRODUCT = [
    file for file in SOURCES if file.relative_to(ROOT).parts[0] not in {"tests", "bench", "docs"}
]
# Scripts in bench/ import each other by their bare names.
OURS = {file.relative_to(ROOT).parts[0] for file in SOURCES} | {
    file.stem for folder in ("bench", "docs/pictures") for file in ROOT.glob(f"{folder}/*.py")
}


def packages_in(wishes: list[str]) -> set[str]:
    """Return the names in a list of requirements, in the form that a lock has them in."""
    return {re.match(r"[A-Za-z0-9._-]+", wish)[0].lower().replace("_", "-") for wish in wishes}


@pytest.mark.parametrize(
    ("files", "groups"), [(PRODUCT, ["run"]), (SOURCES, ["run", "dev"])], ids=["product", "all"]
)
def test_what_is_imported_is_declared(files: list[Path], groups: list[str]) -> None:
    """A package that only comes along with another one may go with the next version of that one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wishes = {"run": project["project"]["dependencies"], "dev": project["dependency-groups"]["dev"]}
    declared = set[str]().union(*(packages_in(wishes[group]) for group in groups))
    origin = packages_distributions()
    missing = {
        name: file.name
        for file in files
        for name in imported_in(file) - sys.stdlib_module_names - OURS
        if not packages_in(origin.get(name, [])) & declared
    }
    assert missing == {}


def imported_in(file: Path) -> set[str]:
    """Return the top-level names of a file's absolute imports."""
    nodes = list(ast.walk(ast.parse(file.read_text())))
    modules = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    modules += [
        node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.level == 0
    ]
    return {module.split(".")[0] for module in modules}


def test_second_set_up_is_quiet() -> None:
    """With everything in place there is nothing to say; how long that takes is measured by
    bench/set_up."""
    again = run("bin/setup", "--test")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_says_what_is_missing_where_it_may_not_install(tmp_path: Path) -> None:
    """Without apt-get there is one list of what to install, and nothing is; half a .venv counts as
    none."""
    shutil.copytree(ROOT / "bin", tmp_path / "bin")
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    half_made = tmp_path / ".venv/bin/python"
    half_made.parent.mkdir(parents=True)
    half_made.symlink_to(shutil.which("false"))
    for tool in [
        "bash",
        "cat",
        "cut",
        "dirname",
        "find",
        "grep",
        "id",
        "ls",
        "sed",
        "sha256sum",
        "sort",
    ]:
        (tmp_path / tool).symlink_to(shutil.which(tool))
    answer = run(tmp_path / "bash", tmp_path / "bin/setup", "--test", env={"PATH": str(tmp_path)})
    assert answer.returncode == 1
    missing = re.findall(r"^  ([\w.-]+)$", answer.stderr, re.MULTILINE)
    assert {
        "chromium-headless-shell",
        "poppler-utils",
        "postgresql-common",
        "python3",
        "python3-venv",
    } <= set(missing)
    assert "sudo apt-get install --no-install-recommends " + " ".join(missing) in answer.stderr
    assert list((tmp_path / ".venv").iterdir()) == [half_made.parent]


def test_everybody_gets_the_same_version() -> None:
    """Package, catalogue of public software and the changelog's newest release agree."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    released = re.findall(
        r"^## \[(\d[\w.]*)\] - (\S+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE
    )
    assert released[0] == (version, public["releaseDate"])
    assert public["softwareVersion"] == version


def test_hooks_are_programs_of_the_project_itself() -> None:
    """A check before a commit downloads nothing, and has the version that CI has."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    for hook in config["repos"][0]["hooks"]:
        program = hook["entry"].split()[0]
        assert (hook["language"], program.startswith(".venv/bin/"), (ROOT / program).exists()) == (
            "system",
            True,
            True,
        )


@pytest.mark.parametrize(
    ("command", "usage"),
    [
        ("bin/setup --tset", "Gebruik: bin/setup [--test]\n"),
        ("bin/lock pydantic", "Gebruik: bin/lock\n"),
        ("bin/audit --all", "Gebruik: bin/audit [MAP]\n"),
    ],
)
def test_unknown_word_gets_the_usage(command: str, usage: str) -> None:
    """A mistyped option does nothing but say how it goes."""
    answer = run(*command.split())
    assert (answer.returncode, answer.stderr) == (2, usage)


def test_asking_for_help_runs_no_test() -> None:
    """The usage names what can be chosen."""
    answer = run("bin/test", "--help")
    assert answer.returncode == 0
    assert answer.stdout.startswith(
        "Gebruik: bin/test [--quick] [MAP, BESTAND of BESTAND::TEST ...]"
    )


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (["tests/test_nothing.py"], "Deze map of dit bestand is er niet: tests/test_nothing.py"),
        (["--quick", "tests/browser"], "Met --quick draait er niets in een browser"),
    ],
)
def test_tests_that_can_not_be_run_are_refused(words: list[str], refusal: str) -> None:
    """A mistyped name doesn't start all tests, and nothing is left out without a word."""
    answer = run("bin/test", *words)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith(refusal)


def test_quick_runs_one_test_on_sqlite_alone() -> None:
    """Only what was named, and the summary has one line."""
    answer = run(
        "bin/test",
        "--quick",
        "tests/test_source.py::test_a_text_that_is_translated_too_early_is_found",
    )
    assert answer.returncode == 0, answer.stdout
    assert re.findall(r"^== (\w+)$", answer.stdout, re.MULTILINE) == ["SQLite"]
    assert re.search(r"\nSQLite +gelukt +\d+s +1 passed in [^\n]+\n$", answer.stdout)


def test_demo_says_when_its_port_is_taken() -> None:
    """A second demo on the same port stops before it touches the database, and says what to do."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        answer = run("bash", "-c", f"PORT={port} bin/demo")
    assert answer.returncode == 1
    assert f"Poort {port} is niet vrij of niet te gebruiken" in answer.stderr
    assert "PORT=8001 bin/demo" in answer.stderr


@pytest.mark.django_db
def test_database_that_is_not_utf8_is_refused() -> None:
    """PostgreSQL without a locale would hold what people type until they confirm their report:
    nothing is put in it."""
    assert holds_utf8(["default"]) == []
    if connection.vendor != "postgresql":
        return
    server = connection.settings_dict
    who = {
        "host": server["HOST"],
        "port": server["PORT"],
        "user": server["USER"],
        "password": server["PASSWORD"],
    }
    with psycopg.connect(dbname="postgres", autocommit=True, **who) as admin:
        name = f"loket_ascii_{os.getpid()}"
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
        ascii_only = connections["ascii"] = connection.copy("ascii")
        ascii_only.settings_dict = server | {"NAME": name}
        try:
            assert [problem.msg for problem in holds_utf8(["ascii"])] == [
                "De database bewaart tekst niet als UTF-8 maar als SQL_ASCII."
            ]
        finally:
            ascii_only.close()
            del connections["ascii"]
            admin.execute(f"DROP DATABASE {name}")


@pytest.mark.parametrize(("ci", "workers", "exit_code"), [("true", 1, 1), ("", 0, 0)])
def test_left_out_test_fails_in_ci(tmp_path: Path, ci: str, workers: int, exit_code: int) -> None:
    """A skipped test is fine on one's own machine, but never passes unseen in CI."""
    (tmp_path / "test_it.py").write_text(
        "import pytest\ndef test_a(): pytest.skip('niet hier')\ndef test_b(): pass\n"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "xdist",
        "-n",
        str(workers),
        "-p",
        "tests.no_skips",
    ]
    command += ["-c", os.devnull, f"--rootdir={tmp_path}", tmp_path]
    answer = run(*command, env=os.environ | {"CI": ci, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})
    assert answer.returncode == exit_code, answer.stdout
    assert ("1 test(s) left out, which CI does not allow" in answer.stdout) == bool(ci)
    assert answer.stdout.rstrip().rsplit("\n", 1)[-1].startswith("1 passed, 1 skipped in ")
