"""What holds for every answer: headers, cookies, errors in Dutch, odd bytes, and forms that come
too late."""

import html
import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from loket_eval.rescue import Rescued
from loket_eval.urls import handler400, handler403, handler404  # noqa: F401  # this file stands in for it
from loket_eval.urls import urlpatterns as real_urlpatterns

from .cast import PASSWORD, Cast
from .protection import unprotected

TEXT = "Een lange zin met <b>tekens</b> &\nen een tweede regel."


def break_down(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Dit kan alleen de coördinator van het netwerk.")


def make_nothing_of(request: HttpRequest) -> HttpResponse:
    raise BadRequest


def echo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(repr(request.POST.getlist("text")) + repr(request.POST.getlist("choice")))


urlpatterns = [
    *real_urlpatterns,
    path("kapot/", break_down),
    path("mag-niet/", refuse),
    path("formulier/", echo),
    path("onbegrepen/", make_nothing_of),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def annas(cast: Cast, as_user) -> Client:
    client = as_user(cast.anna)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/account/inloggen/", 200),
        ("/account/wachtwoord/", 302),
        ("/beheer/", 302),
        ("/static/site.css", 200),
        ("/bestaat-niet/", 404),
        ("/%00/", 400),
        ("/formulier", 301),
        ("/api/v1/networks", 401),
        ("/api/v1/openapi.json", 200),
        ("/.well-known/security.txt", 404),
    ],
)
def test_every_answer_to_a_visitor_has_the_headers(
    client: Client, db: None, address: str, status: int
) -> None:
    """Pages, redirects, static files and errors all carry the strict policy."""
    answer = client.get(address)
    assert answer.status_code == status
    assert unprotected(answer) == []
    if not address.startswith("/static/"):
        assert answer["X-Frame-Options"] == "DENY"
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("address", "status"), [("/kapot/", 500), ("/mag-niet/", 403), ("/beheer/login/", 403)]
)
def test_errors_are_dutch_pages_with_the_headers(annas: Client, address: str, status: int) -> None:
    """An error is a page in Dutch with the same policy, also when our own code broke down."""
    answer = annas.get(address)
    assert answer.status_code == status
    assert unprotected(answer) == []
    assert '<html lang="nl">' in answer.text


def test_who_found_a_leak_reads_where_to_tell_it(client: Client, settings: LazySettings) -> None:
    """The file of RFC 9116, for anybody; the contact comes from the settings."""
    settings.SECURITY_CONTACT = "mailto:security@voorbeeld.example"
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "Contact: mailto:security@voorbeeld.example\n" in answer.text
    expires = datetime.fromisoformat(re.search(r"Expires: (\S+)Z", answer.text)[1])
    assert timedelta(days=30) < expires - datetime.now() < timedelta(days=365)


def test_refusal_says_why(annas: Client) -> None:
    """Our own reason is on the 403 page."""
    assert "Dit kan alleen de coördinator van het netwerk." in annas.get("/mag-niet/").text


@pytest.mark.parametrize("address", ["/onbegrepen/", "/mag-niet/", "/bestaat-niet/"])
def test_refused_form_comes_back_as_text(annas: Client, address: str) -> None:
    """Whatever the reason: the browser no longer has what was typed on a page that is gone."""
    answer = annas.post(address, {"text": "Een halve <b>zin</b>"})
    assert (answer.status_code >= 400, "Een halve &lt;b&gt;zin" in answer.text) == (True, True)


def test_admin_runs_under_the_policy(cast: Cast, as_user) -> None:
    """The admin gets no exceptions."""
    answer = as_user(cast.ada).get("/beheer/")
    assert unprotected(answer) == []
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_breakdown_page_needs_no_database(client: Client) -> None:
    """The 500 page renders when the database is what broke: this test has none."""
    from django.views.defaults import server_error

    answer = server_error(HttpRequest())
    assert (answer.status_code, "Er ging iets mis bij ons" in answer.text) == (500, True)


def test_pages_are_not_kept_in_caches(annas: Client) -> None:
    """What is on a page of a network stays out of the browser's and a proxy's cache."""
    assert "no-store" in annas.get("/account/wachtwoord/")["Cache-Control"]
    assert "no-store" not in annas.get("/static/site.css")["Cache-Control"]


@pytest.mark.parametrize(
    "address",
    [
        "/rapporten/%00",
        "/beheer/networks/network/%00/change/",
        "/beheer/networks/network/?q=%00",
        "/%ff%fe/",
        "/?x=%ff%00",
        "/account/inloggen/?next=%00",
        "/account/wachtwoord/nieuw/zzzzzzzzzzzzz-a/",
        "/account/wachtwoord/nieuw/1-%00/",
        "/beheer/networks/network/99999999999999999999999/change/",
        "/beheer/networks/network/?id=99999999999999999999999",
    ],
)
def test_odd_addresses_break_nothing(cast: Cast, as_user, address: str) -> None:
    """NUL, half characters and huge numbers in an address get an answer, never a breakdown."""
    client = as_user(cast.ada)
    client.raise_request_exception = False
    assert client.get(address, follow=True).status_code < 500


