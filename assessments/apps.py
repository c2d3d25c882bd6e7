from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Evaluaties")

    def ready(self) -> None:
        from .personal_data.typed_texts import WHOLES, Whole, assessment_texts, names_around

        WHOLES["assessments.AssessmentDataCheck"] = Whole(assessment_texts, names_around)
