"""HTTP for many people at once at little cost: one thread, and the few connections that nginx
keeps open to the portal (docs/running/nginx/upstream.conf).
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

KEPT = 16
REQUESTS = 50  # over one connection
PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes


@dataclass
class Line:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    requests: int = 0


class Connections:
    """Connections to one server on this machine. One that is free is used again."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._free: list[Line] = []

    async def ask(
        self, method: str, address: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Reply:
        """Return the reply; OSError when there is none."""
        lines = [f"{method} {address} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items())]
        if body:
            lines.append(f"Content-Length: {len(body)}")
        request = "\r\n".join([*lines, "", ""]).encode() + body
        try:
            return await asyncio.wait_for(self._ask(request), PATIENCE)
        except (EOFError, TimeoutError, ValueError) as error:
            raise OSError(f"no reply: {error!r}") from error

    async def _ask(self, request: bytes) -> Reply:
        line = await self._line()
        line.requests += 1
        try:
            line.writer.write(request)
            head = await line.reader.readuntil(b"\r\n\r\n")
            start, *rest = head.decode("latin-1").split("\r\n")
            headers = {
                name.lower(): value.strip()
                for name, _, value in (one.partition(":") for one in rest if one)
            }
            status = int(start.split(" ", 2)[1])
            size = int(headers["content-length"]) if status not in (204, 304) else 0
            body = await line.reader.readexactly(size)
        except BaseException:
            line.writer.close()
            raise
        closes = headers.get("connection", "").lower() == "close"
        if closes or line.requests == REQUESTS or len(self._free) >= KEPT:
            line.writer.close()
        else:
            self._free.append(line)
        return Reply(status, headers, body)

    async def _line(self) -> Line:
        while self._free:
            line = self._free.pop()
            if not line.reader.at_eof():
                return line
            line.writer.close()
        return Line(*await asyncio.open_connection("127.0.0.1", self.port))
