"""Filters for the overarching report: its pictures, and a network's own judgements."""

from collections.abc import Mapping

from django import template

from national import edition_pictures, question_bars
from national.edition import Edition, NetworkPart
from national.edition_parts import QuestionPart
from reports.pictures import Drawing

register = template.Library()


@register.filter
def bar(question: QuestionPart, total: int) -> Drawing:
    """Return the picture of a question's numbers."""
    return question_bars.bar_of(question, total)


@register.filter
def counts(question: QuestionPart) -> str:
    """Return the numbers of a question in words, or nothing when none is shown."""
    return "" if question.is_hidden else question_bars.in_words(question)


@register.filter
def not_shown(question: QuestionPart, total: int) -> str:
    """Return why something of a question isn't shown, in a sentence, or nothing."""
    return question_bars.not_shown(question, total)


@register.filter
def maps(networks: tuple[NetworkPart, ...], report: Edition) -> tuple[Drawing, ...]:
    """Return the pictures of who judged what."""
    return edition_pictures.maps_of(networks, report.themes)


@register.filter
def own(judgements: Mapping[str, Mapping[str, str]], key: str) -> list[tuple[str, str]]:
    """Return the reader's networks, by name, with their judgement on a question ("" is none)."""
    return [(name, given.get(key, "")) for name, given in judgements.items()]
