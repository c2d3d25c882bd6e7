"""Several workers at once, each a process of its own, on a database that really commits."""

from collections.abc import Callable
from typing import Any

import pytest

from networks.mail import queue_mail
from networks.models import Mail
from tests.documents.document_worker import PATIENCE, start_worker

from .smtp_server import MailServer

pytestmark = pytest.mark.django_db
MAILS, WORKERS = 40, 3


def story() -> list[tuple[str, int]]:
    """Queue many mails and let several workers send them; return what became of each."""
    for number in range(MAILS):
        context = {"name": f"Partner {number}", "link": "https://loket.example/"}
        to = f"partner{number}@voorbeeld.example"
        queue_mail(to=to, subject="Nieuw", template="new_password", context=context)
    workers = [start_worker("--batch") for _ in range(WORKERS)]
    for worker in workers:
        worker.join(PATIENCE)
        assert worker.exitcode == 0
    return list(Mail.objects.order_by().values_list("state", "attempts").distinct())


def test_each_mail_is_sent_once(
    on_second_database: Callable[[Callable[[], Any]], Any], mail_server: MailServer
) -> None:
    """Nothing is lost and nothing is sent twice, whoever takes what."""
    assert on_second_database(story) == [("sent", 1)]
    received = sorted(str(one["To"]) for one in mail_server.received())
    assert received == sorted(f"partner{number}@voorbeeld.example" for number in range(MAILS))
