"""A guide as it is read in the portal: HTML, with an anchor at each heading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = Path(settings.BASE_DIR, "docs", "guides")
PICTURES = Path(settings.BASE_DIR, "docs", "pictures")
# For who uses the portal; the others are for who installs it, and stay with the code.
NAMES = ("coordinator", "medewerker", "evaluator", "partner", "landelijk", "beheerder", "api")

_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")
_GUIDE = re.compile(r"(?P<name>[a-z]+)\.md(?P<anchor>#.*)?")
# A PNG begins with its name and its first chunk, which opens with width and height.
_SIZE_OF_PNG = slice(16, 24)


@dataclass(frozen=True)
class Heading:
    """A heading below the title of a guide."""

    text: str
    anchor: str
    level: int


@dataclass(frozen=True)
class Guide:
    """One guide; `body` is what follows its title."""

    name: str
    title: str
    headings: tuple[Heading, ...]
    body: SafeString

    @property
    def anchors(self) -> set[str]:
        return {heading.anchor for heading in self.headings}


@cache
def read(name: str) -> Guide:
    """Return the guide of this name. Raises FileNotFoundError.

    A guide is part of the code, so it is made into HTML once in a process. HTML in it is shown as
    text.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse((FOLDER / f"{name}.md").read_text())
    title, body = tokens[1].content, tokens[3:]
    headings = _with_anchors(body)
    for token in body:
        for part in token.children or ():
            _point_to_page(part)
        token.children = _without_dead_links(token.children or [])
    html = parser.renderer.render(body, parser.options, {})
    return Guide(name, title, headings, mark_safe(html))  # noqa: S308 - our own text, without HTML


def anchor_of(heading: str) -> str:
    """Return the anchor of a heading, as forges make it."""
    return _NOT_IN_ANCHOR.sub("", heading.lower()).replace(" ", "-")


def _with_anchors(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    found = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            anchor = anchor_of(inline.content)
            opening.attrSet("id", anchor)
            found.append(Heading(inline.content, anchor, int(opening.tag[1])))
    return tuple(found)


def _point_to_page(part: Token) -> None:
    """Let a link to another guide, and a picture, lead to where the portal has it."""
    if part.type == "image":
        name = str(part.attrs["src"]).rpartition("/")[2]
        size = (PICTURES / name).read_bytes()[_SIZE_OF_PNG]
        part.attrSet("src", reverse("guide_picture", args=[name.removesuffix(".png")]))
        part.attrSet("width", str(int.from_bytes(size[:4])))
        part.attrSet("height", str(int.from_bytes(size[4:])))
        part.attrSet("loading", "lazy")
    if part.type == "link_open":
        guide = _GUIDE.fullmatch(str(part.attrs["href"]))
        if guide and guide["name"] in NAMES:
            address = reverse("guide", args=[guide["name"]])
            part.attrSet("href", address + (guide["anchor"] or ""))


def _without_dead_links(parts: list[Token]) -> list[Token]:
    """Leave out links to files that aren't pages of the portal; their text stays."""
    kept, dead = [], False
    for part in parts:
        if part.type == "link_open" and ".md" in str(part.attrs["href"]):
            dead = True
        elif part.type == "link_close" and dead:
            dead = False
        else:
            kept.append(part)
    return kept
