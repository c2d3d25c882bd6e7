"""Accounts in the admin: API keys of everybody, and taking away somebody's second factor."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .models import ApiToken, User
from .own_account import second_factor
from .own_account.changes import tell
from .own_account.forms import ReasonForm
from .tokens import revoke


class ApiTokenAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """API keys of everybody, to look at and to revoke. Only their owner makes one."""

    list_display = ["name", "user", "state", "created_at", "expires_at", "last_used_on"]
    list_select_related = ["user"]
    search_fields = ["name", "user__email", "user__name"]
    list_filter = ["revoked_at", "expires_at"]
    readonly_fields = ["name", "user", "created_at", "expires_at", "revoked_at", "last_used_on"]
    fields = tuple(readonly_fields)
    actions = ["revoke_keys"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("stand"))
    def state(self, token: ApiToken) -> str:
        if token.revoked_at:
            return _("ingetrokken")
        return _("geldig") if token.expires_at > timezone.now() else _("verlopen")

    @admin.action(description=gettext_lazy("Trek deze sleutels in"), permissions=["view"])
    def revoke_keys(self, request: HttpRequest, keys: QuerySet[ApiToken]) -> None:
        """Revoke keys that still work, and tell their owners."""
        valid = list(keys.filter(revoked_at=None, expires_at__gt=timezone.now()))
        for token in valid:
            revoke(token)
            tell(token.user, "key_revoked", detail=_("Naam: %s.") % token.name)
            self.log_change(request, token, _("Ingetrokken"))
        said = ngettext(
            "%d sleutel is ingetrokken; de eigenaar krijgt een e-mail.",
            "%d sleutels zijn ingetrokken; de eigenaren krijgen een e-mail.",
            len(valid),
        )
        messages.success(request, said % len(valid))


def reset_second_factor(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Take away the second factor of who lost it; the reason goes to that person, too."""
    account = User.objects.filter(pk=pk).first()
    if account is None:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and isinstance(request.user, User):
        second_factor.reset(user=account, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(
            request, _("De tweede stap van %(name)s is weggehaald.") % {"name": account.name}
        )
        return redirect("admin:networks_user_change", account.pk)
    context = model_admin.admin_site.each_context(request) | {
        "title": _("Tweede stap weghalen"),
        "account": account,
        "is_set_up": second_factor.is_set_up(account),
        "form": form,
        "opts": model_admin.opts,
    }
    return TemplateResponse(
        request,
        "admin/networks/user/second_factor.html",
        context,
        status=422 if form.errors else 200,
    )
