"""Sets out of and into the admin as files.

What reading in would do is shown first; somebody agrees to just that.

Between the two pages the content stands in the form, signed for this person: nothing is kept on the
server.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from indicators.catalogue import definition_of
from indicators.definition.dumping import dump_json
from indicators.definition.parsing import definition_from_json
from indicators.definition.problems import DefinitionProblem, InvalidDefinition
from indicators.definition.values import SetDefinition
from indicators.import_export import (
    FORMATS,
    Prospect,
    ProspectChanged,
    look_ahead,
    read_file,
    read_in,
)
from indicators.models import IndicatorSet
from loket_eval.file_names import attachment, file_name

from .comparison_page import without_decisions
from .forms import FileForm, VersionForm
from .places import page_of
from .problem_links import with_links

SALT = "indicators.admin.exchange"
VALID_FOR = 8 * 60 * 60  # seconds: a working day between looking and agreeing
# A form may be 5 MB in all (DATA_UPLOAD_MAX_MEMORY_SIZE).
MAX_SIGNED = 4_900_000
MOST_PROBLEMS = 100
MOST_QUESTIONS = 100
MOST_KEYS = 50
TEMPLATES = "admin/indicators/exchange"
AGREED = "agreed"

_TOO_LARGE_FOR_A_FORM = _lazy(
    "Deze set is te groot om hier in te lezen. Vraag de technisch beheerder om import_indicators "
    "te gebruiken."
)
_SPOILT = _lazy(
    "Deze pagina is te oud of beschadigd, of iemand anders heeft ingelogd. Er is niets ingelezen. "
    "Kies het bestand opnieuw."
)
_MEANWHILE = _lazy(
    "Intussen is er iets veranderd aan de set. Er is nog niets ingelezen. Kijk opnieuw wat het "
    "bestand verandert."
)
_ANOTHER_VERSION = _lazy(
    "U koos een ander versienummer. Er is nog niets ingelezen. Kijk eerst wat het dan verandert."
)


@dataclass(frozen=True)
class Signed:
    """What a person saw and may agree to."""

    definition: SetDefinition
    version: str
    seen: str


@dataclass(frozen=True)
class Side:
    """One of the two sides of a comparison, as its template names it."""

    version: str
    is_draft: bool = False
    pk: int = 0


def exchange_urls(page: "admin.ModelAdmin[Any]") -> list[URLPattern]:
    """Return the addresses of reading in and writing out, for the admin of sets."""
    wrap, name = page.admin_site.admin_view, "indicators_indicatorset"
    return [
        path("inlezen/", wrap(partial(import_view, page)), name=f"{name}_import"),
        path("<int:pk>/uitvoeren/", wrap(partial(export_view, page)), name=f"{name}_export"),
        path(
            "<int:pk>/uitvoeren/<slug:extension>/",
            wrap(partial(download_view, page)),
            name=f"{name}_download",
        ),
    ]


def export_view(page: "admin.ModelAdmin[Any]", request: HttpRequest, pk: int) -> HttpResponse:
    """Show as what kinds of files a set can be had, or what keeps a draft from that."""
    indicator_set = get_object_or_404(IndicatorSet, pk=pk)
    if not page.has_view_permission(request, indicator_set):
        raise PermissionDenied
    problems: list[DefinitionProblem] = []
    try:
        definition_of(indicator_set)
    except InvalidDefinition as error:
        problems = error.problems
    context = {
        "title": _("Exporteren"),
        "indicator_set": indicator_set,
        "back": page_of(indicator_set),
    }
    context |= {"problems": with_links(indicator_set, problems), "formats": FORMATS}
    return _page(page, request, "export", context)


def download_view(
    page: "admin.ModelAdmin[Any]", request: HttpRequest, pk: int, extension: str
) -> HttpResponse:
    """Return a set as a file.

    The page of the formats instead, when there is no such format or the set is not finished.
    """
    indicator_set = get_object_or_404(IndicatorSet, pk=pk)
    if not page.has_view_permission(request, indicator_set):
        raise PermissionDenied
    kind = FORMATS.get(extension)
    try:
        content = kind.write(definition_of(indicator_set)) if kind else b""
    except InvalidDefinition:
        kind = None
    if kind is None:
        return HttpResponseRedirect(reverse("admin:indicators_indicatorset_export", args=[pk]))
    name = f"{file_name(indicator_set.slug, indicator_set.version)}.{extension}"
    return attachment(content, kind.content_type, name)


def import_view(page: "admin.ModelAdmin[Any]", request: HttpRequest) -> HttpResponse:
    """Ask for a file, show what it would change, and read it in when somebody agreed to that."""
    if not (page.has_add_permission(request) and page.has_change_permission(request)):
        raise PermissionDenied
    if request.method == "POST" and AGREED in request.POST:
        return _agreed(page, request)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    problems: Sequence[DefinitionProblem] = []
    if form.is_bound and form.is_valid():
        try:
            definition = read_file(form.cleaned_data["file"].read())
            return _show(page, request, definition, look_ahead(definition))
        except InvalidDefinition as error:
            problems = error.problems
        except _TooLarge:
            form.add_error("file", str(_TOO_LARGE_FOR_A_FORM))
    context = {
        "title": _("Indicatorenset inlezen"),
        "form": form,
        "problems": problems[:MOST_PROBLEMS],
        "more_problems": len(problems[MOST_PROBLEMS:]),
    }
    return _page(page, request, "upload", context, status=422 if problems or form.errors else 200)


def _agreed(page: "admin.ModelAdmin[Any]", request: HttpRequest) -> HttpResponse:
    """Read in what the person saw; show it anew when that has become something else."""
    try:
        signed = _unsign(request)
    except (signing.BadSignature, InvalidDefinition):
        messages.error(request, str(_SPOILT))
        return HttpResponseRedirect(reverse("admin:indicators_indicatorset_import"))
    form = VersionForm(request.POST)
    if not form.is_valid():
        return _show(
            page,
            request,
            signed.definition,
            look_ahead(signed.definition, signed.version),
            form=form,
        )
    version = form.cleaned_data["version"]
    # Another number makes another comparison, which nobody has seen yet.
    if version != signed.version:
        prospect = look_ahead(signed.definition, version)
        return _show(page, request, signed.definition, prospect, notice=str(_ANOTHER_VERSION))
    try:
        indicator_set, prospect = read_in(signed.definition, version=version, seen=signed.seen)
    except ProspectChanged as error:
        return _show(page, request, signed.definition, error.prospect, notice=str(_MEANWHILE))
    if prospect.existing is None:
        page.log_addition(request, indicator_set, _("Ingelezen uit een bestand."))
    else:
        page.log_change(request, indicator_set, _("Ingelezen uit een bestand."))
    messages.success(request, _("“%s” is ingelezen, als concept.") % indicator_set)
    return HttpResponseRedirect(page_of(indicator_set))


class _TooLarge(Exception):
    """The content doesn't fit in a form."""


