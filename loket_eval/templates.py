"""Our templates as they are served: without the spaces that indent them for who reads them, and in
the portal's language."""

import re

from django.conf import settings
from django.template import Origin
from django.template.loaders import filesystem
from django.utils.translation import gettext, override

_INDENTATION = re.compile(r"\n[ \t]+")
_TRANSLATED = re.compile(r'{% translate "([^"\\{}]*)" %}')


class Loader(filesystem.Loader):
    """Loads our own templates. Indentation would make a list of two thousand rows twice as heavy.

    No template may count on spaces at the beginning of a line, nor has one to fear them in a text
    that shows its white space. Line ends stay, so that an error is reported at its own line.

    A portal in one language looks up its fixed texts here, not a thousand times a report.
    """

    def get_contents(self, origin: Origin) -> str:
        contents = _INDENTATION.sub("\n", str(super().get_contents(origin)))
        if len(settings.LANGUAGES) > 1:
            return contents
        with override(settings.LANGUAGE_CODE):
            return _TRANSLATED.sub(lambda found: gettext(found[1]), contents)
