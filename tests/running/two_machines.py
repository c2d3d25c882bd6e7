"""Two machines share a database, a folder of documents and a secret key; the worker runs on the
second one.

The folder is one folder under two paths, or what `SHARED_FOLDERS` names: two places where a file
server is mounted, with a colon between them.
"""

import io
import json
import os
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
from django.db import connection
from django.db.models.functions import Now
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from PIL import Image

from assessments.models import Answer
from documents.models import Document
from loket_eval.running.models import WorkerSign
from loket_eval.saved_reply import TYPE
from networks import tokens
from networks.models import ApiToken, Invitation, User
from networks.once_only import new_token
from tests.assessments.every_form import make_scene
from tests.assessments.saving_pages import typed
from tests.cast import PASSWORD
from tests.documents.document_worker import LONG, is_being_made, wait_until
from tests.migrated import server_url
from tests.networks.signing_in import code_of, with_password

from .copied_code import collect_static_files, copy_code
from .machines import Machine, Visitor

MINUTES = timedelta(minutes=5)
REQUESTS = 160  # 40 more than a key may make in a minute


class TwoMachines:
    """Noord's running assessment, of which Anna is logged in at the first machine."""

    def __init__(self, folder: Path) -> None:
        scene = make_scene()
        self.assessment, self.cast = scene.ours.assessment, scene.cast
        self.report = reverse("report_pdf", args=[self.assessment.pk])
        for user in (self.cast.anna, self.cast.bram, self.cast.ada):
            with_password(user)
        database = server_url(connection.settings_dict["NAME"])
        connection.close()
        self.mounted = [folder / "first" / "documents", folder / "second" / "documents"]
        for mounted, shared in zip(self.mounted, shared_folders(folder), strict=True):
            mounted.parent.mkdir()
            mounted.symlink_to(shared)
        self.code = copy_code(folder / "loket")
        collect_static_files(self.code)
        hosts = ("127.0.0.1", "127.0.0.2")
        self.first, self.second = (
            Machine(mounted.parent, self.code, host=host, database=database, documents=mounted)
            for mounted, host in zip(self.mounted, hosts, strict=True)
        )
        self.anna = Visitor()

    @property
    def both(self) -> tuple[Machine, Machine]:
        return self.first, self.second

    @contextmanager
    def running(self) -> Iterator[None]:
        try:
            for machine in self.both:
                machine.start_portal()
            self.second.start_worker()
            yield
        finally:
            for machine in self.both:
                machine.stop()

    def download(self, machine: Machine) -> bytes:
        """Return the PDF of the report, or nothing when it isn't there yet."""
        answer = self.anna.ask(machine, self.report, allow_redirects=False)
        is_file = answer.headers.get("Content-Type") == "application/pdf"
        return answer.content if is_file else b""

    def ask_for_report(self, machine: Machine, introduction: str) -> Document:
        """Change the report and ask for its PDF."""
        type(self.assessment).objects.update(introduction=introduction)
        answer = self.anna.post(machine, self.report, allow_redirects=False)
        number = answer.headers["Location"].rstrip("/").rsplit("/", 1)[1]
        return Document.objects.get(pk=int(number))

    def save(self, machine: Machine, text: str) -> str:
        """Save an answer as the page does; return what came of it."""
        address = reverse("answer", args=[self.assessment.pk, "open"])
        fields = {"text": typed(text, served=self.digest, step=self.step)}
        body = json.dumps({"person": "", "set": "", "fields": fields})
        kind = {"Accept": TYPE, "Content-Type": "application/json"}
        told = self.anna.post(machine, address, body, headers=kind).json()["fields"]["text"]
        self.digest, self.step = told["stored"], self.step + 1
        return str(told["result"])

    digest, step = "", 1


def shared_folders(folder: Path) -> list[str]:
    if mounted := os.environ.get("SHARED_FOLDERS"):
        return mounted.split(":")
    (folder / "shared").mkdir()
    return [str(folder / "shared")] * 2


def log_in(
    visitor: Visitor, machine: Machine, user: User, password: str = PASSWORD
) -> tuple[int, str]:
    """Fill in the login page; return the status of the answer, and the page."""
    address = reverse("account_login")
    visitor.ask(machine, address)
    data = {"login": user.email, "password": password}
    answer = visitor.post(machine, address, data, allow_redirects=False)
    return answer.status_code, answer.text


