# ruff: noqa: F811  # fixtures of every_form are arguments here
"""Bad input in every field of every form: a clear Dutch message, nothing changed that shouldn't,
and shown as text."""

from decimal import Decimal
from html import escape

import pytest
from django.test import Client

from assessments.models import Finding
from loket_eval.prose import clean_text
from tests.rows import every_row

from .every_form import FORM_NAMES, SAVED, Form, anna, db, forms, refused, scene, text_of, unchanged  # noqa: F401

HOSTILE = {
    "code": (
        "=cmd|' /C calc'!A0 <script>alert('x')</script><img src=x onerror=alert(1)> {{7*7}} {% debug %} {% load x %}"
    ),
    "other-scripts": "\u202eomgekeerd\u202c ثقة אמון 👩\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 e\u0301",
    "one-word": "w" * 3000,
    "number": "12,5",
}
NO_REVISION = (
    "Deze pagina is verouderd. Bewaar uw tekst even ergens anders en open de pagina opnieuw."
)
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
    assert "Onzichtbare of onleesbare tekens in de tekst zijn weggelaten of vervangen." in text_of(
        reply
    )


@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_bytes_that_are_no_text(content_type: str, anna: Client, forms: dict[str, Form]) -> None:
    """Half surrogates and bytes outside UTF-8 are stored as the sign for what is unreadable."""
    form = forms["answer"]
    if "multipart" in content_type:
        parts = {b"open-revision": b"1", b"open-text": b"a\xed\xa0\x80\xffb"}
        body = b"".join(
            b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % p
            for p in parts.items()
        )
        body += b"--x--\r\n"
    else:
        body = b"open-revision=1&open-text=a%ED%A0%80%FFb"
    reply = anna.generic("POST", form.url, body, content_type, headers={"HX-Request": "true"})
    assert reply.status_code == 200
    assert form.stored().text == "a\ufffd\ufffd\ufffd\ufffdb"


@pytest.mark.parametrize(
    ("name", "background"),
    [(name, False) for name in FORM_NAMES] + [(name, True) for name in SAVED],
)
def test_a_megabyte_is_refused_and_comes_back(
    name: str, background: bool, anna: Client, forms: dict[str, Form]
) -> None:
    """Each field says how much there is and how much fits; on the page the text is still there, in
    full."""
    form = forms[name]
    megabyte = "x" * 1_000_000
    reply = form.send(anna, background=background, **dict.fromkeys(form.limits, megabyte))
    for limit in form.limits.values():
        refused(
            reply,
            f"Deze tekst heeft 1000000 tekens; er passen er hoogstens {limit}. Er is niets ingekort.",
        )
    if not background and not name.startswith("answer"):
        assert text_of(reply).count(megabyte) >= len(form.limits)
    assert "x" * 100 not in str(every_row())


@pytest.mark.usefixtures("unchanged")
def test_six_megabytes_are_refused(anna: Client, forms: dict[str, Form]) -> None:
    """More than any form can hold gets a page that says so, and the text back: no browser has it
    any more."""
    form = forms["texts"]
    body = b"t-summary=" + b"veel+te+veel+" * 500_000
    for headers in ({}, {"HX-Request": "true"}):
        reply = anna.generic(
            "POST", form.url, body, "application/x-www-form-urlencoded", headers=headers
        )
        assert reply.status_code == 413
        assert "Er is niets opgeslagen" in text_of(reply)
        assert "5 MB" in text_of(reply)
        assert ("veel te veel " * 499_999 in text_of(reply)) == (not headers)
    reply = form.send(anna, summary="x" * 6_000_000)  # with files, of which nothing is given back
    assert (reply.status_code, "Vorige" in text_of(reply)) == (413, True)


