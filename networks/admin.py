"""People, networks and organisations in the admin."""

from functools import partial
from typing import Any

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.admin import UserSession
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from loket_eval.admin_fields import CLEAN_TEXT, ComparedForm
from loket_eval.letters import normal_form

from .account_admin import ApiTokenAdmin, reset_second_factor
from .invitation_admin import InvitationAdmin
from .logo_admin import LogoOfNetwork
from .models import ApiToken, Invitation, Membership, Network, Organisation, TrailEntry, User
from .new_password import mail_new_password
from .own_account.powers import powers_of, tell_admins
from .own_account.sessions import shut_out
from .passwords_off import passwords_are_off
from .single_sign_on.link_admin import LinkAdmin
from .trail.admin_changes import Trailed
from .trail.entry_admin import TrailEntryAdmin

# An account has one address, shown with the account.
admin.site.unregister(EmailAddress)
# These would show the secrets that a code is made of, and the names of sessions.
admin.site.unregister([Authenticator, UserSession])
# The provider is a setting, no tokens are kept, and links have a page of our own.
admin.site.unregister([SocialApp, SocialToken, SocialAccount])
# Roles are memberships and flags of an account; Django's groups would be a second way to say the
# same.
admin.site.unregister(Group)


def _partner_label(row: Any) -> str:
    """Return an organisation and a network, to name a row that will be deleted too."""
    return f"{row.organisation} – {row.network}"


# The page that asks before deleting an organisation lists these rows, which are deleted with it.
_partners: Any = Network.organisations.through
_partners.__str__ = _partner_label
_partners._meta.verbose_name = _("samenwerkingspartner van een netwerk")
_partners._meta.verbose_name_plural = _("samenwerkingspartners van netwerken")


class AccountForm(ComparedForm):
    """An account; the address to log in with is stored in lower case."""

    class Meta:
        labels = {"is_staff": _("beheerder"), "is_national": _("landelijk netwerk")}
        help_texts = {
            "is_staff": _(
                "Mag alles in dit beheer: indicatorensets, netwerken en gebruikers. Mag ook alle "
                "evaluaties lezen "
                "en een vastgestelde evaluatie heropenen."
            ),
            "is_national": _(
                "Mag de vastgestelde evaluaties van alle netwerken lezen. Verandert er niets aan."
            ),
            "is_active": _(
                "Mag inloggen. Zet dit uit als iemand weggaat: een account verwijderen kan niet, "
                "omdat vastgestelde "
                "rapporten ernaar verwijzen."
            ),
        }

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Er is al een account met dit e-mailadres."))
        return email


class ExistingAccountForm(AccountForm, UserChangeForm):  # type: ignore[type-arg]
    """Says that there is a password, without its stored value, and links to the page that mails a
    link to choose another.
    """

    class Meta(AccountForm.Meta):
        model = User
        # The fieldsets of the admin say which.
        fields = "__all__"
        field_classes: dict[str, Any] = {}


class MembershipForm(forms.ModelForm):  # type: ignore[type-arg]
    def validate_unique(self) -> None:
        """Check the constraints including the person or network whose page this is.

        Django leaves that field out in an inline table, and saving would then fail on the
        constraint.
        """
        super().validate_unique()
        try:
            self.instance.validate_constraints(exclude=self._get_validation_exclusions())  # type: ignore[attr-defined]
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]


class MembershipTable(admin.TabularInline):  # type: ignore[type-arg]
    model = Membership
    verbose_name = _("rol")
    verbose_name_plural = _("rollen")
    form = MembershipForm
    extra = 0

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Choose from existing rows, without buttons to change or delete a person or network."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_change_related = widget.can_view_related = widget.can_delete_related = False
        return field


class RolesOfUser(MembershipTable):
    autocomplete_fields = ["network", "organisation"]


class MembersOfNetwork(MembershipTable):
    autocomplete_fields = ["user", "organisation"]


