"""gunicorn for a browser that tries things, killed and started again, with nginx before it if one
wants."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time

import scratch
from weight import ARGUMENTS

HOST = "portaal.example.nl"
NGINX = scratch.ROOT / "docs/running/nginx"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Portal:
    """gunicorn, started again when it was killed, and nginx before it if one wants."""

    def __init__(self, *, with_nginx: bool) -> None:
        self.nginx: subprocess.Popen[bytes] | None = None
        self.port, self.arguments = free_port(), list(ARGUMENTS)
        self.url, self.cookie = f"http://127.0.0.1:{self.port}", "sessionid"
        self.environment = dict(os.environ)
        if with_nginx:
            self.url, self.cookie = f"https://{HOST}", "__Host-sessionid"
            self.environment |= {
                "LOKET_PRODUCTION": "1",
                "LOKET_HOSTS": HOST,
                "LOKET_FROM_EMAIL": "portaal@loket.example",
            }
            collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"]
            subprocess.run(collect, check=True, cwd=scratch.ROOT, env=self.environment)
            self._start_nginx()
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "loket_eval.wsgi", "--threads", "6"]
        options = ["--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"]
        self.process = subprocess.Popen(
            [*command, *options], cwd=scratch.ROOT, env=self.environment, start_new_session=True
        )
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.05)

    def stop(self) -> None:
        os.killpg(self.process.pid, 9)
        self.process.wait()

    def _start_nginx(self) -> None:
        here, port = scratch.FOLDER / "nginx", free_port()
        here.mkdir()
        make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
        files = ["-keyout", str(here / "portaal.key"), "-out", str(here / "portaal.pem")]
        subprocess.run([*make, "-subj", "/CN=x", *files], check=True, capture_output=True)
        for file in ("proxied.conf", "upstream.conf"):
            text = (NGINX / file).read_text().replace("127.0.0.1:8000", f"127.0.0.1:{self.port}")
            (here / file).write_text(text)
        text = (NGINX / "loket.conf").read_text()
        for folder in ("/etc/nginx/loket/", "/etc/ssl/loket/", "/var/log/nginx/"):
            text = text.replace(folder, f"{here}/")
        text = re.sub(r"^ *listen \[.*\n", "", text, flags=re.MULTILINE)
        text = text.replace("listen 80 ", f"listen 127.0.0.1:{free_port()} ")
        text = text.replace("listen 443 ", f"listen 127.0.0.1:{port} ")
        (here / "loket.conf").write_text(text)
        main = here / "nginx.conf"
        main.write_text(
            f"daemon off; pid {here}/pid; error_log {here}/start.log;\n"
            f"events {{}}\nhttp {{ include {here}/loket.conf; }}\n"
        )
        nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
        assert nginx, "nginx is not on this machine"
        self.nginx = subprocess.Popen([nginx, "-p", str(here), "-c", str(main)])
        self.arguments += [
            f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{port}",
            "--ignore-certificate-errors",
        ]

    def close(self) -> None:
        self.stop()
        if self.nginx:
            self.nginx.terminate()
            self.nginx.wait()
