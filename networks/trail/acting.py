"""Who acts: the person, key or link of the request that is being answered, or the portal itself."""

from dataclasses import dataclass
from ipaddress import ip_address

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest

from loket_eval.running.request_number import current_request
from networks.models import ApiToken, TrailEntry, User

Who = TrailEntry.Who


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts, as the trail keeps it."""

    who: str
    account_pk: int | None = None
    means_label: str = ""
    means_pk: int | None = None
    address: str | None = None


# On the request, so that it ends with it.
_MEANS = "acts_by"
_ACCOUNT = "acts_as"


def acts_by(means: Model) -> None:
    """Say that the rest of this request is done with a link, or an API key, and not by a login."""
    if request := _current():
        setattr(request, _MEANS, means)


def acts_as(user: User) -> None:
    """Say whose account the rest of this request is about, before they are logged in."""
    if request := _current():
        setattr(request, _ACCOUNT, user)


def actor(by: User | None = None) -> Actor:
    """Return who acts now; `by` is the account when the request doesn't know it yet, or any more.

    A link or key comes before a login: somebody who is logged in may open a link too.
    """
    request = _current()
    if request is None:
        return Actor(who=Who.SYSTEM, account_pk=by.pk if by else None)
    address = address_of(request)
    means: Model | None = getattr(request, _MEANS, None)
    if by is None and means is not None:
        is_key = isinstance(means, ApiToken)
        return Actor(
            who=Who.KEY if is_key else Who.LINK,
            account_pk=means.user_id if isinstance(means, ApiToken) else None,
            means_label=means._meta.label_lower,
            means_pk=means.pk,
            address=address,
        )
    account = by or getattr(request, _ACCOUNT, None) or getattr(request, "user", None)
    if account is None or not account.is_authenticated:
        return Actor(who=Who.VISITOR, address=address)
    return Actor(who=Who.ACCOUNT, account_pk=account.pk, address=address)


def is_head() -> bool:
    """Say whether this request asks for headers alone, so that nothing is shown."""
    request = _current()
    return request is not None and request.method == "HEAD"


def address_of(request: HttpRequest) -> str | None:
    """Return the IP address behind our own proxies; None where it can't be told."""
    try:
        found = str(get_adapter(request).get_client_ip(request))
        return str(ip_address(found))
    except (PermissionDenied, ValueError):
        return None


def _current() -> HttpRequest | None:
    current = current_request()
    return current.request if current else None
