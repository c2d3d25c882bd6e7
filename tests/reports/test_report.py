"""The report: what it says, where it comes from, and who gets it as a page."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from pydantic import ValidationError

from assessments import lifecycle
from assessments.models import Answer, Assessment, Finding
from indicators.catalogue import forget_published
from indicators.models import Indicator, IndicatorSet
from reports import confirming
from reports.models import ReportVersion
from reports.report import report_as_json, report_from_json
from reports.report_building import QUERIES, build_report, report_of
from tests.assessments.reporting import fill
from tests.cast import Cast, load_set, make_assessment
from tests.indicators.versions import stored, version
from tests.markup import tight


def confirm(assessment: Assessment) -> None:
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assessment.state, assessment.confirmed_at = "confirmed", at
    assessment.save()


def test_report_of_an_assessment_that_was_filled_in(assessment: Assessment) -> None:
    """The report holds what the network wrote, each thing in its place."""
    fill(assessment, text="Ja.")
    report = build_report(assessment)
    assert (report.network, report.title) == ("Netwerk Noord", "Zelfevaluatie 2026")
    assert report.organisations == ("Politie Noord", "Veilig Thuis Noord")
    assert (report.period_start, report.period_end) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (report.answered, report.asked) == (45, 46)
    assert [theme.number for theme in report.themes] == [1, 2, 3, 4, 5]
    assert [finding.headline for finding in report.key_strengths] == ["Punt 1"]
    assert [finding.headline for finding in report.key_improvements] == ["Punt 2"]
    assert [finding.headline for finding in report.overall] == ["Punt 0"]
    point = report.key_strengths[0]
    assert (point.theme, point.indicators, point.evidence[0].text) == (
        1,
        ("1.2",),
        "Telling van de crisisdienst.",
    )
    assert (report.recommendations[0].repeats, report.follow_ups[0].repeated_by) == ((1,), (1,))
    assert report.appendices == {
        "follow_ups": "A",
        "functions": "B",
        "sources": "C",
        "method": "D",
        "framework": "E",
        "questions": "F",
    }
    assert report.is_concept


def test_judgements_are_counted_per_theme_and_kind_of_group(assessment: Assessment) -> None:
    """The table "Beeld per thema" counts each judgement once, in the column of its group."""
    indicators = list(Indicator.objects.filter(group__key="acuut-uitvoering"))
    for indicator, judgement in zip(indicators, ["strength", "strength", "mixed", ""], strict=True):
        Answer.objects.create(
            assessment=assessment, indicator=indicator, text="Ja.", judgement=judgement
        )
    report = build_report(assessment)
    assert report.picture_columns == ("development", "execution", "value")
    row = report.picture[1]
    assert (row.theme.title, row.answered, row.asked) == ("Samen op in Acuut", 4, 12)
    assert row.cells == (
        ("development", ()),
        ("execution", (("strength", 2), ("mixed", 1))),
        ("value", ()),
    )


def test_an_answer_in_which_nothing_is_left_counts_as_not_given(assessment: Assessment) -> None:
    """Somebody who clears an answer leaves the question open."""
    Answer.objects.create(assessment=assessment, indicator=Indicator.objects.first())
    assert build_report(assessment).answered == 0


def test_the_same_queries_for_few_and_many_answers(
    assessment: Assessment, cast: Cast, werkset: IndicatorSet, django_assert_num_queries
) -> None:
    """A report makes the same queries for one answer and one point as for all, and rendering makes
    none."""
    earlier = make_assessment(cast.noord, werkset, 2024)
    fill(earlier)
    confirm(earlier)
    filled = make_assessment(cast.noord, werkset, 2025)
    fill(filled)
    fill(assessment)
    assessment.answers.filter(indicator__key__gt="b").delete()
    assessment.findings.exclude(headline="Punt 1").delete()
    # Two only after going to another version (test_moving.py), three only with sources, three only
    # with conversations.
    assert QUERIES == 35
    for each in (assessment, filled):
        fetched = Assessment.objects.select_related("network", "indicator_set").get(pk=each.pk)
        forget_published()
        with django_assert_num_queries(26):
            report = build_report(fetched)
        with django_assert_num_queries(0):
            render_to_string("reports/print.html", {"report": report})


@pytest.mark.parametrize(
    "file_name", ["werkset-veiligheid-voorop-2.0.yaml", "evaluatiekader-loket-politie-2014.yaml"]
)
def test_a_report_comes_back_equal_from_json(cast: Cast, file_name: str) -> None:
    """What is stored when an assessment is confirmed is the whole report."""
    assessment = make_assessment(cast.noord, load_set(file_name))
    fill(assessment)
    report = build_report(assessment)
    stored = json.loads(json.dumps(report_as_json(report)))
    assert report_from_json(stored) == report
    assert report_as_json(report_from_json(stored)) == stored


def test_a_point_leads_to_the_answers_it_rests_on(
    assessment: Assessment, cast: Cast, as_user
) -> None:
    """Each number under a point is a link to the answer, unless there is none on the page."""
    fill(assessment)
    unanswered = Indicator.objects.get(
        group__theme__indicator_set=assessment.indicator_set_id, answers__isnull=True
    )
    Finding.objects.get(headline="Punt 1").indicators.add(unanswered)
    page = as_user(cast.eva).get(reverse("report", args=[assessment.pk])).content.decode()
    assert 'Vragen <a href="#indicator-1-2">1.2</a> en 5.9.' in tight(page)
    linked, there = (
        set(re.findall(rf'{name}="#?(indicator-[^"]+)"', page)) for name in ("href", "id")
    )
    assert linked <= there


def test_a_stored_report_of_an_unknown_format_is_refused(assessment: Assessment) -> None:
    """A report of a later version is never shown half."""
    content = report_as_json(build_report(assessment))
    for changed in ({**content, "format": 2}, {**content, "more": ""}):
        with pytest.raises(ValidationError):
            report_from_json(changed)


def test_a_confirmed_report_is_shown_as_it_was_stored(assessment: Assessment) -> None:
    """A network that changes its name afterwards doesn't change a confirmed report."""
    fill(assessment)
    confirm(assessment)
    content = report_as_json(build_report(assessment))
    ReportVersion.objects.create(
        assessment=assessment, number=1, content=content, confirmed_at=assessment.confirmed_at
    )
    assessment.network.name = "Heel ander netwerk"
    assessment.network.save()
    report = report_of(assessment)
    assert (report.network, report.confirmed_on, report.is_concept) == (
        "Netwerk Noord",
        date(2026, 11, 22),
        False,
    )


