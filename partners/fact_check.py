"""Whether the facts of a report under review are right: who was asked, who looked, who remarked."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Answer, Assessment, Finding, Recommendation
from assessments.saving.stored_fields import stored_fields
from assessments.saving.unit import Unit
from indicators.catalogue import Catalogue

from . import mails
from .forms import RemarkForm
from .models import CheckLink, FactRemark

Subject = FactRemark.Subject


@dataclass(frozen=True)
class Paragraph:
    """A text of the report that can be remarked on, and where it stands."""

    subject: FactRemark.Subject
    pk: int
    heading: str
    label: str
    text: str
    # Where the network types it.
    address: str

    @property
    def key(self) -> tuple[str, int]:
        return self.subject, self.pk

    @property
    def is_under_heading(self) -> bool:
        """Whether its label says only with its heading which one it is."""
        return self.subject == FactRemark.Subject.FINDING and bool(self.heading)


@dataclass(frozen=True)
class RemarkedParagraph:
    """A paragraph with what partners remark on it; None when it isn't in the report any more."""

    paragraph: Paragraph | None
    remarks: tuple[FactRemark, ...]

    @property
    def key(self) -> str:
        return f"{self.remarks[0].subject}-{self.remarks[0].subject_pk}"

    @property
    def open(self) -> int:
        return sum(remark.is_open for remark in self.remarks)


@dataclass(frozen=True)
class FactCheckState:
    """How far the check is, in the words of the report: nobody is made to look better."""

    asked: int
    looked: int
    with_remarks: int
    open: int


def paragraphs_of(assessment: Assessment, catalogue: Catalogue) -> list[Paragraph]:
    """Return the texts of the report in its order (three queries)."""
    pk = assessment.pk
    theme_of = {i.pk: (theme, i) for theme in catalogue.themes for i in theme.indicators}
    place_of = {i.pk: place for place, i in enumerate(catalogue.indicators)}
    answers = Answer.objects.filter(assessment=assessment, indicator__in=list(theme_of))
    themes = {theme.pk: theme.title for theme in catalogue.themes}
    found = []
    for answer in sorted(answers.exclude(text=""), key=lambda row: place_of[row.indicator_id]):
        theme, indicator = theme_of[answer.indicator_id]
        label = f"{indicator.number} {indicator.text}"
        address = f"{reverse('theme', args=[pk, theme.key])}#i-{indicator.key}"
        found.append(Paragraph(Subject.ANSWER, answer.pk, theme.title, label, answer.text, address))
    for point in Finding.objects.filter(assessment=assessment).in_report():
        heading = themes.get(point.theme_id or 0, "")
        text = "\n\n".join(part for part in (point.headline, point.explanation) if part)
        label = str(Finding.Kind(point.kind).label).capitalize()
        address = f"{reverse('points', args=[pk])}#p-{point.pk}"
        found.append(Paragraph(Subject.FINDING, point.pk, heading, label, text, address))
    rows = Recommendation.objects.filter(assessment=assessment)
    for number, row in enumerate(rows, start=1):
        parts = (row.what, row.explanation, row.measure, row.who, row.means)
        text = "\n\n".join(part for part in parts if part)
        label = _("Aanbeveling %(number)s") % {"number": number}
        address = f"{reverse('recommendations', args=[pk])}#p-{row.pk}"
        found.append(Paragraph(Subject.RECOMMENDATION, row.pk, "", label, text, address))
    return found


def remark_unit(link: CheckLink, paragraph: Paragraph, remark: FactRemark | None) -> Unit:
    """Return what a partner remarks on one paragraph. Fetch the link with its assessment."""
    if remark is None:
        remark = FactRemark(subject=paragraph.subject, subject_pk=paragraph.pk)
    remark.check_link = link
    # A remark that is typed anew asks for another look.
    return _unit(remark, {"said": paragraph.text, "outcome": ""})


def unit_to_read(remark: FactRemark) -> Unit:
    """Return the same to look back at, whether its paragraph is still there or not."""
    return _unit(remark, {})


def _unit(remark: FactRemark, marks: dict[str, str]) -> Unit:
    form = RemarkForm(prefix=f"{remark.subject}-{remark.subject_pk}")
    fields = stored_fields(remark, form.own_fields_in_order)
    return Unit(remark.check_link.source.assessment, remark, form, fields, marks=marks)


def remarks_in(assessment: Assessment) -> list[FactRemark]:
    """Return the remarks of all partners, the open ones first (one query)."""
    rows = FactRemark.objects.filter(
        check_link__source__assessment=assessment, check_link__source__deleted=""
    )
    together = ("check_link__source__organisation", "check_link__source__assessment__network")
    rows = rows.exclude(remark="").select_related(*together)
    return sorted(rows, key=lambda remark: (not remark.is_open, remark.pk))


def remarked_on(paragraphs: list[Paragraph], remarks: list[FactRemark]) -> list[RemarkedParagraph]:
    """Return the paragraphs on which partners remarked, in the order of the report.

    After them comes what isn't in the report any more.
    """
    by_key: dict[tuple[str, int], list[FactRemark]] = {one.key: [] for one in paragraphs}
    for remark in remarks:
        by_key.setdefault((remark.subject, remark.subject_pk), []).append(remark)
    now = {one.key: one for one in paragraphs}
    return [RemarkedParagraph(now.get(key), tuple(found)) for key, found in by_key.items() if found]


def state_of(assessment: Assessment) -> FactCheckState:
    """Return how far the check of an assessment is (two queries; one where nobody was asked)."""
    links = CheckLink.objects.filter(source__assessment=assessment, source__deleted="")
    asked = dict(links.values_list("pk", "looked_at"))
    remarks = FactRemark.objects.filter(check_link__in=links).exclude(remark="")
    outcomes = list(remarks.values_list("check_link", "outcome")) if asked else []
    with_remarks = {link for link, outcome in outcomes}
    # Who remarked did look, also without saying so.
    looked = {link for link, at in asked.items() if at} | with_remarks
    return FactCheckState(
        asked=len(asked),
        looked=len(looked),
        with_remarks=len(with_remarks),
        open=sum(not outcome for link, outcome in outcomes),
    )


def handle(remark: FactRemark, *, outcome: str, explanation: str, now: datetime) -> None:
    """Record what became of a remark, and tell the partner."""
    remark.outcome, remark.explanation, remark.handled_at = outcome, explanation, now
    remark.save(update_fields=["outcome", "explanation", "handled_at"])
    mails.send_outcome(remark)
