"""Sending a conversation report to the person spoken with, and handling what they correct.

It all stands on the page of the conversation.
"""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import access
from assessments.models import Source
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.views.source_page import readable_source, show_source
from assessments.views.view_entries import views_of
from indicators.catalogue import catalogue_of
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest
from partners import asking
from partners import conversation_reports as reports
from partners.conversation_panel import RefusedForm, conversation_panel
from partners.forms import AskPersonForm, HandleCorrectionForm
from partners.link_rows import Failed
from partners.models import ConversationLink, Correction

from .link_changes import change_link, locked_link


def _conversation(request: SignedInRequest, pk: int, part_pk: int) -> Source:
    """Return a conversation with its locked assessment, for who may have its report checked."""
    assessment = access.for_asking_sources(request.user, pk)
    source = readable_source(assessment, part_pk)
    if source.kind != Source.Kind.CONVERSATION:
        raise Http404
    return source


def _page(source: Source, anchor: str = "gespreksverslag") -> str:
    return reverse("source", args=[source.assessment_id, source.pk]) + f"#{anchor}"


def _show(request: SignedInRequest, source: Source, failed: RefusedForm | Failed) -> HttpResponse:
    catalogue = catalogue_of(source.assessment.indicator_set)
    views = views_of(source, [one.pk for one in catalogue.indicators])
    panel = conversation_panel(source.assessment, source, views, failed)
    return show_source(request, source.assessment, source, panel=panel)


@require_POST
@counts_once
@transaction.atomic
def ask_person(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """Send the person spoken with a link to the report."""
    source = _conversation(request, pk, part_pk)
    form = AskPersonForm(request.POST, prefix="ask")
    refuse_unknown_fields(request.POST, [form])
    if form.is_valid() and not source.views.that_say_something().exists():
        form.add_error(
            None, _("Er staat nog niets in dit verslag. Schrijf eerst op wat er is gezegd.")
        )
    if not form.is_valid():
        return _show(request, source, RefusedForm(form, "ask"))
    asking.ask_about_conversation(source, by=request.user, **form.cleaned_data)
    messages.success(request, _("De gesprekspartner krijgt een mail met een link."))
    return redirect(_page(source))


@require_POST
@counts_once
@transaction.atomic
def change_conversation_link(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """Remind the person spoken with, give more time, send another link, or withdraw it."""
    assessment = access.for_asking_sources(request.user, pk)
    link = locked_link(request, ConversationLink, assessment, source=part_pk)
    source = link.source
    source.assessment = assessment
    # A conversation that is deleted has no page.
    back = reverse("sources", args=[pk]) if source.deleted else _page(source)
    return change_link(request, link, back, lambda failed: _show(request, source, failed))


@require_POST
@counts_once
@transaction.atomic
def handle_correction(
    request: SignedInRequest, pk: int, part_pk: int, remark_pk: int
) -> HttpResponse:
    """Record what became of a correction; the person spoken with gets a mail about it."""
    source = _conversation(request, pk, part_pk)
    correction = get_object_or_404(
        Correction.objects.select_related("link").exclude(link__sent_at=None),
        pk=remark_pk,
        link__source=source,
    )
    correction.link.source = source
    form = HandleCorrectionForm(request.POST, prefix=f"c{correction.pk}")
    refuse_unknown_fields(request.POST, [form], "seen")
    if request.POST.get("seen", "").replace("\r\n", "\n") != correction.remark:
        messages.error(
            request,
            _("De gesprekspartner wijzigde deze correctie intussen. Lees die eerst nog eens."),
        )
        return redirect(_page(source, f"correctie-{correction.pk}"))
    if not form.is_valid():
        return _show(request, source, RefusedForm(form, f"correction-{correction.pk}"))
    reports.handle(correction, **form.cleaned_data, now=timezone.now())
    messages.success(
        request, _("De correctie is afgehandeld. De gesprekspartner krijgt er een mail over.")
    )
    return redirect(_page(source, f"correctie-{correction.pk}"))
