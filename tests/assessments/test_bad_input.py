# ruff: noqa: F811  # fixtures of every_form are arguments here
"""Bad input in every field of every form: a clear Dutch message, nothing changed that shouldn't,
and shown as text."""

from decimal import Decimal
from html import escape
from urllib.parse import unquote_plus

import pytest
from django.test import Client

from assessments.models import Finding
from loket_eval.prose import clean_text
from tests.rows import Rows, every_row

from .every_form import FORM_NAMES, SAVED, Form, anna, db, forms, refused, scene, text_of, unchanged  # noqa: F401
from .saving_pages import told

HOSTILE = {
    "code": (
        "=cmd|' /C calc'!A0 <script>alert('x')</script><img src=x onerror=alert(1)> {{7*7}} {% debug %} {% load x %}"
    ),
    "other-scripts": "\u202eomgekeerd\u202c ثقة אמון 👩\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 e\u0301",
    "one-word": "w" * 3000,
    "number": "12,5",
}
BINARY = "a\x00b\x02c\x1bd\x7fe\x85f\ufffe"
CLEAN = "abcde\nf"


def read(form: Form, name: str) -> str:
    """Return what is stored of a field."""
    row = form.stored()
    return row.finding.headline if name == "key_point" else getattr(row, name)


# Text


@pytest.mark.parametrize("name", FORM_NAMES)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_stored_as_typed_and_shown_as_text(
    text: str, name: str, anna: Client, forms: dict[str, Form]
) -> None:
    """Nothing in it is executed, filled in or cut off, in whichever field it stands."""
    form = forms[name]
    values = form.filled(text)
    assert form.send(anna, **values).status_code in {200, 302}
    assert {field: read(form, field) for field in values} == {
        field: clean_text(v) for field, v in values.items()
    }
    page = text_of(anna.get(form.page))
    assert escape(clean_text(values[next(iter(values))])) in page
    assert "<script>alert" not in page
    assert "<img" not in page


@pytest.mark.parametrize("name", FORM_NAMES)
def test_control_characters_go_and_the_rest_stays(
    name: str, anna: Client, forms: dict[str, Form]
) -> None:
    """Control characters, NUL among them, are left out; half characters become the sign for what is
    unreadable."""
    form = forms[name]
    form.send(anna, **form.filled(BINARY))
    expected = {
        field: CLEAN.replace("\n", " ") if field in form.lines else CLEAN for field in form.limits
    }
    assert {field: read(form, field) for field in form.limits} == expected


@pytest.mark.parametrize("name", SAVED)
def test_who_types_control_characters_is_told(
    name: str, anna: Client, forms: dict[str, Form]
) -> None:
    """A save in the background says that something was left out."""
    form = forms[name]
    reply = form.send(anna, background=True, **form.filled(BINARY))
    assert {told(reply)[field]["cleaned"] for field in form.limits} == {True}


@pytest.mark.parametrize("name", SAVED)
def test_half_a_character_in_a_save(name: str, anna: Client, forms: dict[str, Form]) -> None:
    """A script can send half of a pair of surrogates, which no database takes: it goes, the rest is
    stored, and the person is told."""
    form = forms[name]
    reply = form.send(anna, background=True, **form.filled("a\ud83db"))
    assert {told(reply)[field]["cleaned"] for field in form.limits} == {True}
    assert {read(form, field) for field in form.limits} == {"ab"}


@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_bytes_that_are_no_text(content_type: str, anna: Client, forms: dict[str, Form]) -> None:
    """Half surrogates and bytes outside UTF-8 are stored as the sign for what is unreadable."""
    form = forms["theme"]
    served = "v1 text:" + form.served(anna)["text"]
    if "multipart" in content_type:
        parts = {b"open-served": served.encode(), b"open-text": b"a\xed\xa0\x80\xffb"}
        body = b"".join(
            b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % p
            for p in parts.items()
        )
        body += b"--x--\r\n"
    else:
        body = f"open-served={served}&open-text=a%ED%A0%80%FFb".replace(" ", "+").encode()
    reply = anna.generic("POST", form.url, body, content_type)
    assert reply.status_code == 302
    assert form.stored().text == "a\ufffd\ufffd\ufffd\ufffdb"


