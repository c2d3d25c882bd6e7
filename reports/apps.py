from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Rapporten")

    def ready(self) -> None:
        from .recipes import register_all

        register_all()
