"""The page that shows a whole set as a tree, and the small pages on which one part of a draft is changed."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators import structure
from indicators.drafts_history import history_of
from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme
from indicators.part_names import PartNames, name_by_text, named_by
from indicators.structure import KINDS, Parent, Part

from .outline import NAME_OF, NAMES, outline_of, place_of
from .structure_choice import choice_of_place, container_at, container_value
from .structure_forms import Difference, StructureForm, differences, form_for, with_choices

NAME = "indicators_indicatorset_structure"
# What may be added inside a part.
INSIDE: dict[type[Part], tuple[type[Part], ...]] = {
    Theme: (IndicatorGroup, Criterion),
    IndicatorGroup: (Indicator,),
    Indicator: (Aspect,),
    Criterion: (),
    Aspect: (),
}
# How far back the history is searched for what somebody started from.
LOOK_BACK = 50


def tree_of(indicator_set: IndicatorSet, part: Part | None = None) -> str:
    """Return the address of a set's tree, at the place of a part."""
    address = reverse(f"admin:{NAME}", args=[indicator_set.pk])
    return f"{address}?bij={place_of(part)}#{place_of(part)}" if part else address


def page_of_part(part: Part, name: str = "part", *more: str) -> str:
    """Return the address of a part's own page, or of one of the pages that belong to it."""
    args = [structure.set_of(part).pk, NAME_OF[type(part)], part.pk, *more]
    return reverse(f"admin:{NAME}_{name}", args=args)


