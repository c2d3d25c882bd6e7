"""What the tests of the overarching report count: networks with a confirmed assessment, made in
bulk."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from django.utils import timezone

from assessments.models import Answer, Assessment
from indicators.models import Indicator, IndicatorSet
from national import lifecycle
from national.models import NationalReport
from networks.models import Network, Organisation
from reports.models import QuoteConsent, ReportVersion

# A judgement by the key of the question.
Judged = Mapping[str, str]


def confirmed(
    indicator_set: IndicatorSet,
    judged: Sequence[Judged],
    *,
    year: int = 2026,
    networks: Sequence[Network] = (),
    text: str = "",
) -> list[Assessment]:
    """Return a confirmed assessment over a year for each of these judgements; networks are made
    where none is given.

    Every network that is made has three organisations of its own.
    """
    made = list(networks)[: len(judged)]
    count = Network.objects.count()
    new = Network.objects.bulk_create(
        Network(slug=f"net-{count + n}", name=f"Regio Nummer{count + n:04}")
        for n in range(len(judged) - len(made))
    )
    partners = Organisation.objects.bulk_create(
        Organisation(name=f"Partner {letter} van {network.slug}")
        for network in new
        for letter in "abc"
    )
    Network.organisations.through.objects.bulk_create(
        Network.organisations.through(network=network, organisation=partners[3 * n + extra])
        for n, network in enumerate(new)
        for extra in range(3)
    )
    assessments = Assessment.objects.bulk_create(
        Assessment(
            network=network,
            indicator_set=indicator_set,
            title=f"Zelfevaluatie {year}",
            period_start=date(year, 1, 1),
            period_end=date(year, 12, 31),
        )
        for network in [*made, *new]
    )
    keys = dict(
        Indicator.objects.filter(group__theme__indicator_set=indicator_set).values_list("key", "pk")
    )
    Answer.objects.bulk_create(
        Answer(
            assessment=assessment,
            indicator_id=keys[key],
            judgement=judgement,
            text=text,
            revision=1,
        )
        for assessment, answers in zip(assessments, judged, strict=True)
        for key, judgement in answers.items()
    )
    now = timezone.now()
    pks = [assessment.pk for assessment in assessments]
    Assessment.objects.filter(pk__in=pks).update(state="confirmed", confirmed_at=now)
    ReportVersion.objects.bulk_create(
        ReportVersion(assessment_id=pk, number=1, content={}, confirmed_at=now) for pk in pks
    )
    return list(Assessment.objects.filter(pk__in=pks).select_related("network").order_by("pk"))


def consent(assessments: Sequence[Assessment]) -> None:
    QuoteConsent.objects.bulk_create(
        QuoteConsent(assessment=one, allowed=True, changed_at=timezone.now()) for one in assessments
    )


def start(indicator_set: IndicatorSet, year: int = 2026) -> NationalReport:
    """Return a new report over a year."""
    return lifecycle.start(
        indicator_set=indicator_set,
        title=f"Landelijk rapport {year}",
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        by=None,
    )


@contextmanager
def opened(assessment: Assessment) -> Iterator[None]:
    """Let a confirmed assessment be changed for a moment; its report version is left as it was."""
    version = assessment.report_versions.get()
    version.reopened_at, version.reopen_reason = assessment.confirmed_at, "Voor de proef"
    version.save(update_fields=["reopened_at", "reopen_reason"])
    rows = Assessment.objects.filter(pk=assessment.pk)
    rows.update(state="in_progress", confirmed_at=None)
    yield
    rows.update(state="confirmed", confirmed_at=assessment.confirmed_at)
