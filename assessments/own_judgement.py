"""The own judgement of an evaluator: let in by the coordinator, made without seeing the network's,
and finished by the evaluator.

Both verbs work in the transaction in which the assessment was fetched and locked.
"""

from django.db.models import F, QuerySet
from django.utils import timezone

from networks.models import Membership, User

from .models import Assessment, Source
from .saving.adding import add_part


def evaluators_to_let_in(assessment: Assessment) -> QuerySet[Membership]:
    """Return the network's evaluators who don't judge in this assessment yet.

    Whose judgement was deleted isn't among them: that can be put back.
    """
    judging = Source.with_deleted.filter(assessment=assessment, kind=Source.Kind.EVALUATOR)
    return (
        Membership.objects.filter(
            network=assessment.network_id, role=Membership.Role.EVALUATOR, user__is_active=True
        )
        .exclude(user__in=judging.exclude(person=None).values("person"))
        .select_related("user", "organisation")
        .order_by("user__name", "user__email")
    )


def let_in(assessment: Assessment, evaluator: Membership, *, by: User) -> Source:
    """Return the source that holds the evaluator's own judgements, still empty."""
    values = {
        "kind": Source.Kind.EVALUATOR.value,
        "person_id": evaluator.user_id,
        "organisation_id": evaluator.organisation_id,
    }
    return add_part(Source, assessment, values, by=by)


def finish(source: Source) -> None:
    """Let the network see the evaluator's judgements, and the evaluator the network's.

    What was judged by then is kept beside what it becomes later.
    """
    source.sent_in_at = timezone.now()
    source.save(update_fields=["sent_in_at"])
    source.views.update(first_judgement=F("judgement"))
