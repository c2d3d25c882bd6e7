"""Moving a part of a draft to another place, and removing it."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.drafts import editing, refusals
from indicators.drafts.part_names import PartNames
from indicators.models import IndicatorSet
from indicators.part_rows import Part, named_by, parent_of, siblings_in

from .part_pages import StructurePage, number, page_of_part, person, tree_of
from .place_choice import choice_of_place, container_at, container_value


class MovingPages(StructurePage):
    """Where a part goes: elsewhere, or away."""

    def move(self, request: HttpRequest, pk: int, kind: str, part_pk: int) -> HttpResponse:
        """Ask where a part should go; after a POST move it there.

        The tree, a button and a drag all post to this address.
        """
        indicator_set = self.set_at(request, pk)
        self.must_change(request)
        part = self.part_at(indicator_set, kind, part_pk)
        if request.method == "POST":
            return self._move(request, indicator_set, kind, part)
        if part is None:
            return self.not_there(request, indicator_set, kind, part_pk)
        if not indicator_set.is_draft:
            messages.error(request, str(refusals.NotADraft()))
            return HttpResponseRedirect(tree_of(indicator_set, part))
        names = PartNames(indicator_set)
        choice = choice_of_place(part, request.GET, names)
        return self.page(
            request,
            "move",
            indicator_set,
            title=_("%s verplaatsen") % names.of(type(part), part.pk),
            text=named_by(part),
            choice=choice,
            to=container_value(choice.container),
            here=choice.container == parent_of(part),
            action=page_of_part(part, "move"),
            back=tree_of(indicator_set, part),
        )

    def _move(
        self, request: HttpRequest, indicator_set: IndicatorSet, kind: str, part: Part | None
    ) -> HttpResponse:
        moved, refusal = False, ""
        # Without a container the part stays where it is and only its order changes.
        to = container_at(request.POST["to"], indicator_set) if request.POST.get("to") else None
        try:
            if part is None or (request.POST.get("to") and to is None):
                raise refusals.Gone
            after, before = number(request, "after"), number(request, "before")
            moved = editing.move_part(part, to=to, after=after, before=before, by=person(request))
            part = self.part_at(indicator_set, kind, part.pk)
        except refusals.Refused as refused:
            refusal = str(refused)
        message = refusal or (
            _("Verplaatst: %s.") % self.name_of(part)
            if moved and part
            else _("Staat al op die plaats.")
        )
        # The script of the tree moves the element itself and reads out the message.
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"message": message}, status=409 if refusal else 200)
        messages.add_message(request, messages.ERROR if refusal else messages.SUCCESS, message)
        # Back to the button that was pressed, so that the keyboard can press it again.
        if part is not None and request.POST.get("stay") in ("up", "down"):
            return HttpResponseRedirect(f"{page_of_part(part)}?knop={request.POST['stay']}")
        return HttpResponseRedirect(tree_of(indicator_set, part))

    def remove(self, request: HttpRequest, pk: int, kind: str, part_pk: int) -> HttpResponse:
        """Say what would disappear and ask; after a POST remove it."""
        indicator_set = self.set_at(request, pk)
        self.must_change(request)
        part = self.part_at(indicator_set, kind, part_pk)
        if part is None:
            return self.not_there(request, indicator_set, kind, part_pk)
        if request.method == "POST":
            name = self.name_of(part)
            # Found before the part is gone.
            around = self._neighbour(part)
            try:
                count = editing.remove_part(
                    part, expected=number(request, "count") or -1, by=person(request)
                )
            except refusals.MoreThanAsked as refusal:
                messages.warning(request, str(refusal))
                return HttpResponseRedirect(page_of_part(part, "remove"))
            except refusals.Refused as refusal:
                messages.error(request, str(refusal))
                return HttpResponseRedirect(tree_of(indicator_set))
            more = ngettext("%s deel", "%s delen", count) % count
            messages.success(
                request, _("Verwijderd: %(name)s (%(more)s).") % {"name": name, "more": more}
            )
            return HttpResponseRedirect(tree_of(indicator_set, around))
        if not indicator_set.is_draft:
            messages.error(request, str(refusals.NotADraft()))
            return HttpResponseRedirect(tree_of(indicator_set, part))
        counts = editing.parts_in(part)
        lost = [
            (model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural, count)
            for model, count in counts.items()
        ]
        return self.page(
            request,
            "remove",
            indicator_set,
            title=_("%s verwijderen") % self.name_of(part),
            text=named_by(part),
            lost=lost,
            count=sum(counts.values()),
            back=tree_of(indicator_set, part),
        )

    def _neighbour(self, part: Part) -> Part | None:
        """Return the part to show once this one is gone: the one before it, or its parent."""
        parent = parent_of(part)
        siblings = [row for row in siblings_in(type(part), parent) if row.pk != part.pk]
        before = [row for row in siblings if (row.position, row.pk) < (part.position, part.pk)]
        above = None if isinstance(parent, IndicatorSet) else cast(Part, parent)
        return cast(Part | None, (before or [above])[-1])
