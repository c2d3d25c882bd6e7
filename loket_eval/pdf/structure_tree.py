"""The structure tree of a PDF that WeasyPrint made and is about to write."""

from collections.abc import Iterable, Iterator
from typing import Any

import pydyf


class Structure:
    """The elements of the tree, by the references that they hold of each other."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
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

    def kids(self, element: Any) -> list[Any]:
        """Return the elements in an element, without the references to text and links."""
        found = [self.at(kid) for kid in element["K"] if isinstance(kid, bytes)]
        return [kid for kid in found if kid.get("Type") == "/StructElem"]

    def tagged(self, element: Any, tag: str) -> list[Any]:
        """Return the kids of an element that have a tag."""
        return [kid for kid in self.kids(element) if kid["S"] == tag]

    def all_in(self, element: Any) -> Iterator[Any]:
        yield element
        for kid in self.kids(element):
            yield from self.all_in(kid)

    def make_artifacts(self, elements: Iterable[Any]) -> None:
        """Take elements with all that is in them out of the content: what they show is repeated on each page."""
        marks: dict[bytes, set[int]] = {}
        gone = set()
        for element in [part for whole in elements for part in self.all_in(whole)]:
            marks.setdefault(element["Pg"], set()).update(
                kid for kid in element["K"] if isinstance(kid, int)
            )
            gone.add(element.reference)
            element.clear()
        for page, numbers in marks.items():
            contents = self.at(self.at(page)["Contents"]).stream
            for place, item in enumerate(contents):
                if isinstance(item, pydyf.Dictionary) and item.get("MCID") in numbers:
                    contents[place - 1] = "/Artifact"
                    contents[place] = pydyf.Dictionary({"Type": "/Pagination"})
        for of_page in self.at(self.root["ParentTree"])["Nums"][1::2]:
            if isinstance(of_page, list):
                of_page[:] = [b"null" if reference in gone else reference for reference in of_page]
