"""Time of one save beside an older version of the portal, in turns in one run.

bench/saving_before.py TREE [ROUNDS]

TREE is a checkout of the older version (`git worktree add --detach TREE COMMIT`). Both use the
samples, and both are asked by this script through their own bench/pages.py.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
ROUNDS = 60
SAVES = 20  # in one round
KEY = "--asked"


def asked(tree: Path) -> None:
    """Save so often at each line that comes in, and tell the CPU and wall seconds of it."""
    os.chdir(tree)
    sys.path[0] = str(tree / "bench")
    import pages
    import scratch

    scratch.load_samples()
    running = scratch.sample(*scratch.RUNNING)
    client_of = getattr(pages, "LoggedInClient", None) or pages.Person
    person = client_of(scratch.coordinator_of(running))
    key = running.answers.order_by("pk").values_list("indicator__key", flat=True)[0]
    save = pages.saves(person, running, key)
    save()
    print("ready", flush=True)
    for _line in sys.stdin:
        cpu, wall = time.process_time(), time.perf_counter()
        for _number in range(SAVES):
            save()
        print(time.process_time() - cpu, time.perf_counter() - wall, flush=True)


class Version:
    """One version of the portal in a process of its own."""

    def __init__(self, tree: Path) -> None:
        self.cpu: list[float] = []
        self.wall: list[float] = []
        self.process = subprocess.Popen(
            [sys.executable, __file__, KEY, str(tree)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._line()

    def _line(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            sys.exit("a version of the portal stopped")
        return line

    def once(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        cpu, wall = map(float, self._line().split())
        self.cpu.append(cpu / SAVES)
        self.wall.append(wall / SAVES)


def main() -> None:
    before = Version(Path(sys.argv[1]).resolve())
    now = Version(HERE)
    for _number in range(int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS):
        before.once()
        now.once()
    for name in ("cpu", "wall"):
        old, new = getattr(before, name), getattr(now, name)
        ratio = statistics.median(b / a for a, b in zip(old, new, strict=True))
        print(
            f"{name}: before {statistics.median(old) * 1000:.1f} ms, "
            f"now {statistics.median(new) * 1000:.1f} ms, ratio {ratio:.2f}"
        )
    for version in (before, now):
        version.process.stdin.close()  # type: ignore[union-attr]
        version.process.wait()


if sys.argv[1] == KEY:
    asked(Path(sys.argv[2]))
else:
    main()
