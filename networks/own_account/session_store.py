"""Sessions in the database, read together with whose they are.

Every request asks for both. Django reads them in two queries; this saves one of the few that a save
of typed text takes.
"""

from typing import TYPE_CHECKING, Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

if TYPE_CHECKING:
    from networks.models import User


class SessionStore(db.SessionStore):
    """Django's own store. `person` is who logged in with the session, as the list of places where
    somebody is logged in has it: nothing is decided by it before it was compared with the session
    itself (middleware.py).
    """

    person: "User | None" = None

    def load(self) -> dict[str, Any]:
        from networks.models import User

        found = list(
            User.objects.raw(_both(User._meta.db_table), [self.session_key, timezone.now()])
        )
        if not found:
            # Unknown, or over: Django's own way, which forgets the key.
            return super().load()
        row = found[0]
        content: dict[str, Any] = self.decode(vars(row).pop("session_data"))
        self.person = row if row.pk else None
        return content


def _both(users: str) -> str:
    quoted = connection.ops.quote_name
    return (
        f"SELECT stored.session_data, person.* FROM {quoted('django_session')} stored"  # noqa: S608 - names of ours
        f" LEFT JOIN {quoted('usersessions_usersession')} place"
        " ON place.session_key = stored.session_key"
        f" LEFT JOIN {quoted(users)} person ON person.id = place.user_id"
        " WHERE stored.session_key = %s AND stored.expire_date > %s"
    )
