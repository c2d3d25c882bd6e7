"""Form fields for text and numbers as Dutch people type them."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loket_eval.prose import clean_text

TEXT_LIMIT = 50_000
EVIDENCE_LIMIT = 10_000
HEADLINE_LIMIT = 200


class ProseField(forms.CharField):
    """Text of any length up to a limit, without the invisible characters that word processors leave
    in a paste.

    The browser is not told the limit: it would cut a paste off without a word.
    """

    widget: type[forms.Widget] = forms.Textarea

    def __init__(
        self, *, limit: int = TEXT_LIMIT, rows: int = 4, short: bool = False, **kwargs: Any
    ) -> None:
        kwargs.setdefault("required", False)
        super().__init__(strip=False, **kwargs)
        self.limit = limit
        # Not needed, and it would refuse what clean_text takes away.
        self.validators = []
        self.widget.attrs |= {"rows": rows, "class": "short" if short else "long", "dir": "auto"}

    def to_python(self, value: Any) -> str:
        return clean_text(str(value)) if value not in self.empty_values else ""

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.limit:
            raise ValidationError(
                _(
                    "Deze tekst heeft %(length)s tekens; er passen er hoogstens %(limit)s. "
                    "Er is niets ingekort."
                ),
                params={"length": len(value), "limit": self.limit},
            )


class LineField(ProseField):
    """One line of text; a pasted line end becomes a space."""

    widget = forms.TextInput

    def __init__(self, *, limit: int = HEADLINE_LIMIT, short: bool = False, **kwargs: Any) -> None:
        super().__init__(limit=limit, **kwargs)
        self.widget.attrs = {"dir": "auto"} | ({"class": "short"} if short else {})

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class DutchDecimalField(forms.DecimalField):
    """A number that is not negative, as Dutch people write it; what has two readings is refused.

    A comma stands before decimals. Three digits after a point or a space are a group of thousands,
    which no zero can precede; one or two digits after a point are decimals.
    """

    _GROUPS = r"[1-9]\d{0,2}(?:(?P<sign>[. ])\d{3})(?:(?P=sign)\d{3})*"
    _WRITTEN = re.compile(
        rf"[-−]?(?:{_GROUPS}(?:,\d*)?|\d+(?:,\d*|\.(?!\d{{3}}$)\d*)?|[.,]\d{{1,2}})"
    )
    _THREE_AFTER_POINT = re.compile(r"[-−]?\d*\.\d{3}")

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("Vul een getal in, zoals 12 of 12,5."),
        "ambiguous": _(
            "Dit getal is op twee manieren te lezen. Zet een komma voor de decimalen, "
            "zoals 0,5, en gebruik een punt "
            "alleen tussen duizendtallen, zoals 1.500."
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=12, decimal_places=2, required=False, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "class": "number"}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # Django derives it from IntegerField
        # Spreadsheet programs put narrow or fixed spaces between thousands.
        text = re.sub(r"\s", " ", clean_text(str(value))) if value not in self.empty_values else ""
        written = self._WRITTEN.fullmatch(text)
        if written is None and self._THREE_AFTER_POINT.fullmatch(text):
            raise ValidationError(self.error_messages["ambiguous"], code="ambiguous")
        if text and written is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if written and written["sign"]:
            text = text.replace(written["sign"], "")
        number = super().to_python(text.replace(",", ".").replace("−", "-"))
        return Decimal(0) if number is not None and number.is_zero() else number

    def prepare_value(self, value: Any) -> Any:
        return number_text(value) if isinstance(value, Decimal) else value


class DutchDateField(forms.DateField):
    """A day in a plausible year: a typing error in the year would end up in the report."""

    EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
    default_error_messages = {"invalid": _("Vul een datum in, zoals 1-9-2027.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs
        )

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and not self.EARLIEST <= value <= self.LATEST:
            raise ValidationError(_("Vul een datum in tussen 2000 en 2100."))


class DigestsField(forms.Field):
    """Digests of values by the name of their field.

    Nobody types it: what isn't one of ours says nothing (None).
    """

    widget = forms.HiddenInput
    _ONE = re.compile(r"([a-z_]+):([\w-]{0,11})", re.ASCII)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> dict[str, str] | None:
        version, *texts = str(value or "").split(" ")
        found = [self._ONE.fullmatch(text) for text in texts]
        if version != "v1" or not all(found):
            return None
        return {one[1]: one[2] for one in found if one}


def digests_text(digests: Mapping[str, str]) -> str:
    """Return digests as a DigestsField reads them."""
    return " ".join(["v1", *(f"{name}:{digest}" for name, digest in digests.items())])


def text_of(field: forms.Field, value: Any) -> str:
    """Return the value of a field as one text, in one way: what is compared, and what a history
    holds.

    Several choices are a line each, sorted.
    """
    if isinstance(value, list | tuple | set):
        return "\n".join(sorted(map(str, value)))
    if isinstance(value, bool) and isinstance(field.widget, forms.CheckboxInput):
        return "on" if value else ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(field, ProseField):
        value = field.to_python(value)
    elif isinstance(value, Decimal):
        value = number_text(value)
    return "" if value is None else str(value)


def is_many(field: forms.Field) -> bool:
    """Say whether more than one can be chosen."""
    return isinstance(field, forms.MultipleChoiceField)


def sent_as(field: forms.Field, text: str) -> str | list[str]:
    """Return what `text_of` made as a browser sends it."""
    return text.split("\n") if is_many(field) and text else [] if is_many(field) else text


def shown_text(form_field: forms.Field, text: str) -> str:
    """Return a stored text as a person reads it: a choice by its label."""
    labels = {str(value): str(label) for value, label in getattr(form_field, "choices", ())}
    if isinstance(form_field, forms.BooleanField):
        return gettext("ja") if text else gettext("nee")
    if is_many(form_field):
        return "\n".join(labels.get(one, one) for one in sent_as(form_field, text))
    return labels.get(text, text) if labels else text


def digest_of(text: str) -> str:
    """Return a short sign that differs when the texts do; an empty one for no text."""
    if not text:
        return ""
    digest = blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def number_text(number: Decimal) -> str:
    """Return a number with a decimal comma and without needless zeros: 12 or 12,5."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def offer(field: forms.Field, choices: list[tuple[Any, Any]]) -> None:
    """Let a choice field offer these choices."""
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
