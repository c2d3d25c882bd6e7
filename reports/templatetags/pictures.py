"""The pictures of a report, for its templates."""

from django import template

from reports.pictures.judgement_map import judgement_map
from reports.pictures.of_report import value_cases
from reports.pictures.shape_words import capitalised, word
from reports.pictures.value_case import value_picture

register = template.Library()

register.filter("judgement_map", judgement_map)
register.filter("value_cases", value_cases)
register.filter("value_picture", value_picture)


@register.filter
def shape_word(shape: str) -> str:
    """Return what a shape of the map says, to begin a line with: "Sterk punt"."""
    return capitalised(word(shape))
