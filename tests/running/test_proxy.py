"""nginx as docs/running/nginx/ sets it up: what it lets through, what it logs, and its limits.

Without nginx on this machine the files are still compared with the portal's own limits.
"""

import contextlib
import http.server
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from loket_eval.large_forms import MOST_RETURNED
from loket_eval.masking import masked
from loket_eval.running import gunicorn_settings

FOLDER = settings.BASE_DIR / "docs/running/nginx"
CONFIG = (FOLDER / "loket.conf").read_text()
PROXIED = (FOLDER / "proxied.conf").read_text()
SECRET = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not on this machine")


def value(name: str, text: str = CONFIG) -> str:
    (found,) = set(re.findall(rf"^ *{name} ([^;]+);", text, re.MULTILINE))
    return found


def test_its_limits_fit_the_portal() -> None:
    """The portal itself says what is too large, and a request may take as long as gunicorn lets it."""
    megabytes = int(value("client_max_body_size").removesuffix("m"))
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE < megabytes * 2**20 == MOST_RETURNED
    assert value("proxy_read_timeout", PROXIED) == f"{gunicorn_settings.timeout}s"
    number, size = value("large_client_header_buffers").split()
    assert (int(number), size) == (4, "8k")
    assert gunicorn_settings.limit_request_line <= 8 * 1024
    assert gunicorn_settings.bind in (FOLDER / "upstream.conf").read_text()
    # Whoever closes a kept connection last may be sent a form over it that gets no answer.
    for file in ("upstream.conf", "upstream-compose.conf"):
        kept = value("keepalive_timeout", (FOLDER / file).read_text())
        assert int(kept.removesuffix("s")) < gunicorn_settings.keepalive


def test_it_says_for_whom_it_asks() -> None:
    """The headers that the portal believes are nginx's own, and those it doesn't read are emptied."""
    headers = dict(re.findall(r"^proxy_set_header (\S+) (\S+);", PROXIED, re.MULTILINE))
    assert headers == {
        "Connection": '""',
        "Host": "$host",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "$remote_addr",
        "Forwarded": '""',
        "X-Real-IP": '""',
    }


class Upstream(http.server.BaseHTTPRequestHandler):
    """Stands where the portal does, and tells what came through."""

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = f"{self.path}|{self.headers['X-Forwarded-For']}|{len(self.rfile.read(length))}"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Request-ID", "7KQ2M9XD")
        self.send_header("Server", "gunicorn")
        self.end_headers()
        self.wfile.write(body.encode())

    do_POST = do_GET

    def log_message(self, *_arguments: object) -> None:
        pass


