"""Fetch a network for what someone wants to do with it: the fetch carries the permission."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from .models import Membership, Network, User


def network_for_coordinating(user: User, slug: str) -> Network:
    """Return the network of which `user` is coordinator; 404 for outsiders, PermissionDenied for other members."""
    network = Network.objects.filter(slug=slug, memberships__user=user).first()
    if network is None:
        raise Http404
    if not network.memberships.filter(user=user, role=Membership.Role.COORDINATOR).exists():
        raise PermissionDenied(_("Dit kan alleen de coördinator van het netwerk."))
    return network


def network_for_its_data(user: User, slug: str) -> Network:
    """Return the network for who may have everything of it: its coordinator, and an admin. Others as above."""
    if user.is_superuser:
        network = Network.objects.filter(slug=slug).first()
        if network is None:
            raise Http404
        return network
    return network_for_coordinating(user, slug)


def network_for_reading(user: User, slug: str) -> Network:
    """Return the network for who may see its confirmed assessments; 404 for everybody else."""
    networks = Network.objects.all()
    if not (user.is_superuser or user.is_national):
        networks = networks.filter(memberships__user=user)
    network = networks.filter(slug=slug).first()
    if network is None:
        raise Http404
    return network
