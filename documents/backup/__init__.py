"""Backups: the database and the documents of one moment, checked when made and when put back.

A backup is a folder: `database` (a copy of SQLite's file, or what pg_dump made), `documents/` as
`documents/storage.py` keeps them, and `manifest.json`, which is written last.
"""

from .making import make_backup
from .restoring import restore_backup

__all__ = ["make_backup", "restore_backup"]
