"""The date of a link, in one's own calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from loket_eval.masking import masked
from networks.models import Mail, Network
from partners.calendar_entry import calendar_entry
from partners.models import PartnerLink

from .conftest import Ask, address_in

HOSTILE = [
    "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:kwaad",
    "a\nATTACH:https://kwaad.example/",
    "a\rb\x00c\u2028d\u202ee",
    r"komma, puntkomma; dubbele punt: en \\, \n \; \N",
    "👩‍⚖️🧑🏽‍🚒" * 200,
    "x" * 10_000,
    "é" * 10_000,
    '";ALTREP="https://kwaad.example/"',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_file(text: str) -> None:
    """It is one event with the same fields, in short lines, whatever is typed."""
    made = calendar_entry(
        uid="1@loket",
        day=date(2026, 12, 10),
        title=text,
        text=text,
        address="https://loket.example/inbreng/geheim/",
        now=datetime(2026, 11, 28, tzinfo=UTC),
    )
    lines = made.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert b"\r" not in made.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(made)
    (event,) = calendar.walk("VEVENT")
    assert set(event) == {
        "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "TRANSP",
    }  # fmt: skip
    assert event.decoded("dtstart") == date(2026, 12, 10)
    assert str(event["URL"]) == "https://loket.example/inbreng/geheim/"
    # The library takes a typed \\N for a line end, within the text.
    assert event["SUMMARY"].count("\n") == text.count(r"\N")
    assert event["DESCRIPTION"].endswith("https://loket.example/inbreng/geheim/")


@pytest.mark.django_db
def test_a_partner_puts_the_date_in_its_calendar(police: str) -> None:
    """With its own link; the mail and the page offer it."""
    assert f"http://localhost:8000{police}agenda.ics" in Mail.objects.get().text
    assert f'href="{police}agenda.ics"' in Client().get(police).content.decode()
    file = Client().get(f"{police}agenda.ics")
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert "attachment" in file["Content-Disposition"]
    assert "no-store" in file["Cache-Control"]
    (event,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert event.decoded("dtstart") == timezone.localdate() + timedelta(days=10)
    assert str(event["URL"]).endswith(police)
    assert "Politie Noord, wijkagent" in event["DESCRIPTION"]


@pytest.mark.django_db
def test_a_later_date_takes_the_place_of_the_earlier_one(police: str) -> None:
    """It is the same event, with a higher number."""
    first = Calendar.from_ical(Client().get(f"{police}agenda.ics").content).walk("VEVENT")[0]
    link = PartnerLink.objects.get()
    link.open_until(timezone.localdate() + timedelta(days=30))
    link.save()
    later = Calendar.from_ical(Client().get(f"{police}agenda.ics").content).walk("VEVENT")[0]
    assert later["UID"] == first["UID"]
    assert later["SEQUENCE"] >= first["SEQUENCE"]
    assert later.decoded("dtstart") == timezone.localdate() + timedelta(days=30)


@pytest.mark.django_db
def test_hostile_names_are_names(ask: Ask) -> None:
    """Of a network and of a function."""
    Network.objects.filter(name="Netwerk Noord").update(name="Noord; DTSTART:19700101, “x”")
    ask(function="agent\r\nEND:VCALENDAR; , 👮")
    file = Client().get(f"{address_in(Mail.objects.latest('pk'))}agenda.ics")
    (event,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert "Noord; DTSTART:19700101, “x”" in event["SUMMARY"]
    assert "agent END:VCALENDAR; , 👮" in event["DESCRIPTION"]
    assert event.decoded("dtstart") == timezone.localdate() + timedelta(days=10)


@pytest.mark.django_db
def test_its_address_is_in_no_log(police: str, caplog: pytest.LogCaptureFixture) -> None:
    """Django logs what it refuses, with the path."""
    PartnerLink.objects.update(withdrawn_at=timezone.now())
    assert Client().get(f"{police}agenda.ics").status_code == 404
    assert "agenda.ics" in caplog.text
    assert police.split("/")[2] not in masked(caplog.text)
