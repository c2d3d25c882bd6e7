"""Conversation reports in samples, checked by the person spoken with."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from assessments.models import Assessment, Source, View
from indicators.catalogue import Catalogue
from networks.models import User
from partners.conversation_reports import agreed_with
from partners.models import ConversationLink, Correction

from .sample_times import at
from .sample_values import AssessmentSample, ReportCheckSample, SetKey

# As long as the form gives who is asked.
_TIME = timedelta(days=14)


def store_conversations(
    pairs: Sequence[tuple[AssessmentSample, Assessment]],
    catalogues: Mapping[SetKey, Catalogue],
    by: User | None,
) -> None:
    """Make the links and corrections of the sources that have a check of their report."""
    found = [
        (check, source, catalogues[sample.set_key])
        for sample, assessment in pairs
        for check, source in _checked(sample, assessment)
    ]
    links = [_link(check, source, catalogue, by) for check, source, catalogue in found]
    ConversationLink.objects.bulk_create(links)
    Correction.objects.bulk_create(
        correction
        for (check, _source, _catalogue), link in zip(found, links, strict=True)
        for correction in _corrections(check, link)
    )


def _checked(
    sample: AssessmentSample, assessment: Assessment
) -> list[tuple[ReportCheckSample, Source]]:
    """Return the checks of one assessment, each with its source: those are numbered from 1."""
    checks = {
        position: source.report_check
        for position, source in enumerate(sample.sources, start=1)
        if source.report_check
    }
    if not checks:
        return []
    rows = Source.objects.filter(assessment=assessment, position__in=checks)
    return [(checks[row.position], row) for row in rows.order_by("position")]


def _link(
    check: ReportCheckSample, source: Source, catalogue: Catalogue, by: User | None
) -> ConversationLink:
    link = ConversationLink(
        source=source,
        # No sample holds an address, so that none can be of a person.
        email=f"gesprek-{source.pk}@loket.example",
        made_by=by,
        made_at=at(check.asked_on, hour=10),
        opened_at=at(check.opened_on, hour=11) if check.opened_on else None,
        sent_at=at(check.corrected_on, hour=12) if check.corrected_on else None,
    )
    link.give_new_secret()
    link.open_until(check.asked_on + _TIME)
    if check.agreed_on:
        keys = {indicator.pk: indicator.key for indicator in catalogue.indicators}
        views = View.objects.filter(source=source)
        link.agreed_at = at(check.agreed_on, hour=13)
        link.agreed_texts = agreed_with(source, ((keys[one.indicator_id], one) for one in views))
    return link


def _corrections(check: ReportCheckSample, link: ConversationLink) -> list[Correction]:
    return [
        Correction(
            link=link,
            key=one.question,
            said=one.said,
            remark=one.text,
            outcome=one.outcome,
            explanation=one.explanation,
            handled_at=at(one.handled_on, hour=15) if one.handled_on else None,
            changed_at=link.sent_at,
        )
        for one in check.corrections
    ]
