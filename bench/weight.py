"""What a browser loads for a theme page and the page of points, and sends for one save, from the
real server.

Measured in headless Chromium. The budget: 6 requests, 62.5 KB of our own style and script
uncompressed (77.8 KB for the points, with forms for something new), and one request a save.
"""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import scratch
from django.db import connection
from django.test import Client
from playwright.sync_api import Request, sync_playwright

from assessments.models import Answer

BUDGET = {
    "requests": 6,
    "own bytes": 62_500,
    "own bytes of the points": 77_800,
    "requests a save": 1,
}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
# Milliseconds to wait for a save.
SAVED = 30_000


def serve() -> tuple[subprocess.Popen[bytes], str]:
    """Start gunicorn on a free port; return it, once it responds, with its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "loket_eval.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "4",
    ]
    process = subprocess.Popen([*command, "--log-level", "warning"], cwd=scratch.ROOT)
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/inloggen/", timeout=10):
                return process, f"http://127.0.0.1:{port}"
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    process.terminate()
    sys.exit("the server does not answer")


def size_of(request: Request) -> int:
    response = request.response()
    return len(response.body()) if response and response.status == 200 else 0


def is_own(request: Request) -> bool:
    """Return whether it is our own style or script; htmx is a dependency."""
    path = urlsplit(request.url).path
    return path.endswith((".css", ".js")) and "django_htmx" not in path


def measure(url: str) -> dict[str, int]:
    running = scratch.sample(*scratch.RUNNING)
    client = Client(SERVER_NAME="localhost")
    client.force_login(scratch.coordinator_of(running))
    answers = Answer.objects.filter(
        assessment=running, indicator__group__theme__key="samen-op-in-acuut"
    )
    key = answers.values_list("indicator__key", flat=True)[0]
    # The server uses the same SQLite file.
    connection.close()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell"), args=ARGUMENTS
        )
        context = browser.new_context(base_url=url)
        context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}]
        )
        page = context.new_page()
        requests: list[Request] = []
        page.on("requestfinished", lambda request: requests.append(request))
        page.goto(f"/zelfevaluaties/{running.pk}/thema/samen-op-in-acuut/")
        page.wait_for_load_state("networkidle")
        loaded = list(requests)
        sizes = {request.url: size_of(request) for request in loaded}
        for request in loaded:
            print(
                f"{sizes[request.url]:>8,}  {'own ' if is_own(request) else '    '} "
                f"{urlsplit(request.url).path}"
            )
        requests.clear()
        with page.expect_response(
            lambda response: f"/indicator/{key}/" in response.url, timeout=SAVED
        ):
            page.locator(f"#id_{key}-text").press_sequentially(" En zo gaat het nu al een jaar.")
        page.wait_for_load_state("networkidle")
        # Long enough for a second request, if there were one.
        page.wait_for_timeout(3000)
        saves = list(requests)
        requests.clear()
        page.goto(f"/zelfevaluaties/{running.pk}/punten/")
        page.wait_for_load_state("networkidle")
        points = {request.url: size_of(request) for request in requests if is_own(request)}
        browser.close()
    return {
        "requests": len(loaded),
        "own bytes": sum(sizes[request.url] for request in loaded if is_own(request)),
        "own bytes of the points": sum(points.values()),
        "requests a save": len(saves),
        "all bytes": sum(sizes.values()),
    }


if __name__ == "__main__":
    scratch.load_samples()
    server, address = serve()
    try:
        measured = measure(address)
    finally:
        server.terminate()
        server.wait()
    print("\n| theme page of 12 indicators | found | budget |\n|---|---:|---:|")
    for name, number in measured.items():
        print(f"| {name} | {number:,} | {f'{BUDGET[name]:,}' if name in BUDGET else ''} |")
    sys.exit(any(measured[name] > budget for name, budget in BUDGET.items()))
