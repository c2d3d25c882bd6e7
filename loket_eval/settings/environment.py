"""What the environment says of this machine: its folders, its key, and where the portal is."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# Files that this machine makes: database, secret key, collected static files.
LOCAL_DIR = BASE_DIR / ".local"

PRODUCTION = os.environ.get("LOKET_PRODUCTION", "") == "1"
DEBUG = os.environ.get("LOKET_DEBUG", "") == "1" and not PRODUCTION


def _required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Zet {name}; in productie is die nodig.")
    return value


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


SECRET_KEY = (
    _required("LOKET_SECRET_KEY")
    if PRODUCTION
    else os.environ.get("LOKET_SECRET_KEY") or _local_secret_key()
)
if PRODUCTION:
    ALLOWED_HOSTS = _required("LOKET_HOSTS").split(",")
else:
    ALLOWED_HOSTS = os.environ.get("LOKET_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
# Where the portal is, for links in mails: never the address that somebody sent along.
PORTAL_ADDRESS = os.environ.get("LOKET_ADDRESS", "").rstrip("/") or (
    f"https://{ALLOWED_HOSTS[0]}"
    if PRODUCTION
    else f"http://localhost:{os.environ.get('PORT', '8000')}"
)
