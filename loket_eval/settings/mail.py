"""The server that takes mail, and what becomes of it without one."""

from .environment import PRODUCTION, VARIABLES

# `manage.py db_worker` sends the mail (docs/decisions/0013-mail.md). On a machine of one's own
# without a mail server it goes nowhere: it is read in the outbox.
EMAIL_HOST = VARIABLES.smtp_host or ("localhost" if PRODUCTION else "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
EMAIL_PORT = VARIABLES.smtp_port
EMAIL_HOST_USER = VARIABLES.smtp_user
EMAIL_HOST_PASSWORD = VARIABLES.smtp_password
EMAIL_USE_TLS = VARIABLES.smtp_tls
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = VARIABLES.from_email
# Whether the outbox shows the links in a mail, with which anybody can do what the mail is for.
MAIL_SHOWS_LINKS = not PRODUCTION
# How long sent mail can be read in the outbox.
MAIL_KEPT_DAYS = VARIABLES.mail_kept_days
