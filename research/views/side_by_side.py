"""Comparing: choosing assessments by network and period, and their answers side by side."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from indicators.versions.lineage import lineage_of
from networks.signed_in import SignedInRequest
from research.side_by_side.answers import ThemeRows, side_by_side, uses_versions
from research.side_by_side.choice import Filter, Selection, networks_page, picked, sets_to_choose
from research.side_by_side.columns import columns_of

from .search import SearchField, YearField


class FilterForm(forms.Form):
    """Which networks are offered; without a set, that of the chosen assessments or the latest."""

    netwerk = SearchField(label=_("Netwerk"), help_text=_("De naam of een deel ervan."))
    jaar = YearField()
    kader = forms.ChoiceField(label=_("Indicatorenset"), required=False)

    def __init__(self, *args: Any, sets: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s"} | kwargs)
        set_field = self.fields["kader"]
        assert isinstance(set_field, forms.ChoiceField)  # noqa: S101
        set_field.choices = list(sets.items())


@require_safe
def comparison_page(request: SignedInRequest) -> HttpResponse:
    """Let somebody tick two to four assessments, which stay ticked while paging and filtering."""
    return _choose(request, picked(request.user, request.GET.getlist("z")), problem="")


@require_safe
def side_by_side_page(request: SignedInRequest) -> HttpResponse:
    """Show one theme of the chosen assessments; a choice that can't be compared goes back."""
    choice = picked(request.user, request.GET.getlist("z"))
    if choice.problem:
        return _choose(request, choice, problem=choice.problem)
    if set(request.GET) - {"z", "thema", "alleen"}:
        # The other fields of the form only make the address longer, and it is meant to be shared.
        return redirect(f"{reverse('side_by_side')}?{_query(choice)}")
    columns = columns_of(choice.assessments)
    # Lineage takes queries; reports on one version don't need it.
    lineage = lineage_of(choice.slug) if uses_versions(columns) else None
    themes = side_by_side(columns, lineage)
    theme = next(
        (theme for theme in themes if theme.key == request.GET.get("thema")),
        # An address with a theme that none of them has shows the first theme.
        themes[0] if themes else None,
    )
    only_differing = request.GET.get("alleen") == "verschillen"
    context = {
        "section": "reports",
        "here": "comparison",
        "choice": choice,
        "columns": columns,
        "themes": themes,
        "theme": theme,
        "rows": _shown(theme, only_differing),
        "only": only_differing,
        "query": _query(choice),
        "odd": choice.odd
        or request.GET.get("thema", theme.key if theme else "") != (theme.key if theme else ""),
        "next": _next_theme(themes, theme),
    }
    return render(request, "research/side_by_side.html", context)


def _choose(request: SignedInRequest, choice: Selection, *, problem: str) -> HttpResponse:
    sets = sets_to_choose(request.user)
    form = FilterForm(request.GET if "kader" in request.GET else None, sets=sets)
    given = form.cleaned_data if form.is_valid() else {}
    slug = given.get("kader") or choice.slug or next(iter(sets), "")
    # Shown as chosen, also when the address didn't name a set.
    form.initial["kader"] = slug
    wanted = Filter(slug=slug, network=given.get("netwerk", ""), year=given.get("jaar"))
    page, networks = networks_page(request.user, wanted, request.GET.get("pagina"))
    context = {
        "section": "reports",
        "here": "comparison",
        "choice": choice,
        "chosen": {assessment.pk for assessment in choice.assessments},
        "problem": problem,
        "form": form,
        "sets": sets,
        "page": page,
        "networks": networks,
    }
    return render(request, "research/choose.html", context)


def _shown(theme: ThemeRows | None, only_differing: bool) -> tuple[Any, ...]:
    if theme is None:
        return ()
    return theme.differing if only_differing else theme.rows


def _next_theme(themes: tuple[ThemeRows, ...], theme: ThemeRows | None) -> ThemeRows | None:
    after = themes.index(theme) + 1 if theme else 0
    return themes[after] if after < len(themes) else None


def _query(choice: Selection) -> str:
    """Return the part of the address that says what is compared."""
    return urlencode([("z", assessment.pk) for assessment in choice.assessments])
