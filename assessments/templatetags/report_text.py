"""Words that only a report uses."""

from django import template
from django.utils.text import capfirst

from indicators.models import Criterion, IndicatorGroup

register = template.Library()


@register.filter
def group_kind(kind: str) -> str:
    """Return the name of a kind of indicator group, as a column's heading."""
    return str(capfirst(IndicatorGroup.Kind(kind).label))


@register.filter
def criterion_kind(kind: str) -> str:
    return str(capfirst(Criterion.Kind(kind).label))
