"""Adding a part to a draft: after another one, or inside it."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from indicators.drafts import editing, refusals
from indicators.drafts.part_names import PartNames
from indicators.models import IndicatorSet, Theme
from indicators.part_rows import KIND_OF, MODEL_OF, Parent, Part, parent_of, set_of

from .outline import MODEL_AT
from .part_forms import form_for
from .part_pages import StructurePage, page_of_part, person, tree_of


def addable_inside(model: type[Part]) -> list[type[Part]]:
    """Return what may be added inside a part of this kind: a group before a criterion."""
    return [MODEL_OF[kind] for kind in reversed(KIND_OF[model].children)]


class AddingPages(StructurePage):
    """The form for a new part."""

    def add_theme(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add a theme after all others."""
        indicator_set = self.set_at(request, pk)
        return self._add(request, Theme, indicator_set, None, tree_of(indicator_set))

    def add_after(self, request: HttpRequest, pk: int, kind: str, part_pk: int) -> HttpResponse:
        """Add a part of the same kind after another one."""
        indicator_set = self.set_at(request, pk)
        part = self.part_at(indicator_set, kind, part_pk)
        # The neighbour may have been removed while the form was open.
        if part is None:
            return self._no_place(request, indicator_set, MODEL_AT[kind], kind, part_pk)
        return self._add(
            request, type(part), parent_of(part), part.pk, tree_of(indicator_set, part)
        )

    def add_inside(
        self, request: HttpRequest, pk: int, kind: str, part_pk: int, inside: str
    ) -> HttpResponse:
        """Add a part inside another one, after all that is there."""
        indicator_set = self.set_at(request, pk)
        part = self.part_at(indicator_set, kind, part_pk)
        model = MODEL_AT.get(inside)
        if model is None or model not in addable_inside(MODEL_AT[kind]):
            raise Http404
        if part is None:
            return self._no_place(request, indicator_set, model, kind, part_pk)
        return self._add(request, model, cast(Parent, part), None, tree_of(indicator_set, part))

    def _no_place(
        self,
        request: HttpRequest,
        indicator_set: IndicatorSet,
        model: type[Part],
        kind: str,
        part_pk: int,
    ) -> HttpResponse:
        """Say that what something new should stand next to or in is gone, with what was typed."""
        self.must_change(request)
        if request.method == "POST":
            return self.lost(
                request, indicator_set, form_for(model, new=True)(request.POST), refusals.Gone()
            )
        return self.not_there(request, indicator_set, kind, part_pk)

    def _add(
        self, request: HttpRequest, model: type[Part], parent: Parent, after: int | None, back: str
    ) -> HttpResponse:
        self.must_change(request)
        indicator_set = set_of(parent)
        form = form_for(model, new=True)(request.POST or None)
        status = 200
        if request.method == "POST" and form.is_valid():
            values = {name: value for name, value in form.cleaned_data.items() if name != "key"}
            key = form.cleaned_data["key"]
            try:
                part = editing.add_part(
                    model, parent=parent, values=values, key=key, after=after, by=person(request)
                )
            # The form stays open: only the key has to be another.
            except refusals.KeyTaken as refusal:
                form.add_error("key", str(refusal))
            except refusals.Refused as refusal:
                return self.lost(request, indicator_set, form, refusal)
            else:
                messages.success(request, _("Toegevoegd: %s.") % self.name_of(part))
                # Who types a list of questions goes on with the next one.
                if "another" in request.POST:
                    return HttpResponseRedirect(page_of_part(part, "after"))
                return HttpResponseRedirect(tree_of(indicator_set, part))
        # A POST to a set that was published meanwhile is answered with what was typed.
        elif request.method != "POST" and not indicator_set.is_draft:
            messages.error(request, str(refusals.NotADraft()))
            return HttpResponseRedirect(back)
        if form.errors:
            status = 422
        title = _("%s toevoegen") % str(model._meta.verbose_name).capitalize()
        where = self._where(parent, after, model)
        return self.page(
            request,
            "add",
            indicator_set,
            status=status,
            title=title,
            form=form,
            where=where,
            back=back,
        )

    def _where(self, parent: Parent, after: int | None, model: type[Part]) -> str:
        """Return in words where something new will stand."""
        names = PartNames(set_of(parent))
        if after is not None:
            return _("Komt na: %s.") % names.of(model, after)
        if isinstance(parent, IndicatorSet):
            return _("Komt achteraan in de set.")
        return _("Komt achteraan in: %s.") % names.of(cast(type[Part], type(parent)), parent.pk)