@pytest.mark.parametrize(
    ("name", "background"),
    [(name, False) for name in FORM_NAMES] + [(name, True) for name in SAVED],
)
def test_far_too_much_is_refused_and_comes_back(
    name: str, background: bool, anna: Client, forms: dict[str, Form]
) -> None:
    """Each field says how much there is and how much fits; on the page the text is still there, in
    full."""
    form = forms[name]
    # A whole form has room for half a megabyte; a save in the background has its own bound.
    length = (4_000_000 if background else 450_000) // len(form.limits)
    megabyte = "x" * length
    reply = form.send(anna, background=background, **dict.fromkeys(form.limits, megabyte))
    for field, limit in form.limits.items():
        message = f"Deze tekst heeft {length} tekens; er passen er hoogstens {limit}. Er is niets ingekort."
        if background:
            assert (told(reply)[field]["result"], told(reply)[field]["message"]) == (
                "unreadable",
                message,
            )
        else:
            refused(reply, message)
    if not background:
        assert text_of(reply).count(megabyte) >= len(form.limits)
    assert "x" * 100 not in str(every_row())


@pytest.mark.usefixtures("unchanged")
def test_six_megabytes_are_refused(anna: Client, forms: dict[str, Form]) -> None:
    """More than any form can hold gets a page that says so, and the text back: no browser has it
    any more."""
    form = forms["texts"]
    for word, times in (("veel+te+veel+", 500_000), ("%C3%A9%C3%A9n+%3Cb%3E+", 150_000)):
        body = f"t-summary={word * times}&served=1".encode()
        reply = anna.generic("POST", form.url, body, "application/x-www-form-urlencoded")
        assert reply.status_code == 413
        page = text_of(reply)
        assert "Er is niets opgeslagen" in page
        assert "een halve MB" in page
        readable = escape(unquote_plus(word))
        assert page.count(readable) == times
        assert readable * times in page
    quiet = form.send(anna, background=True, served={}, summary="x" * 6_000_000)
    assert (quiet.status_code, "5 MB" in quiet.json()["message"]) == (413, True)
    reply = form.send(
        anna, served={}, summary="x" * 6_000_000
    )  # with files, of which nothing is given back
    assert (reply.status_code, "Vorige" in text_of(reply)) == (413, True)


@pytest.mark.parametrize(
    "empty", ["", " \n\t\u2028", "\x00", "\u00ad\u200b\ufeff \u3164"], ids=ascii
)
@pytest.mark.parametrize("name", ["new-point", "recommendation", "new-recommendation", "earlier", "conclusion",
                                  "new-conclusion", "fact-check", "start"])  # fmt: skip
def test_what_must_be_filled_in(
    name: str, empty: str, anna: Client, forms: dict[str, Form]
) -> None:
    """Nothing, spaces and characters that nobody sees are all empty. Of a part that is there, the
    rest is stored."""
    form, before = forms[name], every_row()
    message = "Schrijf op wat er niet klopt." if name == "fact-check" else "Dit veld is verplicht."
    refused(form.send(anna, **form.filled("tekst") | dict.fromkeys(form.required, empty)), message)
    if form.saved:
        assert all(getattr(form.stored(), field) not in ("", "tekst") for field in form.required)
    else:
        assert every_row() == before


@pytest.mark.parametrize("empty", ["", "\u2060\u00ad \u200b"], ids=ascii)
@pytest.mark.parametrize("name", ["answer", "answer-number", "answer-frequency", "answer-yes-no", "theme", "follow-up",
                                  "texts"])  # fmt: skip
def test_the_rest_may_be_emptied(
    name: str, empty: str, anna: Client, forms: dict[str, Form]
) -> None:
    """An emptied text is stored as empty, and so is one in which nobody sees anything."""
    form = forms[name]
    form.send(anna, **form.filled("tekst"))
    again = dict.fromkeys(form.limits, empty)
    assert form.send(anna, **again).status_code in {200, 302}
    left = [field for field in form.limits if field != "key_point"]
    assert [read(form, field) for field in left] == [""] * len(left)
    assert not Finding.objects.filter(answer__isnull=False).exclude(headline="").exists()


# Numbers, dates and choices


