"""Traces of errors without what somebody typed.

The message of an exception may quote a text: PostgreSQL gives the whole row that it refuses. Where
it went wrong is never secret, so the lines of code stay.
"""

import traceback
from collections.abc import Iterator
from types import TracebackType

from django.db import InterfaceError, OperationalError
from django.template import TemplateDoesNotExist, TemplateSyntaxError

# Their messages are about the machine or the code: no connection, a full disk, a missing name.
_ABOUT_THE_MACHINE = (
    OSError,
    OperationalError,
    InterfaceError,
    MemoryError,
    ImportError,
    AttributeError,
    NameError,
    TemplateDoesNotExist,
    TemplateSyntaxError,
)

Trace = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


def careful_trace(error: BaseException) -> str:
    """Return the trace of an error and of those that led to it, the first one first."""
    return "\n\n".join(_one(each) for each in reversed(list(_chain(error))))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        hidden = current.__suppress_context__
        current = current.__cause__ or (None if hidden else current.__context__)


def _one(error: BaseException) -> str:
    frames = traceback.format_tb(error.__traceback__)
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    # Further lines are details of the database, with values.
    said = str(error).split("\n", 1)[0] if isinstance(error, _ABOUT_THE_MACHINE) else ""
    return "".join(["Traceback (most recent call last):\n", *frames, name, said and f": {said}"])
