"""What people call a part of a set: "Indicator 2.5", "Deelaspect 3 van indicator 2.5"."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from indicators.catalogue import catalogue_of
from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme
from indicators.part_rows import Part

KnownPart = tuple[type[Part], int]  # model and primary key


class PartNames:
    """The names of all parts of a set as it is now, found with six queries.

    Parts that were removed have none.
    """

    def __init__(self, indicator_set: IndicatorSet) -> None:
        catalogue = catalogue_of(indicator_set)
        self._names: dict[KnownPart, str] = {}
        for theme in catalogue.themes:
            title = Theme.Kind(theme.kind).label.capitalize()
            self._names[Theme, theme.pk] = f"{title} {theme.number}"
            place = {"theme": f"{title.lower()} {theme.number}"}
            for group in theme.groups:
                self._names[IndicatorGroup, group.pk] = _("Groep “%(title)s” van %(theme)s") % (
                    place | {"title": _short(group.title)}
                )
            for criterion in theme.criteria:
                kind = Criterion.Kind(criterion.kind).label.capitalize()
                self._names[Criterion, criterion.pk] = _("%(kind)s “%(title)s” van %(theme)s") % (
                    place | {"kind": kind, "title": _short(criterion.title)}
                )
        # The same numbers as in the question list and the report.
        numbers = {indicator.pk: indicator.number for indicator in catalogue.indicators}
        for pk, number in numbers.items():
            self._names[Indicator, pk] = _("Indicator %s") % number
        counts: dict[int, int] = {}
        aspects = Aspect.objects.filter(indicator__group__theme__indicator_set=indicator_set)
        for pk, indicator_pk in aspects.values_list("pk", "indicator_id"):
            if indicator_pk not in numbers:  # added by somebody else since
                continue
            counts[indicator_pk] = counts.get(indicator_pk, 0) + 1
            self._names[Aspect, pk] = _("Deelaspect %(number)s van indicator %(indicator)s") % {
                "number": counts[indicator_pk],
                "indicator": numbers[indicator_pk],
            }

    def of(self, model: type[Part], pk: int) -> str | None:
        """Return the name of a part, or None when it isn't in the set (any more)."""
        return self._names.get((model, pk))


def name_by_text(model: type[Part], text: str) -> str:
    """Return a name for a part that has no number: "Indicator “Zijn er afspraken …”"."""
    return f"{str(model._meta.verbose_name).capitalize()} “{_short(text)}”"


def _short(text: str) -> str:
    return Truncator(text).chars(60)
