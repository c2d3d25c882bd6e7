"""Sample assessments as frozen values: read from YAML, checked against their set; no database.

One file is one network with its assessments. It uses the keys of the indicator set, so that a
sample can be read next to the questions it answers. sample_rows.py turns it into rows.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

import yaml
from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from assessments.estimates import asks_estimate
from indicators.definition.parsing import parse
from indicators.definition.problems import DefinitionProblem, InvalidDefinition
from indicators.definition.values import Key, Line, RequiredText, SetDefinition, Text, Version
from indicators.definition.yaml_file import read_tree

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
    views: dict[Key, ViewSample] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class FindingSample:
    """A point. It rests on what the sources in `rests_on` say about its questions."""

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


_SAMPLE = TypeAdapter(SampleFile)

Place = tuple[str | int, ...]
# Where something is wrong, and what.
Mistakes = Iterator[tuple[Place, str]]


def parse_sample(content: bytes, sets: Mapping[SetKey, SetDefinition]) -> SampleFile:
    """Return the sample that a file describes.

    Raises InvalidDefinition with every problem, including keys that aren't in the set.
    """
    sample = parse(_SAMPLE, content)
    # Pydantic has checked each value; this checks what values say about each other.
    mistakes = list(_problems(sample, sets))
    if mistakes:
        # Read again as YAML nodes, which know their line numbers.
        _raw, node = read_tree(content)
        raise InvalidDefinition([_problem(place, what, node) for place, what in mistakes])
    return sample


def _problem(place: Place, what: str, node: yaml.Node) -> DefinitionProblem:
    """Return a mistake with the line of the file that it is on."""
    path, line = "", node.start_mark.line + 1
    for step in place:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            # A missing key is reported on the line of the mapping that should contain it.
            key, node = next((pair for pair in node.value if pair[0].value == step), (node, node))
            line = key.start_mark.line + 1
    return DefinitionProblem(what, path, line)


def _problems(sample: SampleFile, sets: Mapping[SetKey, SetDefinition]) -> Mistakes:
    previous: AssessmentSample | None = None
    for position, assessment in enumerate(sample.assessments):
        place: Place = ("assessments", position)
        definition = sets.get(assessment.set_key)
        if definition is None:
            yield (*place, "indicator_set"), "deze indicatorenset is er niet"
        else:
            mistakes = (
                _state(assessment),
                _estimates(assessment, definition),
                _answers(assessment, definition),
                _findings(assessment, definition),
                _sources(assessment, definition, sample.network),
                _threads(assessment, definition),
            )
            for inner, what in (problem for group in mistakes for problem in group):
                yield (*place, *inner), what
        for inner, what in (
            *_advice(assessment, previous),
            *_fact_checks(assessment, sample.network),
        ):
            yield (*place, *inner), what
        if previous and assessment.period.start <= previous.period.end:
            yield (*place, "period"), "deze periode moet na de vorige beginnen"
        previous = assessment


def _state(assessment: AssessmentSample) -> Mistakes:
    if assessment.period.end < assessment.period.start:
        yield ("period",), "het einde van de periode ligt voor het begin"
    if (assessment.state == "confirmed") != (assessment.confirmed_on is not None):
        yield ("state",), "confirmed_on hoort bij een vastgestelde zelfevaluatie, en alleen daarbij"


def _estimates(assessment: AssessmentSample, definition: SetDefinition) -> Mistakes:
    asked = {group.key for theme in definition.themes for group in asks_estimate(theme.groups)}
    for key in assessment.estimates.keys() - asked:
        yield ("estimates", key), "bij deze groep wordt geen inschatting gevraagd"


def _answers(assessment: AssessmentSample, definition: SetDefinition) -> Mistakes:
    asked = {
        indicator.key: indicator
        for theme in definition.themes
        for group in theme.groups
        for indicator in group.indicators
    }
    for key, answer in assessment.answers.items():
        place: Place = ("answers", key)
        indicator = asked.get(key)
        if indicator is None:
            yield place, "deze indicator is er niet in de set"
            continue
        if answer.number is not None and indicator.answer not in ("number", "frequency"):
            yield (*place, "number"), "deze indicator vraagt niet om een getal"
        if bool(answer.per) != (indicator.answer == "frequency" and answer.number is not None):
            yield (*place, "per"), "per hoort bij het getal van een frequentie, en alleen daarbij"
        if answer.yes is not None and indicator.answer != "yes_no":
            yield (*place, "yes"), "deze indicator vraagt niet om ja of nee"
        if not answer.judgement and assessment.state != "in_progress":
            yield (
                place,
                "een zelfevaluatie die klaar is, heeft bij elk antwoord een oordeel (judgement)",
            )


def _findings(assessment: AssessmentSample, definition: SetDefinition) -> Mistakes:
    themes = {theme.key for theme in definition.themes}
    criteria = {criterion.key for theme in definition.themes for criterion in theme.criteria}
    indicators = {
        indicator.key
        for theme in definition.themes
        for group in theme.groups
        for indicator in group.indicators
    }
    # An answer can become one key point only.
    uses = Counter(finding.answer for finding in assessment.findings)
    for position, finding in enumerate(assessment.findings):
        place: Place = ("findings", position)
        if finding.theme is not None and finding.theme not in themes:
            yield (*place, "theme"), f"dit thema is er niet in de set: {finding.theme}"
        for key in sorted(set(finding.indicators) - indicators):
            yield (*place, "indicators"), f"deze indicator is er niet in de set: {key}"
        for key in sorted(set(finding.criteria) - criteria):
            yield (*place, "criteria"), f"dit criterium is er niet in de set: {key}"
        for name in ("indicators", "criteria"):
            if len(set(getattr(finding, name))) < len(getattr(finding, name)):
                yield (*place, name), "hier staat een sleutel twee keer"
        if finding.answer is not None:
            answer = assessment.answers.get(finding.answer)
            if answer is None:
                yield (
                    (*place, "answer"),
                    f"bij deze indicator is er geen antwoord: {finding.answer}",
                )
            elif answer.judgement not in (finding.kind, "mixed"):
                yield (
                    (*place, "answer"),
                    f"een {finding.kind} past niet bij het oordeel van dit antwoord",
                )
            if uses[finding.answer] > 1:
                yield (*place, "answer"), f"dit antwoord heeft al een ander punt: {finding.answer}"


def _sources(
    assessment: AssessmentSample, definition: SetDefinition, network: NetworkSample
) -> Mistakes:
    asked = {
        indicator.key
        for theme in definition.themes
        for group in theme.groups
        for indicator in group.indicators
    }
    uses = Counter(source.key for source in assessment.sources)
    for position, source in enumerate(assessment.sources):
        place: Place = ("sources", position)
        if uses[source.key] > 1:
            yield (*place, "key"), f"deze sleutel heeft al een andere bron: {source.key}"
        if source.organisation not in (None, *network.organisations):
            yield (*place, "organisation"), "deze organisatie is niet van het netwerk"
        if source.kind == "partner" and not (source.organisation and source.sent_in_on):
            yield place, "een partner heeft een organisation en sent_in_on"
        for key in sorted(source.views.keys() - asked):
            yield (*place, "views", key), "deze indicator is er niet in de set"
    said = {(source.key, key) for source in assessment.sources for key in source.views}
    for position, finding in enumerate(assessment.findings):
        for source_key in finding.rests_on:
            if not any((source_key, key) in said for key in finding.indicators):
                yield (
                    ("findings", position, "rests_on"),
                    f"deze bron zegt niets over een vraag van dit punt: {source_key}",
                )


def _threads(assessment: AssessmentSample, definition: SetDefinition) -> Mistakes:
    asked = {
        indicator.key
        for theme in definition.themes
        for group in theme.groups
        for indicator in group.indicators
    }
    for position, thread in enumerate(assessment.threads):
        place: Place = ("threads", position)
        if (thread.question is None) == (thread.finding is None):
            yield place, "een overleg gaat over een question of over een finding"
        if thread.question is not None and thread.question not in asked:
            yield (*place, "question"), "deze indicator is er niet in de set"
        if thread.finding is not None and thread.finding > len(assessment.findings):
            yield (*place, "finding"), f"er is geen punt {thread.finding}"


def _advice(assessment: AssessmentSample, previous: AssessmentSample | None) -> Mistakes:
    recommendation_count = len(previous.recommendations) if previous else 0
    uses = Counter(follow_up.recommendation for follow_up in assessment.follow_ups)
    for position, follow_up in enumerate(assessment.follow_ups):
        place: Place = ("follow_ups", position)
        number = follow_up.recommendation
        if (number is None) == (not follow_up.what) or (number is not None and follow_up.origin):
            yield place, "een opvolging noemt een recommendation, of anders what (en origin)"
        if number is not None and number > recommendation_count:
            yield (
                (*place, "recommendation"),
                f"de vorige zelfevaluatie heeft geen aanbeveling {number}",
            )
        if number is not None and uses[number] > 1:
            yield (*place, "recommendation"), f"aanbeveling {number} wordt twee keer opgevolgd"
        if not follow_up.outcome and assessment.state != "in_progress":
            yield (
                place,
                (
                    "een zelfevaluatie die klaar is, zegt wat er van elke aanbeveling terechtkwam "
                    "(outcome)"
                ),
            )
    for position, recommendation in enumerate(assessment.recommendations):
        for number in recommendation.repeats:
            if number > len(assessment.follow_ups):
                yield ("recommendations", position, "repeats"), f"er is geen opvolging {number}"


def _fact_checks(assessment: AssessmentSample, network: NetworkSample) -> Mistakes:
    if assessment.fact_checks and assessment.state == "in_progress":
        yield (
            ("fact_checks",),
            "toetsingen horen bij een zelfevaluatie die ter toetsing ligt of lag",
        )
    for position, check in enumerate(assessment.fact_checks):
        place: Place = ("fact_checks", position)
        if not check.agrees and not check.remark:
            yield place, "schrijf in remark op wat er niet klopt"
        if check.organisation not in network.organisations:
            yield (*place, "organisation"), "deze organisatie is niet van het netwerk"
