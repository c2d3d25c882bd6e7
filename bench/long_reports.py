"""How making a PDF grows with its length, beside the bare floor and beside Typst as the physical yardstick.

bench/long_reports.py [ROUNDS]

A report of 5, 40, 80 and 250 pages is put together from the themes of the sample networks. The
floor is the same text through WeasyPrint with no style of ours, no tags and no PDF variant; Typst
gets the same headings, paragraphs, lists and tables with its own default style. Every number comes
from a process of its own; the three take turns.
"""

import dataclasses
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import lxml.html
import report_pdf
import scratch
import typst
from django.template.loader import render_to_string

from assessments.models import Assessment
from reports.report import Report, ThemePart
from reports.report_building import report_of

# Themes in the report, by the pages they come to.
THEMES = {5: 0, 40: 5, 80: 14, 250: 50}
ROUNDS = 3


def numbered(theme: ThemePart, number: int) -> ThemePart:
    """Return the theme as the report's `number`th, with its questions and points numbered along."""

    def within(old: str) -> str:
        return f"{number}.{old.partition('.')[2]}"

    groups = tuple(
        dataclasses.replace(
            group,
            indicators=tuple(
                dataclasses.replace(i, number=within(i.number)) for i in group.indicators
            ),
        )
        for group in theme.groups
    )
    findings = tuple(
        dataclasses.replace(
            finding,
            theme=number,
            indicators=tuple(within(old) for old in finding.indicators),
            evidence=tuple(
                dataclasses.replace(e, number=within(e.number)) for e in finding.evidence
            ),
        )
        for finding in theme.findings
    )
    return dataclasses.replace(theme, number=number, groups=groups, findings=findings)


def report_of_length(pages: int) -> Report:
    """Return a report of about `pages` pages, of answers that no two sample networks share."""
    confirmed = Assessment.objects.confirmed().exclude(network__slug=scratch.REPORT_2014[0])
    reports = [
        report_of(a)
        for a in confirmed.select_related("network", "indicator_set").order_by("network", "pk")
    ]
    themes = [theme for report in reports for theme in report.themes][: THEMES[pages]]
    numbered_themes = tuple(numbered(theme, place) for place, theme in enumerate(themes, start=1))
    if themes:
        return dataclasses.replace(reports[0], themes=numbered_themes)
    empty = dict.fromkeys(("themes", "recommendations", "follow_ups", "conclusions"), ())
    texts = dict.fromkeys(
        ("introduction", "method", "functions_spoken_with", "sources_consulted"), ""
    )
    return dataclasses.replace(reports[0], **empty, **texts)


def html_of(pages: int) -> str:
    return render_to_string("report/print.html", {"report": report_of_length(pages)})


def as_typst(html: str) -> str:
    """Return the headings, paragraphs, lists and tables of a document in Typst's own markup."""
    body = lxml.html.fromstring(html).find("body")
    return '#set text(lang: "nl")\n' + "".join(_blocks(body))


def _text(element: Any) -> str:
    return json.dumps(" ".join(element.text_content().split()), ensure_ascii=False)


def _blocks(element: Any) -> list[str]:
    found: list[str] = []
    for child in element:
        name = child.tag if isinstance(child.tag, str) else ""
        if name in ("h1", "h2", "h3", "h4", "h5"):
            found.append(f"#heading(level: {name[1]}, {_text(child)})\n")
        elif name == "p":
            found.append(f"#par({_text(child)})\n")
        elif name in ("ul", "ol"):
            items = ", ".join(_text(item) for item in child.iter("li"))
            found.append(f"#{'list' if name == 'ul' else 'enum'}({items},)\n" if items else "")
        elif name == "table":
            rows = [[_text(cell) for cell in row.iter("td", "th")] for row in child.iter("tr")]
            columns = max((len(row) for row in rows), default=0)
            cells = ", ".join(cell for row in rows for cell in row + ['""'] * (columns - len(row)))
            found.append(f"#table(columns: {columns}, {cells})\n" if columns else "")
        elif name != "svg":
            found += _blocks(child)
    return found


def through_typst(source: str) -> bytes:
    with tempfile.NamedTemporaryFile("w", suffix=".typ") as file:
        file.write(source)
        file.flush()
        return typst.compile(file.name)


def measure(way: str, pages: int) -> dict[str, float]:
    """Return the CPU and wall seconds of one PDF in this process, its pages and bytes, and the memory it took in MB."""
    html = html_of(pages)
    renders: dict[str, Callable[[], bytes]] = {
        "ours": lambda: report_pdf.ours(html),
        "floor": lambda: report_pdf.floor(html),
    }
    if way == "typst":
        source = as_typst(html)
        renders["typst"] = lambda: through_typst(source)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cpu, wall = time.process_time(), time.perf_counter()
    pdf = renders[way]()
    return {
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "before": before / 1024,
        "pages": report_pdf.page_count(pdf),
        "bytes": len(pdf),
    }


def in_a_process(way: str, pages: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", way, str(pages)]
    found: dict[str, float] = json.loads(
        subprocess.run(command, capture_output=True, check=True, text=True).stdout
    )
    return found


def show(rounds: int) -> None:
    print(
        "| pages (floor, Typst) | KB | x floor | x Typst | CPU s | ms a page | floor s | Typst s | MB (floor, Typst) |"
    )
    print("|---|" + "---:|" * 8)
    for pages in THEMES:
        runs = {way: [] for way in ("ours", "floor", "typst")}
        for _ in range(rounds):
            for way, found in runs.items():
                found.append(in_a_process(way, pages))
        middle = {
            way: {name: statistics.median(run[name] for run in found) for name in found[0]}
            for way, found in runs.items()
        }
        ours, floor, yardstick = middle["ours"], middle["floor"], middle["typst"]
        print(
            f"| {ours['pages']:.0f} ({floor['pages']:.0f}, {yardstick['pages']:.0f}) | {ours['bytes'] / 1000:.0f} "
            f"| {ours['cpu'] / floor['cpu']:.2f} | {ours['cpu'] / yardstick['cpu']:.0f} | {ours['cpu']:.2f} "
            f"| {ours['cpu'] / ours['pages'] * 1000:.0f} | {floor['cpu']:.2f} | {yardstick['cpu']:.2f} "
            f"| {ours['peak']:.0f} ({floor['peak']:.0f}, {yardstick['peak']:.0f}) |"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
    else:
        scratch.load_samples()
        show(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
