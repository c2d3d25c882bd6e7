"""Our scripts as the browser gets them: one file a subject, joined from the ES modules in static/.

Served one by one, each module would cost a request. So `saving/main.js` and everything it imports
are served as `saving.js`: the modules one after another inside one function, each after the ones it
needs, without the keywords `import` and `export`. This needs no bundler (and so no Node), because
our modules keep to one form: named imports without renaming, `export` in front of a declaration,
and no name declared twice in what is joined. Only what is for readers is left out: comments,
indents, empty lines, and white space beside signs. A minifier that also moves or renames was tried,
and put a declaration before one that it needs: what keeps typed text isn't given to that.
"""

import re
from pathlib import Path

_IMPORT = re.compile(r'^import \{ \w+(?:, \w+)* \} from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|const|class)\b)", re.MULTILINE)
_OTHER_FORM = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_DECLARED = re.compile(r"^(?:async function|function|const|let|class) (\w+)", re.MULTILINE)
# Comments that fill their lines: whatever follows a comment on its last line is code.
_COMMENT = re.compile(r"^ *(?://[^\n]*|/\*(?:(?!\*/).)*\*/) *\n", re.MULTILINE | re.DOTALL)
# Comments behind code; without quotes, so that they are in no string.
_BEHIND = re.compile(r"(?<=[;,{]) //[^\"'`\n]*$", re.MULTILINE)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
# Texts on one line, which keep their white space; what is left then is code.
_TEXT = re.compile(r'("[^"\\]*"|`[^`\\]*`)')
# Where one ends, and the next begins, can't be told of a text within a text.
_NESTED = re.compile(r"`[^`]*\$\{[^}`]*`")
# What may begin a regular expression, a comment or another text: such a line stays as it is.
_UNCLEAR = re.compile(r"[/\\'\"`]")
_BESIDE_SIGN = re.compile(r" ?([{}()\[\];,=?:<>&|!]+) ?|(?<!\+) (\+) (?!\+)|(?<!-) (-) (?!-)")
# A line after which another one can follow at once.
_GOES_ON = ("{", ";", ",")


class ScriptError(Exception):
    """A module can't be joined; the message names it and says why."""


def join(main: Path) -> str:
    """Return one script made of this module and everything it imports. Raises ScriptError."""
    bodies: dict[Path, str] = {}
    _add(main, bodies, ())
    _check_names(bodies)
    scripts = [_for_browsers(body) for body in bodies.values()]
    return "\n".join(['(() => {\n"use strict";', *scripts, "})();\n"])


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
    if any(line.count("`") % 2 for line in source.splitlines()):
        # Its white space would be left out.
        raise ScriptError(f"{_name(module)} has a template literal of more than one line")
    if _NESTED.search(source):
        raise ScriptError(f"{_name(module)} has a template literal in a template literal")
    if unknown_form := _OTHER_FORM.search(bodies[module]):
        raise ScriptError(f"{_name(module)} has a form that can't be joined: {unknown_form[0]}")


def _check_names(bodies: dict[Path, str]) -> None:
    owners: dict[str, Path] = {}
    for module, body in bodies.items():
        for name in _DECLARED.findall(body):
            # Inside one function, two modules' top-level names would collide silently.
            if owners.setdefault(name, module) != module:
                raise ScriptError(f"{_name(module)} and {_name(owners[name])} both declare {name}")


def _for_browsers(source: str) -> str:
    """Leave out what is only for readers of the modules: comments and white space."""
    lines = _INDENT.sub("", _BEHIND.sub("", _COMMENT.sub("", source))).rstrip().splitlines()
    return "".join(map(_without_spaces, lines)).rstrip()


def _without_spaces(line: str) -> str:
    """Leave out the white space beside signs, and the end of the line where code can go on."""
    parts = _TEXT.split(line)
    if any(_UNCLEAR.search(code) for code in parts[::2]):
        return f"{line}\n"
    parts[::2] = [_BESIDE_SIGN.sub(r"\1\2\3", code) for code in parts[::2]]
    return "".join(parts) + ("" if line.endswith(_GOES_ON) else "\n")


def _name(module: Path) -> str:
    return f"{module.parent.name}/{module.name}"
