"""The server that takes mail, and what becomes of it without one."""

import os

from .environment import PRODUCTION

# `manage.py db_worker` sends the mail (docs/decisions/0013-mail.md). On a machine of one's own
# without a mail server it goes nowhere: it is read in the outbox.
EMAIL_HOST = os.environ.get("LOKET_SMTP_HOST", "localhost" if PRODUCTION else "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
EMAIL_PORT = int(os.environ.get("LOKET_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("LOKET_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("LOKET_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("LOKET_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("LOKET_FROM_EMAIL", "loket@localhost")
# Whether the outbox shows the links in a mail, with which anybody can do what the mail is for.
MAIL_SHOWS_LINKS = not PRODUCTION
# How long sent mail can be read in the outbox.
MAIL_KEPT_DAYS = int(os.environ.get("LOKET_MAIL_KEPT_DAYS", "30"))
