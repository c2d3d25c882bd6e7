"""No two downloads with different content have one file name."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from django.urls import reverse

from assessments import lifecycle
from assessments.models import Assessment
from documents.models import Document
from documents.requested_documents import ask_for
from national import lifecycle as national
from national.models import NationalVersion
from national.recipes import OFFICE
from networks.models import Membership, Network
from reports import confirming
from reports.document_kinds import ARCHIVE, REPORT, WORD_FILE
from reports.models import ReportVersion

from .cast import Cast, make_assessment
from .indicators.versions import stored, version
from .national.nationals import confirmed
from .national.nationals import start as start_national

NOON = datetime(2027, 2, 1, 12, tzinfo=UTC)


def name_in(response) -> str:
    found = re.fullmatch(r'attachment; filename="([\w.-]+)"', response["Content-Disposition"])
    assert found, response["Content-Disposition"]
    return found[1]


def confirm_twice(assessment: Assessment, cast: Cast) -> None:
    for again in (True, False):
        lifecycle.submit_for_review(assessment=assessment)
        confirming.confirm(assessment=assessment, by=cast.anna, at=NOON)
        if again:
            confirming.reopen(assessment=assessment, by=cast.ada, reason="Een getal klopte niet")


def test_two_confirmations_on_one_day_differ(cast: Cast, as_user) -> None:
    """Anna confirms, Ada opens it again, and Anna confirms at the same hour of the same day."""
    assessment = make_assessment(cast.noord, stored(version("abc", "de")))
    confirm_twice(assessment, cast)
    anna = as_user(cast.anna)
    start = "zelfevaluatie_noord_proef_1_2026_vastgesteld-20270201-versie-"
    for kind in ("csv", "xlsx", "json"):
        names = [
            name_in(anna.get(reverse(f"report_version_{kind}", args=[assessment.pk, number])))
            for number in (1, 2)
        ]
        assert names == [f"{start}1.{kind}", f"{start}2.{kind}"]
    assert name_in(anna.get(reverse("report_json", args=[assessment.pk]))) == f"{start}2.json"
    for kind in (ARCHIVE, WORD_FILE):
        for row in ReportVersion.objects.all():
            ask_for(kind, row, by=cast.anna)
    endings = (".pdf", "_archief.pdf", ".docx")
    assert set(Document.objects.values_list("file_name", flat=True)) == {
        f"{start}{number}{ending}" for number in (1, 2) for ending in endings
    }


def test_a_report_of_before_has_its_number(cast: Cast, as_user) -> None:
    """What was stored before reports held the number of their version is named by its row."""
    assessment = make_assessment(cast.noord, stored(version("abc", "de")))
    confirm_twice(assessment, cast)
    other = make_assessment(cast.noord, assessment.indicator_set, 2027)
    for row in ReportVersion.objects.filter(assessment=assessment):
        del row.content["number"]
        ReportVersion.objects.create(
            assessment=other, number=row.number, content=row.content, confirmed_at=NOON
        )
    anna = as_user(cast.anna)
    addresses = [reverse("report_version_json", args=[other.pk, number]) for number in (1, 2)]
    assert [name_in(anna.get(address)).rpartition("_")[2] for address in addresses] == [
        "vastgesteld-20270201-versie-1.json",
        "vastgesteld-20270201-versie-2.json",
    ]


def test_names_that_run_together_differ(cast: Cast, as_user) -> None:
    """One sees where a name ends and the next begins, and long names aren't cut alike."""
    anna, long = as_user(cast.anna), "samenwerking-tussen-zorg-en-veiligheid-in-de-regio-van-het-"
    pairs = [
        ("noord", "zuid-proef"),
        ("noord-zuid", "proef"),
        ("noord_zuid", "proef"),
        (f"{long}oosten", "proef"),
        (f"{long}westen", "proef"),
    ]
    sets = {slug: stored(replace(version("ab"), slug=slug)) for slug in ("proef", "zuid-proef")}
    names = []
    for network_slug, set_slug in pairs:
        network, made = Network.objects.get_or_create(
            slug=network_slug, defaults={"name": f"Netwerk {network_slug}"}
        )
        if made:
            Membership.objects.create(user=cast.anna, network=network, role="coordinator")
        assessment = make_assessment(network, sets[set_slug])
        names.append(name_in(anna.get(reverse("report_csv", args=[assessment.pk]))))
    assert names[:2] == [
        "zelfevaluatie_noord_zuid-proef_1_2026_concept.csv",
        "zelfevaluatie_noord-zuid_proef_1_2026_concept.csv",
    ]
    assert len(set(names)) == len(names)


def test_two_versions_of_a_national_report_differ(cast: Cast, as_user) -> None:
    """Also when the office published it twice on one day; its two editions differ too."""
    indicator_set = stored(version("abc", "de"))
    confirmed(indicator_set, [dict.fromkeys("abcde", "strength")] * 4)
    report = start_national(indicator_set)
    for again in (True, False):
        national.confirm(report=report, by=cast.lotte, at=NOON)
        if again:
            national.reopen(report=report, by=cast.lotte, reason="Een woord klopte niet")
    lotte, start = as_user(cast.lotte), "landelijk-rapport_proef_1_2026_vastgesteld-20270201"
    for kind in ("csv", "json"):
        reply = lotte.get(reverse(f"national_{kind}", args=[report.pk]))
        assert name_in(reply) == f"{start}-versie-2.{kind}"
    for row in NationalVersion.objects.all():
        ask_for(REPORT, row, by=cast.lotte)
        ask_for(OFFICE, row, by=cast.lotte)
    names = set(Document.objects.values_list("file_name", flat=True))
    assert names == {
        f"{start}-versie-{number}{ending}"
        for number in (1, 2)
        for ending in (".pdf", "_per-netwerk.pdf")
    }
