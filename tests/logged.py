"""The log as a test quotes it, without what differs from request to request."""

import io
import re


def messages(log: io.StringIO) -> str:
    """Return the messages of the lines, without level, logger and number of the request."""
    return re.sub(r"^[A-Z]+ [\w.]+( \[\w{8}\])?: ", "", log.getvalue(), flags=re.MULTILINE)
