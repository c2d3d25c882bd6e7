"""Words that only a report uses."""

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indicators.models import Criterion

register = template.Library()


@register.filter
def group_kind(kind: str) -> str:
    """Return the name of a kind of indicator group, short enough for a column's heading."""
    names = {"development": _("Ontwikkeling"), "execution": _("Uitvoering"), "value": _("Waarde"), "topic": _("Topics")}
    return names[kind]


@register.filter
def criterion_kind(kind: str) -> str:
    return str(capfirst(Criterion.Kind(kind).label))