@pytest.mark.parametrize(
    "empty", ["", " \n\t\u2028", "\x00", "\u00ad\u200b\ufeff \u3164"], ids=ascii
)
@pytest.mark.parametrize("name", ["point", "new-point", "recommendation", "new-recommendation", "earlier", "conclusion",
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
    again = dict.fromkeys(form.limits, empty) | {"revision": form.stored().revision}
    assert form.send(anna, **again).status_code in {200, 302}
    left = [field for field in form.limits if field != "key_point"]
    assert [read(form, field) for field in left] == [""] * len(left)
    assert not Finding.objects.filter(answer__isnull=False).exists()


# Numbers, dates and choices


NUMBERS = {
    "12": "12", "12,5": "12.5", "12.5": "12.5", "1.000": "1000", "1.000,50": "1000.5", "1 000": "1000", "0": "0",
    "-0": "0", "١٢": "12", "": None, "  ": None, "1.234.567,8": "1234567.8", "1\u202f000": "1000",
    "1\u00a0000,5": "1000.5", "0.5": "0.5", "0,50": "0.5", ",5": "0.5", "12,": "12", "007": "7", "1\x00": "1",
}  # fmt: skip
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
    "0.500": "Dit getal is op twee manieren te lezen.",
    "0.125": "Dit getal is op twee manieren te lezen.",
    ".125": "Dit getal is op twee manieren te lezen.",
    "1234.567": "Dit getal is op twee manieren te lezen.",
    "−3": "Zorg ervoor dat deze waarde minstens 0 is.",
    "-3": "Zorg ervoor dat deze waarde minstens 0 is.",
    "1,234": "Zorg dat er niet meer dan 2 cijfers achter de komma staan.",
    "9" * 1000: "Zorg dat er niet meer dan 12 cijfers zijn.",
}


@pytest.mark.parametrize("typed", NUMBERS)
@pytest.mark.parametrize("name", ["answer-number", "answer-frequency"])
def test_numbers_as_dutch_people_type_them(
    name: str, typed: str, anna: Client, forms: dict[str, Form]
) -> None:
    forms[name].send(anna, background=True, number=typed, text="Geteld in mei.")
    stored, expected = forms[name].stored().number, NUMBERS[typed]
    assert stored == (None if expected is None else Decimal(expected))
    assert "-" not in str(stored)


@pytest.mark.parametrize("background", [True, False], ids=["background", "page"])
@pytest.mark.parametrize("typed", NO_NUMBERS, ids=lambda text: ascii(text[:20]))
def test_what_is_no_number(
    typed: str, background: bool, anna: Client, forms: dict[str, Form]
) -> None:
    """The message says what to fill in; what was typed comes back on the page. The text that came
    along is stored."""
    form = forms["answer-number"]
    url = form.url if background else form.page
    reply = anna.post(
        url,
        form.data(number=typed, text="Geteld."),
        headers={"HX-Request": "true"} if background else {},
    )
    refused(reply, NO_NUMBERS[typed])
    assert "De rest is opgeslagen" in text_of(reply) if background else "Geteld." in text_of(reply)
    assert (form.stored().text, form.stored().number) == ("Geteld.", None)


DATES = dict.fromkeys(
    ["31-2-2027", "2027-13-01", "morgen", "12,5", "\x00<b>"], "Vul een datum in, zoals 1-9-2027."
) | (
    dict.fromkeys(["0001-01-01", "1-1-1200", "9999-12-31"], "Vul een datum in tussen 2000 en 2100.")
)


@pytest.mark.parametrize("typed", DATES, ids=ascii)
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
    name: str, field: str, typed: str, anna: Client, forms: dict[str, Form]
) -> None:
    """Days that don't exist, words, and years that nobody means."""
    form, before = forms[name], every_row()
    refused(form.send(anna, **form.filled("tekst") | {field: typed}), DATES[typed])
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
    refused(reply, "Over deze periode is er al een zelfevaluatie met deze indicatorenset.")


CHOICES = [
    ("answer", "judgement"), ("answer-frequency", "per"), ("answer-yes-no", "yes"), ("point", "kind"),
    ("point", "indicators"), ("point", "criteria"), ("recommendation", "repeats"), ("new-recommendation", "repeats"),
    ("follow-up", "outcome"), ("fact-check", "agrees"), ("start", "indicator_set"),
]  # fmt: skip
NO_CHOICES = ["<b>beste", "999999", "9" * 400, "-1"]


