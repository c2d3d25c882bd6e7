"""Help, contact, privacy and accessibility: the same for everybody, also without an account."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .guide_pages import NAMES, PICTURES, read

_HOUR = 3600


@login_not_required
@require_safe
@cache_control(public=True, max_age=_HOUR)
def guides(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_list_page())


@login_not_required
@require_safe
@cache_control(public=True, max_age=_HOUR)
def guide(request: HttpRequest, name: str) -> HttpResponse:
    if name not in NAMES:
        raise Http404
    return HttpResponse(_guide_page(name))


@login_not_required
@require_safe
@cache_control(public=True, max_age=_HOUR)
def guide_picture(request: HttpRequest, name: str) -> FileResponse:
    if name not in _pictures():
        raise Http404
    return FileResponse(Path(PICTURES, f"{name}.png").open("rb"), content_type="image/png")


@login_not_required
@require_safe
@cache_control(public=True, max_age=_HOUR)
def about(request: HttpRequest, name: str) -> HttpResponse:
    """Show one of the pages about the portal: contact, privacy or accessibility."""
    return HttpResponse(
        render_to_string(
            f"help/{name}.html",
            {
                "organisation": settings.ORGANISATION,
                "contact": settings.CONTACT,
                "security_contact": settings.SECURITY_CONTACT,
                "statement": settings.STATEMENTS.get(name),
                "kept_days": settings.MAIL_KEPT_DAYS,
            },
        )
    )


# Made without the request, so that nothing of who asks is on them, and once in a process.
@cache
def _list_page() -> str:
    return render_to_string("help/guides.html", {"guides": [read(name) for name in NAMES]})


@cache
def _guide_page(name: str) -> str:
    return render_to_string("help/guide.html", {"guide": read(name)})


@cache
def _pictures() -> frozenset[str]:
    return frozenset(path.stem for path in PICTURES.glob("*.png"))
