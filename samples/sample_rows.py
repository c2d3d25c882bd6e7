"""From sample files to rows, which are always the same: everything follows from the file."""

from collections.abc import Mapping

from django.db import transaction

from assessments import lifecycle
from assessments.models import Assessment
from indicators.catalogue import Catalogue
from loket_eval.letters import normal_form
from networks.models import Network, Organisation, User
from reports import confirming

from .collected_rows import CollectedRows
from .sample_conversations import store_conversations
from .sample_fact_checks import store_fact_checks
from .sample_threads import store_threads
from .sample_times import at
from .sample_values import SampleFile, SetKey


@transaction.atomic
def load_sample(
    sample: SampleFile,
    catalogues: Mapping[SetKey, Catalogue],
    *,
    network: Network,
    coordinator: User | None = None,
) -> list[Assessment]:
    """Make the rows of one file in a network, with one INSERT a table; return its assessments.

    `coordinator` is the person who wrote and confirmed it all, if there is such an account.
    """
    rows = CollectedRows(catalogues, coordinator)
    for assessment_sample in sample.assessments:
        rows.collect(assessment_sample, network)
    rows.store()
    pairs = list(zip(sample.assessments, rows.assessments, strict=True))
    store_conversations(pairs, catalogues, coordinator)
    for assessment_sample, assessment in pairs:
        if assessment_sample.state != "in_progress":
            # Through the usual verbs from here on, so that the states are as the portal makes them.
            lifecycle.submit_for_review(assessment=assessment)
    # Facts are checked while an assessment is under review, so after that state and before
    # confirming.
    store_fact_checks(pairs, network)
    store_threads(pairs, network)
    for assessment_sample, assessment in pairs:
        if assessment_sample.confirmed_on is not None:
            confirming.confirm(
                assessment=assessment,
                by=coordinator,
                at=at(assessment_sample.confirmed_on, hour=12),
            )
    return rows.assessments


def load_network(sample: SampleFile) -> Network:
    """Return the network of a file with its organisations, which other networks may share."""
    network = Network.objects.create(slug=sample.network.slug, name=sample.network.name)
    names = {normal_form(name): name for name in sample.network.organisations}
    # Organisations are shared: "politie" is a partner of many networks.
    partners = Organisation.objects.filter(plain_name__in=names)
    known = set(partners.values_list("plain_name", flat=True))
    Organisation.objects.bulk_create(
        Organisation(name=name) for form, name in names.items() if form not in known
    )
    network.organisations.set(partners.all())
    return network
