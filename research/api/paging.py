"""A list of the API, a page at a time."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from ninja import Query

M = TypeVar("M", bound=Model)
Page = Annotated[int, Query(ge=1, le=1_000_000, description="Nummer van de pagina.")]
Size = Annotated[int, Query(ge=1, le=500, description="Hoeveel er op een pagina staan.")]


def page_of(
    request: HttpRequest, rows: QuerySet[M], page: int, size: int, item: Callable[[M, str], Any]
) -> dict[str, Any]:
    """Return one page of rows with its links, as the API shows it."""
    total, base = rows.order_by().count(), base_of(request)
    # Beyond the last page this is empty, which is no error.
    shown = rows[(page - 1) * size : page * size]
    return {"items": [item(row, base) for row in shown], **_paging(request, page, size, total)}


def page_of_list(request: HttpRequest, rows: Sequence[Any], page: int, size: int) -> dict[str, Any]:
    """Return one page of what needs no more queries, with its links."""
    return {
        "items": rows[(page - 1) * size : page * size],
        **_paging(request, page, size, len(rows)),
    }


def _paging(request: HttpRequest, page: int, size: int, total: int) -> dict[str, Any]:
    # Rounded up; an empty list has one page.
    last = max(1, -(-total // size))

    def link(number: int) -> str:
        query: QueryDict = request.GET.copy()
        query["page"], query["size"] = str(number), str(size)
        return f"{base_of(request)}{request.path}?{query.urlencode()}"

    links = {
        "first": link(1),
        "previous": link(min(page - 1, last)) if page > 1 else None,
        "next": link(page + 1) if page < last else None,
        "last": link(last),
    }
    return {"page": page, "size": size, "total": total, "links": links}


def base_of(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
