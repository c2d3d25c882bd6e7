from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    name = "networks"
    verbose_name = _("Netwerken en mensen")

    def ready(self) -> None:
        from loket_eval.running.measures import register_gauge

        from .models import Mail
        from .trail import logins  # noqa: F401 - connects them

        for state in (Mail.State.QUEUED, Mail.State.REFUSED, Mail.State.BOUNCED):
            register_gauge(
                f"mail_{state}",
                f"Mails that are {state}",
                Mail.objects.filter(state=state).count,
            )
        from .own_account import signals  # noqa: F401
