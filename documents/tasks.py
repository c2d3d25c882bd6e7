"""Make documents in the worker (`manage.py db_worker`): claim one, let a child make it, store it.

Each attempt has a number. Every change to the document has as a condition that it still is this
attempt's turn. So somebody who cancels, or a worker that takes over from one that died, stops the
attempt, and never the other way around.
"""

import errno
import logging
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task, task_backends

from loket_eval import pdf
from loket_eval.joined_styles import style_sheet
from loket_eval.running.signs_of_life import sign_of_life

from . import child_process, storage
from .cleanup import clean_up
from .fingerprint import fingerprint_of
from .models import Document
from .recipes import Recipe, recipe_of, subject_of

logger = logging.getLogger(__name__)

State = Document.State

# A worker without a sign of life for this long is gone.
STALE = timedelta(seconds=30)
# Seconds between two signs of life.
BEAT = 1.0
# How often the process that makes it may die. What kills it is mostly the document itself, which
# asks for too much.
DEATHS = 3
# How often an attempt may be broken off by something else, such as a worker that is killed or a
# database that goes away. That says nothing of the document, but nothing is tried for ever.
ATTEMPTS = 10
# Priorities in the queue: somebody is waiting, or nobody is yet.
ASKED, AHEAD = 10, 0

_ASK_ADMIN = gettext_lazy("Vraag de beheerder ernaar te kijken, en probeer het daarna opnieuw.")


def without_sign() -> Q:
    """Return the condition that a document's worker gave no sign of life lately.

    A sign from later than now is one of before the clock was put back.
    """
    now = timezone.now()
    return Q(beat_at=None) | Q(beat_at__lt=now - STALE) | Q(beat_at__gt=now + STALE)


class Stopped(Exception):
    """This attempt must end: somebody cancelled it, or another worker took over."""


@task
def make_document(pk: int) -> None:
    """Make a document, unless it was made, is being made or was cancelled."""
    document = Document.objects.filter(pk=pk).first()
    if document is None:
        return
    restoring = document.state == State.DONE
    if restoring and (not document.kept or storage.is_intact(document.sha256)):
        return
    attempt = Attempt(document, restoring=restoring)
    if attempt.claim():
        attempt.run()
        clean_up(document)
    elif Document.objects.filter(pk=pk, state=State.WORKING).exists():
        remind(pk)


def remind(pk: int) -> None:
    """Look at a document again later: whoever makes it now may get killed."""
    if task_backends["default"].supports_defer:
        make_document.using(run_after=timezone.now() + STALE + timedelta(seconds=5)).enqueue(pk)


