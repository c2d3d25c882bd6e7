"""Secrets in addresses, taken out of what is logged or kept."""

import logging
import re

# A part of a path or a value in a query that is as long as no ordinary name: the secret of a link.
_SECRET = re.compile(r"(?<=[/=])[A-Za-z0-9_-]{32,}")
MASK = "…"


def masked(text: str) -> str:
    """Return the text in which no address works that has a secret."""
    return _SECRET.sub(MASK, text)


class MaskSecrets(logging.Filter):
    """Lets every record through, without the secrets of links.

    Django logs the path of each request that fails.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        without = masked(message)
        if without != message:
            record.msg, record.args = without, ()
        return True
