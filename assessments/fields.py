"""Form fields for text and numbers as Dutch people type them."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from loket_eval.prose import clean_text

TEXT_LIMIT = 50_000
EVIDENCE_LIMIT = 10_000
HEADLINE_LIMIT = 200


class ProseField(forms.CharField):
    """Text of any length up to a limit, without the invisible characters that word processors leave in a paste.

    The browser is not told the limit: it would cut a paste off without a word.
    """

    widget: type[forms.Widget] = forms.Textarea

    def __init__(self, *, limit: int = TEXT_LIMIT, rows: int = 4, short: bool = False, **kwargs: Any) -> None:
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
                _("Deze tekst heeft %(length)s tekens; er passen er hoogstens %(limit)s. Er is niets ingekort."),
                params={"length": len(value), "limit": self.limit},
            )


class LineField(ProseField):
    """One line of text; a pasted line end becomes a space."""

    widget = forms.TextInput

    def __init__(self, *, limit: int = HEADLINE_LIMIT, **kwargs: Any) -> None:
        super().__init__(limit=limit, **kwargs)
        self.widget.attrs = {"dir": "auto"}

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class DutchDecimalField(forms.DecimalField):
    """A number that is not negative, with a decimal comma or point, and points between thousands."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Vul een getal in, zoals 12 of 12,5.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=12, decimal_places=2, required=False, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "class": "number"}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # Django derives it from IntegerField
        text = re.sub(r"\s", "", str(value)) if value not in self.empty_values else ""
        if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d*)?", text):
            text = text.replace(".", "")
        return super().to_python(text.replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        return number_text(value) if isinstance(value, Decimal) else value


def number_text(number: Decimal) -> str:
    """Return a number with a decimal comma and without needless zeros: 12 or 12,5."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
