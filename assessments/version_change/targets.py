"""The versions that an assessment may move to."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from assessments.audience import meant_for
from assessments.models import Assessment, SetChange
from indicators.models import IndicatorSet


def versions_for(assessment: Assessment) -> list[IndicatorSet]:
    """Return the other versions that an assessment may move to, the latest first (one query).

    Those are the published versions of its set that are meant for its network, and the versions
    that it had before (`had`), even if they were retired since.
    """
    had = SetChange.objects.filter(assessment=assessment, from_set=OuterRef("pk"))
    other_versions = IndicatorSet.objects.filter(slug=assessment.indicator_set.slug).exclude(
        pk=assessment.indicator_set_id
    )
    published = Q(status=IndicatorSet.Status.PUBLISHED) & meant_for(assessment.network)
    return list(
        other_versions.annotate(had=Exists(had))
        .filter(published | Q(had=True))
        .order_by("-published_at", "-pk")
    )


def had(version: IndicatorSet) -> bool:
    """Return whether the assessment had this version, from versions_for(), before."""
    return bool(getattr(version, "had", False))


def newer_than(assessment: Assessment, versions: Iterable[IndicatorSet]) -> IndicatorSet | None:
    """Return the latest of these versions if it was published after the assessment's own."""
    now = assessment.indicator_set.published_at
    later = [
        version
        for version in versions
        if version.is_published and version.published_at and now and version.published_at > now
    ]
    return later[0] if later else None
