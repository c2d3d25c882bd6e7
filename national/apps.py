from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NationalConfig(AppConfig):
    name = "national"
    verbose_name = _("Landelijk")

    def ready(self) -> None:
        from .recipes import register_all

        register_all()
