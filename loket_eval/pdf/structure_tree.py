"""The structure tree of a PDF that WeasyPrint made and is about to write."""

from collections.abc import Iterable, Iterator
from typing import Any

import pydyf


class Structure:
    """The elements of the tree, which refer to each other by number ("12 0 R")."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        # WeasyPrint puts one element at the root: the document.
        self.root = self.at(pdf.catalog["StructTreeRoot"])
        self.whole = self.at(self.root["K"][0])

    def at(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def __iter__(self) -> Iterator[Any]:
        return (
            item
            for item in self.pdf.objects
            if isinstance(item, dict) and item.get("Type") == "/StructElem"
        )

    def children(self, element: Any) -> list[Any]:
        """Return the elements in an element, without the references to text and links."""
        elements = [self.at(child) for child in element["K"] if isinstance(child, bytes)]
        return [child for child in elements if child.get("Type") == "/StructElem"]

    def tagged(self, element: Any, tag: str) -> list[Any]:
        """Return the children of an element that have this tag."""
        return [child for child in self.children(element) if child["S"] == tag]

    def all_in(self, element: Any) -> Iterator[Any]:
        """Yield an element and everything in it, from the top down."""
        yield element
        for child in self.children(element):
            yield from self.all_in(child)

    def make_artifacts(self, elements: Iterable[Any]) -> None:
        """Take elements and all they contain out of the content: they are repeated on each page."""
        numbers_by_page: dict[bytes, set[int]] = {}
        removed = set()
        for element in [descendant for whole in elements for descendant in self.all_in(whole)]:
            numbers_by_page.setdefault(element["Pg"], set()).update(
                mark for mark in element["K"] if isinstance(mark, int)
            )
            removed.add(element.reference)
            element.clear()
        for page, numbers in numbers_by_page.items():
            contents = self.at(self.at(page)["Contents"]).stream
            for index, item in enumerate(contents):
                # The drawing says "/P <</MCID 3>> BDC"; the tag stands in front of its dictionary.
                if isinstance(item, pydyf.Dictionary) and item.get("MCID") in numbers:
                    contents[index - 1] = "/Artifact"
                    contents[index] = pydyf.Dictionary({"Type": "/Pagination"})
        # The parent tree leads from a page's marked content back to its elements.
        for references in self.at(self.root["ParentTree"])["Nums"][1::2]:
            if isinstance(references, list):
                references[:] = [
                    b"null" if reference in removed else reference for reference in references
                ]
