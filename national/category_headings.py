"""Words for the columns of an overarching report."""

from django.utils.translation import gettext as _


def heading(category: str) -> str:
    """Return the heading of one of CATEGORIES, short enough for a column."""
    return {
        "strength": _("Sterk"),
        "improvement": _("Te verbeteren"),
        "mixed": _("Deels"),
        "unknown": _("Geen zicht op"),
        "not_applicable": _("Niet van toepassing"),
        "": _("Geen oordeel"),
    }[category]
