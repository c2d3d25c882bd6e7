from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from loket_eval.letters import plain_letters


class ResearchConfig(AppConfig):
    name = "research"
    verbose_name = _("Onderzoek")

    def ready(self) -> None:
        connection_created.connect(_add_plain_letters, dispatch_uid="plain_letters")


def _add_plain_letters(connection: Any, **_signal: Any) -> None:
    """Give SQLite the function that research/search.py searches with."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("plain_letters", 1, plain_letters, deterministic=True)
