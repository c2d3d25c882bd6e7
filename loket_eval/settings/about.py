"""What the pages say about the portal itself: its version, and who is behind it."""

import tomllib

from .environment import BASE_DIR, VARIABLES

VERSION: str = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
ORGANISATION = VARIABLES.organisation
CONTACT = VARIABLES.contact
# Official statements elsewhere; without one the portal's own page says what there is to say.
STATEMENTS = {
    "privacy": VARIABLES.privacy_statement,
    "accessibility": VARIABLES.accessibility_statement,
}
