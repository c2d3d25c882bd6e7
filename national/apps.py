from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NationalConfig(AppConfig):
    name = "national"
    verbose_name = _("Landelijk")

    def ready(self) -> None:
        from assessments import office_work

        from .network_progress import work_of_office
        from .recipes import register_all

        register_all()
        office_work.register(work_of_office)
