"""What sources say goes along to another version with the key of the question, as answers do."""

from assessments.models import Assessment, View
from assessments.question_versions import Versions
from indicators.models import IndicatorSet
from indicators.versions.lineage import lineage_of


def move_views(assessment: Assessment, target: IndicatorSet, versions: Versions) -> None:
    """Move all views of a locked assessment; what the target doesn't ask stays where it is.

    Points that rest on them still do.
    """
    # Those of sources that were deleted, too: they may be put back.
    views = list(View.with_deleted.filter(source__assessment=assessment))
    lineage = lineage_of(target.slug, {view.indicator_id for view in views})
    for view in views:
        known = lineage.versions(lineage.by_pk[view.indicator_id].key)
        latest = versions.latest(versions.at(view.changed_at), dict(known))
        view.indicator_id = known.get(target.pk) or latest or view.indicator_id
    View.with_deleted.bulk_update(views, ["indicator"])
