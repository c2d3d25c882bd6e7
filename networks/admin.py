"""People, networks and organisations in the admin."""

from typing import Any

from allauth.account.admin import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, BaseUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from loket_eval.admin_fields import CLEAN_TEXT

from .models import Membership, Network, Organisation, User

# An account has one address, shown with the account.
admin.site.unregister(EmailAddress)
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


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]
    """An account; the address to log in with is stored in lower case."""

    class Meta:
        labels = {"is_staff": _("beheerder"), "is_national": _("landelijk netwerk")}
        help_texts = {
            "is_staff": _(
                "Mag alles in dit beheer: indicatorensets, netwerken en gebruikers. Mag ook alle "
                "zelfevaluaties lezen "
                "en een vastgestelde zelfevaluatie heropenen."
            ),
            "is_national": _(
                "Mag de vastgestelde zelfevaluaties van alle netwerken lezen. Verandert er niets "
                "aan."
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
    """Says that there is a password, without its stored value, and links to the page to set one."""

    class Meta(AccountForm.Meta):
        model = User
        # The fieldsets of the admin say which.
        fields = "__all__"  # noqa: DJ007
        field_classes: dict[str, Any] = {}


class NewAccountForm(AccountForm, BaseUserCreationForm):  # type: ignore[type-arg]
    class Meta(AccountForm.Meta):
        model = User
        fields = ["email", "name"]
        field_classes: dict[str, Any] = {}


class AccountPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """Sets a password. Removing it isn't offered: an account is made inactive instead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        for field in self.fields.values():
            field.required = True


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
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]
    """Accounts, which are made inactive instead of deleted."""

    form = ExistingAccountForm
    add_form = NewAccountForm
    change_password_form = AccountPasswordForm
    # Django's own template adds a script for accounts without a password, which aren't offered
    # here.
    add_form_template = None
    formfield_overrides = CLEAN_TEXT
    ordering = ["email"]
    list_display = ["email", "name", "is_active", "is_national", "is_staff", "last_login"]
    list_filter = ["is_active", "is_national", "is_staff"]
    search_fields = ["email", "name"]
    filter_horizontal = ()
    readonly_fields = ["last_login", "date_joined"]
    inlines = [RolesOfUser]
    fieldsets = (
        (None, {"fields": ["email", "password", "name"]}),
        (_("Rechten"), {"fields": ["is_active", "is_national", "is_staff"]}),
        (_("Gebruik"), {"fields": ["last_login", "date_joined"]}),
    )
    add_fieldsets = (
        (None, {"fields": ["email", "name", "password1", "password2"]}),
        (_("Rechten"), {"fields": ["is_national", "is_staff"]}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep admins from locking themselves out."""
        own = ["is_active", "is_staff"] if obj == request.user else []
        return [*super().get_readonly_fields(request, obj), *own]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Make every admin a superuser: whoever may log in to the admin may do everything in it."""
        obj.is_superuser = obj.is_staff
        super().save_model(request, obj, form, change)
        # Allauth keeps its own list of addresses; a changed address must no longer give access.
        EmailAddress.objects.filter(user=obj).exclude(email__iexact=obj.email).delete()


@admin.register(Network)
class NetworkAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    formfield_overrides = CLEAN_TEXT
    list_display = ["name", "slug", "members"]
    ordering = ["name"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "organisations"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["organisations"]
    inlines = [MembersOfNetwork]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Network]:
        networks: QuerySet[Network] = super().get_queryset(request)
        return networks.annotate(member_count=Count("memberships"))

    @admin.display(description=_("mensen"), ordering="member_count")
    def members(self, network: Any) -> int:
        return int(network.member_count)


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    formfield_overrides = CLEAN_TEXT
    list_display = ["name", "network_total"]
    ordering = ["name"]
    search_fields = ["name"]
    fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        organisations: QuerySet[Organisation] = super().get_queryset(request)
        return organisations.annotate(network_count=Count("networks"))

    @admin.display(description=_("netwerken"), ordering="network_count")
    def network_total(self, organisation: Any) -> int:
        return int(organisation.network_count)
