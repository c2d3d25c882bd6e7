"""What the page about the architecture names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "docs/architecture.md",
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *ROOT.glob("docs/decisions/*.md"),
]
TOP = "|".join(
    path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    """A file that moves takes its mention in the docs along."""
    named = re.findall(rf"[`(]((?:{TOP})/[\w./*-]+)[`)]", page.read_text())
    assert [name for name in named if not list(ROOT.glob(name.rstrip("/")))] == []


def test_every_package_is_in_the_picture() -> None:
    """The page lists the packages in the order that CI checks."""
    text = (ROOT / "docs/architecture.md").read_text()
    drawn = re.findall(r"^   (\w+) +\S", text.split("## Packages")[0], re.MULTILINE)
    layers = re.search(
        r"^layers = \[(.*?)\]", (ROOT / "pyproject.toml").read_text(), re.MULTILINE | re.DOTALL
    )
    assert layers is not None
    assert drawn == list(reversed(re.findall(r'"(\w+)"', layers[1])))
