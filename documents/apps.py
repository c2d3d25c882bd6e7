from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = _("Documenten")

    def ready(self) -> None:
        from loket_eval.running.measures import register_gauge

        from .models import Document

        for state in (Document.State.WAITING, Document.State.FAILED):
            register_gauge(
                f"documents_{state}",
                f"Documents that are {state}",
                Document.objects.filter(state=state).count,
            )
