"""Where the files are: under their SHA-256 in DOCUMENTS_DIR, whole or not at all."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

# What the file of each SHA-256 looked like when it was last read whole and found to be right.
_checked: dict[str, tuple[int, ...]] = {}


def path_of(sha256: str) -> Path:
    return _folder() / sha256[:2] / sha256


def new_part(pk: int) -> Path:
    """Return the path of a file to be made for a document; what an earlier attempt left is gone. Raises OSError."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    remove_parts(pk)
    return _folder() / f".making-{pk}-{secrets.token_hex(8)}"


def remove_parts(pk: int) -> None:
    """Remove what attempts to make a document left. Only for who is sure that no other attempt goes on."""
    for left in _folder().glob(f".making-{pk}-*"):
        left.unlink(missing_ok=True)


def digest_of(path: Path) -> tuple[str, int]:
    """Return the SHA-256 and the size in bytes of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(file.fileno()).st_size


def keep(part: Path, sha256: str) -> None:
    """Give a finished file its lasting place; a power cut leaves all of it or none. Raises OSError."""
    target = path_of(sha256)
    target.parent.mkdir(mode=0o700, exist_ok=True)
    _sync(part)
    part.replace(target)
    _sync(target.parent)


def opened(sha256: str) -> BinaryIO | None:
    """Return the stored file, or None when it is gone, can't be read or isn't what was stored."""
    try:
        file = path_of(sha256).open("rb")
    except OSError:
        return None
    found = os.fstat(file.fileno())
    # Reading it all again is only needed when something happened to it.
    seen = (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    if _checked.get(sha256) != seen:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            file.close()
            return None
        file.seek(0)
        _checked[sha256] = seen
    return file


def is_intact(sha256: str) -> bool:
    file = opened(sha256)
    if file is None:
        return False
    file.close()
    return True


def remove(sha256: str) -> None:
    _checked.pop(sha256, None)
    path_of(sha256).unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.DOCUMENTS_DIR)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
