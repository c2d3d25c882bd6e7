"""A proxy that cuts pages off on their way, as a bad connection does."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

# How a page ends too early: the connection breaks, nothing more comes, or it looks as if it ended.
Way = Literal["breaks", "hangs", "ends"]
WAYS: tuple[Way, ...] = ("breaks", "hangs", "ends")


class CuttingProxy:
    """Passes everything on to a server, and cuts pages off while `share` or `before` says where."""

    def __init__(self, port: int) -> None:
        self.way: Way = "breaks"
        self.share: float | None = None  # of the bytes of a page
        self.before: bytes | None = None  # the end of what still comes
        self._server = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._hanging: list[socket.socket] = []
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def whole(self) -> None:
        self.share = self.before = None
        for browser in self._hanging:
            browser.close()
        self._hanging.clear()

    def close(self) -> None:
        self.whole()
        self._listening.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                browser, _address = self._listening.accept()
                threading.Thread(target=self._pass_on, args=(browser,), daemon=True).start()

    def _pass_on(self, browser: socket.socket) -> None:
        with suppress(OSError):
            request = _request(browser)
            if not request:
                browser.close()
                return
            with socket.create_connection(("127.0.0.1", self._server)) as server:
                server.sendall(request)
                answer = b"".join(iter(lambda: server.recv(65536), b""))
            head, blank, page = answer.partition(b"\r\n\r\n")
            if request.startswith(b"GET") and b"text/html" in head:
                cut = self._cut(page)
                if len(cut) < len(page):
                    if self.way == "ends":
                        head = re.sub(rb"(?i)\r\ncontent-length: \d+", b"", head)
                    browser.sendall(head + blank + cut)
                    if self.way == "hangs":
                        self._hanging.append(browser)
                        return
                    # A browser drops what it hasn't read when the connection breaks.
                    time.sleep(1)
                    browser.close()
                    return
            browser.sendall(answer)
            browser.close()

    def _cut(self, page: bytes) -> bytes:
        if self.share is not None:
            return page[: int(len(page) * self.share)]
        if self.before is not None and self.before in page:
            return page[: page.index(self.before) + len(self.before)]
        return page


def _request(browser: socket.socket) -> bytes:
    """Return a whole request, which asks the server to close the connection after its answer."""
    read = b""
    while b"\r\n\r\n" not in read:
        more = browser.recv(65536)
        if not more:
            return b""
        read += more
    head, _blank, body = read.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    while length and len(body) < int(length[1]):
        body += browser.recv(65536)
    head = re.sub(rb"(?i)\r\nconnection: [^\r]*", b"", head)
    return head + b"\r\nConnection: close\r\n\r\n" + body


@contextmanager
def cutting(port: int) -> Iterator[CuttingProxy]:
    proxy = CuttingProxy(port)
    try:
        yield proxy
    finally:
        proxy.close()