NUMBERS = {
    "12": "12", "12,5": "12.5", "12.5": "12.5", "1.000": "1000", "1.000,50": "1000.5", "1 000": "1000", "0": "0",
    "-0": "0", "١٢": "12", "": None, "  ": None, "1.234.567,8": "1234567.8", "1\u202f000": "1000",
    "1\u00a0000,5": "1000.5", "0.5": "0.5", "0,50": "0.5", ",5": "0.5", "12,": "12", "007": "7", "1\x00": "1",
}  # fmt: skip
TWO_READINGS = (
    "Dit getal is op twee manieren te lezen. Zet een komma voor de decimalen, zoals 0,5, en gebruik "
    "een punt alleen tussen duizendtallen, zoals 1.500."
)
NO_NUMBERS = {
    "twaalf": "Vul een getal in, zoals 12 of 12,5.",
    "12 keer per maand": "Vul een getal in, zoals 12 of 12,5.",
    "NaN": "Vul een getal in, zoals 12 of 12,5.",
    "sNaN": "Vul een getal in, zoals 12 of 12,5.",
    "Infinity": "Vul een getal in, zoals 12 of 12,5.",
    "1e9999999999999999999": "Vul een getal in, zoals 12 of 12,5.",
    "1.000.00": "Vul een getal in, zoals 12 of 12,5.",
    "1,5,5": "Vul een getal in, zoals 12 of 12,5.",
    "=1+1": "Vul een getal in, zoals 12 of 12,5.",
    "<b>1</b>": "Vul een getal in, zoals 12 of 12,5.",
    "1e3": "Vul een getal in, zoals 12 of 12,5.",
    "1_000": "Vul een getal in, zoals 12 of 12,5.",
    "1 2": "Vul een getal in, zoals 12 of 12,5.",
    "1 000.000": "Vul een getal in, zoals 12 of 12,5.",
    "0.000.500": "Vul een getal in, zoals 12 of 12,5.",
    "+5": "Vul een getal in, zoals 12 of 12,5.",
    ".": "Vul een getal in, zoals 12 of 12,5.",
    "0.500": TWO_READINGS,
    "0.125": TWO_READINGS,
    ".125": TWO_READINGS,
    "1234.567": TWO_READINGS,
    "−3": "Zorg ervoor dat deze waarde minstens 0 is.",
    "-3": "Zorg ervoor dat deze waarde minstens 0 is.",
    "1,234": "Zorg dat er niet meer dan 2 cijfers achter de komma staan.",
    "9" * 1000: "Zorg dat er niet meer dan 12 cijfers zijn.",
}


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("name", ["answer-number", "answer-frequency"])
def test_numbers_as_dutch_people_type_them(
    name: str, number: str, anna: Client, forms: dict[str, Form]
) -> None:
    forms[name].send(anna, background=True, number=number, text="Geteld in mei.")
    stored, expected = forms[name].stored().number, NUMBERS[number]
    assert stored == (None if expected is None else Decimal(expected))
    assert "-" not in str(stored)


@pytest.mark.parametrize("background", [True, False], ids=["background", "page"])
@pytest.mark.parametrize("number", NO_NUMBERS, ids=lambda text: ascii(text[:20]))
def test_what_is_no_number(
    number: str, background: bool, anna: Client, forms: dict[str, Form]
) -> None:
    """The message says what to fill in; what was typed comes back on the page. The text that came
    along is stored."""
    form = forms["answer-number"]
    reply = form.send(anna, background=background, number=number, text="Geteld.")
    if background:
        assert told(reply)["number"]["message"] == NO_NUMBERS[number]
    else:
        refused(reply, NO_NUMBERS[number])
        assert "Geteld." in text_of(reply)
    assert (form.stored().text, form.stored().number) == ("Geteld.", None)


DATES = dict.fromkeys(
    ["31-2-2027", "2027-13-01", "morgen", "12,5", "\x00<b>"], "Vul een datum in, zoals 1-9-2027."
) | (
    dict.fromkeys(["0001-01-01", "1-1-1200", "9999-12-31"], "Vul een datum in tussen 2000 en 2100.")
)


@pytest.mark.parametrize("number", DATES, ids=ascii)
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("recommendation", "by_when"),
        ("new-recommendation", "by_when"),
        ("start", "period_start"),
        ("start", "period_end"),
    ],
)
def test_what_is_no_date(
    name: str, field: str, number: str, anna: Client, forms: dict[str, Form]
) -> None:
    """Days that don't exist, words, and years that nobody means."""
    form, before = forms[name], every_row()
    refused(form.send(anna, **form.filled("tekst") | {field: number}), DATES[number])
    if form.saved:
        assert (form.stored().what, form.stored().by_when) == ("tekst", None)
    else:
        assert every_row() == before


@pytest.mark.usefixtures("unchanged")
def test_a_period_that_ends_before_it_begins(anna: Client, forms: dict[str, Form]) -> None:
    reply = forms["start"].send(
        anna, title="Terug", period_start="2027-02-01", period_end="2027-01-01"
    )
    refused(reply, "Het einde van de periode ligt voor het begin.")


@pytest.mark.usefixtures("unchanged")
def test_a_period_that_is_there_already(anna: Client, forms: dict[str, Form]) -> None:
    reply = forms["start"].send(
        anna, title="Nog een", period_start="2026-01-01", period_end="2026-12-31"
    )
    refused(reply, "Over deze periode is er al een evaluatie met deze indicatorenset.")


