"""A next version of a set: begun as a copy, and compared with the version it was made from."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from indicators.catalogue import definition_of
from indicators.change_reasons import COPIED
from indicators.models import IndicatorSet
from indicators.part_rows import MODEL_OF, By
from indicators.parts import INDICATOR, PARTS, SET, PartKind

from .compared_parts import Comparison
from .comparison import compare


def new_version(indicator_set: IndicatorSet, version: str, *, source: str, by: By) -> IndicatorSet:
    """Return a draft with the same content and keys, made from a set; all or nothing.

    The copy of a published or retired set is based on it, and nothing in it is decided yet. The
    copy of a draft is another go at the same change: it has the base and the decisions of that
    draft, which may never be published.

    `source` is the citation of the new version's own document: that of the set is the document of
    another version. Raises ValidationError when the version number can't be or
    exists already.
    """
    # A draft may never be published, and nobody compares with what was never in use.
    before = indicator_set.based_on if indicator_set.is_draft else indicator_set
    texts = {name: getattr(indicator_set, name) for name in SET.compared_fields}
    texts["source"] = source
    draft = IndicatorSet(
        slug=indicator_set.slug, version=version, based_on=before, revision=1, **texts
    )
    draft.clean_fields(exclude=["slug", *SET.compared_fields])
    # Before anything is stored: the number is what people type wrong.
    draft.validate_constraints()
    try:
        with transaction.atomic():
            # Who changes a draft has its row locked, so that no half of a change is copied.
            IndicatorSet.objects.select_for_update().get(pk=indicator_set.pk)
            draft._history_user = by  # type: ignore[attr-defined]
            draft._change_reason = COPIED  # type: ignore[attr-defined]
            draft.save()
            _copy_parts(indicator_set, draft, by)
    except IntegrityError:
        raise ValidationError(_("Deze versie van de set bestaat al.")) from None
    return draft


def _copy_parts(original: IndicatorSet, draft: IndicatorSet, by: By) -> None:
    copies: dict[tuple[PartKind | None, Any], Any] = {(SET, original.pk): draft}
    for kind in PARTS:
        model = MODEL_OF[kind]
        in_set = model._default_manager.filter(**{kind.path_to_set: original.pk})
        rows = list(in_set.order_by("position", "pk"))
        for row in rows:
            copies[kind, row.pk] = row
            old_parent = getattr(row, f"{kind.parent_field}_id")
            setattr(row, kind.parent_field, copies[kind.parent, old_parent])
            # Without a primary key, and told that it is new, Django stores the row as another one.
            row.pk, row._state.adding = None, True
            # What was decided about a published version was about the one before that.
            if kind is INDICATOR and not original.is_draft:
                row.continuity = row.came_from = ""
        bulk_create_with_history(rows, model, default_user=by, default_change_reason=COPIED)


def comparison_of(old: IndicatorSet, new: IndicatorSet) -> Comparison:
    """Return what changed between two stored versions.

    Raises InvalidDefinition when a draft's rows break a rule.
    """
    return compare(definition_of(old), definition_of(new))
