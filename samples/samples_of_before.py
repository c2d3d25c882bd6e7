"""The samples of before the first release, whose tables no migration knows: made anew, unless people wrote in them."""

from pathlib import Path

from django.core.management import CommandError
from django.db import connection

from documents import storage
from loket_eval.checks import is_from_before

from .management.commands.load_samples import ACCOUNTS


def clear_samples_of_before() -> bool:
    """Take away a database file of before the first release that holds samples only, with the documents made of them.

    Returns whether it did. Raises CommandError, in one sentence, when there is more in it than
    samples, or when it is on a server, where nothing is thrown away.
    """
    if not is_from_before(connection):
        return False
    if connection.vendor != "sqlite":
        raise CommandError("er staan tabellen in van een oudere versie; neem een lege database.")
    file = Path(connection.settings_dict["NAME"])
    if not _holds_samples_only():
        raise CommandError(
            f"er staan tabellen in van een oudere versie, met meer dan voorbeelden; zet {file.name} ergens anders neer."
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT sha256 FROM assessments_document WHERE sha256 <> ''")
        made = [sha256 for (sha256,) in cursor.fetchall()]
    connection.close()
    for part in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
        part.unlink(missing_ok=True)
    for sha256 in made:
        storage.remove(sha256)
    return True


def _holds_samples_only() -> bool:
    accounts = {account.email for account in ACCOUNTS}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT COUNT(*) FROM assessments_assessment WHERE NOT is_sample)"
            " + (SELECT COUNT(*) FROM assessments_nationalreport WHERE NOT is_sample)"
            " + (SELECT COUNT(*) FROM indicators_indicatorset WHERE status = 'draft')"
        )
        (own_work,) = cursor.fetchone()
        cursor.execute("SELECT email FROM networks_user")
        return not own_work and {email for (email,) in cursor.fetchall()} <= accounts
