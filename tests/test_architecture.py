"""Files are where the page about the architecture says, and each is about one subject."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "docs/architecture.md",
    ROOT / "docs/assurance.md",
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *ROOT.glob("docs/decisions/*.md"),
]
TOP = "|".join(
    path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))
)

# Names that mean the same in every package (docs/architecture.md).
CONVENTIONAL = [
    "access",
    "admin",
    "apps",
    "forms",
    "lifecycle",
    "middleware",
    "models",
    "recipes",
    "urls",
    "views",
]
# In these folders a module is named for the subject that it stores or shows.
BY_SUBJECT = {"api", "commands", "forms", "models", "templatetags", "views"}

# A longer file is about more than one subject. A test may be longer, and a migration stays as it is.
MOST_LINES = 300
CODE = {".py", ".js", ".css", ".html", ".txt"}
NOT_COUNTED = {"tests", "migrations", "requirements"}


def layers() -> list[str]:
    """Return the packages of the portal, as the contract about imports names them."""
    text = (ROOT / "pyproject.toml").read_text()
    listed = re.search(r"^layers = \[(.*?)\]", text, re.MULTILINE | re.DOTALL)
    assert listed is not None
    return re.findall(r'"(\w+)"', listed[1])


def modules() -> Iterator[Path]:
    for package in layers():
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT)


def standing_twice(places: dict[str, list[Path]]) -> dict[str, list[str]]:
    return {name: list(map(str, paths)) for name, paths in places.items() if len(paths) > 1}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    """A file that moves takes its mention in the docs along."""
    named = re.findall(rf"[`(]((?:{TOP})/[\w./*-]+)[`)]", page.read_text())
    assert [name for name in named if not list(ROOT.glob(name.rstrip("/")))] == []


def test_every_package_is_in_the_picture() -> None:
    """The page lists the packages in the order that CI checks."""
    text = (ROOT / "docs/architecture.md").read_text()
    drawn = re.findall(r"^   (\w+) +\S", text.split("## Packages")[0], re.MULTILINE)
    assert drawn == list(reversed(layers()))


def test_no_two_modules_have_one_name_for_different_things() -> None:
    """A name that is seen in an import, a tab or a trace tells which module it is."""
    places = defaultdict(list)
    for path in modules():
        if path.stem not in ("__init__", *CONVENTIONAL) and not BY_SUBJECT & set(path.parts):
            places[path.stem].append(path)
    assert len(places) > 100
    assert standing_twice(places) == {}


def test_no_two_classes_have_one_name() -> None:
    """A class that stands in another, such as the choices of a model, is named with that one."""
    places = defaultdict(list)
    for path in modules():
        for node in ast.parse((ROOT / path).read_text()).body:
            if isinstance(node, ast.ClassDef) and node.name != "Command":
                places[node.name].append(path)
    assert len(places) > 100
    assert standing_twice(places) == {}


def test_no_file_is_long() -> None:
    """What is in a file can be told in one sentence, and read in one go."""
    files = [
        path
        for folder in TOP.split("|")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in CODE and not NOT_COUNTED & set(path.relative_to(ROOT).parts)
    ]
    assert len(files) > 500
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}
