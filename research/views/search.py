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
from assessments.kinds import CHOICES
from networks.signed_in import SignedInRequest
from reports.models import ConfirmedText
from research.search import MAX_HITS, PAGE_SIZE, Search, SearchTerms, themes_to_choose

_YEAR = _("Vul een jaar in tussen 2000 en 2100.")


class SearchField(LineField):
    """Words to search for.

    The browser accepts somewhat more than the limit, so that the page can say what is wrong, but no
    endless address.
    """

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
    """A search for reports by network."""

    zoek = SearchField(label=_("Zoek op netwerk"))


class YearField(forms.IntegerField):
    """A year to filter on; optional."""

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
    """The search form. Its field names are Dutch: they are in the address, which people share."""

    zoek = SearchField(label=_("Woorden"))
    netwerk = SearchField(label=_("Netwerk"), help_text=_("De naam of een deel ervan."))
    jaar = YearField()
    soort = forms.ChoiceField(
        label=_("Soort tekst"),
        required=False,
        choices=[("", _("alle")), *ConfirmedText.Kind.choices],
    )
    evaluatie = forms.ChoiceField(
        label=_("Soort evaluatie"), required=False, choices=[("", _("alle")), *CHOICES]
    )
    thema = forms.ChoiceField(label=_("Thema"), required=False)

    def __init__(
        self, *args: Any, themes: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"auto_id": "%s"} | kwargs)
        theme_field = self.fields["thema"]
        assert isinstance(theme_field, forms.ChoiceField)  # noqa: S101
        theme_field.choices = [("", _("alle")), *themes]

    def terms(self) -> SearchTerms:
        data = self.cleaned_data
        # Two sets can have a theme with the same key.
        slug, _slash, key = data["thema"].partition("/")
        return SearchTerms(
            words=data["zoek"],
            network=data["netwerk"],
            year=data["jaar"],
            kind=data["soort"],
            evaluation=data["evaluatie"],
            theme=(slug, key) if key else None,
        )


@require_safe
def search_page(request: SignedInRequest) -> HttpResponse:
    """Show twenty hits at a time; the whole search is in the address."""
    form = SearchForm(request.GET or None, themes=themes_to_choose(request.user))
    context: dict[str, Any] = {
        "section": "reports",
        "here": "search",
        "form": form,
        "most": MAX_HITS,
    }
    if form.is_valid() and form.cleaned_data["zoek"]:
        search = Search(request.user, form.terms())
        # The page needs places, not rows: Search fetches only those of this page.
        page = Paginator(range(min(search.count, MAX_HITS)), PAGE_SIZE).get_page(
            request.GET.get("pagina")
        )
        context |= {
            "search": search,
            "page": page,
            "hits": search.hits(range((page.number - 1) * PAGE_SIZE, page.end_index())),
        }
    return render(request, "research/search.html", context)
