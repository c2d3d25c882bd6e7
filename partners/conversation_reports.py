"""The report of a conversation: sent to the person spoken with, who agrees or corrects.

Every verb works in the transaction in which the assessment was fetched and locked.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from assessments.form_fields import digest_of
from assessments.models import Assessment, Source, View
from assessments.saving.stored_fields import stored_fields
from assessments.saving.unit import Unit
from assessments.views.view_entries import views_of
from indicators.catalogue import Catalogue, IndicatorEntry, ThemeEntry, catalogue_of
from networks.models import User

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


def ask(source: Source, *, email: str, answer_by: date, word: str, by: User) -> ConversationLink:
    """Return the link with which the person spoken with checks the report, and send it.

    Asked again, what was agreed and corrected stays, and an earlier link stops.
    """
    link = ConversationLink.objects.filter(source=source).first()
    if link is None:
        link = ConversationLink(source=source, made_at=timezone.now())
    link.give_new_secret()
    link.source, link.made_by = source, by
    link.email, link.word = email, word
    link.open_until(answer_by)
    link.save()
    mails.send_conversation_report(link)
    return link


def send_corrections(link: ConversationLink, now: datetime) -> None:
    """Let who wrote the report see the corrections; what is changed later is seen at once."""
    link.sent_at = now
    link.save(update_fields=["sent_at"])


def agree(report: ConversationReport, now: datetime) -> None:
    """Record that the person spoken with agrees with the report as it is now."""
    link = report.link
    link.agreed_at, link.agreed_texts = now, report.agreed_with
    link.save(update_fields=["agreed_at", "agreed_texts"])


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
    links = list(
        ConversationLink.objects.filter(source__assessment=assessment, source__deleted="")
        .exclude(withdrawn_at__isnull=False, agreed_at=None, sent_at=None)
        .select_related("source__organisation")
    )
    if not links:
        return ReportsState(0, 0, 0, 0)
    keys = {one.pk: one.key for one in catalogue.indicators}
    noted: defaultdict[int, list[tuple[str, View]]] = defaultdict(list)
    for view in View.objects.filter(source__in=[link.source_id for link in links]):
        if view.indicator_id in keys:
            noted[view.source_id].append((keys[view.indicator_id], view))
    corrections = Correction.objects.filter(link__in=links, outcome="").exclude(remark="")
    corrected = set(
        corrections.exclude(link__sent_at=None).values_list("link", flat=True).distinct()
    )
    agreed = [link for link in links if link.agreed_at and link.pk not in corrected]
    unchanged = sum(
        link.agreed_texts == agreed_with(link.source, noted[link.source_id]) for link in agreed
    )
    return ReportsState(
        asked=len(links),
        agreed=unchanged,
        changed=len(agreed) - unchanged,
        corrected=len(corrected),
    )
