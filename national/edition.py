"""An overarching report as frozen plain values: the edition to share and the national office's.

Both are stored as JSON when a report is confirmed. A field that is added here gets a default, with
which the older reports are read; one that is renamed or dropped makes a new FORMAT.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from assessments.kinds import counted_kinds
from loket_eval.file_names import file_name, period_part, state_part
from reports.report_parts import RecommendationPart
from reports.stored_values import STRICT, Text

from .edition_parts import LETTERS, EditionTheme, QuestionPart, Shared

FORMAT: Literal[1] = 1
# How many points are listed as most shared.
MOST_SHARED = 5
_BY_LETTER = {letter: category for category, letter in LETTERS.items()}


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Edition:
    """The report: texts, numbers and recommendations.

    `confirmed_on` and `number`, of the version, are None as long as it is a concept.
    """

    format: Literal[1]
    title: Text
    framework: Text
    framework_version: Text
    period_start: date
    period_end: date
    confirmed_on: date | None
    minimum_networks: int
    minimum_organisations: int
    networks: tuple[Text, ...]
    summary: Text
    introduction: Text
    conclusions: Text
    themes: tuple[EditionTheme, ...]
    recommendations: tuple[RecommendationPart, ...]
    framework_slug: Text = ""
    number: int | None = None
    # The kinds of the evaluations that are counted; empty in editions of before they had one.
    kinds: tuple[Text, ...] = ()

    @property
    def told_kinds(self) -> str:
        """How many evaluations of which kind are counted, or "" where that isn't known."""
        return counted_kinds(self.kinds)

    @property
    def is_concept(self) -> bool:
        return self.confirmed_on is None

    @property
    def total(self) -> int:
        """How many networks are counted."""
        return len(self.networks)

    @property
    def file_name(self) -> str:
        """The name of a file with this report, without extension; no other report has it."""
        return file_name(
            "landelijk-rapport",
            # Editions of before 0.3 don't hold the slug.
            self.framework_slug or self.framework,
            self.framework_version,
            period_part(self.period_start, self.period_end),
            state_part(self.confirmed_on, self.number),
        )

    @property
    def questions(self) -> tuple[QuestionPart, ...]:
        return tuple(question for theme in self.themes for question in theme.questions)

    @property
    def hides(self) -> bool:
        """Whether any number is hidden."""
        return any(part.networks is None for question in self.questions for part in question.parts)

    @property
    def has_statements(self) -> bool:
        return any(question.statement for question in self.questions)

    @property
    def strengths(self) -> tuple[Shared, ...]:
        return self._most_shared("strength")

    @property
    def improvements(self) -> tuple[Shared, ...]:
        return self._most_shared("improvement")

    def _most_shared(self, judgement: str) -> tuple[Shared, ...]:
        """Return the questions that most networks judged so, of the numbers that are shown."""
        # Hidden numbers don't take part: a place in this list would tell how large one is.
        points = [
            Shared(theme=theme, question=question, networks=count)
            for theme in self.themes
            for question in theme.questions
            if (count := question.count(judgement))
        ]
        # Equal numbers stay in the order of the set, because sorted() is stable.
        return tuple(sorted(points, key=lambda shared: -shared.networks)[:MOST_SHARED])


@dataclass(frozen=True, kw_only=True, config=STRICT)
class NetworkPart:
    """One network as the national office reads it: its judgements, and its report in short.

    `judgements` has one letter a question (LETTERS). `assessment` and `version` say which report
    was counted.
    """

    network: int
    name: Text
    assessment: int
    version: int
    title: Text
    judgements: Text
    strengths: tuple[Text, ...]
    improvements: tuple[Text, ...]
    recommendations: tuple[Text, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """The judgement on every question, in the order of the report; "" where there is none."""
        return tuple(_BY_LETTER[letter] for letter in self.judgements)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Quoted:
    """Whose words a quote is, so that a later version can leave it out."""

    question: Text
    text: Text
    assessment: int


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Office:
    """The national office's edition: the same report with every number, and networks by name."""

    report: Edition
    # The edition to share doesn't have this: it would tell whose words they are.
    quoted: tuple[Quoted, ...]
    networks: tuple[NetworkPart, ...]


_EDITION: TypeAdapter[Edition] = TypeAdapter(Edition)
_OFFICE: TypeAdapter[Office] = TypeAdapter(Office)


def numbered(office: Office, number: int | None) -> Office:
    """Return the office's edition as the version with this number."""
    return replace(office, report=replace(office.report, number=number))


def as_json(content: Edition | Office) -> dict[str, Any]:
    """Return an edition as JSON values; edition_from_json or office_from_json reads it back."""
    adapter: TypeAdapter[Any] = _EDITION if isinstance(content, Edition) else _OFFICE
    values: dict[str, Any] = adapter.dump_python(content, mode="json")
    return values


def edition_from_json(content: dict[str, Any]) -> Edition:
    """Return the stored edition to share.

    Raises pydantic's ValidationError for a format this version doesn't know.
    """
    return _EDITION.validate_python(content)


def office_from_json(content: dict[str, Any], networks: slice = slice(None)) -> Office:
    """Return the stored edition of the national office, with only a slice of its networks."""
    # Sliced before validating: a page shows 25 of what may be hundreds of networks.
    return _OFFICE.validate_python({**content, "networks": content["networks"][networks]})


def own_judgements(content: dict[str, Any], networks: Iterable[int]) -> dict[str, dict[str, str]]:
    """Return the judgements of those of these networks that were counted, by name and question key.

    `content` is the stored edition of the national office.
    """
    # Read from the stored JSON as it is: validating all networks to show one takes too long.
    wanted = set(networks)
    keys = [
        question["key"] for theme in content["report"]["themes"] for question in theme["questions"]
    ]
    return {
        network["name"]: {
            key: _BY_LETTER[letter] for key, letter in zip(keys, network["judgements"], strict=True)
        }
        for network in content["networks"]
        if network["network"] in wanted
    }
