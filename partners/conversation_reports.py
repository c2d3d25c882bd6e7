"""The report of a conversation: sent to the person spoken with, who agrees or corrects.

Every verb works in the transaction in which the assessment was fetched and locked.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from assessments.form_fields import digest_of
from assessments.models import Assessment, Source, View
from assessments.saving.stored_fields import stored_fields
from assessments.saving.unit import Unit
from assessments.views.view_entries import views_of
from indicators.catalogue import Catalogue, IndicatorEntry, ThemeEntry, catalogue_of

from . import mails
from .forms import CorrectionForm
from .models import ConversationLink, Correction

# The key of who was spoken with and when, and of a correction about the whole report.
WHOLE = ""
# By key of the question what was noted, and who and when under WHOLE.
Agreed = dict[str, list[str]]


@dataclass(frozen=True)
class Noted:
    """What was noted at one question, with what the person spoken with corrects in it."""

    theme: ThemeEntry
    indicator: IndicatorEntry
    view: View | None
    correction: Correction | None

    @property
    def key(self) -> str:
        return self.indicator.key

    @property
    def text(self) -> str:
        return text_of(self.view)


@dataclass(frozen=True)
class ConversationReport:
    """A conversation report with its link, as it is now."""

    link: ConversationLink
    questions: tuple[Noted, ...]
    about_whole: Correction | None

    @property
    def noted(self) -> tuple[Noted, ...]:
        """The questions with a note or a correction, which outlives its note."""
        return tuple(one for one in self.questions if one.text or one.correction)

    @property
    def is_empty(self) -> bool:
        return not any(one.text for one in self.questions)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """What is corrected: first about the whole report, then by question."""
        found = (self.about_whole, *(one.correction for one in self.questions))
        return tuple(one for one in found if one and one.remark)

    @property
    def open(self) -> tuple[Correction, ...]:
        return tuple(one for one in self.corrections if one.is_open)

    @property
    def agreed_with(self) -> Agreed:
        """What there is to agree with."""
        return agreed_with(self.link.source, ((one.key, one.view) for one in self.questions))

    @property
    def fingerprint(self) -> str:
        """What a page sends along, so that nobody agrees with a text that they didn't see."""
        return digest_of(json.dumps(self.agreed_with, sort_keys=True))

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than what was agreed with."""
        return self.link.agreed_at is not None and self.agreed_with != self.link.agreed_texts

    @property
    def changed(self) -> tuple[Noted, ...]:
        """The questions of which something else is noted than what was agreed with."""
        if self.link.agreed_at is None:
            return ()
        before, now = self.link.agreed_texts, self.agreed_with
        return tuple(one for one in self.questions if before.get(one.key) != now.get(one.key))


@dataclass(frozen=True)
class ReportsState:
    """How far the conversation reports of an assessment are.

    `changed` are those that were agreed with in another text than that of now; they aren't in
    `agreed`. Neither are those with an open correction.
    """

    asked: int
    agreed: int
    changed: int
    corrected: int


class Progress(models.TextChoices):
    """How far the check of a conversation report is."""

    ASKED = "asked", gettext_lazy("Verslag gestuurd op %(day)s, nog niet geopend")
    OPENED = "opened", gettext_lazy("Verslag geopend op %(day)s, nog geen antwoord")
    CORRECTED = "corrected", gettext_lazy("Correcties op het verslag nog open: %(open)s")
    HANDLED = "handled", gettext_lazy("Correcties op het verslag afgehandeld, nog geen akkoord")
    AGREED = "agreed", gettext_lazy("Akkoord met het verslag op %(day)s")
    CHANGED = "changed", gettext_lazy("Verslag gewijzigd na het akkoord van %(day)s")


@dataclass(frozen=True)
class Check:
    """How far the check of one report is; `open` are the corrections to be handled."""

    link: ConversationLink
    open: int
    now: Agreed

    @property
    def progress(self) -> Progress:
        link = self.link
        if self.open:
            return Progress.CORRECTED
        if link.agreed_at is not None:
            return Progress.AGREED if link.agreed_texts == self.now else Progress.CHANGED
        if link.sent_at is not None:
            return Progress.HANDLED
        return Progress.ASKED if link.opened_at is None else Progress.OPENED

    @property
    def wording(self) -> str:
        link = self.link
        when = link.agreed_at or link.opened_at or link.made_at
        values = {"open": self.open, "day": date_format(localtime(when), "j F Y")}
        return str(self.progress.label) % values


def text_of(view: View | None) -> str:
    """Return what was noted at a question as one text; empty for nothing."""
    if view is None or not view.says_something:
        return ""
    said = (str(view.get_judgement_display()), view.remark, view.example)
    return "\n\n".join(part for part in said if part)


def agreed_with(source: Source, noted: Iterable[tuple[str, View | None]]) -> Agreed:
    """Return what there is to agree with: what is stored, not how it is worded on a page."""
    held_on = source.held_on.isoformat() if source.held_on else ""
    about = [source.function, str(source.organisation_id or ""), held_on]
    texts = {
        key: [view.judgement, view.remark, view.example]
        for key, view in noted
        if view is not None and view.says_something
    }
    return {WHOLE: about} | texts


def report_with(link: ConversationLink) -> ConversationReport:
    """Return the report that a link is about (two queries). Fetch it with its assessment."""
    catalogue = catalogue_of(link.source.assessment.indicator_set)
    views = views_of(link.source, [one.pk for one in catalogue.indicators])
    return report_of(link, catalogue, views)


def report_of(
    link: ConversationLink, catalogue: Catalogue, views: Mapping[int, View]
) -> ConversationReport:
    """Return the same where the views were read already (one query)."""
    corrections = {row.key: row for row in link.corrections.all()}
    questions = tuple(
        Noted(theme, indicator, views.get(indicator.pk), corrections.get(indicator.key))
        for theme in catalogue.themes
        for indicator in theme.indicators
    )
    return ConversationReport(link, questions, corrections.get(WHOLE))


def correction_unit(link: ConversationLink, noted: Noted | None, row: Correction | None) -> Unit:
    """Return what is corrected at one question; without one, in the whole report.

    Fetch the link with its assessment.
    """
    key = noted.key if noted else WHOLE
    correction = row or Correction(key=key)
    correction.link = link
    form = CorrectionForm(key=key)
    fields = stored_fields(correction, form.own_fields_in_order)
    # A correction that is typed anew asks for another look.
    marks = {"said": noted.text if noted else "", "outcome": ""}
    return Unit(link.source.assessment, correction, form, fields, marks=marks)


def send_corrections(report: ConversationReport, now: datetime) -> None:
    """Let who wrote the report see the corrections, and tell that person by mail.

    What is changed later is seen at once. Sent again without a change, nobody gets a mail.
    """
    link, before = report.link, report.link.sent_at
    link.sent_at = now
    link.save(update_fields=["sent_at"])
    if any(before is None or (one.changed_at or now) > before for one in report.open):
        mails.send_corrections(link, len(report.open))


def agree(report: ConversationReport, now: datetime) -> None:
    """Record that the person spoken with agrees with the report as it is now; tell the author.

    Whoever agrees again with the same text keeps the date of the first time.
    """
    link = report.link
    if link.agreed_at is not None and not report.is_changed:
        return
    link.agreed_at, link.agreed_texts = now, report.agreed_with
    link.save(update_fields=["agreed_at", "agreed_texts"])
    mails.send_agreement(link)


def handle(correction: Correction, *, outcome: str, explanation: str, now: datetime) -> None:
    """Record what became of a correction, and tell the person spoken with."""
    correction.outcome, correction.explanation = outcome, explanation
    correction.handled_at = now
    correction.save(update_fields=["outcome", "explanation", "handled_at"])
    mails.send_correction_outcome(correction)


def consent_to_quotes(source: Source, *, consents: bool, now: datetime) -> None:
    """Record whether a source itself lets the report quote it."""
    source.quote_consent, source.quote_consent_at = consents, now
    source.save(update_fields=["quote_consent", "quote_consent_at"])


def state_of(assessment: Assessment, catalogue: Catalogue) -> ReportsState:
    """Return how far the conversation reports of an assessment are (at most three queries)."""
    checks = checks_of(assessment, catalogue)
    count = Counter(check.progress for check in checks)
    return ReportsState(
        asked=len(checks),
        agreed=count[Progress.AGREED],
        changed=count[Progress.CHANGED],
        corrected=count[Progress.CORRECTED],
    )


def checks_of(assessment: Assessment, catalogue: Catalogue) -> tuple[Check, ...]:
    """Return the check of each conversation report that was asked (at most three queries).

    A link that was withdrawn before anything was said, asks nothing.
    """
    links = list(
        ConversationLink.objects.filter(source__assessment=assessment, source__deleted="")
        .exclude(withdrawn_at__isnull=False, agreed_at=None, sent_at=None)
        .select_related("source__organisation")
    )
    if not links:
        return ()
    keys = {one.pk: one.key for one in catalogue.indicators}
    noted: defaultdict[int, list[tuple[str, View]]] = defaultdict(list)
    for view in View.objects.filter(source__in=[link.source_id for link in links]):
        if view.indicator_id in keys:
            noted[view.source_id].append((keys[view.indicator_id], view))
    # What isn't sent is still the person's own.
    rows = Correction.objects.filter(link__in=links, outcome="").exclude(remark="")
    open_of = Counter(rows.exclude(link__sent_at=None).values_list("link", flat=True))
    return tuple(
        Check(link, open_of[link.pk], agreed_with(link.source, noted[link.source_id]))
        for link in links
    )


def sources_with_progress(
    assessment: Assessment, catalogue: Catalogue, sources: Iterable[Source]
) -> dict[int, str]:
    """Return how far the check of each report is, in words, by primary key of the conversation."""
    if not any(source.kind == Source.Kind.CONVERSATION for source in sources):
        return {}
    return {check.link.source_id: check.wording for check in checks_of(assessment, catalogue)}
