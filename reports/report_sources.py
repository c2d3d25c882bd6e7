"""The sources of a report, as frozen plain values: who was spoken with and what was read, and where
an evaluator agrees with the network.

They are stored with the report, as its other parts are (report_parts.py).
"""

from datetime import date

from django.utils.formats import date_format
from pydantic.dataclasses import dataclass

from assessments.agreement import Agreement, agree, agreement
from assessments.models import Assessment, Source, View
from assessments.support import FEWEST_FOR_A_WORD

from .question_parts import IndicatorPart, MinorityPart
from .stored_values import STRICT, Text


@dataclass(frozen=True, kw_only=True, config=STRICT)
class SourcePart:
    """A conversation, document or meeting. A person has no name in it."""

    kind: Text
    function: Text
    organisation: Text
    title: Text
    maker: Text
    held_on: date | None
    place: Text

    @property
    def line(self) -> str:
        """The source in one line, as in "Politie, wijkagent, 3 oktober 2026"."""
        day = date_format(self.held_on, "j F Y") if self.held_on else ""
        parts = (self.organisation, self.function, self.title, self.maker, day, self.place)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class JudgedPart:
    """A question with the judgement of the network and that of an evaluator."""

    number: Text
    text: Text
    network: Text
    evaluator: Text

    @property
    def agrees(self) -> bool | None:
        """Whether both are the same; None when there is nothing to compare."""
        return agree(self.network, self.evaluator)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class EvaluatorPart:
    """The own judgement of one evaluator; `organisation` may be empty."""

    organisation: Text
    judged: tuple[JudgedPart, ...]

    @property
    def agreement(self) -> Agreement:
        return agreement((one.network, one.evaluator) for one in self.judged)

    @property
    def differing(self) -> tuple[JudgedPart, ...]:
        return tuple(one for one in self.judged if one.agrees is False)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class ConversationReportsPart:
    """How many reports of conversations were sent to the person spoken with, and what came of it.

    Only those that say what was agreed with are `agreed`; those `changed` since aren't.
    """

    asked: int
    agreed: int
    changed: int
    corrected: int


@dataclass(frozen=True, kw_only=True, config=STRICT)
class SourcesPart:
    """What the report stands on. `partners` are those that sent in their views.

    `conversation_reports` is None where nobody was asked to check one.
    """

    partners: tuple[Text, ...]
    written_down: tuple[SourcePart, ...]
    evaluators: tuple[EvaluatorPart, ...]
    conversation_reports: ConversationReportsPart | None = None

    @property
    def conversations(self) -> tuple[SourcePart, ...]:
        return self._of_kind(Source.Kind.CONVERSATION)

    @property
    def meetings(self) -> tuple[SourcePart, ...]:
        return self._of_kind(Source.Kind.MEETING)

    @property
    def documents(self) -> tuple[SourcePart, ...]:
        return self._of_kind(Source.Kind.DOCUMENT)

    @property
    def has_words(self) -> bool:
        """Whether there are enough conversations for a word such as "bijna alle"."""
        return len(self.conversations) >= FEWEST_FOR_A_WORD

    def _of_kind(self, kind: str) -> tuple[SourcePart, ...]:
        return tuple(source for source in self.written_down if source.kind == kind)


def sources_of(assessment: Assessment) -> list[Source]:
    """Return the sources whose views may be read, in order (one query)."""
    rows = Source.objects.filter(assessment=assessment).sent_in().select_related("organisation")
    return list(rows)


def own_and_kept_views(
    assessment: Assessment,
) -> tuple[list[View], dict[int, tuple[MinorityPart, ...]]]:
    """Return what evaluators say, and by question what partners see otherwise (one query)."""
    said = View.objects.of_others().that_say_something().filter(source__assessment=assessment)
    rows = list(said.to_mention().select_related("source__organisation").order_by("pk"))
    kept: dict[int, tuple[MinorityPart, ...]] = {}
    for view in rows:
        if view.is_kept:
            part = MinorityPart(
                who=view.source.kind_of_organisation,
                judgement=view.judgement,
                words=view.remark if view.is_quotable else "",
            )
            kept[view.indicator_id] = (*kept.get(view.indicator_id, ()), part)
    evaluators = [view for view in rows if view.source.kind == Source.Kind.EVALUATOR]
    return evaluators, kept


def sources_part(
    sources: list[Source],
    views: list[View],
    indicators: dict[int, IndicatorPart],
    conversation_reports: ConversationReportsPart | None,
) -> SourcesPart | None:
    """Return the sources of a report; None for an assessment without any.

    `views` are those of evaluators, `indicators` the questions by primary key.
    """
    if not sources:
        return None
    return SourcesPart(
        partners=tuple(
            source.organisation.name
            for source in sources
            if source.kind == Source.Kind.PARTNER and source.organisation
        ),
        written_down=tuple(_source(one) for one in sources if one.kind in Source.WRITTEN_DOWN),
        evaluators=tuple(
            _evaluator(source, [view for view in views if view.source_id == source.pk], indicators)
            for source in sources
            if source.kind == Source.Kind.EVALUATOR
        ),
        conversation_reports=conversation_reports,
    )


def _source(source: Source) -> SourcePart:
    return SourcePart(
        kind=source.kind,
        function=source.function,
        organisation=source.organisation.name if source.organisation else "",
        title=source.title,
        maker=source.maker,
        held_on=source.held_on,
        place=source.place,
    )


def _evaluator(
    source: Source, views: list[View], indicators: dict[int, IndicatorPart]
) -> EvaluatorPart:
    judged = {view.indicator_id: view.judgement for view in views if view.judgement}
    return EvaluatorPart(
        organisation=source.organisation.name if source.organisation else "",
        judged=tuple(
            JudgedPart(
                number=indicator.number,
                text=indicator.text,
                network=indicator.answer.judgement if indicator.answer else "",
                evaluator=judged[pk],
            )
            for pk, indicator in indicators.items()
            if pk in judged
        ),
    )
