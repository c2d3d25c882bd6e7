"""Filters for texts, numbers and judgements, for pages and reports alike."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Advice, Answer, Finding, FollowUp, Judgement, View
from assessments.support import Support, support_sentence
from loket_eval.prose_blocks import Block, blocks

register = template.Library()

# An outcome looks like the judgement that means about the same.
_OUTCOME_TONES = {
    FollowUp.Outcome.FOLLOWED.value: Judgement.STRENGTH,
    FollowUp.Outcome.PARTLY.value: Judgement.MIXED,
    FollowUp.Outcome.NOT.value: Judgement.IMPROVEMENT,
}


@register.filter
def prose(text: str, label: str = "") -> SafeString:
    """Return a plain text as paragraphs, lists and tables; `label` opens its first paragraph."""
    text_blocks = blocks(text)
    lead = (
        format_html('<span class="label">{}</span> ', label)
        if label and text_blocks
        else SafeString()
    )
    # A list can't start with a label, so the label gets a line of its own.
    if lead and text_blocks[0].kind != "paragraph":
        return format_html('<p class="opens">{}</p>', lead) + format_html_join(
            "", "{}", ((_block(block),) for block in text_blocks)
        )
    parts = [
        _block(block, lead if place == 0 else _NOTHING) for place, block in enumerate(text_blocks)
    ]
    return mark_safe("\n".join(parts))  # noqa: S308 - escaped by `lines`


@register.filter
def prose_in_cell(text: str) -> SafeString:
    """Return a plain text for the cell of a table, without tables in it."""
    found = blocks(text, tables=False)
    return format_html_join("\n", "{}", ((_block(block),) for block in found))


_NOTHING = SafeString()
# Lazy translations, by judgement.
_JUDGEMENTS = dict(View.Judgement.choices) | dict(Judgement.choices)
_COUNTED = {
    Judgement.STRENGTH.value: gettext_lazy("sterk"),
    Judgement.IMPROVEMENT.value: gettext_lazy("te verbeteren"),
    Judgement.MIXED.value: gettext_lazy("deels"),
    Judgement.UNKNOWN.value: gettext_lazy("geen zicht op"),
    Judgement.NOT_APPLICABLE.value: gettext_lazy("niet van toepassing"),
}
_DEEPEST = 3  # the style sheets go no further
_LETTERS = {"letters": SafeString(' type="a"'), "roman": SafeString(' type="i"')}
# A line in pieces: text as it is, up to where a word is longer than 60 characters.
_STRETCH = re.compile(r"(?:\S{1,59}(?!\S)|\s)+|\S{60}|\S+")


def _block(block: Block, lead: SafeString = _NOTHING) -> SafeString:
    if block.kind == "paragraph":
        html = f'<p dir="auto">{lead}{lines(block.items[0].text)}</p>'
        return mark_safe(html)  # noqa: S308 - escaped by `lines`
    if block.kind == "table":
        return _table(block)
    items = mark_safe(  # noqa: S308 - escaped by `lines`
        "".join(f'<li dir="auto">{lines(item.text)}</li>' for item in block.items)
    )
    inside = format_html(' class="in-{}"', min(block.level, _DEEPEST)) if block.level else _NOTHING
    if block.kind == "bullets":
        return format_html("<ul{}>{}</ul>", inside, items)
    letters = _LETTERS.get(block.kind, _NOTHING)
    return format_html('<ol start="{}"{}{}>{}</ol>', block.start, letters, inside, items)


def _table(block: Block) -> SafeString:
    """Return a table whose first row heads its columns, as in most spreadsheets."""
    head, *rows = (
        format_html_join(
            "", f'<{cell} dir="auto">{{}}</{cell.split()[0]}>', ((lines(text),) for text in row)
        )
        for cell, row in zip(
            ['th scope="col"', *["td"] * len(block.rows)], block.rows, strict=False
        )
    )
    body = format_html_join("", "<tr>{}</tr>", ((row,) for row in rows))
    return format_html(
        '<table class="typed"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>', head, body
    )


@register.filter
def lines(text: str) -> SafeString:
    """Return a text with its line breaks, in which an endless word may break.

    The time to lay out a word grows with the square of its length: 22 s in a PDF for 40,000
    letters.
    """
    pieces = (_STRETCH.findall(line) for line in text.split("\n"))
    broken = ("<wbr>".join(escape(piece) for piece in line) for line in pieces)
    return mark_safe("<br>".join(broken))  # noqa: S308 - escaped


@register.filter
def judgement_mark(judgement: str) -> SafeString:
    """Return a judgement as a word; the style sheet adds shape and colour."""
    if judgement not in _JUDGEMENTS:
        return SafeString()
    return format_html(
        '<span class="judged" data-judgement="{}">{}</span>', judgement, _JUDGEMENTS[judgement]
    )


@register.filter
def judgement_word(judgement: str) -> str:
    """Return the label of a judgement; nothing for none."""
    return str(_JUDGEMENTS.get(judgement, ""))


@register.filter
def support(point: Finding, supports: Mapping[int, Sequence[Support]]) -> str:
    """Return on what a point rests, in one sentence, from the support of all points."""
    return support_sentence(supports.get(point.pk, ()))


@register.filter
def judgement_count(judgement: str, count: int) -> SafeString:
    """Return how often a judgement was given, in a few words: "2 te verbeteren"."""
    return format_html(
        '<span class="judged" data-judgement="{}">{} {}</span>',
        judgement,
        count,
        _COUNTED[judgement],
    )


@register.filter
def outcome_mark(outcome: str) -> SafeString:
    """Return the outcome of an earlier recommendation, marked like a judgement."""
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
    # Formatted the English way first, then commas and points change places.
    whole, _dot, decimals = f"{Decimal(number):,.2f}".partition(".")
    return ",".join(part for part in (whole.replace(",", "."), decimals.rstrip("0")) if part)


@register.filter
def per_label(per: str) -> str:
    """Return the label of a period: "per maand"."""
    return str(Answer.Per(per).label) if per in Answer.Per.values else ""


@register.filter
def beginning(text: str, most: int) -> str:
    """Return a text, or its first words in at most so many letters."""
    if len(text) <= most:
        return text
    words = text[:most].rpartition(" ")[0].rstrip(" .,;:-–")
    return f"{words}…" if words else Truncator(text).chars(most)


@register.filter
def and_list(items: Sequence[object]) -> str:
    """Return the items as an enumeration: "2.3, 2.7 en 2.9"."""
    texts = [str(item) for item in items]
    if len(texts) < 2:
        return "".join(texts)
    return _("{first} en {last}").format(first=", ".join(texts[:-1]), last=texts[-1])


@register.filter
def not_filled_in(advice: Advice) -> str:
    """Say in one sentence which of the SMART parts a recommendation still misses."""
    parts = (
        (advice.measure, _("hoe u het meet")),
        (advice.who, _("wie het doet")),
        (advice.means, _("wat nodig is")),
        (advice.by_when, _("wanneer het klaar is")),
    )
    missing = [name for value, name in parts if not value]
    return _("Nog niet ingevuld: %(parts)s.") % {"parts": and_list(missing)} if missing else ""
