"""The pictures of a report, for its templates."""

from django import template

from reports.pictures.of_report import (
    followed_up_of,
    made_smart_of,
    map_of,
    value_case_of,
    value_cases_of,
)
from reports.pictures.shape_words import capitalised, word

register = template.Library()

register.filter("judgement_map", map_of)
register.filter("value_case", value_case_of)
register.filter("value_cases", value_cases_of)
register.filter("followed_up", followed_up_of)
register.filter("made_smart", made_smart_of)


@register.filter
def shape_word(shape: str) -> str:
    """Return what a shape of the map says, to begin a line with: "Sterk punt"."""
    return capitalised(word(shape))
