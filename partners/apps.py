from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = _("Partners")

    def ready(self) -> None:
        from assessments import source_panels

        from .conversation_panel import conversation_panel
        from .conversation_reports import sources_with_progress

        source_panels.register(conversation_panel)
        source_panels.register_lines(sources_with_progress)