def test_odd_forms_and_cookies_break_nothing(client: Client, db: None) -> None:
    """The same for what is in a cookie or a form, and for a form in an encoding of its own."""
    client.raise_request_exception = False
    nul = client.post("/account/inloggen/", {"login": "a\0@voorbeeld.example", "password": "\0"})
    assert (nul.status_code, "<title>Fout: Inloggen" in nul.text) == (200, True)
    body = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\n\\ud800\r\n--x--\r\n'
    for charset in ("raw_unicode_escape", "rot13", "utf-7"):
        content_type = f"multipart/form-data; boundary=x; charset={charset}"
        assert client.generic("POST", "/account/inloggen/", body, content_type).status_code == 400
    nul_cookie = (
        'sessionid="' + r"\000" * 40 + '"'
    )  # as a header: newer Pythons don't let the client make it
    assert client.get("/account/inloggen/", headers={"cookie": nul_cookie}).status_code == 400


# A form that comes too late


def hidden_fields(page: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(
        r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', page, re.DOTALL
    ):
        fields.setdefault(html.unescape(name), []).append(html.unescape(value))
    return fields


def token(page: str) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]


def strict_client(cast: Cast | None = None) -> Client:
    client = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"})
    if cast:
        client.force_login(cast.anna, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("end", [b"", b"&text=Een+hal", b"&text=Een+halve+zin&cho"])
def test_form_that_breaks_off_is_no_form(annas: Client, end: bytes) -> None:
    """A connection breaks halfway a form: what did arrive isn't taken for what somebody typed."""
    whole = b"choice=a&text=Een+halve+zin&choice=b"
    sent = b"choice=a" + end
    form = "application/x-www-form-urlencoded"
    broken_off = {"wsgi.input": BytesIO(sent), "CONTENT_LENGTH": str(len(whole))}

    answer = annas.generic("POST", "/formulier/", sent, form, **broken_off)
    assert (answer.status_code, "hal" in answer.content.decode()) == (400, False)

    assert "Een halve zin" in annas.post("/formulier/", whole, form).content.decode()


def test_text_survives_a_session_that_ended(cast: Cast) -> None:
    """Sent after the session ended: log in on the page that comes back, then send the same once
    more."""
    cast.anna.set_password(PASSWORD)
    cast.anna.save()
    client = strict_client()
    old_token = token(client.get("/account/inloggen/").text)
    form = {
        "text": [TEXT, "nog een"],
        "choice": "strength",
        "password": "geheim",
        "csrfmiddlewaretoken": old_token,
    }

    expired = client.post("/formulier/?a=1", form)
    assert expired.status_code == 401
    assert html.escape(TEXT) in expired.text
    assert "geheim" not in expired.text

    unsent = html.unescape(re.search(r'name="unsent" value="([^"]*)"', expired.text)[1])
    login = {"login": cast.anna.email, "unsent": unsent, "csrfmiddlewaretoken": token(expired.text)}
    wrong = client.post("/account/inloggen/", {**login, "password": "fout"})
    assert html.escape(TEXT) in wrong.text
    back = client.post("/account/inloggen/", {**login, "password": PASSWORD})
    assert back.status_code == 200
    assert 'action="/formulier/?a=1"' in back.text

    again = {**hidden_fields(back.text), "csrfmiddlewaretoken": token(back.text)}
    sent = client.post("/formulier/?a=1", again)
    # A form sends its line ends as CR LF, a test client as they are.
    assert sent.text == repr([TEXT, "nog een"]) + repr(["strength"])


def test_text_survives_a_stale_token(cast: Cast) -> None:
    """Sent with a token from before logging in again: the page that comes back holds the same with
    a fresh one."""
    client = strict_client(cast)
    late = client.post("/formulier/", {"text": TEXT, "csrfmiddlewaretoken": "x" * 64})
    assert late.status_code == 403
    assert hidden_fields(late.text) == {"text": [TEXT]}
    sent = client.post(
        "/formulier/", {**hidden_fields(late.text), "csrfmiddlewaretoken": token(late.text)}
    )
    assert sent.text == repr([TEXT]) + "[]"


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://testserver"},
        {"sec-fetch-site": "none"},
        {"origin": "https://kwaad.example"},
        {"origin": "null", "referer": "http://testserver/"},
        {"origin": "https://testserver"},
        {"referer": "http://testserver.kwaad.example/"},
        {"referer": "http://[kwaad"},
        {},
    ],
)
def test_another_site_gets_no_ready_made_form(cast: Cast, headers: dict[str, str]) -> None:
    """What another site posts never comes back as a form with a valid token, one click from being
    accepted."""
    client = Client(enforce_csrf_checks=True, headers=headers)
    client.force_login(cast.anna, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/formulier/", {"text": TEXT})
    assert answer.status_code == 403
    assert "Dit formulier is niet aangenomen" in answer.text
    assert hidden_fields(answer.text) == {}
    assert html.escape(TEXT) not in answer.text


def test_late_click_without_text_promises_nothing(cast: Cast, client: Client) -> None:
    """A button such as Uitloggen has no text to keep: the visitor just logs in, a stale one opens
    the page again."""
    assert client.post("/account/uitloggen/").url == "/account/inloggen/"
    stale = strict_client(cast).post("/account/uitloggen/")
    assert (stale.status_code, "Dit formulier is niet aangenomen" in stale.text) == (403, True)


@pytest.mark.parametrize(
    "headers", [{"origin": "http://testserver"}, {"referer": "http://testserver/formulier/"}]
)
def test_older_browser_keeps_its_text_too(cast: Cast, headers: dict[str, str]) -> None:
    """Without Sec-Fetch-Site, an Origin or Referer of our own is enough."""
    client = Client(enforce_csrf_checks=True, headers=headers)
    client.force_login(cast.anna, backend="django.contrib.auth.backends.ModelBackend")
    assert hidden_fields(client.post("/formulier/", {"text": TEXT}).text) == {"text": [TEXT]}


def test_save_in_the_background_is_told_what_to_do(cast: Cast) -> None:
    """A script gets a short answer: 401 to log in, or 403 with a fresh token in the cookie."""
    visitor = Client(headers={"hx-request": "true"})
    expired = visitor.post("/formulier/", {"text": TEXT})
    assert (expired.status_code, 'data-session="expired"' in expired.text) == (401, True)
    client = strict_client(cast)
    stale = client.post("/formulier/", {"text": TEXT}, headers={"hx-request": "true"})
    assert (stale.status_code, stale["Loket-Refused"], 'data-session="stale"' in stale.text) == (
        403,
        "csrf",
        True,
    )
    fresh = {"hx-request": "true", "x-csrftoken": stale.cookies["csrftoken"].value}
    assert client.post("/formulier/", {"text": TEXT}, headers=fresh).status_code == 200


@pytest.mark.parametrize(
    "raw",
    ["", "x", "[]", "null", '["https://kwaad.example/",[]]', '["//kwaad.example",[]]', '["/\\\\kwaad.example",[]]',
     '["/\\t/kwaad.example/",[]]', '["/\\n//kwaad.example/",[]]', '["/\\r\\\\kwaad.example/",[]]', '["///kwaad.example/",[]]',
     '["/a",[["x"]]]', '["/a",[["x",1]]]', '["/a",5]', "[" * 100_000],
)  # fmt: skip
def test_made_up_form_is_not_taken_along(raw: str) -> None:
    """Only what the portal itself made is sent on after logging in, and only to the portal."""
    assert Rescued.from_json(raw) is None


# Production


def test_production_settings_pass_the_check(tmp_path: Path) -> None:
    """`check --deploy` has nothing to say; cookies are tied to the host."""
    root = Path(__file__).parent.parent
    environment = os.environ | {
        "LOKET_PRODUCTION": "1",
        "LOKET_SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "LOKET_HOSTS": "evaluatie.voorbeeld.example",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'x.sqlite3'}",
        "LOKET_FROM_EMAIL": "loket@voorbeeld.example",
    }
    check_and_show = (
        "from django.conf import settings as s; from django.core.management import call_command;"
        "call_command('check', deploy=True, fail_level='DEBUG');"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_PATH)"
    )
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", check_and_show]
    run = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    silent = "System check identified no issues (0 silenced).\n"
    assert (run.returncode, run.stderr, run.stdout) == (
        0,
        "",
        f"{silent}__Host-sessionid __Host-csrftoken /\n",
    )


def test_cookies_are_closed_to_scripts_and_other_sites(cast: Cast) -> None:
    """The session is out of reach of scripts; other sites' forms don't carry it."""
    cast.anna.set_password(PASSWORD)
    cast.anna.save()
    client = Client()
    session = client.post(
        reverse("account_login"), {"login": cast.anna.email, "password": PASSWORD}
    ).cookies["sessionid"]
    assert (session["httponly"], session["samesite"], session["path"]) == (True, "Lax", "/")