CHOICES = [
    ("answer", "judgement"), ("answer-frequency", "per"), ("answer-yes-no", "yes"), ("point", "kind"),
    ("new-recommendation", "repeats"),
    ("follow-up", "outcome"), ("fact-check", "agrees"), ("start", "indicator_set"),
]  # fmt: skip
NO_CHOICES = ["<b>beste", "999999", "9" * 400, "-1"]


@pytest.mark.parametrize("value", NO_CHOICES, ids=lambda text: ascii(text[:10]))
@pytest.mark.parametrize(("name", "field"), CHOICES)
def test_what_is_no_choice(
    name: str, field: str, value: str, anna: Client, forms: dict[str, Form]
) -> None:
    """It is refused; what else was typed in a form that saves field by field is stored."""
    form, before = forms[name], every_row()
    reply = form.send(anna, background=form.saved, **form.filled("tekst") | {field: value})
    if form.saved:
        assert told(reply)[field]["result"] == "unreadable"
        assert {one["result"] for key, one in told(reply).items() if key != field} <= {
            "stored",
            "already",
        }
    else:
        refused(reply, "Selecteer een geldige keuze.")
        assert every_row() == before
        assert "<b>beste" not in text_of(reply)


@pytest.mark.parametrize("value", NO_CHOICES, ids=lambda text: ascii(text[:10]))
@pytest.mark.parametrize(
    ("name", "field"),
    [("point", "indicators"), ("point", "criteria"), ("recommendation", "repeats")],
)
def test_a_link_to_what_is_not_there_is_left_out(
    name: str, field: str, value: str, anna: Client, forms: dict[str, Form]
) -> None:
    """It may have been deleted, or be of another version; what is there is linked."""
    form = forms[name]
    before = {str(row) for row in getattr(form.stored(), field).all()}
    served = form.served(anna)
    kept = ["open"] if field == "indicators" else []
    reply = form.send(anna, background=True, served=served, **{field: [*kept, value]})
    assert told(reply)[field]["result"] in {"stored", "already"}
    assert {str(row) for row in getattr(form.stored(), field).all()} == before


# What a text was typed over


def without_history() -> Rows:
    return {table: rows for table, rows in every_row().items() if not table.endswith("textversion")}


@pytest.mark.parametrize("background", [True, False], ids=["background", "page"])
@pytest.mark.parametrize("name", SAVED)
def test_a_stale_page_gives_both_texts_back(
    name: str, background: bool, anna: Client, forms: dict[str, Form]
) -> None:
    """Nothing is stored; one's own text stays, and the other's comes back."""
    form = forms[name]
    served = form.served(anna)
    form.send(anna, background=True, page="bram", served=served, **form.filled("Van Bram"))
    stored = without_history()
    reply = form.send(anna, background=background, served=served, **form.filled("Van Anna"))
    if background:
        assert {told(reply)[field]["value"] for field in form.limits} == {"Van Bram"}
    else:
        assert reply.status_code == 409
        assert "Van Anna" in text_of(reply)
        assert "Van Bram" in text_of(reply)
    assert without_history() == stored


@pytest.mark.parametrize("name", [*SAVED, "theme"])
@pytest.mark.parametrize("digest", ["", "onzin", "x" * 5000], ids=["none", "odd", "endless"])
def test_who_says_something_odd_about_what_was_served_overwrites_nothing(
    digest: str, name: str, anna: Client, forms: dict[str, Form]
) -> None:
    """Whatever was typed over a text that nobody has seen is a conflict."""
    form = forms[name]
    form.send(anna, background=form.saved, **form.filled("Van Bram"))
    stored = without_history()
    odd = dict.fromkeys(form.limits, digest)
    reply = form.send(
        anna, background=form.saved, served=odd, page="anna", **form.filled("Van Anna")
    )
    if form.saved:
        assert {told(reply)[field]["result"] for field in form.limits} == {"conflict"}
    else:
        assert reply.status_code == 409
    assert without_history() == stored


BESIDE = {
    "step": ["-1", "9" * 5000, "twaalf", "١٢", "\x00"],
    "page": ["\x00a", "e" * 5000, "<script>", "\ud83d".encode("utf-8", "replace").decode()],
    "open-theirs": ["beide", ":", "\x00", "x" * 5000],
}


@pytest.mark.parametrize(
    ("name", "value"),
    [(n, v) for n, values in BESIDE.items() for v in values],
    ids=lambda t: ascii(t[:12]),
)
def test_odd_values_beside_the_fields_do_no_harm(
    name: str, value: str, anna: Client, forms: dict[str, Form]
) -> None:
    """What is sent along about a page is taken for what it can be; the text is saved all the same."""
    form = forms["theme"]
    data = form.data(form.served(anna), text="Nieuw.") | {name: value}
    assert anna.post(form.url, data).status_code == 302
    assert form.stored().text == "Nieuw."
