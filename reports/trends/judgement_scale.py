"""The scale that says what is better and what is worse.

Three judgements stand on a scale: a strong point, above partly strong and partly to improve, above
an improvement point. Up that scale is better, down is worse. "Nog geen zicht op" and "niet van
toepassing" are no place on it: a network that starts to see what it didn't see has not become
better or worse, and neither has one for which a question no longer applies. Such questions, and
those without a judgement, are only named as such.
"""

from assessments.models import Judgement

from .stored_trends import Change, Reason

_SCALE: dict[str, int] = {
    Judgement.IMPROVEMENT.value: 1,
    Judgement.MIXED.value: 2,
    Judgement.STRENGTH.value: 3,
}


def change_between(before: str, now: str) -> Change | Reason:
    """Return the change from one judgement of a question to the next; empty is no judgement."""
    if not before or not now:
        return "not_judged"
    if before not in _SCALE or now not in _SCALE:
        return "off_scale"
    if _SCALE[now] < _SCALE[before]:
        return "worse"
    if now == Judgement.STRENGTH:
        return "stayed_strong" if before == now else "became_strong"
    return "better" if _SCALE[now] > _SCALE[before] else "to_improve"
