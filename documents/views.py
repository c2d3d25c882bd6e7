"""The pages of a document: how far it is, the file itself, stopping it and trying again."""

from pathlib import Path
from typing import Any

from django.db.models import Model
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.signed_in import SignedInRequest
from networks.trail import What, record_view

from . import recipes, requested_documents, storage
from .models import Document
from .recipes import About, name_of, recipe_of

State = Document.State

# Steps that a recipe can report by name; any other text is shown as it is.
STEP_NAMES = {
    "reading": _("De gegevens lezen"),
    "layout": _("De bladzijden opmaken"),
    "drawing": _("De bladzijden schrijven"),
    "writing": _("Het bestand afmaken"),
}


# The methods of a view that returns `answer`.
looks_or_asks = require_http_methods(["GET", "HEAD", "POST"])


def answer(
    request: SignedInRequest, kind: str, subject: Model, *, network: int | None = None
) -> HttpResponseBase:
    """Return the file about the subject as it is now, or what can be done to have it made.

    Only a POST asks for it. A GET, which browsers and mail scanners do unasked, gives the file, the
    page that shows progress, or a page with a button. The caller fetched `subject` with the user's
    permission; `network` is whose it is.
    """
    if request.method == "POST":
        return _ask(request, kind, subject)
    document = requested_documents.asked_before(kind, subject)
    if document is None:
        about = recipes.recipe_for(kind, subject).fetch(request.user, subject.pk, kind)
        context = {"kind": recipes.recipe_for(kind, subject).name, "about": about}
        return render(request, "documents/ask.html", context)
    return _stored_file(request, document, network) or redirect("document", pk=document.pk)


def _ask(request: SignedInRequest, kind: str, subject: Model) -> HttpResponse:
    """Queue the document unless it is there already, and redirect to it or to its progress."""
    try:
        document = requested_documents.ask_for(kind, subject, by=request.user)
    except requested_documents.TooManyAtOnce:
        waiting = requested_documents.unfinished_of(request.user)
        context = {"waiting": waiting, "most": requested_documents.MOST_AT_ONCE}
        return render(request, "documents/too_many.html", context, status=429)
    page = "document"
    if document.state == State.CANCELLED:
        requested_documents.ask_again(document, by=request.user)
    elif document.state == State.DONE and not requested_documents.is_lost(document):
        page = "document_file"
    else:
        requested_documents.take_up_again(document)
    return see_other(reverse(page, args=[document.pk]))


def see_other(address: str) -> HttpResponseRedirect:
    """Return a redirect that is followed by a GET, whatever the request was."""
    redirection = HttpResponseRedirect(address)
    redirection.status_code = 303
    return redirection


def kept_file(
    request: HttpRequest, kind: str, subject: Model, *, network: int
) -> HttpResponseBase | None:
    """Return the file about a subject that never changes, or None while it isn't there yet.

    The caller decided that the file may be had; nobody has to be logged in.
    """
    document = requested_documents.asked_before(kind, subject)
    return _stored_file(request, document, network) if document else None


@require_safe
def document_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show how far it is; the page polls by itself, and continues to the file when it is there."""
    document, about = _readable(request, pk)
    lost = requested_documents.is_lost(document)
    if requested_documents.is_being_made(document):
        return _show_progress(request, document, about, lost=lost)
    address = reverse("document", args=[pk])
    if request.headers.get("HX-Request"):
        # A polling page is told to load this address in full.
        return HttpResponse(headers={"HX-Redirect": f"{address}?verder"})
    context = {"document": document, "kind": name_of(document), "about": about, "lost": lost}
    response = render(request, "documents/document.html", context)
    if document.state == State.DONE and not lost and "verder" in request.GET:
        # A header instead of a script, so that the download also starts without JavaScript.
        response.headers["Refresh"] = f"0; url={reverse('document_file', args=[pk])}"
    return response


@require_safe
def document_file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    document, about = _readable(request, pk)
    return _stored_file(request, document, about.network) or redirect("document", pk=pk)


@require_POST
def cancel_document(request: SignedInRequest, pk: int) -> HttpResponse:
    document, _about = _readable(request, pk)
    requested_documents.cancel(document)
    return redirect("document", pk=pk)


@require_POST
def retry_document(request: SignedInRequest, pk: int) -> HttpResponse:
    document, _about = _readable(request, pk)
    if document.state != State.DONE or requested_documents.is_lost(document):
        requested_documents.ask_again(document, by=request.user)
    return redirect("document", pk=pk)


def _readable(request: SignedInRequest, pk: int) -> tuple[Document, About]:
    """Return a document and its subject's title and page; Http404 if the user may not read that."""
    document = get_object_or_404(Document, pk=pk)
    return document, recipes.about(request.user, document)


def _stored_file(
    request: HttpRequest, document: Document, network: int | None
) -> HttpResponseBase | None:
    """Return the stored file, or a 304 for a client that has it; None when there is no file."""
    file = storage.opened(document.sha256) if document.state == State.DONE else None
    if file is None:
        return None
    etag = f'"{document.sha256}"'
    not_modified = get_conditional_response(request, etag=etag)
    if not_modified is not None:
        file.close()
        not_modified.headers["ETag"] = etag
        return not_modified
    ending = Path(document.file_name).suffix.removeprefix(".")
    subject = recipe_of(document).subject(pk=document.subject_pk)
    record_view(What.DOWNLOADED, about=subject, network=network, detail=ending)
    return FileResponse(
        file,
        as_attachment=True,
        filename=document.file_name,
        content_type=recipe_of(document).content_type,
        headers={"ETag": etag},
    )


def _show_progress(
    request: SignedInRequest, document: Document, about: About, *, lost: bool
) -> HttpResponse:
    nobody_makes = requested_documents.nobody_makes(document)
    step = STEP_NAMES.get(document.step, document.step) or _("Wacht op zijn beurt")
    if nobody_makes:
        step = _("Wacht langer dan normaal")
    context: dict[str, Any] = {
        "document": document,
        "kind": name_of(document),
        "about": about,
        "lost": lost,
        "step": step,
        "nobody_makes": nobody_makes,
    }
    if request.headers.get("HX-Request"):
        # A screen reader only announces a new step; the share changes too often for that.
        context["step_changed"] = request.GET.get("stap") != str(step)
        return render(request, "documents/_document_progress.html", context)
    return render(request, "documents/document_progress.html", context)
