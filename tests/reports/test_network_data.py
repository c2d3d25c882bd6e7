"""Everything of one network in a zip, for its coordinator and an admin."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from assessments import lifecycle
from assessments.models import Answer, Assessment, Source, View
from documents.models import Document
from indicators.catalogue import definition_of
from indicators.definition.parsing import parse_set
from indicators.models import Indicator
from networks.looking_inside import look_inside
from networks.models import Membership
from reports import confirming
from reports.exports.network_data import QUERIES, SET_QUERIES, read_network
from reports.report_building import QUERIES as REPORT_QUERIES
from tests.assessments.every_form import make_set
from tests.assessments.reporting import fill
from tests.assessments.saving_pages import results, send, told, typed
from tests.cast import Cast, make_assessment
from tests.documents.making import made

EXPORTS = ["antwoorden.csv", "antwoorden.xlsx", "rapport.docx", "rapport.html", "rapport.json"]


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def downloaded(client: Client, slug: str) -> dict[str, bytes]:
    return files_of(made(client, reverse("network_data", args=[slug])).getvalue())


def checked_twice(cast: Cast) -> Assessment:
    """Return Noord's assessment: confirmed, reopened and changed, checked by a member and by
    somebody who left."""
    assessment = make_assessment(cast.noord, make_set("proef", "eigen"))
    fill(assessment)
    Membership.objects.filter(user=cast.bram).update(organisation=cast.noord.organisations.first())
    lifecycle.submit_for_review(assessment=assessment)
    lifecycle.check_facts(
        assessment=assessment, by=cast.bram, agrees=False, remark="Het waren er twaalf."
    )
    lifecycle.check_facts(assessment=assessment, by=cast.eva, agrees=True, remark="")
    confirming.confirm(assessment=assessment, by=cast.anna)
    confirming.reopen(assessment=assessment, by=cast.ada, reason="Een telling klopte niet")
    Answer.objects.filter(indicator__key="open").update(text="Toch anders.")
    Membership.objects.filter(user=cast.eva).delete()
    return assessment


def test_a_coordinator_takes_everything_of_the_network_along(cast: Cast, as_user) -> None:
    """What was confirmed as it was, the concept as it is, the questions to read in again, and
    nobody's name."""
    assessment = checked_twice(cast)
    other = make_assessment(cast.zuid, assessment.indicator_set)
    Answer.objects.create(
        assessment=other, indicator=Answer.objects.first().indicator, text="Alleen van Zuid."
    )
    anna = as_user(cast.anna)
    pdf = made(anna, reverse("report_version_pdf", args=[assessment.pk, 1])).getvalue()
    files = downloaded(anna, "noord")
    folder = f"evaluatie-2026-nr-{assessment.pk}"
    assert sorted(files) == sorted(
        [
            "LEESMIJ.txt",
            "SHA256SUMS",
            "indicatorensets/proef_1.yaml",
            "netwerk.json",
            f"{folder}/evaluatie.json",
            f"{folder}/versie-1/rapport.pdf",
            *(
                f"{folder}/{edition}/{name}"
                for edition in ("versie-1", "concept")
                for name in EXPORTS
            ),
        ]
    )
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(files[name]).hexdigest() for name in files if name != "SHA256SUMS"
    }
    assert files[f"{folder}/versie-1/rapport.pdf"] == pdf
    assert b"Ja, binnen een uur." in files[f"{folder}/versie-1/antwoorden.csv"]
    assert b"Toch anders." in files[f"{folder}/concept/antwoorden.csv"]
    assert parse_set(files["indicatorensets/proef_1.yaml"]) == definition_of(
        assessment.indicator_set
    )
    about = json.loads(files[f"{folder}/evaluatie.json"])
    checks = [
        (c["rol"], c["namens"], c["feiten_kloppen"], c["opmerking"]) for c in about["toetsing"]
    ]
    assert checks == [
        ("medewerker", "Politie Noord", False, "Het waren er twaalf."),
        ("", "", True, ""),
    ]
    assert [(v["versie"], v["reden"]) for v in about["versies"]] == [(1, "Een telling klopte niet")]
    everything = b"".join(
        content for name, content in files.items() if not name.endswith((".pdf", ".docx", ".xlsx"))
    )
    for hidden in ("Anna", "Bram", "Eva", "Ada", "@voorbeeld.example", "Zuid"):
        assert hidden.encode() not in everything


def test_an_empty_network_gets_a_zip_too(cast: Cast, as_user) -> None:
    """With its partners and roles, and a word that there is nothing more; an admin gets the same
    file."""
    files = downloaded(as_user(cast.zoe), "zuid")
    assert sorted(files) == ["LEESMIJ.txt", "SHA256SUMS", "netwerk.json"]
    assert "Dit netwerk heeft nog geen evaluatie." in files["LEESMIJ.txt"].decode()
    assert json.loads(files["netwerk.json"])["rollen"] == [{"rol": "coördinator", "namens": ""}]
    look_inside(network=cast.zuid, by=cast.ada, reason="Zoë vroeg erom.")
    response = as_user(cast.ada).get(reverse("network_data", args=["zuid"]))
    assert files_of(response.getvalue()) == files
    assert response.headers["Content-Disposition"] == 'attachment; filename="gegevens_zuid.zip"'


