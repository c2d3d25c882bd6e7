"""What looks like a citizen service number, phone number, e-mail address or birth date.

It runs at every save, so each pattern reads a text once, whatever is in it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Kind(StrEnum):
    """What a place looks like."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    EMAIL = "email"
    BSN = "bsn"


NAMES: dict[Kind, Promise] = {
    Kind.NAME: gettext_lazy("een naam"),
    Kind.BIRTH_DATE: gettext_lazy("een geboortedatum"),
    Kind.PHONE: gettext_lazy("een telefoonnummer"),
    Kind.EMAIL: gettext_lazy("een e-mailadres"),
    Kind.BSN: gettext_lazy("een burgerservicenummer"),
}


@dataclass(frozen=True, order=True)
class Place:
    """Where in a text something stands: from the first letter to the one after the last."""

    start: int
    end: int
    kind: Kind


# In each of the patterns below.
_DIGIT_OR_AT = re.compile(r"[\d@]")
# How many places a warning names; after so many it is clear.
_NAMED = 3

# Nine digits, in one piece or in groups as people write them. An amount of money isn't one.
_BSN = re.compile(
    r"(?<![\w€])(?<!€ )(?<!\d[.,-])(?:\d{9}|\d{4}[ .-]\d{2}[ .-]\d{3}|\d{3}[ .-]\d{3}[ .-]\d{3})"
    r"(?![\w])(?![.,-]\d)"
)
# An area code of two to four digits, or 06, and then digits in groups.
_PHONE = re.compile(
    r"(?<![\w+./-])\(?(?:(?:\+|00)31[ .-]?(?:\(0\)[ .-]?)?|0)(?:6|[1-9]\d{1,2})\)?[ ./-]{0,3}"
    r"\d(?:[ .-]?\d){5,7}(?!\w)(?![.,-]\d)"
)
# Numbers of organisations: free of charge, paid, and for a whole company.
_OF_ORGANISATIONS = ("800", "900", "906", "909", "88", "85", "14")
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
# Mailboxes that nobody in particular reads.
_MAILBOXES = re.compile(
    r"(?:info|contact|post|loket|meldpunt|meldingen|secretariaat|receptie|administratie|privacy|"
    r"communicatie|servicedesk|helpdesk|noreply)@",
    re.IGNORECASE,
)

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_MONTH_OF = {name[:3]: number for number, name in enumerate(_MONTHS, start=1)} | {"mrt": 3}
_NUMBERS = re.compile(r"(?<![\w./-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\w/-])(?!\.\d)")
_YEAR_FIRST = re.compile(r"(?<![\w./-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\w/-])(?!\.\d)")
_IN_WORDS = re.compile(
    rf"(?<![\w./-])(\d{{1,2}})[ .-]{{1,2}}({'|'.join([*_MONTHS, *_MONTH_OF, 'sept'])})[ .-]{{1,2}}"
    r"(\d{4})(?!\w)",
    re.IGNORECASE,
)
# Words after which any date is a birth date, and after which an old date isn't one.
_BORN = re.compile(r"\b(?:geboren|geboorte(?:datum|dag)?|geb)\b[^\d\n]{0,25}$", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:per|sinds|vanaf|sedert|tot|tot en met|t/m|ingang van|dateert van|wet van|besluit van)"
    r" +$",
    re.IGNORECASE,
)
# Letters before a date in which those words are looked for.
_BEFORE = 45
# Somebody who is an adult. Dates of later years are mostly about the work: "per 1 januari 2015".
_ADULT = 18
_OLDEST = 110


def places_in(text: str, today: date | None = None) -> list[Place]:
    """Return what looks like somebody's data, in order; where two overlap, the first to begin."""
    # Most texts have nothing that any of the four begins with.
    if not _DIGIT_OR_AT.search(text):
        return []
    found: list[Place] = []
    for place in sorted(one for find in _FINDERS for one in find(text, today or date.today())):
        if not found or place.start >= found[-1].end:
            found.append(place)
    return found


def warning_of(text: str) -> str:
    """Return what to tell whoever typed this text; mostly nothing."""
    places = places_in(text)
    if not places:
        return ""
    looks = _("Dit lijkt op %(what)s: %(text)s.")
    told = [
        looks % {"what": NAMES[place.kind], "text": text[place.start : place.end]}
        for place in places[:_NAMED]
    ]
    return " ".join([*told, _("Haal het weg als het over een persoon gaat.")])


def _bsn(text: str, _today: date) -> Iterator[Place]:
    for found in _BSN.finditer(text):
        digits = [int(sign) for sign in found[0] if sign.isdigit()]
        weighed = sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
        if any(digits) and weighed % 11 == 0:
            yield Place(*found.span(), Kind.BSN)


# The eleven-test: the last digit counts negatively.
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def _phone(text: str, _today: date) -> Iterator[Place]:
    for found in _PHONE.finditer(text):
        digits = "".join(sign for sign in found[0] if sign.isdigit())
        national = re.sub(r"^(?:0031|31)0?|^0", "", digits)
        if len(national) == 9 and not national.startswith(_OF_ORGANISATIONS):
            # A sentence between brackets isn't an area code between them.
            alone = found[0].startswith("(") and ")" not in found[0]
            yield Place(found.start() + alone, found.end(), Kind.PHONE)


def _email(text: str, _today: date) -> Iterator[Place]:
    for found in _EMAIL.finditer(text):
        if not _MAILBOXES.match(found[0]):
            yield Place(*found.span(), Kind.EMAIL)


def _birth_date(text: str, today: date) -> Iterator[Place]:
    for found in _NUMBERS.finditer(text):
        yield from _if_born(text, found, (found[4], found[3], found[1]), today)
    for found in _YEAR_FIRST.finditer(text):
        yield from _if_born(text, found, (found[1], found[3], found[4]), today)
    for found in _IN_WORDS.finditer(text):
        month = _MONTH_OF[found[2][:3].lower()]
        yield from _if_born(text, found, (found[3], month, found[1]), today)


def _if_born(
    text: str, found: re.Match[str], parts: tuple[str | int, ...], today: date
) -> Iterator[Place]:
    year, month, day = map(int, parts)
    if len(str(parts[0])) == 2:
        year += 1900 if year > today.year % 100 else 2000
    try:
        age = (today - date(year, month, day)).days / 365.25
    except ValueError:
        return
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    if not 0 <= age < _OLDEST:
        return
    if _BORN.search(before) or (age >= _ADULT and not _SINCE.search(before)):
        yield Place(*found.span(), Kind.BIRTH_DATE)


_FINDERS: tuple[Callable[[str, date], Iterator[Place]], ...] = (_bsn, _phone, _email, _birth_date)
