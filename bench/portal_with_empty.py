"""The portal with an empty address beside its own, for bench/partners_load.py."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket_eval.settings")

from django.conf import settings

settings.ROOT_URLCONF = "bench.urls"

from loket_eval.wsgi import application  # noqa: E402

__all__ = ["application"]
