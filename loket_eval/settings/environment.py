"""What the environment says of this machine: its folders, its key, and where the portal is."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key

from .production import ProductionVariables, is_production
from .variables import Variables

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# Files that this machine makes: database, secret key, collected static files.
LOCAL_DIR = BASE_DIR / ".local"

VARIABLES = (ProductionVariables if is_production(os.environ) else Variables).read(os.environ)
PRODUCTION = VARIABLES.production
DEBUG = VARIABLES.debug


def _local_secret_key() -> str:
    """Return this machine's own secret key, made on first use."""
    path = LOCAL_DIR / "secret_key"
    LOCAL_DIR.mkdir(exist_ok=True)
    try:
        # Mode "x" fails when another process just made the file, so both read the same key.
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(get_random_secret_key())
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = VARIABLES.secret_key or _local_secret_key()
ALLOWED_HOSTS = VARIABLES.hosts
# Where the portal is, for links in mails: never the address that somebody sent along.
PORTAL_ADDRESS = VARIABLES.address or (
    f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else f"http://localhost:{VARIABLES.port}"
)
# Where somebody who found a leak can tell it: loket_eval/security_txt.py.
SECURITY_CONTACT = VARIABLES.security_contact
