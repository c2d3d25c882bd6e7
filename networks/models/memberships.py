"""Networks, their organisations, and who has which role where."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .names import Named
from .users import User


class Organisation(Named):
    """A partner in one or more networks, such as Veilig Thuis, politie or a gemeente."""

    trail_name = "name"

    class Meta(Named.Meta):
        verbose_name = _("samenwerkingspartner")
        verbose_name_plural = _("samenwerkingspartners")


class Network(Named):
    """A regional network that assesses its own cooperation."""

    slug = models.SlugField(_("naam in adressen"), max_length=80, unique=True)
    organisations = models.ManyToManyField(
        Organisation, related_name="networks", blank=True, verbose_name=_("samenwerkingspartners")
    )
    second_factor = models.BooleanField(
        _("tweede stap verplicht"),
        default=False,
        help_text=_(
            "Iedereen met een rol in dit netwerk logt in met een tweede stap: een code van een app "
            "of een passkey."
        ),
    )

    trail_name = "name"

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
