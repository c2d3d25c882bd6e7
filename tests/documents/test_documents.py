"""A document is made once, in the background, and stays what it is; and people are told what goes
on."""

import os
import resource
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from assessments import lifecycle
from assessments.models import Assessment
from documents import fingerprint, recipes, storage
from documents.models import Document
from loket_eval import pdf
from networks.looking_inside import look_inside
from networks.models import Mail, User
from reports import confirming
from reports.document_kinds import REPORT
from reports.models import ReportVersion
from reports.sharing import share
from tests.assessments.every_form import make_set
from tests.cast import Cast, make_assessment
from tests.markup import tight

from .making import asked, made, make

As = Callable[[User], Client]
Write = Callable[..., None]


@pytest.fixture
def assessment(cast: Cast) -> Assessment:
    """Noord's running assessment of five questions."""
    return make_assessment(cast.noord, make_set("proef", "apart"))


@pytest.fixture
def anna(cast: Cast, as_user: As) -> Client:
    return as_user(cast.anna)


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """A folder with the documents of this test alone."""
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    return tmp_path / "documents"


@pytest.fixture
def written_by(monkeypatch: pytest.MonkeyPatch) -> Callable[[Write], None]:
    """Return a function that has reports written by something else than the real thing."""

    def use(write: Write) -> None:
        for subject in (Assessment, ReportVersion):
            key = (REPORT, subject._meta.label_lower)
            monkeypatch.setitem(recipes.RECIPES, key, replace(recipes.RECIPES[key], write=write))

    return use


def confirmed(assessment: Assessment, by: User) -> Document:
    """Confirm, and return the document that is in the queue then."""
    lifecycle.submit_for_review(assessment=assessment)
    version = confirming.confirm(assessment=assessment, by=by)
    return Document.objects.about(version).get()


def pdf_of(assessment: Assessment) -> str:
    return reverse("report_pdf", args=[assessment.pk])


def page_of(document: Document) -> str:
    return reverse("document", args=[document.pk])


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def text_of(client: Client, document: Document) -> str:
    return client.get(page_of(document)).content.decode()


def test_from_asking_to_downloading(assessment: Assessment, anna: Client, folder: Path) -> None:
    """A page tells how far it is, goes on to the file, and the file is named by its content."""
    document = asked(anna, pdf_of(assessment))
    page = text_of(anna, document)
    assert '<progress max="100" value="0"' in tight(page)
    assert f'content="3; url={page_of(document)}?verder"' in page
    assert "Wacht op zijn beurt" in page
    part = {"HX-Request": "true"}
    assert (
        'id="document-step"'
        in anna.get(page_of(document), {"stap": "anders"}, headers=part).content.decode()
    )
    assert (
        'id="document-step"'
        not in anna.get(
            page_of(document), {"stap": "Wacht op zijn beurt"}, headers=part
        ).content.decode()
    )

    make(document)
    assert (
        anna.get(page_of(document), headers=part).headers["HX-Redirect"]
        == f"{page_of(document)}?verder"
    )
    file = reverse("document_file", args=[document.pk])
    assert anna.get(page_of(document) + "?verder").headers["Refresh"] == f"0; url={file}"
    assert "Refresh" not in anna.get(page_of(document)).headers
    response = anna.get(file)
    content = response.getvalue()
    assert content.startswith(b"%PDF-1.7")
    assert (
        response.headers["Content-Disposition"]
        == 'attachment; filename="zelfevaluatie_noord_proef_1_2026_concept.pdf"'
    )
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["ETag"] == f'"{document.sha256}"'
    assert (len(content), files_in(folder)) == (document.size, [document.sha256])

    again = anna.get(pdf_of(assessment), headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (
        304,
        b"",
        response.headers["ETag"],
    )
    assert anna.get(pdf_of(assessment)).getvalue() == content
    assert Document.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, {"Sec-Purpose": "prefetch"}])
