"""Our scripts as the browser gets them: one file a subject, joined from the ES modules in static/.

Served one by one, each module would cost a request. So `saving/main.js` and everything it imports
are served as `saving.js`: the modules one after another inside one function, each after the ones it
needs, without the keywords `import` and `export`. This needs no bundler (and so no Node), because
our modules keep to one form: named imports without renaming, `export` in front of a declaration,
and no name declared twice in what is joined. What is served is made small: without comments and
white space, and with short names for what is inside the function. The tests in a browser run that.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from minify import string as minified

SOURCES = Path(settings.BASE_DIR, "static")
MAIN = "main.js"

_IMPORT = re.compile(r'^import \{ \w+(?:, \w+)* \} from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|const|class)\b)", re.MULTILINE)
_OTHER_FORM = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_DECLARED = re.compile(r"^(?:async function|function|const|let|class) (\w+)", re.MULTILINE)


class ScriptError(Exception):
    """A module can't be joined; the message names it and says why."""


def join(main: Path) -> str:
    """Return one script made of this module and everything it imports. Raises ScriptError."""
    bodies: dict[Path, str] = {}
    _add(main, bodies, ())
    _check_names(bodies)
    return "\n".join(['(() => {\n"use strict";', *bodies.values(), "})();\n"])


def _add(module: Path, bodies: dict[Path, str], importers: tuple[Path, ...]) -> None:
    """Add the bodies of the modules that this one imports, then its own."""
    if module in importers:
        raise ScriptError(f"{_name(importers[-1])} imports {_name(module)}, which imports it")
    if module in bodies:
        return
    source = module.read_text()
    for path in _IMPORT.findall(source):
        _add((module.parent / path).resolve(), bodies, (*importers, module))
    bodies[module] = _EXPORT.sub("", _IMPORT.sub("", source))
    if unknown_form := _OTHER_FORM.search(bodies[module]):
        raise ScriptError(f"{_name(module)} has a form that can't be joined: {unknown_form[0]}")


def _check_names(bodies: dict[Path, str]) -> None:
    owners: dict[str, Path] = {}
    for module, body in bodies.items():
        for name in _DECLARED.findall(body):
            # Inside one function, two modules' top-level names would collide silently.
            if owners.setdefault(name, module) != module:
                raise ScriptError(f"{_name(module)} and {_name(owners[name])} both declare {name}")


def _name(module: Path) -> str:
    return f"{module.parent.name}/{module.name}"


class JoinedScriptsFinder(BaseFinder):
    """Finds `saving.js` where there is a `saving/main.js`, joined from its modules as they are."""

    storage = FileSystemStorage(location=settings.LOCAL_DIR / "scripts")

    def find(self, path: str, find_all: bool = False) -> Any:
        main = SOURCES / path.removesuffix(".js") / MAIN
        paths = [self._make(main)] if path.endswith(".js") and main.is_file() else []
        # Django expects a list for find_all, one path otherwise, and something empty for no match.
        return paths if find_all or not paths else paths[0]

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        for main in sorted(SOURCES.rglob(MAIN)):
            yield Path(self._make(main)).relative_to(self.storage.location).as_posix(), self.storage

    def _make(self, main: Path) -> str:
        """Return the path of the joined script, after writing it where it changed."""
        path = Path(self.storage.path(f"{main.parent.relative_to(SOURCES)}.js"))
        script = minified("text/javascript", join(main))
        if not path.exists() or path.read_text() != script:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Another process may be writing or reading the same script, so it is replaced in one
            # step.
            with NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
                file.write(script)
            # Temporary files are private to their owner, but the web server must be able to read
            # this one.
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        return str(path)
