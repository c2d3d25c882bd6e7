"""The pages on which a partner checks the facts of a report under review, by its link."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.saving.requests import person_key
from assessments.saving.unit import Sent, Unit
from assessments.views import entry_pages
from assessments.views.entry_pages import Entry, error_forms, status_of
from indicators.catalogue import catalogue_of
from networks.trail import What, record_view
from partners import access
from partners.fact_check import Paragraph, paragraphs_of, remark_unit
from partners.models import CheckLink, FactRemark

from .opened_by_link import by_link

# Signs that somebody reads in a minute.
_A_MINUTE = 1200


@dataclass(frozen=True)
class Checked:
    """One paragraph with what this partner remarks on it."""

    paragraph: Paragraph
    entry: Entry

    @property
    def remark(self) -> FactRemark:
        remark: FactRemark = self.entry.part
        return remark

    @property
    def changed_since(self) -> bool:
        """Whether the network changed the text after the remark."""
        return bool(self.remark.remark) and self.remark.said != self.paragraph.text


@require_safe
@by_link
def check_page(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the texts of the report, each with room for a remark."""
    link = access.for_checking(secret)
    # Programs that look at links in mails ask for the head only.
    if link.opened_at is None and request.method == "GET":
        CheckLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())
    record_view(What.REPORT_VIEWED, about=link.source.assessment)
    return _show(request, link)


def _show(request: HttpRequest, link: CheckLink, failed: Entry | None = None) -> HttpResponse:
    assessment, may_write = link.source.assessment, access.may_write(link)
    remarks = {(row.subject, row.subject_pk): row for row in link.remarks.all()}
    paragraphs = paragraphs_of(assessment, catalogue_of(assessment.indicator_set))
    if not may_write:
        paragraphs = [one for one in map(partial(_as_remarked, remarks), paragraphs) if one]
    checked = []
    for paragraph in paragraphs:
        entry = Entry(remark_unit(link, paragraph, remarks.get(paragraph.key)))
        if failed and failed.form.prefix == entry.form.prefix:
            entry = failed
        checked.append(Checked(paragraph, entry))
    context: dict[str, Any] = {
        "link": link,
        "secret": link.secret,
        "source": link.source,
        "assessment": assessment,
        "writer": person_key(link.source),
        "may_write": may_write,
        "closed": "" if may_write else access.closed_message(link),
        "parts": _parts(checked),
        "minutes": max(5, 5 * round(sum(len(one.text) for one in paragraphs) / 5 / _A_MINUTE)),
        "remarks": sum(bool(row.remark) for row in remarks.values()),
        "error_forms": error_forms(failed),
    }
    return render(request, "partners/check.html", context, status=status_of([failed]))


def _as_remarked(
    remarks: Mapping[tuple[str, int], FactRemark], paragraph: Paragraph
) -> Paragraph | None:
    """Return the paragraph as it was when this partner remarked on it.

    After the review the network may be writing again: its text is nobody else's to read.
    """
    remark = remarks.get(paragraph.key)
    return replace(paragraph, text=remark.said) if remark and remark.remark else None


def _parts(checked: list[Checked]) -> list[tuple[str, list[Checked]]]:
    """Return the paragraphs by the heading under which they stand in the report."""
    parts: dict[str, list[Checked]] = {}
    for one in checked:
        parts.setdefault(_heading(one.paragraph), []).append(one)
    return list(parts.items())


def _heading(paragraph: Paragraph) -> str:
    if paragraph.subject == FactRemark.Subject.RECOMMENDATION:
        return _("Aanbevelingen")
    if paragraph.subject == FactRemark.Subject.ANSWER:
        return paragraph.heading
    if paragraph.heading:
        return _("Punten: %(theme)s") % {"theme": paragraph.heading}
    return _("Punten over het geheel")


@require_POST
@by_link
@transaction.atomic
def save_remark(request: HttpRequest, secret: str, subject: str, subject_pk: int) -> HttpResponse:
    """Save a remark on one paragraph."""
    link = access.for_remarking(secret)

    def fetch(_sent: Sent) -> Unit:
        assessment = link.source.assessment
        paragraphs = paragraphs_of(assessment, catalogue_of(assessment.indicator_set))
        key = (subject, subject_pk)
        paragraph = next((one for one in paragraphs if one.key == key), None)
        if paragraph is None:
            raise Http404
        remark = link.remarks.filter(subject=subject, subject_pk=subject_pk).first()
        return remark_unit(link, paragraph, remark)

    def show(failed: Entry) -> HttpResponse:
        return _show(request, link, failed)

    back = reverse("check_page", args=[secret])
    return entry_pages.save_by(request, link.source, fetch, show, back)


@require_POST
@by_link
@transaction.atomic
def looked(request: HttpRequest, secret: str) -> HttpResponse:
    """Record that the partner looked at everything; a second time changes nothing."""
    link = access.for_remarking(secret)
    CheckLink.objects.filter(pk=link.pk, looked_at=None).update(looked_at=timezone.now())
    messages.success(request, _("Dank u wel. De coördinator ziet dat u hebt gekeken."))
    return redirect("check_page", secret=secret)
