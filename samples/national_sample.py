"""The sample of an overarching report: read from YAML, counted and confirmed like any other."""

from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass

from assessments.models import Assessment
from indicators.definition.parsing import parse
from indicators.definition.values import Key, Line, RequiredText
from indicators.models import IndicatorSet
from national import lifecycle
from national.models import NationalReport, NationalVersion
from networks.models import User
from reports.models import QuoteConsent

from .sample_times import at
from .sample_values import PeriodSample, RecommendationSample, SetReference

_STRICT = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class NationalSample:
    """One report; `quotes_allowed` names the networks that it may quote."""

    title: Annotated[Line, Field(max_length=200)]
    indicator_set: SetReference
    period: PeriodSample
    confirmed_on: date
    quotes_allowed: tuple[Key, ...] = ()
    introduction: RequiredText
    summary: RequiredText
    conclusions: RequiredText
    recommendations: tuple[RecommendationSample, ...] = ()


_SAMPLE = TypeAdapter(NationalSample)


def parse_national(content: bytes) -> NationalSample:
    """Return the report that a file describes. Raises InvalidDefinition."""
    return parse(_SAMPLE, content)


def load_national(sample: NationalSample, *, by: User | None = None) -> NationalVersion:
    """Make the consents, the report and its recommendations, and confirm it."""
    moment = at(sample.confirmed_on, hour=12)
    indicator_set = IndicatorSet.objects.get(
        slug=sample.indicator_set.slug, version=sample.indicator_set.version
    )
    period = {"period_start": sample.period.start, "period_end": sample.period.end}
    # Consent is given for an assessment: that of each named network on this set and period.
    counted = Assessment.objects.confirmed().filter(
        indicator_set=indicator_set, network__slug__in=sample.quotes_allowed
    )
    QuoteConsent.objects.bulk_create(
        QuoteConsent(assessment=assessment, allowed=True, changed_at=moment)
        for assessment in counted.filter(**period)
    )
    report = lifecycle.start(indicator_set=indicator_set, title=sample.title, by=by, **period)
    for recommendation in sample.recommendations:
        fields = ("what", "explanation", "measure", "who", "means", "by_when")
        lifecycle.add_recommendation(
            report, {name: getattr(recommendation, name) for name in fields}, by=by
        )
    # The verbs above record the time of the clock; a sample has the dates of its file.
    NationalReport.objects.filter(pk=report.pk).update(
        is_sample=True,
        introduction=sample.introduction,
        summary=sample.summary,
        conclusions=sample.conclusions,
        changed_at=moment,
        created_at=moment,
    )
    report.recommendations.update(changed_at=moment)
    report.refresh_from_db()
    return lifecycle.confirm(report=report, by=by, at=moment)