def test_only_a_click_asks(
    headers: dict[str, str],
    assessment: Assessment,
    anna: Client,
    folder: Path,
    written_by: Callable[[Write], None],
) -> None:
    """A browser that looks ahead, a mail scanner and a reload have nothing made; they find a button,
    how far it is, or the file."""
    written_by(lambda report, path, progress: path.write_text("Het rapport."))

    def look() -> HttpResponse:
        for method in (anna.head, anna.get):
            response = method(pdf_of(assessment), headers=headers)
        return response

    page = look()
    assert "Maak het document</button>" in tight(page.text)
    assert (Document.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    document = asked(anna, pdf_of(assessment))
    assert look().url == page_of(document)
    assert DBTaskResult.objects.count() == 1
    make(document)
    assert look().getvalue() == b"Het rapport."
    file = anna.post(pdf_of(assessment))
    assert (file.status_code, file.url) == (303, reverse("document_file", args=[document.pk]))


def test_looking_at_a_lost_document_has_nothing_made(
    assessment: Assessment,
    cast: Cast,
    anna: Client,
    folder: Path,
    written_by: Callable[[Write], None],
) -> None:
    """The page says that the file is gone, and has a button; who came by a link finds one too."""
    written_by(lambda report, path, progress: path.write_text("Zoals het was."))
    document = make(confirmed(assessment, cast.anna))
    storage.path_of(document.sha256).unlink()
    Document.objects.update(beat_at=timezone.now() - timedelta(days=1))
    day = timezone.now() + timedelta(days=1)
    share(ReportVersion.objects.get(), ["a@vt.example"], until=day.date(), by=cast.anna)
    shared = f"/gedeeld/{Mail.objects.get().text.split('/gedeeld/')[1].split()[0]}rapport.pdf"
    queued = DBTaskResult.objects.count()
    assert anna.get(pdf_of(assessment)).url == page_of(document)
    assert "alleen als het precies hetzelfde is als toen" in text_of(anna, document)
    assert "Probeer opnieuw" in text_of(anna, document)
    assert "Maak de PDF</button>" in tight(Client().get(shared).text)
    assert DBTaskResult.objects.count() == queued
    assert Client().post(shared).url == shared
    assert DBTaskResult.objects.count() == queued + 1
    assert "De PDF wordt nog gemaakt" in Client().get(shared).text
    make(document)
    assert Client().get(shared).getvalue() == b"Zoals het was."


def test_the_archive_edition_is_another_document(
    assessment: Assessment, anna: Client, folder: Path
) -> None:
    """It holds the data; its name says what it is."""
    response = made(anna, reverse("report_archive", args=[assessment.pk]))
    assert (
        response.headers["Content-Disposition"]
        == 'attachment; filename="zelfevaluatie_noord_proef_1_2026_concept_archief.pdf"'
    )
    assert b"pdfaid" in response.getvalue()


def test_other_content_is_another_document(
    assessment: Assessment, anna: Client, folder: Path, written_by: Callable[[Write], None]
) -> None:
    """The latest three stay; of the earlier ones nothing is left, no row and no file."""
    written_by(lambda report, path, progress: path.write_text(report.summary))
    for number in range(5):
        Assessment.objects.filter(pk=assessment.pk).update(summary=f"Samenvatting {number}")
        assert made(anna, pdf_of(assessment)).getvalue() == f"Samenvatting {number}".encode()
    kept = list(Document.objects.order_by("pk").values_list("sha256", flat=True))
    assert len(kept) == 3
    assert files_in(folder) == sorted(kept)


def test_what_changed_while_it_waited_is_in_it(
    assessment: Assessment, anna: Client, folder: Path, written_by: Callable[[Write], None]
) -> None:
    """A document says of itself what is really in it, and two with the same content don't come to
    be."""
    written_by(lambda report, path, progress: path.write_text(report.summary))
    early = asked(anna, pdf_of(assessment))
    Assessment.objects.filter(pk=assessment.pk).update(summary="Later")
    late = asked(anna, pdf_of(assessment))
    assert make(late).state == Document.State.DONE
    assert make(early).state == Document.State.CANCELLED
    assert "Het is intussen veranderd" in text_of(anna, early)
    assert anna.get(pdf_of(assessment)).getvalue() == b"Later"


def test_a_confirmed_report_is_made_once(
    assessment: Assessment,
    cast: Cast,
    anna: Client,
    folder: Path,
    written_by: Callable[[Write], None],
) -> None:
    """It is in the queue from the moment of confirming, and no change of templates or programme
    makes it anew."""
    written_by(lambda report, path, progress: path.write_text("Zoals het was."))
    document = make(confirmed(assessment, cast.anna))
    content = anna.get(pdf_of(assessment)).getvalue()
    written_by(lambda report, path, progress: path.write_text("Heel anders opgemaakt."))
    fingerprint.look_of.cache_clear()
    assert anna.get(pdf_of(assessment)).getvalue() == content
    assert Document.objects.get() == document
    page = reverse("report", args=[assessment.pk])
    assert document.sha256 in anna.get(page).content.decode()
    confirming.reopen(assessment=assessment, by=cast.ada, reason="Een naam.")
    first = reverse("report_version_pdf", args=[assessment.pk, 1])
    assert anna.get(first).getvalue() == content
    assert document.sha256 in text_of(anna, document)
    assert asked(anna, pdf_of(assessment)) != document
    again = confirmed(assessment, cast.anna)
    assert document.sha256 not in anna.get(page).content.decode()
    assert (
        document.sha256
        in anna.get(reverse("report_version", args=[assessment.pk, 1])).content.decode()
    )
    assert make(again).state == Document.State.DONE
    assert (anna.get(pdf_of(assessment)).getvalue(), anna.get(first).getvalue()) == (
        b"Heel anders opgemaakt.",
        content,
    )


@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_a_lost_file_comes_back_the_same_or_not_at_all(
    damage: str,
    assessment: Assessment,
    cast: Cast,
    anna: Client,
    folder: Path,
    written_by: Callable[[Write], None],
) -> None:
    """Never is another file downloaded than the one that was confirmed."""
    written_by(lambda report, path, progress: path.write_text("Zoals het was."))
    document = make(confirmed(assessment, cast.anna))
    Document.objects.update(beat_at=timezone.now() - timedelta(days=1))

    def lose() -> None:
        path = storage.path_of(document.sha256)
        path.write_text("Vervalst.") if damage == "changed" else path.unlink()

    lose()
    assert asked(anna, pdf_of(assessment)) == document
    assert "alleen als het precies hetzelfde is als toen" in text_of(anna, document)
    make(document)
    assert anna.get(pdf_of(assessment)).getvalue() == b"Zoals het was."

    lose()
    written_by(lambda report, path, progress: path.write_text("Heel anders opgemaakt."))
    Document.objects.update(beat_at=timezone.now() - timedelta(days=1))
    assert make(asked(anna, pdf_of(assessment))).state == Document.State.DONE
    page = text_of(anna, document)
    assert "terug te zetten uit een reservekopie" in page
    assert document.sha256 in page
    assert asked(anna, pdf_of(assessment)) == document

    storage.path_of(document.sha256).write_text("Zoals het was.")
    assert anna.get(pdf_of(assessment)).getvalue() == b"Zoals het was."


def test_a_lost_concept_is_made_as_it_is_now(
    assessment: Assessment, anna: Client, folder: Path, written_by: Callable[[Write], None]
) -> None:
    """What isn't confirmed is simply made again, also by another version of the programme."""
    written_by(lambda report, path, progress: path.write_text("Zoals het was."))
    document = make(asked(anna, pdf_of(assessment)))
    storage.path_of(document.sha256).unlink()
    written_by(lambda report, path, progress: path.write_text("Zoals het nu is."))
    Document.objects.update(beat_at=timezone.now() - timedelta(days=1))
    assert made(anna, pdf_of(assessment)).getvalue() == b"Zoals het nu is."


def test_what_a_killed_process_leaves_late(
    assessment: Assessment, anna: Client, folder: Path, written_by: Callable[[Write], None]
) -> None:
    """On a busy disk its file may appear when the next one is at work; it goes when the document is
    done."""

    def write(report: object, path: Path, progress: object) -> None:
        number = path.name.split("-")[1]
        path.with_name(f".making-{number}-laat").touch()
        path.with_name(f".making-{number}0-van-een-ander").touch()
        path.write_text("Het rapport.")

    written_by(write)
    assert made(anna, pdf_of(assessment)).getvalue() == b"Het rapport."
    assert [name for name in files_in(folder) if name.endswith(("laat", "ander"))] == [
        f".making-{Document.objects.get().pk}0-van-een-ander"
    ]


def test_a_full_disk(
    assessment: Assessment, anna: Client, folder: Path, written_by: Callable[[Write], None]
) -> None:
    """There is no half file, the page says why, and trying again works when there is room."""

    def write(
        report: object, path: Path, progress: object, room: int = resource.RLIM_INFINITY
    ) -> None:
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (room, room)
        )  # in the child process, so of this document alone
        path.write_bytes(b"0" * 10_000)

    written_by(partial(write, room=4096))
    document = make(asked(anna, pdf_of(assessment)))
    assert (document.state, files_in(folder)) == (Document.State.FAILED, [])
    page = text_of(anna, document)
    assert "De schijf van de server is vol. Er is geen half bestand opgeslagen." in page
    assert "Probeer opnieuw" in page
    written_by(write)
    assert anna.post(reverse("retry_document", args=[document.pk])).url == page_of(document)
    assert make(document).state == Document.State.DONE
    assert anna.get(pdf_of(assessment)).getvalue() == b"0" * 10_000


