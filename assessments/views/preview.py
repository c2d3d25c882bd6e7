"""A set as a coordinator will see it, for admins, even before publication; nothing is stored."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.models import Assessment
from indicators.access import maintains_sets
from indicators.catalogue import catalogue_of
from indicators.models import IndicatorSet
from networks.models import Network
from networks.signed_in import SignedInRequest

from .answers import question_of
from .assessment_page import page_context
from .estimates import shown_estimates


@require_safe
def preview_page(request: SignedInRequest, set_pk: int, theme_key: str) -> HttpResponse:
    if not maintains_sets(request.user):
        raise Http404
    indicator_set = get_object_or_404(IndicatorSet, pk=set_pk)
    catalogue = catalogue_of(indicator_set)
    theme = catalogue.theme(theme_key)
    if theme is None:
        raise Http404
    # Never saved: the page needs an assessment to take its titles from.
    assessment = Assessment(
        indicator_set=indicator_set,
        title=_("Voorbeeld"),
        network=Network(name=_("Een netwerk, als voorbeeld")),
    )
    estimates = shown_estimates(theme, {})
    after = catalogue.themes.index(theme) + 1
    context = page_context(assessment, theme.key, catalogue=catalogue, answers={}) | {
        "preview": True,
        "may_edit": True,
        "indicator_set": indicator_set,
        "theme": theme,
        "groups": [
            (
                group,
                [question_of(indicator, None) for indicator in group.indicators],
                estimates.get(group.pk),
            )
            for group in theme.groups
        ],
        "next_theme": catalogue.themes[after] if after < len(catalogue.themes) else None,
    }
    return render(request, "assessments/preview.html", context)