class Proxy:
    """nginx on a port of its own, with what it logged."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port

    def connect(self) -> ssl.SSLSocket:
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        return context.wrap_socket(plain, server_hostname="portaal.example.nl")

    def send(self, method: str, path: str, size: int = 0, headers: str = "") -> tuple[int, str]:
        with self.connect() as connection:
            head = f"{method} {path} HTTP/1.0\r\nHost: portaal.example.nl\r\n{headers}"
            # The answer may come before all was sent.
            with contextlib.suppress(OSError):
                connection.sendall(f"{head}Content-Length: {size}\r\n\r\n".encode() + b"a" * size)
            answer = b""
            with contextlib.suppress(OSError):
                while part := connection.recv(65536):
                    answer += part
        return int(answer.split()[1]), answer.decode()

    def logged(self) -> str:
        time.sleep(0.3)
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def upstream() -> Iterator[http.server.ThreadingHTTPServer]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def proxy(tmp_path: Path, upstream: http.server.ThreadingHTTPServer) -> Iterator[Proxy]:
    """nginx with the files as they are, except for its ports, its folders and its certificate."""
    assert NGINX is not None
    port = free_port()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=x",
         "-keyout", tmp_path / "portaal.key", "-out", tmp_path / "portaal.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    changes = {
        "/etc/nginx/loket/": f"{tmp_path}/",
        "/etc/ssl/loket/": f"{tmp_path}/",
        "/var/log/nginx/": f"{tmp_path}/",
        "listen 80 default_server;": f"listen 127.0.0.1:{free_port()};",
        "listen [::]:80 default_server;": "",
        "listen [::]:443 ssl default_server;": "",
        "listen 443 ssl default_server;": f"listen 127.0.0.1:{port} ssl default_server;",
        "listen [::]:443 ssl http2;": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
    }
    text = CONFIG
    for stated, here in changes.items():
        assert stated in text
        text = text.replace(stated, here)
    (tmp_path / "loket.conf").write_text(text)
    (tmp_path / "proxied.conf").write_text(PROXIED)
    (tmp_path / "upstream.conf").write_text(
        (FOLDER / "upstream.conf")
        .read_text()
        .replace("127.0.0.1:8000", f"127.0.0.1:{upstream.server_address[1]}")
    )
    temporary = "\n".join(
        f"{kind}_temp_path {tmp_path}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        # Started by root, its workers would be somebody who may not come in this folder.
        f"{'user root; ' if os.geteuid() == 0 else ''}daemon off; pid {tmp_path}/pid; error_log {tmp_path}/start.log;\n"
        f"events {{}}\nhttp {{\n{temporary}\ninclude {tmp_path}/loket.conf;\n}}\n"
    )
    command = [NGINX, "-p", tmp_path, "-c", tmp_path / "nginx.conf"]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                assert time.monotonic() < end
                time.sleep(0.05)
        yield Proxy(tmp_path, port)
    finally:
        process.terminate()
        process.wait(30)


@needs_nginx
def test_no_search_words_and_no_links_in_its_log(
    proxy: Proxy, upstream: http.server.ThreadingHTTPServer
) -> None:
    """Not of requests that went well, and not of those that failed; the number of the request is
    there."""
    addresses = [
        f"/partner/{SECRET}/",
        f"/account/wachtwoord/herstellen/{SECRET}/?volgende={SECRET}",
        "/zoeken/?q=Piet+van+de+buren",
    ]
    assert {proxy.send("GET", address)[0] for address in addresses} == {200}
    upstream.shutdown()
    upstream.server_close()
    answers = [proxy.send("GET", address) for address in addresses]
    assert {status for status, _answer in answers} == {503}
    assert all("Het portaal is even niet bereikbaar" in answer for _status, answer in answers)
    logged = proxy.logged()
    assert logged.count("\n") == 6
    assert (SECRET in logged, "Piet" in logged, "?" in logged) == (False, False, False)
    assert logged.count('"GET /partner/.../" 200') == 1
    assert logged.count('"GET /zoeken/" 503') == 1
    assert logged.count(" 7KQ2M9XD\n") == 3
    # The same rule as in the portal's own log.
    assert SECRET not in masked(addresses[0])


@needs_nginx
def test_what_a_visitor_pretends_goes_no_further(proxy: Proxy) -> None:
    """The portal hears the address that nginx saw, and the visitor no version of anything."""
    status, answer = proxy.send("GET", "/", headers="X-Forwarded-For: 10.0.0.1\r\n")
    assert (status, answer.splitlines()[-1]) == (200, "/|127.0.0.1|0")
    assert re.findall(r"(?im)^server: (.*)\r$", answer) == ["nginx"]


@needs_nginx
@pytest.mark.parametrize("address", ["/gezond", "/gereed", "/metrics", "/metrics/"])
def test_addresses_of_the_machine_stay_inside(proxy: Proxy, address: str) -> None:
    """Also with a token: monitoring asks the portal itself."""
    assert proxy.send("GET", address, headers="Authorization: Bearer x\r\n")[0] == 404


@needs_nginx
def test_large_bodies_stop_where_the_portal_no_longer_looks(proxy: Proxy) -> None:
    """What the portal would refuse with an explanation goes through, and nothing far beyond it."""
    over = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1000
    status, answer = proxy.send("POST", "/formulier/", size=over)
    assert (status, answer.splitlines()[-1]) == (200, f"/formulier/|127.0.0.1|{over}")
    status, answer = proxy.send("POST", "/formulier/", size=MOST_RETURNED + 1000)
    assert (status, "Dit is te groot" in answer) == (413, True)


@needs_nginx
def test_who_tries_passwords_is_slowed_down(proxy: Proxy) -> None:
    """Reading the page is free; posting to it is bounded for each address, with a page in Dutch."""
    assert {proxy.send("GET", "/account/inloggen/")[0] for _ in range(40)} == {200}
    statuses = [proxy.send("POST", "/account/inloggen/", size=10)[0] for _ in range(45)]
    assert set(statuses) == {200, 429}
    assert statuses[:30] == [200] * 30
    status, answer = proxy.send("POST", "/account/inloggen/", size=10)
    assert (status, "Even wachten" in answer, "Retry-After: 60" in answer) == (429, True, True)
    assert proxy.send("POST", "/opslaan/", size=10)[0] == 200


@needs_nginx
def test_a_slow_client_holds_none_of_the_portals_threads(proxy: Proxy) -> None:
    """A form that trickles in reaches the portal when it is whole; meanwhile others are answered."""
    slow = [proxy.connect() for _ in range(20)]
    for connection in slow:
        connection.sendall(
            b"POST /traag/ HTTP/1.0\r\nHost: portaal.example.nl\r\nContent-Length: 5000\r\n\r\n"
            + b"a" * 100
        )
    assert proxy.send("GET", "/snel/")[0] == 200
    assert "/traag/" not in proxy.logged()
    for connection in slow:
        connection.close()