def test_a_confirmed_report_leaves_out_what_nobody_filled_in(assessment: Assessment) -> None:
    """In a concept an empty part says so; in a confirmed report a reader doesn't miss it."""
    concept = render_to_string("reports/print.html", {"report": build_report(assessment)})
    assert "Concept – nog niet vastgesteld" in concept
    assert "Bijlage C. Geraadpleegde bronnen" in concept
    confirm(assessment)
    confirmed = render_to_string("reports/print.html", {"report": build_report(assessment)})
    for absent in (
        "Concept",
        "Geraadpleegde bronnen",
        "Conclusies",
        "Nog niet",
        "nog niet ingevuld",
        "Antwoorden:",
    ):
        assert absent not in confirmed
    assert "Vastgesteld op 22 november 2026" in confirmed
    assert "Bijlage C. Alle vragen" in confirmed


def test_invisible_characters_stay_out_of_a_report(assessment: Assessment) -> None:
    """A text that came in past the forms can't break the page or the PDF."""
    finding = Finding.objects.create(
        assessment=assessment, kind="strength", headline="Goed\x0b\x02 punt\x7f"
    )
    assert finding.headline != "Goed\n punt"
    assert build_report(assessment).overall[0].headline == "Goed\n punt"


def test_numbers_and_dates_are_dutch(assessment: Assessment) -> None:
    """A number has a decimal comma and its unit, a date its month in words."""
    fill(assessment)
    meetings = Indicator.objects.get(key="actie-overleg-frequentie")
    Answer.objects.filter(indicator=meetings).update(number=Decimal("1250.50"))
    html = render_to_string("reports/print.html", {"report": build_report(assessment)})
    assert '<p class="amount">1.250,5 keer per maand</p>' in tight(html)
    assert "1 juli 2027" in html


