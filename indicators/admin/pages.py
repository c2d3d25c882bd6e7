"""What the pages of a set and its parts share: they can be changed in a draft only, and show where they stand."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.text import Truncator, capfirst

from indicators.models import IndicatorSet
from loket_eval.admin_fields import CLEAN_TEXT

from .forms import PartForm, PartFormSet, PartPageForm
from .tree import TO_SET, ancestors_of, page_of, set_of


class InDraftOnly(BaseModelAdmin):  # type: ignore[type-arg]
    """Nothing of a published set can be added, changed or deleted; everything can be looked at."""

    formfield_overrides = CLEAN_TEXT

    class Media:
        css = {"all": ["admin/tables.css"]}

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and not _is_frozen(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not _is_frozen(obj)


def _is_frozen(part: Model | None) -> bool:
    return part is not None and not set_of(part).is_draft


class SetPage(InDraftOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """A set, or a part of one on its own page."""

    change_form_template = "admin/indicators/change_form.html"
    actions = None

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Model | None = None,
    ) -> HttpResponse:
        if obj is not None:
            here = Truncator(obj).chars(60)
            context |= {
                "trail": [(page_of(above), Truncator(above).chars(60)) for above in ancestors_of(obj)],
                "here": here,
                "indicator_set": set_of(obj),
                "subtitle": None,
                "title": f"{capfirst(self.opts.verbose_name)}: {here}",
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the parts in the tables too, and count the change, so that two admins notice each other."""
        super().save_related(request, form, formsets, change)
        if form.has_changed() or any(formset.has_changed() for formset in formsets):
            indicator_set = set_of(form.instance)
            IndicatorSet.objects.filter(pk=indicator_set.pk).update(revision=F("revision") + 1)

    def get_deleted_objects(  # type: ignore[override]
        self, objs: QuerySet[Model] | list[Model], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Count what would be lost or stands in the way, instead of asking permission for every part in turn."""
        collector: Any = NestedObjects(using=router.db_for_write(self.model))
        collector.collect(list(objs))
        lost = {str(model._meta.verbose_name_plural): len(found) for model, found in collector.model_objs.items()}
        in_the_way: dict[str, int] = {}
        for used in collector.protected:
            name = str(used._meta.verbose_name_plural)
            in_the_way[name] = in_the_way.get(name, 0) + 1
        refused = {str(self.opts.verbose_name) for obj in objs if not self.has_delete_permission(request, obj)}
        protected = [f"{capfirst(name)}: {count}" for name, count in in_the_way.items()]
        return [str(obj) for obj in objs], lost, refused, protected


class PartPage(SetPage):
    """A part of a set; reached from what it stands in, where it is also added and put in order."""

    form = PartPageForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).select_related(TO_SET[self.model])

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is no list of the parts of all sets."""
        return redirect("admin:indicators_indicatorset_changelist")

    def response_post_save_change(self, request: HttpRequest, obj: Model) -> HttpResponseRedirect:
        return _to_parent(obj)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        part = self.get_object(request, object_id)
        response = super().delete_view(request, object_id, extra_context)
        return _to_parent(part) if part and isinstance(response, HttpResponseRedirect) else response


def _to_parent(part: Model) -> HttpResponseRedirect:
    return HttpResponseRedirect(page_of(ancestors_of(part)[-1]))


class PartTable(InDraftOnly, admin.TabularInline):  # type: ignore[type-arg]
    """The parts within one parent."""

    form = PartForm
    formset = PartFormSet
    extra = 0
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_add_permission(request, obj) and not _is_frozen(obj)
