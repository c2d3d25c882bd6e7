# ruff: noqa: F811  # fixtures of every_form are arguments here
"""Ids, names and methods that don't belong where they are sent, and hostile text all the way to the
report."""

import io
import json
import logging
import subprocess
from collections.abc import Callable
from html import escape
from pathlib import Path

import pikepdf
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from assessments import urls as assessment_urls
from assessments.models import Assessment
from documents import urls as document_urls
from indicators.models import IndicatorSet
from loket_eval.prose import clean_text
from partners import urls as partner_urls
from reports import urls as report_urls
from reports.report_building import report_of
from reports.report_files import report_pdf
from research import urls as research_urls
from tests.cast import PASSWORD
from tests.rows import every_row

from .every_form import (  # noqa: F401 - fixtures, too
    FORM_NAMES,
    Form,
    Scene,
    anna,
    db,
    forms,
    forms_of,
    refused,
    scene,
    text_of,
    unchanged,
)
from .saving_pages import send, told, typed
from .test_bad_input import HOSTILE

HUGE = 2**63
# Those of an overarching report are in test_national_permissions.py.
urlpatterns = [
    p
    for part in (assessment_urls, partner_urls, report_urls, document_urls, research_urls)
    for p in part.urlpatterns
]
NAMES = [p.name for p in urlpatterns if "<int:pk>" in str(p.pattern)]
PARTS = {
    "point": "finding",
    "recommendation": "recommendation",
    "follow_up": "follow_up",
    "conclusion": "conclusion",
    "source": "source",
}
WITH_PART = (
    {f"{verb}_{part}": one for part, one in PARTS.items() for verb in ("save", "delete")}
    | {f"earlier_{part}s": one for part, one in PARTS.items()}
    | {
        "source": "source",
        "save_view": "source",
        "earlier_views": "source",
        "point_sources": "finding",
        "recommend_for_point": "finding",
    }
)
POST_ONLY = [
    name for name in NAMES if name.startswith(("save_", "add_", "move_", "change_", "check_"))
] + ["answer"]
GET_ONLY = ["start", "reports", "assessment", "points", "recommendations", "texts", "confirmation", "report",
            "report_json"]  # fmt: skip


def address(name: str, scene: Scene, pk: int, part_pk: int | None = None) -> str:
    """Return an address of an assessment, with parts of our own where it names more."""
    more: dict[str, object] = {
        "theme_key": "samen",
        "indicator_key": "open",
        "group_key": "groep",
        "key": "open",
        "kind": "strength",
        "theme_pk": 0,
        "number": 1,
        "thread_pk": 1,
        "link_pk": 1,
        "view_pk": 1,
        "remark_pk": 1,
    }
    if part_pk is None:
        part_pk = getattr(scene.ours, WITH_PART.get(name, "source")).pk
    named = next(str(pattern.pattern) for pattern in urlpatterns if pattern.name == name)
    kwargs = {
        key: value
        for key, value in (more | {"pk": pk, "part_pk": part_pk}).items()
        if f":{key}>" in named
    }
    return reverse(name, kwargs=kwargs)


# Ids


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("unchanged")
def test_an_assessment_of_another_network_is_not_there(
    name: str, anna: Client, scene: Scene
) -> None:
    """Neither is one that never existed, or whose number no database can hold."""
    for pk in (scene.theirs.assessment.pk, 999_999, HUGE, 10**400):
        url = address(name, scene, pk)
        replies = [reply for reply in (anna.get(url), anna.post(url)) if reply.status_code != 405]
        assert replies
        for reply in replies:
            refused(reply, "Deze pagina is er niet", status=404)


@pytest.mark.parametrize("name", WITH_PART)
@pytest.mark.usefixtures("unchanged")
def test_a_part_of_another_assessment_is_not_there(name: str, anna: Client, scene: Scene) -> None:
    """A save in the background says so in its own kind of reply."""
    theirs = getattr(scene.theirs, WITH_PART[name]).pk
    for part_pk in (theirs, 999_999, HUGE):
        url = address(name, scene, scene.ours.assessment.pk, part_pk)
        method = anna.get if name.startswith("earlier") else anna.post
        refused(method(url), "Deze pagina is er niet", status=404)
        if name.startswith("save"):
            field = told(send(anna, url, {"what": typed("Iets")}))["what"]
            assert (field["result"], field["why"]) == ("closed", "missing")


@pytest.mark.parametrize("name", ["point", "recommendation", "follow-up", "conclusion", "source"])
def test_a_part_that_a_colleague_just_deleted(
    name: str, anna: Client, forms: dict[str, Form]
) -> None:
    """The person is told, and no new part comes in its place."""
    form = forms[name]
    served, row = form.served(anna), form.stored()
    type(row).objects.filter(pk=row.pk).update(deleted="weg.1")
    before = every_row()
    late = form.filled("Te laat")
    reply = told(form.send(anna, background=True, served=served, **late))
    assert {reply[field]["result"] for field in form.limits} == {"gone"}
    page = form.send(anna, served=served, **late)
    refused(page, "Dit is verwijderd.", "Te laat", status=409)
    assert every_row() == before


