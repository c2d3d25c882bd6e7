"""The periods of a network with one framework as plain values: the only queries of trends."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import Literal, cast

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.kinds import KINDS, EvaluationKind, KindCode
from assessments.models import Answer, Assessment
from assessments.question_versions import Versions, given_to_another, versions_of_each
from assessments.table_of_contents import has_content
from indicators.models import Theme
from indicators.versions.lineage import InVersion, Lineage, lineage_of

from .evaluators import judgements_of

# Whose judgements a series is of.
Judge = Literal["network", "evaluator"]
# Periods per page.
PERIODS_MOST = 12


@dataclass(frozen=True)
class AskedInPeriod:
    """A question in one period, in the wording of that report's version, with the judgement.

    `evaluator` is what evaluators judged (evaluators.py), or empty.

    `given_to` is the question that the answer was given to when that is another one: the assessment
    went to another version of its set and nobody looked at the answer since. It says nothing about
    this question, so there is no judgement.
    """

    question: InVersion
    number: str
    answered: bool
    judgement: str
    given_to: InVersion | None = None
    evaluator: str = ""

    def judged_by(self, judge: Judge) -> str:
        return self.judgement if judge == "network" else self.evaluator

    @property
    def anchor(self) -> str:
        """The place of the answer on the report's page."""
        return "indicator-" + self.number.replace(".", "-")


@dataclass(frozen=True)
class ThemeHead:
    """A theme as a period had it: the number and the title may differ from period to period."""

    number: int
    key: str
    title: str


@dataclass(frozen=True)
class JudgedPeriod:
    """One assessment; `asked` holds its questions by key, in the order of its set.

    A period that is `running` isn't confirmed: what it lacks may still come.
    """

    pk: int
    title: str
    start: date
    end: date
    label: str
    kind: KindCode
    running: bool
    set_pk: int
    version: str
    themes: tuple[ThemeHead, ...]
    asked: Mapping[str, AskedInPeriod]

    @property
    def has_evaluator(self) -> bool:
        """Whether an evaluator judged any of its questions."""
        return any(asked.evaluator for asked in self.asked.values())

    @property
    def evaluation(self) -> EvaluationKind:
        return KINDS[self.kind]

    @property
    def is_judged(self) -> bool:
        return any(asked.judgement for asked in self.asked.values())

    def in_theme(self, key: str | None) -> dict[str, AskedInPeriod]:
        """Return the questions of a theme by their key; those of all themes for None."""
        return {
            question_key: asked
            for question_key, asked in self.asked.items()
            if key is None or asked.question.theme_key == key
        }


@dataclass(frozen=True)
class History:
    """Periods in the order in which they end, and how their questions relate."""

    periods: tuple[JudgedPeriod, ...]
    lineage: Lineage

    @property
    def has_evaluator(self) -> bool:
        return any(period.has_evaluator for period in self.periods)

    @property
    def mixes_kinds(self) -> bool:
        """Whether not all its judgements are of the same kind of judge."""
        return len({period.kind for period in self.periods}) > 1

    @property
    def overlaps(self) -> bool:
        """Whether a period begins before the one before it is over."""
        return any(
            later.start <= earlier.end
            for earlier, later in zip(self.periods, self.periods[1:], strict=False)
        )


def history_of(assessments: Iterable[Assessment]) -> History:
    """Return assessments of one network and framework as periods, always in five queries.

    The assessments come with their set. Their own order doesn't matter.
    """
    in_order = sorted(assessments, key=attrgetter("period_end", "period_start", "pk"))
    if not in_order:
        return History((), Lineage(()))
    # All are of one framework, so one lineage has the questions of all its versions.
    lineage = lineage_of(in_order[0].indicator_set.slug)
    versions = versions_of_each(in_order)
    themes = _themes({assessment.indicator_set_id for assessment in in_order})
    answers: defaultdict[int, dict[int, Answer]] = defaultdict(dict)
    for answer in Answer.objects.filter(assessment__in=in_order):
        answers[answer.assessment_id][answer.indicator_id] = answer
    evaluators = judgements_of(in_order, versions, lineage)
    periods = tuple(
        JudgedPeriod(
            pk=assessment.pk,
            title=assessment.title,
            start=assessment.period_start,
            end=assessment.period_end,
            label=label,
            kind=cast("KindCode", assessment.kind),
            running=not assessment.is_confirmed,
            set_pk=assessment.indicator_set_id,
            version=assessment.indicator_set.version,
            themes=themes[assessment.indicator_set_id],
            asked=_asked(
                assessment,
                themes[assessment.indicator_set_id],
                answers[assessment.pk],
                evaluators.get(assessment.pk, {}),
                versions[assessment.pk],
                lineage,
            ),
        )
        for assessment, label in zip(in_order, _labels(in_order), strict=True)
    )
    return History(periods, lineage)


def _themes(sets: set[int]) -> dict[int, tuple[ThemeHead, ...]]:
    """Return the numbered themes of each set, also those without questions: one query."""
    by_set: defaultdict[int, list[ThemeHead]] = defaultdict(list)
    rows = Theme.objects.filter(indicator_set__in=sets).order_by("indicator_set", "position", "pk")
    for set_pk, key, title in rows.values_list("indicator_set", "key", "title"):
        by_set[set_pk].append(ThemeHead(len(by_set[set_pk]) + 1, key, title))
    return {set_pk: tuple(by_set[set_pk]) for set_pk in sets}


def _asked(
    assessment: Assessment,
    themes: Sequence[ThemeHead],
    answers: Mapping[int, Answer],
    evaluators: Mapping[int, str],
    versions: Versions,
    lineage: Lineage,
) -> dict[str, AskedInPeriod]:
    # A question's number isn't stored: it follows from the order of the set.
    numbers = {theme.key: theme.number for theme in themes}
    places: Counter[str] = Counter()
    asked = {}
    for question in lineage.by_pk.values():
        if question.set_pk != assessment.indicator_set_id:
            continue
        places[question.theme_key] += 1
        answer = answers.get(question.pk)
        given_to = given_to_another(answer, question.key, versions, lineage) if answer else None
        asked[question.key] = AskedInPeriod(
            question=question,
            number=f"{numbers[question.theme_key]}.{places[question.theme_key]}",
            answered=answer is not None and has_content(answer),
            judgement=answer.judgement if answer and not given_to else "",
            given_to=given_to,
            evaluator=evaluators.get(question.pk, ""),
        )
    return asked


def _labels(assessments: Sequence[Assessment]) -> list[str]:
    """Return a short name for each period; the version tells two over the same dates apart."""
    labels = [
        period_label(assessment.period_start, assessment.period_end) for assessment in assessments
    ]
    counts = Counter(labels)
    return [
        f"{label} ({_('versie')} {assessment.indicator_set.version})"
        if counts[label] > 1
        else label
        for label, assessment in zip(labels, assessments, strict=True)
    ]


def period_label(start: date, end: date) -> str:
    """Return a short name for a period: "2025", "2024–2025", "jan–jun 2025", or its two dates."""
    whole_months = start.day == 1 and (end + timedelta(days=1)).day == 1
    if not whole_months:
        return f"{date_format(start, 'j M Y')} – {date_format(end, 'j M Y')}".lower()
    if (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    first, last = date_format(start, "M").lower(), date_format(end, "M Y").lower()
    return f"{first}–{last}" if start.year == end.year else f"{first} {start.year} – {last}"
