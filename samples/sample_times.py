"""When things in samples happened."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo


def at(day: date, *, hour: int) -> datetime:
    """Return that hour of the day in the Netherlands."""
    return datetime.combine(day, time(hour), ZoneInfo("Europe/Amsterdam"))
