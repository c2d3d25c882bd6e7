"""The part of a form in which a coordinator chooses organisations, functions and addresses."""

from collections import defaultdict
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment
from networks.models import Organisation
from networks.signed_in import SignedInRequest
from partners.forms import MOST_LINES, PartnerRowForm, refuse_same_function
from partners.models import PartnerLink


class AskedPartners:
    """The organisations of a network, each with a row for every function that can be asked.

    A button adds a row: then the form comes back with all that was filled in. Nothing is sent.
    """

    def __init__(self, assessment: Assessment, data: QueryDict | None) -> None:
        last = _asked_last_time(assessment)
        self.is_sent = data is not None and "more" not in data
        self.groups: list[tuple[Organisation, list[PartnerRowForm]]] = []
        added = _number(data.get("more", "")) if data is not None else 0
        for one in Organisation.objects.filter(networks=assessment.network_id):
            earlier = last[one.pk]
            lines = len(earlier)
            if data is not None:
                lines = min(_number(data.get(f"org{one.pk}-lines", "")), MOST_LINES)
            rows = [
                PartnerRowForm(
                    data,
                    organisation=one,
                    line=line,
                    initial=earlier[line] if line < len(earlier) else {},
                )
                for line in range(max(1, lines))
            ]
            if not self.is_sent:
                for row in rows:
                    leave_unchecked(row)
            if one.pk == added and len(rows) < MOST_LINES:
                rows.append(
                    PartnerRowForm(organisation=one, line=len(rows), initial={"chosen": True})
                )
            self.groups.append((one, rows))

    @property
    def rows(self) -> list[PartnerRowForm]:
        return [row for _organisation, rows in self.groups for row in rows]

    @property
    def chosen(self) -> list[PartnerRowForm]:
        return [row for row in self.rows if row.is_chosen]

    def are_right(self, form: forms.Form) -> bool:
        """Say whether everything can be sent; what is wrong is an error of a row or the form."""
        if not self.is_sent:
            leave_unchecked(form)
            return False
        refuse_same_function(self.rows)
        is_right = all([form.is_valid(), *(row.is_valid() for row in self.rows)])
        if not self.chosen:
            form.add_error(None, _("Kies ten minste één organisatie."))
            return False
        return is_right

    def errors_with(self, form: forms.Form) -> list[forms.Form]:
        return [one for one in (form, *self.rows) if self.is_sent and one.errors]


def _asked_last_time(assessment: Assessment) -> dict[int, list[dict[str, str]]]:
    """Return what was filled in before of each organisation, by function."""
    found: dict[int, dict[str, dict[str, str]]] = defaultdict(dict)
    earlier = PartnerLink.objects.filter(source__assessment__network=assessment.network_id)
    for link in earlier.select_related("source").order_by("made_at"):
        values = {"function": link.source.function, "email": link.email}
        found[link.source.organisation_id or 0][link.source.function] = values
    lines: dict[int, list[dict[str, str]]] = defaultdict(list)
    lines.update({key: list(one.values())[-MOST_LINES:] for key, one in found.items()})
    return lines


def leave_unchecked(form: forms.Form) -> None:
    """Let a form show what was filled in so far, without saying what is wrong with it."""
    if form.is_bound:
        for name, field in form.fields.items():
            value = field.widget.value_from_datadict(form.data, {}, form.add_prefix(name))
            form.initial[name] = value
        form.is_bound = False


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def show_form(
    request: SignedInRequest, context: dict[str, Any], form: forms.Form, asked: AskedPartners
) -> HttpResponse:
    """Show the form, empty, with one row more, or with what is wrong."""
    errors = asked.errors_with(form)
    context |= {"form": form, "asked": asked, "error_forms": errors}
    return render(request, "partners/ask.html", context, status=422 if errors else 200)


def sent(request: SignedInRequest, count: int, page: str, pk: int) -> HttpResponse:
    """Say that the mails go out."""
    told = ngettext(
        "%(count)s partner krijgt een mail met een link.",
        "%(count)s partners krijgen een mail met een link.",
        count,
    )
    messages.success(request, told % {"count": count})
    return redirect(page, pk=pk)
