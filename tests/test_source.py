"""What holds for every source file of the product, read as text."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PRODUCT = sorted(
    file
    for app in ROOT.glob("*/__init__.py")
    if app.parent.name != "tests"
    for file in app.parent.rglob("*.py")
)
TRANSLATES_AT_ONCE = {"gettext", "ngettext", "pgettext", "npgettext"}


def test_no_text_is_translated_while_a_file_is_loaded() -> None:
    """Texts of classes and modules are lazy: while the portal starts there is no language yet."""
    assert len(PRODUCT) > 100
    assert {
        file.name: calls for file in PRODUCT if (calls := translated_when_loaded(file.read_text()))
    } == {}


def test_a_text_that_is_translated_too_early_is_found() -> None:
    """In an attribute, a decorator and a default value, also under an alias; not in a function."""
    source = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext
class Form:
    title = _("Reden")
    help = gettext_lazy("Waarom")
    @display(description=ngettext("set", "sets", 1))
    def save(self, name=_("Naam")):
        return _("Bewaard")
"""
    assert translated_when_loaded(source) == [
        "_('Reden')",
        "_('Naam')",
        "ngettext('set', 'sets', 1)",
    ]


def translated_when_loaded(source: str) -> list[str]:
    tree = ast.parse(source)
    at_once = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in TRANSLATES_AT_ONCE
    }
    calls = [node for node in run_when_loaded(tree) if isinstance(node, ast.Call)]
    return [
        ast.unparse(call)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in at_once
    ]


def run_when_loaded(node: ast.AST) -> Iterator[ast.AST]:
    """Go through a file without the bodies of its functions: what is left runs when the file is
    imported."""
    yield node
    for name, value in ast.iter_fields(node):
        if name == "body" and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from run_when_loaded(child)
