"""The texts and conclusions of a report, as they are typed."""

from django.utils.translation import gettext_lazy as _

from assessments.form_fields import (
    LineField,
    ProseField,
)
from assessments.saving.typed_form import TypedForm


class TextsForm(TypedForm):
    """The texts of the report that no answer holds."""

    compared = (
        "summary",
        "introduction",
        "method",
        "functions_spoken_with",
        "sources_consulted",
        "commissioned_by",
        "authors",
        "publisher",
    )

    introduction = ProseField(
        label=_("Aanleiding en doel"), help_text=_("Waarom deze evaluatie, en voor wie?")
    )
    method = ProseField(
        label=_("Werkwijze"),
        help_text=_("Hoe is de evaluatie gedaan: in een sessie, met gesprekken?"),
    )
    summary = ProseField(
        label=_("Inleiding van de samenvatting"),
        help_text=_("Twee of drie zinnen. De kernpunten en aanbevelingen komen er vanzelf onder."),
    )
    functions_spoken_with = ProseField(
        label=_("Met wie is gesproken"),
        help_text=_("Eén functie op een regel, met een streepje ervoor. Nooit namen."),
    )
    sources_consulted = ProseField(
        label=_("Geraadpleegde bronnen"),
        help_text=_("Eén bron op een regel, met een streepje ervoor."),
    )
    commissioned_by = LineField(
        label=_("Opdrachtgever"),
        help_text=_("Wie vroeg om deze evaluatie? Dit en wat hieronder staat komt in het colofon."),
    )
    authors = ProseField(
        label=_("Wie hebben het rapport geschreven"),
        help_text=_("Eén functie op een regel, met een streepje ervoor. Nooit namen."),
        rows=2,
        short=True,
    )
    publisher = LineField(
        label=_("Uitgever"), help_text=_("De organisatie die het rapport uitbrengt.")
    )


class ConclusionForm(TypedForm):
    """A question of the assessment, with the conclusion."""

    compared = ("question", "text")

    question = ProseField(label=_("Vraag"), required=True, rows=1, short=True, limit=2000)
    text = ProseField(label=_("Conclusie"), rows=3)


class NewConclusionForm(ConclusionForm):
    """A conclusion to add."""

    served = None  # type: ignore[assignment]
