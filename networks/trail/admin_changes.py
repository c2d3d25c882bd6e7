"""What is changed in the admin, for the trail."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from networks.models import Membership, TrailEntry

from .recording import record

What = TrailEntry.What


class Trailed(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin of which every addition, change and deletion is in the trail."""

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        # Django's own message has translated labels; the trail keeps the names of the fields.
        request.changed_fields = form.changed_data  # type: ignore[attr-defined]
        return super().construct_change_message(request, form, formsets, add)

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        record(What.ADDED, about=obj, detail=f"{obj._meta.model_name}")
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        # A message in words is of a verb, which is in the trail by itself.
        if isinstance(message, list) and message:
            fields = ",".join(getattr(request, "changed_fields", []))[:200]
            record(What.CHANGED, about=obj, detail=fields)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        for row in queryset:
            record(What.DELETED, about=row)
        return super().log_deletions(request, queryset)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is Membership:
            _record_roles(formset)


def _record_roles(formset: Any) -> None:
    changed = [row for row, _fields in formset.changed_objects]
    for what, rows in (
        (What.ROLE_GIVEN, formset.new_objects),
        (What.ROLE_CHANGED, changed),
        (What.ROLE_ENDED, formset.deleted_objects),
    ):
        for row in rows:
            record(what, about=row.user, network=row.network_id, detail=row.role)
