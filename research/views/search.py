"""Searching in all confirmed text that somebody may read."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from assessments.form_fields import DutchDateField, LineField
from networks.signed_in import SignedInRequest
from reports.models import ConfirmedText
from research.search import MOST, PAGE_SIZE, Search, Wanted, themes_to_choose

_YEAR = _("Vul een jaar in tussen 2000 en 2100.")


class SearchField(LineField):
    """Words to look for. The browser takes some more than fit, so that the page can say it, but no endless address."""

    _TOO_LONG = _("Dit zijn %(length)s tekens. Zoek met hoogstens %(limit)s.")
    SPARE = 100

    def __init__(self, *, limit: int = 200, **kwargs: Any) -> None:
        super().__init__(limit=limit, **kwargs)
        self.widget.attrs["maxlength"] = limit + self.SPARE

    def validate(self, value: str) -> None:
        if len(value) > self.limit:
            raise ValidationError(
                self._TOO_LONG, params={"length": len(value), "limit": self.limit}
            )


class NetworkForm(forms.Form):
    """Reports of which network."""

    zoek = SearchField(label=_("Zoek op netwerk"))


class YearField(forms.IntegerField):
    """A year to filter on, or nothing."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Jaar"),
            help_text=_("Waarin de periode valt."),
            required=False,
            min_value=DutchDateField.EARLIEST.year,
            max_value=DutchDateField.LATEST.year,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "number"}),
            error_messages={"invalid": _YEAR, "min_value": _YEAR, "max_value": _YEAR},
        )


class SearchForm(forms.Form):
    """What is looked for; the names stand in the address, which can be shared."""

    zoek = SearchField(label=_("Woorden"))
    netwerk = SearchField(label=_("Netwerk"), help_text=_("De naam of een deel ervan."))
    jaar = YearField()
    soort = forms.ChoiceField(
        label=_("Soort tekst"),
        required=False,
        choices=[("", _("alle")), *ConfirmedText.Kind.choices],
    )
    thema = forms.ChoiceField(label=_("Thema"), required=False)

    def __init__(
        self, *args: Any, themes: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"auto_id": "%s"} | kwargs)
        thema = self.fields["thema"]
        assert isinstance(thema, forms.ChoiceField)  # noqa: S101
        thema.choices = [("", _("alle")), *themes]

    def wanted(self) -> Wanted:
        data = self.cleaned_data
        slug, _slash, key = data["thema"].partition("/")
        return Wanted(
            words=data["zoek"],
            network=data["netwerk"],
            year=data["jaar"],
            kind=data["soort"],
            theme=(slug, key) if key else None,
        )


@require_safe
def search_page(request: SignedInRequest) -> HttpResponse:
    """Show twenty places at a time; the whole question is in the address."""
    form = SearchForm(request.GET or None, themes=themes_to_choose(request.user))
    context: dict[str, Any] = {"section": "reports", "here": "search", "form": form, "most": MOST}
    if form.is_valid() and form.cleaned_data["zoek"]:
        search = Search(request.user, form.wanted())
        page = Paginator(range(min(search.count, MOST)), PAGE_SIZE).get_page(
            request.GET.get("pagina")
        )
        kept = request.GET.copy()
        kept.pop("pagina", None)
        context |= {
            "search": search,
            "page": page,
            "hits": search.hits(range((page.number - 1) * PAGE_SIZE, page.end_index())),
            "kept": kept.urlencode(),
        }
    return render(request, "comparison/search.html", context)
