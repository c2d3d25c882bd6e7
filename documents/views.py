"""A document that is made in the background: how far it is, the file itself, stopping it and trying again."""

from typing import Any

from django.db.models import Model
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from networks.signed_in import SignedInRequest

from . import recipes, requests, storage
from .models import Document
from .recipes import About, name_of, recipe_of

State = Document.State

# The steps that a recipe may tell by name; what it tells otherwise is shown as it is.
WORDS = {
    "reading": _("De gegevens lezen"),
    "layout": _("De bladzijden opmaken"),
    "drawing": _("De bladzijden schrijven"),
    "writing": _("Het bestand afmaken"),
}


def answer(request: SignedInRequest, kind: str, subject: Model) -> HttpResponseBase:
    """Return the file of what the subject says now, or send on to the page that shows how far it is.

    The caller fetched `subject` with the permission of the user.
    """
    document = requests.ask_for(kind, subject, by=request.user)
    response = _stored_file(request, document)
    if response is not None:
        return response
    if document.state == State.CANCELLED:
        requests.ask_again(document, by=request.user)
    else:
        requests.take_up_again(document)
    onwards = HttpResponseRedirect(reverse("document", args=[document.pk]))
    onwards.status_code = 303
    return onwards


@require_safe
def document_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show how far it is; the page asks again by itself, and goes on to the file when that is there."""
    document, about = _readable(request, pk)
    lost = requests.is_lost(document)
    if document.state in (State.WAITING, State.WORKING) or (lost and not document.error):
        requests.take_up_again(document)
        return _show_progress(request, document, about, lost=lost)
    address = reverse("document", args=[pk])
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": f"{address}?verder"})
    context = {"document": document, "kind": name_of(document), "about": about, "lost": lost}
    response = render(request, "assessments/document.html", context)
    if document.state == State.DONE and not lost and "verder" in request.GET:
        response.headers["Refresh"] = f"0; url={reverse('document_file', args=[pk])}"
    return response


@require_safe
def document_file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    document, _about = _readable(request, pk)
    return _stored_file(request, document) or redirect("document", pk=pk)


@require_POST
def cancel_document(request: SignedInRequest, pk: int) -> HttpResponse:
    document, _about = _readable(request, pk)
    requests.cancel(document)
    return redirect("document", pk=pk)


@require_POST
def retry_document(request: SignedInRequest, pk: int) -> HttpResponse:
    document, _about = _readable(request, pk)
    if document.state != State.DONE or requests.is_lost(document):
        requests.ask_again(document, by=request.user)
    return redirect("document", pk=pk)


def _readable(request: SignedInRequest, pk: int) -> tuple[Document, About]:
    """Return a document and what it is about; Http404 for who may not read its subject."""
    document = get_object_or_404(Document, pk=pk)
    return document, recipes.about(request.user, document)


def _stored_file(request: SignedInRequest, document: Document) -> HttpResponseBase | None:
    """Return the file as it was stored, or a 304 for who has it already; None when there is none or it got lost."""
    file = storage.opened(document.sha256) if document.state == State.DONE else None
    if file is None:
        return None
    etag = f'"{document.sha256}"'
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        file.close()
        known.headers["ETag"] = etag
        return known
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
    nobody_makes = requests.nobody_makes(document)
    step = WORDS.get(document.step, document.step) or _("Wacht op zijn beurt")
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
        # Only another step is told to who listens to the page; the share changes too often for
        # that.
        context["step_changed"] = request.GET.get("stap") != str(step)
        return render(request, "assessments/_document_progress.html", context)
    return render(request, "assessments/document_progress.html", context)
