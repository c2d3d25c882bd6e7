"""Joins what continues on the next page: WeasyPrint tags the content of each page separately.

A screen reader would otherwise stop in mid-sentence, and meet a table whose header is read twice.
The boxes on both pages tell what continues: they were made for the same element of the document.
"""

from itertools import pairwise
from typing import Any

import pydyf
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from .structure_tree import Structure

# A box of the layout, and the element of the structure that was made for it.
Pair = tuple[Any, Any]


def join_pages(document: Any, structure: Structure) -> None:
    """Join the last element of each page with the first of the next, where that is its rest."""
    whole = structure.whole
    on_page: dict[bytes, list[Any]] = {}
    for element in structure.children(whole):
        on_page.setdefault(element["Pg"], []).append(element)
    pages = []
    for page, reference in zip(document.pages, structure.pdf.page_references, strict=True):
        html = page._page_box.children[0]
        boxes = [box for body in html.children for box in body.children]
        pages.append(_paired(boxes, on_page.get(reference, [])))
    # From the last page to the first: the element that the rest is moved to then still is as
    # WeasyPrint made it.
    for before, after in reversed(list(pairwise(pages))):
        if _continues(before, after):
            whole["K"].remove(after[0][1].reference)
            _join(structure, before[-1], after[0])


def _join(structure: Structure, first: Pair, second: Pair) -> None:
    """Move the contents of the second element to the first, of which it is the rest."""
    (_, element), (_, rest) = first, second
    if element["S"] == "/Table":
        _join_tables(structure, first, second)
    elif element["S"] == "/TR":
        _join_rows(structure, first, second)
    else:
        before, after = _child_pairs(structure, first), _child_pairs(structure, second, joined=True)
        if _continues(before, after):
            rest["K"].remove(after[0][1].reference)
            _join(structure, before[-1], after[0])
    for child in structure.children(rest):
        child["P"] = element.reference
    element["K"].extend(rest["K"])
    rest.clear()


def _join_tables(structure: Structure, first: Pair, second: Pair) -> None:
    """Join two parts of a table, and leave out the header that the second page repeats."""
    (_, table), (_, rest) = first, second
    heads, repeated = structure.tagged(table, "/THead"), structure.tagged(rest, "/THead")
    if heads and repeated:
        header_names = {}
        # Cells name their headers by ID, so those of the second page are pointed at the headers
        # that stay.
        for repeated_header, head in zip(
            _headers(structure, repeated), _headers(structure, heads), strict=True
        ):
            header_names[repeated_header["ID"].data] = head["ID"]
        for cell in structure.all_in(rest):
            if headers := cell.get("A", {}).get("Headers"):
                cell["A"]["Headers"] = pydyf.Array(
                    header_names.get(header.data, header) for header in headers
                )
        rest["K"] = pydyf.Array(
            child for child in rest["K"] if child not in [head.reference for head in repeated]
        )
        structure.make_artifacts(repeated)
    groups, more = _child_pairs(structure, first), _child_pairs(structure, second, joined=True)
    if _continues(groups, more):
        rest["K"].remove(more[0][1].reference)
        _join(structure, groups[-1], more[0])


def _join_rows(structure: Structure, first: Pair, second: Pair) -> None:
    """Join a row that a page break cuts through, cell by cell."""
    cells = {cell[0].element: cell for cell in _child_pairs(structure, first)}
    for rest in _child_pairs(structure, second, joined=True):
        if cell := cells.get(rest[0].element):
            second[1]["K"].remove(rest[1].reference)
            _join(structure, cell, rest)


def _headers(structure: Structure, heads: list[Any]) -> list[Any]:
    return [cell for head in heads for cell in structure.all_in(head) if cell["S"] == "/TH"]


def _child_pairs(structure: Structure, pair: Pair, *, joined: bool = False) -> list[Pair]:
    """Return the boxes in a box with their elements, or nothing when their numbers differ.

    After a join, an element has more elements at its end than this box has boxes: those of the next
    page.
    """
    box, element = pair
    children = structure.children(element)
    if element["S"] == "/LI" and _is_plain(box):
        return [(box, children[0])]
    if getattr(box, "is_table_wrapper", False):
        # When only the caption of a table fits on a page, the box contains no table.
        inner = box.get_wrapped_table()
        groups = [group for group in inner.children if not group.is_header] if inner else []
        return _paired(groups, structure.tagged(element, "/TBody"), joined=joined)
    boxes = [
        part
        for child in box.children
        for part in (child.children if isinstance(child, LineBox) else [child])
    ]
    return _paired(boxes, children, joined=joined)


def _paired(boxes: list[Any], elements: list[Any], *, joined: bool = False) -> list[Pair]:
    matches = len(boxes) <= len(elements) if joined else len(boxes) == len(elements)
    return list(zip(boxes, elements, strict=False)) if matches else []


def _continues(before: list[Pair], after: list[Pair]) -> bool:
    """Return whether the last element before a page break continues as the first one after it."""
    if not before or not after:
        return False
    (box, element), (next_box, rest) = before[-1], after[0]
    # Text, links and pictures aren't joined: the element around them is.
    if isinstance(box, TextBox) or element["S"] in ("/Link", "/Figure", "/Lbl"):
        return False
    same_source = (
        box.element is not None
        and box.element is next_box.element
        and box.element_tag == next_box.element_tag
    )
    return same_source and element["S"] == rest["S"]


def _is_plain(box: Any) -> bool:
    """Return whether a list item has no bullet; it then has one more element inside it."""
    return "list-item" not in box.style["display"] or box.style["list_style_type"] == "none"
