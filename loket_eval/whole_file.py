"""Files that commands write appear whole or not at all, so that readers never see half a report."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield a temporary file that replaces `path` at the end. Raises CommandError when it can't."""
    try:
        # In the same folder: a rename is only one step within a file system.
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            temporary = Path(file.name)
        try:
            yield temporary
            # Temporary files are private; the result gets the permissions that any other file would
            # get.
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CommandError(
            _("Het bestand {path} is niet te schrijven: {reason}.").format(
                path=path, reason=error.strerror
            )
        ) from error


def _umask() -> int:
    """Return the umask of this process, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
