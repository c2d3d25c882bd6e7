"""Fetch an overarching report for a purpose: the fetch checks the permission.

The national office makes reports; admins read along. Everybody in a network reads the edition to
share once it is confirmed. Others get a 404, readers who write a 403. A fetch for writing locks the
report.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.http import Http404
from django.utils.translation import gettext as _

from assessments.access import Confirmed
from networks.models import Membership, User

from .models import NationalReport, NationalVersion

# A report stays published when it is reopened: its latest version can still be read.
_PUBLISHED = Exists(NationalVersion.objects.filter(report=OuterRef("pk")))


def is_office(user: User) -> bool:
    """Say whether `user` may read what the national office reads."""
    return user.is_national or user.is_superuser


def visible_to(user: User) -> QuerySet[NationalReport]:
    """Return the reports that `user` may find.

    The office and admins find all of them, people in a network those that were published.
    """
    reports = NationalReport.objects.select_related("indicator_set")
    if is_office(user):
        return reports
    return reports.filter(_PUBLISHED, Exists(Membership.objects.filter(user=user)))


def published_for(user: User) -> QuerySet[NationalReport]:
    """Return the reports of which `user` may read a confirmed edition, the latest period first.

    `published_title` is that of the edition: the report's own title may be changing.
    """
    latest = NationalVersion.objects.filter(report=OuterRef("pk")).order_by("-number")
    title = Subquery(latest.annotate(shown=KT("shared__title")).values("shown")[:1])
    return visible_to(user).filter(_PUBLISHED).annotate(published_title=title)


def for_office(user: User, pk: int) -> NationalReport:
    """Return a report for the national office or an admin; Http404 for everybody else."""
    if not is_office(user):
        raise Http404
    return _get_or_404(visible_to(user), pk)


def for_reading(user: User, pk: int) -> NationalReport:
    """Return a report of which `user` may read the edition to share; Http404 otherwise."""
    return _get_or_404(visible_to(user), pk)


def for_editing(user: User, pk: int) -> NationalReport:
    """Return the locked report for the national office.

    Raises Confirmed, or PermissionDenied for somebody who may only read.
    """
    report = _locked(user, pk)
    if not user.is_national:
        raise PermissionDenied(_("Dit kan alleen het landelijk netwerk."))
    if report.is_confirmed:
        raise Confirmed(_("Dit rapport is vastgesteld en verandert niet meer."))
    return report


def for_reopening(user: User, pk: int) -> NationalReport:
    """Return the locked report for the national office or an admin.

    Raises PermissionDenied for other readers.
    """
    report = _locked(user, pk)
    if not is_office(user):
        raise PermissionDenied(_("Dit kan alleen het landelijk netwerk."))
    return report


def for_starting(user: User) -> None:
    """Raise Http404 or PermissionDenied unless `user` may start a report."""
    # For people in a network there is no such page; an admin sees it and may not use it.
    if not is_office(user):
        raise Http404
    if not user.is_national:
        raise PermissionDenied(_("Dit kan alleen het landelijk netwerk."))


def may_edit(user: User, report: NationalReport) -> bool:
    """Say whether `user` may write in the report now. Admins only read."""
    return user.is_national and not report.is_confirmed


def _locked(user: User, pk: int) -> NationalReport:
    # Locks the report alone, not the set that is read with it. `no_key` lets rows that refer to the
    # report be added meanwhile.
    return _get_or_404(visible_to(user).select_for_update(of=("self",), no_key=True), pk)


def _get_or_404(reports: QuerySet[NationalReport], pk: int) -> NationalReport:
    report = reports.filter(pk=pk).first()
    if report is None:
        raise Http404
    return report
