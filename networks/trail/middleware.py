"""What somebody with an account may not do, for the trail."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from networks.models import TrailEntry

from .recording import record_view


class TrailMiddleware:
    """Records where somebody with an account may not come."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        # Visitors are led to the login page: their refusals could fill the trail.
        if isinstance(exception, PermissionDenied) and request.user.is_authenticated:
            match = request.resolver_match
            record_view(
                TrailEntry.What.REFUSED,
                result=TrailEntry.Result.REFUSED,
                detail=(match.url_name or "") if match else "",
            )