@admin.register(User)
class AccountAdmin(Trailed, UserAdmin):  # type: ignore[type-arg]
    """Accounts. Who is invited makes one; who leaves is made inactive, which keeps it."""

    form = ExistingAccountForm
    formfield_overrides = CLEAN_TEXT
    ordering = ["email"]
    list_display = ["email", "name", "is_active", "is_national", "is_staff", "last_login"]
    list_filter = ["is_active", "is_national", "is_staff"]
    search_fields = ["email", "name"]
    filter_horizontal = ()
    readonly_fields = ["last_login", "date_joined", "second_factor"]
    inlines = [RolesOfUser]
    fieldsets = (
        (None, {"fields": ["email", "password", "second_factor", "name"]}),
        (_("Rechten"), {"fields": ["is_active", "is_national", "is_staff"]}),
        (_("Gebruik"), {"fields": ["last_login", "date_joined"]}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep admins from locking themselves out."""
        own = ["is_active", "is_staff"] if obj == request.user else []
        return [*super().get_readonly_fields(request, obj), *own]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """Mail this person a link to choose a password: nobody else types one."""
        user = self.get_object(request, unquote(id))
        if user is None:
            raise Http404
        if not settings.LOCAL_PASSWORDS:
            messages.error(request, passwords_are_off())
            return redirect("admin:networks_user_change", user.pk)
        if request.method == "POST":
            mail_new_password.enqueue(user.email, settings.PORTAL_ADDRESS)
            messages.success(
                request, _("%(name)s krijgt een link om een wachtwoord te kiezen.") % vars(user)
            )
            return redirect("admin:networks_user_change", user.pk)
        context = self.admin_site.each_context(request) | {
            "title": _("Link voor een nieuw wachtwoord"),
            "account": user,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/networks/user/new_password.html", context)

    def get_urls(self) -> list[URLPattern]:
        reset = partial(reset_second_factor, self)
        own = path(
            "<int:pk>/tweede-stap/",
            self.admin_site.admin_view(reset),
            name="networks_user_second_factor",
        )
        return [own, *super().get_urls()]

    @admin.display(description=_("tweede stap"))
    def second_factor(self, account: User) -> SafeString:
        address = reverse("admin:networks_user_second_factor", args=[account.pk])
        return format_html('<a href="{}">{}</a>', address, _("Weghalen"))

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Make every admin a superuser: whoever may log in to the admin may do everything in it."""
        before = powers_of(User.objects.get(pk=obj.pk))
        obj.is_superuser = obj.is_staff
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            # Whatever revived when the account is switched on again would be forgotten by then.
            shut_out(obj)
        tell_admins(obj, before=before, by=request.user)  # type: ignore[arg-type]
        # Allauth keeps its own list of addresses; a changed address must no longer give access.
        EmailAddress.objects.filter(user=obj).exclude(email__iexact=obj.email).delete()


class NamedAdmin(Trailed):
    """Rows that are listed by name and found without regard to case and accents."""

    form = ComparedForm
    formfield_overrides = CLEAN_TEXT
    ordering = ["sort_name"]
    search_fields = ["plain_name"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return super().get_search_results(request, queryset, normal_form(search_term))

    @admin.display(description=_("naam"), ordering="sort_name")
    def listed_name(self, row: Any) -> str:
        return str(row.name)


@admin.register(Network)
class NetworkAdmin(NamedAdmin):
    list_display = ["listed_name", "slug", "members"]
    search_fields = ["plain_name", "slug"]
    fields = ["name", "slug", "organisations", "second_factor"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["organisations"]
    inlines = [LogoOfNetwork, MembersOfNetwork]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Network]:
        networks: QuerySet[Network] = super().get_queryset(request)
        return networks.annotate(member_count=Count("memberships"))

    @admin.display(description=_("mensen"), ordering="member_count")
    def members(self, network: Any) -> SafeString:
        """Link to the page on which the network's coordinators invite people, too."""
        address = reverse("people", args=[network.slug])
        return format_html('<a href="{}">{}</a>', address, network.member_count)


@admin.register(Organisation)
class OrganisationAdmin(NamedAdmin):
    list_display = ["listed_name", "network_total"]
    fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        organisations: QuerySet[Organisation] = super().get_queryset(request)
        return organisations.annotate(network_count=Count("networks"))

    @admin.display(description=_("netwerken"), ordering="network_count")
    def network_total(self, organisation: Any) -> int:
        return int(organisation.network_count)


admin.site.register(ApiToken, ApiTokenAdmin)
admin.site.register(Invitation, InvitationAdmin)
admin.site.register(SocialAccount, LinkAdmin)
admin.site.register(TrailEntry, TrailEntryAdmin)
