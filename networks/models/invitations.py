"""Invitations to take up a role or an account."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.links import SecretLink, digest_of

from .memberships import Membership, Network, Organisation
from .users import User


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

    trail_name = "email"

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
