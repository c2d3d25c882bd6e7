"""The page of a set: its themes, publishing it, and starting a new version from it."""

from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from indicators import publishing
from indicators.catalogue import definition_of
from indicators.definition import InvalidDefinition
from indicators.models import IndicatorSet, Theme

from .forms import NewVersionForm
from .pages import PartTable, SetPage
from .tree import in_words, page_of


class ThemeTable(PartTable):
    model = Theme
    fields = ["position", "title", "key", "kind"]
    prepopulated_fields = {"key": ["title"]}
    can_delete = False


@admin.register(IndicatorSet)
class IndicatorSetPage(SetPage):
    list_display = ["title", "version", "status", "themes", "indicators"]
    list_filter = ["status"]
    ordering = ["slug", "version"]
    search_fields = ["title", "slug"]
    fields = ["title", "slug", "version", "status", "published_at", "source", "introduction", "criterion_question"]
    readonly_fields = ["status", "published_at"]
    inlines = [ThemeTable]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        sets: QuerySet[Model] = super().get_queryset(request)
        counted: QuerySet[Model] = sets.annotate(
            theme_count=Count("themes", distinct=True),
            indicator_count=Count("themes__groups__indicators", distinct=True),
        )
        return counted

    @admin.display(description=_("thema’s"), ordering="theme_count")
    def themes(self, indicator_set: Any) -> int:
        return int(indicator_set.theme_count)

    @admin.display(description=_("indicatoren"), ordering="indicator_count")
    def indicators(self, indicator_set: Any) -> int:
        return int(indicator_set.indicator_count)

    def get_urls(self) -> list[URLPattern]:
        wrap, name = self.admin_site.admin_view, "indicators_indicatorset"
        return [
            path("<int:pk>/publiceren/", wrap(self.publish_view), name=f"{name}_publish"),
            path("<int:pk>/nieuwe-versie/", wrap(self.new_version_view), name=f"{name}_new_version"),
            *super().get_urls(),
        ]

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask whether to publish; after a POST do it, or say everything that keeps the draft from it."""
        indicator_set = get_object_or_404(IndicatorSet, pk=pk)
        if not self.has_change_permission(request, indicator_set):
            raise PermissionDenied
        if request.method == "POST":
            self._publish(request, indicator_set)
            return HttpResponseRedirect(page_of(indicator_set))
        problems = [in_words(problem) for problem in publishing.draft_problems(indicator_set)]
        return self._ask(request, "publish", indicator_set, title=_("Indicatorenset publiceren"), problems=problems)

    def _publish(self, request: HttpRequest, indicator_set: IndicatorSet) -> None:
        try:
            publishing.publish(indicator_set)
        except publishing.NotPublishable as error:
            for problem in error.problems:
                messages.error(request, in_words(problem))
        else:
            self.log_change(request, indicator_set, _("Gepubliceerd."))
            messages.success(request, _("“%s” is gepubliceerd en verandert niet meer.") % indicator_set)

    def new_version_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for a version number; after a POST start a draft with that number as a copy of this set."""
        indicator_set = get_object_or_404(IndicatorSet, pk=pk)
        if not (self.has_view_permission(request, indicator_set) and self.has_add_permission(request)):
            raise PermissionDenied
        form = NewVersionForm(request.POST or None, indicator_set=indicator_set)
        if form.is_valid():
            try:
                copy = replace(definition_of(indicator_set), version=form.cleaned_data["version"])
            except InvalidDefinition as error:
                for problem in error.problems:
                    messages.error(request, in_words(problem))
                return HttpResponseRedirect(page_of(indicator_set))
            draft, _changed = publishing.load(copy)
            self.log_addition(request, draft, _("Begonnen als kopie van versie %s.") % indicator_set.version)
            messages.success(request, _("Dit is het concept van versie %s, met dezelfde inhoud.") % draft.version)
            return HttpResponseRedirect(page_of(draft))
        return self._ask(request, "new_version", indicator_set, title=_("Nieuwe versie maken"), form=form)

    def _ask(self, request: HttpRequest, name: str, indicator_set: IndicatorSet, **context: Any) -> HttpResponse:
        return TemplateResponse(
            request,
            f"admin/indicators/indicatorset/{name}.html",
            self.admin_site.each_context(request)
            | {"opts": self.opts, "indicator_set": indicator_set, "back": page_of(indicator_set)}
            | context,
        )
