"""Sample assessments as frozen values; no database.

One file is one network with its assessments. It uses the keys of the indicator set, so that a
sample can be read next to the questions it answers.
"""

from dataclasses import field
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from assessments.kinds import SELF_ASSESSMENT, KindCode
from indicators.definition.values import Key, Line, RequiredText, Text, Version

SetKey = tuple[str, str]


def _decimal(value: Any) -> Any:
    """Return a number as the decimal that was written, and refuse a text that looks like one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("no_number", "hier hoort een getal, zoals 1500 of 12.5")
    return Decimal(str(value))


Number = Annotated[Decimal, BeforeValidator(_decimal), Field(ge=0, max_digits=12, decimal_places=2)]
Rank = Annotated[int, Field(ge=1)]
FindingKind = Literal["strength", "improvement"]
MemberRole = Literal["coordinator", "contributor", "evaluator"]
# A mistyped field name is an error, and so is a number where text belongs.
_STRICT = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class NetworkSample:
    slug: Key
    name: Line
    organisations: tuple[Line, ...] = ()


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class SetReference:
    slug: Key
    version: Version


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class PeriodSample:
    start: date
    end: date

    def day(self, share: float) -> date:
        """Return the day on which this share (0 to 1) of the period has passed."""
        return self.start + timedelta(days=int((self.end - self.start).days * share))


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class AnswerSample:
    text: Text = ""
    evidence: Text = ""
    judgement: Literal["strength", "improvement", "mixed", "unknown", "not_applicable", ""] = ""
    number: Number | None = None
    per: Literal["day", "week", "month", "quarter", "year", ""] = ""
    yes: bool | None = None


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class ViewSample:
    """What one source says about one question."""

    judgement: Literal["strength", "mixed", "improvement", "cannot_judge", ""] = ""
    remark: Text = ""
    example: Text = ""


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class CorrectionSample:
    """What the person spoken with corrected at a question, where `said` was written down."""

    question: Key
    said: RequiredText
    text: RequiredText
    outcome: Literal["taken_over", "not_taken_over", "answered", ""] = ""
    explanation: Text = ""
    handled_on: date | None = None


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class ReportCheckSample:
    """The check of a conversation report by the person spoken with."""

    asked_on: date
    opened_on: date | None = None
    corrected_on: date | None = None
    agreed_on: date | None = None
    corrections: tuple[CorrectionSample, ...] = ()


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class SourceSample:
    """A source with what it says, by question; findings name it by its key."""

    key: Key
    kind: Literal["partner", "conversation", "document", "meeting"]
    organisation: Line | None = None
    function: Annotated[Text, Field(max_length=200)] = ""
    title: Annotated[Text, Field(max_length=300)] = ""
    maker: Annotated[Text, Field(max_length=200)] = ""
    held_on: date | None = None
    sent_in_on: date | None = None
    # The day on which the source itself let the report quote it.
    may_quote_since: date | None = None
    report_check: ReportCheckSample | None = None
    views: dict[Key, ViewSample] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class FindingSample:
    """A point. It rests on what the sources in `rests_on` say about its questions.

    Of those it prints what the sources in `quotes` say.
    """

    kind: FindingKind
    theme: Key | None = None
    headline: Annotated[Line, Field(max_length=200)]
    explanation: Text = ""
    source: Annotated[Text, Field(max_length=200)] = ""
    key: bool = False
    indicators: tuple[Key, ...] = ()
    criteria: tuple[Key, ...] = ()
    answer: Key | None = None
    rests_on: tuple[Key, ...] = ()
    quotes: tuple[Key, ...] = ()


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class ConclusionSample:
    question: RequiredText
    text: Text = ""


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class FollowUpSample:
    """What became of a recommendation: one of the previous assessment by number, or one in full."""

    recommendation: Rank | None = None
    what: Text = ""
    origin: Annotated[Text, Field(max_length=200)] = ""
    outcome: Literal["followed", "partly", "not", ""] = ""
    explanation: Text = ""


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class RecommendationSample:
    what: RequiredText
    explanation: Text = ""
    measure: Text = ""
    who: Annotated[Text, Field(max_length=300)] = ""
    means: Text = ""
    by_when: date | None = None
    repeats: tuple[Rank, ...] = ()
    points: tuple[Rank, ...] = ()


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class FactCheckSample:
    """A fact check by somebody who is named by function, with an account that can't log in."""

    by: Line
    organisation: Line
    checked_on: date
    agrees: bool
    remark: Text = ""


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class CommentSample:
    """What somebody with a role in the network says; names with @ are found in the text."""

    by: MemberRole
    said_on: date
    text: RequiredText


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class ThreadSample:
    """Talk about a question, or about a finding by its number."""

    question: Key | None = None
    finding: Rank | None = None
    assigned_to: MemberRole | None = None
    settled_on: date | None = None
    comments: Annotated[tuple[CommentSample, ...], Field(min_length=1)]


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class AssessmentSample:
    title: Annotated[Line, Field(max_length=200)]
    kind: KindCode = SELF_ASSESSMENT
    indicator_set: SetReference
    period: PeriodSample
    state: Literal["in_progress", "under_review", "confirmed"]
    written_on: date | None = None
    confirmed_on: date | None = None
    introduction: Text = ""
    method: Text = ""
    summary: Text = ""
    functions_spoken_with: Text = ""
    sources_consulted: Text = ""
    commissioned_by: Text = ""
    authors: Text = ""
    publisher: Text = ""
    sources: tuple[SourceSample, ...] = ()
    conclusions: tuple[ConclusionSample, ...] = ()
    estimates: dict[Key, Literal["little", "some", "much", "unknown"]] = field(default_factory=dict)
    answers: dict[Key, AnswerSample] = field(default_factory=dict)
    findings: tuple[FindingSample, ...] = ()
    follow_ups: tuple[FollowUpSample, ...] = ()
    recommendations: tuple[RecommendationSample, ...] = ()
    fact_checks: tuple[FactCheckSample, ...] = ()
    threads: tuple[ThreadSample, ...] = ()

    @property
    def set_key(self) -> SetKey:
        return self.indicator_set.slug, self.indicator_set.version


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class SampleFile:
    """A network with its assessments, the earliest first."""

    network: NetworkSample
    assessments: tuple[AssessmentSample, ...]
