"""The people in a network: who they are, inviting, changing and ending roles, handing over."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .access import network_for_coordinating, network_for_its_data
from .invitations import NoLongerWaiting, invite, send_again, withdraw
from .looking_inside import look_inside
from .models import Invitation, Mail, Membership, Network
from .once_only import counts_once
from .own_account.forms import ReasonForm
from .people import change_role, end_role, hand_over, is_last_coordinator
from .people_forms import HandOverForm, InviteForm, RoleForm
from .signed_in import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
def people_page(request: SignedInRequest, slug: str) -> HttpResponse:
    """List who has a role and who is invited; a POST invites somebody."""
    network = network_for_its_data(request.user, slug)
    posted = request.POST if request.method == "POST" else None
    form = InviteForm(posted, network=network, initial={"role": Membership.Role.CONTRIBUTOR})
    if form.is_valid():
        try:
            invite(
                by=request.user,
                portal=settings.PORTAL_ADDRESS,
                network=network,
                **form.cleaned_data,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request,
                _("De uitnodiging voor {email} is onderweg.").format(
                    email=form.cleaned_data["email"]
                ),
            )
            return redirect("people", slug=slug)
    context = _lists(network) | {
        "form": form,
        "may_hand_over": _coordinates(request, network),
        "second_factor_counts": settings.SECOND_FACTOR,
    }
    status = 422 if form.errors else 200
    return render(request, "networks/people.html", context, status=status)


@require_POST
def second_factor_choice(request: SignedInRequest, slug: str) -> HttpResponse:
    """Make a second factor a must for everybody in the network, or no longer."""
    network = network_for_its_data(request.user, slug)
    network.second_factor = request.POST.get("required") == "1"
    network.save(update_fields=["second_factor"])
    messages.success(
        request,
        _("De tweede stap is nu verplicht voor iedereen in dit netwerk.")
        if network.second_factor
        else _("De tweede stap is niet meer verplicht voor iedereen in dit netwerk."),
    )
    return redirect("people", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
def role_page(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Change somebody's role."""
    network = network_for_its_data(request.user, slug)
    membership = _membership(network, pk)
    initial = {"role": membership.role, "organisation": membership.organisation_id}
    posted = request.POST if request.method == "POST" else None
    form = RoleForm(posted, network=network, initial=initial)
    if form.is_valid():
        try:
            change_role(membership=membership, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("role", error)
        else:
            messages.success(
                request,
                _("{name} is nu {role}.").format(
                    name=membership.user.name, role=membership.get_role_display()
                ),
            )
            return _back(request, network)
    context = {
        "network": network,
        "membership": membership,
        "form": form,
        "is_last": is_last_coordinator(membership),
        "may_hand_over": _coordinates(request, network),
    }
    status = 422 if form.errors else 200
    return render(request, "networks/role.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
def end_role_page(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Ask whether somebody's role may end; a POST ends it."""
    network = network_for_its_data(request.user, slug)
    membership = _membership(network, pk)
    if request.method == "POST":
        try:
            end_role(membership=membership)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("people", slug=slug)
        messages.success(
            request, _("{name} heeft hier geen rol meer.").format(name=membership.user.name)
        )
        return _back(request, network)
    context = {"network": network, "membership": membership}
    return render(request, "networks/end_role.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
def hand_over_page(request: SignedInRequest, slug: str) -> HttpResponse:
    """Hand one's own coordinator's role over to somebody else in the network."""
    network = network_for_coordinating(request.user, slug)
    posted = request.POST if request.method == "POST" else None
    form = HandOverForm(posted, network=network, by=request.user)
    if form.is_valid():
        to, own_role = form.cleaned_data["to"], form.cleaned_data["own_role"]
        own_role = "" if own_role == "none" else own_role
        try:
            hand_over(network=network, by=request.user, to=to, own_role=own_role)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request,
                _("{name} is nu coördinator van {network}.").format(
                    name=to.name, network=network.name
                ),
            )
            return redirect("start")
    context = {"network": network, "form": form}
    status = 422 if form.errors else 200
    return render(request, "networks/hand_over.html", context, status=status)


@require_POST
@counts_once
def send_again_page(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Mail an invitation again, with a new link."""
    network = network_for_its_data(request.user, slug)
    invitation = get_object_or_404(network.invitations, pk=pk)
    try:
        send_again(invitation=invitation, by=request.user, portal=settings.PORTAL_ADDRESS)
    except NoLongerWaiting:
        messages.error(request, _no_longer(invitation))
    else:
        messages.success(
            request,
            _("{email} krijgt een nieuwe link. De vorige link werkt niet meer.").format(
                email=invitation.email
            ),
        )
    return redirect("people", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
def withdraw_page(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Ask whether an invitation may be withdrawn; a POST withdraws it."""
    network = network_for_its_data(request.user, slug)
    invitation = get_object_or_404(network.invitations, pk=pk)
    if request.method == "POST":
        try:
            withdraw(invitation=invitation)
        except NoLongerWaiting:
            messages.error(request, _no_longer(invitation))
        else:
            messages.success(
                request,
                _("De uitnodiging voor {email} is ingetrokken.").format(email=invitation.email),
            )
        return redirect("people", slug=slug)
    context = {"network": network, "invitation": invitation}
    return render(request, "networks/withdraw_invitation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def look_inside_page(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask an admin why they look at what this network has not confirmed."""
    network = network_for_its_data(request.user, slug)
    if not request.user.is_superuser:
        raise PermissionDenied(_("Dit is alleen voor beheerders."))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    # The page that was asked for; never one on another site.
    wanted = (request.POST if request.method == "POST" else request.GET).get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        wanted = reverse("start")
    if form.is_valid():
        look_inside(network=network, by=request.user, reason=form.cleaned_data["reason"])
        return redirect(wanted)
    context = {"network": network, "form": form, "next": wanted}
    status = 422 if form.errors else 200
    return render(request, "networks/look_inside.html", context, status=status)


def _lists(network: Network) -> dict[str, Any]:
    """Return the people with a role, and the invitations with what became of their last mail."""
    now = timezone.now()
    members = network.memberships.select_related("user", "organisation")
    invitations = list(network.invitations.waiting().select_related("organisation", "invited_by"))
    last_mails: dict[int | None, Mail] = {}
    subjects = [invitation.pk for invitation in invitations]
    label = Invitation._meta.label_lower
    mails = network.mails.filter(subject_label=label, subject_pk__in=subjects)
    for mail in mails.defer("text", "html").order_by("queued_at", "pk"):
        last_mails[mail.subject_pk] = mail
    return {
        "network": network,
        # The last ones; they are few.
        "looks_inside": network.looks_inside.select_related("by")[:50],
        "members": members.order_by("user__name", "user__email"),
        "invited": [
            (invitation, invitation.works(now), last_mails.get(invitation.pk))
            for invitation in invitations
        ],
    }


def _membership(network: Network, pk: int) -> Membership:
    rows = network.memberships.select_related("user", "network", "organisation")
    return get_object_or_404(rows, pk=pk)


def _coordinates(request: SignedInRequest, network: Network) -> bool:
    roles = network.memberships.filter(user=request.user, role=Membership.Role.COORDINATOR)
    return roles.exists()


def _back(request: SignedInRequest, network: Network) -> HttpResponse:
    """Return to the list, or to the start page for who just lost the right to see the list."""
    if request.user.is_superuser or _coordinates(request, network):
        return redirect("people", slug=network.slug)
    return redirect("start")


def _no_longer(invitation: Invitation) -> str:
    return _(
        "De uitnodiging voor {email} is intussen aangenomen, ingetrokken of opnieuw verstuurd."
    ).format(email=invitation.email)
