"""What counts as better and as worse.

Three judgements form a scale: a strong point is above partly strong and partly to improve, which is
above an improvement point. Up the scale is better, down is worse. "Nog geen zicht op" and "niet van
toepassing" are not on it. A network that starts to see what it didn't see before has not become
better or worse, and neither has one for which a question no longer applies. About such a question,
and about one without a judgement, the report only says that.
"""

from assessments.models import Judgement

from .stored_trends import Change, Reason

_SCALE: dict[str, int] = {
    Judgement.IMPROVEMENT.value: 1,
    Judgement.MIXED.value: 2,
    Judgement.STRENGTH.value: 3,
}


def change_between(before: str, now: str) -> Change | Reason:
    """Return how a judgement changed from one period to the next; empty is no judgement."""
    if not before or not now:
        return "not_judged"
    if before not in _SCALE or now not in _SCALE:
        return "off_scale"
    if _SCALE[now] < _SCALE[before]:
        return "worse"
    # Not worse, so it stayed the same or became better.
    if now == Judgement.STRENGTH:
        return "stayed_strong" if before == now else "became_strong"
    return "better" if _SCALE[now] > _SCALE[before] else "to_improve"
