from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    name = "networks"
    verbose_name = _("Netwerken en mensen")

    def ready(self) -> None:
        from .own_account import signals  # noqa: F401
