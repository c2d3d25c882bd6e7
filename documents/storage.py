"""Stored files: under their SHA-256 in DOCUMENTS_DIR, whole or not at all."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

# Inode, size and times of each file when it was last read and its SHA-256 was right.
_checked: dict[str, tuple[int, ...]] = {}


def path_of(sha256: str) -> Path:
    return _folder() / sha256[:2] / sha256


def new_part(pk: int) -> Path:
    """Return the path of a new file for a document, after removing what earlier attempts left.

    Raises OSError.
    """
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    remove_parts(pk)
    return _folder() / f".making-{pk}-{secrets.token_hex(8)}"


def remove_parts(pk: int) -> None:
    """Remove files that attempts to make a document left. No attempt may be going on."""
    for leftover in _folder().glob(f".making-{pk}-*"):
        leftover.unlink(missing_ok=True)


def digest_of(path: Path) -> tuple[str, int]:
    """Return the SHA-256 and the size in bytes of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(file.fileno()).st_size


def keep(part: Path, sha256: str) -> None:
    """Move a finished file to its lasting place; after a power cut it is there whole or not at all.

    Raises OSError.
    """
    target = path_of(sha256)
    target.parent.mkdir(mode=0o700, exist_ok=True)
    # First the bytes, then the name: the other way around, the name could survive without the
    # bytes.
    _sync(part)
    part.replace(target)
    _sync(target.parent)


def opened(sha256: str) -> BinaryIO | None:
    """Return the stored file; None when it is gone, unreadable or not what was stored."""
    try:
        file = path_of(sha256).open("rb")
    except OSError:
        return None
    status = os.fstat(file.fileno())
    # The whole file is only read again when something happened to it.
    state = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    if _checked.get(sha256) != state:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            file.close()
            return None
        file.seek(0)
        _checked[sha256] = state
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
    """Write a file or folder to disk; a folder holds the names of its files."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
