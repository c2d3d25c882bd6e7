"""Which passwords are refused, on the pages where one is chosen."""

import time
from collections.abc import Callable

import pytest
from django.contrib.auth.password_validation import validate_password
from django.test import Client
from django.urls import reverse

from networks.models import User
from tests.cast import PASSWORD, Cast

TOO_EASY = "Dit wachtwoord is te makkelijk te raden."


@pytest.fixture
def anna(cast: Cast, as_user: Callable[[User], Client]) -> Client:
    cast.anna.set_password(PASSWORD)
    cast.anna.save()
    return as_user(cast.anna)


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa", "wachtwoord123", "Welkom2026!!!", "Zomer2026!2026", "loketevaluatie", "Loket Evaluatie 2026",
        "Netwerk Noord 2026", "netwerknoord!!", "qwertyuiop[]", "asdfghjklzxcv", "1q2w3e4r5t6y", "W@chtwoord2026!",
        "Amsterdam2026!?", "WelkomWelkom2026", "Herfst2025Herfst2026", "veiligthuis2026!", "zomer-zomer-zomer",
        "123456789012", "abcdefghijklm", "!!!!!!!!!!!!!", "            1", "kartoffelpuffer",
    ],
)  # fmt: skip
def test_what_is_guessed_first_is_refused(anna: Client, cast: Cast, password: str) -> None:
    """Long and with all kinds of signs, yet a known word with a year: it is told what to do."""
    fields = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    page = anna.post(reverse("account_change_password"), fields)
    assert TOO_EASY in page.text
    assert "Neem bijvoorbeeld vier woorden" in page.text
    cast.anna.refresh_from_db()
    assert cast.anna.check_password(PASSWORD)


@pytest.mark.parametrize(
    "password",
    [
        "kaas boek lamp gracht", "lantaarn-ober-wolk", "onze poes slaapt op maandag", "x9Kd72mQpl0z", "h+8wf\"VY@Mqc",
        "een heel nieuw wachtwoord", "voorbeeld-wachtwoord-2026", "日本語のとても長い文章です",
    ],
)  # fmt: skip
def test_length_is_enough(cast: Cast, password: str) -> None:
    """No kinds of signs are asked for; a few words, or what a password manager makes, will do."""
    validate_password(password, cast.anna)


def test_ones_own_name_with_a_year_is_refused(anna: Client) -> None:
    """A name that isn't on any list is on this one: it is whose password it is."""
    User.objects.update(name="Xandrijn Oltmaryk")
    fields = {"oldpassword": PASSWORD, "password1": "Oltmaryk2026!", "password2": "Oltmaryk2026!"}
    assert TOO_EASY in anna.post(reverse("account_change_password"), fields).text


def test_no_password_takes_long_to_judge(anna: Client) -> None:
    """zxcvbn needs minutes for signs that may all stand for letters; it is given the first ones."""
    password = "{[(<4a@8b6g9!1|l7+0o5s$2z%" * 400
    fields = {"oldpassword": "een ander", "password1": password, "password2": password}
    began = time.monotonic()
    assert anna.post(reverse("account_change_password"), fields).status_code == 200
    assert time.monotonic() - began < 10
