"""A form for what is typed by more people: it knows what each of its fields was served with."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.form_fields import DigestsField, digest_of, digests_text

# Sent next to a form's own fields: by Django, with every form of ours, and by the buttons of a
# form.
_BESIDE = {"csrfmiddlewaretoken", "page", "step", "person", "token", "action"}


def refuse_unknown_fields(
    posted: QueryDict, form_list: Iterable[forms.BaseForm] = (), *names: str
) -> None:
    """Raise BadRequest when something was posted that no form asks for, and that isn't one of
    `names` either.
    """
    known = _BESIDE | set(names)
    for form in form_list:
        known |= {form.add_prefix(name) for name in form.fields}
        if isinstance(form, TypedForm):
            known |= {form.add_prefix(name) for name in ("served", "theirs", *form.gone)}
    unknown = sorted(set(posted) - known)
    if unknown:
        raise BadRequest(
            _(
                "Het formulier bevatte een veld dat hier niet hoort (%(name)s). "
                "Er is niets opgeslagen."
            )
            % {"name": unknown[0][:60]}
        )


class TypedForm(forms.Form):
    """A form whose fields are saved each by itself.

    `compared` names the fields to show first when two texts meet.

    `served` holds a digest of what each field held when the page was made. `gone` names fields of
    what was deleted: a page that was made before may still send them.
    """

    compared: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    served = DigestsField()

    def __iter__(self) -> Iterator[BoundField]:
        """Yield the digests last. When a page was cut off, half a form has none: its texts are then
        compared with no text, so they can't replace what nobody saw whole.
        """
        yield from sorted(super().__iter__(), key=lambda field: field.name == "served")

    @property
    def own_fields(self) -> dict[str, forms.Field]:
        """The fields that somebody fills in, those to compare first."""
        names = [*(name for name in self.compared if name in self.fields), *self.fields]
        return {name: self.fields[name] for name in names if name != "served"}

    @property
    def own_fields_in_order(self) -> dict[str, forms.Field]:
        """The same in the order of the form."""
        return {name: field for name, field in self.fields.items() if name != "served"}

    def show(self, values: Mapping[str, Any], texts: Mapping[str, str]) -> None:
        """Let the form show what is stored: values for its fields, and those values as one text
        each.
        """
        digests = digests_text({name: digest_of(text) for name, text in texts.items()})
        self.initial = {**values, "served": digests}

    def show_again(self, data: QueryDict) -> None:
        """Let the form show what somebody sent, with what is wrong with it."""
        self.data, self.is_bound, self._errors = data, True, None
        self.full_clean()

    def values(self) -> dict[str, Any]:
        """Return the cleaned values, without the bookkeeping."""
        return {name: value for name, value in self.cleaned_data.items() if name != "served"}
