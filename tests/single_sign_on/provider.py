"""The provider as a test sees it: who has an account there, and going there and back."""

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlsplit

import requests
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

ROOT = Path(__file__).parent.parent.parent


class Provider:
    """A provider that answers until it is stopped."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.single_sign_on.provider_process"],
            cwd=ROOT,
            # It serves without TLS, for this machine alone.
            env=os.environ | {"AUTHLIB_INSECURE_TRANSPORT": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout
        self.issuer = f"http://127.0.0.1:{int(self._process.stdout.readline())}"

    def stop(self) -> None:
        self._process.communicate()

    def knows(self, subject: str, **claims: object) -> None:
        """Let somebody have an account there, with these claims."""
        address = f"{self.issuer}/users/{quote(subject)}"
        assert requests.put(address, json=claims, timeout=10).status_code == 204

    def log_in(self, address: str, subject: str) -> str:
        """Log in on the provider's page; return where it sends the browser."""
        answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=10)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def deny(self, address: str) -> str:
        form = {"action": "deny"}
        return requests.post(address, data=form, allow_redirects=False, timeout=10).headers[
            "Location"
        ]


def begin(client: Client, **form: str) -> HttpResponse:
    return client.post(reverse("sso_begin"), form)


def address_in(page: HttpResponse) -> str:
    """Return where the page that goes on by itself goes."""
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.text)
    assert found is not None, page.text
    return unescape(found[1])


def come_back(client: Client, address: str) -> HttpResponse:
    parts = urlsplit(address)
    assert parts.path == reverse("sso_return")
    return client.get(f"{parts.path}?{parts.query}")


def log_in_at(provider: Provider, client: Client, subject: str, **form: str) -> HttpResponse:
    """Go to the provider, log in there and come back; return the last answer."""
    return come_back(client, provider.log_in(address_in(begin(client, **form)), subject))
