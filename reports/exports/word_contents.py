"""The table of contents of a Word document, with page numbers."""

from collections.abc import Callable, Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from .word_elements import Run, WordParagraph, add_child, add_field, add_run


def fill_in(
    place: BaseOxmlElement,
    chapters: Sequence[tuple[str, int]],
    paragraph_of: Callable[..., BaseOxmlElement],
    width: int,
) -> None:
    """Put the titles and pages of chapters in the place of an empty paragraph.

    The number stands at the end of a line of `width` twentieths of a point. Each line is a link,
    and its number a field of its own. Word's field for a whole table of contents isn't used: in it,
    LibreOffice takes the numbers for text, and shows our estimates.
    """
    for number, (title, page) in enumerate(chapters, start=1):
        paragraph = paragraph_of(WordParagraph([], "toc 1"), text=title)
        properties = paragraph.find(qn("w:pPr"))
        tabs = add_child(properties, "w:tabs")
        add_child(tabs, "w:tab", val="right", pos=width)
        # Word wants the tabs before what says the direction.
        if (bidi := properties.find(qn("w:bidi"))) is not None:
            bidi.addprevious(tabs)
        link = add_child(paragraph, "w:hyperlink", anchor=bookmark(number))
        add_run(link, Run(title))
        add_child(add_child(link, "w:r"), "w:tab")
        add_number(link, rf"PAGEREF {bookmark(number)} \h", page)
        place.addprevious(paragraph)
    place.getparent().remove(place)


def add_number(parent: BaseOxmlElement, instruction: str, number: int) -> None:
    """Add a field that Word counts, with the number that stands there until then."""
    add_field(parent, "begin")
    add_child(add_child(parent, "w:r"), "w:instrText").text = f" {instruction} "
    add_field(parent, "separate")
    add_run(parent, Run(str(number)))
    add_field(parent, "end")


def bookmark(number: int) -> str:
    return f"_Toc{number:08}"
