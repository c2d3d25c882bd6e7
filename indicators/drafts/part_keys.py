"""Keys of parts: which are in use, and one for a part that was given none."""

from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

from indicators.models import Indicator
from indicators.part_rows import KIND_OF, Parent, Part, set_of, siblings_in

MAX_SUGGESTED_KEY = 50


def sharing_keys(model: type[Part], parent: Parent) -> QuerySet[Any]:
    """Return the parts that must have different keys.

    Those of one kind in a set, or the aspects of one question.
    """
    kind = KIND_OF[model]
    if not kind.key_is_unique_in_set:
        return siblings_in(model, parent)
    return model._default_manager.filter(**{kind.path_to_set: set_of(parent).pk})


def suggest_key(model: type[Part], parent: Parent, text: str) -> str:
    """Return a key made from the text that no version of the set used for a part of this kind.

    A question that gets the key of one that was dropped would be taken for the same question in a
    series of answers.
    """
    base = slugify(text)
    if len(base) > MAX_SUGGESTED_KEY:
        # Whole words, if the first one isn't too long by itself.
        base = base[: MAX_SUGGESTED_KEY + 1].rsplit("-", 1)[0][:MAX_SUGGESTED_KEY]
    base = base.strip("-").replace("_", "-") or slugify(str(model._meta.verbose_name)) or "deel"
    base = "-".join(word for word in base.split("-") if word)
    versions = {f"{KIND_OF[model].path_to_set}__slug": set_of(parent).slug}
    if isinstance(parent, Indicator):
        versions["indicator__key"] = parent.key
    in_any_version = model._default_manager.filter(**versions, key__startswith=base)
    taken = set(in_any_version.values_list("key", flat=True))
    # The slug of the set may have been changed since this row was read.
    taken |= set(sharing_keys(model, parent).values_list("key", flat=True))
    number = 1
    while (key := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return key
