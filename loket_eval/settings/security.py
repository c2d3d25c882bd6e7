"""Sessions, cookies, headers and uploads: docs/decisions/0004-security-settings.md says why."""

from csp.constants import NONE, SELF

from .environment import ALLOWED_HOSTS, PRODUCTION, VARIABLES

SESSION_ENGINE = "networks.own_account.session_store"
# One long working day; no text is lost when a session ends (docs/decisions/0005-saving.md).
SESSION_COOKIE_AGE = 14 * 60 * 60
SESSION_COOKIE_SECURE = PRODUCTION
# A browser only accepts a __Host- cookie over HTTPS from this very host, so a subdomain can't set
# it.
SESSION_COOKIE_NAME = "__Host-sessionid" if PRODUCTION else "sessionid"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_NAME = "__Host-csrftoken" if PRODUCTION else "csrftoken"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []
CSRF_FAILURE_VIEW = "loket_eval.rescue.csrf_failure"
SECURE_SSL_REDIRECT = PRODUCTION
# The number of proxies in front of the portal. Each must set these headers itself and drop those
# that a visitor sent.
PROXIES = (1 if PRODUCTION else 0) if VARIABLES.proxies is None else VARIABLES.proxies
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
# X-Forwarded-For of these proxies gives the address that login attempts are counted by.
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION and VARIABLES.hsts_subdomains
SECURE_HSTS_PRELOAD = PRODUCTION and VARIABLES.hsts_preload
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        # The default says the same; who reads the header needn't know that.
        "object-src": [NONE],
        "frame-src": [NONE],
        "worker-src": [NONE],
        "manifest-src": [NONE],
        "media-src": [NONE],
    }
}

# What scripts may ask of the browser: nothing but to copy, and the passkeys of this very site.
_ONLY_HERE = ("clipboard-write", "publickey-credentials-create", "publickey-credentials-get")
_NOWHERE = (
    "accelerometer", "autoplay", "camera", "clipboard-read", "display-capture", "encrypted-media",
    "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock",
    "serial", "storage-access", "usb", "xr-spatial-tracking",
)  # fmt: skip
EVERY_RESPONSE = {
    "Permissions-Policy": ", ".join(
        [f"{name}=(self)" for name in _ONLY_HERE] + [f"{name}=()" for name in _NOWHERE]
    ),
    # No other site may show a file of ours, or measure it.
    "Cross-Origin-Resource-Policy": "same-origin",
}

# Without JavaScript a theme is posted as a whole: 50 indicators with 8 fields each stay under this
# number.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["loket_eval.uploads.KeptInMemory"]