def _sign(request: HttpRequest, definition: SetDefinition, prospect: Prospect) -> str:
    content = [dump_json(definition), prospect.definition.version, prospect.fingerprint]
    signed = signing.dumps(content, salt=f"{SALT}.{request.user.pk}", compress=True)
    if len(signed) > MAX_SIGNED and AGREED not in request.POST:
        raise _TooLarge
    return signed


def _unsign(request: HttpRequest) -> Signed:
    content = signing.loads(
        request.POST[AGREED], salt=f"{SALT}.{request.user.pk}", max_age=VALID_FOR
    )
    definition, version, seen = content
    return Signed(definition_from_json(definition), version, seen)


def _show(
    page: "admin.ModelAdmin[Any]",
    request: HttpRequest,
    definition: SetDefinition,
    prospect: Prospect,
    *,
    form: VersionForm | None = None,
    notice: str = "",
) -> HttpResponse:
    """Show what reading in would do, and ask."""
    comparison, new = prospect.comparison, prospect.definition
    context: dict[str, Any] = {
        "title": _("Indicatorenset inlezen"),
        "prospect": prospect,
        "form": form or VersionForm(initial={"version": new.version}),
        "agreed": _sign(request, definition, prospect),
        "told": notice,
        "counts": [(capfirst(name), count) for name, count in prospect.counts.items()],
        "decisions": prospect.decisions[:MOST_KEYS],
        "dropped": prospect.dropped[:MOST_KEYS],
    }
    if comparison is not None and prospect.compared_with is not None:
        here = prospect.compared_with
        same_number = here.version == new.version
        context |= without_decisions(comparison, MOST_QUESTIONS) | {
            "other": Side(_("%s zoals die nu is") % here.version if same_number else here.version),
            "indicator_set": Side(_("%s uit het bestand") % new.version),
            "is_base": False,
            "may_decide": False,
            "left_out": len(comparison.to_decide[MOST_QUESTIONS:]),
        }
    return _page(page, request, "prospect", context)


def _page(
    page: "admin.ModelAdmin[Any]",
    request: HttpRequest,
    name: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    # What every page of the admin shows around its content.
    everywhere = page.admin_site.each_context(request) | {"opts": page.opts}
    return TemplateResponse(
        request, f"{TEMPLATES}/{name}.html", everywhere | context, status=status
    )
