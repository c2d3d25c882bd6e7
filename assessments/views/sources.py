"""The sources of an assessment: who was asked or spoken with, and what was read."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access, own_judgement
from assessments.forms.sources import FIELDS, EvaluatorForm, NewSourceForm, SourceForm
from assessments.models import Assessment, Source, View
from assessments.saving import adding
from assessments.saving.stored_fields import Deletion, Reference, StoredField, stored_fields
from assessments.saving.typed_form import refuse_unknown_fields
from assessments.saving.unit import Sent, Unit
from assessments.source_panels import lines_of
from networks.models import Organisation
from networks.once_only import counts_once
from networks.signed_in import SignedInRequest

from . import deleting
from .assessment_page import page_context
from .entry_pages import deleted_parts, fetch_part

_SAYS_SOMETHING = (
    Q(views__isnull=False)
    & ~Q(views__judgement="", views__remark="", views__example="")
    & ~Q(kind=Source.Kind.PARTNER, views__sent_in_at=None)
)


@dataclass
class WhatItSays(StoredField):
    """All that a source says about questions, as one text: what its deletion takes along."""

    row: Source

    @property
    def text(self) -> str:
        views = View.with_deleted.filter(source=self.row).select_related("indicator")
        return "\n\n".join(
            ". ".join(
                part
                for part in (
                    view.indicator.text,
                    str(view.get_judgement_display()),
                    view.remark,
                    view.example,
                )
                if part
            )
            for view in views
            if view.says_something
        )

    @property
    def shown(self) -> str:
        # An evaluator's own judgement is nobody else's to read before it is finished.
        if self.row.kind == Source.Kind.EVALUATOR and self.row.sent_in_at is None:
            return _("Het eigen oordeel van %(name)s, dat nog niet klaar is.") % {
                "name": self.row.person.name if self.row.person else _("een evaluator")
            }
        return self.text or _("Nog geen inbreng bij vragen.")


@dataclass(frozen=True)
class KindOfSource:
    """The sources of one kind, each with what else is known of it (source_panels.py).

    `new` is an empty form where one can be added.
    """

    kind: Source.Kind
    sources: tuple[tuple[Source, tuple[str, ...]], ...]
    new: NewSourceForm | EvaluatorForm | None = None


@require_safe
def sources_page(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, access.for_reading_sources(request.user, pk))


def _show(
    request: SignedInRequest,
    assessment: Assessment,
    new: NewSourceForm | None = None,
    evaluator: EvaluatorForm | None = None,
) -> HttpResponse:
    """Show all sources; `new` and `evaluator` are forms that could not be saved."""
    rows = list(sources_of(assessment))
    may_add = access.may_add_sources(assessment)
    empty: dict[str, NewSourceForm | EvaluatorForm] = {}
    if may_add:
        organisations = list(assessment.network.organisations.all())
        empty |= {kind: _new_form(kind, organisations) for kind in FIELDS}
    if access.may_coordinate(assessment):
        evaluators = list(own_judgement.evaluators_to_let_in(assessment))
        if evaluators:
            empty[Source.Kind.EVALUATOR] = EvaluatorForm(prefix="evaluator", memberships=evaluators)
    if new is not None:
        empty[str(new.prefix).removeprefix("new-")] = new
    if evaluator is not None:
        empty[Source.Kind.EVALUATOR] = evaluator
    failed = [form for form in (new, evaluator) if form and form.errors]
    context = page_context(assessment, "sources")
    lines = lines_of(assessment, context["catalogue"], rows)
    context |= {
        "kinds": [
            KindOfSource(
                kind,
                tuple((row, lines.get(row.pk, ())) for row in rows if row.kind == kind),
                empty.get(kind),
            )
            for kind in Source.Kind
        ],
        "count": len(rows),
        "may_add": may_add,
        "own_source": access.own_source_of(assessment),
        "may_delete": {row.pk for row in rows if _may_delete(assessment, row)},
        "deleted": [
            row for row in deleted_parts(Source, assessment) if _may_delete(assessment, row)
        ],
        "error_forms": failed,
    }
    status = 422 if failed else 200
    return render(request, "assessments/sources.html", context, status=status)


def sources_of(assessment: Assessment) -> QuerySet[Source]:
    """Return the sources in order, each with its organisation and `said`: about how many questions
    it says something.
    """
    rows: QuerySet[Source] = Source.objects.filter(assessment=assessment)
    return rows.select_related("organisation", "person").annotate(
        said=Count("views", filter=_SAYS_SOMETHING)
    )


def _may_delete(assessment: Assessment, source: Source) -> bool:
    """Whoever adds sources deletes them; the coordinator who let an evaluator in, ends that.

    A partner's link is withdrawn where it was given.
    """
    if source.kind == Source.Kind.EVALUATOR:
        return access.may_coordinate(assessment)
    return source.kind in Source.WRITTEN_DOWN and access.may_add_sources(assessment)


def _new_form(kind: str, organisations: list[Organisation], data: object = None) -> NewSourceForm:
    return NewSourceForm(data, kind=kind, organisations=organisations, prefix=f"new-{kind}")


@require_POST
@counts_once
@transaction.atomic
def add_source(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    assessment = access.for_sources(request.user, pk)
    if kind not in FIELDS:
        raise Http404
    form = _new_form(kind, list(assessment.network.organisations.all()), request.POST)
    refuse_unknown_fields(request.POST, [form])
    if not form.is_valid():
        return _show(request, assessment, new=form)
    values = {"kind": kind} | form.values()
    if "organisation" in values:
        values["organisation_id"] = values.pop("organisation")
    source = adding.add_part(Source, assessment, values, by=request.user)
    messages.success(request, _("Toegevoegd. Schrijf hier op wat deze bron zegt."))
    return redirect("source", pk=pk, part_pk=source.pk)


@require_POST
@counts_once
@transaction.atomic
def let_evaluator_in(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let an evaluator of the network give an own judgement in this assessment."""
    assessment = access.for_coordinating(request.user, pk)
    evaluators = list(own_judgement.evaluators_to_let_in(assessment))
    form = EvaluatorForm(request.POST, prefix="evaluator", memberships=evaluators)
    refuse_unknown_fields(request.POST, [form])
    if not form.is_valid():
        return _show(request, assessment, evaluator=form)
    chosen = next(one for one in evaluators if one.user_id == form.cleaned_data["evaluator"])
    own_judgement.let_in(assessment, chosen, by=request.user)
    messages.success(
        request,
        _("%(name)s kan nu meekijken: bronnen toevoegen en een eigen oordeel geven.")
        % {"name": chosen.user.name},
    )
    return redirect(reverse("sources", args=[pk]) + "#evaluator")