def is_logged_in(visitor: Visitor, machine: Machine) -> bool:
    answer = visitor.ask(machine, reverse("account"), allow_redirects=False)
    return answer.status_code == 200


def ready(two: TwoMachines) -> list[Any]:
    """What both say of themselves, and what the second one says when its file server is away."""

    def look() -> list[Any]:
        answers = [machine.probe("/gereed") for machine in two.both]
        return [(answer.status_code, answer.json()["opslag"]) for answer in answers]

    wait_until(lambda: WorkerSign.objects.exists())
    before = look()
    mounted = two.mounted[1]
    shared = mounted.readlink()
    mounted.unlink()
    mounted.symlink_to("/nowhere/at/all")
    away = look()
    mounted.unlink()
    mounted.symlink_to(shared)
    return [before, [(status, storage[:17]) for status, storage in away], look()]


def session(two: TwoMachines) -> dict[str, Any]:
    """Anna logs in at the first; Bram logs out at the second of what he began at the first."""
    bram = Visitor()
    statuses = [log_in(visitor, two.first, user)[0] for visitor, user in (
        (two.anna, two.cast.anna), (bram, two.cast.bram)
    )]  # fmt: skip
    inside = [is_logged_in(visitor, two.second) for visitor in (two.anna, bram)]
    bram.post(two.second, reverse("account_logout"))
    return {
        "statuses": statuses,
        "inside": inside,
        "after_logout": [is_logged_in(bram, machine) for machine in two.both],
        "anna": [is_logged_in(two.anna, machine) for machine in two.both],
    }


def page_of_both(two: TwoMachines) -> dict[str, Any]:
    """A page of the first machine, with its style and script of the second."""
    page = two.anna.ask(two.first, reverse("start")).text
    files = sorted(set(re.findall(r'"(/static/[^"]+\.(?:css|js))"', page)))
    found = {two.anna.ask(two.second, file).status_code for file in files}
    return {"files": len(files) > 1, "found": found}


def saving(two: TwoMachines) -> dict[str, Any]:
    """Anna types on, while the proxy sends her to one machine and the other."""
    answer = Answer.objects.get(assessment=two.assessment, indicator__key="open")
    answer.text = ""
    answer.save()
    texts = ["Het begin.", "Het begin. Meer.", "Het begin. Meer. En het einde."]
    results = [
        two.save(machine, text)
        for machine, text in zip((two.first, two.second, two.first), texts, strict=True)
    ]
    answer.refresh_from_db()
    address = reverse("theme", args=[two.assessment.pk, "samen"])
    shown = [texts[-1] in two.anna.ask(machine, address).text for machine in two.both]
    return {"results": results, "stored": answer.text == texts[-1], "shown": shown}


def document(two: TwoMachines) -> dict[str, Any]:
    """Asked for at the first machine, which has no worker."""
    two.ask_for_report(two.first, "Over twee machines.")
    wait_until(lambda: two.download(two.first) != b"")
    here, there = (two.download(machine) for machine in two.both)
    return {"is_pdf": here.startswith(b"%PDF-1.7"), "same": here == there}


def logo(two: TwoMachines) -> dict[str, Any]:
    """Ada uploads a logo at the first machine, with a second step; the second one draws it."""
    ada, step = Visitor(), reverse("mfa_authenticate")
    log_in(ada, two.first, two.cast.ada)
    activate = reverse("mfa_activate_totp")
    secret = re.search(r'id="secret" value="(\w+)"', ada.ask(two.first, activate).text)[1]
    ada.post(two.first, activate, {"code": code_of(secret)})
    code = {"code": code_of(secret, step=1)}
    replayed = []
    for machine in two.both:
        visitor = Visitor()
        log_in(visitor, machine, two.cast.ada)
        visitor.post(machine, step, code)
        replayed.append(is_logged_in(visitor, machine))
    picture = io.BytesIO()
    Image.new("RGB", (600, 200), "navy").save(picture, "PNG")
    noord = two.cast.noord
    counts = {
        f"{prefix}-{name}_FORMS": str(number)
        for prefix, total in (("logo", 1), ("memberships", 0))
        for name, number in (("TOTAL", total), ("INITIAL", 0))
    }
    sent = {"name": noord.name, "slug": noord.slug, "logo-0-id": "", "logo-0-network": noord.pk}
    organisations = list(noord.organisations.values_list("pk", flat=True))
    answer = ada.post(
        two.first,
        reverse("admin:networks_network_change", args=[noord.pk]),
        sent | counts | {"organisations": organisations},
        files={"logo-0-upload": ("logo.png", picture.getvalue(), "image/png")},
    )
    two.ask_for_report(two.first, "Met een logo.")
    wait_until(lambda: two.download(two.second) != b"")
    with pikepdf.open(io.BytesIO(two.download(two.second))) as pdf:
        pictures = len(pdf.pages[0].get_images())
    return {"code_counts": replayed, "uploaded": "met succes" in answer.text, "pictures": pictures}


