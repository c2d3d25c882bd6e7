"""What happens to an assessment: started, filled in, put up for review, confirmed, reopened. The only way things change.

Every verb is one transaction. Who may do what is decided where the assessment is fetched (assessments/access.py).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import Indicator, IndicatorSet
from networks.models import Network, User

from . import saving
from .models import Answer, Assessment, FactCheck, Finding, FollowUp, Judgement, Recommendation, ReportVersion
from .saving import Basis


@transaction.atomic
def start(
    *, network: Network, indicator_set: IndicatorSet, title: str, period_start: date, period_end: date, by: User
) -> Assessment:
    """Return a new assessment, with the recommendations of the one before it ready to be followed up.

    Raises ValidationError when the set isn't published or the network already has this set and period.
    """
    if not indicator_set.is_published:
        raise ValidationError(_("Deze indicatorenset is nog niet gepubliceerd."))
    assessment = Assessment(
        network=network,
        indicator_set=indicator_set,
        title=title,
        period_start=period_start,
        period_end=period_end,
        changed_by=by,
        changed_at=timezone.now(),
    )
    assessment.full_clean(exclude=["changed_by"])
    assessment.save()
    previous = Assessment.objects.confirmed().before(assessment).first()
    if previous is not None:
        FollowUp.objects.bulk_create(
            FollowUp(
                assessment=assessment, recommendation=earlier, position=position, what=earlier.what, origin=previous.title
            )
            for position, earlier in enumerate(previous.recommendations.all(), start=1)
        )
    return assessment


@transaction.atomic
def save_answer(
    *, assessment: Assessment, indicator: Indicator, values: Mapping[str, Any], key_point: str, basis: Basis, by: User
) -> Answer:
    """Store an answer and its kernpunt (the headline of its finding). Raises saving.StaleSave."""
    answer = (
        Answer.objects.select_related("finding", "changed_by").filter(assessment=assessment, indicator=indicator).first()
        or Answer(assessment=assessment, indicator=indicator)
    )
    finding = getattr(answer, "finding", None)
    other_key_point = key_point != (finding.headline if finding else "")
    if saving.apply(answer, values, basis=basis, by=by, at=timezone.now(), more_changes=other_key_point):
        answer.save()
        _keep_finding(answer, finding, key_point, indicator)
    return answer


def _keep_finding(answer: Answer, finding: Finding | None, headline: str, indicator: Indicator) -> None:
    """Let the finding of an answer follow its kernpunt; a finding that somebody explained is never thrown away."""
    kind = {
        Judgement.STRENGTH: Finding.Kind.STRENGTH,
        Judgement.IMPROVEMENT: Finding.Kind.IMPROVEMENT,
    }.get(Judgement(answer.judgement)) if answer.judgement else None
    if finding is None and headline and kind:
        made = Finding.objects.create(
            assessment_id=answer.assessment_id,
            theme_id=indicator.group.theme_id,
            kind=kind,
            headline=headline,
            answer=answer,
            position=_next_position(answer.assessment.findings),
        )
        made.indicators.add(indicator)
    elif finding is not None and not headline:
        if finding.explanation:
            finding.answer = None
            finding.save(update_fields=["answer"])
        else:
            finding.delete()
    elif finding is not None and (finding.headline != headline or (kind and finding.kind != kind)):
        finding.headline, finding.kind = headline, kind or finding.kind
        finding.revision += 1
        finding.save(update_fields=["headline", "kind", "revision"])


def _next_position(rows: Any) -> int:
    last = rows.order_by("-position").values_list("position", flat=True).first()
    return (last or 0) + 1
