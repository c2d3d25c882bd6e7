"""A browser and its system in words, from what it says of itself."""

from django.utils.translation import gettext as _

# The first that is in the text counts: nearly every browser also claims to be Safari.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_in_words(user_agent: str) -> str:
    """Return for example "Firefox op Windows"."""
    browser = _first(user_agent, _BROWSERS) or _("Een onbekende browser")
    system = _first(user_agent, _SYSTEMS)
    if not system:
        return browser
    return _("%(browser)s op %(system)s") % {"browser": browser, "system": system}


def _first(text: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for sign, name in names if sign in text), "")