def source_unit(assessment: Assessment, source: Source, sent: Sent | None = None) -> Unit:
    """Return what is typed about a source itself. Fetch it with its organisation and person.

    Which organisations there are is only read where one can be chosen.
    """
    chosen = sent is None or sent.has("organisation")
    source.assessment = assessment
    organisations: list[Organisation] = []
    if source.kind == Source.Kind.CONVERSATION and chosen:
        organisations = list(assessment.network.organisations.all())
        # One that left the network stays what it was.
        if source.organisation and source.organisation not in organisations:
            organisations.append(source.organisation)
    form = SourceForm(kind=source.kind, organisations=organisations, prefix=f"s{source.pk}")
    special: dict[str, StoredField] = {}
    if "organisation" in form.fields:
        special["organisation"] = Reference(source, "organisation", form.fields["organisation"])
    fields = stored_fields(source, form.own_fields_in_order, special)
    deletion = fields["deleted"]
    if isinstance(deletion, Deletion):
        said = WhatItSays(source, "views", forms.CharField(label=_("Inbreng")))
        deletion.takes = {**deletion.takes, "views": said}
    return Unit(assessment, source, form, fields)


def fetch_source(assessment: Assessment, part_pk: int) -> Source:
    """Return a source of the assessment, also one that was deleted: then the verb says so."""
    return fetch_part(assessment, Source, part_pk, "changed_by", "organisation", "person")


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def delete_source(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """Ask what may go, delete it or put it back. What it says about questions goes along."""
    user, back = request.user, reverse("sources", args=[pk])
    assessment = access.for_reading_sources(user, pk)
    source = fetch_source(assessment, part_pk)
    if source.kind == Source.Kind.PARTNER:
        # A partner's link is withdrawn where it was given.
        raise Http404
    if request.method == "POST":
        is_own = source.kind == Source.Kind.EVALUATOR
        assessment = (access.for_coordinating if is_own else access.for_sources)(user, pk)
    return deleting.delete(
        request,
        source_unit(assessment, fetch_source(assessment, part_pk)),
        back,
        "assessments/delete.html",
        lambda: page_context(assessment, "sources"),
    )
