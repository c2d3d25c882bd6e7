"""What the browser gets of a folder with a main file: `saving/main.js` is served as `saving.js`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from . import joined_scripts, joined_styles
from .joined_styles import SOURCES

JOIN = {".js": joined_scripts.join, ".css": joined_styles.join}


class JoinedFilesFinder(BaseFinder):
    """Finds `saving.js` where there is a `saving/main.js`, joined from its modules."""

    storage = FileSystemStorage(location=settings.LOCAL_DIR / "joined")

    def find(self, path: str, find_all: bool = False) -> Any:
        kind = Path(path).suffix
        main = SOURCES / path.removesuffix(kind) / f"main{kind}"
        paths = [self._make(main)] if kind in JOIN and main.is_file() else []
        # Django expects a list for find_all, one path otherwise, and something empty for no match.
        return paths if find_all or not paths else paths[0]

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        for main in sorted(main for kind in JOIN for main in SOURCES.rglob(f"main{kind}")):
            yield Path(self._make(main)).relative_to(self.storage.location).as_posix(), self.storage

    def _make(self, main: Path) -> str:
        """Return the path of the joined file, after writing it where it changed."""
        folder = main.parent.relative_to(SOURCES)
        path = Path(self.storage.path(f"{folder}{main.suffix}"))
        content = JOIN[main.suffix](main)
        if not path.exists() or path.read_text() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Another process may be writing or reading the same file, so it is replaced in one
            # step.
            with NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
                file.write(content)
            # Temporary files are private to their owner, but the web server must be able to read
            # this one.
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        return str(path)
