"""What is in a backup, so that it can be told whether it is all there."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_FILE = "manifest.json"
_SHA256 = r"^[0-9a-f]{64}$"


class BackupProblem(Exception):
    """Why a backup can't be made or put back; the message is for who runs the command."""


class StoredFile(BaseModel):
    """A file with what it must hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sha256: str = Field(pattern=_SHA256)
    size: int


class Manifest(BaseModel):
    """Everything in a backup."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: Literal[1] = 1
    made_at: datetime
    engine: Literal["sqlite", "postgresql"]
    database: StoredFile
    # Rows by table, and what `migrate` had done.
    rows: dict[str, int]
    migrations: list[str]
    documents: list[StoredFile]
    # Documents that were lost before: the portal says so, and makes what may be made again.
    lost: list[str]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Return the manifest of a backup. Raises BackupProblem."""
        try:
            return cls.model_validate_json((folder / _FILE).read_bytes())
        except FileNotFoundError:
            raise BackupProblem(f"{folder} is geen reservekopie: er is geen {_FILE}.") from None
        except ValidationError as error:
            place = ".".join(map(str, error.errors()[0]["loc"]))
            raise BackupProblem(f"{folder / _FILE} klopt niet (bij {place or 'begin'}).") from None

    def write(self, folder: Path) -> None:
        file = folder / _FILE
        file.touch(mode=0o600)
        file.write_text(self.model_dump_json(indent=1) + "\n")


def database_in(folder: Path) -> Path:
    return folder / "database"


def document_in(folder: Path, sha256: str) -> Path:
    return folder / "documents" / sha256[:2] / sha256


def stored_file(path: Path) -> StoredFile:
    """Return what a file holds. Raises OSError."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return StoredFile(sha256=digest, size=file.tell())
