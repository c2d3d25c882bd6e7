"""What evaluators judged in each period: a series of its own, beside the network's.

An evaluator's "kan ik niet beoordelen" is the network's "nog geen zicht op": neither is on the
scale. Where evaluators of one period differ among themselves, there is no judgement. Neither is
there one where the question became another since the evaluator judged it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from assessments.models import Assessment, Judgement, Source, View
from assessments.question_versions import Versions
from indicators.versions.lineage import Lineage

_IN_TERMS_OF_THE_NETWORK = {View.Judgement.CANNOT_JUDGE.value: Judgement.UNKNOWN.value}


def judgements_of(
    assessments: Iterable[Assessment], versions: Mapping[int, Versions], lineage: Lineage
) -> dict[int, dict[int, str]]:
    """Return what evaluators who finished judged, by assessment and question (one query)."""
    given: defaultdict[int, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    views = View.objects.of_others().filter(
        source__assessment__in=list(assessments), source__kind=Source.Kind.EVALUATOR
    )
    for view in views.exclude(judgement="").select_related("source"):
        assessment = view.source.assessment_id
        if not _is_about_another(view, versions[assessment], lineage):
            judgement = _IN_TERMS_OF_THE_NETWORK.get(view.judgement, view.judgement)
            given[assessment][view.indicator_id].add(judgement)
    return {
        assessment: {
            indicator: next(iter(judgements))
            for indicator, judgements in by_indicator.items()
            if len(judgements) == 1
        }
        for assessment, by_indicator in given.items()
    }


def _is_about_another(view: View, versions: Versions, lineage: Lineage) -> bool:
    question = lineage.by_pk.get(view.indicator_id)
    if question is None:
        return True
    for place in range(versions.at(view.changed_at), -1, -1):
        then = lineage.in_set(question.key, versions.sets[place])
        if then:
            return lineage.relation(question.key, then.set_pk, versions.sets[-1]) == "break"
    return False
