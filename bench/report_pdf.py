"""Seconds and memory of two reports as PDF, beside a bare floor of the same text.

    bench/report_pdf.py [ROUNDS]            times and memory
    bench/report_pdf.py --parts [ROUNDS]    what each choice in the style costs, by leaving it out
    bench/report_pdf.py --profile           where the time of one report goes

Each number comes from a child process of its own. In it, the ways to render alternate, so that
noise of the machine affects all alike. The floor is the same document through WeasyPrint in its own
default style, without tags or a PDF variant. In a process that makes both, it has our shortcuts.
"""

import cProfile
import gc
import io
import json
import os
import pstats
import random
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pikepdf
import scratch
from django.template.loader import render_to_string
from weasyprint import CSS, HTML

from loket_eval.joined_styles import style_sheet
from loket_eval.pdf import render_pdf
from reports.report_building import report_of

REPORTS = {"2014": scratch.REPORT_2014, "Werkset": scratch.REPORT_WERKSET}
ROUNDS = 7


def html_of(name: str) -> str:
    return render_to_string(
        "reports/print.html", {"report": report_of(scratch.sample(*REPORTS[name]))}
    )


def css() -> str:
    return style_sheet("print.css")


def bare(html: str) -> str:
    """Return the document's elements and text, without attributes except the language."""
    return re.sub(r"<(?!html|!doctype)(\w+)\s[^>]*>", r"<\1>", html)


def styled(html: str, style: str, **options: object) -> bytes:
    """Render as loket_eval.pdf does, with another style or other options."""
    # As loket_eval.pdf does: otherwise the floor would pay for it, and ours wouldn't.
    gc.disable()
    try:
        sheets = [CSS(string=style)] if style else []
        return HTML(string=html).write_pdf(stylesheets=sheets, **options)
    finally:
        gc.enable()
        gc.collect()


def floor(html: str) -> bytes:
    return styled(bare(html), "")


def ours(html: str) -> bytes:
    return render_pdf(html, [css()])


def cpu_of(render: Callable[[], object]) -> float:
    start = time.process_time()
    render()
    return time.process_time() - start


def in_child_process(*arguments: str) -> dict[str, Any]:
    """Run this script for one measurement in a process of its own; return its result."""
    done = subprocess.run(
        [sys.executable, __file__, *arguments], capture_output=True, check=True, text=True
    )
    return json.loads(done.stdout)


def measure_warm(name: str, rounds: int) -> dict[str, Any]:
    """Return the CPU seconds of renders in one process, after a first; ours and floor alternate."""
    html = html_of(name)
    # The first render loads fonts and style sheets.
    ours(html), floor(html)
    seconds: dict[str, list[float]] = {"ours": [], "floor": []}
    for _ in range(rounds):
        seconds["ours"].append(cpu_of(lambda: ours(html)))
        seconds["floor"].append(cpu_of(lambda: floor(html)))
    return seconds


def measure_memory(name: str, way: str) -> dict[str, Any]:
    """Return pages and bytes of one render in a new process, and its MB before and at its peak."""
    html = html_of(name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pdf = {"ours": ours, "floor": floor}[way](html)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "before": before / 1024,
        "peak": peak / 1024,
        "bytes": len(pdf),
        "pages": page_count(pdf),
    }


def page_count(pdf: bytes) -> int:
    return len(pikepdf.open(io.BytesIO(pdf)).pages)


def measure_cold(name: str) -> tuple[float, float, float]:
    """Return the wall seconds, CPU seconds and peak MB of the command `manage.py report`."""
    target = scratch.FOLDER / "report.pdf"
    number = str(scratch.sample(*REPORTS[name]).pk)
    command = [sys.executable, str(scratch.ROOT / "manage.py"), "report", number, "-o", str(target)]
    start = time.perf_counter()
    process = subprocess.Popen(command)
    # The only call that tells what this one child used.
    _pid, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def show(rounds: int) -> None:
    print(
        "| report | pages | KB | warm / floor | warm CPU s | ms a page | floor CPU s | cold CPU s "
        "| cold wall s | MB |"
    )
    print("|---|" + "---:|" * 9)
    for name in REPORTS:
        warm = in_child_process("--warm", name, str(rounds))
        ratio = statistics.median(
            our_seconds / floor_seconds
            for our_seconds, floor_seconds in zip(warm["ours"], warm["floor"], strict=True)
        )
        our_seconds, floor_seconds = (
            statistics.median(warm["ours"]),
            statistics.median(warm["floor"]),
        )
        memory, memory_floor = (
            in_child_process("--memory", name, "ours"),
            in_child_process("--memory", name, "floor"),
        )
        cold = [measure_cold(name) for _ in range(3)]
        wall, cpu, peak = (statistics.median(column) for column in zip(*cold, strict=True))
        pages = memory["pages"]
        print(
            f"| {name} | {pages} (floor {memory_floor['pages']}) | {memory['bytes'] / 1000:.0f} | "
            f"{ratio:.2f} "
            f"| {our_seconds:.2f} | {our_seconds / pages * 1000:.0f} | {floor_seconds:.2f} "
            f"| {cpu:.2f} | {wall:.2f} "
            f"| {peak:.0f} (floor {memory_floor['peak']:.0f}, before rendering "
            f"{memory['before']:.0f}) |"
        )


