"""A form for what is typed and saved often: it knows what each of its texts was based on."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.form_fields import DigestsField, RevisionField, digest_of, digests_text, posted_as
from loket_eval.prose import clean_text

from .revisions import Basis

# Sent next to a form's own fields: by Django, by the script, and by the buttons of a form.
_BESIDE = {"csrfmiddlewaretoken", "editor", "step", "person", "resolve", "action"}
# Fields of a form that say what it was based on.
BOOKKEEPING = ("revision", "served", "seen")


def refuse_unknown_fields(
    posted: QueryDict, form_list: Iterable[forms.BaseForm] = (), *names: str
) -> None:
    """Raise BadRequest when something was posted that no form asks for, and that isn't one of `names` either."""
    known = (
        _BESIDE | set(names) | {form.add_prefix(name) for form in form_list for name in form.fields}
    )
    unknown = sorted(set(posted) - known)
    if unknown:
        raise BadRequest(
            _(
                "Het formulier bevatte een veld dat hier niet hoort (%(name)s). Er is niets opgeslagen."
            )
            % {"name": unknown[0][:60]}
        )


class RevisedForm(forms.Form):
    """A form for something that is saved often. `compared` names the fields to show first when two texts meet.

    `revision` is what the text was based on, `served` what each field held then. `seen` is what
    each field of the other text held that somebody chooses about. `merges` says whether two texts
    can be put together.
    """

    compared: tuple[str, ...] = ()
    merges = True
    revision = RevisionField()
    served = DigestsField()
    seen = DigestsField()

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        if field_name != "served":
            return super().get_initial_for_field(field, field_name)
        digests = self.digests(self.initial)
        return digests_text({name: digest for name, digest in digests.items() if digest})

    @property
    def own_fields(self) -> dict[str, forms.Field]:
        """The fields that somebody fills in, those to compare first."""
        names = [*(name for name in self.compared if name in self.fields), *self.fields]
        return {name: self.fields[name] for name in names if name not in BOOKKEEPING}

    def digests(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Return a digest of each value, by the name of its field."""
        return {
            name: digest_of(posted_as(field, values.get(name)))
            for name, field in self.own_fields.items()
        }

    def basis(self, posted: QueryDict) -> Basis:
        """Return what this save was based on. Call it on a valid form."""
        step = posted.get("step", "")
        return Basis(
            revision=self.cleaned_data["revision"],
            editor=clean_text(posted.get("editor", ""))[:40],
            step=int(step) if step.isdecimal() and len(step) < 10 else 0,
        )

    def values(self) -> dict[str, Any]:
        """Return the cleaned values, without the bookkeeping."""
        return {name: value for name, value in self.cleaned_data.items() if name not in BOOKKEEPING}
