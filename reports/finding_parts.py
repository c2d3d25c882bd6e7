"""The points of a report with what they rest on, as frozen plain values.

Stored as JSON with the report, as all its parts are (report_parts.py).
"""

from pydantic.dataclasses import dataclass

from loket_eval.prose_blocks import blocks

from .stored_values import STRICT, Text

# Evidence of at most this many characters is repeated under a point, and an explanation of at most
# so many in the summary, which has to fit on a page.
SHORT, IN_SUMMARY = 600, 160


def _short(text: str) -> str:
    first = next(iter(blocks(text)), None)
    if first is None or first.kind != "paragraph":
        return ""
    paragraph = first.items[0].text
    return paragraph if len(paragraph) <= IN_SUMMARY else ""


@dataclass(frozen=True, kw_only=True, config=STRICT)
class EvidencePart:
    """The evidence for a point: what was given with the answer to one indicator."""

    number: Text
    text: Text


@dataclass(frozen=True, kw_only=True, config=STRICT)
class SupportPart:
    """How many sources of one kind a point rests on, and of which organisations."""

    kind: Text
    count: int
    organisations: tuple[tuple[Text, int], ...]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class FindingQuotePart:
    """What a source said, word for word; `who` is a function, organisation or title, no name."""

    text: Text
    who: Text


@dataclass(frozen=True, kw_only=True, config=STRICT)
class FindingPart:
    """A strong point or an improvement point.

    `theme` is the number of its theme, or None for a point about the whole. `support` is on what it
    rests. `quotes` are of sources that agreed to be quoted.
    """

    kind: Text
    theme: int | None
    headline: Text
    explanation: Text
    source: Text
    is_key: bool
    indicators: tuple[Text, ...]
    criteria: tuple[Text, ...]
    evidence: tuple[EvidencePart, ...]
    support: tuple[SupportPart, ...] = ()
    quotes: tuple[FindingQuotePart, ...] = ()

    @property
    def in_short(self) -> str:
        """The first paragraph of the explanation, or nothing if it is too long to repeat."""
        return _short(self.explanation)
