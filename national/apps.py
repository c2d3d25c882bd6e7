from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NationalConfig(AppConfig):
    name = "national"
    verbose_name = _("Landelijk")

    def ready(self) -> None:
        from assessments import office_work
        from assessments.personal_data.typed_texts import WHOLES, Whole

        from .network_progress import work_of_office
        from .recipes import register_all
        from .typed_texts import names_of_networks, report_texts

        register_all()
        WHOLES["national.NationalDataCheck"] = Whole(report_texts, names_of_networks)
        office_work.register(work_of_office)
