"""Who is how far: the evaluations of all networks, without anything that is in them."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.form_fields import DutchDateField
from national import access
from national.network_progress import progress_of
from networks.signed_in import SignedInRequest

PAGE_SIZE = 50


@require_safe
def national_progress(request: SignedInRequest) -> HttpResponse:
    """Show the progress of a year to the national office and admins."""
    if not access.is_office(request.user):
        raise Http404
    today = timezone.localdate()
    first, last = DutchDateField.EARLIEST.year, DutchDateField.LATEST.year
    asked = request.GET.get("jaar", "")
    known = asked.isascii() and asked.isdecimal() and len(asked) == 4
    year = min(max(int(asked), first), last) if known else today.year
    progress = progress_of(year, today)
    context = {
        "section": "national",
        "progress": progress,
        "page": Paginator(progress.rows, PAGE_SIZE).get_page(request.GET.get("pagina")),
        # As texts: a number would be shown with a dot in it.
        "year": str(year),
        "other_years": [str(other) for other in (year - 1, year + 1) if first <= other <= last],
    }
    return render(request, "national/progress.html", context)
