"""What the worker does, done at once, for tests that are about the file and not about how it comes
to be."""

from django.http import FileResponse
from django.test import Client

from documents.models import Document
from documents.tasks import make_document


def asked(client: Client, address: str) -> Document:
    """Return the document that a request for a file asks for, without making it."""
    response = client.post(address)
    assert response.status_code == 303, response.status_code
    return Document.objects.get(pk=int(response.headers["Location"].rstrip("/").rsplit("/", 1)[1]))


def make(document: Document) -> Document:
    """Make a document as the worker does, in a child process, and return it as it is then."""
    make_document.call(document.pk)
    document.refresh_from_db()
    return document


def made(client: Client, address: str) -> FileResponse:
    """Return the response with the file; `response.getvalue()` gives its bytes."""
    document = make(asked(client, address))
    assert document.state == Document.State.DONE, document.error
    response = client.get(address)
    assert isinstance(response, FileResponse)
    return response
