"""A real mail server in a process of its own, which keeps what it gets in a folder.

To whom a mail goes decides what it says: weg@… is unknown for good, later@… not welcome now,
reclame@… has its mail refused once the text is known.
"""

import socket
import subprocess
import sys
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller

PATIENCE = 15  # seconds
ANSWERS = {"weg": "550 5.1.1 No such user here", "later": "451 4.7.1 Greylisted, try again later"}


class Keeper:
    """Writes each mail into the folder, in the order of arrival."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        refusal = ANSWERS.get(address.partition("@")[0])
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if envelope.rcpt_tos[0].startswith("reclame@"):
            return "554 5.7.1 This looks like spam"
        name = f"{len(list(self.folder.iterdir())):04}.eml"
        (self.folder / name).write_bytes(envelope.content)
        return "250 OK"


class MailServer:
    """The process, seen from a test: it can be stopped and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", __name__, str(self.port), str(self.folder)]
        self._process = subprocess.Popen(command)
        end = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                assert time.monotonic() < end, "the mail server does not start"
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def received(self) -> list[EmailMessage]:
        return [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in sorted(self.folder.iterdir())
        ]

    def forget(self) -> None:
        for path in self.folder.iterdir():
            path.unlink()


if __name__ == "__main__":
    Controller(Keeper(Path(sys.argv[2])), hostname="127.0.0.1", port=int(sys.argv[1])).start()
    Event().wait()
