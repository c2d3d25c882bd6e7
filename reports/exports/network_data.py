"""Everything of one network, as plain values: what goes in its own zip (bundle.py).

Of people only their roles are in it, never a name or an address.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from assessments.models import (
    Answer,
    Assessment,
    FactCheck,
    TextVersion,
    TextVersionEntry,
    View,
)
from assessments.saving.history import only_since
from assessments.threads.thread_values import QUERIES as THREAD_QUERIES
from assessments.threads.thread_values import values_of
from documents.models import Document
from indicators.catalogue import definition_of
from indicators.definition.dumping import dump_yaml
from indicators.models import IndicatorSet
from loket_eval.file_names import file_name
from networks.models import Network
from networks.roles import roles_by_person
from partners.models import Correction
from reports.document_kinds import ARCHIVE, REPORT
from reports.models import QuoteConsent, ReportVersion, ThreadAppendix
from reports.report import report_as_json
from reports.report_building import build_report

from .source_values import QUERIES as SOURCE_QUERIES
from .source_values import source_values

# What a network's data takes; each assessment that runs takes report.QUERIES more, and each
# indicator set SET_QUERIES.
QUERIES, SET_QUERIES = 12 + SOURCE_QUERIES + THREAD_QUERIES, 5

_CONCEPT = "concept"
_PDF_NAMES = {REPORT: "rapport.pdf", ARCHIVE: "rapport-archief.pdf"}


@dataclass(frozen=True)
class ReportData:
    """A report as JSON values, in a folder of its own.

    `stored` are the PDFs that were made of it: name and SHA-256. `threads` is its appendix with
    the talk of the network, if that was kept with it.
    """

    folder: str
    content: dict[str, Any]
    stored: tuple[tuple[str, str], ...] = ()
    threads: list[dict[str, Any]] | None = None


@dataclass(frozen=True)
class AssessmentData:
    """`texts` is the history of what was typed: each text that a field has held. `threads` is the
    talk about it as it is now. `sources` are the sources, each with what it says.
    """

    folder: str
    about: dict[str, Any]
    reports: tuple[ReportData, ...]
    texts: tuple[dict[str, Any], ...] = ()
    threads: tuple[dict[str, Any], ...] = ()
    sources: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class NetworkData:
    """`sets` are the indicator sets that were used: file name and YAML."""

    slug: str
    about: dict[str, Any]
    assessments: tuple[AssessmentData, ...]
    sets: tuple[tuple[str, str], ...]

    @property
    def file_name(self) -> str:
        return f"{file_name('gegevens', self.slug)}.zip"


def read_network(network: Network) -> NetworkData:
    """Return everything of the network as it is now."""
    members = list(network.memberships.select_related("organisation"))
    roles = roles_by_person(members)
    assessments = list(
        network.assessments.select_related("network", "indicator_set").order_by("period_end", "pk")
    )
    versions = list(ReportVersion.objects.filter(assessment__network=network))
    checks = list(FactCheck.objects.filter(assessment__network=network))
    consents = dict(
        QuoteConsent.objects.filter(assessment__network=network).values_list(
            "assessment_id", "allowed"
        )
    )
    stored = list(
        Document.objects.about_any(ReportVersion.objects.filter(assessment__network=network))
        .filter(state=Document.State.DONE, kind__in=_PDF_NAMES)
        .order_by("kind")
    )
    texts = _texts(network, roles)
    threads = values_of(network.assessments.all(), roles)
    sources = source_values(network)
    appendices = dict(
        ThreadAppendix.objects.filter(version__assessment__network=network).values_list(
            "version", "content"
        )
    )
    found = tuple(
        _assessment(
            assessment,
            [version for version in versions if version.assessment_id == assessment.pk],
            [_check(check, roles) for check in checks if check.assessment_id == assessment.pk],
            stored,
            consents.get(assessment.pk),
            tuple(texts[assessment.pk]),
            tuple(threads.get(assessment.pk, ())),
            appendices,
            tuple(sources.get(assessment.pk, ())),
        )
        for assessment in assessments
    )
    about = {
        "netwerk": network.name,
        "naam_in_adressen": network.slug,
        "samenwerkingspartners": list(network.organisations.values_list("name", flat=True)),
        "rollen": sorted(roles.values(), key=lambda role: (role["rol"], role["namens"])),
    }
    return NetworkData(network.slug, about, found, _sets(found))


def tell(data: NetworkData) -> str:
    """Return all of it as one text, of which equal data have the same.

    What was confirmed needs only its name.
    """
    parts: list[Any] = [data.about, data.sets]
    for assessment in data.assessments:
        parts += [assessment.folder, assessment.about, assessment.texts, assessment.threads]
        parts.append(assessment.sources)
        parts += [
            [one.folder, one.stored, one.content if one.folder == _CONCEPT else ""]
            for one in assessment.reports
        ]
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _texts(
    network: Network, roles: dict[int, dict[str, str]]
) -> defaultdict[int, list[dict[str, Any]]]:
    """Return the history of each assessment's texts, with the role that who typed has now."""
    keys = dict(
        Answer.objects.filter(assessment__network=network).values_list("pk", "indicator__key")
    )
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    entries = TextVersion.objects.filter(assessment__network=network)
    # What a source typed and didn't send in is its own, in the history too.
    own = View.with_deleted.of_nobody_else().filter(source__assessment__network=network)
    unsent = Correction.objects.filter(
        link__source__assessment__network=network, link__sent_at=None
    )
    entries = entries.exclude(subject="view", subject_pk__in=own.values("pk"))
    entries = entries.exclude(subject="correction", subject_pk__in=unsent.values("pk"))
    for entry in _sent_in(network, entries.select_related("source__organisation").order_by("pk")):
        if entry.source:
            # A partner: it has no role in the network.
            organisation = entry.source.organisation
            role = {"rol": "partner", "namens": organisation.name if organisation else ""}
        else:
            role = roles.get(entry.by_id or 0, {"rol": "", "namens": ""})
        found[entry.assessment_id].append({
            "onderdeel": entry.subject,
            "nummer": (
                keys.get(entry.subject_pk, "") if entry.subject == "answer" else entry.subject_pk
            ),
            "veld": entry.field,
            "tekst": entry.text,
            "op": timezone.localtime(entry.at).isoformat(timespec="seconds"),
            **role,
        })  # fmt: skip
    return found


