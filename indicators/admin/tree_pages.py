"""The page that shows a set as a tree, and the page on which one part is changed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from indicators.drafts import editing, refusals
from indicators.drafts.draft_history import history_of
from indicators.models import IndicatorSet
from indicators.part_rows import KIND_OF, Part, parent_of, set_of, siblings_in

from .outline import MODEL_AT, outline_of
from .part_adding import AddingPages, addable_inside
from .part_forms import FieldConflict, StructureForm, conflicts_in, form_for, with_choices
from .part_moving import MovingPages
from .part_pages import ADDRESS_NAME, StructurePage, page_of_part, person, shown, tree_of

# How far back the history is searched for what somebody started from.
LOOK_BACK = 50


def structure_urls(set_page: "ModelAdmin[Any]") -> list[URLPattern]:
    """Return the addresses of the tree of a set and all pages around it."""
    show, add, move = TreePages(set_page), AddingPages(set_page), MovingPages(set_page)
    part = "<int:pk>/opbouw/<slug:kind>/<int:part_pk>/"
    pages: list[tuple[str, Callable[..., HttpResponse], str]] = [
        ("<int:pk>/opbouw/", show.tree, ""),
        ("<int:pk>/geschiedenis/", show.history, "_history"),
        (part, show.part, "_part"),
        ("<int:pk>/opbouw/thema-erbij/", add.add_theme, "_add_theme"),
        (f"{part}erna/", add.add_after, "_after"),
        (f"{part}erin/<slug:inside>/", add.add_inside, "_inside"),
        (f"{part}verplaatsen/", move.move, "_move"),
        (f"{part}verwijderen/", move.remove, "_remove"),
    ]
    wrap = set_page.admin_site.admin_view
    return [
        path(address, wrap(view), name=f"{ADDRESS_NAME}{name}") for address, view, name in pages
    ]


class TreePages(StructurePage):
    """A set as a tree, its history, and one part of it."""

    def tree(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the whole set, with links to change it as long as it is a draft."""
        indicator_set = self.set_at(request, pk)
        themes = outline_of(indicator_set, near=request.GET.get("bij", ""))
        return self.page(
            request,
            "tree",
            indicator_set,
            title=_("Opbouw van %s") % indicator_set,
            themes=themes,
            count=sum(theme.count for theme in themes),
        )

    def history(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show who changed what in the set, newest first."""
        indicator_set = self.set_at(request, pk)
        asked = request.GET.get("pagina", "")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 9 else 1
        return self.page(
            request,
            "history",
            indicator_set,
            title=_("Geschiedenis van %s") % indicator_set,
            history=history_of(indicator_set, number),
            back=tree_of(indicator_set),
        )

    def part(self, request: HttpRequest, pk: int, kind: str, part_pk: int) -> HttpResponse:
        """Show one part in a form; after a POST store it, unless somebody else changed it too."""
        indicator_set = self.set_at(request, pk)
        part = self.part_at(indicator_set, kind, part_pk)
        if request.method == "POST":
            return self._change(request, indicator_set, MODEL_AT[kind], part)
        if part is None:
            return self.not_there(request, indicator_set, kind, part_pk)
        form = form_for(MODEL_AT[kind])(instance=part)
        return self._part_page(request, part, form, seen=editing.fingerprint(part))

    def _change(
        self,
        request: HttpRequest,
        indicator_set: IndicatorSet,
        model: type[Part],
        part: Part | None,
    ) -> HttpResponse:
        self.must_change(request)
        form_class = form_for(model)
        if part is None:
            return self.lost(request, indicator_set, form_class(request.POST), refusals.Gone())
        posted = with_choices(request.POST, part, KIND_OF[model].form_fields)
        seen = request.POST.get("seen", "")
        form = form_class(
            posted, instance=self.part_at(indicator_set, KIND_OF[model].slug, part.pk)
        )
        if not form.is_valid():
            return self._part_page(request, part, form, seen=seen, status=422)
        try:
            changed = editing.change_part(
                part, values=form.cleaned_data, seen=seen, by=person(request)
            )
        except refusals.ChangedMeanwhile as conflict:
            different = conflicts_in(form, conflict.part, _started_from(conflict.part, seen))
            # Who saves again has seen what the other wrote.
            seen = editing.fingerprint(conflict.part)
            return self._part_page(
                request, conflict.part, form, seen=seen, different=different, status=409
            )
        except refusals.Refused as refusal:
            return self.lost(request, indicator_set, form, refusal)
        if changed:
            messages.success(request, _("Opgeslagen: %s.") % self.name_of(part))
        return HttpResponseRedirect(tree_of(indicator_set, part))

    def _part_page(
        self,
        request: HttpRequest,
        part: Part,
        form: StructureForm,
        *,
        seen: str,
        different: list[FieldConflict] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        indicator_set = set_of(part)
        siblings = list(siblings_in(type(part), parent_of(part)).values_list("pk", flat=True))
        index = siblings.index(part.pk) if part.pk in siblings else 0
        differing = {conflict.bound.name for conflict in different or []}
        name = self.name_of(part)
        return self.page(
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
            values=[
                (form[field].label, shown(form, field)) for field in KIND_OF[type(part)].form_fields
            ],
            previous=siblings[index - 1] if index else None,
            next=siblings[index + 1] if index + 1 < len(siblings) else None,
            parent_pk=parent_of(part).pk,
            urls={
                action: page_of_part(part, action) for action in ("part", "after", "move", "remove")
            },
            inside=[
                (str(model._meta.verbose_name), page_of_part(part, "inside", KIND_OF[model].slug))
                for model in addable_inside(type(part))
            ],
            kind_name=str(part._meta.verbose_name),
            back=tree_of(indicator_set, part),
            focus=request.GET.get("knop", ""),
        )


def _started_from(part: Part, seen: str) -> dict[str, Any] | None:
    """Return what the part said when it looked like `seen`, if its history still tells."""
    for row in part.history.all()[:LOOK_BACK]:
        if editing.fingerprint(row) == seen:
            return editing.values_of(row)
    return None
