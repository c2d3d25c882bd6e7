"""Samples in the tables from before the first release, which no migration can bring up to date."""

from pathlib import Path

from django.core.management import CommandError
from django.db import connection

from documents import storage
from loket_eval.checks import is_outdated


def delete_outdated_samples() -> bool:
    """Delete an outdated database file that contains samples only, and the documents about them.

    Returns whether it did. Raises CommandError, with one sentence, when the database contains more
    than samples, or when it is on a server, where nothing is thrown away.
    """
    if not is_outdated(connection):
        return False
    if connection.vendor != "sqlite":
        raise CommandError("er staan tabellen in van een oudere versie; neem een lege database.")
    file = Path(connection.settings_dict["NAME"])
    if not _holds_samples_only():
        raise CommandError(
            "er staan tabellen in van een oudere versie, met meer dan voorbeelden; "
            f"zet {file.name} ergens anders neer."
        )
    with connection.cursor() as cursor:
        # In SQL, because the models no longer fit these tables.
        cursor.execute("SELECT DISTINCT sha256 FROM assessments_document WHERE sha256 <> ''")
        documents = [sha256 for (sha256,) in cursor.fetchall()]
    # SQLite keeps its -wal and -shm files as long as somebody is connected.
    connection.close()
    for path in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
        path.unlink(missing_ok=True)
    for sha256 in documents:
        storage.remove(sha256)
    return True


def _holds_samples_only() -> bool:
    # An account or draft set of one's own is work, too.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT COUNT(*) FROM assessments_assessment WHERE NOT is_sample)"
            " + (SELECT COUNT(*) FROM assessments_nationalreport WHERE NOT is_sample)"
            " + (SELECT COUNT(*) FROM indicators_indicatorset WHERE status = 'draft')"
        )
        (own_work,) = cursor.fetchone()
        cursor.execute("SELECT email FROM networks_user")
        # Beside the accounts to try the samples made one for each partner who looked at the facts.
        return not own_work and all(
            email.endswith("@loket.example") for (email,) in cursor.fetchall()
        )