def _sent_in(network: Network, entries: Iterable[TextVersion]) -> Iterable[TextVersion]:
    """Return the entries without what a view was before its source sent it in."""
    views = View.with_deleted.filter(source__assessment__network=network).select_related("source")
    since = {view.pk: view.own_until for view in views}
    by_field: dict[tuple[int, str], list[TextVersionEntry]] = defaultdict(list)
    listed = list(entries)
    for entry in listed:
        if entry.subject == "view":
            by_field[entry.subject_pk, entry.field].append(entry)
    shown = {
        entry.pk
        for (view, _field), here in by_field.items()
        for entry in only_since(since.get(view), here)
    }
    return [entry for entry in listed if entry.subject != "view" or entry.pk in shown]


def _check(check: FactCheck, roles: dict[int, dict[str, str]]) -> dict[str, Any]:
    """Return a fact check with the role that its author has now, which is none for who left."""
    return {
        **roles.get(check.user_id, {"rol": "", "namens": ""}),
        "op": timezone.localdate(check.checked_at).isoformat(),
        "feiten_kloppen": check.agrees,
        "opmerking": check.remark,
    }


def _assessment(
    assessment: Assessment,
    versions: list[ReportVersion],
    checks: list[dict[str, Any]],
    stored: list[Document],
    consent: bool | None,
    texts: tuple[dict[str, Any], ...],
    threads: tuple[dict[str, Any], ...],
    appendices: dict[int, list[dict[str, Any]]],
    sources: tuple[dict[str, Any], ...],
) -> AssessmentData:
    reports = [
        ReportData(
            f"versie-{version.number}",
            version.content,
            tuple(
                (_PDF_NAMES[one.kind], one.sha256) for one in stored if one.subject_pk == version.pk
            ),
            appendices.get(version.pk),
        )
        for version in versions
    ]
    if not assessment.is_confirmed:
        reports.append(ReportData(_CONCEPT, report_as_json(build_report(assessment))))
    about = {
        "nummer": assessment.pk,
        "titel": assessment.title,
        "soort": str(assessment.evaluation.name),
        "indicatorenset": assessment.indicator_set.slug,
        "versie_van_de_set": assessment.indicator_set.version,
        "begin": assessment.period_start.isoformat(),
        "einde": assessment.period_end.isoformat(),
        "stand": str(Assessment.State(assessment.state).label),
        "landelijk_rapport_mag_citeren": consent,
        "versies": [_version(version) for version in versions],
        "toetsing": checks,
    }
    folder = f"evaluatie-{assessment.period_end.year}-nr-{assessment.pk}"
    return AssessmentData(folder, about, tuple(reports), texts, threads, sources)


def _version(version: ReportVersion) -> dict[str, Any]:
    reopened = timezone.localdate(version.reopened_at).isoformat() if version.reopened_at else None
    return {
        "versie": version.number,
        "vastgesteld_op": timezone.localdate(version.confirmed_at).isoformat(),
        "heropend_op": reopened,
        "reden": version.reopen_reason,
    }


def _sets(assessments: Iterable[AssessmentData]) -> tuple[tuple[str, str], ...]:
    """Return the sets of all reports, and of what runs now."""
    frameworks = [report.content["framework"] for one in assessments for report in one.reports]
    used = {(framework["slug"], framework["version"]) for framework in frameworks}
    rows = IndicatorSet.objects.filter(slug__in={slug for slug, _version in used}).order_by(
        "slug", "version"
    )
    return tuple(
        (f"{file_name(row.slug, row.version)}.yaml", dump_yaml(definition_of(row)))
        for row in rows
        if (row.slug, row.version) in used
    )