class Attempt:
    """One try at making a document.

    `restoring`: its stored file was lost, and only an identical one may replace it.
    """

    def __init__(self, document: Document, *, restoring: bool) -> None:
        self.document = document
        self.restoring = restoring
        self.number = document.attempts + 1

    def claim(self) -> bool:
        """Return whether this attempt may make it; if so, queue a reminder in case it is killed."""
        free = Q(state=State.WAITING) | Q(without_sign(), state=State.WORKING)
        if self.restoring:
            # A failed restore leaves an error behind, so that it isn't tried for ever.
            free = Q(state=State.DONE, error="")
        changes: dict[str, Any] = {
            "attempts": F("attempts") + 1,
            "beat_at": timezone.now(),
            "step": "",
            "share": 0,
        }
        if not self.restoring:
            changes["state"] = State.WORKING
        with transaction.atomic():
            claimed = self._asked().filter(free, attempts=self.number - 1).update(**changes) == 1
            if claimed:
                remind(self.document.pk)
        return claimed

    def run(self) -> None:
        try:
            if self.number > ATTEMPTS:
                self._give_up(ATTEMPTS)
            else:
                self._make()
        except Stopped:
            pass
        except child_process.Died:
            self._give_up(DEATHS)
        except child_process.OutOfMemory:
            megabytes = settings.DOCUMENTS_MEMORY // 2**20
            too_large = _(
                "Dit document is te groot: het vraagt meer geheugen dan mag ({count} MB)."
            )
            advice = _(
                "Een ander soort bestand lukt misschien wel. Of vraag de beheerder om meer "
                "geheugen toe te staan."
            )
            self._fail(f"{too_large.format(count=megabytes)} {advice}")
        except child_process.TooSlow:
            too_slow = _("Dit document is te groot: het maken duurt langer dan mag ({count} min).")
            advice = _("Een ander soort bestand lukt misschien wel.")
            minutes = settings.DOCUMENTS_SECONDS // 60
            self._fail(f"{too_slow.format(count=minutes)} {advice} {_ASK_ADMIN}")
        except child_process.Broken as broken:
            logger.error("Document %s could not be made:\n%s", self.document.pk, broken)
            self._fail(f"{_('Er ging iets mis bij het maken.')} {_ASK_ADMIN}")
        except OSError as error:
            logger.error("Document %s could not be stored: %s", self.document.pk, error)
            self._fail(_storage_trouble(error))
        except (OperationalError, InterfaceError):
            # The worker does this task again when the database is back (running/worker.py).
            raise
        except BaseException:
            # The worker must stop now; the next one continues with this document.
            self._wait_again()
            raise

    def _make(self) -> None:
        subject = subject_of(self.document)
        recipe = recipe_of(self.document)
        content = recipe.read(subject)
        if not recipe.kept:
            self._follow_change(recipe, subject, content)
        part = storage.new_part(self.document.pk)
        try:
            # Once here, so that not every child loads WeasyPrint and reads our style again.
            pdf.prepare(style_sheet("print.css"))
        except OSError as error:
            raise child_process.Broken(f"WeasyPrint could not be loaded: {error}") from error
        try:
            self._let_child(partial(recipe.write, content, part), part)
            self._store(part)
        finally:
            part.unlink(missing_ok=True)

    def _let_child(self, work: child_process.Work, part: Path) -> None:
        """Let a process of its own do the work; when it dies, another one. Raises the last Died."""
        for death in range(1, DEATHS + 1):
            try:
                child_process.run(
                    work,
                    memory=settings.DOCUMENTS_MEMORY,
                    seconds=settings.DOCUMENTS_SECONDS,
                    beat=self._beat,
                    every=BEAT,
                )
                return
            except child_process.Died as error:
                logger.warning(
                    "Document %s: the process that made it died (%s)", self.document.pk, error
                )
                part.unlink(missing_ok=True)
                if death == DEATHS:
                    raise

    def _follow_change(self, recipe: Recipe[Any, Any], subject: Model, content: Any) -> None:
        """Record what will be in the document, when its subject changed since the request."""
        fingerprint = fingerprint_of(recipe, subject, content)
        if fingerprint == self.document.fingerprint:
            return
        try:
            with transaction.atomic():
                if not self._mine().update(
                    fingerprint=fingerprint, file_name=recipe.file_name(content)
                ):
                    raise Stopped
        except IntegrityError:
            message = _("Het is intussen veranderd, en dat nieuwe document is er al.")
            self._mine().update(state=State.CANCELLED, error=message, finished_at=timezone.now())
            # The unique constraint: somebody already asked for the subject as it is now.
            raise Stopped from None

    def _store(self, part: Path) -> None:
        sha256, size = storage.digest_of(part)
        if self.restoring and sha256 != self.document.sha256:
            self._fail(
                _(
                    "Het opgeslagen bestand is weg of veranderd, en opnieuw maken geeft nu een "
                    "ander bestand. Dat bewaren we niet: een vastgesteld rapport blijft zoals het "
                    "was. Vraag de beheerder om het bestand {name} terug te zetten uit een "
                    "reservekopie."
                ).format(name=storage.path_of(self.document.sha256).name)
            )
            return
        storage.keep(part, sha256)
        done: dict[str, Any] = {"attempts": 0}
        if not self.restoring:
            done = {
                "state": State.DONE,
                "sha256": sha256,
                "size": size,
                "finished_at": timezone.now(),
            }
        if not self._mine().update(**done, step="", share=100, error=""):
            # Cancelled at the last moment.
            if not Document.objects.filter(sha256=sha256).exists():
                storage.remove(sha256)
            raise Stopped
        # A killed process that was just opening its file, which may take long on a busy disk, may
        # have left it only now.
        storage.remove_parts(self.document.pk)

    def _beat(self, step: str, share: float) -> None:
        # 100 % means that the file is stored.
        percent = min(99, max(0, int(share * 100)))
        if not self._mine().update(step=step[:100], share=percent, beat_at=timezone.now()):
            raise Stopped
        sign_of_life()

    def _give_up(self, count: int) -> None:
        stopped = _(
            "Het maken is {count} keer halverwege gestopt, misschien door te weinig geheugen."
        )
        self._fail(f"{stopped.format(count=count)} {_ASK_ADMIN}")

    def _fail(self, message: str) -> None:
        changes: dict[str, Any] = {"error": message}
        if not self.restoring:
            changes |= {"state": State.FAILED, "finished_at": timezone.now()}
        self._mine().update(**changes)

    def _wait_again(self) -> None:
        with transaction.atomic():
            waiting: dict[str, Any] = {"beat_at": timezone.now(), "step": "", "share": 0}
            if not self.restoring:
                waiting["state"] = State.WAITING
            if self._mine().update(**waiting):
                make_document.enqueue(self.document.pk)

    def _mine(self) -> QuerySet[Document]:
        """Return the document if it still is this attempt's turn, and nothing otherwise."""
        state = State.DONE if self.restoring else State.WORKING
        return self._asked().filter(attempts=self.number, state=state)

    def _asked(self) -> QuerySet[Document]:
        # Asking again starts counting attempts from zero, so the number alone isn't enough.
        return Document.objects.filter(pk=self.document.pk, requested_at=self.document.requested_at)


def _storage_trouble(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        disk_full = _("De schijf van de server is vol. Er is geen half bestand opgeslagen.")
        return f"{disk_full} {_ASK_ADMIN}"
    trouble = _("Het bestand kon niet worden opgeslagen ({reason}).").format(
        reason=error.strerror or error
    )
    return f"{trouble} {_ASK_ADMIN}"
