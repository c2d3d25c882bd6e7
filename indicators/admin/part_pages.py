"""What the pages around the tree of a set share.

Finding the set and the part, and what to say when those are gone.
"""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.drafts.part_names import PartNames, name_by_text
from indicators.drafts.refusals import Refused
from indicators.models import IndicatorSet
from indicators.part_rows import KIND_OF, Part, named_by, parts_of, set_of

from .outline import MODEL_AT, place_of
from .part_forms import StructureForm

ADDRESS_NAME = "indicators_indicatorset_structure"


def tree_of(indicator_set: IndicatorSet, part: Part | None = None) -> str:
    """Return the address of a set's tree, at the place of a part."""
    address = reverse(f"admin:{ADDRESS_NAME}", args=[indicator_set.pk])
    return f"{address}?bij={place_of(part)}#{place_of(part)}" if part else address


def page_of_part(part: Part, name: str = "part", *more: str) -> str:
    """Return the address of a part's own page, or of one of the pages that belong to it."""
    args = [set_of(part).pk, KIND_OF[type(part)].slug, part.pk, *more]
    return reverse(f"admin:{ADDRESS_NAME}_{name}", args=args)


def part_address(set_pk: int, model: type[Model], pk: int) -> str:
    """Return the address of the page of a part, or of the set itself, by its primary key."""
    if model is IndicatorSet:
        return reverse("admin:indicators_indicatorset_change", args=[pk])
    return reverse(f"admin:{ADDRESS_NAME}_part", args=[set_pk, KIND_OF[model].slug, pk])


class StructurePage:
    """Pages that stand under the address of the set in the admin."""

    def __init__(self, set_page: "ModelAdmin[Any]") -> None:
        self.set_page = set_page

    def set_at(self, request: HttpRequest, pk: int) -> IndicatorSet:
        indicator_set = get_object_or_404(IndicatorSet, pk=pk)
        if not self.set_page.has_view_permission(request, indicator_set):
            raise PermissionDenied
        return indicator_set

    def must_change(self, request: HttpRequest) -> None:
        """Let through who may change sets.

        Whether this one is still a draft is for the verbs of `drafts.editing` to say.
        """
        if not self.set_page.has_change_permission(request):
            raise PermissionDenied

    def part_at(self, indicator_set: IndicatorSet, kind: str, part_pk: int) -> Part | None:
        # A larger number is no primary key, and SQLite would raise an error.
        if kind not in MODEL_AT or part_pk > 2**63 - 1:
            raise Http404
        return cast(Part | None, parts_of(MODEL_AT[kind], indicator_set).filter(pk=part_pk).first())

    def name_of(self, part: Part) -> str:
        return PartNames(set_of(part)).of(type(part), part.pk) or name_by_text(
            type(part), named_by(part)
        )

    def not_there(
        self, request: HttpRequest, indicator_set: IndicatorSet, kind: str, part_pk: int
    ) -> HttpResponse:
        """Say that a part was removed.

        A part that never existed, or stands in another set, is not found.
        """
        model = MODEL_AT[kind]
        if (
            model._default_manager.filter(pk=part_pk).exists()
            or not model.history.filter(id=part_pk).exists()
        ):
            raise Http404
        messages.error(request, _("Dit deel is intussen door iemand anders verwijderd."))
        return HttpResponseRedirect(tree_of(indicator_set))

    def lost(
        self,
        request: HttpRequest,
        indicator_set: IndicatorSet,
        form: StructureForm,
        refusal: Refused,
    ) -> HttpResponse:
        """Show what was typed and can't be stored any more, so that it can be copied."""
        typed = [
            (field.label, shown(form, field.name))
            for field in form
            if field.value() not in (None, "", False)
        ]
        return self.page(
            request,
            "lost",
            indicator_set,
            status=409,
            title=_("Niet opgeslagen"),
            refusal=str(refusal),
            typed=typed,
            back=tree_of(indicator_set),
        )

    def page(
        self,
        request: HttpRequest,
        name: str,
        indicator_set: IndicatorSet,
        *,
        status: int = 200,
        **context: Any,
    ) -> HttpResponse:
        may_change = indicator_set.is_draft and self.set_page.has_change_permission(request)
        return TemplateResponse(
            request,
            f"admin/indicators/structure/{name}.html",
            self.set_page.admin_site.each_context(request)
            | {"opts": self.set_page.opts, "indicator_set": indicator_set, "may_change": may_change}
            | {"unknown": _("onbekend")}
            | context,
            status=status,
        )


def person(request: HttpRequest) -> AbstractBaseUser:
    return cast(AbstractBaseUser, request.user)


def number(request: HttpRequest, name: str) -> int | None:
    """Return a posted number; -1, which no part has, for what is none."""
    value = request.POST.get(name, "")
    if not value:
        return None
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else -1


def shown(form: StructureForm, name: str) -> str:
    """Return what stands in a field as people read it."""
    value = form[name].value()
    choices = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    return str(choices.get(value, value))
