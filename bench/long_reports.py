"""How the time to make a PDF grows with its length, beside a bare floor and Typst.

    bench/long_reports.py [ROUNDS]

Reports of 8, 40, 80 and 260 pages are put together from the themes of the sample networks. The
floor is the same text through WeasyPrint as it comes, without our style, tags, PDF variant or
shortcuts. Typst gets the same headings, paragraphs, lists and tables, in its own default style.

Each number is the first document of a process of its own; the three ways alternate. As a worker
does before it forks, that process has made one small document: ours by `pdf.prepare`, the floor one
like it.
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
from loket_eval import pdf
from reports.report import Report
from reports.report_building import report_of
from reports.report_parts import ThemePart

# The number of themes that gives about so many pages.
THEMES = {8: 1, 40: 10, 80: 23, 260: 83}
ROUNDS = 3
SMALL = """<!doctype html><html lang="nl"><title>-</title><body><h2>A</h2><p>B<strong>c</strong></p>
<ul><li><a>d</a></ul><table><tr><th>e<td>f</table><svg><text>g</text></svg>"""


def numbered(theme: ThemePart, number: int) -> ThemePart:
    """Return the theme as the `number`th of a report, with its questions and points renumbered."""

    def within(old: str) -> str:
        return f"{number}.{old.partition('.')[2]}"

    groups = tuple(
        dataclasses.replace(
            group,
            indicators=tuple(
                dataclasses.replace(indicator, number=within(indicator.number))
                for indicator in group.indicators
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
                dataclasses.replace(evidence, number=within(evidence.number))
                for evidence in finding.evidence
            ),
        )
        for finding in theme.findings
    )
    return dataclasses.replace(theme, number=number, groups=groups, findings=findings)


def report_of_length(pages: int) -> Report:
    """Return a report of about `pages` pages, with answers that differ between the networks."""
    confirmed = Assessment.objects.confirmed().exclude(network__slug=scratch.REPORT_2014[0])
    reports = [
        report_of(assessment)
        for assessment in confirmed.select_related("network", "indicator_set").order_by(
            "network", "pk"
        )
    ]
    themes = [theme for report in reports for theme in report.themes][: THEMES[pages]]
    numbered_themes = tuple(numbered(theme, place) for place, theme in enumerate(themes, start=1))
    # The shortest has little beside its theme.
    parts = ("recommendations", "follow_ups", "conclusions") if pages == min(THEMES) else ()
    return dataclasses.replace(reports[0], themes=numbered_themes, **dict.fromkeys(parts, ()))


def html_of(pages: int) -> str:
    return render_to_string("reports/print.html", {"report": report_of_length(pages)})


def as_typst(html: str) -> str:
    """Return the headings, paragraphs, lists and tables of a document in Typst's markup."""
    body = lxml.html.fromstring(html).find("body")
    return '#set text(lang: "nl")\n' + "".join(_blocks(body))


def _text(element: Any) -> str:
    return json.dumps(" ".join(element.text_content().split()), ensure_ascii=False)


def _blocks(element: Any) -> list[str]:
    markup: list[str] = []
    for child in element:
        name = child.tag if isinstance(child.tag, str) else ""
        if name in ("h1", "h2", "h3", "h4", "h5"):
            markup.append(f"#heading(level: {name[1]}, {_text(child)})\n")
        elif name == "p":
            markup.append(f"#par({_text(child)})\n")
        elif name in ("ul", "ol"):
            items = ", ".join(_text(item) for item in child.iter("li"))
            markup.append(f"#{'list' if name == 'ul' else 'enum'}({items},)\n" if items else "")
        elif name == "table":
            rows = [[_text(cell) for cell in row.iter("td", "th")] for row in child.iter("tr")]
            # Typst fills cells row by row, so short rows are completed.
            columns = max((len(row) for row in rows), default=0)
            cells = ", ".join(cell for row in rows for cell in row + ['""'] * (columns - len(row)))
            markup.append(f"#table(columns: {columns}, {cells})\n" if columns else "")
        elif name != "svg":
            markup += _blocks(child)
    return markup


def through_typst(source: str) -> bytes:
    with tempfile.NamedTemporaryFile("w", suffix=".typ") as file:
        file.write(source)
        file.flush()
        return typst.compile(file.name)


def _prepared(way: str, html: str) -> Callable[[], bytes]:
    """Return what makes the PDF, in a process that has loaded what it needs."""
    if way == "ours":
        pdf.prepare(report_pdf.css())
        return lambda: report_pdf.ours(html)
    if way == "floor":
        report_pdf.floor(SMALL)
        return lambda: report_pdf.floor(html)
    source = as_typst(html)
    return lambda: through_typst(source)


def measure(way: str, pages: int) -> dict[str, float]:
    """Return CPU and wall seconds of one PDF in this process, its pages, bytes and peak MB."""
    html = html_of(pages)
    render = _prepared(way, html)
    # Memory is measured from here: the HTML and the Typst source exist by now.
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cpu, wall = time.process_time(), time.perf_counter()
    made = render()
    return {
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "before": before / 1024,
        "pages": report_pdf.page_count(made),
        "bytes": len(made),
    }


def in_a_process(way: str, pages: int) -> dict[str, float]:
    # The peak memory of a process never goes down, so each measurement needs its own.
    command = [sys.executable, __file__, "--one", way, str(pages)]
    measured: dict[str, float] = json.loads(
        subprocess.run(command, capture_output=True, check=True, text=True).stdout
    )
    return measured


def show(rounds: int) -> None:
    print(
        "| pages (floor, Typst) | KB | x floor | x Typst | CPU s | ms a page | floor s | Typst s | "
        "MB (floor, Typst) |"
    )
    print("|---|" + "---:|" * 8)
    for pages in THEMES:
        runs = {way: [] for way in ("ours", "floor", "typst")}
        for _ in range(rounds):
            for way, measured in runs.items():
                measured.append(in_a_process(way, pages))
        middle = {
            way: {name: statistics.median(run[name] for run in measured) for name in measured[0]}
            for way, measured in runs.items()
        }
        ours, floor, yardstick = middle["ours"], middle["floor"], middle["typst"]
        print(
            f"| {ours['pages']:.0f} ({floor['pages']:.0f}, {yardstick['pages']:.0f}) "
            f"| {ours['bytes'] / 1000:.0f} "
            f"| {ours['cpu'] / floor['cpu']:.2f} | {ours['cpu'] / yardstick['cpu']:.0f} "
            f"| {ours['cpu']:.2f} | {ours['cpu'] / ours['pages'] * 1000:.0f} "
            f"| {floor['cpu']:.2f} | {yardstick['cpu']:.2f} "
            f"| {ours['peak']:.0f} ({floor['peak']:.0f}, {yardstick['peak']:.0f}) |"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
    else:
        scratch.load_samples()
        show(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
