"""An assessment as a whole: started, submitted for review, taken back.

Every verb is one transaction. Fetching an assessment decides who may do what (access.py). saving/
writes its contents; reports/confirming.py confirms it.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import IndicatorSet
from loket_eval.direction import isolated_text
from networks.models import Network, User
from networks.trail import What, record

from .audience import meant_for
from .kinds import SELF_ASSESSMENT
from .models import Assessment, FactCheck, FollowUp

State = Assessment.State


@transaction.atomic
def start(
    *,
    network: Network,
    indicator_set: IndicatorSet,
    title: str,
    period_start: date,
    period_end: date,
    by: User,
    kind: str = SELF_ASSESSMENT,
    beside_running: bool = False,
) -> Assessment:
    """Return a new assessment, with the previous recommendations ready to be followed up.

    Raises ValidationError when the set isn't published or not meant for the network, or when the
    network already has an assessment with this set and period. Also when one with this set is
    running, unless this one is to be `beside_running`.
    """
    if not indicator_set.is_published:
        raise ValidationError(_("Deze indicatorenset is nog niet gepubliceerd."))
    if not IndicatorSet.objects.filter(meant_for(network), pk=indicator_set.pk).exists():
        raise ValidationError(_("Deze indicatorenset is niet bedoeld voor dit netwerk."))
    # Somebody who starts the same period at the same moment waits here, and is then told that it
    # exists.
    network = Network.objects.select_for_update(no_key=True).get(pk=network.pk)
    assessment = Assessment(
        network=network,
        indicator_set=indicator_set,
        kind=kind,
        title=title,
        period_start=period_start,
        period_end=period_end,
        changed_by=by,
        changed_at=timezone.now(),
    )
    # Also checks the constraint of one assessment for a network, set and period.
    assessment.full_clean(exclude=["changed_by"])
    if not beside_running:
        _refuse_second(assessment)
    assessment.save()
    record(What.STARTED, about=assessment)
    previous = Assessment.objects.confirmed().before(assessment).first()
    if previous is not None:
        # A copy of its wording: the recommendation belongs to a report that is confirmed.
        FollowUp.objects.bulk_create(
            FollowUp(
                assessment=assessment,
                recommendation=earlier,
                position=position,
                what=earlier.what,
                origin=previous.title,
            )
            for position, earlier in enumerate(previous.recommendations.all(), start=1)
        )
    return assessment


def _refuse_second(assessment: Assessment) -> None:
    running = Assessment.objects.running().filter(
        network=assessment.network, indicator_set__slug=assessment.indicator_set.slug
    )
    first = running.latest_first().first()
    if first is not None:
        message = _(
            "“%(title)s” loopt nog. Zet hier een vinkje als u er toch een tweede naast begint."
        )
        raise ValidationError({"beside_running": message % {"title": isolated_text(first.title)}})


@transaction.atomic
def rename(
    *,
    assessment: Assessment,
    title: str,
    kind: str,
    period_start: date,
    period_end: date,
    by: User,
) -> None:
    """Give a locked assessment (access.for_coordinating) another title, kind and period.

    Raises ValidationError when it isn't being filled in, when the network already has an assessment
    with this set and period, or when the period puts it before a report that it follows up.
    """
    if assessment.state != State.IN_PROGRESS:
        raise ValidationError(_("De titel en de periode staan vast: de feiten worden getoetst."))
    # Somebody who starts one over that period at the same moment (start) waits for this lock.
    Network.objects.select_for_update(no_key=True).get(pk=assessment.network_id)
    assessment.title, assessment.kind = title, kind
    assessment.period_start, assessment.period_end = period_start, period_end
    assessment.changed_by, assessment.changed_at = by, timezone.now()
    assessment.full_clean(exclude=["changed_by"])
    _refuse_other_order(assessment)
    assessment.save(
        update_fields=["title", "kind", "period_start", "period_end", "changed_by", "changed_at"]
    )


def _refuse_other_order(assessment: Assessment) -> None:
    """Refuse a period by which an assessment wouldn't come after what it follows up."""
    followed_up = Assessment.objects.filter(
        recommendations__follow_ups__assessment=assessment,
        period_end__gte=assessment.period_end,
    )
    if earlier := followed_up.first():
        message = _(
            "Deze evaluatie volgt de aanbevelingen van “%(title)s” op. "
            "Zij moet later eindigen dan die."
        )
        raise ValidationError({"period_end": message % {"title": isolated_text(earlier.title)}})
    followers = Assessment.objects.filter(
        follow_ups__recommendation__assessment=assessment,
        period_end__lte=assessment.period_end,
    )
    if later := followers.first():
        message = _(
            "“%(title)s” volgt de aanbevelingen van deze evaluatie op. "
            "Deze moet eerder eindigen dan die."
        )
        raise ValidationError({"period_end": message % {"title": isolated_text(later.title)}})


@transaction.atomic
def submit_for_review(*, assessment: Assessment) -> None:
    """Let members check the facts; from now on only the coordinator can write."""
    move(assessment, State.IN_PROGRESS, State.UNDER_REVIEW)
    record(What.SUBMITTED, about=assessment)


@transaction.atomic
def take_back(*, assessment: Assessment) -> None:
    """Continue filling in after a review; the remarks stay."""
    move(assessment, State.UNDER_REVIEW, State.IN_PROGRESS)
    record(What.TAKEN_BACK, about=assessment)


@transaction.atomic
def check_facts(*, assessment: Assessment, by: User, agrees: bool, remark: str) -> FactCheck:
    """Record that a member checked the facts, in place of an earlier check by the same person.

    Raises ValidationError.
    """
    if assessment.state != State.UNDER_REVIEW:
        raise ValidationError(_("Deze evaluatie ligt nu niet ter toetsing."))
    if not agrees and not remark:
        raise ValidationError({"remark": _("Schrijf op wat er niet klopt.")})
    check, _created = FactCheck.objects.update_or_create(
        assessment=assessment,
        user=by,
        defaults={"agrees": agrees, "remark": remark, "checked_at": timezone.now()},
    )
    return check


def move(
    assessment: Assessment, old: str, new: str, *, confirmed_at: datetime | None = None
) -> None:
    """Change the state if it is still `old`; raises ValidationError when somebody was first."""
    # The old state is a condition of the update, so of two at the same moment one wins.
    moved = Assessment.objects.filter(pk=assessment.pk, state=old).update(
        state=new, confirmed_at=confirmed_at
    )
    if not moved:
        raise ValidationError(
            _("De stand van deze evaluatie is intussen veranderd. Kijk eerst hoe het ervoor staat.")
        )
    assessment.state, assessment.confirmed_at = new, confirmed_at
