"""One word for one thing: what users read keeps to the list in docs/words.md."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = (
    "loket_eval", "networks", "indicators", "documents", "assessments", "partners", "reports",
    "national", "research", "privacy", "samples",
)  # fmt: skip
GUIDES = ("coordinator", "medewerker", "evaluator", "partner", "landelijk", "beheerder")
# Who edits sets works on indicators: docs/words.md says why.
OF_SETS = ("indicators/", "templates/admin/", "templates/indicators/", "docs/guides/beheerder.md")
WORDS_OF_SETS = {"indicator", "indicatoren", "verbeteractie"}
# Names of the sources, word for word.
NAMES = re.compile(
    r"Werkset Indicatoren[\w ]*|\b[Dd]e Werkset\b|Werkset 2\.\d|Evaluatiekader[\w ]*"
    r"|verbeteracties Veiligheid Voorop"
)
_TRANSLATED = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "_lazy"}
# What a template says to itself: tags, variables, and what is inside a tag of HTML.
_IN_TEMPLATES = re.compile(
    r"{#.*?#}|{% comment %}.*?{% endcomment %}|{%.*?%}|{{.*?}}|<[^>]*>", re.DOTALL
)
_QUOTED = re.compile(r"{% translate (?:\"([^\"]*)\"|'([^']*)')")
_IN_GUIDES = re.compile(r"`[^`]*`|\]\([^)]*\)|^    .*$", re.MULTILINE)


@cache
def replaced() -> dict[str, str]:
    """Return the words that the list replaces, each with the one to use."""
    rows = re.findall(
        r"^\| ([^|]+) \| [^|]+ \| ([^|]+) \|$",
        (ROOT / "docs" / "words.md").read_text(),
        re.MULTILINE,
    )
    return {
        old.strip(): new
        for new, olds in rows
        if new not in ("word", "where")
        for old in olds.split(",")
        if re.fullmatch(r"[\w ]+", old.strip()) and not new.startswith(("`", "names"))
    }


def python_texts(source: str) -> Iterator[str]:
    """Yield the texts that are marked for translation, but for the names of columns."""
    tree = ast.parse(source)
    columns = {
        id(keyword.value)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg in ("verbose_name", "related_name")
    }
    for call in ast.walk(tree):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id in _TRANSLATED
            and id(call) not in columns
        ):
            for text in call.args[:2]:
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value


def template_texts(source: str) -> Iterator[str]:
    for double, single in _QUOTED.findall(source):
        yield double or single
    yield _IN_TEMPLATES.sub(" ", source)


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text that users read, with the file that it is in."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                for text in python_texts(path.read_text()):
                    yield str(path.relative_to(ROOT)), text
    for path in sorted((ROOT / "templates").rglob("*.*")):
        for text in template_texts(path.read_text()):
            yield str(path.relative_to(ROOT)), text
    for name in GUIDES:
        path = ROOT / "docs" / "guides" / f"{name}.md"
        yield str(path.relative_to(ROOT)), _IN_GUIDES.sub(" ", path.read_text())


def wrong_words(place: str, text: str) -> list[str]:
    words = replaced()
    if place.startswith(OF_SETS):
        words = {old: new for old, new in words.items() if old not in WORDS_OF_SETS}
    text = NAMES.sub(" ", text)
    return [
        f"{place}: “{old}” is “{new}”"
        for old, new in words.items()
        if re.search(rf"\b{old}\b", text, re.IGNORECASE)
    ]


def test_every_text_keeps_to_the_list() -> None:
    """A page, document, mail or guide that uses a replaced word fails here, with the word to use."""
    found = list(texts())
    assert len(found) > 1500
    assert [wrong for place, text in found for wrong in wrong_words(place, text)] == []


@pytest.mark.parametrize(
    ("place", "text", "wrong"),
    [
        ("partners/forms.py", "Kies een onderdeel.", ["partners/forms.py: “onderdeel” is “thema”"]),
        ("reports/x.py", "De Indicatoren", ["reports/x.py: “indicatoren” is “vraag”"]),
        ("indicators/x.py", "De indicatoren", []),
        ("reports/x.py", "Werkset Indicatoren Kwaliteit en Impact", []),
        ("reports/x.py", "Een kader", ["reports/x.py: “kader” is “indicatorenset”"]),
    ],
)
def test_what_is_refused(place: str, text: str, wrong: list[str]) -> None:
    """A replaced word is refused with the one to use; a source's own name isn't."""
    assert wrong_words(place, text) == wrong


def test_texts_are_found_where_they_are() -> None:
    """Each kind of text is read: in Python, in a template, in and around its tags."""
    assert list(python_texts('x = ngettext("een kader", "kaders", 2)')) == ["een kader", "kaders"]
    assert list(python_texts('x = Field(verbose_name=_("kader"))')) == []
    said = list(
        template_texts('<p class="kader">{% translate "een thema" %} en {{ kader }} meer</p>')
    )
    assert said[0] == "een thema"
    assert "kader" not in " ".join(said)
    assert "meer" in said[1]