@pytest.mark.parametrize(
    "path",
    ["indicator/los-anders/", "indicator/bestaat-niet/", "thema/anders/", "thema/bestaat-niet/",
     "punten/nieuw/strength/{other_theme}/", "punten/nieuw/strength/999999/",
     "punten/nieuw/strength/9223372036854775808/", "punten/nieuw/mixed/0/", "punten/nieuw/%3Cb%3E/0/"],
)  # fmt: skip
@pytest.mark.usefixtures("unchanged")
def test_questions_themes_and_kinds_that_are_not_in_this_set(
    path: str, anna: Client, scene: Scene
) -> None:
    path = path.format(other_theme=scene.theme(scene.other_set).pk)
    reply = anna.post(f"/zelfevaluaties/{scene.ours.assessment.pk}/{path}", {})
    refused(reply, "Deze pagina is er niet", status=404)


@pytest.mark.parametrize(
    ("name", "field", "foreign"),
    [
        ("new-recommendation", "repeats", lambda scene: scene.theirs.follow_up.pk),
        (
            "start",
            "indicator_set",
            lambda scene: IndicatorSet.objects.create(slug="concept", version="1").pk,
        ),
    ],
    ids=["follow-up-new", "draft-set"],
)
def test_ids_from_elsewhere_in_a_field(
    name: str,
    field: str,
    foreign: Callable[[Scene], int],
    anna: Client,
    forms: dict[str, Form],
    scene: Scene,
) -> None:
    """What isn't of this set, this assessment or published can't be chosen."""
    form, value = forms[name], foreign(scene)
    before = every_row()
    refused(
        form.send(anna, **form.filled("tekst") | {field: value}), "Selecteer een geldige keuze."
    )
    assert every_row() == before


@pytest.mark.parametrize("name", ["point", "recommendation", "conclusion"])
@pytest.mark.usefixtures("unchanged")
def test_moving_what_is_not_here(name: str, anna: Client, scene: Scene) -> None:
    """A part of another network is not there to move; an order passes it over, and what is no order
    is refused."""
    url = address(f"move_{name}", scene, scene.ours.assessment.pk)
    theirs = getattr(scene.theirs, PARTS[name]).pk
    for part in (theirs, HUGE, "x", "", "\x00", "9" * 5000):
        refused(
            anna.post(url, {"part": part, "action": "up"}), "Deze pagina is er niet", status=404
        )
    own = getattr(scene.ours, PARTS[name])
    type(own).objects.filter(pk=own.pk).update(position=1)
    before = every_row()
    for order in (f"{theirs},{own.pk}", f"{own.pk},{own.pk}"):
        assert anna.post(url, {"order": order}).json() == {"moved": True}
    for order in ("x,,-1", "9" * 5000, "\x00", "abc", str(theirs)):
        refused(anna.post(url, {"order": order}), "Er is niets gewijzigd.", status=400)
    assert every_row() == before
    type(own).objects.filter(pk=own.pk).update(position=0)


# Fields and methods


@pytest.mark.parametrize("name", FORM_NAMES)
@pytest.mark.usefixtures("unchanged")
def test_a_field_that_is_not_on_the_form(name: str, anna: Client, forms: dict[str, Form]) -> None:
    """State, network or another form's field: the whole save is refused, and the message names the
    field."""
    form = forms[name]
    for field in ("state", f"{form.prefix}changed_by", "<b>\x00"):
        data = form.data(**form.filled("anders")) | {field: "1"}
        refused(
            anna.post(form.url, data),
            "Dit verzoek klopt niet",
            "Er is niets gewijzigd.",
            status=400,
        )
        reply = anna.post(form.url, data, headers={"HX-Request": "true"})
        message = (
            f"Het formulier bevatte een veld dat hier niet hoort ({field}). Er is niets opgeslagen."
        )
        refused(reply, message, status=400)


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name.startswith(("delete_", "move_", "change_"))]
)
@pytest.mark.usefixtures("unchanged")
def test_a_field_that_a_button_does_not_send(name: str, anna: Client, scene: Scene) -> None:
    data = {"action": "submit", "state": "confirmed"}
    reply = anna.post(address(name, scene, scene.ours.assessment.pk), data)
    refused(reply, "Er is niets gewijzigd.", status=400)


@pytest.mark.parametrize(
    "action", ["", "vaststellen", "confirm", "take_back", "\x00", "x" * 10_000]
)
@pytest.mark.usefixtures("unchanged")
def test_a_step_that_is_not_there(action: str, anna: Client, scene: Scene) -> None:
    """Unknown steps, and steps that a running assessment isn't ready for, are said to be so."""
    reply = anna.post(
        address("change_state", scene, scene.ours.assessment.pk),
        {"action": action} if action else {},
        follow=True,
    )
    known = action in ("confirm", "take_back")
    message = (
        "De stand van deze evaluatie is intussen veranderd." if known else "Deze stap bestaat niet."
    )
    refused(reply, message, status=200)


