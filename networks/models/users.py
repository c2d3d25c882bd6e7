"""People with an account."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new user, who can't log in without a password."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account; the e-mail address is the user name."""

    email = models.EmailField(
        _("e-mailadres"),
        unique=True,
        error_messages={"unique": _("Er is al een account met dit e-mailadres.")},
    )
    name = models.CharField(
        _("naam"),
        max_length=100,
        help_text=_("Zo zien collega’s in het netwerk wie een antwoord heeft gewijzigd."),
    )
    # The national network isn't a member of any network, so this is a flag and no membership.
    is_national = models.BooleanField(
        _("landelijk netwerk"),
        default=False,
        help_text=_("Ziet de vastgestelde evaluaties van alle netwerken."),
    )
    is_staff = models.BooleanField(
        _("beheerder"), default=False, help_text=_("Mag inloggen in het beheer.")
    )
    is_active = models.BooleanField(
        _("actief"),
        default=True,
        help_text=_("Zet dit uit in plaats van een account te verwijderen."),
    )
    # How often everything in which this person was logged in was ended. Each session holds it.
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)
    # When `manage.py forget` first found it switched off: from then on its term runs.
    off_since = models.DateTimeField(_("staat uit sinds"), null=True, editable=False)
    date_joined = models.DateTimeField(_("account sinds"), default=timezone.now, editable=False)

    # Allauth and `createsuperuser` expect a manager with these methods.
    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    # What the trail calls a row (networks/trail/named_entries.py).
    trail_name = "name"

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                # `unique` on the field alone would let in two spellings of one address.
                Lower("email"),
                name="one_account_an_address",
                violation_error_message=_("Er is al een account met dit e-mailadres."),
            )
        ]

    def __str__(self) -> str:
        return self.email

    def get_session_auth_hash(self) -> str:
        """Return what a session must hold: it ends with another password, and with its number."""
        return f"{self.sessions_ended}-{super().get_session_auth_hash()}"

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for digest in super().get_session_auth_fallback_hash():
            yield f"{self.sessions_ended}-{digest}"

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
