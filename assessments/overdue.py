"""When something that was agreed is late: the day has passed, and it wasn't all done."""

from datetime import date

from .models import FollowUp


def is_overdue(by_when: date | None, outcome: str, today: date) -> bool:
    return by_when is not None and by_when < today and outcome != FollowUp.Outcome.FOLLOWED
