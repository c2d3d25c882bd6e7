"""Whether the facts of a report under review are right: who was asked, who looked, who remarked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assessments.models import Answer, Assessment, Finding, Recommendation
from assessments.saving.stored_fields import stored_fields
from assessments.saving.verb import Unit
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

    @property
    def key(self) -> tuple[str, int]:
        return self.subject, self.pk


@dataclass(frozen=True)
class FactCheckState:
    """How far the check is, in the words of the report: nobody is made to look better."""

    asked: int
    looked: int
    with_remarks: int
    open: int


def paragraphs_of(assessment: Assessment, catalogue: Catalogue) -> list[Paragraph]:
    """Return the texts of the report in its order (three queries)."""
    theme_of = {i.pk: (theme, i) for theme in catalogue.themes for i in theme.indicators}
    place_of = {i.pk: place for place, i in enumerate(catalogue.indicators)}
    answers = Answer.objects.filter(assessment=assessment, indicator__in=list(theme_of))
    themes = {theme.pk: theme.title for theme in catalogue.themes}
    found = []
    for answer in sorted(answers.exclude(text=""), key=lambda row: place_of[row.indicator_id]):
        theme, indicator = theme_of[answer.indicator_id]
        label = f"{indicator.number} {indicator.text}"
        found.append(Paragraph(Subject.ANSWER, answer.pk, theme.title, label, answer.text))
    for point in Finding.objects.filter(assessment=assessment).in_report():
        heading = themes.get(point.theme_id or 0, "")
        text = "\n\n".join(part for part in (point.headline, point.explanation) if part)
        label = str(Finding.Kind(point.kind).label)
        found.append(Paragraph(Subject.FINDING, point.pk, heading, label, text))
    for row in Recommendation.objects.filter(assessment=assessment):
        parts = (row.what, row.explanation, row.measure, row.who, row.means)
        text = "\n\n".join(part for part in parts if part)
        label = str(row._meta.verbose_name)
        found.append(Paragraph(Subject.RECOMMENDATION, row.pk, "", label, text))
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


def remarks_in(assessment: Assessment) -> Iterable[FactRemark]:
    """Return the remarks of all partners, the open ones first (one query)."""
    rows = FactRemark.objects.filter(
        check_link__source__assessment=assessment, check_link__source__deleted=""
    )
    together = ("check_link__source__organisation", "check_link__source__assessment__network")
    rows = rows.exclude(remark="").select_related(*together)
    return sorted(rows, key=lambda remark: (not remark.is_open, remark.pk))


def state_of(assessment: Assessment) -> FactCheckState:
    """Return how far the check of an assessment is (two queries)."""
    links = CheckLink.objects.filter(source__assessment=assessment, source__deleted="")
    asked = dict(links.values_list("pk", "looked_at"))
    remarks = FactRemark.objects.filter(check_link__in=links).exclude(remark="")
    outcomes = list(remarks.values_list("check_link", "outcome"))
    with_remarks = {link for link, _outcome in outcomes}
    # Who remarked did look, also without saying so.
    looked = {link for link, at in asked.items() if at} | with_remarks
    return FactCheckState(
        asked=len(asked),
        looked=len(looked),
        with_remarks=len(with_remarks),
        open=sum(not outcome for _link, outcome in outcomes),
    )


def handle(remark: FactRemark, *, outcome: str, explanation: str, now: datetime) -> None:
    """Record what became of a remark, and tell the partner."""
    remark.outcome, remark.explanation, remark.handled_at = outcome, explanation, now
    remark.save(update_fields=["outcome", "explanation", "handled_at"])
    mails.send_outcome(remark)
