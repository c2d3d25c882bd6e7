"""Accounts that are linked to one at the provider, in the admin."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from networks.own_account.sessions import end_sessions
from networks.trail.admin_changes import Trailed

# Allauth's own names are about websites of companies.
SocialAccount._meta.verbose_name = _("koppeling met de organisatie")
SocialAccount._meta.verbose_name_plural = _("koppelingen met de organisatie")


class LinkAdmin(Trailed):
    """Links, to look at and to take away: the next login with the same address makes a new one."""

    list_display = ["user", "uid", "date_joined", "last_login"]
    list_select_related = ["user"]
    search_fields = ["user__email", "user__name", "uid"]
    fields = readonly_fields = ("user", "provider", "uid", "date_joined", "last_login")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: SocialAccount) -> None:
        """Log out everywhere who came in by this link, too."""
        super().delete_model(request, obj)
        end_sessions(obj.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[SocialAccount]) -> None:
        for link in queryset:
            self.delete_model(request, link)
