"""What the page of a conversation shows of its report: who was asked, and what they said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from assessments import access
from assessments.models import Assessment, Source, View
from assessments.source_panels import Panel
from indicators.catalogue import catalogue_of

from .conversation_reports import ConversationReport, Noted, report_of
from .forms import AskPersonForm, HandleCorrectionForm
from .link_rows import Failed, links_of, rows_of
from .models import ConversationLink, Correction


@dataclass(frozen=True)
class RefusedForm:
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
    failed: RefusedForm | Failed | None = None,
) -> Panel | None:
    """Return what a conversation shows of its report (at most four queries); else None."""
    if source.kind != Source.Kind.CONVERSATION:
        return None
    links = links_of(ConversationLink, assessment).filter(source=source)
    of_link = failed if isinstance(failed, Failed) else None
    row = next(iter(rows_of(ConversationLink, assessment, links, of_link)), None)
    wrong = {failed.about: failed.form} if isinstance(failed, RefusedForm) else {}
    context: dict[str, Any] = {
        "assessment": assessment,
        "source": source,
        "row": row,
        "may_ask": access.may_ask_sources(assessment),
        "ask_form": wrong.get("ask") or AskPersonForm(prefix="ask"),
        "has_notes": any(view.says_something for view in views.values()),
    }
    if row is not None:
        link = row.link
        link.source = source
        source.assessment = assessment
        report = report_of(link, catalogue_of(assessment.indicator_set), views)
        context |= {
            "report": report,
            # What isn't sent is still the person's own.
            "corrected": _corrected(report, wrong) if link.sent_at else (),
            "open": report.open if link.sent_at else (),
        }
    return Panel(
        template="partners/_conversation_report.html",
        context=context,
        error_forms=(failed.form,) if failed else (),
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