def test_a_folder_that_is_not_there(
    assessment: Assessment, anna: Client, settings: Any, tmp_path: Path
) -> None:
    """A mistake in the settings is told, not a reason to try for ever."""
    (tmp_path / "file").touch()
    settings.DOCUMENTS_DIR = tmp_path / "file" / "documents"
    document = make(asked(anna, pdf_of(assessment)))
    assert document.state == Document.State.FAILED
    assert "Het bestand kon niet worden opgeslagen" in document.error


def test_without_the_libraries_for_pdf(
    assessment: Assessment,
    anna: Client,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """On a server where they weren't installed, the log says so, and the page that an admin should
    look."""

    def missing(*_styles: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "prepare", missing)
    document = make(asked(anna, pdf_of(assessment)))
    assert (document.state, files_in(folder)) == (Document.State.FAILED, [])
    assert "Er ging iets mis bij het maken. Vraag de beheerder ernaar te kijken" in text_of(
        anna, document
    )
    assert "WeasyPrint could not be loaded: cannot load library 'libpango-1.0-0'" in caplog.text


def test_too_much_memory(
    assessment: Assessment,
    anna: Client,
    folder: Path,
    settings: Any,
    written_by: Callable[[Write], None],
) -> None:
    """The child process stops; the worker itself goes on."""
    settings.DOCUMENTS_MEMORY = 256 * 2**20
    written_by(lambda report, path, progress: path.write_bytes(b"0" * 2**29))
    document = make(asked(anna, pdf_of(assessment)))
    assert (document.state, files_in(folder)) == (Document.State.FAILED, [])
    assert "meer geheugen dan mag (256 MB)" in text_of(anna, document)


def test_a_mistake_of_ours(
    assessment: Assessment,
    anna: Client,
    folder: Path,
    written_by: Callable[[Write], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The page says that it went wrong, the log where; queries while writing are such a mistake."""
    written_by(lambda report, path, progress: path.write_text(str(Document.objects.count())))
    document = make(asked(anna, pdf_of(assessment)))
    assert "Er ging iets mis bij het maken." in text_of(anna, document)
    assert "what is needed of the database is read before the file is made" in caplog.text


def test_a_process_that_keeps_dying(
    assessment: Assessment,
    anna: Client,
    folder: Path,
    tmp_path: Path,
    written_by: Callable[[Write], None],
) -> None:
    """It is tried three times, and then somebody has to look, who can have it tried again."""
    tries = tmp_path / "tries"

    def die(_report: Any, path: Path, _progress: Any) -> None:
        path.touch()
        with tries.open("a") as file:
            file.write(".")
        os.kill(os.getpid(), signal.SIGKILL)

    written_by(die)
    document = make(asked(anna, pdf_of(assessment)))
    assert (document.state, tries.read_text(), files_in(folder)) == ("failed", "...", [])
    page = text_of(anna, document)
    assert "Het maken is 3 keer halverwege gestopt" in page
    assert "Probeer opnieuw" in page


def test_stopping(
    assessment: Assessment, anna: Client, folder: Path, written_by: Callable[[Write], None]
) -> None:
    """What was stopped isn't made, until somebody asks again."""
    written_by(lambda report, path, progress: path.touch())
    document = asked(anna, pdf_of(assessment))
    assert anna.post(reverse("cancel_document", args=[document.pk])).url == page_of(document)
    assert "Maak het alsnog" in text_of(anna, document)
    assert make(document).state == Document.State.CANCELLED
    assert asked(anna, pdf_of(assessment)) == document
    assert make(document).state == Document.State.DONE


def test_nobody_makes_documents(
    assessment: Assessment, cast: Cast, anna: Client, as_user: As
) -> None:
    """After a while the page says that the worker doesn't run, and to the admin how to start it."""
    document = asked(anna, pdf_of(assessment))
    told = "Waarschijnlijk staat het programma dat documenten maakt uit."
    assert told not in text_of(anna, document)
    Document.objects.update(requested_at=timezone.now() - timedelta(minutes=1))
    assert told in text_of(anna, document)
    assert "Vraag de beheerder" in text_of(anna, document)
    look_inside(network=cast.noord, by=cast.ada, reason="Documenten komen niet.")
    assert "manage.py db_worker" in text_of(as_user(cast.ada), document)
    other = make_assessment(cast.noord, assessment.indicator_set, 2025)
    busy = asked(anna, pdf_of(other))
    Document.objects.filter(pk=busy.pk).update(state="working", beat_at=timezone.now())
    assert told not in text_of(anna, document)


@pytest.mark.parametrize("somebody_asks", [True, False])
def test_a_clock_that_is_put_back(
    assessment: Assessment,
    anna: Client,
    folder: Path,
    written_by: Callable[[Write], None],
    somebody_asks: bool,
) -> None:
    """Who takes over from a worker that is gone doesn't wait until it is as late as its last sign
    says."""
    written_by(lambda report, path, progress: path.touch())
    document = asked(anna, pdf_of(assessment))
    ahead = timezone.now() + timedelta(hours=2)
    Document.objects.filter(pk=document.pk).update(state="working", attempts=1, beat_at=ahead)
    document.refresh_from_db()
    if somebody_asks:
        assert asked(anna, pdf_of(assessment)) == document
        document.refresh_from_db()
        assert document.state == Document.State.WAITING
    assert make(document).state == Document.State.DONE


def test_a_concept_stays_with_its_network(
    assessment: Assessment,
    cast: Cast,
    as_user: As,
    folder: Path,
    written_by: Callable[[Write], None],
) -> None:
    """The national office reads what was confirmed, not the document that was made before that."""
    written_by(lambda report, path, progress: path.touch())
    concept = make(asked(as_user(cast.bram), pdf_of(assessment)))
    final = make(confirmed(assessment, cast.anna))
    for user, expected in ((cast.lotte, 404), (cast.zoe, 404), (cast.eva, 200), (cast.ada, 200)):
        assert (
            as_user(user).get(reverse("document_file", args=[concept.pk])).status_code == expected
        )
        assert as_user(user).get(page_of(concept)).status_code == expected
    assert as_user(cast.lotte).get(reverse("document_file", args=[final.pk])).status_code == 200
    assert as_user(cast.zoe).get(reverse("document_file", args=[final.pk])).status_code == 404


def test_what_it_costs(
    assessment: Assessment,
    cast: Cast,
    anna: Client,
    folder: Path,
    written_by: Callable[[Write], None],
) -> None:
    """A look at the progress and a download cost few queries, and no more in a large portal."""
    written_by(lambda report, path, progress: path.touch())

    def queries(address: str, **headers: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            anna.get(address, headers=headers)
        return len(captured)

    document = confirmed(assessment, cast.anna)
    asking = queries(page_of(document), **{"HX-Request": "true"})
    make(document)
    counted = {
        "progress": asking,
        "page": queries(page_of(document)),
        "file": queries(reverse("document_file", args=[document.pk])),
        "report": queries(pdf_of(assessment)),
    }
    assert counted == {"progress": 4, "page": 4, "file": 5, "report": 6}


def test_who_waits_for_five_waits_with_the_sixth(
    assessment: Assessment, anna: Client, folder: Path, cast: Cast, as_user: As
) -> None:
    """The page lists what one waits for; when one is stopped, the next may be asked for. What
    others wait for doesn't count."""
    others = [make_assessment(cast.noord, assessment.indicator_set, 2020 + n) for n in range(5)]
    documents = [asked(anna, pdf_of(other)) for other in others]
    refused = anna.post(pdf_of(assessment))
    assert refused.status_code == 429
    assert all(reverse("document", args=[one.pk]) in refused.text for one in documents)
    assert as_user(cast.bram).post(pdf_of(others[0])).status_code == 303
    anna.post(reverse("cancel_document", args=[documents[0].pk]))
    assert anna.post(pdf_of(assessment)).status_code == 303


def test_an_endless_document_ends(
    assessment: Assessment,
    anna: Client,
    folder: Path,
    settings: Any,
    written_by: Callable[[Write], None],
) -> None:
    """A render that never ends is stopped after its time, with a reason; the worker goes on."""
    settings.DOCUMENTS_SECONDS = 1
    written_by(lambda *_content: time.sleep(600))
    document = make(asked(anna, pdf_of(assessment)))
    assert (document.state, "duurt langer dan mag" in document.error) == ("failed", True)
    assert files_in(folder) == []
