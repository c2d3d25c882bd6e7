"""HTTP for many people at once at little cost: one thread, and the few connections that nginx
keeps open to the portal (docs/running/nginx/upstream.conf).
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

KEPT = 16
PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes


class Connections:
    """Connections to one server on this machine. One that is free is used again."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

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
        reader, writer = await self._connection()
        try:
            writer.write(request)
            start, *rest = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {
                name.lower(): value.strip()
                for name, _, value in (line.partition(":") for line in rest if line)
            }
            status = int(start.split(" ", 2)[1])
            has_body = status not in (204, 304)
            body = await reader.readexactly(int(headers["content-length"])) if has_body else b""
        except BaseException:
            writer.close()
            raise
        if headers.get("connection", "").lower() == "close" or len(self._free) >= KEPT:
            writer.close()
        else:
            self._free.append((reader, writer))
        return Reply(status, headers, body)

    async def _connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        while self._free:
            reader, writer = self._free.pop()
            if not reader.at_eof():
                return reader, writer
            writer.close()
        return await asyncio.open_connection("127.0.0.1", self.port)
