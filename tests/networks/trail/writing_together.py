"""Eight who act at once, on a database of their own."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from networks import people
from networks.models import Membership, TrailEntry
from networks.trail import What, record, record_view
from tests.cast import Cast, load_set, make_assessment, make_cast

EACH, AT_ONCE = 25, 8


def main() -> dict[str, Any]:
    """Return what stands in the trail after all wrote at once, and after two changed one role."""
    cast = make_cast()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(_write, range(1, AT_ONCE + 1)))
    written = TrailEntry.objects.filter(what=What.EXPORTED).order_by("pk")
    of_each = [written.filter(network_pk=n).count() for n in range(1, AT_ONCE + 1)]
    bram = Membership.objects.get(user=cast.bram)
    with ThreadPoolExecutor(2) as threads:
        ended = list(threads.map(_end, [bram.pk, bram.pk]))
    return {
        "of each": of_each,
        "ended": sorted(ended),
        "roles ended": TrailEntry.objects.filter(what=What.ROLE_ENDED).count(),
        **_without_trail(cast),
    }


def _without_trail(cast: Cast) -> dict[str, Any]:
    """Return what still works when nothing can be written in the trail."""
    assessment = make_assessment(cast.noord, load_set("werkset-veiligheid-voorop-2.0.yaml"))
    anna = Client()
    anna.force_login(cast.anna, backend="django.contrib.auth.backends.ModelBackend")
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda line: said.append(line.getMessage())  # type: ignore[method-assign]
    logging.getLogger("loket.trail").addHandler(handler)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE networks_trailentry RENAME TO elsewhere")
    page = anna.get(reverse("report", args=[assessment.pk]))
    eva = Membership.objects.select_related("network", "user").get(user=cast.eva)
    try:
        people.change_role(membership=eva, role="contributor", organisation=None)
        given = "given"
    except DatabaseError:
        given = "refused"
    role = Membership.objects.get(pk=eva.pk).role
    return {"page": page.status_code, "said": said, "role given": given, "role": role}


def _write(network: int) -> None:
    try:
        for _time in range(EACH):
            record_view(What.EXPORTED, network=network)
            record(What.SHARED, network=network)
    finally:
        connection.close()


def _end(pk: int) -> str:
    try:
        membership = Membership.objects.select_related("network", "user").get(pk=pk)
        people.end_role(membership=membership)
    except Membership.DoesNotExist:
        return "gone"
    finally:
        connection.close()
    return "ended"
