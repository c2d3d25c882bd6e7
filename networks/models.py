"""People with an account, networks, their organisations, and who has which role where."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, ClassVar, cast

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loket_eval.letters import normal_form, sort_form

from .links import SecretLink, digest_of

_SAME_NAME = _(
    "Deze naam is er al, als “%(name)s”. Hoofdletters, accenten en spaties maken geen verschil."
)


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


class FormOfName(models.TextField[str | None, str | None]):
    """A form of the row's name, made from it whenever the row is stored."""

    # Names of odd characters may grow; an index of PostgreSQL can't hold them whole.
    _MOST = 500

    def __init__(self, form: Callable[[str], str], **kwargs: Any) -> None:
        self.form = form
        # Empty only while the migration that adds it fills it.
        super().__init__(**kwargs | {"editable": False, "null": True})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable")
        kwargs.pop("null")
        return name, path, args, kwargs | {"form": self.form}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        form = self.form(cast("Named", model_instance).name)[: self._MOST]
        setattr(model_instance, self.attname, form)
        return form

    def db_parameters(self, connection: Any) -> Any:
        """Sort as Python does, which is how SQLite does; PostgreSQL's own order skips spaces."""
        collation = "C" if connection.vendor == "postgresql" else None
        return super().db_parameters(connection) | {"collation": collation}


class Named(models.Model):
    """Something whose name no other row has, however it is written, and that lists sort by name."""

    name = models.CharField(_("naam"), max_length=200, unique=True)
    plain_name = FormOfName(normal_form)
    sort_name = FormOfName(sort_form)

    class Meta:
        abstract = True
        ordering = ["sort_name", "name"]
        constraints = [
            # As an expression, so that it is an index: otherwise SQLite makes the whole table anew.
            models.UniqueConstraint(models.F("plain_name"), name="%(class)s_name_is_its_own")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if update_fields is not None and "name" in update_fields:
            update_fields = {*update_fields, "plain_name", "sort_name"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean(self) -> None:
        """Refuse a name that another row has in another spelling."""
        super().clean()
        others = type(self)._default_manager.exclude(pk=self.pk)
        other = others.filter(plain_name=normal_form(self.name)).first()
        if other is not None:
            raise ValidationError({"name": _SAME_NAME % {"name": other}})


class Organisation(Named):
    """A partner in one or more networks, such as Veilig Thuis, politie or a gemeente."""

    class Meta(Named.Meta):
        verbose_name = _("samenwerkingspartner")
        verbose_name_plural = _("samenwerkingspartners")


class Network(Named):
    """A regional network that assesses its own cooperation."""

    slug = models.SlugField(_("naam in adressen"), max_length=80, unique=True)
    organisations = models.ManyToManyField(
        Organisation, related_name="networks", blank=True, verbose_name=_("samenwerkingspartners")
    )

    class Meta(Named.Meta):
        verbose_name = _("netwerk")
        verbose_name_plural = _("netwerken")


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
        ordering = ["network__sort_name", "user__email"]
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


class OnceOnly(models.Model):
    """A form that made or ended something.

    Its token counts once for what was `sent` (a digest): sent again, it gets this result
    (once_only.py).
    """

    token = models.CharField(max_length=40)
    sent = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    result = models.CharField(
        max_length=500, blank=True
    )  # the address of the page that came after it
    message = models.TextField(blank=True)

    class Meta:
        verbose_name = _("verstuurd formulier")
        verbose_name_plural = _("verstuurde formulieren")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["token", "sent"], name="a_form_counts_once"),
        ]

    def __str__(self) -> str:
        return self.token


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> "InvitationQuerySet":
        """Return the invitations that nobody accepted or withdrew; they may have expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def with_secret(self, secret: str) -> "InvitationQuerySet":
        return self.filter(digest=digest_of(secret))


class Invitation(SecretLink):
    """A role that somebody may take up by a link in a mail.

    Without a network it is for an account of the national office or an admin.
    """

    network = models.ForeignKey(
        Network,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("netwerk"),
    )
    email = models.EmailField(_("e-mailadres"))
    role = models.CharField(_("rol"), max_length=12, choices=Membership.Role.choices, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("namens samenwerkingspartner"),
    )
    is_national = models.BooleanField(_("landelijk netwerk"), default=False)
    is_staff = models.BooleanField(_("beheerder"), default=False)
    invited_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("uitgenodigd door")
    )
    invited_at = models.DateTimeField(_("uitgenodigd op"))
    accepted_by = models.ForeignKey(
        User, models.CASCADE, null=True, related_name="+", verbose_name=_("aangenomen door")
    )
    accepted_at = models.DateTimeField(_("aangenomen op"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_waiting_invitation",
                violation_error_message=_("Voor dit adres staat al een uitnodiging open."),
            ),
            models.UniqueConstraint(
                # For a database two rows without a network are never the same.
                fields=["email"],
                condition=models.Q(network=None, accepted_at=None, withdrawn_at=None),
                name="one_waiting_without_network",
                violation_error_message=_("Voor dit adres staat al een uitnodiging open."),
            ),
            models.CheckConstraint(
                condition=models.Q(network=None, role="")
                | models.Q(
                    network__isnull=False, role__in=["coordinator", "contributor", "evaluator"]
                ),
                name="invitation_has_a_role",
                violation_error_message=_("Kies bij een netwerk ook een rol."),
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, accepted_by=None)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="accepted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.email


class MailQuerySet(models.QuerySet["Mail"]):
    def about(self, subject: models.Model) -> "MailQuerySet":
        """Return the mails about one row, such as an invitation."""
        return self.filter(subject_label=subject._meta.label_lower, subject_pk=subject.pk)

    def due(self, now: datetime) -> "MailQuerySet":
        """Return what has to be sent now and isn't being sent, the longest waiting first."""
        free = models.Q(claimed_at=None) | models.Q(claimed_at__lt=now - Mail.STALE)
        waiting = self.filter(free, state=Mail.State.QUEUED, due_at__lte=now)
        return waiting.order_by("queued_at", "pk")

    def in_trouble(self) -> "MailQuerySet":
        """Return what did not arrive, or not yet."""
        return self.exclude(error="")


