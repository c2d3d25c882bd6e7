"""What tells the files of two reports apart by their names."""

from datetime import date


def period_in_file_name(start: date, end: date) -> str:
    """Return "2026" for a whole year, and otherwise its days: "20260101-20260630"."""
    is_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if is_year and start.year == end.year:
        return f"{start:%Y}"
    return f"{start:%Y%m%d}-{end:%Y%m%d}"


def state_in_file_name(confirmed_on: date | None) -> str:
    """Return "concept" or the day, as a report that was reopened is confirmed once more."""
    return f"vastgesteld-{confirmed_on:%Y%m%d}" if confirmed_on else "concept"
