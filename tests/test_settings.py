"""Settings from the environment: strict, all mistakes at once, and one table for code and page."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from loket_eval.settings.page import page
from loket_eval.settings.production import ProductionVariables
from loket_eval.settings.variables import Variables

ROOT = Path(__file__).parent.parent
PRODUCTION = {
    "LOKET_PRODUCTION": "1",
    "LOKET_SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "LOKET_HOSTS": "portaal.voorbeeld.example",
    "DATABASE_URL": "postgres://loket@/loket",
    "LOKET_FROM_EMAIL": "Loket Evaluatie <loket@voorbeeld.example>",
}


def manage(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command with these variables and no others that are the portal's own."""
    environment = {name: value for name, value in os.environ.items() if "LOKET_" not in name}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT, env=environment | variables, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_all_mistakes_are_named_at_once() -> None:
    """Yes by another word is production too; each missing or wrong variable has its line."""
    run = manage(
        "migrate", LOKET_PRODUCTION="true", LOKET_HOSTS="*", LOKET_SMTP_TLS="soms",
        LOKET_PROXY="2", DATABASE_URL="", LOKET_PROXIES=" ",
    )  # fmt: skip
    assert run.returncode == 1
    assert run.stderr.splitlines() == [
        "Deze instellingen kloppen niet:",
        "  LOKET_SECRET_KEY is nodig in productie",
        "  LOKET_HOSTS “*” is geen adres van een server: geef alleen de naam, zoals "
        "portaal.example.nl",
        "  DATABASE_URL is nodig in productie",
        "  LOKET_SMTP_TLS is 1 (ja) of 0 (nee)",
        "  LOKET_FROM_EMAIL is nodig in productie",
        "  LOKET_PROXY bestaat niet; bedoelt u LOKET_PROXIES?",
    ]


