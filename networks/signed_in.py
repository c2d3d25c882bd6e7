"""The request in a view: its user has logged in (loket_eval.middleware.LoginRequiredMiddleware)."""

from django.http import HttpRequest

from .models import User


class SignedInRequest(HttpRequest):
    """A request of somebody with an account."""

    user: User
