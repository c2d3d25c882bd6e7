"""What every page with a list of parts does with them: save one, add one, put them in order.

Deleting is in deleting.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Part
from assessments.saving import adding
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.saving.unit import Sent, Unit
from networks.models import User
from networks.signed_in import SignedInRequest

from . import entry_pages, order
from .entry_pages import Entry


@dataclass(frozen=True, kw_only=True)
class PartPage:
    """A page with the parts of one kind, of an assessment or an overarching report.

    `for_editing` fetches and locks the whole. `unit_of` returns what is typed at one part, `show`
    the page with a part that could not be saved. Call every method in a transaction.
    """

    model: type[Part]
    name: str
    for_editing: Callable[[User, int], Any]
    unit_of: Callable[[Any, Any], Unit]
    show: Callable[[SignedInRequest, Any, Entry], HttpResponse]
    # What stands before the primary key of a part, where the page has it.
    anchor: str = "p"

    def address(self, pk: int, part_pk: int) -> str:
        return reverse(self.name, args=[pk]) + f"#{self.anchor}-{part_pk}"

    def unit(self, whole: Any, part_pk: int) -> Unit:
        """Return what is typed at a part, also at one that was deleted: then the verb says so."""
        key = whole.text_versions.field.name
        rows = self.model.with_deleted.select_related("changed_by")
        return self.unit_of(whole, get_object_or_404(rows, **{key: whole, "pk": part_pk}))

    def save(self, request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
        def fetch(_sent: Sent) -> Unit:
            return self.unit(self.for_editing(request.user, pk), part_pk)

        def show(failed: Entry) -> HttpResponse:
            return self.show(request, failed.unit.whole, failed)

        return entry_pages.save(request, fetch, show, self.address(pk, part_pk))

    def add(
        self,
        request: SignedInRequest,
        whole: Any,
        form: forms.Form,
        show: Callable[[], HttpResponse],
    ) -> HttpResponse:
        """Add what a form holds as the last part; `show` shows the form when something is wrong."""
        refuse_unknown_fields(request.POST, [form])
        if not form.is_valid():
            return show()
        values: Mapping[str, Any] = form.cleaned_data
        part = adding.add_part(self.model, whole, values, by=request.user)
        messages.success(request, _("Toegevoegd."))
        return redirect(self.address(whole.pk, part.pk))

    def move(self, request: SignedInRequest, pk: int) -> HttpResponse:
        whole = self.for_editing(request.user, pk)
        return order.move(request, whole, self.model, reverse(self.name, args=[pk]))
