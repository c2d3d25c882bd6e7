"""The page of a set: its texts, and its life.

It is published, retired, taken into use again, and a new version is made from it.
"""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from indicators import publishing
from indicators.drafts.readiness import draft_problems
from indicators.drafts.refusals import NotPossible
from indicators.models import IndicatorSet
from indicators.versions.compared_parts import SharedIndicator
from indicators.versions.copying import comparison_of, new_version

from .comparison_page import comparison_view
from .file_pages import exchange_urls
from .forms import NewVersionForm
from .part_pages import person
from .places import page_of
from .problem_links import with_links
from .set_page import SetPage
from .tree_pages import structure_urls

_PUBLISHED = _lazy(
    "“%s” is gepubliceerd en verandert niet meer. Netwerken kunnen er nu mee beginnen. "
    "Evaluaties die al lopen, houden de versie waarmee ze begonnen."
)
_ALREADY_PUBLISHED = _lazy(
    "“%s” is al gepubliceerd. Maak een nieuwe versie als er iets moet veranderen."
)
_STILL_A_DRAFT = _lazy(
    "“%s” is nog een concept, en dat kan niet vervallen. U kunt het wel verwijderen."
)
_RETIRED = _lazy(
    "“%s” is vervallen: niemand kan er nog een evaluatie mee beginnen. Evaluaties die "
    "ermee lopen, gaan gewoon door."
)
_IN_USE_AGAIN = _lazy(
    "“%s” is weer in gebruik: netwerken kunnen er weer een evaluatie mee beginnen."
)
_COPIED = _lazy(
    "Dit is het concept van versie %s, met dezelfde inhoud. Aan de oude versie en aan "
    "evaluaties die daarmee lopen, verandert niets."
)


@admin.register(IndicatorSet)
class IndicatorSetAdmin(SetPage):
    list_display = ["title", "version", "status", "themes", "indicators"]
    list_filter = ["status"]
    ordering = ["slug", "version"]
    search_fields = ["title", "slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        sets: QuerySet[Model] = super().get_queryset(request)
        counted: QuerySet[Model] = sets.annotate(
            theme_count=Count("themes", distinct=True),
            indicator_count=Count("themes__groups__indicators", distinct=True),
        )
        return counted

    @admin.display(description=_lazy("thema’s"), ordering="theme_count")
    def themes(self, indicator_set: Any) -> int:
        return int(indicator_set.theme_count)

    @admin.display(description=_lazy("indicatoren"), ordering="indicator_count")
    def indicators(self, indicator_set: Any) -> int:
        return int(indicator_set.indicator_count)

    def get_urls(self) -> list[URLPattern]:
        wrap, name = self.admin_site.admin_view, "indicators_indicatorset"
        return [
            path("<int:pk>/publiceren/", wrap(self.publish_view), name=f"{name}_publish"),
            path("<int:pk>/vervallen/", wrap(self.retire_view), name=f"{name}_retire"),
            path(
                "<int:pk>/nieuwe-versie/", wrap(self.new_version_view), name=f"{name}_new_version"
            ),
            path(
                "<int:pk>/verschillen/",
                wrap(partial(comparison_view, self)),
                name=f"{name}_comparison",
            ),
            *structure_urls(self),
            *exchange_urls(self),
            *super().get_urls(),
        ]

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask whether to publish, or show what keeps the draft from it; after a POST do it."""
        indicator_set = get_object_or_404(IndicatorSet.objects.select_related("based_on"), pk=pk)
        if not self.may_change_sets(request):
            raise PermissionDenied
        if not indicator_set.is_draft:
            messages.error(request, _ALREADY_PUBLISHED % indicator_set)
            return HttpResponseRedirect(page_of(indicator_set))
        if request.method == "POST":
            # Nine digits at most, so that it is a number for any database.
            seen = request.POST.get("revision", "")[:9]
            try:
                publishing.publish(
                    indicator_set, seen=int(seen) if seen.isdecimal() else None, by=person(request)
                )
            except publishing.NotPublishable as error:
                problems = error.problems
                indicator_set.refresh_from_db()
            else:
                self.log_change(request, indicator_set, _("Gepubliceerd."))
                messages.success(request, _PUBLISHED % indicator_set)
                return HttpResponseRedirect(page_of(indicator_set))
        else:
            problems = draft_problems(indicator_set)
        title = _("Indicatorenset publiceren")
        return self._ask(
            request,
            "publish",
            indicator_set,
            title=title,
            problems=with_links(indicator_set, problems),
            retyped=[] if problems else _retyped_and_the_same(indicator_set),
        )

    def retire_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask whether to retire a version, or to use it again; after a POST do it."""
        indicator_set = get_object_or_404(IndicatorSet, pk=pk)
        if not self.may_change_sets(request):
            raise PermissionDenied
        if indicator_set.is_draft:
            messages.error(request, _STILL_A_DRAFT % indicator_set)
            return HttpResponseRedirect(page_of(indicator_set))
        if request.method == "POST":
            again = request.POST.get("do") == "again"
            try:
                if again:
                    publishing.take_into_use_again(indicator_set, by=person(request))
                else:
                    publishing.retire(indicator_set, by=person(request))
            except NotPossible as error:
                messages.error(request, str(error))
            else:
                self.log_change(
                    request,
                    indicator_set,
                    _("Weer in gebruik genomen.") if again else _("Vervallen."),
                )
                messages.success(request, (_IN_USE_AGAIN if again else _RETIRED) % indicator_set)
            return HttpResponseRedirect(page_of(indicator_set))
        title = (
            _("Indicatorenset laten vervallen")
            if indicator_set.is_published
            else _("Weer in gebruik nemen")
        )
        return self._ask(request, "retire", indicator_set, title=title)

    def new_version_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for a number and a source; after a POST start a draft as a copy of this set."""
        indicator_set = get_object_or_404(IndicatorSet.objects.select_related("based_on"), pk=pk)
        if not (
            self.has_view_permission(request, indicator_set) and self.has_add_permission(request)
        ):
            raise PermissionDenied
        form = NewVersionForm(request.POST or None, indicator_set=indicator_set)
        if form.is_valid():
            try:
                draft = new_version(
                    indicator_set,
                    form.cleaned_data["version"],
                    source=form.citation,
                    by=person(request),
                )
            except ValidationError as error:
                form.add_error("version", error.messages)
            else:
                self.log_addition(
                    request, draft, _("Begonnen als kopie van versie %s.") % indicator_set.version
                )
                messages.success(request, _COPIED % draft.version)
                return HttpResponseRedirect(page_of(draft))
        return self._ask(
            request, "new_version", indicator_set, title=_("Nieuwe versie maken"), form=form
        )

    def _ask(
        self, request: HttpRequest, name: str, indicator_set: IndicatorSet, **context: Any
    ) -> HttpResponse:
        return TemplateResponse(
            request,
            f"admin/indicators/indicatorset/{name}.html",
            self.admin_site.each_context(request)
            | {"opts": self.opts, "indicator_set": indicator_set, "back": page_of(indicator_set)}
            | context,
        )


def _retyped_and_the_same(draft: IndicatorSet) -> list[SharedIndicator]:
    """Return the questions with another kind of answer that are called the same all the same.

    A decision may have come with a file, where nobody warned.
    """
    if draft.based_on is None:
        return []
    pairs = comparison_of(draft.based_on, draft).retyped
    return [pair for pair in pairs if pair.continuity == "same"]