@pytest.mark.parametrize("value", NO_CHOICES, ids=lambda text: ascii(text[:10]))
@pytest.mark.parametrize(("name", "field"), CHOICES)
@pytest.mark.usefixtures("unchanged")
def test_what_is_no_choice(
    name: str, field: str, value: str, anna: Client, forms: dict[str, Form]
) -> None:
    form = forms[name]
    reply = form.send(anna, background=form.saved, **form.filled("tekst") | {field: value})
    refused(reply, "Selecteer een geldige keuze.")
    assert "<b>beste" not in text_of(reply)


# Revisions


@pytest.mark.parametrize("background", [True, False], ids=["background", "page"])
@pytest.mark.parametrize("name", SAVED)
def test_a_stale_revision_gives_both_texts_back(
    name: str, background: bool, anna: Client, forms: dict[str, Form]
) -> None:
    """Nothing is stored; one's own text and the other's stand on the page."""
    form = forms[name]
    form.send(anna, **form.filled("Van Bram"))
    stored = every_row()
    data = form.data(**form.filled("Van Anna") | {"revision": form.stored().revision - 1})
    if background:
        reply = anna.post(form.url, data, headers={"HX-Request": "true"})
    else:
        reply = anna.post(form.page if name.startswith("answer") else form.url, data)
    assert reply.status_code in {409, 422}
    assert "Van Anna" in text_of(reply)
    assert "Van Bram" in text_of(reply)
    assert every_row() == stored


NO_REVISIONS = {
    "negative": "-1", "huge": "9" * 20, "endless": "9" * 5000, "empty": "", "nul": "1\x00", "ahead": "7",
}  # fmt: skip


@pytest.mark.parametrize("revision", NO_REVISIONS.values(), ids=NO_REVISIONS)
@pytest.mark.parametrize("name", ["answer", "point", "texts", "theme"])
@pytest.mark.usefixtures("unchanged")
def test_what_is_no_revision(
    name: str, revision: str, anna: Client, forms: dict[str, Form]
) -> None:
    """Whoever says something odd about what a text was based on, or nothing at all, overwrites
    nothing."""
    form = forms[name]
    reply = form.send(anna, background=form.saved, **form.filled("anders") | {"revision": revision})
    assert reply.status_code == (409 if revision == "7" else 422)
    assert ("Een collega" if revision == "7" else NO_REVISION) in text_of(reply)


@pytest.mark.parametrize("name", [*SAVED, "theme"])
@pytest.mark.usefixtures("unchanged")
def test_a_missing_revision(name: str, anna: Client, forms: dict[str, Form]) -> None:
    form = forms[name]
    data = {
        key: value
        for key, value in form.data(**form.filled("anders")).items()
        if not key.endswith("-revision")
    }
    reply = anna.post(form.url, data, headers={"HX-Request": "true"} if form.saved else {})
    refused(reply, NO_REVISION)


BESIDE = {
    "step": ["-1", "9" * 5000, "twaalf", "١٢", "\x00"],
    "editor": ["\x00a", "e" * 5000, "<script>", "\ud83d".encode("utf-8", "replace").decode()],
    "resolve": ["open:beide", ":", "\x00", "x" * 5000],
    "open-seen": [""],
}


@pytest.mark.parametrize(
    ("name", "value"),
    [(n, v) for n, values in BESIDE.items() for v in values],
    ids=lambda t: ascii(t[:12]),
)
def test_odd_values_beside_the_fields_do_no_harm(
    name: str, value: str, anna: Client, forms: dict[str, Form]
) -> None:
    """What a script sends along about a page is taken for what it can be; the text is saved all the
    same."""
    form = forms["answer"]
    reply = anna.post(
        form.url, form.data(text="Nieuw.") | {name: value}, headers={"HX-Request": "true"}
    )
    assert reply.status_code == 200
    assert (form.stored().text, form.stored().revision) == ("Nieuw.", 2)