class Mail(models.Model):
    """A mail that is to be sent, or was sent, by the worker (networks/mail)."""

    class State(models.TextChoices):
        QUEUED = "queued", _("wacht op versturen")
        SENT = "sent", _("verstuurd")
        REFUSED = "refused", _("niet aangenomen")
        BOUNCED = "bounced", _("teruggekomen")

    # Who sends a mail for longer than this was killed; then somebody else may.
    STALE = timedelta(minutes=10)

    to = models.EmailField(_("aan"))
    # Who gets the answer to a mail that asks for one; otherwise the portal does.
    reply_to = models.EmailField(_("antwoord aan"), blank=True)
    subject = models.CharField(_("onderwerp"), max_length=200)
    text = models.TextField(_("tekst"))
    html = models.TextField()
    kind = models.CharField(max_length=50)  # the name of its template
    # Whose coordinators see it. Without a network it is for admins only.
    network = models.ForeignKey(
        Network, models.CASCADE, null=True, related_name="mails", verbose_name=_("netwerk")
    )
    subject_label = models.CharField(max_length=60, blank=True)  # as in "networks.invitation"
    subject_pk = models.PositiveBigIntegerField(null=True)

    state = models.CharField(max_length=7, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)  # what went wrong last, and what to do
    # The same at each attempt, so that a mail server can tell that it has it already.
    message_id = models.CharField(max_length=200, unique=True)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ["-queued_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="mails_to_send"),
            models.Index(fields=["subject_label", "subject_pk"], name="mails_about_a_row"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "sent", "refused", "bounced"]),
                name="mail_state_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["sent", "bounced"])
                | models.Q(sent_at__isnull=False),
                name="sent_mail_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} – {self.to}"

    @property
    def can_be_tried_again(self) -> bool:
        return self.state == self.State.REFUSED or (
            self.state == self.State.QUEUED and bool(self.error)
        )
