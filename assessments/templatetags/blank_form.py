"""The choices of a form to fill in by hand: the same as those of the form on the screen."""

from django import template

from assessments.models import Answer, Judgement

register = template.Library()


@register.simple_tag
def judgements() -> list[str]:
    """Return the judgements in their fixed order, for the filter judgement_mark."""
    return list(Judgement.values)


@register.simple_tag
def periods() -> list[str]:
    """Return the labels of the periods that a frequency is counted over: "per dag"."""
    return [str(label) for label in Answer.Per.labels]
