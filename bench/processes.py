"""What processes use: memory and processor time."""

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Usage:
    megabytes: float  # what they share counts once
    cpu: float  # seconds, with those of their children that ended


def usage_of(pids: list[int]) -> Usage:
    """Return what these processes use together; one that is gone uses nothing."""
    kilobytes, ticks = 0, 0
    for pid in pids:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            stat = Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            continue
        kilobytes += sum(int(line.split()[1]) for line in rollup.splitlines() if "Pss:" in line)
        # After the name, which may have spaces: utime, stime, and those of children.
        ticks += sum(int(one) for one in stat.rpartition(")")[2].split()[11:15])
    return Usage(kilobytes / 1024, ticks / _TICKS)


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def database_server(data: str) -> list[int]:
    """Return the processes of the PostgreSQL server with this folder of data."""
    first = int(Path(data, "postmaster.pid").read_text().split("\n", 1)[0])
    return [first, *children_of(first)]
