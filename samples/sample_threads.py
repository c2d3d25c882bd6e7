"""What colleagues say to each other in samples, as rows."""

from collections.abc import Sequence

from assessments.models import Assessment, Comment, Finding, Thread
from assessments.threads.mentions import mentions_in, people_in
from indicators.models import Indicator
from networks.models import Membership, Network, User

from .sample_times import at
from .sample_values import AssessmentSample, ThreadSample


def store_threads(pairs: Sequence[tuple[AssessmentSample, Assessment]], network: Network) -> None:
    """Make the threads of these assessments, with one INSERT a table.

    Only the newest comment of an open thread is news: a digest tells of the others no more.
    """
    found = [(sample, assessment) for one, assessment in pairs for sample in one.threads]
    if not found:
        return
    people = _people(network)
    keys = {sample.question for sample, _assessment in found if sample.question}
    indicators = {
        (row.group.theme.indicator_set_id, row.key): row
        for row in Indicator.objects.filter(key__in=keys).select_related("group__theme")
    }
    findings = _findings([assessment for _sample, assessment in found])
    threads = [
        Thread(
            assessment=assessment,
            indicator=indicators[assessment.indicator_set_id, sample.question]
            if sample.question
            else None,
            finding=findings[assessment.pk][sample.finding - 1] if sample.finding else None,
            assigned_to=people[sample.assigned_to] if sample.assigned_to else None,
            settled_at=at(sample.settled_on, hour=16) if sample.settled_on else None,
            settled_by=people["coordinator"] if sample.settled_on else None,
        )
        for sample, assessment in found
    ]
    Thread.objects.bulk_create(threads)
    comments = [
        comment
        for (sample, _assessment), thread in zip(found, threads, strict=True)
        for comment in _comments(sample, thread, people)
    ]
    Comment.objects.bulk_create(comments)
    members = list(people.values())
    Comment.mentioned.through.objects.bulk_create(
        Comment.mentioned.through(comment=comment, user=person)
        for comment in comments
        for person in people_in(mentions_in(comment.text, members))
    )


def _people(network: Network) -> dict[str, User]:
    """Return one person of each role in the network: who had it first."""
    rows = Membership.objects.filter(network=network).select_related("user").order_by("-pk")
    return {row.role: row.user for row in rows}


def _findings(assessments: Sequence[Assessment]) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = {assessment.pk: [] for assessment in assessments}
    for finding in Finding.objects.filter(assessment__in=found).order_by("position"):
        found[finding.assessment_id].append(finding)
    return found


def _comments(sample: ThreadSample, thread: Thread, people: dict[str, User]) -> list[Comment]:
    last = len(sample.comments) - 1
    return [
        Comment(
            thread=thread,
            text=one.text,
            by=people[one.by],
            at=at(one.said_on, hour=9 + place),
            is_told=sample.settled_on is not None or place < last,
        )
        for place, one in enumerate(sample.comments)
    ]