def test_the_server_does_not_start_either() -> None:
    """What serves the portal stops at once, with the same sentence."""
    run = subprocess.run(
        [sys.executable, "-c", "import loket_eval.wsgi"],
        cwd=ROOT, env=os.environ | {"LOKET_PRODUCTION": "ja"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert "LOKET_PRODUCTION is 1 (ja) of 0 (nee)" in run.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOKET_PRODUCTION", "productie"), ("LOKET_DEBUG", "1"), ("LOKET_SECRET_KEY", "kort"),
        ("LOKET_SECRET_KEY", "a" * 80), ("LOKET_HOSTS", "https://a.example"),
        ("LOKET_HOSTS", "a.example, *"), ("LOKET_HOSTS", "a.example:443"), ("LOKET_HOSTS", ".a.example"),
        ("LOKET_HOSTS", "a.example,"), ("LOKET_ADDRESS", "a.example"), ("LOKET_ADDRESS", "http://a.example"),
        ("LOKET_ADDRESS", "https://a.example/pad"), ("LOKET_ADDRESS", "https://[::1"),
        ("DATABASE_URL", "oracle://a/b"), ("DATABASE_URL", "mysql://a/b"), ("DATABASE_URL", "postgres://"),
        ("DATABASE_URL", "postgres://a:b@c:poort/d"), ("DATABASE_URL", "loket.sqlite3"), ("PORT", "0"),
        ("LOKET_DOCUMENTS_MEMORY", "2 GB"), ("LOKET_DOCUMENTS_MEMORY", "1"), ("LOKET_MINIMUM_NETWORKS", "1"),
        ("LOKET_MINIMUM_ORGANISATIONS", "0"), ("LOKET_PROXIES", "-1"), ("LOKET_PROXIES", "een"),
        ("LOKET_SMTP_HOST", "smtp://mail"), ("LOKET_SMTP_PORT", "99999"), ("LOKET_SMTP_PASSWORD", "geheim"),
        ("LOKET_SMTP_TLS", "starttls"), ("LOKET_FROM_EMAIL", "loket"), ("LOKET_MAIL_KEPT_DAYS", "0"),
        ("LOKET_MAIL_KEPT_DAYS", "9" * 5000), ("LOKET_HSTS_PRELOAD", "later"),
        ("LOKET_SECURITY_CONTACT", "security@a.example"), ("LOKET_SECURITY_CONTACT", "mailto:a"),
        ("LOKET_SECURITY_CONTACT", "https://a b/"), ("LOKET_ONBEKEND", "1"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(name: str, value: str) -> None:
    """The message names the variable; a secret, or what stands in an address, is never in it."""
    with pytest.raises(ImproperlyConfigured) as refused:
        ProductionVariables.read(PRODUCTION | {name: value})
    _heading, *problems = str(refused.value).splitlines()
    assert [line.split()[0] for line in problems] == [name]
    assert "geheim" not in str(refused.value)


def test_spaces_and_words_are_understood() -> None:
    """A list may have spaces, a yes several words, an empty value means none."""
    read = ProductionVariables.read(
        PRODUCTION
        | {"LOKET_HOSTS": "a.example, B.example ,[::1]", "LOKET_SMTP_TLS": "true"}
        | {"LOKET_PROXIES": "", "LOKET_SMTP_HOST": "postfix", "LOKET_HSTS_SUBDOMAINS": "off"}
    )
    assert read.hosts == ["a.example", "b.example", "[::1]"]
    assert (read.smtp_tls, read.proxies, read.smtp_host) == (True, None, "postfix")
    assert not read.hsts_subdomains
    assert Variables.read({}).production is False


SSO = {
    "LOKET_SSO_ISSUER": "https://login.voorbeeld.example/realms/zorg",
    "LOKET_SSO_CLIENT_ID": "loket",
    "LOKET_SSO_CLIENT_SECRET": "geheim-van-de-proef",
}


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"LOKET_SSO_ISSUER": "http://login.voorbeeld.example"}, ["LOKET_SSO_ISSUER"]),
        ({"LOKET_SSO_ISSUER": "http://localhost:9400"}, ["LOKET_SSO_ISSUER"]),
        ({"LOKET_SSO_ISSUER": "https://login.voorbeeld.example?a=b"}, ["LOKET_SSO_ISSUER"]),
        ({"LOKET_SSO_CLIENT_ID": "", "LOKET_SSO_CLIENT_SECRET": ""}, ["LOKET_SSO_CLIENT_ID", "LOKET_SSO_CLIENT_SECRET"]),
        ({"LOKET_SSO_ROLES": "groep=baas"}, ["LOKET_SSO_ROLES"]),
        ({"LOKET_SSO_ROLES": "groep=noord:baas"}, ["LOKET_SSO_ROLES"]),
        ({"LOKET_SSO_ROLES": "=beheerder"}, ["LOKET_SSO_ROLES"]),
        ({"LOKET_SSO_SECOND_FACTOR": "mfa"}, ["LOKET_SSO_SECOND_FACTOR"]),
        ({"LOKET_SSO_ISSUER": "", "LOKET_LOCAL_PASSWORDS": "0"}, ["LOKET_SSO_CLIENT_ID", "LOKET_SSO_CLIENT_SECRET", "LOKET_LOCAL_PASSWORDS"]),
    ],
)  # fmt: skip
def test_half_a_provider_is_refused(changed: dict[str, str], named: list[str]) -> None:
    """Each line names its variable, and no secret; without a provider nobody could log in."""
    with pytest.raises(ImproperlyConfigured) as refused:
        ProductionVariables.read(PRODUCTION | SSO | changed)
    _heading, *problems = str(refused.value).splitlines()
    assert [line.split()[0] for line in problems] == named
    assert "geheim-van-de-proef" not in str(refused.value)


def test_a_provider_is_read() -> None:
    """A group may have an = in its name; the last one counts."""
    read = ProductionVariables.read(
        PRODUCTION
        | SSO
        | {"LOKET_SSO_ROLES": "CN=beheer=beheerder, noord = netwerk-noord:medewerker"}
        | {"LOKET_SSO_SECOND_FACTOR": "amr=mfa", "LOKET_LOCAL_PASSWORDS": "0"}
    )
    assert [tuple(row) for row in read.sso_roles] == [
        ("CN=beheer", "is_staff", "", ""),
        ("noord", "", "netwerk-noord", "contributor"),
    ]
    assert [tuple(row) for row in read.sso_second_factor] == [("amr", "mfa")]
    assert not read.local_passwords
    on_this_machine = SSO | {"LOKET_SSO_ISSUER": "http://localhost:9400"}
    assert Variables.read(on_this_machine).sso_issuer == "http://localhost:9400"


def test_samples_are_refused_in_production() -> None:
    """The password of the sample accounts is public, so they never come where people work."""
    run = manage("load_samples", **PRODUCTION)
    assert (run.returncode, "voorbeelden" in run.stderr) == (1, True)
    assert "Traceback" not in run.stderr


def test_the_page_is_made_from_the_table() -> None:
    """The guide says what the code reads."""
    stored = (ROOT / "docs/guides/instellingen.md").read_text()
    assert stored == page(), "python -m loket_eval.settings.page > docs/guides/instellingen.md"
