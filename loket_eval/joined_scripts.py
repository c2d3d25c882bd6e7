"""Our scripts as the browser gets them: one file a subject, joined from the small ES modules in static/.

Each module by itself would be a request. So `saving/main.js` and all that it imports are served as
`saving.js`: the modules one after another in one function, each after what it needs, without the
words `import` and `export`. This needs no bundler (and so no Node), because our modules keep to one
form: named imports from one another without renaming, `export` before a declaration, and no name
twice in what is joined.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = Path(settings.BASE_DIR, "static")
MAIN = "main.js"

_IMPORT = re.compile(r'^import \{ \w+(?:, \w+)* \} from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|const|class)\b)", re.MULTILINE)
_OTHER_FORM = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_DECLARED = re.compile(r"^(?:async function|function|const|let|class) (\w+)", re.MULTILINE)
# Up to the end of its line: what follows a comment on its line is code.
_COMMENT = re.compile(r"^ *(?://[^\n]*|/\*(?:(?!\*/).)*\*/) *\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^\s+", re.MULTILINE)


class ScriptError(Exception):
    """Names a module that can't be joined, and says why."""


def join(main: Path) -> str:
    """Return one script of this module and all that it imports. Raises ScriptError."""
    bodies: dict[Path, str] = {}
    _add(main, bodies, ())
    _check_names(bodies)
    parts = [f"// {_name(module)}\n{_shortened(body)}" for module, body in bodies.items()]
    return "\n".join(['(() => {\n"use strict";', *parts, "})();\n"])


def _add(module: Path, bodies: dict[Path, str], importers: tuple[Path, ...]) -> None:
    """Add the bodies of the modules that this one imports, and then its own."""
    if module in importers:
        raise ScriptError(f"{_name(importers[-1])} imports {_name(module)}, which imports it")
    if module in bodies:
        return
    source = module.read_text()
    for path in _IMPORT.findall(source):
        _add((module.parent / path).resolve(), bodies, (*importers, module))
    bodies[module] = _EXPORT.sub("", _IMPORT.sub("", source))
    if left := _OTHER_FORM.search(bodies[module]):
        raise ScriptError(f"{_name(module)} has a form that can't be joined: {left[0]}")
    # In a template literal white space is text.
    if any(line.count("`") % 2 for line in source.splitlines()):
        raise ScriptError(f"{_name(module)} has a template literal of more than one line")


def _check_names(bodies: dict[Path, str]) -> None:
    owners: dict[str, Path] = {}
    for module, body in bodies.items():
        for name in _DECLARED.findall(body):
            if owners.setdefault(name, module) != module:
                raise ScriptError(f"{_name(module)} and {_name(owners[name])} both declare {name}")


def _shortened(source: str) -> str:
    """Leave out what is for who reads the modules: lines of comment, indents and empty lines."""
    return _INDENT.sub("", _COMMENT.sub("", source)).rstrip()


def _name(module: Path) -> str:
    return f"{module.parent.name}/{module.name}"


class JoinedScriptsFinder(BaseFinder):
    """Finds `saving.js` where there is a `saving/main.js`, joined from the modules as they are now."""

    made = FileSystemStorage(location=settings.LOCAL_DIR / "scripts")

    def find(self, path: str, find_all: bool = False) -> Any:
        main = SOURCES / path.removesuffix(".js") / MAIN
        found = [self._make(main)] if path.endswith(".js") and main.is_file() else []
        return found if find_all or not found else found[0]

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        for main in sorted(SOURCES.rglob(MAIN)):
            yield Path(self._make(main)).relative_to(self.made.location).as_posix(), self.made

    def _make(self, main: Path) -> str:
        """Return where the joined script is. Another process may be making or reading it at the same moment."""
        path = Path(self.made.path(f"{main.parent.relative_to(SOURCES)}.js"))
        script = join(main)
        if not path.exists() or path.read_text() != script:
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
                file.write(script)
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        return str(path)