def without(pattern: str) -> Callable[[str, str], tuple[str, str]]:
    return lambda html, style: (html, re.sub(pattern, "", style, flags=re.DOTALL))


UA = {"pdf_variant": "pdf/ua-1"}
TOC = r'<section class="contents".*?</section>'
# Each of these leaves one thing out of the document or its style sheet.
PARTS: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "nothing left out": lambda html, style: (html, style),
    "nothing left out, again": lambda html, style: (html, style),
    "table of contents": lambda html, style: (re.sub(TOC, "", html, flags=re.DOTALL), style),
    "page numbers in it": without(r"\.page-number::after \{.*?\}"),
    "running header and footer": without(r"@(top|bottom)-(left|right) \{.*?\}"),
    "fonts of our own": lambda html, style: (
        html,
        re.sub(r'"Noto Serif"|Inter', "sans-serif", style),
    ),
    "overflow-wrap": without(r"overflow-wrap: anywhere;"),
    "break rules": without(r"(break-(before|after|inside): avoid|orphans: 3|widows: 3);?"),
    "floats": without(r"float: right;"),
    "judgement marks": without(r"\.judged[^{]*::before \{.*?\}"),
    "tables": without(
        r"(?m)^(table|caption|th, td|td p|th\[scope=row\]|thead th|\.smart|\.picture)[^{]*\{.*?\}"
    ),
    "dir=auto": lambda html, style: (html.replace(' dir="auto"', ""), style),
    "bookmarks": lambda html, style: (html, style + " h1, h2, h3, h4 { bookmark-level: none }"),
    "all of the style": lambda html, style: (html, ""),
}


def measure_parts(name: str, rounds: int) -> dict[str, Any]:
    html, style = html_of(name), css()
    ways = {what: (*change(html, style), UA) for what, change in PARTS.items()}
    ways["tags"] = (html, style, {})
    ways["all of it: the floor"] = (bare(html), "", {})
    measured: dict[str, list[float]] = {what: [] for what in ways}
    order = list(ways)
    for turn in range(rounds + 1):
        # In another order each time: a render after a heavy one is slower.
        random.Random(turn).shuffle(order)
        for what in order:
            document, sheet, options = ways[what]
            seconds = cpu_of(lambda d=document, s=sheet, o=options: styled(d, s, **o))
            # The first round warms up.
            if turn:
                measured[what].append(seconds)
    return measured


def show_parts(rounds: int) -> None:
    """Print what leaving out each choice saves.

    "nothing left out, again" shows how much of a saving is noise.
    """
    measured = in_child_process("--measure-parts", "Werkset", str(rounds))
    base = statistics.median(measured["nothing left out"])
    print("| Werkset report: left out | saves |\n|---|---:|")
    for what, seconds in measured.items():
        print(f"| {what} | {(1 - statistics.median(seconds) / base) * 100:.0f} % |")


def show_profile() -> None:
    html = html_of("Werkset")
    ours(html)
    profile = cProfile.Profile()
    profile.enable()
    ours(html)
    profile.disable()
    stats = pstats.Stats(profile)
    stats.sort_stats("cumulative").print_stats(50)
    stats.sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    first, *rest = [*sys.argv[1:], ""]
    if first == "--warm":
        print(json.dumps(measure_warm(rest[0], int(rest[1]))))
    elif first == "--memory":
        print(json.dumps(measure_memory(rest[0], rest[1])))
    elif first == "--measure-parts":
        print(json.dumps(measure_parts(rest[0], int(rest[1]))))
    else:
        scratch.load_samples()
        if first == "--parts":
            show_parts(int(rest[0] or ROUNDS))
        elif first == "--profile":
            show_profile()
        else:
            show(int(first or ROUNDS))
