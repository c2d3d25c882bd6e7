from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    name = "networks"
    verbose_name = _("Netwerken en mensen")

    def ready(self) -> None:
        from .trail import logins  # noqa: F401 - connects them