def test_another_coordinator_does_not_get_the_file_by_its_number(cast: Cast, as_user) -> None:
    """Nor do its members who don't coordinate it, while the file is ready."""
    made(as_user(cast.anna), reverse("network_data", args=["noord"]))
    look_inside(network=cast.noord, by=cast.ada, reason="Anna vroeg erom.")
    document = Document.objects.about(cast.noord).get()
    for name, expected in (
        ("zoe", 404),
        ("lotte", 404),
        ("bram", 403),
        ("eva", 403),
        ("anna", 200),
        ("ada", 200),
    ):
        response = as_user(getattr(cast, name)).get(reverse("document_file", args=[document.pk]))
        assert (name, response.status_code) == (name, expected)


def test_the_coordinator_finds_it_on_the_start_page(cast: Cast, as_user) -> None:
    """Others of the network see no link to what they may not have."""
    address = reverse("network_data", args=["noord"])
    shown = {
        name: address in as_user(getattr(cast, name)).get("/").content.decode()
        for name in ("anna", "bram")
    }
    assert shown == {"anna": True, "bram": False}


def test_more_assessments_take_no_more_queries_when_confirmed(
    cast: Cast, django_assert_max_num_queries
) -> None:
    """Only what runs is read part by part."""
    indicator_set = make_set("proef", "eigen")
    for year in (2023, 2024, 2025):
        assessment = make_assessment(cast.noord, indicator_set, year)
        lifecycle.submit_for_review(assessment=assessment)
        confirming.confirm(assessment=assessment, by=cast.anna)
    with django_assert_max_num_queries(QUERIES + SET_QUERIES):
        assert len(read_network(cast.noord).assessments) == 3
    make_assessment(cast.noord, indicator_set, 2026)
    with django_assert_max_num_queries(QUERIES + SET_QUERIES + REPORT_QUERIES):
        assert len(read_network(cast.noord).assessments) == 4


def test_the_command_writes_the_same_zip(cast: Cast, as_user, tmp_path: Path) -> None:
    """Byte for byte what the coordinator downloads."""
    fill(make_assessment(cast.noord, make_set("proef", "eigen")))
    call_command("network_data", "noord", output=tmp_path / "noord.zip")
    response = made(as_user(cast.anna), reverse("network_data", args=["noord"]))
    assert (tmp_path / "noord.zip").read_bytes() == response.getvalue()


def test_what_each_text_was_is_in_it_without_names(cast: Cast, as_user) -> None:
    """Every version of a text, with the role of who typed it; nothing of another network."""
    assessment = make_assessment(cast.noord, make_set("proef", "eigen"))
    anna = as_user(cast.anna)
    address = reverse("answer", args=[assessment.pk, "open"])
    first = told(send(anna, address, {"text": typed("Eerst.")}))["text"]
    second = typed("Daarna.", step=2, served=first["stored"])
    send(as_user(cast.bram), address, {"text": second | {"page": "bram"}})
    files = downloaded(anna, "noord")
    folder = f"evaluatie-2026-nr-{assessment.pk}"
    texts = json.loads(files[f"{folder}/eerdere-teksten.json"])
    assert [(one["nummer"], one["veld"], one["tekst"], one["rol"]) for one in texts] == [
        ("open", "text", "Eerst.", "coördinator"),
        ("open", "text", "Daarna.", "medewerker"),
    ]
    assert b"Anna" not in files[f"{folder}/eerdere-teksten.json"]


def test_sources_come_along_without_what_was_not_sent_in(cast: Cast, as_user) -> None:
    """A talk with what was said; of an evaluator who still judges neither the judgement nor its
    history."""
    assessment = make_assessment(cast.noord, make_set("proef", "eigen"))
    asked = Indicator.objects.get(key="open")
    talk = Source.objects.create(assessment=assessment, kind="conversation", function="wijkagent")
    View.objects.create(source=talk, indicator=asked, remark="Vaak te laat.")
    judging = Source.objects.create(assessment=assessment, kind="evaluator", person=cast.eva)
    anna, eva = as_user(cast.anna), as_user(cast.eva)
    save = reverse("save_view", args=[assessment.pk, judging.pk, "open"])
    assert results(send(eva, save, {"remark": typed("Nog geheim.")})) == {"remark": "stored"}
    files = downloaded(anna, "noord")
    folder = f"evaluatie-2026-nr-{assessment.pk}"
    first, second = json.loads(files[f"{folder}/bronnen.json"])
    assert (first["soort"], first["functie"]) == ("gesprek", "wijkagent")
    assert [(one["vraag"], one["opmerking"]) for one in first["inbreng"]] == [
        ("open", "Vaak te laat.")
    ]
    assert (second["soort"], second["inbreng"]) == ("externe evaluatie", [])
    plain = b"".join(content for name, content in files.items() if name.endswith((".json", ".csv")))
    assert b"Nog geheim." not in plain
    assert b"Eva" not in plain.replace(b"Evalua", b"")
