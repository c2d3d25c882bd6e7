"""Filters for texts, numbers and judgements, for pages and reports alike."""

import re
from collections.abc import Sequence
from decimal import Decimal

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments.models import Answer, FollowUp, Judgement
from loket_eval.prose import Block, blocks

register = template.Library()

_OUTCOME_TONES = {
    FollowUp.Outcome.FOLLOWED.value: Judgement.STRENGTH,
    FollowUp.Outcome.PARTLY.value: Judgement.MIXED,
    FollowUp.Outcome.NOT.value: Judgement.IMPROVEMENT,
}


@register.filter
def prose(text: str, label: str = "") -> SafeString:
    """Return a plain text as paragraphs and lists; `label` opens its first paragraph."""
    found = blocks(text)
    lead = format_html('<span class="label">{}</span> ', label) if label and found else SafeString()
    if lead and found[0].kind != "paragraph":
        return format_html('<p class="opens">{}</p>', lead) + format_html_join(
            "", "{}", ((_block(block),) for block in found)
        )
    parts = [_block(block, lead if number == 0 else _NOTHING) for number, block in enumerate(found)]
    return format_html_join("\n", "{}", ((part,) for part in parts))


_NOTHING = SafeString()
_LETTERS = {"letters": SafeString(' type="a"'), "roman": SafeString(' type="i"')}
# A line in pieces: text as it is, up to where a word went on for 60 characters without a space.
_STRETCH = re.compile(r"(?:\S{1,59}(?!\S)|\s)+|\S{60}|\S+")


def _block(block: Block, lead: SafeString = _NOTHING) -> SafeString:
    if block.kind == "paragraph":
        return format_html('<p dir="auto">{}{}</p>', lead, lines(block.items[0].text))
    items = format_html_join(
        "", '<li dir="auto">{}</li>', ((lines(item.text),) for item in block.items)
    )
    if block.kind == "bullets":
        return format_html("<ul>{}</ul>", items)
    # A style sheet gives letters in a PDF, where this attribute says nothing.
    return format_html(
        '<ol start="{}"{}>{}</ol>', block.start, _LETTERS.get(block.kind, _NOTHING), items
    )


@register.filter
def lines(text: str) -> SafeString:
    """Return a text on lines as typed, in which an endless word may break.

    Laying out one word takes time with the square of its length: 22 s in a PDF for 40,000 letters.
    """
    pieces = (_STRETCH.findall(line) for line in text.split("\n"))
    return mark_safe("<br>".join("<wbr>".join(escape(piece) for piece in line) for line in pieces))  # noqa: S308 - escaped


@register.filter
def judgement_mark(judgement: str) -> SafeString:
    """Return a judgement as its word, to which the style sheet adds shape and colour."""
    if judgement not in Judgement.values:
        return SafeString()
    return format_html(
        '<span class="judged" data-judgement="{}">{}</span>', judgement, Judgement(judgement).label
    )


@register.filter
def judgement_count(judgement: str, count: int) -> SafeString:
    """Return how often a judgement was given, in few words: "2 te verbeteren"."""
    words = {
        Judgement.STRENGTH.value: _("sterk"),
        Judgement.IMPROVEMENT.value: _("te verbeteren"),
        Judgement.MIXED.value: _("deels"),
        Judgement.UNKNOWN.value: _("geen zicht op"),
        Judgement.NOT_APPLICABLE.value: _("niet van toepassing"),
    }
    return format_html(
        '<span class="judged" data-judgement="{}">{} {}</span>', judgement, count, words[judgement]
    )


@register.filter
def outcome_mark(outcome: str) -> SafeString:
    """Return what became of an earlier recommendation, in the same manner as a judgement."""
    if outcome not in FollowUp.Outcome.values:
        return format_html(
            '<span class="judged" data-judgement="unknown">{}</span>', _("nog niet beoordeeld")
        )
    tone = _OUTCOME_TONES[outcome]
    return format_html(
        '<span class="judged" data-judgement="{}">{}</span>', tone, FollowUp.Outcome(outcome).label
    )


@register.filter
def dutch_number(number: Decimal | int | float | None) -> str:
    """Return a number as Dutch readers write it, without idle zeros: 12500.50 is "12.500,5"."""
    if number is None:
        return ""
    whole, _dot, decimals = f"{Decimal(number):,.2f}".partition(".")
    return ",".join(part for part in (whole.replace(",", "."), decimals.rstrip("0")) if part)


@register.filter
def per_label(per: str) -> str:
    """Return the label of a period: "per maand"."""
    return str(Answer.Per(per).label) if per in Answer.Per.values else ""


@register.filter
def and_list(words: Sequence[object]) -> str:
    """Return an enumeration: "2.3, 2.7 en 2.9"."""
    texts = [str(word) for word in words]
    if len(texts) < 2:
        return "".join(texts)
    return _("{first} en {last}").format(first=", ".join(texts[:-1]), last=texts[-1])
