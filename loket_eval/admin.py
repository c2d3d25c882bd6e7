"""The admin site, in Dutch. People log in to it on the portal's own page, which has rate limits."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache


class LoketAdminSite(admin.AdminSite):
    site_header = _("Loket Evaluatie – beheer")
    site_title = _("Beheer")
    index_title = _("Beheer")
    site_url = "/"
    # The tables of indicators need the width.
    enable_nav_sidebar = False

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send visitors to the portal's login page: there is only one place to type a password."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        # Not back to the login page: somebody without permission is logged in already and would be
        # sent in circles.
        if not self.has_permission(request):
            raise PermissionDenied(
                gettext("Het beheer is alleen voor beheerders. U bent wel ingelogd.")
            )
        return redirect("admin:index")

    def password_change(  # type: ignore[override]  # a redirect, and no page of its own
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send admins to the portal's page, which also asks about keys, and mails the change."""
        return redirect("account_change_password")


class ReadOnly:
    """A model that can only be viewed in the admin."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