@pytest.mark.parametrize("name", [*POST_ONLY, *GET_ONLY])
@pytest.mark.usefixtures("unchanged")
def test_the_wrong_method(name: str, anna: Client, scene: Scene) -> None:
    url = address(name, scene, scene.ours.assessment.pk)
    methods = [anna.put, anna.patch, anna.delete, anna.post if name in GET_ONLY else anna.get]
    for method in methods:
        reply = method(url)
        refused(reply, "Zo opent u deze pagina niet", status=405)
        assert reply.headers["Allow"]
    line = anna.put(url, headers={"HX-Request": "true"}).content.decode()
    assert "Dit kan hier niet. Er is niets opgeslagen." in line
    assert "<html" not in line


def test_what_is_said_on_the_page_of_the_wrong_method_is_said_once(
    anna: Client, scene: Scene
) -> None:
    url = address("change_state", scene, scene.ours.assessment.pk)
    anna.post(url, {"action": "submit"})
    assert "ligt nu ter toetsing" in text_of(anna.get(url))
    assert "ligt nu ter toetsing" not in text_of(anna.get(reverse("start")))


# Search and login


@pytest.mark.parametrize(
    "text", [*HOSTILE.values(), "\x00", "%", "x" * 6000], ids=lambda text: ascii(text[:12])
)
def test_searching_for_anything(text: str, anna: Client) -> None:
    """Whatever is searched for is only text, and a page that isn't there gives the last one."""
    for page in ("", "0", "-1", "twaalf", "9" * 5000, "1.5"):
        reply = anna.get(reverse("reports"), {"zoek": text.replace("\x00", ""), "pagina": page})
        assert reply.status_code == 200
        assert "<script>alert" not in text_of(reply)
    assert escape(text.replace("\x00", "")[:100].strip()) in text_of(reply)
    assert anna.get(reverse("reports"), {"zoek": "\x00"}).status_code == 400


@pytest.mark.parametrize(
    "text",
    ["", *HOSTILE.values(), "\x00a@b.example", "x" * 400_000],
    ids=lambda text: ascii(text[:12]),
)
@pytest.mark.usefixtures("unchanged")
def test_logging_in_with_anything(text: str) -> None:
    """In either field it is a wrong login, with a message, and nobody is logged in."""
    cache.clear()
    for data in (
        {"login": text, "password": PASSWORD},
        {"login": "anna@voorbeeld.example", "password": text},
    ):
        client = Client()
        reply = client.post(reverse("account_login"), data)
        assert reply.status_code == 200
        assert "<title>Fout: Inloggen" in text_of(reply)
        assert "<script>alert" not in text_of(reply)
        assert "sessionid" not in client.cookies


# Shown


def fill_all(scene: Scene, client: Client, text: str) -> None:
    forms = forms_of(scene)
    for name, form in forms.items():
        if name not in ("theme", "start", "fact-check"):
            assert form.send(client, **form.filled(text)).status_code in (200, 302), name


def test_hostile_text_stays_text_up_to_the_pdf(
    anna: Client, scene: Scene, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Page, JSON and PDF of a confirmed report with everything hostile in every field."""
    logger = logging.getLogger("weasyprint")
    logger.addHandler(caplog.handler)
    # A word of 3,000 letters in a PDF is in test_report_pdf; in each of these fields it would take
    # long.
    hostile = HOSTILE | {"one-word": "w" * 300}
    text = "\n\n".join([*hostile.values(), "- punt\n- " + hostile["code"]])
    fill_all(scene, anna, text)
    pk = scene.ours.assessment.pk
    Assessment.objects.filter(pk=pk).update(title=text[:200])
    anna.post(reverse("change_state", args=[pk]), {"action": "submit"})
    anna.post(reverse("change_state", args=[pk]), {"action": "confirm"})

    page = text_of(anna.get(reverse("report", args=[pk])))
    assert escape("<script>alert('x')</script>") in page
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "{{7*7}}" in page

    data = anna.get(reverse("report_json", args=[pk]))
    assert data.headers["Content-Type"] == "application/json"
    assert json.loads(data.content)["introduction"] == clean_text(text)

    pdf = report_pdf(report_of(Assessment.objects.get(pk=pk)))
    logger.removeHandler(caplog.handler)
    (tmp_path / "report.pdf").write_bytes(pdf)
    shown = subprocess.run(
        ["pdftotext", tmp_path / "report.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    letters = "".join(shown.split())
    assert "<script>alert('x')</script>" in letters
    assert "{{7*7}}{%debug%}" in letters
    assert "=cmd|'/Ccalc'!A0" in letters
    assert letters.count("w") > 300 * 10
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert "/AcroForm" not in document.Root
        assert "/Names" not in document.Root or "/JavaScript" not in document.Root.Names
        assert "/OpenAction" not in document.Root
    # Whether a font here has a picture for every emoji is up to the machine.
    complaints = [record.getMessage() for record in caplog.records if record.name == "weasyprint"]
    assert [
        complaint for complaint in complaints if not complaint.startswith(".notdef glyph")
    ] == []
