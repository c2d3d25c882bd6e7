"""People with an account, networks, their organisations, and who has which role where."""

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
        help_text=_("Ziet de vastgestelde zelfevaluaties van alle netwerken."),
    )
    is_staff = models.BooleanField(
        _("beheerder"), default=False, help_text=_("Mag inloggen in het beheer.")
    )
    is_active = models.BooleanField(
        _("actief"),
        default=True,
        help_text=_("Zet dit uit in plaats van een account te verwijderen."),
    )
    date_joined = models.DateTimeField(_("account sinds"), default=timezone.now, editable=False)

    # Allauth and `createsuperuser` expect a manager with these methods.
    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

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

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Organisation(models.Model):
    """A partner in one or more networks, such as Veilig Thuis, politie or a gemeente."""

    name = models.CharField(_("naam"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("samenwerkingspartner")
        verbose_name_plural = _("samenwerkingspartners")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Network(models.Model):
    """A regional network that assesses its own cooperation."""

    slug = models.SlugField(_("naam in adressen"), max_length=80, unique=True)
    name = models.CharField(_("naam"), max_length=200, unique=True)
    organisations = models.ManyToManyField(
        Organisation, related_name="networks", blank=True, verbose_name=_("samenwerkingspartners")
    )

    class Meta:
        verbose_name = _("netwerk")
        verbose_name_plural = _("netwerken")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role in a network."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("coördinator")
        CONTRIBUTOR = "contributor", _("medewerker")
        EVALUATOR = "evaluator", _("evaluator")

    user = models.ForeignKey(
        User, models.CASCADE, related_name="memberships", verbose_name=_("gebruiker")
    )
    network = models.ForeignKey(
        Network, models.CASCADE, related_name="memberships", verbose_name=_("netwerk")
    )
    role = models.CharField(_("rol"), max_length=12, choices=Role.choices)
    # A role outlives the organisation on whose behalf it was given.
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("namens samenwerkingspartner"),
    )

    class Meta:
        verbose_name = _("rol in een netwerk")
        verbose_name_plural = _("rollen in netwerken")
        ordering = ["network__name", "user__email"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "network"],
                name="one_role_a_network",
                violation_error_message=_("Deze persoon heeft al een rol in dit netwerk."),
            ),
            models.CheckConstraint(
                # `choices` is checked by forms only; this also holds for code and for the shell.
                condition=models.Q(role__in=["coordinator", "contributor", "evaluator"]),
                name="role_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()} – {self.network}"


class ApiToken(models.Model):
    """Lets a program read what its owner may read. Only the SHA-256 of the token is stored."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="api_tokens", verbose_name=_("gebruiker")
    )
    name = models.CharField(_("waarvoor"), max_length=100)
    # No salt and no slow hash: the secret is 256 random bits, which nobody can guess.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"))
    # Every key expires: one that somebody forgot about must not work for ever.
    expires_at = models.DateTimeField(_("geldig tot"))
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    last_used_on = models.DateField(_("laatst gebruikt op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("API-sleutel")
        verbose_name_plural = _("API-sleutels")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name
