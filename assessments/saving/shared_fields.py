"""What the forms of a question and of its point share: one stored field with one history.

The kernpunt of a question is the headline of its point. The judgement of a question and the kind of
its point are one value, a pair.
"""

from dataclasses import dataclass
from typing import Any

from assessments.models import Answer, Finding, Judgement, Revised

from .adding import next_position
from .stored_fields import Changes, StoredField


@dataclass
class KeyPoint(StoredField):
    """The kernpunt of a question: the headline of its point. In the history it is with the answer.

    So it has a history before the point is there. Only making the point sets its key mark.
    """

    row: Finding
    answer: Answer
    is_new: bool = False

    @property
    def subject(self) -> Revised:
        return self.answer

    @property
    def name(self) -> str:
        return "key_point"

    def put(self, value: Any) -> Changes:
        self.is_new = self.row.pk is None
        if self.is_new:
            self.row.answer, self.row.is_key = self.answer, True
            # The judgement of the same save was put before: it comes first in the form.
            self.row.kind = implied_kind(self.answer.judgement)
            self.row.theme_id = self.answer.indicator.group.theme_id
            self.row.position = next_position(Finding, self.answer.assessment)
        return super().put(value)

    def write_links(self) -> None:
        if self.is_new:
            self.row.indicators.add(self.answer.indicator_id)
            self.is_new = False


@dataclass
class Judged(StoredField):
    """The judgement of a question and the kind of its point: one value, of which each form shows
    its own half.

    A point of a question that is judged strong or to improve is of that kind. Under another
    judgement it keeps its own.
    """

    row: Answer
    point: Finding | None = None

    _DECISIVE = (Judgement.STRENGTH.value, Judgement.IMPROVEMENT.value)

    @property
    def subject(self) -> Revised:
        return self.row

    @property
    def name(self) -> str:
        return "judgement"

    @property
    def value(self) -> Any:
        return self.shown

    @property
    def text(self) -> str:
        return self._text(self.row.judgement, self._kind)

    @property
    def shown(self) -> str:
        return self._kind if self.column == "kind" else self.row.judgement

    @property
    def deletion(self) -> str:
        return self.point.deleted if self.point and self.column == "kind" else ""

    def shown_of(self, text: str) -> str:
        judgement, _slash, kind = text.partition("/")
        return (kind or implied_kind(judgement)) if self.column == "kind" else judgement

    def becomes(self, value: Any) -> str:
        return self._text(*self._pair(value))

    def put(self, value: Any) -> Changes:
        judgement, kind = self._pair(value)
        changes: Changes = []
        if judgement != self.row.judgement:
            self.row.judgement = judgement
            changes.append((self.row, "judgement"))
        if self.point and kind != self.point.kind:
            self.point.kind = kind
            changes.append((self.point, "kind"))
        return changes

    @property
    def _kind(self) -> str:
        return self.point.kind if self.point and self.point.pk else implied_kind(self.row.judgement)

    def _pair(self, value: str) -> tuple[str, str]:
        if self.column == "kind":
            return (value if self.row.judgement in self._DECISIVE else self.row.judgement), value
        kind = implied_kind(value)
        if not kind and self.point and self.point.pk:
            kind = self.point.kind
        return value, kind

    @staticmethod
    def _text(judgement: str, kind: str) -> str:
        return judgement if kind == implied_kind(judgement) else f"{judgement}/{kind}"


def implied_kind(judgement: str) -> str:
    """Return the kind of point that a judgement asks for; empty when it asks for none."""
    return judgement if judgement in Finding.Kind.values else ""
