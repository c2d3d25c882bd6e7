from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = _("Indicatorensets")

    def ready(self) -> None:
        from .recipes import register_all

        register_all()
