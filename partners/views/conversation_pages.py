"""The page on which the person spoken with agrees with a conversation report or corrects it, by its
link.

Without JavaScript each of its buttons first saves all that was typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.saving.requests import (
    NotAsked,
    person_key,
    refuse_other_person,
    save_form,
    save_in_background,
)
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.saving.unit import Unit
from assessments.views.entry_pages import Entry, status_of
from partners import access
from partners import conversation_reports as reports
from partners.conversation_reports import WHOLE, ConversationReport, Noted
from partners.models import ConversationLink, Correction

from .opened_by_link import by_link


@dataclass(frozen=True)
class CheckedNote:
    """What was noted at one question, with what is typed about it; None is the whole report."""

    noted: Noted | None
    entry: Entry

    @property
    def correction(self) -> Correction:
        correction: Correction = self.entry.part
        return correction


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def conversation_report(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what was written down of the conversation; agree with it, or send what is corrected."""
    if request.method == "POST":
        return _respond(request, secret)
    link = access.for_conversation(secret)
    # Programs that look at links in mails ask for the head only.
    if link.opened_at is None and request.method == "GET":
        unopened = ConversationLink.objects.filter(pk=link.pk, opened_at=None)
        unopened.update(opened_at=timezone.now())
    return _show(request, reports.report_with(link))


def _show(
    request: HttpRequest,
    report: ConversationReport,
    left: Mapping[str, Entry] | None = None,
    error: str = "",
) -> HttpResponse:
    """Show the report; `left` are the corrections that could not be saved, by key."""
    link, not_saved = report.link, left or {}

    def checked(noted: Noted | None, row: Correction | None) -> CheckedNote:
        key = noted.key if noted else WHOLE
        found = not_saved.get(key) or Entry(reports.correction_unit(link, noted, row))
        return CheckedNote(noted, found)

    context: dict[str, Any] = {
        "link": link,
        "secret": link.secret,
        "source": link.source,
        "assessment": link.source.assessment,
        "writer": person_key(link.source),
        "may_write": access.may_write(link),
        "report": report,
        "checked": [checked(noted, noted.correction) for noted in report.noted],
        "whole": checked(None, report.about_whole),
        "error": error,
        "error_forms": [entry.form for entry in not_saved.values() if entry.form.errors],
    }
    status = 422 if error else status_of(not_saved.values())
    return render(request, "partners/conversation_report.html", context, status=status)


@transaction.atomic
def _respond(request: HttpRequest, secret: str) -> HttpResponse:
    """Save all that was typed, and then do what the button says."""
    link = access.for_correcting(secret)
    refuse_other_person(request.POST.get("person", ""), link.source)
    report = reports.report_with(link)
    # Of every question: a note may have gone while its correction was typed.
    units = {one.key: _unit(report, one.key) for one in report.questions}
    units[WHOLE] = _unit(report, WHOLE)
    refuse_unknown_fields(request.POST, [unit.form for unit in units.values()], "set", "seen")
    results = {key: save_form(unit, request.POST, by=link.source) for key, unit in units.items()}
    left = {
        key: Entry(units[key], failed, link.source) for key, failed in results.items() if failed
    }
    if left:
        return _show(request, reports.report_with(link), left)
    return _act(request, reports.report_with(link))


def _act(request: HttpRequest, report: ConversationReport) -> HttpResponse:
    action = request.POST.get("action", "")
    if action == "save":
        messages.success(request, _("Opgeslagen. Verstuur uw correcties als u klaar bent."))
    elif action == "send":
        if not report.open:
            error = _("U schreef nog geen correctie. Klopt alles? Kies dan “Akkoord”.")
            return _show(request, report, error=error)
        reports.send_corrections(report, timezone.now())
        messages.success(request, _("Dank u wel. Uw correcties zijn verstuurd."))
    elif action == "agree":
        if report.open:
            error = _(
                "U schreef een correctie waar nog niets mee is gedaan. Verstuur die, of maak het "
                "veld leeg. Daarna kunt u akkoord geven."
            )
            return _show(request, report, error=error)
        if request.POST.get("seen", "") != report.fingerprint:
            error = _("Het verslag is intussen gewijzigd. Lees het nog eens, en geef dan akkoord.")
            return _show(request, report, error=error)
        reports.agree(report, timezone.now())
        messages.success(request, _("Dank u wel. Uw akkoord is vastgelegd."))
    else:
        raise BadRequest(_("De server begreep dit niet. Er is niets gewijzigd."))
    return redirect("conversation_report", secret=report.link.secret)


def _unit(report: ConversationReport, key: str) -> Unit:
    if key == WHOLE:
        return reports.correction_unit(report.link, None, report.about_whole)
    noted = next((one for one in report.questions if one.key == key), None)
    if noted is None:
        raise NotAsked(_("Deze vraag wordt niet meer gesteld."))
    return reports.correction_unit(report.link, noted, noted.correction)


@require_POST
@by_link
@transaction.atomic
def save_correction(request: HttpRequest, secret: str, key: str = WHOLE) -> HttpResponse:
    """Save what a script sent of a correction at one question, or in the whole report."""
    link = access.for_correcting(secret)
    return save_in_background(
        request, lambda _sent: _unit(reports.report_with(link), key), link.source
    )
