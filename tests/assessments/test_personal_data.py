"""Warnings of personal data while typing: what a short rule finds is told at once, and stored."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Answer, Assessment, Finding, Recommendation
from loket_eval.personal_data.patterns import places_in
from networks.models import User
from tests.cast import Cast

from .saving_pages import Sent, as_form, hidden_in, send, served_in, told, typed

KEY = "actie-overleg-mandaat"
TODAY = date(2026, 11, 28)
BSN = "111222333"  # passes the eleven-test, and was never given out


def found(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], str(one.kind)) for one in places_in(text, TODAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"BSN {BSN}.", [(BSN, "bsn")]),
        ("BSN 1112.22.333 of 111 222 333", [("1112.22.333", "bsn"), ("111 222 333", "bsn")]),
        ("Bel 06-12345678", [("06-12345678", "phone")]),
        ("Bel 06 12 34 56 78.", [("06 12 34 56 78", "phone")]),
        ("Een buur (06-12345678) zag het.", [("06-12345678", "phone")]),
        ("Bel (0318) 12 34 56", [("(0318) 12 34 56", "phone")]),
        ("+31 6 1234 5678", [("+31 6 1234 5678", "phone")]),
        ("0031612345678", [("0031612345678", "phone")]),
        ("Mail j.voorbeeld@wijk.example!", [("j.voorbeeld@wijk.example", "email")]),
        ("geboren op 3 mei 2017", [("3 mei 2017", "birth_date")]),
        ("Geb. 04/05/1999", [("04/05/1999", "birth_date")]),
        ("de heer X (12-03-1987)", [("12-03-1987", "birth_date")]),
        ("de heer X (1987-03-12)", [("1987-03-12", "birth_date")]),
        ("mevrouw Y, 12-3-87", [("12-3-87", "birth_date")]),
    ],
)
def test_what_looks_like_personal_data(text: str, expected: list[tuple[str, str]]):
    """Numbers, addresses and birth dates, as people write them."""
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dit geldt vanaf 1 juli 2026.",
        "Per 01-01-2025 en tot en met 31-12-2025.",
        "Per 1 januari 2005 werken wij zo.",
        "In 2014-2015 en op 3 februari 2024.",
        "Overleg op 01-01-2025 09:30, zaal 020.",
        "123456789 meldingen",  # fails the eleven-test
        "€ 111.222.333 en 111.222.333,50",
        "IBAN NL00BANK0111222333",
        "Zaak 2026-111222333-01",
        "Veilig Thuis is 0800-2000, de politie 0900-8844.",
        "Ons nummer is 088-123 45 67, of 14 030, of 112.",
        "Meld het bij info@wijk.example",
        "op 31-02-1987 of 12-13-1987",
        "000000000",
    ],
)
def test_what_is_normal_in_these_texts_gives_no_warning(text: str):
    """Dates of the work, amounts, numbers of organisations and of cases."""
    assert found(text) == []


WARNING = (
    f"Antwoord: Dit lijkt op een burgerservicenummer: {BSN}. "
    "Haal het weg als het over een persoon gaat."
)


@pytest.fixture
def save(assessment: Assessment, as_user: Callable[[User], Client]) -> Callable[..., HttpResponse]:
    def save_fields(by: User, **fields: Sent) -> HttpResponse:
        address = reverse("answer", args=[assessment.pk, KEY])
        return send(as_user(by), address, fields, person=by.pk)

    return save_fields


def test_the_reply_to_a_save_warns_and_the_text_is_stored(
    save: Callable[..., HttpResponse], cast: Cast
):
    """The same text sent again warns again; without the number the warning goes."""
    text = f"Een melding over {BSN}."
    first = told(save(cast.anna, text=typed(text)))["text"]
    assert (first["result"], first["personal"]) == ("stored", WARNING)
    again = told(save(cast.anna, text=typed(text, step=2, served=first["stored"])))["text"]
    assert (again["result"], again["personal"]) == ("already", WARNING)
    assert Answer.objects.get(indicator__key=KEY).text == text
    clean = typed("Een melding.", step=3, served=first["stored"])
    assert told(save(cast.anna, text=clean))["text"]["personal"] == ""


def test_without_scripts_the_page_warns_after_sending(
    assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """The page that comes back has the warning under the question, and so has a colleague's."""
    page = reverse("theme", args=[assessment.pk, "actie-overleg"])
    anna = as_user(cast.anna)
    shown = anna.get(page)
    form = as_form(KEY, {"text": f"Een melding over {BSN}."}, served_in(shown, KEY))
    form["set"] = hidden_in(shown, "set")
    after = anna.post(page, form, follow=True)
    assert after.status_code == 200
    assert WARNING in after.content.decode()
    assert as_user(cast.bram).get(page).content.decode().count(WARNING) == 1


def test_points_and_recommendations_warn_too(
    assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
):
    """Every text that saves itself has the same rule."""
    text = "Vraag het Jip: jip@wijk.example"
    point = Finding.objects.create(
        assessment=assessment, kind="strength", headline="Kort", explanation=text, position=1
    )
    Recommendation.objects.create(assessment=assessment, what=text, position=1)
    client = as_user(cast.anna)
    warning = "Dit lijkt op een e-mailadres: jip@wijk.example."
    for page in ("points", "recommendations"):
        assert warning in client.get(reverse(page, args=[assessment.pk])).content.decode()
    address = reverse("save_point", args=[assessment.pk, point.pk])
    served = served_in(client.get(reverse("points", args=[assessment.pk])), f"p{point.pk}")
    sent = {"explanation": typed(f"{text}!", served=served["explanation"])}
    reply = told(send(client, address, sent, person=cast.anna.pk))["explanation"]
    assert (reply["result"], warning in reply["personal"]) == ("stored", True)
