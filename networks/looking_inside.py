"""No silent power: an admin says why before seeing what a network has not confirmed.

The reason is kept, and the network's coordinators see it beside its people.
"""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .access import network_for_its_data
from .models import LookInside, Network, User
from .trail import What, record

# For how long one reason holds.
HOLDS = timedelta(days=1)


class ReasonFirst(PermissionDenied):
    """An admin has to say why before seeing this; `page` is where."""

    def __init__(self, network: Network) -> None:
        super().__init__(_("Schrijf eerst op waarom u dit als beheerder wilt zien."))
        self.page = reverse("look_inside", args=[network.slug])


def refuse_without_reason(user: User, network: Network) -> None:
    """Raise ReasonFirst for an admin without a role in the network who gave no reason today."""
    if not user.is_superuser or network.memberships.filter(user=user).exists():
        return
    since = timezone.now() - HOLDS
    if not LookInside.objects.filter(by=user, network=network, at__gt=since).exists():
        raise ReasonFirst(network)


@transaction.atomic
def look_inside(*, network: Network, by: User, reason: str) -> LookInside:
    """Keep why an admin looks inside a network."""
    record(What.LOOKED_INSIDE, about=network)
    return LookInside.objects.create(network=network, by=by, reason=reason, at=timezone.now())


def network_with_drafts(user: User, slug: str) -> Network:
    """Return the network for who may have all of it, drafts included.

    Raises as network_for_its_data does, and ReasonFirst.
    """
    network = network_for_its_data(user, slug)
    refuse_without_reason(user, network)
    return network


class ReasonFirstMiddleware:
    """Leads an admin to where the reason is given, and back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ReasonFirst) and request.method in ("GET", "HEAD"):
            return redirect(f"{exception.page}?{urlencode({'next': request.get_full_path()})}")
        return None
