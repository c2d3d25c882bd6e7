"""What a page sends to save, and what it reads in the reply: the protocol of
docs/decisions/0005-saving.md."""

import json
import re
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loket_eval.saved_reply import TYPE

Sent = dict[str, Any]


def typed(
    value: str | list[str],
    *,
    served: str = "",
    page: str = "blad",
    step: int = 1,
    unanswered: tuple[int, ...] = (),
) -> Sent:
    """Return one field as a page sends it."""
    return {
        "value": value,
        "page": page,
        "step": step,
        "served": served,
        "unanswered": list(unanswered),
    }


def send(
    client: Client,
    address: str,
    fields: dict[str, Sent],
    *,
    person: object = "",
    version: object = "",
) -> HttpResponse:
    """Send fields as a script does."""
    body = {"person": str(person), "set": str(version), "fields": fields}
    accept = {"Accept": TYPE}
    return client.post(address, json.dumps(body), content_type="application/json", headers=accept)


def told(response: HttpResponse) -> dict[str, Any]:
    """Return what a reply says of each field."""
    assert response["Content-Type"] == TYPE, response.content.decode()
    fields: dict[str, Any] = response.json()["fields"]
    return fields


def results(response: HttpResponse) -> dict[str, str]:
    return {name: field["result"] for name, field in told(response).items()}


def served_in(response: HttpResponse, prefix: str) -> dict[str, str]:
    """Return what a page was served with in one form: a digest by field."""
    found = re.search(rf'name="{prefix}-served"\s+value="v1([^"]*)"', response.content.decode())
    assert found, f"no form with the prefix {prefix}"
    return dict(pair.split(":") for pair in found[1].split())


def hidden_in(response: HttpResponse, name: str) -> str:
    """Return the value of the first hidden field with this name."""
    found = re.search(rf'name="{name}"\s+value="([^"]*)"', response.content.decode())
    assert found, f"no field {name}"
    return found[1]


def as_form(
    prefix: str, fields: dict[str, Any], served: dict[str, str], **more: Any
) -> dict[str, Any]:
    """Return what a page without scripts sends."""
    digests = " ".join(["v1", *(f"{name}:{digest}" for name, digest in served.items())])
    sent = {f"{prefix}-{name}": value for name, value in fields.items()}
    return sent | {f"{prefix}-served": digests, "page": "zonder-script", "step": "1"} | more


def form_digests(response: HttpResponse, prefix: str) -> str:
    """Return what the hidden field of a form holds: what it was served with."""
    return " ".join(["v1", *(":".join(pair) for pair in served_in(response, prefix).items())])


def rescued_in(response: HttpResponse) -> list[str]:
    """Return the texts that a refusal shows to be copied, as they are in the page."""
    assert response.status_code in (403, 404)
    return re.findall(r'<blockquote class="rescued"[^>]*>([^<]*)<', response.content.decode())


class Saver:
    """A page of one form, which tells how many queries each of its saves takes."""

    def __init__(self, client: Client, address: str, served: dict[str, str] | None = None) -> None:
        self.client, self.address, self.served, self.step = client, address, served or {}, 0

    def save(self, **fields: str | list[str]) -> int:
        self.step += 1
        sent = {
            name: typed(value, served=self.served.get(name, ""), step=self.step)
            for name, value in fields.items()
        }
        with CaptureQueriesContext(connection) as queries:
            reply = told(send(self.client, self.address, sent))
        assert {name: one["result"] for name, one in reply.items()} == dict.fromkeys(
            fields, "stored"
        )
        self.served |= {name: one["stored"] for name, one in reply.items()}
        # Two of these only exist in a test, where the request's transaction is a savepoint.
        return len(queries) - 2
