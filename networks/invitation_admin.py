"""Invitations in the admin: an admin invites as coordinators do, also without a network."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .addresses import MailAddressField
from .invitations import NoLongerWaiting, invite, refuse_second, send_again, withdraw
from .models import Invitation, User


class InvitationForm(forms.ModelForm):  # type: ignore[type-arg]
    """Whom an admin invites, and to what."""

    email = MailAddressField(
        help_text=gettext_lazy("Naar dit adres gaat een e-mail met een link, die 14 dagen werkt.")
    )

    class Meta:
        model = Invitation
        fields = ["email", "network", "role", "organisation", "is_national", "is_staff"]
        help_texts = {
            "is_national": gettext_lazy("Mag de vastgestelde rapporten van alle netwerken lezen."),
            "is_staff": gettext_lazy("Mag alles in dit beheer."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        network, role = cleaned.get("network"), cleaned.get("role")
        if network and not role:
            self.add_error("role", _("Kies bij een netwerk ook een rol."))
        elif role and not network:
            self.add_error("network", _("Kies bij een rol ook een netwerk."))
        elif not (network or cleaned.get("is_national") or cleaned.get("is_staff")):
            raise ValidationError(
                _("Kies een netwerk met een rol, of zet een vinkje bij wat deze persoon mag.")
            )
        if "email" in cleaned:
            refuse_second(email=cleaned["email"], network=network)
        return cleaned


class InvitationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Invitations are made, sent again and withdrawn; what was accepted stays as it was."""

    form = InvitationForm
    list_display = ["email", "network", "role", "state", "invited_at", "expires_at"]
    list_select_related = ["network"]
    search_fields = ["email", "network__plain_name"]
    autocomplete_fields = ["network", "organisation"]
    fields = ["email", "network", "role", "organisation", "is_national", "is_staff"]
    actions = ["send_chosen_again", "withdraw_chosen"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:
        assert isinstance(request.user, User)  # noqa: S101 - only admins come here
        made = invite(by=request.user, portal=settings.PORTAL_ADDRESS, **form.cleaned_data)
        obj.pk = made.pk
        obj.refresh_from_db()

    @admin.display(description=gettext_lazy("hoe staat het ermee"))
    def state(self, invitation: Invitation) -> str:
        if invitation.accepted_at:
            return _("aangenomen")
        if invitation.withdrawn_at:
            return _("ingetrokken")
        return _("wacht") if invitation.works(timezone.now()) else _("verlopen")

    @admin.action(
        description=gettext_lazy("Stuur opnieuw, met een nieuwe link"), permissions=["add"]
    )
    def send_chosen_again(self, request: HttpRequest, chosen: QuerySet[Invitation]) -> None:
        assert isinstance(request.user, User)  # noqa: S101 - only admins come here
        for invitation in chosen:
            try:
                send_again(
                    invitation=invitation,
                    by=request.user,
                    portal=settings.PORTAL_ADDRESS,
                )
            except NoLongerWaiting:
                self._tell_it_is_over(request, invitation)
            else:
                sent = _("Er gaat een nieuwe link naar %s.") % invitation.email
                self.message_user(request, sent, messages.SUCCESS)

    @admin.action(description=gettext_lazy("Trek in"), permissions=["add"])
    def withdraw_chosen(self, request: HttpRequest, chosen: QuerySet[Invitation]) -> None:
        for invitation in chosen:
            try:
                withdraw(invitation=invitation)
            except NoLongerWaiting:
                self._tell_it_is_over(request, invitation)
            else:
                withdrawn = _("De uitnodiging voor %s is ingetrokken.") % invitation.email
                self.message_user(request, withdrawn, messages.SUCCESS)

    def _tell_it_is_over(self, request: HttpRequest, invitation: Invitation) -> None:
        over = _("De uitnodiging voor %s is al aangenomen of ingetrokken.") % invitation.email
        self.message_user(request, over, messages.ERROR)
