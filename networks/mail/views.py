"""The outbox: which mail went out, what is in it, and what to do when it did not arrive."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loket_eval.masking import masked
from networks.access import network_for_its_data
from networks.models import Mail, MailQuerySet, Network
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest

from .sending import try_again

PAGE_SIZE = 50


@require_safe
def network_outbox(request: SignedInRequest, slug: str) -> HttpResponse:
    """List the mail of one network, for its coordinator."""
    network = network_for_its_data(request.user, slug)
    return _list(request, Mail.objects.filter(network=network), network)


@require_safe
def outbox(request: SignedInRequest) -> HttpResponse:
    """List all mail, for admins."""
    if not request.user.is_superuser:
        raise PermissionDenied(_("Dit kan alleen de beheerder."))
    return _list(request, Mail.objects.all(), None)


@require_safe
def mail_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one mail as it was sent."""
    mail = _mail_for(request, pk)
    text = mail.text if settings.MAIL_SHOWS_LINKS else masked(mail.text)
    context = {
        "mail": mail,
        "text": text,
        "shows_links": settings.MAIL_SHOWS_LINKS,
        "has_mail_server": bool(settings.EMAIL_HOST),
    }
    return render(request, "networks/mail.html", context)


@require_POST
@counts_once
def try_again_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send a mail again that did not go out."""
    mail = _mail_for(request, pk)
    if try_again(mail):
        messages.success(request, _("Het bericht wordt opnieuw verstuurd."))
    else:
        messages.error(request, _("Dit bericht is intussen verstuurd, of kan niet opnieuw."))
    return redirect("mail", pk=mail.pk)


def _list(request: HttpRequest, mails: MailQuerySet, network: Network | None) -> HttpResponse:
    in_trouble = mails.in_trouble()
    only_trouble = request.GET.get("alleen") == "problemen"
    shown = (in_trouble if only_trouble else mails).select_related("network")
    # The texts are for the page of one mail.
    page = Paginator(shown.defer("text", "html"), PAGE_SIZE).get_page(request.GET.get("pagina"))
    context: dict[str, Any] = {
        "network": network,
        "page": page,
        "trouble_count": in_trouble.count(),
        "only_trouble": only_trouble,
        "kept_days": settings.MAIL_KEPT_DAYS,
        "has_mail_server": bool(settings.EMAIL_HOST),
    }
    return render(request, "networks/outbox.html", context)


def _mail_for(request: SignedInRequest, pk: int) -> Mail:
    """Return a mail of a network that this person coordinates, or any mail for an admin."""
    mail = get_object_or_404(Mail.objects.select_related("network"), pk=pk)
    if mail.network is not None:
        network_for_its_data(request.user, mail.network.slug)
    elif not request.user.is_superuser:
        raise Http404
    return mail
