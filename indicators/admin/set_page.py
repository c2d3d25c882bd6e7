"""The admin page of a set.

Only a draft can be changed, and deleting it says what goes with it.
"""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _lazy

from indicators.models import IndicatorSet
from indicators.parts import SET
from loket_eval.admin_fields import CLEAN_TEXT
from networks.trail.admin_changes import Trailed

from .forms import SetForm
from .part_pages import tree_of
from .places import page_of

_NOT_DELETED = _lazy(
    "“%s” is gepubliceerd en kan niet meer worden verwijderd: evaluaties en rapporten kunnen "
    "ernaar verwijzen. U kunt wel zorgen dat niemand er meer mee begint: laat de versie vervallen."
)


class SetPage(Trailed):
    """The texts of a set itself.

    Its parts have pages of their own around its tree (tree_pages.py).
    """

    form = SetForm
    formfield_overrides = CLEAN_TEXT
    change_form_template = "admin/indicators/change_form.html"
    actions = None
    readonly_fields = ["status", "published_at", "retired_at", "based_on"]

    class Media:
        css = {"all": ["admin/tables.css"]}

    def get_fields(self, request: HttpRequest, obj: IndicatorSet | None = None) -> list[Any]:
        if obj is None:
            return [*SET.form_fields]
        seen = ["seen"] if self.has_change_permission(request, obj) else []
        # What nobody types comes between what names the version and its texts.
        names, texts = SET.form_fields[:3], SET.form_fields[3:]
        return [*names, *self.readonly_fields, *texts, *seen]

    def has_change_permission(self, request: HttpRequest, obj: IndicatorSet | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request: HttpRequest, obj: IndicatorSet | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_draft)

    def may_change_sets(self, request: HttpRequest) -> bool:
        """Say whether somebody may change sets at all.

        Of a published one nobody may, so its own page can't be asked.
        """
        return super().has_change_permission(request)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: IndicatorSet | None = None,
    ) -> HttpResponse:
        if obj is not None:
            here = f"{Truncator(obj.title).chars(80)} ({obj.version})"
            title = f"{capfirst(self.opts.verbose_name)}: {here}"
            context |= {"here": here, "indicator_set": obj, "subtitle": None, "title": title}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: IndicatorSet, form: Any, change: bool) -> None:
        """Save what was changed and count the change, so that two admins notice each other."""
        if not change:
            super().save_model(request, obj, form, change)
        # Only what was changed, so that what another admin wrote elsewhere stays.
        elif changed := [name for name in form.changed_data if name in SET.form_fields]:
            obj.save(update_fields=changed)
            IndicatorSet.objects.filter(pk=obj.pk).update(revision=F("revision") + 1)

    def response_post_save_add(
        self, request: HttpRequest, obj: IndicatorSet
    ) -> HttpResponseRedirect:
        """A new set is empty: go on with its themes."""
        return HttpResponseRedirect(tree_of(obj))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete a draft. For a published version, say on its page why that can't be done."""
        found = self.get_object(request, object_id)
        indicator_set = cast(IndicatorSet, found)
        if found is None or indicator_set.is_draft or not self.may_change_sets(request):
            return super().delete_view(request, object_id, extra_context)
        messages.error(request, _NOT_DELETED % indicator_set)
        return HttpResponseRedirect(page_of(indicator_set))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Of a set, all is told on one page, with the words that changed."""
        return redirect(
            f"{self.admin_site.name}:indicators_indicatorset_structure_history", object_id
        )

    def get_deleted_objects(  # type: ignore[override]
        self, objs: QuerySet[Model] | list[Model], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Count what would be lost or stands in the way.

        Django's own version asks permission for every part in turn.
        """
        collector: Any = NestedObjects(using=router.db_for_write(self.model))
        collector.collect(list(objs))
        lost = {
            str(model._meta.verbose_name_plural): len(rows)
            for model, rows in collector.model_objs.items()
        }
        in_the_way: dict[str, int] = {}
        for used in collector.protected:
            name = str(used._meta.verbose_name_plural)
            in_the_way[name] = in_the_way.get(name, 0) + 1
        refused = {
            str(self.opts.verbose_name)
            for obj in objs
            if not self.has_delete_permission(request, cast(IndicatorSet, obj))
        }
        protected = [f"{capfirst(name)}: {count}" for name, count in in_the_way.items()]
        return [str(obj) for obj in objs], lost, refused, protected
