"""The portal's code as a server has it: what .dockerignore lets into the image, and no more.

Its Dockerfile is read here too: the steps that make the image are carried out by tests.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
Instructions = list[tuple[str, str]]


def instructions(stage: str) -> Instructions:
    joined = re.sub(r"\\\n\s*", "", stage)
    return [
        (name, rest.strip()) for name, rest in re.findall(r"^([A-Z]+) (.*)$", joined, re.MULTILINE)
    ]


# Of each of the two stages of the Dockerfile.
STAGES = [
    instructions(stage)
    for stage in re.split(r"^(?=FROM )", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)[1:]
]


def copy_code(folder: Path) -> Path:
    """Fill a new folder with the code, and with this machine's packages; return it."""
    folder.mkdir(parents=True)
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        if line.startswith("!"):
            source, target = ROOT / line[1:], folder / line[1:]
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, target)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    return folder


def collect_static_files(code: Path) -> str:
    """Carry out the step of the Dockerfile that makes the static files; return what it said."""
    (step,) = (rest for name, rest in STAGES[0] if name == "RUN" and "collectstatic" in rest)
    bare = {"PATH": os.environ["PATH"]}
    done = subprocess.run(
        ["bash", "-c", step], cwd=code, env=bare, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
