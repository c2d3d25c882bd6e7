"""Settings, read from the environment; without any, the portal runs on SQLite on this machine.

LOKET_PRODUCTION=1 turns every transport and cookie protection on; `variables.py` says what is then
required. docs/decisions/0004-security-settings.md gives the reason for each setting.
"""

import dj_database_url

from .about import *
from .environment import *
from .environment import BASE_DIR, LOCAL_DIR, VARIABLES
from .logging_in import *
from .mail import *
from .privacy import *
from .running import *
from .security import *
from .static_files import *

INSTALLED_APPS = [
    # Before django_tasks_db: its `db_worker` takes the place of theirs.
    "loket_eval.running",
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
    "privacy",
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
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "django_htmx",
    "simple_history",
]

MIDDLEWARE = [
    # Around all others, so that everything is numbered and counted.
    "loket_eval.running.request_number.RequestNumberMiddleware",
    "loket_eval.running.measures.MeasuringMiddleware",
    # Before the others, so that redirects and errors of the other middleware get the header too.
    "csp.middleware.CSPMiddleware",
    "loket_eval.middleware.HeadersMiddleware",
    "loket_eval.middleware.NoStoreMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Before everything that needs a database, a session or the name of the host.
    "loket_eval.running.status_addresses.StatusAddressesMiddleware",
    # Before everything that reads a cookie, a query or a form.
    "loket_eval.middleware.OddBytesMiddleware",
    "loket_eval.middleware.LargeFormsMiddleware",
    "loket_eval.middleware.WholeFormMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "networks.own_account.middleware.PersonMiddleware",
    "networks.own_account.middleware.SessionTimeMiddleware",
    "loket_eval.middleware.LoginRequiredMiddleware",
    "networks.own_account.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "networks.trail.middleware.TrailMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "assessments.middleware.OwnJudgementFirstMiddleware",
    "networks.looking_inside.ReasonFirstMiddleware",
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
            # Any template shows names and links, every page has a foot, and one of an error a
            # number.
            "builtins": [
                "loket_eval.page_addresses",
                "loket_eval.direction",
                "loket_eval.guides.foot",
                "loket_eval.running.request_number",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "loket_eval.plain_inputs.Renderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["loket"]
CRISPY_TEMPLATE_PACK = "loket"

DATABASES = {
    "default": dj_database_url.parse(
        VARIABLES.database_url or f"sqlite:///{LOCAL_DIR / 'loket.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["OPTIONS"] = {
        # A server that doesn't answer costs a request five seconds, not minutes.
        "connect_timeout": 5,
        # What people type goes beside the statement and not in it: PostgreSQL logs statements that
        # fail or take long (docs/running/postgresql.sql).
        "server_side_binding": True,
    } | DATABASES["default"].get("OPTIONS", {})
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
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "loket_cache",
        # When it is full, counters are dropped: so large that nobody fills it within the limits.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# `manage.py db_worker` makes the documents (docs/decisions/0007-documents.md).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DOCUMENTS_DIR = VARIABLES.documents or LOCAL_DIR / "documents"
# Bytes for making one document; the worker makes one at a time.
DOCUMENTS_MEMORY = VARIABLES.documents_memory * 2**20
# Seconds that making one document may take, so that none holds up the others for ever.
DOCUMENTS_SECONDS = VARIABLES.documents_minutes * 60

# At least so many networks and organisations are behind each number in the shared overarching
# report (docs/decisions/0008-small-numbers.md).
MINIMUM_NETWORKS = VARIABLES.minimum_networks
MINIMUM_ORGANISATIONS = VARIABLES.minimum_organisations

# How long an entry of the trail is kept (docs/decisions/0018-trail.md).
TRAIL_DAYS = VARIABLES.trail_days

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
