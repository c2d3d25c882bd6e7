"""Saying that questions were merged into one, or that a question was split from another."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from indicators.definition.keys import keys_in
from indicators.models import Indicator, IndicatorSet
from indicators.part_rows import By

from .decisions import locked_with_base, store_decisions
from .refusals import NotPossible


@transaction.atomic
def add_origin(draft: IndicatorSet, *, key: str, origin: str, by: By) -> bool:
    """Say that a question came from one of the version before; return whether that is new.

    It is another question then, whatever was decided about its words. Raises NotPossible, also when
    there are no such questions or they are one.
    """
    locked, base = locked_with_base(draft)
    question = _question(locked, key)
    if not _asked(base, origin).exists():
        raise NotPossible(_("Kies een vraag uit de vorige versie."))
    if key == origin:
        raise NotPossible(
            _("Dit is twee keer dezelfde vraag. Kies twee verschillende; er is niets opgeslagen.")
        )
    keys = keys_in(question.came_from)
    if origin in keys:
        return False
    question.came_from, question.continuity = ", ".join([*keys, origin]), "break"
    store_decisions(locked, [question], by)
    return True


@transaction.atomic
def remove_origin(draft: IndicatorSet, *, key: str, origin: str, by: By) -> bool:
    """Take back that a question came from another; return whether that was said at all.

    Without any, it is to be decided anew whether it is still the same question. Raises NotPossible.
    """
    locked, _base = locked_with_base(draft)
    question = _question(locked, key)
    keys = keys_in(question.came_from)
    if origin not in keys:
        return False
    question.came_from = ", ".join(name for name in keys if name != origin)
    if not question.came_from:
        question.continuity = ""
    store_decisions(locked, [question], by)
    return True


def _asked(indicator_set: IndicatorSet, key: str) -> QuerySet[Indicator]:
    return Indicator.objects.filter(group__theme__indicator_set=indicator_set, key=key)


def _question(locked: IndicatorSet, key: str) -> Indicator:
    question = _asked(locked, key).first()
    if question is None:
        raise NotPossible(_("Kies een vraag uit deze versie."))
    return question
