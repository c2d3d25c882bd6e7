"""Where an evaluator and the network agree: their judgements of the same questions."""

from collections.abc import Iterable
from dataclasses import dataclass

from .models import Judgement, View

# Both say that they can't tell; the network's "niet van toepassing" is nothing to compare with.
_COMPARABLE = {
    Judgement.STRENGTH.value: View.Judgement.STRENGTH.value,
    Judgement.MIXED.value: View.Judgement.MIXED.value,
    Judgement.IMPROVEMENT.value: View.Judgement.IMPROVEMENT.value,
    Judgement.UNKNOWN.value: View.Judgement.CANNOT_JUDGE.value,
}


def agree(network: str, evaluator: str) -> bool | None:
    """Say whether two judgements are the same; None when there is nothing to compare."""
    if not evaluator or network not in _COMPARABLE:
        return None
    return _COMPARABLE[network] == evaluator


@dataclass(frozen=True)
class Agreement:
    """On how many questions both judged, and on how many the same."""

    same: int
    both: int


def agreement(pairs: Iterable[tuple[str, str]]) -> Agreement:
    """Count judgements, as pairs of the network's and the evaluator's."""
    compared = [same for same in (agree(*pair) for pair in pairs) if same is not None]
    return Agreement(sum(compared), len(compared))