def guessing(two: TwoMachines) -> list[Any]:
    """Somebody guesses three times at one machine and twice at the other, and then is right."""
    guesser = Visitor("198.51.100.7")
    for machine in (*two.both, *two.both, two.first):
        log_in(guesser, machine, two.cast.bram, "verkeerd geraden")
    return [
        (status, "te vaak een verkeerd wachtwoord" in page)
        for status, page in (log_in(guesser, machine, two.cast.bram) for machine in two.both)
    ]


def key(two: TwoMachines) -> dict[str, int]:
    """A program uses its key at both machines at the same time, within one minute."""
    while True:
        token, secret = tokens.make_token(
            user=two.cast.anna, name="Veel", valid_for=timedelta(days=1)
        )
        headers = {"Authorization": f"Bearer {secret}"}

        def ask(number: int, headers: dict[str, str] = headers) -> int:
            machine = two.both[number % 2]
            return Visitor().ask(machine, "/api/v1/networks", headers=headers).status_code

        minute = int(time.time()) // 60
        with ThreadPoolExecutor(8) as pool:
            statuses = list(pool.map(ask, range(REQUESTS)))
        if int(time.time()) // 60 == minute:
            break
        tokens.revoke(token)
    counted = ApiToken.objects.get(pk=token.pk).used_in_minute
    return {"through": statuses.count(200), "refused": statuses.count(429), "counted": counted}


def token(two: TwoMachines) -> dict[str, Any]:
    """One form, sent to both machines at the same moment, four times each."""
    address = reverse("people", args=["noord"])
    form = {"token": new_token(), "email": "kim@voorbeeld.example", "role": "contributor"}
    windows = [(two.both[number % 2], two.anna.also()) for number in range(8)]

    def send(window: tuple[Machine, Visitor]) -> int:
        machine, visitor = window
        return visitor.post(machine, address, form, allow_redirects=False).status_code

    with ThreadPoolExecutor(len(windows)) as pool:
        statuses = set(pool.map(send, windows))
    return {"statuses": statuses, "invitations": Invitation.objects.count()}


def lost(two: TwoMachines) -> dict[str, Any]:
    """The second machine is gone at once, while its worker makes a document."""
    asked = two.ask_for_report(two.first, LONG)
    wait_until(lambda: is_being_made(asked))
    two.second.stop()
    saved = two.save(two.first, "Zonder de tweede.")
    # Minutes later.
    Document.objects.filter(pk=asked.pk).update(beat_at=Now() - MINUTES)
    WorkerSign.objects.update(beat_at=Now() - MINUTES)
    DBTaskResult.objects.filter(status="READY").update(run_after=Now())
    two.first.start_worker()
    wait_until(lambda: two.download(two.first) != b"")
    two.second.start_portal()
    here, there = (two.download(machine) for machine in two.both)
    halves = list(two.mounted[0].glob(".making-*"))
    asked.refresh_from_db()
    return {
        "saved": saved,
        "attempts": asked.attempts,
        "is_pdf": here.startswith(b"%PDF-1.7"),
        "same": here == there,
        "half_files": len(halves),
    }


def other_key(two: TwoMachines, folder: Path) -> bool:
    """Whether a login at the first machine holds at a third one with another secret key."""
    settings = two.first.environment
    third = Machine(
        folder / "third",
        two.code,
        host="127.0.0.3",
        database=settings["DATABASE_URL"],
        documents=two.mounted[0],
        key="".join(reversed(settings["LOKET_SECRET_KEY"])),
    )
    try:
        third.start_portal()
        return is_logged_in(two.anna, third)
    finally:
        third.stop()


STORIES = (ready, session, page_of_both, saving, document, logo, guessing, key, token, lost)


def main(folder: Path) -> dict[str, Any]:
    two = TwoMachines(folder)
    with two.running():
        found = {story.__name__: story(two) for story in STORIES}
        return found | {"other_key": other_key(two, folder)}
