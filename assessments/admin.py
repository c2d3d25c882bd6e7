"""Assessments in the admin: to look up, and to open a confirmed one again. What is written in them isn't shown here."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks_db.models import DBTaskResult

from indicators.models import IndicatorSet
from loket_eval.admin_fields import CleanTextField

from . import lifecycle
from .models import Assessment, Audience, Document, ReportVersion

# What goes wrong with a document is told at the document, in Dutch.
admin.site.unregister(DBTaskResult)


class ReadOnly:
    """Looking is all that can be done."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReportHistory(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = ReportVersion
    verbose_name_plural = gettext_lazy("geschiedenis van het rapport")
    fields = ["number", "confirmed_at", "confirmed_by", "reopened_at", "reopened_by", "reopen_reason"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReportVersion]:
        return super().get_queryset(request).defer("content").select_related("confirmed_by", "reopened_by")


class ReopenForm(forms.Form):
    reason = CleanTextField(
        label=gettext_lazy("Reden"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Deze reden staat straks in de geschiedenis van het rapport."),
        error_messages={"required": gettext_lazy("Geef een reden om te heropenen.")},
    )


@admin.register(Document)
class DocumentAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Which documents are being made, and what went wrong with those that failed."""

    list_display = ["name", "kind_in_words", "state_in_words", "asked", "by", "trouble"]
    fields = ["name", "kind_in_words", "state_in_words", "asked", "by", "trouble"]
    readonly_fields = ["name", "kind_in_words", "state_in_words", "asked", "by", "trouble"]
    list_select_related = ["requested_by"]
    search_fields = ["file_name"]

    @admin.display(description=gettext_lazy("bestand"), ordering="file_name")
    def name(self, document: Document) -> str:
        return document.file_name

    @admin.display(description=gettext_lazy("soort"), ordering="kind")
    def kind_in_words(self, document: Document) -> str:
        return document.get_kind_display()

    @admin.display(description=gettext_lazy("stand"), ordering="state")
    def state_in_words(self, document: Document) -> str:
        return document.get_state_display()

    @admin.display(description=gettext_lazy("gevraagd op"), ordering="requested_at")
    def asked(self, document: Document) -> datetime:
        return document.requested_at

    @admin.display(description=gettext_lazy("gevraagd door"), ordering="requested_by")
    def by(self, document: Document) -> str:
        return str(document.requested_by or _("niemand: bij het vaststellen"))

    @admin.display(description=gettext_lazy("wat er misging"))
    def trouble(self, document: Document) -> str:
        return document.error


@admin.register(Assessment)
class AssessmentAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["title", "network", "indicator_set", "period_start", "period_end", "state"]
    list_filter = ["state"]
    list_select_related = ["network", "indicator_set"]
    search_fields = ["network__name", "title"]
    fields = [
        "title",
        "network",
        "indicator_set",
        "period_start",
        "period_end",
        "state",
        "created_at",
        "confirmed_at",
    ]
    inlines = [ReportHistory]
    change_form_template = "admin/assessments/assessment/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        reopen = self.admin_site.admin_view(self.reopen_view)
        return [path("<int:pk>/heropenen/", reopen, name="assessments_assessment_reopen"), *super().get_urls()]

    def reopen_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for a reason; after a POST open the confirmed assessment again."""
        assessment = get_object_or_404(Assessment.objects.select_related("network", "indicator_set"), pk=pk)
        if not request.user.is_superuser:
            raise PermissionDenied
        form = ReopenForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                lifecycle.reopen(assessment=assessment, by=request.user, reason=form.cleaned_data["reason"])
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.log_change(request, assessment, _("Heropend: %s") % form.cleaned_data["reason"])
                messages.success(request, _("“%s” is heropend. Het netwerk kan er weer in schrijven.") % assessment)
                return redirect("admin:assessments_assessment_change", pk)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "assessment": assessment,
            "form": form,
            "title": _("Zelfevaluatie heropenen"),
        }
        return TemplateResponse(request, "admin/assessments/assessment/reopen.html", context)


class AudienceForm(forms.ModelForm):  # type: ignore[type-arg]
    """The set is chosen among those that exist: an audience for a mistyped name would keep nobody out."""

    slug = forms.ChoiceField(
        label=gettext_lazy("Indicatorenset"),
        help_text=gettext_lazy(
            "Geldt voor alle versies van deze set. Een set die hier niet staat, is voor alle netwerken."
        ),
    )

    class Meta:
        model = Audience
        fields = ["slug", "networks"]
        help_texts = {
            "networks": gettext_lazy(
                "Alleen deze netwerken kunnen met de set beginnen. Wat al loopt of is vastgesteld, verandert niet."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Without a set there is nothing yet to choose; the latest title names all versions.
        titles = dict(IndicatorSet.objects.order_by("published_at", "pk").values_list("slug", "title"))
        if self.instance.slug:
            titles.setdefault(self.instance.slug, self.instance.slug)
        slug = self.fields["slug"]
        if isinstance(slug, forms.ChoiceField):
            slug.choices = [(key, f"{titles[key]} ({key})") for key in sorted(titles, key=lambda key: titles[key])]


@admin.register(Audience)
class AudienceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    form = AudienceForm
    list_display = ["slug", "for_networks"]
    search_fields = ["slug", "networks__name"]
    autocomplete_fields = ["networks"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Audience]:
        return super().get_queryset(request).prefetch_related("networks")

    @admin.display(description=gettext_lazy("alleen voor deze netwerken"))
    def for_networks(self, audience: Audience) -> str:
        return ", ".join(network.name for network in audience.networks.all())