def test_no_two_files_have_one_name(cast: Cast, werkset: IndicatorSet) -> None:
    """Another network, version of the set or period; or confirmed once more after reopening."""
    newer = stored(version("abc", "de"))
    assessments = [
        make_assessment(cast.noord, werkset),
        make_assessment(cast.zuid, werkset),
        make_assessment(cast.noord, newer),
        make_assessment(cast.noord, werkset, 2025),
    ]
    for start, end in (
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 12, 31)),
    ):
        half = make_assessment(cast.noord, werkset, 2027)
        Assessment.objects.filter(pk=half.pk).update(period_start=start, period_end=end)
        assessments.append(Assessment.objects.get(pk=half.pk))
    reports = [build_report(assessment) for assessment in assessments]
    confirmed_on = date(2027, 2, 1)
    reports += [replace(reports[0], confirmed_on=confirmed_on, number=of) for of in (1, 2)]
    assert [report.file_name for report in reports] == [
        "zelfevaluatie_noord_werkset-veiligheid-voorop_2.0_2026_concept",
        "zelfevaluatie_zuid_werkset-veiligheid-voorop_2.0_2026_concept",
        "zelfevaluatie_noord_proef_1_2026_concept",
        "zelfevaluatie_noord_werkset-veiligheid-voorop_2.0_2025_concept",
        "zelfevaluatie_noord_werkset-veiligheid-voorop_2.0_20260101-20260630_concept",
        "zelfevaluatie_noord_werkset-veiligheid-voorop_2.0_20260701-20261231_concept",
        "zelfevaluatie_noord_werkset-veiligheid-voorop_2.0_2026_vastgesteld-20270201-versie-1",
        "zelfevaluatie_noord_werkset-veiligheid-voorop_2.0_2026_vastgesteld-20270201-versie-2",
    ]


def test_the_page_is_for_who_may_read_the_assessment(
    assessment: Assessment, cast: Cast, as_user
) -> None:
    """Members see the report as a page, as a file and as data; an outsider learns nothing."""
    fill(assessment)
    for name in ("report", "report_pdf", "report_json"):
        url = reverse(name, args=[assessment.pk])
        assert as_user(cast.zoe).get(url).status_code == 404
    page = as_user(cast.eva).get(reverse("report", args=[assessment.pk]))
    assert page.status_code == 200
    assert "<h1>Zelfevaluatie 2026</h1>" in page.content.decode()
    data = as_user(cast.eva).get(reverse("report_json", args=[assessment.pk]))
    assert (
        data.headers["Content-Disposition"]
        == 'attachment; filename="zelfevaluatie_noord_werkset-veiligheid-voorop_2.0_2026_concept.json"'
    )
    assert report_from_json(data.json()) == build_report(assessment)


def test_the_command_writes_the_same_report(assessment: Assessment, tmp_path: Path) -> None:
    """manage.py report gives the values as JSON and a page that needs no other file."""
    fill(assessment)
    call_command("report", assessment.pk, format="json", output=tmp_path / "r.json")
    assert report_from_json(json.loads((tmp_path / "r.json").read_text())) == build_report(
        assessment
    )
    call_command("report", assessment.pk, format="html", output=tmp_path / "r.html")
    html = (tmp_path / "r.html").read_text()
    assert "--loket-color-accent:" in html
    assert "<link" not in html
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.html", "r.json"]


def test_the_command_says_what_is_wrong(assessment: Assessment, tmp_path: Path) -> None:
    """An unknown assessment or a folder that isn't there gives a Dutch message and no file."""
    with pytest.raises(CommandError, match="Er is geen evaluatie met nummer 999"):
        call_command("report", 999, format="json", output=tmp_path / "r.json")
    with pytest.raises(CommandError, match="is niet te schrijven"):
        call_command("report", assessment.pk, format="json", output=tmp_path / "weg" / "r.json")
    assert list(tmp_path.iterdir()) == []


def test_everybody_who_reads_a_report_sees_why_it_was_reopened(
    assessment: Assessment, cast: Cast, as_user
) -> None:
    """With its date, on the page of each version and in the list of reports; who reopened it isn't
    named."""
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    page = reverse("report", args=[assessment.pk])
    assert "Versies van dit rapport" not in as_user(cast.eva).get(page).content.decode()
    confirming.reopen(assessment=assessment, by=cast.ada, reason="Een <b>cijfer</b> klopte niet.")
    day, reason = (
        date_format(timezone.localdate(), "j F Y"),
        "Een &lt;b&gt;cijfer&lt;/b&gt; klopte niet.",
    )
    assert f"Heropend op {day}: {reason}" in as_user(cast.eva).get(page).content.decode()
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    for reader in (cast.anna, cast.bram, cast.eva, cast.lotte):
        said = {
            page: f"Heropend op {day}: {reason}",
            reverse(
                "report_version", args=[assessment.pk, 1]
            ): f"Deze versie is op {day} heropend: {reason}",
            reverse("reports"): f"Versie 1 is heropend op {day}: {reason}",
        }
        for address, words in said.items():
            shown = as_user(reader).get(address).content.decode()
            assert words in shown
            assert cast.ada.name not in shown
    last = (
        as_user(cast.eva).get(reverse("report_version", args=[assessment.pk, 2])).content.decode()
    )
    assert "Deze versie is op" not in last
    assert '<a href="#samenvatting">Samenvatting</a>' in last