class StructurePages:
    """The pages around the tree; they stand under the address of the set in the admin."""

    def __init__(self, set_page: "ModelAdmin[Any]") -> None:
        self.set_page = set_page

    def urls(self) -> list[URLPattern]:
        part = "<int:pk>/opbouw/<slug:kind>/<int:part_pk>/"
        pages: list[tuple[str, Callable[..., HttpResponse], str]] = [
            ("<int:pk>/opbouw/", self.tree, ""),
            ("<int:pk>/opbouw/thema-erbij/", self.add_theme, "_add_theme"),
            ("<int:pk>/geschiedenis/", self.history, "_history"),
            (part, self.part, "_part"),
            (f"{part}erna/", self.add_after, "_after"),
            (f"{part}erin/<slug:inside>/", self.add_inside, "_inside"),
            (f"{part}verplaatsen/", self.move, "_move"),
            (f"{part}verwijderen/", self.remove, "_remove"),
        ]
        wrap = self.set_page.admin_site.admin_view
        return [path(address, wrap(view), name=f"{NAME}{name}") for address, view, name in pages]

    # --- The tree ---

    def tree(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the whole set, with links to change it as long as it is a draft."""
        indicator_set = self._set(request, pk)
        themes = outline_of(indicator_set, near=request.GET.get("bij", ""))
        return self._page(
            request,
            "tree",
            indicator_set,
            title=_("Opbouw van %s") % indicator_set,
            themes=themes,
            count=sum(theme.count for theme in themes),
        )

    def history(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show who changed what in the set, newest first."""
        indicator_set = self._set(request, pk)
        asked = request.GET.get("pagina", "")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 9 else 1
        return self._page(
            request,
            "history",
            indicator_set,
            title=_("Geschiedenis van %s") % indicator_set,
            history=history_of(indicator_set, number),
            back=tree_of(indicator_set),
        )

    # --- One part ---

    def part(self, request: HttpRequest, pk: int, kind: str, part_pk: int) -> HttpResponse:
        """Show one part in a form; after a POST store it, or show what somebody else made of it meanwhile."""
        indicator_set = self._set(request, pk)
        part = self._part(indicator_set, kind, part_pk)
        if request.method == "POST":
            return self._change(request, indicator_set, NAMES[kind], part)
        if part is None:
            return self._not_there(request, indicator_set, kind, part_pk)
        form = form_for(NAMES[kind])(instance=part)
        return self._part_page(request, part, form, seen=structure.fingerprint(part))

    def _change(
        self, request: HttpRequest, indicator_set: IndicatorSet, model: type[Part], part: Part | None
    ) -> HttpResponse:
        self._must_change(request)
        form_class = form_for(model)
        if part is None:
            return self._lost(request, indicator_set, form_class(request.POST), structure.Gone())
        posted = with_choices(request.POST, part, KINDS[model].fields)
        seen = request.POST.get("seen", "")
        form = form_class(posted, instance=self._part(indicator_set, NAME_OF[model], part.pk))
        if not form.is_valid():
            return self._part_page(request, part, form, seen=seen, status=422)
        try:
            changed = structure.change_part(part, values=form.cleaned_data, seen=seen, by=_person(request))
        except structure.ChangedMeanwhile as conflict:
            different = differences(form, conflict.part, _started_from(conflict.part, seen))
            seen = structure.fingerprint(conflict.part)
            return self._part_page(request, conflict.part, form, seen=seen, different=different, status=409)
        except structure.Refused as refusal:
            return self._lost(request, indicator_set, form, refusal)
        if changed:
            messages.success(request, _("Opgeslagen: %s.") % self._name(part))
        return HttpResponseRedirect(tree_of(indicator_set, part))

    def _part_page(
        self,
        request: HttpRequest,
        part: Part,
        form: StructureForm,
        *,
        seen: str,
        different: list[Difference] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        indicator_set = structure.set_of(part)
        siblings = list(structure.siblings_in(type(part), structure.parent_of(part)).values_list("pk", flat=True))
        index = siblings.index(part.pk) if part.pk in siblings else 0
        differing = {found.bound.name for found in different or []}
        name = self._name(part)
        return self._page(
            request,
            "part",
            indicator_set,
            status=status,
            title=name,
            part=part,
            form=form,
            seen=seen,
            different=different,
            same=[field for field in form if field.name not in differing],
            last_change=part.history.select_related("history_user").first() if different else None,
            values=[(form[field].label, _shown(form, field)) for field in KINDS[type(part)].fields],
            previous=siblings[index - 1] if index else None,
            next=siblings[index + 1] if index + 1 < len(siblings) else None,
            parent_pk=structure.parent_of(part).pk,
            urls={action: page_of_part(part, action) for action in ("part", "after", "move", "remove")},
            inside=[
                (str(model._meta.verbose_name), page_of_part(part, "inside", NAME_OF[model]))
                for model in INSIDE[type(part)]
            ],
            kind_name=str(part._meta.verbose_name),
            back=tree_of(indicator_set, part),
            focus=request.GET.get("knop", ""),
        )

    # --- Adding ---

    def add_theme(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add a theme after all others."""
        indicator_set = self._set(request, pk)
        return self._add(request, Theme, indicator_set, None, tree_of(indicator_set))

    def add_after(self, request: HttpRequest, pk: int, kind: str, part_pk: int) -> HttpResponse:
        """Add a part of the same kind after another one."""
        indicator_set = self._set(request, pk)
        part = self._part(indicator_set, kind, part_pk)
        if part is None:
            return self._no_place(request, indicator_set, NAMES[kind], kind, part_pk)
        return self._add(request, type(part), structure.parent_of(part), part.pk, tree_of(indicator_set, part))

    def add_inside(self, request: HttpRequest, pk: int, kind: str, part_pk: int, inside: str) -> HttpResponse:
        """Add a part inside another one, after all that is there."""
        indicator_set = self._set(request, pk)
        part = self._part(indicator_set, kind, part_pk)
        model = NAMES.get(inside)
        if model is None or model not in INSIDE[NAMES[kind]]:
            raise Http404
        if part is None:
            return self._no_place(request, indicator_set, model, kind, part_pk)
        return self._add(request, model, cast(Parent, part), None, tree_of(indicator_set, part))

    def _no_place(
        self, request: HttpRequest, indicator_set: IndicatorSet, model: type[Part], kind: str, part_pk: int
    ) -> HttpResponse:
        """Say that what something new should stand next to or in is gone, with what was typed."""
        self._must_change(request)
        if request.method == "POST":
            return self._lost(request, indicator_set, form_for(model, new=True)(request.POST), structure.Gone())
        return self._not_there(request, indicator_set, kind, part_pk)

    def _add(
        self, request: HttpRequest, model: type[Part], parent: Parent, after: int | None, back: str
    ) -> HttpResponse:
        self._must_change(request)
        indicator_set = structure.set_of(parent)
        form = form_for(model, new=True)(request.POST or None)
        status = 200
        if request.method == "POST" and form.is_valid():
            values = {name: value for name, value in form.cleaned_data.items() if name != "key"}
            key = form.cleaned_data["key"]
            try:
                part = structure.add_part(
                    model, parent=parent, values=values, key=key, after=after, by=_person(request)
                )
            except structure.KeyTaken as refusal:
                form.add_error("key", str(refusal))
            except structure.Refused as refusal:
                return self._lost(request, indicator_set, form, refusal)
            else:
                messages.success(request, _("Toegevoegd: %s.") % self._name(part))
                if "another" in request.POST:
                    return HttpResponseRedirect(page_of_part(part, "after"))
                return HttpResponseRedirect(tree_of(indicator_set, part))
        elif request.method == "GET" and not indicator_set.is_draft:
            messages.error(request, str(structure.NotADraft()))
            return HttpResponseRedirect(back)
        if form.errors:
            status = 422
        title = _("%s toevoegen") % str(model._meta.verbose_name).capitalize()
        where = self._where(parent, after, model)
        return self._page(request, "add", indicator_set, status=status, title=title, form=form, where=where, back=back)

    def _where(self, parent: Parent, after: int | None, model: type[Part]) -> str:
        """Return in words where something new will stand."""
        names = PartNames(structure.set_of(parent))
        if after is not None:
            return _("Komt na: %s.") % names.of(model, after)
        if isinstance(parent, IndicatorSet):
            return _("Komt achteraan in de set.")
        return _("Komt achteraan in: %s.") % names.of(cast(type[Part], type(parent)), parent.pk)

    # --- Moving ---

    def move(self, request: HttpRequest, pk: int, kind: str, part_pk: int) -> HttpResponse:
        """Ask where a part should go; after a POST move it there, for the tree, a button or a drag alike."""
        indicator_set = self._set(request, pk)
        self._must_change(request)
        part = self._part(indicator_set, kind, part_pk)
        if request.method == "POST":
            return self._move(request, indicator_set, kind, part)
        if part is None:
            return self._not_there(request, indicator_set, kind, part_pk)
        if not indicator_set.is_draft:
            messages.error(request, str(structure.NotADraft()))
            return HttpResponseRedirect(tree_of(indicator_set, part))
        names = PartNames(indicator_set)
        choice = choice_of_place(part, request.GET, names)
        return self._page(
            request,
            "move",
            indicator_set,
            title=_("%s verplaatsen") % names.of(type(part), part.pk),
            text=named_by(part),
            choice=choice,
            to=container_value(choice.container),
            here=choice.container == structure.parent_of(part),
            action=page_of_part(part, "move"),
            back=tree_of(indicator_set, part),
        )

    def _move(self, request: HttpRequest, indicator_set: IndicatorSet, kind: str, part: Part | None) -> HttpResponse:
        moved, refusal = False, ""
        to = container_at(request.POST["to"], indicator_set) if request.POST.get("to") else None
        try:
            if part is None or (request.POST.get("to") and to is None):
                raise structure.Gone
            after, before = _number(request, "after"), _number(request, "before")
            moved = structure.move_part(part, to=to, after=after, before=before, by=_person(request))
            part = self._part(indicator_set, kind, part.pk)
        except structure.Refused as refused:
            refusal = str(refused)
        message = refusal or (
            _("Verplaatst: %s.") % self._name(part) if moved and part else _("Staat al op die plaats.")
        )
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"message": message}, status=409 if refusal else 200)
        messages.add_message(request, messages.ERROR if refusal else messages.SUCCESS, message)
        if part is not None and request.POST.get("stay") in ("up", "down"):
            return HttpResponseRedirect(f"{page_of_part(part)}?knop={request.POST['stay']}")
        return HttpResponseRedirect(tree_of(indicator_set, part))

    # --- Removing ---

    def remove(self, request: HttpRequest, pk: int, kind: str, part_pk: int) -> HttpResponse:
        """Say what would disappear and ask; after a POST remove it."""
        indicator_set = self._set(request, pk)
        self._must_change(request)
        part = self._part(indicator_set, kind, part_pk)
        if part is None:
            return self._not_there(request, indicator_set, kind, part_pk)
        if request.method == "POST":
            name = self._name(part)
            around = self._neighbour(part)
            try:
                count = structure.remove_part(part, expected=_number(request, "count") or -1, by=_person(request))
            except structure.MoreThanAsked as refusal:
                messages.warning(request, str(refusal))
                return HttpResponseRedirect(page_of_part(part, "remove"))
            except structure.Refused as refusal:
                messages.error(request, str(refusal))
                return HttpResponseRedirect(tree_of(indicator_set))
            more = ngettext("%s deel", "%s delen", count) % count
            messages.success(request, _("Verwijderd: %(name)s (%(more)s).") % {"name": name, "more": more})
            return HttpResponseRedirect(tree_of(indicator_set, around))
        if not indicator_set.is_draft:
            messages.error(request, str(structure.NotADraft()))
            return HttpResponseRedirect(tree_of(indicator_set, part))
        counts = structure.parts_in(part)
        lost = [
            (model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural, count)
            for model, count in counts.items()
        ]
        return self._page(
            request,
            "remove",
            indicator_set,
            title=_("%s verwijderen") % self._name(part),
            text=named_by(part),
            lost=lost,
            count=sum(counts.values()),
            back=tree_of(indicator_set, part),
        )

    def _neighbour(self, part: Part) -> Part | None:
        """Return the part to look at once this one is gone: the one before it, else what it stood in."""
        parent = structure.parent_of(part)
        siblings = [row for row in structure.siblings_in(type(part), parent) if row.pk != part.pk]
        before = [row for row in siblings if (row.position, row.pk) < (part.position, part.pk)]
        above = None if isinstance(parent, IndicatorSet) else cast(Part, parent)
        return cast(Part | None, (before or [above])[-1])

    # --- What they share ---

    def _set(self, request: HttpRequest, pk: int) -> IndicatorSet:
        indicator_set = get_object_or_404(IndicatorSet, pk=pk)
        if not self.set_page.has_view_permission(request, indicator_set):
            raise PermissionDenied
        return indicator_set

    def _must_change(self, request: HttpRequest) -> None:
        """Let through who may change sets; whether this one is still a draft is for the verbs to say."""
        if not self.set_page.has_change_permission(request):
            raise PermissionDenied

    def _part(self, indicator_set: IndicatorSet, kind: str, part_pk: int) -> Part | None:
        if kind not in NAMES or part_pk > 2**63 - 1:
            raise Http404
        return cast(Part | None, structure.parts_of(NAMES[kind], indicator_set).filter(pk=part_pk).first())

    def _name(self, part: Part) -> str:
        return PartNames(structure.set_of(part)).of(type(part), part.pk) or name_by_text(type(part), named_by(part))

    def _not_there(self, request: HttpRequest, indicator_set: IndicatorSet, kind: str, part_pk: int) -> HttpResponse:
        """Say of a part that was removed that it was; of what never existed, or stands in another set, nothing."""
        model = NAMES[kind]
        if model._default_manager.filter(pk=part_pk).exists() or not model.history.filter(id=part_pk).exists():
            raise Http404
        messages.error(request, _("Dit deel is intussen door iemand anders verwijderd."))
        return HttpResponseRedirect(tree_of(indicator_set))

    def _lost(
        self, request: HttpRequest, indicator_set: IndicatorSet, form: StructureForm, refusal: structure.Refused
    ) -> HttpResponse:
        """Show what was typed and can't be stored any more, so that it can be copied."""
        typed = [(field.label, _shown(form, field.name)) for field in form if field.value() not in (None, "", False)]
        return self._page(
            request,
            "lost",
            indicator_set,
            status=409,
            title=_("Niet opgeslagen"),
            refusal=str(refusal),
            typed=typed,
            back=tree_of(indicator_set),
        )

    def _page(
        self, request: HttpRequest, name: str, indicator_set: IndicatorSet, *, status: int = 200, **context: Any
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


def _person(request: HttpRequest) -> AbstractBaseUser:
    return cast(AbstractBaseUser, request.user)


def _number(request: HttpRequest, name: str) -> int | None:
    """Return a posted number; -1, which no part has, for what is none."""
    value = request.POST.get(name, "")
    if not value:
        return None
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else -1


def _shown(form: StructureForm, name: str) -> str:
    """Return what stands in a field as people read it."""
    value = form[name].value()
    choices = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    return str(choices.get(value, value))


def _started_from(part: Part, seen: str) -> dict[str, Any] | None:
    """Return what the part said when it looked like `seen`, if its history still tells."""
    for row in part.history.all()[:LOOK_BACK]:
        if structure.fingerprint(row) == seen:
            return structure.values_of(row)
    return None
