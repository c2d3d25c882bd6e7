"""A network keeps its talk with a confirmed report, for itself alone."""

import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from functools import partial

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from assessments import lifecycle
from assessments.models import Assessment, Comment, Finding, Thread
from assessments.threads import talking
from indicators.models import IndicatorSet
from networks.models import User
from reports import confirming
from reports.models import ThreadAppendix
from tests.cast import Cast, load_theme
from tests.documents.making import made
from tests.rows import every_row

from .test_network_data import downloaded

LogIn = Callable[[User], Client]
SECRET = "Tussen ons"
POINT = "Snel ter plaatse"


@pytest.fixture
def werkset(db: None) -> IndicatorSet:
    return load_theme()


@pytest.fixture
def thread(assessment: Assessment, cast: Cast) -> Thread:
    point = Finding.objects.create(assessment=assessment, kind="strength", headline=POINT)
    return talking.begin(
        assessment=assessment,
        about={"finding": point},
        text=f"{SECRET}, @Anna: klopt dit? <b>",
        by=cast.bram,
        mentioned=[cast.anna],
    )


def confirm(client: Client, assessment: Assessment, **more: str) -> None:
    lifecycle.submit_for_review(assessment=assessment)
    address = reverse("change_state", args=[assessment.pk])
    assert client.post(address, {"action": "confirm", **more}).status_code == 302
    assessment.refresh_from_db()
    assert assessment.is_confirmed


