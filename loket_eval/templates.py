"""Our templates as they are served: without the spaces that indent them for who reads them."""

import re

from django.template import Origin
from django.template.loaders import filesystem

_INDENTATION = re.compile(r"\n[ \t]+")


class Loader(filesystem.Loader):
    """Loads our own templates. Indentation would make a list of two thousand rows twice as heavy.

    No template may count on spaces at the beginning of a line, nor has one to fear them in a text that shows its white
    space. Line ends stay, so that an error is reported at its own line.
    """

    def get_contents(self, origin: Origin) -> str:
        return _INDENTATION.sub("\n", str(super().get_contents(origin)))
