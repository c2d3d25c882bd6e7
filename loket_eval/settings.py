"""Settings, read from the environment; without any, the portal runs on SQLite on this machine.

LOKET_PRODUCTION=1 turns every transport and cookie protection on and then requires LOKET_SECRET_KEY
and LOKET_HOSTS. docs/decisions/0004-security-settings.md gives the reason for each setting.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
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
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []

INSTALLED_APPS = [
    "django_tasks",
    "django_tasks_db",
    "networks",
    "indicators",
    "documents",
    "assessments",
    "partners",
    "reports",
    "national",
    "research",
    "samples",
    "loket_eval.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "csp",
    "django_htmx",
    "simple_history",
]

MIDDLEWARE = [
    # First, so that redirects and errors of the other middleware get the header too.
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Before everything that reads a cookie, a query or a form.
    "loket_eval.middleware.OddBytesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "loket_eval.middleware.LoginRequiredMiddleware",
    "loket_eval.middleware.NoStoreMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "assessments.middleware.OwnJudgementFirstMiddleware",
    # Last, so that messages shown on its page count as shown.
    "loket_eval.middleware.WrongMethodMiddleware",
]

ROOT_URLCONF = "loket_eval.urls"
WSGI_APPLICATION = "loket_eval.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "loket_eval.templates.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            # Any template shows names.
            "builtins": ["loket_eval.direction"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["loket"]
CRISPY_TEMPLATE_PACK = "loket"

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{LOCAL_DIR / 'loket.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # With Django's defaults, eight people who save at the same time get "database is locked"; these
    # settings make them wait for each other instead (docs/decisions/0003-databases.md).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Without recursive triggers, INSERT OR REPLACE deletes a frozen row without firing the
        # trigger on DELETE.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; "
            "PRAGMA recursive_triggers=ON;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The rate limits on logging in must hold across worker processes, so they need a shared cache.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "loket_cache"}
}

AUTH_USER_MODEL = "networks.User"
# Not allauth's own backend: it also accepts e-mail addresses that an account had before.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "networks.accounts.MinimumLength", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
# The login page that carries along a form which was posted when nobody was logged in.
RESCUE_LOGIN_PAGE = "networks.accounts.login_page"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "networks.accounts.ClosedAccountAdapter"
ACCOUNT_FORMS = {
    "login": "networks.accounts.LoginForm",
    "reset_password": "networks.accounts.ResetPasswordForm",
    "reset_password_from_key": "networks.accounts.ResetPasswordKeyForm",
    "change_password": "networks.accounts.ChangePasswordForm",
    "set_password": "networks.accounts.SetPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}

# One long working day; no text is lost when a session ends (docs/decisions/0005-saving.md).
SESSION_COOKIE_AGE = 14 * 60 * 60
SESSION_COOKIE_SECURE = PRODUCTION
# A browser only accepts a __Host- cookie over HTTPS from this very host, so a subdomain can't set
# it.
SESSION_COOKIE_NAME = "__Host-sessionid" if PRODUCTION else "sessionid"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_NAME = "__Host-csrftoken" if PRODUCTION else "csrftoken"
CSRF_FAILURE_VIEW = "loket_eval.rescue.csrf_failure"
SECURE_SSL_REDIRECT = PRODUCTION
# The number of proxies in front of the portal. Each must set these headers itself and drop those
# that a visitor sent.
PROXIES = int(os.environ.get("LOKET_PROXIES", "1" if PRODUCTION else "0"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
# X-Forwarded-For of these proxies gives the address that login attempts are counted by.
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
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
    }
}

# `manage.py db_worker` makes the documents (docs/decisions/0007-documents.md).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DOCUMENTS_DIR = Path(os.environ.get("LOKET_DOCUMENTS") or LOCAL_DIR / "documents")
# Bytes for making one document; the worker makes one at a time.
DOCUMENTS_MEMORY = int(os.environ.get("LOKET_DOCUMENTS_MEMORY", "2048")) * 2**20

# Without JavaScript a theme is posted as a whole: 50 indicators with 8 fields each stay under this
# number.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["loket_eval.uploads.KeptInMemory"]

# At least so many networks and organisations are behind each number in the shared overarching
# report (docs/decisions/0008-small-numbers.md).
MINIMUM_NETWORKS = int(os.environ.get("LOKET_MINIMUM_NETWORKS", "3"))
MINIMUM_ORGANISATIONS = int(os.environ.get("LOKET_MINIMUM_ORGANISATIONS", "3"))
if MINIMUM_NETWORKS < 2 or MINIMUM_ORGANISATIONS < 1:
    raise ImproperlyConfigured(
        "LOKET_MINIMUM_NETWORKS is ten minste 2 en LOKET_MINIMUM_ORGANISATIONS ten minste 1."
    )

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
# Outside production, files are served from where they are.
STATIC_ROOT = LOCAL_DIR / "static" if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "loket_eval.joined_scripts.JoinedScriptsFinder",
]
# The only folder from which a PDF takes a style sheet (loket_eval/pdf).
PRINT_STYLE_DIR = BASE_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG

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

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # The path of a request that fails may hold the secret of a link.
    "filters": {"secrets": {"()": "loket_eval.masking.MaskSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # What Django's own server says of every request.
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
