"""A real provider of OpenID Connect, in a process of its own, that is stricter than the one it is
made of: it asks for a state, a nonce and PKCE, and checks the proof of PKCE.

Says on which port it answers, and stops when its input ends.
"""

import base64
import hashlib
import io
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from oidc_provider_mock import app
from werkzeug.serving import make_server

Start = Callable[..., Any]


class Strict:
    """Refuses requests that a careful provider refuses."""

    def __init__(self, provider: Callable[..., Iterable[bytes]]) -> None:
        self.provider = provider
        self.challenges: dict[str, str] = {}

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        query = {key: values[0] for key, values in parse_qs(environ["QUERY_STRING"]).items()}
        if environ["PATH_INFO"] == "/oauth2/authorize":
            needed = {"state", "nonce", "code_challenge", "code_challenge_method"}
            if needed - query.keys() or query["code_challenge_method"] != "S256":
                return self._refuse(start)
            return self.provider(environ, self._remember(start, query))
        if environ["PATH_INFO"] == "/oauth2/token":
            body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
            environ["wsgi.input"] = io.BytesIO(body)
            form = {key: values[0] for key, values in parse_qs(body.decode()).items()}
            digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
            proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            if self.challenges.get(form.get("code", "")) != proof:
                return self._refuse(start)
        return self.provider(environ, start)

    def _remember(self, start: Start, asked: dict[str, str]) -> Start:
        """Keep what the proof must fit, and give the state back when somebody stops, too."""

        def started(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            kept = dict(headers)
            if "Location" in kept:
                said = parse_qs(urlsplit(kept["Location"]).query)
                if "code" in said:
                    self.challenges[said["code"][0]] = asked["code_challenge"]
                elif "state" not in said:
                    kept["Location"] += f"&state={asked['state']}"
            return start(status, list(kept.items()), *rest)

        return started

    def _refuse(self, start: Start) -> Iterable[bytes]:
        start("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"refused"]


if __name__ == "__main__":
    server = make_server("127.0.0.1", 0, Strict(app().wsgi_app), threaded=True)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
