"""Forms that are too large to be read, of which the text is given back in pieces.

The text of a form takes up to a hundred times its own bytes while it is read and shown again: each
sign that is sent as %D0 takes two hundred bytes while it is read, a quote is six characters in a
page, and each character takes four bytes when one of them is an emoji. Without a bound, one form
would fill the memory of the process.
"""

import codecs
import ctypes
import gc
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.crypto import get_random_string
from django.utils.html import escape

FORM = "application/x-www-form-urlencoded"
WITH_FILES = "multipart/form-data"
JSON = "application/json"
# Bytes. Ordinary pages, with ordinary texts, send less.
LARGE = 128 * 2**10
# Bytes of a form, some 200 pages of text. What a page saves in the background is never shown again
# as a page, and what is in a file isn't either: those have bounds of their own.
MOST_BYTES = 512 * 2**10
# Bytes of a form of which the text can still be given back; nginx lets through as many.
MOST_RETURNED = 16 * 2**20
# Bytes of text that are made readable at a time.
_PIECE = 8 * 2**10
# Only glibc has it; others keep less.
_malloc_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)


def stated_length(request: HttpRequest) -> int:
    """Return how many bytes the request says that its body has."""
    stated = request.META.get("CONTENT_LENGTH") or ""
    return int(stated) if stated.isdecimal() else 0


def is_too_large(request: HttpRequest) -> bool:
    """Say whether a form has more text than may be read.

    Raises SuspiciousOperation for too many fields, and for a form with files that Django refuses.
    """
    if request.content_type == FORM:
        return stated_length(request) > MOST_BYTES
    if request.content_type == WITH_FILES:
        values = (value for _name, values in request.POST.lists() for value in values)
        return sum(map(len, values)) > MOST_BYTES
    return stated_length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def text_returned(request: HttpRequest, template: str, status: int) -> StreamingHttpResponse | None:
    """Return the page with `returned`, the typed text of a form that is too large to be read.

    The browser forgets what was typed on pages that it may not store. None for what has files, or
    more than MOST_RETURNED bytes.
    """
    length = stated_length(request)
    if request.content_type != FORM or length > MOST_RETURNED:
        return None
    mark = get_random_string(22)
    # Without the request: its form can't be read a second time.
    before, after = render_to_string(template, {"returned": mark}).split(mark)
    try:
        body = request.read(length)
    except OSError:
        body = b""
    return StreamingHttpResponse(_pieces(before, body, after), status=status)


def _pieces(before: str, body: bytes, after: str) -> Iterator[str]:
    yield before
    start = 0
    while start < len(body):
        end = body.find(b"&", start)
        end = len(body) if end == -1 else end
        equals = body.find(b"=", start, end)
        if equals != -1 and _is_typed(body, equals + 1, end):
            yield from _readable(body, equals + 1, end)
            yield "\n\n"
        start = end + 1
    yield after


def _is_typed(body: bytes, start: int, end: int) -> bool:
    """Say whether a value has more than one word; choices, numbers and ids have one."""
    return any(body.find(space, start, end) != -1 for space in (b"+", b"%20", b"%0D"))


def _readable(body: bytes, start: int, end: int) -> Iterator[str]:
    """Yield the value that is between these places in the form, ready to be shown."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    while start < end:
        stop = min(start + _PIECE, end)
        # A sign such as %C3 stays whole.
        percent = body.rfind(b"%", max(start, stop - 2), stop)
        if stop < end and percent > start:
            stop = percent
        yield escape(decoder.decode(unquote_to_bytes(body[start:stop].replace(b"+", b" "))))
        start = stop
    yield escape(decoder.decode(b"", final=True))


def give_memory_back() -> None:
    """Drop what the large form before this one left, also what the C library keeps of it."""
    gc.collect()
    if _malloc_trim is not None:
        _malloc_trim(0)
