"""What goes on over a page is one paragraph, list or table again: WeasyPrint tags each page by itself.

A screen reader would else stop in the middle of a sentence, and meet a table of which the head is
said twice. The boxes of both pages tell what goes on: they were made for the same element of the
document.
"""

from itertools import pairwise
from typing import Any

import pydyf
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from .structure_tree import Structure

# A box and the element of the structure that was made for it.
Pair = tuple[Any, Any]


def join_pages(document: Any, structure: Structure) -> None:
    whole = structure.whole
    on_page: dict[bytes, list[Any]] = {}
    for element in structure.kids(whole):
        on_page.setdefault(element["Pg"], []).append(element)
    pages = []
    for page, reference in zip(document.pages, structure.pdf.page_references, strict=True):
        html = page._page_box.children[0]
        boxes = [box for body in html.children for box in body.children]
        pages.append(_paired(boxes, on_page.get(reference, [])))
    # From the last page to the first: what is joined to is then as it was when it was made.
    for before, after in reversed(list(pairwise(pages))):
        if _go_on(before, after):
            whole["K"].remove(after[0][1].reference)
            _join(structure, before[-1], after[0])


def _join(structure: Structure, first: Pair, second: Pair) -> None:
    """Move what is in the second element to the first, of which it is the rest."""
    (_, element), (_, rest) = first, second
    if element["S"] == "/Table":
        _join_tables(structure, first, second)
    elif element["S"] == "/TR":
        _join_rows(structure, first, second)
    else:
        before, after = _kids(structure, first), _kids(structure, second, joined=True)
        if _go_on(before, after):
            rest["K"].remove(after[0][1].reference)
            _join(structure, before[-1], after[0])
    for kid in structure.kids(rest):
        kid["P"] = element.reference
    element["K"].extend(rest["K"])
    rest.clear()


def _join_tables(structure: Structure, first: Pair, second: Pair) -> None:
    (_, table), (_, rest) = first, second
    heads, repeated = structure.tagged(table, "/THead"), structure.tagged(rest, "/THead")
    if heads and repeated:
        names = {}
        for again, head in zip(
            _headers(structure, repeated), _headers(structure, heads), strict=True
        ):
            names[again["ID"].data] = head["ID"]
        for cell in structure.all_in(rest):
            if headers := cell.get("A", {}).get("Headers"):
                cell["A"]["Headers"] = pydyf.Array(
                    names.get(header.data, header) for header in headers
                )
        rest["K"] = pydyf.Array(
            kid for kid in rest["K"] if kid not in [head.reference for head in repeated]
        )
        structure.make_artifacts(repeated)
    groups, more = _kids(structure, first), _kids(structure, second, joined=True)
    if _go_on(groups, more):
        rest["K"].remove(more[0][1].reference)
        _join(structure, groups[-1], more[0])


def _join_rows(structure: Structure, first: Pair, second: Pair) -> None:
    """Join a row that is cut through all its cells."""
    cells = {cell[0].element: cell for cell in _kids(structure, first)}
    for its_rest in _kids(structure, second, joined=True):
        if cell := cells.get(its_rest[0].element):
            second[1]["K"].remove(its_rest[1].reference)
            _join(structure, cell, its_rest)


def _headers(structure: Structure, heads: list[Any]) -> list[Any]:
    return [cell for head in heads for cell in structure.all_in(head) if cell["S"] == "/TH"]


def _kids(structure: Structure, pair: Pair, *, joined: bool = False) -> list[Pair]:
    """Return the boxes in a box with their elements, or nothing where they don't match.

    An element that was joined to the next page already has elements at its end that are not of this
    box.
    """
    box, element = pair
    kids = structure.kids(element)
    if element["S"] == "/LI" and _is_plain(box):
        return [(box, kids[0])]
    if getattr(box, "is_table_wrapper", False):
        # Of a page on which only the caption of a table stands, the box holds no table.
        inner = box.get_wrapped_table()
        groups = [group for group in inner.children if not group.is_header] if inner else []
        return _paired(groups, structure.tagged(element, "/TBody"), joined=joined)
    boxes = [
        part
        for child in box.children
        for part in (child.children if isinstance(child, LineBox) else [child])
    ]
    return _paired(boxes, kids, joined=joined)


def _paired(boxes: list[Any], elements: list[Any], *, joined: bool = False) -> list[Pair]:
    matches = len(boxes) <= len(elements) if joined else len(boxes) == len(elements)
    return list(zip(boxes, elements, strict=False)) if matches else []


def _go_on(before: list[Pair], after: list[Pair]) -> bool:
    """Say whether the last element before a page's end goes on as the first after it."""
    if not before or not after:
        return False
    (box, element), (next_box, rest) = before[-1], after[0]
    if isinstance(box, TextBox) or element["S"] in ("/Link", "/Figure", "/Lbl"):
        return False
    same = (
        box.element is not None
        and box.element is next_box.element
        and box.element_tag == next_box.element_tag
    )
    return same and element["S"] == rest["S"]


def _is_plain(box: Any) -> bool:
    """Say whether an item of a list has no bullet: it has one element more around it then."""
    return "list-item" not in box.style["display"] or box.style["list_style_type"] == "none"
