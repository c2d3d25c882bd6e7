"""What is filled in about a source itself; what it says about a question is in source_views.py."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.form_fields import DutchDateField, LineField, offer
from assessments.models import Source
from assessments.saving.typed_form import TypedForm
from networks.models import Membership, Organisation

# What is asked of each kind, in this order; what it can't do without comes first.
FIELDS: dict[str, tuple[str, ...]] = {
    Source.Kind.CONVERSATION: ("function", "organisation", "held_on", "may_quote"),
    Source.Kind.DOCUMENT: ("title", "maker", "held_on", "place", "may_quote"),
    Source.Kind.MEETING: ("title", "held_on", "may_quote"),
}


class SourceForm(TypedForm):
    """What is known of one source; which fields it has depends on its kind."""

    compared = ("function", "title", "maker", "place", "organisation", "held_on", "may_quote")

    function = LineField(
        label=_("Functie"),
        help_text=_("Bijvoorbeeld: wijkagent. Nooit de naam van een persoon."),
        short=True,
    )
    title = LineField(label=_("Titel"), limit=300)
    maker = LineField(
        label=_("Maker"),
        help_text=_("De organisatie die het maakte. Nooit de naam van een persoon."),
        short=True,
    )
    organisation = forms.TypedChoiceField(
        label=_("Organisatie"), coerce=int, empty_value=None, required=False
    )
    held_on = DutchDateField(label=_("Datum"), required=False)
    place = LineField(
        label=_("Waar te vinden"), limit=500, help_text=_("Een map, een dossier of een webadres.")
    )
    may_quote = forms.BooleanField(
        label=_("Mag letterlijk worden geciteerd"),
        required=False,
        help_text=_("Zet dit alleen aan als daar toestemming voor is."),
    )

    def __init__(
        self, *args: Any, kind: str, organisations: Iterable[Organisation] = (), **kwargs: Any
    ) -> None:
        """`organisations` are those to choose from."""
        super().__init__(*args, **kwargs)
        asked = FIELDS.get(kind, ())
        order = [*asked, "served"]
        self.fields = {name: self.fields[name] for name in order if name in self.fields}
        for name in asked[:1]:
            self.fields[name].required = True
        if kind == Source.Kind.MEETING:
            self.fields["title"].help_text = _("Bijvoorbeeld: evaluatiesessie met alle partners.")
        if "organisation" in self.fields:
            known = [(str(one.pk), one.name) for one in organisations]
            offer(self.fields["organisation"], [("", _("geen of een andere")), *known])


class NewSourceForm(SourceForm):
    """A source to add. Whether it may be quoted is asked on its own page."""

    served = None  # type: ignore[assignment]
    may_quote = None  # type: ignore[assignment]


class EvaluatorForm(forms.Form):
    """Which evaluator of the network writes in this assessment."""

    evaluator = forms.TypedChoiceField(label=_("Evaluator"), coerce=int)

    def __init__(self, *args: Any, memberships: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.TypedChoiceField", self.fields["evaluator"])
        field.choices = [(str(one.user_id), one.user.name) for one in memberships]
