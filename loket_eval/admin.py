"""The admin site in Dutch; logging in goes through the portal's own login page with its rate limits."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class LoketAdminSite(admin.AdminSite):
    site_header = _("Loket Evaluatie – beheer")
    site_title = _("Beheer")
    index_title = _("Beheer")
    site_url = "/"


LoketAdminSite.login = secure_admin_login(LoketAdminSite.login)  # type: ignore[method-assign]
