"""The forms with which people are invited, and get or lose a role."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .addresses import MailAddressField
from .mail.queue import one_line
from .models import Membership, Network, Organisation, User

Role = Membership.Role
WHAT_ROLES_MAY = gettext_lazy(
    "De coördinator begint, legt ter toetsing en stelt vast. Een medewerker vult in. Een evaluator "
    "leest alles."
)


class RoleForm(forms.Form):
    """A role in a network, and on whose behalf."""

    role = forms.ChoiceField(
        label=gettext_lazy("Rol"),
        choices=Role.choices,
        widget=forms.RadioSelect,
        help_text=WHAT_ROLES_MAY,
        error_messages={"required": gettext_lazy("Kies een rol.")},
    )
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Namens welke samenwerkingspartner?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("geen, of dat weet ik niet"),
    )

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations: Any = self.fields["organisation"]
        organisations.queryset = network.organisations.all()


class InviteForm(RoleForm):
    """Whom to invite, and to which role."""

    email = MailAddressField(
        help_text=gettext_lazy("Naar dit adres gaat een e-mail met een link, die 14 dagen werkt.")
    )
    field_order = ["email", "role", "organisation"]


class HandOverForm(forms.Form):
    """Who coordinates from now on, and what becomes of who did."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Wie wordt coördinator?"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Kies iemand"),
        error_messages={"required": gettext_lazy("Kies wie de coördinator wordt.")},
    )
    own_role = forms.ChoiceField(
        label=gettext_lazy("En wat wordt u zelf?"),
        choices=[
            (Role.CONTRIBUTOR, Role.CONTRIBUTOR.label),
            (Role.EVALUATOR, Role.EVALUATOR.label),
            ("none", gettext_lazy("ik heb geen rol meer in dit netwerk")),
        ],
        initial=Role.CONTRIBUTOR,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, network: Network, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.filter(memberships__network=network, is_active=True)
        people: Any = self.fields["to"]
        people.queryset = others.exclude(pk=by.pk).order_by("name", "email")
        people.label_from_instance = lambda user: f"{user.name} ({user.email})"


class NewAccountForm(forms.Form):
    """What an invited person fills in: a name, and the password twice."""

    name = forms.CharField(
        label=gettext_lazy("Uw naam"),
        max_length=100,
        help_text=gettext_lazy(
            "Zo zien collega’s in het netwerk wie een antwoord heeft gewijzigd."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Vul uw naam in.")},
    )
    password1 = forms.CharField(
        label=gettext_lazy("Kies een wachtwoord"),
        strip=False,
        help_text=password_validators_help_text_html(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Kies een wachtwoord.")},
    )
    password2 = forms.CharField(
        label=gettext_lazy("Typ het wachtwoord nog een keer"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Typ het wachtwoord nog een keer.")},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise ValidationError(_("Vul uw naam in."))
        return name

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Dit is niet hetzelfde wachtwoord."))
        return cleaned
