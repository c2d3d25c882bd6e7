"""Fetch a network for a purpose: whoever gets it has permission for that purpose."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from .models import Membership, Network, User


def network_for_coordinating(user: User, slug: str) -> Network:
    """Return the network that `user` coordinates.

    Raises Http404 for outsiders and PermissionDenied for other members.
    """
    network = Network.objects.filter(slug=slug, memberships__user=user).first()
    if network is None:
        raise Http404
    # A member knows that the network exists, so may be told why not.
    if not network.memberships.filter(user=user, role=Membership.Role.COORDINATOR).exists():
        raise PermissionDenied(_("Dit kan alleen de coördinator van het netwerk."))
    return network


def network_for_its_data(user: User, slug: str) -> Network:
    """Return the network for those who may have all its data: its coordinator and admins.

    Raises as network_for_coordinating does.
    """
    if user.is_superuser:
        network = Network.objects.filter(slug=slug).first()
        if network is None:
            raise Http404
        return network
    return network_for_coordinating(user, slug)


def network_for_reading(user: User, slug: str) -> Network:
    """Return the network for those who may see its confirmed assessments; Http404 for others."""
    networks = Network.objects.all()
    # Somebody of another network gets the same answer as for a network that doesn't exist.
    if not (user.is_superuser or user.is_national):
        networks = networks.filter(memberships__user=user)
    network = networks.filter(slug=slug).first()
    if network is None:
        raise Http404
    return network
