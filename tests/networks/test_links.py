"""The secret of a link: never stored, never logged."""

import io
import logging

import pytest
from django.test import Client

from loket_eval.masking import MaskSecrets
from networks.links import LENGTH, digest_of, new_secret
from tests.logged import messages


def test_a_secret_is_long_and_its_own() -> None:
    """No two are the same, and each has the length that addresses accept."""
    some = {new_secret() for _ in range(50)}
    assert {len(secret) for secret in some} == {LENGTH}
    assert len({digest_of(secret) for secret in some}) == 50


def test_what_is_logged_has_no_secret(
    monkeypatch: pytest.MonkeyPatch, db: None, client: Client
) -> None:
    """A wrong link is logged as an address that isn't there, without what makes it work."""
    [console] = [
        handler
        for handler in logging.root.handlers
        if any(isinstance(one, MaskSecrets) for one in handler.filters)
    ]
    log = io.StringIO()
    monkeypatch.setattr(console, "stream", log)
    secret = new_secret()
    client.get(f"/bestaat-niet/{secret}/?van={secret}")
    assert messages(log) == "Not Found: /bestaat-niet/…/\n"
