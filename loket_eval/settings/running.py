"""What whoever runs the portal sees of it: its log, and the addresses that tell how it is."""

from .environment import PRODUCTION, VARIABLES

STATUS_TOKEN = VARIABLES.status_token
# In MB; with less, `/gereed` says that the disk is nearly full.
DISK_FREE = VARIABLES.disk_free
# A container or a machine next door asks over plain HTTP (docs/decisions/0017-running.md).
SECURE_REDIRECT_EXEMPT = [r"^(gezond|gereed|metrics)/?$"]

_LINES = {"text": "TextLines", "json": "JsonLines"}[VARIABLES.log]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # The path of a request that fails may hold the secret of a link.
    "filters": {"secrets": {"()": "loket_eval.masking.MaskSecrets"}},
    "formatters": {
        "lines": {"()": f"loket_eval.running.log_lines.{_LINES}", "careful": PRODUCTION},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["secrets"],
            "formatter": "lines",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # What Django's own server says of every request.
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Who did what, also in the database (networks/trail).
        "loket.trail": {"level": "INFO"},
    },
}
