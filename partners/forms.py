"""What a coordinator fills in to ask partners for their view."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.form_fields import EVIDENCE_LIMIT, DutchDateField, LineField, ProseField, offer
from assessments.forms.points import NewFindingForm
from assessments.models import Finding, View
from assessments.saving.typed_form import TypedForm
from indicators.catalogue import Catalogue, IndicatorEntry
from loket_eval.letters import normal_form
from networks.addresses import MailAddressField
from networks.models import Organisation

from .models import FactRemark

# Most people answer within two weeks, or not at all.
USUAL_TIME = timedelta(days=14)
_LATEST = timedelta(days=365)
# More lines than anybody asks functions of one organisation; a line is a form that is checked.
MOST_LINES = 20


class PartnerRowForm(forms.Form):
    """One organisation to ask, or not. `line` counts the functions of one organisation, from 0."""

    chosen = forms.BooleanField(required=False)
    function = LineField(label=_("Functie"), limit=200, short=True)
    email = MailAddressField(required=False)

    def __init__(
        self, *args: Any, organisation: Organisation, line: int = 0, **kwargs: Any
    ) -> None:
        kwargs["prefix"] = f"org{organisation.pk}" + (f"-{line}" if line else "")
        super().__init__(*args, **kwargs)
        self.organisation, self.line = organisation, line
        self.fields["chosen"].label = organisation.name

    @property
    def is_chosen(self) -> bool:
        return self.is_bound and bool(self["chosen"].value())

    @property
    def is_first(self) -> bool:
        return self.line == 0

    @property
    def is_forgotten(self) -> bool:
        """Whether an address was typed here without the tick. Last time's address is no such."""
        return not self.is_chosen and "email" in self.changed_data and bool(self["email"].value())

    @property
    def values(self) -> dict[str, Any]:
        """Whom it asks, once it is right."""
        return {
            "organisation": self.organisation,
            "function": self.cleaned_data["function"],
            "email": self.cleaned_data["email"],
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("chosen") and not values.get("email") and "email" not in self.errors:
            self.add_error("email", _("Vul het e-mailadres in, of haal het vinkje weg."))
        if self.is_forgotten and "email" not in self.errors:
            self.add_error(
                "email", _("Zet ook een vinkje bij deze partner, of maak dit veld leeg.")
            )
        return values


def refuse_same_function(rows: Iterable[PartnerRowForm]) -> None:
    """Add an error to each chosen row that asks the same function of an organisation again."""
    seen = set()
    for row in rows:
        if not row.is_chosen or not row.is_valid():
            continue
        asked = (row.organisation.pk, normal_form(row.cleaned_data["function"]))
        if asked in seen:
            row.add_error("function", _("U vraagt deze functie al. Vul een andere functie in."))
        seen.add(asked)


class AskForm(forms.Form):
    """About what partners are asked, until when, and with which words."""

    themes = forms.MultipleChoiceField(
        label=_("Over welke thema’s?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    answer_by = DutchDateField(label=_("Antwoorden tot en met"))
    word = ProseField(
        label=_("Persoonlijk woord"),
        help_text=_(
            "Niet verplicht. Waarom vraagt u juist hen? Het staat in de mail en op hun pagina."
        ),
        rows=3,
        short=True,
        limit=2000,
    )
    may_see_others = forms.BooleanField(
        label=_("Na het versturen mogen zij zien wat andere partners vinden"), required=False
    )

    def __init__(
        self,
        *args: Any,
        catalogue: Catalogue,
        question: IndicatorEntry | None,
        may_see_others: bool = False,
        **kwargs: Any,
    ) -> None:
        """`may_see_others` is what partners were told before."""
        kwargs["initial"] = {
            "may_see_others": may_see_others,
            "answer_by": timezone.localdate() + USUAL_TIME,
            "themes": [theme.key for theme in _with_questions(catalogue)],
        }
        super().__init__(*args, **kwargs)
        self.catalogue, self.question = catalogue, question
        if question is not None:
            del self.fields["themes"]
        else:
            themes = self.fields["themes"]
            assert isinstance(themes, forms.MultipleChoiceField)  # noqa: S101
            themes.choices = [(theme.key, theme.title) for theme in _with_questions(catalogue)]

    def clean_answer_by(self) -> date:
        day: date = self.cleaned_data["answer_by"]
        today = timezone.localdate()
        if day < today:
            raise ValidationError(_("Deze datum is voorbij. Kies vandaag of later."))
        if day > today + _LATEST:
            raise ValidationError(_("Kies een datum binnen een jaar."))
        return day

    def clean_themes(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["themes"]
        if not chosen:
            raise ValidationError(_("Kies ten minste één thema."))
        return chosen

    @property
    def questions(self) -> list[str]:
        """The keys that are asked; none when that is everything."""
        if self.question is not None:
            return [self.question.key]
        chosen = set(self.cleaned_data["themes"])
        themes = list(_with_questions(self.catalogue))
        if all(theme.key in chosen for theme in themes):
            return []
        return [i.key for theme in themes if theme.key in chosen for i in theme.indicators]


class DateForm(forms.Form):
    """Another last day."""

    answer_by = DutchDateField(label=_("Antwoorden tot en met"))
    clean_answer_by = AskForm.clean_answer_by


class AddressForm(forms.Form):
    """Where a link goes."""

    email = MailAddressField()


class RenewForm(DateForm, AddressForm):
    """Where another link goes, and until when it works."""


def _with_questions(catalogue: Catalogue) -> Iterable[Any]:
    return (theme for theme in catalogue.themes if theme.indicators)


class RemarkForm(TypedForm):
    """A remark on one paragraph of a report under review."""

    compared = ("remark",)

    remark = ProseField(
        label=_("Uw opmerking"),
        help_text=_("Wat klopt er niet, en wat is het wel? Geen namen van mensen."),
        rows=3,
        short=True,
        limit=EVIDENCE_LIMIT,
    )


class AskPersonForm(AddressForm, DateForm):
    """Who checks a conversation report, until when, and with which words."""

    field_order = ("email", "answer_by", "word")

    word = ProseField(
        label=_("Persoonlijk woord"),
        help_text=_("Niet verplicht. Het staat in de mail en op de pagina met het verslag."),
        rows=3,
        short=True,
        limit=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"answer_by": timezone.localdate() + USUAL_TIME})
        super().__init__(*args, **kwargs)


class CorrectionForm(TypedForm):
    """What the person spoken with corrects in a conversation report."""

    compared = ("remark",)

    remark = ProseField(
        label=_("Uw correctie"),
        help_text=_("Wat klopt er niet, en wat is het wel? Geen namen van mensen."),
        rows=3,
        short=True,
        limit=EVIDENCE_LIMIT,
    )

    def __init__(self, *args: Any, key: str, **kwargs: Any) -> None:
        """`key` is that of the question; empty for the whole report."""
        kwargs["prefix"] = f"vraag-{key}" if key else "geheel"
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The fields stand outside the form that sends them all.
            field.widget.attrs["form"] = "corrections"


class HandleForm(forms.Form):
    """What became of a remark on the facts of a report."""

    outcome = forms.ChoiceField(
        label=_("Wat doet u met deze opmerking?"),
        choices=FactRemark.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat u met de opmerking doet.")},
    )
    explanation = ProseField(
        label=_("Uw uitleg"),
        help_text=_("De partner krijgt deze uitleg per mail."),
        rows=2,
        short=True,
        limit=EVIDENCE_LIMIT,
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        needs_words = values.get("outcome") in ("not_taken_over", "answered")
        if needs_words and not values.get("explanation", "").strip():
            self.add_error("explanation", _("Leg uit waarom, zodat de partner het begrijpt."))
        return values


class DiscussedPointForm(NewFindingForm):
    """A new point about one question, resting on what was said of it."""

    kind = forms.ChoiceField(
        label=_("Soort"), choices=Finding.Kind.choices, widget=forms.RadioSelect
    )
    views = forms.MultipleChoiceField(label=_("Steunt op"), required=False)

    field_order = ["kind", "headline", "explanation", "views"]

    def __init__(self, *args: Any, views: Iterable[View], **kwargs: Any) -> None:
        """`views` are those to choose from."""
        kwargs["prefix"] = "new-point"
        super().__init__(*args, **kwargs)
        offer(self.fields["views"], [(str(view.pk), view.source.name) for view in views])
        # The ticks stand beside what was said, so every field names its form.
        for field in self.fields.values():
            field.widget.attrs["form"] = "new-point"


class HandleCorrectionForm(HandleForm):
    """What became of a correction on a conversation report."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].label = _("Wat doet u met deze correctie?")
        self.fields["explanation"].help_text = _("De gesprekspartner krijgt deze uitleg per mail.")
