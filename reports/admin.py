"""Assessments in the admin: to look up, and to reopen a confirmed one.

What networks wrote isn't shown here.
"""

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

from assessments.models import Assessment
from loket_eval.admin import ReadOnly
from loket_eval.admin_fields import CleanTextField
from networks.once_only import counts_once

from . import confirming
from .models import ReportVersion


class ReportHistory(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    """The confirmed reports of an assessment, and why they were reopened."""

    model = ReportVersion
    verbose_name_plural = gettext_lazy("geschiedenis van het rapport")
    fields = [
        "number",
        "confirmed_at",
        "confirmed_by",
        "reopened_at",
        "reopened_by",
        "reopen_reason",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReportVersion]:
        # Without the reports themselves: they can be megabytes, and aren't shown.
        return (
            super()
            .get_queryset(request)
            .defer("content")
            .select_related("confirmed_by", "reopened_by")
        )


class ReopenForm(forms.Form):
    reason = CleanTextField(
        label=gettext_lazy("Reden"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Deze reden staat straks in de geschiedenis van het rapport."),
        error_messages={"required": gettext_lazy("Geef een reden om te heropenen.")},
    )


@admin.register(Assessment)
class AssessmentAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = [
        "title",
        "kind",
        "network",
        "indicator_set",
        "period_start",
        "period_end",
        "state",
    ]
    list_filter = ["state", "kind"]
    list_select_related = ["network", "indicator_set"]
    search_fields = ["network__name", "title"]
    fields = [
        "title",
        "kind",
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
        reopen = self.admin_site.admin_view(counts_once(self.reopen_view))
        return [
            path("<int:pk>/heropenen/", reopen, name="assessments_assessment_reopen"),
            *super().get_urls(),
        ]

    def reopen_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for a reason, and after a POST reopen the confirmed assessment."""
        assessment = get_object_or_404(
            Assessment.objects.select_related("network", "indicator_set"), pk=pk
        )
        # Being allowed to look something up isn't enough to reopen it.
        if not request.user.is_superuser:
            raise PermissionDenied
        form = ReopenForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                confirming.reopen(
                    assessment=assessment, by=request.user, reason=form.cleaned_data["reason"]
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.log_change(
                    request, assessment, _("Heropend: %s") % form.cleaned_data["reason"]
                )
                messages.success(
                    request,
                    _("“%s” is heropend. Het netwerk kan er weer in schrijven.") % assessment,
                )
                return redirect("admin:assessments_assessment_change", pk)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "assessment": assessment,
            "form": form,
            "title": _("Evaluatie heropenen"),
        }
        return TemplateResponse(request, "admin/assessments/assessment/reopen.html", context)
