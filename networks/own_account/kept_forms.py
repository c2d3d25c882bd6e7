"""A form that was posted when nobody was logged in, while its sender logs in in several steps.

The login page has it in a hidden field. Who goes on to a second step, or to the provider, leaves
that page: until they are in, it is in their session.
"""

from django.http import HttpRequest

# In the session: for the second step; and by the number of a login at the provider.
_FOR_SECOND_STEP = "kept_form"
_AT_PROVIDER = "kept_at_provider"
# On the request that comes back from the provider.
_ARRIVED = "kept_form"
# Windows in which somebody may be logging in; the oldest one makes place.
_MOST = 3


def keep_at_provider(request: HttpRequest, state: str, form: str) -> None:
    """Keep a form until the provider sends its sender back with this number."""
    kept = list(request.session.get(_AT_PROVIDER, {}).items())
    request.session[_AT_PROVIDER] = dict([*kept, (state, form)][-_MOST:])


def take_from_provider(request: HttpRequest, state: str) -> str:
    """Return the form that was kept under this number, and let this request hold it."""
    kept = request.session.get(_AT_PROVIDER, {})
    form = str(kept.get(state, ""))
    if form:
        request.session[_AT_PROVIDER] = {key: kept[key] for key in kept if key != state}
    setattr(request, _ARRIVED, form)
    return form


def keep_for_second_step(request: HttpRequest, form: str) -> None:
    if form:
        request.session[_FOR_SECOND_STEP] = form


def take(request: HttpRequest) -> str:
    """Return the form of who has just logged in, or nothing."""
    kept = str(request.session.pop(_FOR_SECOND_STEP, ""))
    return request.POST.get("unsent", "") or getattr(request, _ARRIVED, "") or kept
