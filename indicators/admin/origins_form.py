"""Merged and split questions on the page that shows what changed: what is said, and saying it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from indicators.drafts.origins import add_origin, remove_origin
from indicators.drafts.refusals import NotPossible
from indicators.models import IndicatorSet
from indicators.versions.compared_parts import Comparison, NumberedQuestion

from .part_pages import person

# A list to choose from needs no whole question.
_SHORT = 90


@dataclass(frozen=True)
class ShownOrigin:
    """A question of the version before; it `stays` when the new version asks it too."""

    question: NumberedQuestion
    stays: bool


@dataclass(frozen=True)
class ShownDescent:
    """A question with those that it came from."""

    after: NumberedQuestion
    origins: tuple[ShownOrigin, ...]


@dataclass(frozen=True)
class QuestionChoices:
    """The questions of both versions, each with its key and its number and words."""

    after: tuple[tuple[str, str], ...]
    before: tuple[tuple[str, str], ...]


def shown_descents(comparison: Comparison) -> list[ShownDescent]:
    asked = {question.key for question in _after(comparison)}
    return [
        ShownDescent(
            descent.after,
            tuple(ShownOrigin(origin, origin.key in asked) for origin in descent.origins),
        )
        for descent in comparison.descents
    ]


def question_choices(comparison: Comparison) -> QuestionChoices:
    before = [*(pair.before for pair in comparison.shared), *comparison.removed]
    return QuestionChoices(_choices(_after(comparison)), _choices(before))


def _after(comparison: Comparison) -> list[NumberedQuestion]:
    return [*(pair.after for pair in comparison.shared), *comparison.added]


def _choices(questions: list[NumberedQuestion]) -> tuple[tuple[str, str], ...]:
    in_order = sorted(questions, key=lambda question: [*map(int, question.number.split("."))])
    return tuple(
        (question.key, f"{question.number} {_shortened(question.indicator.text)}")
        for question in in_order
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rstrip()}…"


def store_origin(
    page: "admin.ModelAdmin[Any]", request: HttpRequest, draft: IndicatorSet
) -> HttpResponse:
    """Add or take away one origin of a question, and say what became of it."""
    here = HttpResponseRedirect(f"{request.get_full_path()}#herkomst")
    key, origin = request.POST.get("vraag", ""), request.POST.get("uit", "")
    verb = remove_origin if request.POST["herkomst"] == "weg" else add_origin
    try:
        changed = verb(draft, key=key, origin=origin, by=person(request))
    except NotPossible as error:
        messages.error(request, str(error))
        return here
    if not changed:
        messages.info(request, _("U hebt niets veranderd."))
        return here
    page.log_change(request, draft, _("Herkomst van een vraag: %(key)s.") % {"key": key})
    messages.success(
        request,
        _("Weggehaald. Kies opnieuw of het nog dezelfde vraag is, als zij anders luidt.")
        if verb is remove_origin
        else _("Opgeslagen: de reeks breekt hier, en zegt waarom."),
    )
    return here
