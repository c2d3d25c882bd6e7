"""The day until which a partner can answer, as a file that calendars read (RFC 5545)."""

from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vUri

from loket_eval.prose import clean_text

_LONGEST = 2000


def calendar_entry(
    *, uid: str, day: date, title: str, text: str, address: str, now: datetime
) -> bytes:
    """Return one event of a whole day. The same `uid` takes the place of an earlier one.

    Line ends, commas and semicolons in a text are escaped, and long lines folded.
    """
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    # Calendars take the highest number: a later date takes the place of an earlier one.
    event.add("sequence", int(now.timestamp()) // 60 % 2**31)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", _readable(" ".join(title.split())))
    event.add("description", f"{_readable(text)}\n\n{address}")
    event.add("url", vUri(address))
    # Nobody is busy all day because of it.
    event.add("transp", "TRANSPARENT")
    calendar = Calendar()
    calendar.add("prodid", "-//Loket Evaluatie//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _readable(text: str) -> str:
    """Return text without what nobody sees, and not so long that a calendar refuses it."""
    cleaned = clean_text(text)
    return cleaned if len(cleaned) <= _LONGEST else cleaned[:_LONGEST] + "…"
