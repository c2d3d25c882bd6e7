"""What is logged: the number that is on the page, and nothing that somebody typed."""

import io
import json
import logging
import re

import pytest
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from loket_eval.errors import too_large as answer_too_large
from loket_eval.masking import MaskSecrets
from loket_eval.running.log_lines import JsonLines, TextLines
from loket_eval.urls import handler400, handler403, handler404  # noqa: F401
from loket_eval.urls import urlpatterns as real_urlpatterns
from tests.cast import Cast

SECRET = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
TYPED = "Wat Piet zei over zijn buurman"


def break_down(request: HttpRequest, secret: str = "") -> HttpResponse:
    try:
        raise IntegrityError(f"refused\nDETAIL:  Failing row contains ({TYPED})")
    except IntegrityError as error:
        raise ValueError(TYPED) from error


def no_room(request: HttpRequest) -> HttpResponse:
    raise OperationalError("could not extend file: No space left on device\nDETAIL: " + TYPED)


def too_large(request: HttpRequest) -> HttpResponse:
    return answer_too_large(request)


urlpatterns = [
    *real_urlpatterns,
    path("kapot/<str:secret>/", break_down),
    path("vol/", no_room),
    path("te-groot/", too_large),
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def lines():
    """Return a function that starts to collect the log, as text or as JSON."""
    handlers = []

    def collect(formatter: logging.Formatter) -> io.StringIO:
        stream = io.StringIO()
        handler = logging.StreamHandler(stream)
        handler.setFormatter(formatter)
        handler.addFilter(MaskSecrets())
        logging.getLogger().addHandler(handler)
        handlers.append(handler)
        return stream

    yield collect
    for handler in handlers:
        logging.getLogger().removeHandler(handler)


@pytest.fixture
def annas(cast: Cast, as_user) -> Client:
    client = as_user(cast.anna)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/kapot/x/", 500),
        ("/%00/", 400),
        ("/beheer/login/", 403),
        ("/bestaat-niet/", 404),
        ("/account/uitloggen/", 405),
        ("/te-groot/", 413),
    ],
)
def test_page_and_log_share_a_number(annas: Client, lines, address: str, status: int) -> None:
    """Whoever calls about an error reads out a number, with which it is found."""
    log = lines(JsonLines(careful=True))
    answer = annas.get(address) if status != 405 else annas.delete(address)
    assert answer.status_code == status
    number = answer["X-Request-ID"]
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{8}", number)
    assert f"<strong>{number}</strong>" in answer.text
    logged = [json.loads(line) for line in log.getvalue().splitlines()]
    assert {line["request"] for line in logged} == {number}
    assert {line["status"] for line in logged if "status" in line} == {status}


def test_a_number_is_of_one_request(annas: Client) -> None:
    """What a visitor sends along is no number of ours."""
    numbers = {
        annas.get("/bestaat-niet/", headers={"X-Request-ID": "MIJNEIGEN"})["X-Request-ID"]
        for _ in range(20)
    }
    assert len(numbers) == 20
    assert "MIJNEIGEN" not in numbers


@pytest.mark.parametrize("kind", [TextLines, JsonLines])
def test_nothing_typed_and_no_secret_is_logged(
    annas: Client, cast: Cast, lines, kind: type[TextLines]
) -> None:
    """An error says where it was, of which kind and what led to it; not with which words."""
    log = lines(kind(careful=True))
    annas.post(f"/kapot/{SECRET}/?zoek={TYPED}", {"text": TYPED})
    written = log.getvalue()
    assert TYPED not in written
    assert SECRET not in written
    assert written.count("Piet") == 0
    for part in ("django.db.utils.IntegrityError", "ValueError", "break_down", "/kapot/…/"):
        assert part in written
    if kind is JsonLines:
        line = json.loads(written)
        assert (line["level"], line["account"], line["method"], line["path"], line["status"]) == (
            "ERROR",
            cast.anna.pk,
            "POST",
            "/kapot/…/",
            500,
        )


def test_what_is_about_the_machine_stays(annas: Client, lines) -> None:
    """That the disk is full is no secret; what was to be stored there is."""
    log = lines(TextLines(careful=True))
    annas.get("/vol/")
    assert "OperationalError: could not extend file: No space left on device" in log.getvalue()
    assert TYPED not in log.getvalue()


def test_developers_read_everything(annas: Client, lines) -> None:
    """Outside production nobody's text is at stake, and the message is what helps."""
    log = lines(TextLines(careful=False))
    annas.get("/kapot/x/")
    assert f"ValueError: {TYPED}" in log.getvalue()
