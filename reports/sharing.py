"""A confirmed version of a report is shared by a link that expires."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Assessment
from networks.links import LENGTH, digest_of, new_secret
from networks.mail import queue_mail
from networks.models import User
from networks.trail import What, record
from partners.models import CheckLink, PartnerLink

from .models import ReportVersion, SharedReport


def known_addresses(assessment: Assessment) -> list[str]:
    """Return the addresses of the partners of this assessment, each once (two queries)."""
    found: dict[str, str] = {}
    for kind in (PartnerLink, CheckLink):
        links = kind._default_manager.filter(source__assessment=assessment, source__deleted="")
        for email in links.exclude(email="").values_list("email", flat=True):
            found.setdefault(email.lower(), email)
    return sorted(found.values())


def share(version: ReportVersion, emails: Iterable[str], *, until: date, by: User) -> int:
    """Send each address a link of its own; return how many.

    Who has a link to this version already gets another one, and the old one stops.
    """
    count = 0
    midnight = datetime.combine(until + timedelta(days=1), time())
    for email in dict.fromkeys(email.lower() for email in emails):
        secret = new_secret()
        link, _is_new = SharedReport.objects.update_or_create(
            version=version,
            email=email,
            defaults={
                "digest": digest_of(secret),
                "expires_at": timezone.make_aware(midnight),
                "withdrawn_at": None,
                "made_by": by,
                "made_at": timezone.now(),
            },
        )
        network = version.assessment.network
        record(What.SHARED, about=link, network=network)
        queue_mail(
            to=email,
            subject=_("Het rapport van %(network)s") % {"network": network.name},
            template="shared_report",
            context={
                "network": network,
                "title": version.assessment.title,
                "until": until,
                "address": settings.PORTAL_ADDRESS + reverse("shared_report", args=[secret]),
            },
            network=network,
            about=link,
        )
        count += 1
    return count


def shared_with(secret: str) -> SharedReport | None:
    """Return the link with this secret that still works, with its version; None for any other."""
    if len(secret) != LENGTH:
        return None
    links = SharedReport.objects.select_related("version__assessment__network")
    link = links.filter(digest=digest_of(secret)).first()
    return link if link and link.works(timezone.now()) else None
