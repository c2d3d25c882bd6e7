"""API keys on one's own account: made, shown once, listed and revoked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from networks.models import ApiToken, User
from networks.tokens import MAX_VALID_KEYS, make_token, token_of
from tests.cast import Cast

from .signing_in import confirm, with_password

PAGE = "/account/api-sleutels/"


@pytest.fixture
def anna(cast: Cast, as_user: Callable[[User], Client]) -> Client:
    """Anna, who just gave her password once more."""
    return confirm(as_user(with_password(cast.anna)))


def test_a_key_is_shown_once_and_only_its_digest_is_kept(anna: Client, cast: Cast) -> None:
    """The page that follows on making it shows the key; no later page or row does."""
    reply = anna.post(PAGE, {"name": "Onderzoek <b>", "days": "30"})
    secret = reply.context["secret"]
    assert (reply.status_code, secret in reply.content.decode()) == (200, True)
    assert "no-store" in reply["Cache-Control"]
    token = ApiToken.objects.get()
    assert (token.user, token.name) == (cast.anna, "Onderzoek <b>")
    assert timedelta(days=29) < token.expires_at - timezone.now() <= timedelta(days=30)
    assert secret not in str(ApiToken.objects.values().get())
    found = token_of(secret)
    assert found is not None
    assert found.user == cast.anna
    page = anna.get(PAGE).content.decode()
    assert "Onderzoek &lt;b&gt;" in page
    assert secret not in page


def test_a_key_is_revoked_after_asking(
    anna: Client, cast: Cast, as_user: Callable[[User], Client]
) -> None:
    """Looking changes nothing; somebody else's key is not there."""
    token, secret = make_token(user=cast.anna, name="Onderzoek", valid_for=timedelta(days=30))
    url = reverse("revoke_api_token", args=[token.pk])
    assert "Onderzoek" in anna.get(url).content.decode()
    for other in (cast.bram, cast.ada):
        assert [as_user(other).get(url).status_code, as_user(other).post(url).status_code] == [
            404,
            404,
        ]
    assert token_of(secret) is not None
    assert "ingetrokken" in anna.post(url, follow=True).content.decode()
    assert token_of(secret) is None


@pytest.mark.parametrize(
    "fields",
    [{}, {"name": " \x00\x07 ", "days": "30"}, {"name": "x" * 101, "days": "30"}, {"name": "a", "days": "366"},
     {"name": "a", "days": "-1"}, {"name": "a", "days": "' OR 1=1"}],
)  # fmt: skip
def test_odd_input_makes_no_key(fields: dict[str, str], anna: Client) -> None:
    reply = anna.post(PAGE, fields)
    assert (reply.status_code, ApiToken.objects.count()) == (422, 0)
    assert "<title>Fout: API-sleutels" in reply.content.decode()


def test_a_person_has_a_few_keys_of_at_most_a_year(anna: Client, cast: Cast) -> None:
    """Keys that are over or revoked don't count."""
    for number in range(MAX_VALID_KEYS):
        make_token(user=cast.anna, name=str(number), valid_for=timedelta(days=365))
    reply = anna.post(PAGE, {"name": "nog een", "days": "30"})
    assert (reply.status_code, "U hebt al tien geldige API-sleutels" in reply.content.decode()) == (
        422,
        True,
    )
    ApiToken.objects.filter(name="1").update(revoked_at=timezone.now())
    assert anna.post(PAGE, {"name": "nog een", "days": "30"}).status_code == 200
    with pytest.raises(ValidationError):
        make_token(user=cast.bram, name="te lang", valid_for=timedelta(days=366))
