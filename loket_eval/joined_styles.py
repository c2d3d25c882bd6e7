"""Our style sheets as a browser and a PDF get them: one text a name, joined from parts in static/.

Served one by one, each part would cost a request. So `site/main.css`, which names its parts in the
order of the cascade, is served as `site.css`, with each part where it is named. Only what is for
readers is left out: comments, indents, empty lines, and white space that says nothing.
"""

import re
from pathlib import Path

from django.conf import settings

SOURCES = Path(settings.BASE_DIR, "static")
MAIN = "main.css"

# Only comments that fill their lines.
_COMMENT = re.compile(r"^ */\*(?:(?!\*/).)*\*/ *\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_PROPERTY = re.compile(r"^([\w-]+): ", re.MULTILINE)
_AROUND_SIGN = re.compile(r"(?<=[{};,])\n| (?={)|(?<=,) ")
_ZERO = re.compile(r"(?<![\w.])0(?=\.\d)")
_TEXT = re.compile(r'("[^"\n]*")')
_PART = re.compile(r'^@import "([\w-]+\.css)";\n', re.MULTILINE)


def join(main: Path) -> str:
    """Return one style sheet made of the parts that this file names, as small as browsers need."""
    head, *named = _PART.split(main.read_text())
    parts = [(main.parent / name).read_text() for name in named[::2]]
    joined = _COMMENT.sub("", "\n".join([head, *parts]))
    parts = _TEXT.split(_PROPERTY.sub(r"\1:", _INDENT.sub("", joined)))
    parts[::2] = [_without_what_is_known(style) for style in parts[::2]]
    return "".join(parts)


def _without_what_is_known(style: str) -> str:
    """Leave out signs and zeros that a browser knows without them."""
    return _ZERO.sub("", _AROUND_SIGN.sub("", style).replace(";}", "}"))


def style_sheet(name: str) -> str:
    """Return the style sheet of this name, for what has its style in itself: a PDF, or one file."""
    main = SOURCES / name.removesuffix(".css") / MAIN
    return join(main) if main.is_file() else (SOURCES / name).read_text()
