"""The trail: who did what, kept in the database and said in the log.

`record` is called where something happens, in the same transaction: what can't be recorded doesn't
happen. `record_view` is for what changes nothing, and never keeps a page from its reader. Who acts
is known from the request (acting.py); a command or the worker acts as the portal itself.

A new kind of event is a line in `TrailEntry.What`, and a call.
"""

from networks.models import TrailEntry

from .acting import acts_as, acts_by
from .recording import record, record_view

What = TrailEntry.What
Result = TrailEntry.Result

__all__ = ["Result", "What", "acts_as", "acts_by", "record", "record_view"]
