"""The pictures of a report, for its templates."""

from django import template

from reports.pictures.of_report import (
    map_of,
    printed_map_of,
    value_picture_of,
)
from reports.pictures.shape_words import capitalised, word

register = template.Library()

register.filter("judgement_map", map_of)
register.filter("printed_judgement_map", printed_map_of)
register.filter("value_picture", value_picture_of)


@register.filter
def shape_word(shape: str) -> str:
    """Return what a shape of the map says, to begin a line with: "Sterk punt"."""
    return capitalised(word(shape))