def test_who_ticks_it_finds_the_talk_under_the_report(
    thread: Thread, assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """For people of the network, with roles for names; the national office and the admin see the
    report without it."""
    anna = as_user(cast.anna)
    lifecycle.submit_for_review(assessment=assessment)
    asked = anna.get(reverse("ask_to_confirm", args=[assessment.pk])).content.decode()
    assert 'name="keep_threads"' in asked
    lifecycle.take_back(assessment=assessment)
    confirm(anna, assessment, keep_threads="yes")
    report = reverse("report", args=[assessment.pk])
    shown = {
        name: SECRET in as_user(getattr(cast, name)).get(report).content.decode()
        for name in ("anna", "bram", "eva", "lotte", "ada")
    }
    assert shown == {"anna": True, "bram": True, "eva": True, "lotte": False, "ada": False}
    page = anna.get(report).content.decode()
    assert f"{SECRET}, @coördinator: klopt dit? &lt;b&gt;" in page
    assert "<strong>Medewerker</strong>" in page


def test_who_leaves_the_tick_keeps_nothing_with_the_report(
    thread: Thread, assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """Nor does a tick while nobody said anything."""
    anna = as_user(cast.anna)
    confirm(anna, assessment)
    assert SECRET not in anna.get(reverse("report", args=[assessment.pk])).content.decode()
    assert not ThreadAppendix.objects.exists()


def test_nothing_was_said(assessment: Assessment, cast: Cast, as_user: LogIn) -> None:
    anna = as_user(cast.anna)
    lifecycle.submit_for_review(assessment=assessment)
    asked = anna.get(reverse("ask_to_confirm", args=[assessment.pk])).content.decode()
    assert 'name="keep_threads"' not in asked
    lifecycle.take_back(assessment=assessment)
    confirm(anna, assessment, keep_threads="yes")
    assert not ThreadAppendix.objects.exists()


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("report_pdf", POINT),
        ("report_archive", POINT),
        ("report_word", POINT),
        ("report_xlsx", POINT),
        ("report_json", POINT),
        # It has answers alone.
        ("report_csv", "Deelaspecten"),
    ],
)
def test_no_file_of_the_report_holds_the_talk(
    name: str, held: str, thread: Thread, assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """It holds what it should, and not a word of what was said."""
    anna = as_user(cast.anna)
    confirm(anna, assessment, keep_threads="yes")
    stored = assessment.report_versions.get().content
    assert SECRET not in json.dumps(stored)
    address = reverse(name, args=[assessment.pk])
    by_worker = name in ("report_pdf", "report_archive", "report_word")
    content = made(anna, address).getvalue() if by_worker else anna.get(address).content
    text = text_in(content)
    assert held in text
    assert SECRET not in text


def text_in(content: bytes) -> str:
    """Return the text of a PDF, of all that is in an office file, or of a text."""
    if content.startswith(b"%PDF"):
        command = ["pdftotext", "-q", "-", "-"]
        return subprocess.run(
            command, input=content, capture_output=True, check=True
        ).stdout.decode()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(archive.read(name).decode() for name in archive.namelist())
    return content.decode()


def test_a_version_keeps_the_talk_of_its_own_moment(
    thread: Thread, assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """Opened again, talked on and confirmed: each version has what was said until then."""
    anna = as_user(cast.anna)
    confirm(anna, assessment, keep_threads="yes")
    confirming.reopen(assessment=assessment, by=cast.ada, reason="Een telling klopte niet")
    talking.reply(thread=thread, text="Achteraf gezegd.", by=cast.anna)
    pages = [reverse("report", args=[assessment.pk])]
    assert SECRET not in anna.get(pages[0]).content.decode()  # it is a concept now
    confirm(anna, assessment, keep_threads="yes")
    pages += [reverse("report_version", args=[assessment.pk, number]) for number in (1, 2)]
    shown = [
        (SECRET in page, "Achteraf gezegd." in page)
        for page in (anna.get(address).content.decode() for address in pages)
    ]
    assert shown == [(True, True), (True, False), (True, True)]


def test_the_network_takes_its_talk_along_without_names(
    thread: Thread, assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """What it is now, and what was kept with each version; deleted points say so."""
    anna = as_user(cast.anna)
    confirm(anna, assessment, keep_threads="yes")
    confirming.reopen(assessment=assessment, by=cast.ada, reason="Een telling klopte niet")
    Finding.objects.update(deleted="weg.1")
    files = downloaded(anna, "noord")
    folder = f"evaluatie-2026-nr-{assessment.pk}"
    now = json.loads(files[f"{folder}/overleg.json"])
    then = json.loads(files[f"{folder}/versie-1/bijlage-overleg.json"])
    said = {
        "rol": "medewerker",
        "namens": "",
        "op": now[0]["bijdragen"][0]["op"],
        "tekst": f"{SECRET}, @coördinator: klopt dit? <b>",
    }
    expected = {
        "soort": "punt",
        "onderwerp": POINT,
        "sleutel": thread.finding_id,
        "verwijderd": False,
        "afgerond": False,
        "toegewezen_aan": None,
        "bijdragen": [said],
    }
    assert then == [expected]
    assert now == [expected | {"verwijderd": True}]


# The database


def refused(change: Callable[[], object], message: str) -> None:
    before = every_row()
    with pytest.raises((IntegrityError, DatabaseError), match=message), transaction.atomic():
        change()
    assert every_row() == before


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_nothing_that_was_said_changes(thread: Thread, cast: Cast) -> None:
    """Not even before confirming, by any way; a digest may note that it told of it."""
    message = "Wat in het overleg is gezegd, verandert niet meer."
    refused(lambda: Comment.objects.update(text="Anders."), message)
    refused(lambda: sql("UPDATE assessments_comment SET at = '2020-01-01 00:00:00+00:00'"), message)
    Comment.objects.update(is_told=True)
    assert Comment.objects.get().is_told


def test_the_database_freezes_talk_with_its_assessment(
    thread: Thread, assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """Nothing is added, changed, deleted or emptied; what was kept stays after opening again."""
    confirm(as_user(cast.anna), assessment, keep_threads="yes")
    comment = thread.comments.get()
    changes: list[Callable[[], object]] = [
        lambda: talking.settle(thread=thread, by=cast.anna),
        lambda: talking.assign(thread=thread, to=cast.eva),
        lambda: talking.reply(thread=thread, text="Toch nog iets.", by=cast.anna),
        lambda: talking.begin(
            assessment=assessment, about={"finding": thread.finding}, text="Nog iets.", by=cast.eva
        ),
        lambda: Comment.objects.update(is_told=True),
        lambda: comment.mentioned.add(cast.eva),
        lambda: comment.mentioned.clear(),
    ]
    tables = ("thread", "comment", "comment_mentioned")
    emptying = "TRUNCATE {} CASCADE" if connection.vendor == "postgresql" else "DELETE FROM {}"
    changes += [partial(sql, emptying.format(f"assessments_{table}")) for table in tables]
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")
    for change in changes:
        refused(change, "Een vastgestelde? .* verandert niet meer.")
    confirming.reopen(assessment=assessment, by=cast.ada, reason="Een telling klopte niet")
    kept: list[Callable[[], object]] = [
        lambda: ThreadAppendix.objects.update(content=[]),
        lambda: ThreadAppendix.objects.get().delete(),
        partial(sql, emptying.format("reports_threadappendix")),
    ]
    for change in kept:
        refused(change, "Een vastgesteld rapport verandert niet meer.")
    talking.settle(thread=thread, by=cast.anna)
