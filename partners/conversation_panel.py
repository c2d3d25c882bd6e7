"""What the page of a conversation shows of its report: who was asked, and what they said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from assessments import access
from assessments.models import Assessment, Source, View
from assessments.source_panels import Panel
from indicators.catalogue import catalogue_of
from networks.models import Mail

from .conversation_reports import ConversationReport, Noted, report_of
from .forms import AddressForm, AskPersonForm, DateForm, HandleCorrectionForm
from .models import ConversationLink, Correction


@dataclass(frozen=True)
class Failed:
    """A form on this panel that could not be saved, with what it is about."""

    form: forms.Form
    about: str


@dataclass(frozen=True)
class Corrected:
    """One correction; `noted` is None when it is about the whole report."""

    correction: Correction
    noted: Noted | None
    form: HandleCorrectionForm

    @property
    def changed_since(self) -> bool:
        """Whether something else is noted now than when the correction was written."""
        return self.noted is not None and self.noted.text != self.correction.said


def conversation_panel(
    assessment: Assessment,
    source: Source,
    views: Mapping[int, View],
    failed: Failed | None = None,
) -> Panel | None:
    """Return what a conversation shows of its report (at most three queries); else None."""
    if source.kind != Source.Kind.CONVERSATION:
        return None
    link = ConversationLink.objects.filter(source=source).first()
    may_ask = access.may_ask_sources(assessment)
    wrong = {failed.about: failed.form} if failed else {}
    context: dict[str, Any] = {
        "assessment": assessment,
        "source": source,
        "link": link,
        "may_ask": may_ask,
        "ask_form": wrong.get("ask") or AskPersonForm(prefix="ask"),
        "time_form": wrong.get("time"),
        "renew_form": wrong.get("renew"),
        "has_notes": any(view.says_something for view in views.values()),
    }
    if link is not None:
        link.source = source
        source.assessment = assessment
        report = report_of(link, catalogue_of(assessment.indicator_set), views)
        mails = Mail.objects.in_trouble().filter(
            subject_label=ConversationLink._meta.label_lower, subject_pk=link.pk
        )
        context |= {
            "report": report,
            # What isn't sent is still the person's own.
            "corrected": _corrected(report, wrong) if link.sent_at else (),
            "open": report.open if link.sent_at else (),
            "is_expired": timezone.now() >= link.expires_at,
            "trouble": mails.values_list("error", flat=True).last() or "",
        }
    return Panel(
        template="partners/_conversation_report.html",
        context=context,
        error_forms=tuple(wrong.values()),
    )


def _corrected(
    report: ConversationReport, wrong: Mapping[str, forms.Form]
) -> tuple[Corrected, ...]:
    questions = {one.key: one for one in report.questions}
    found = []
    for row in report.corrections:
        form = wrong.get(f"correction-{row.pk}")
        form = (
            form
            if isinstance(form, HandleCorrectionForm)
            else HandleCorrectionForm(prefix=f"c{row.pk}")
        )
        found.append(Corrected(row, questions.get(row.key), form))
    return tuple(found)


def link_form(action: str, data: QueryDict) -> DateForm | AddressForm:
    """Return what is filled in to change a link: another day, or another address."""
    if action == "time":
        return DateForm(data, prefix="time")
    return AddressForm(data, prefix="renew")
