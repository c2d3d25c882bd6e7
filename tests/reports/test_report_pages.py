"""Where pages of the report end: a heading, label or caption stays with the first lines of what it
is about."""

import re
import subprocess
from html import unescape
from pathlib import Path

from django.template.loader import render_to_string

from assessments.models import Answer, Assessment, Finding, FollowUp, Recommendation
from indicators.models import Indicator
from reports.report_building import build_report
from reports.report_files import report_pdf
from tests.cast import Cast, load_theme, make_assessment

# What may not be the last on a page.
HEADING = re.compile(
    r'<(h[2-6]|caption)\b[^>]*>(.*?)</\1>|<div class="what">(.*?)</div>'
    r'|<th scope="row">(.*?)</th>|<p class="opens">(.*?)</p>',
    re.S,
)


def lines(count: int) -> str:
    return "\n".join(f"Regel {number} van de toelichting." for number in range(1, count + 1))


def fill(assessment: Assessment) -> None:
    """Fill in parts of many lengths, each missing one thing or another between its heading and the
    next."""
    theme = assessment.indicator_set.themes.get()
    for indicator in Indicator.objects.filter(group__theme=theme):
        Answer.objects.create(
            assessment=assessment,
            indicator=indicator,
            judgement="mixed",
            text=lines(3),
            evidence="- a\n- b",
        )
    Finding.objects.bulk_create(
        Finding(
            assessment=assessment,
            theme=theme,
            kind="strength",
            position=n,
            headline=f"Punt {n} van het netwerk",
            explanation=lines(n % 4),
            source="paragraaf 3.1" * (n % 3 == 0),
        )
        for n in range(18)
    )
    FollowUp.objects.bulk_create(
        FollowUp(
            assessment=assessment,
            position=n,
            what=f"Eerdere afspraak {n} met de partners",
            origin="Rapport 2024" * (n % 2),
            outcome="partly",
            explanation=lines(n % 3),
        )
        for n in range(18)
    )
    Recommendation.objects.bulk_create(
        Recommendation(
            assessment=assessment,
            position=n,
            what=f"Stap {n} van ons",
            explanation=lines(n % 5),
            measure="w" * 3000 if n % 10 == 4 else lines(n % 4 * 9),
            who="Politie" * (n % 3 == 1),
        )
        for n in range(18)
    )


def test_no_page_ends_with_a_heading_or_caption(cast: Cast, tmp_path: Path) -> None:
    """Points, follow-ups and recommendations of many lengths, so that pages end everywhere; a
    concept says all."""
    assessment = make_assessment(cast.noord, load_theme())
    fill(assessment)
    report = build_report(assessment)
    found = HEADING.findall(render_to_string("reports/print.html", {"report": report}))
    headings = [unescape(re.sub(r"<[^>]+>", "", "".join(texts))).strip() for _tag, *texts in found]
    (tmp_path / "report.pdf").write_bytes(report_pdf(report))
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "report.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    pages = [
        [line.strip() for line in page.splitlines() if line.strip()]
        for page in text.split("\f")[1:-2]
    ]
    last = [" ".join(page[-2].split()) for page in pages if page[-1].startswith("Netwerk Noord")]
    assert len(last) == len(pages) > 15
    assert [line for line in last if any(heading.endswith(line) for heading in headings)] == []
