"""An evaluation says how it was carried out, wherever it is read."""

import io
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from assessments import lifecycle
from assessments.kinds import KINDS, counted_kinds
from assessments.models import Answer, Assessment
from indicators.models import Indicator, IndicatorSet
from networks.models import User
from reports import confirming
from reports.exports.excel_report import report_xlsx
from reports.exports.word_report import report_docx
from reports.report import report_from_json
from reports.report_building import report_of
from tests.cast import Cast, make_assessment
from tests.research.test_api import key

LogIn = Callable[[User], Client]


def told(page: object) -> str:
    return " ".join(page.content.decode().split())  # type: ignore[attr-defined]


def confirmed(cast: Cast, indicator_set: IndicatorSet, kind: str, year: int = 2026) -> Assessment:
    assessment = make_assessment(cast.noord, indicator_set, year)
    Assessment.objects.filter(pk=assessment.pk).update(kind=kind)
    assessment.refresh_from_db()
    for indicator in Indicator.objects.filter(group__theme__indicator_set=indicator_set)[:3]:
        Answer.objects.create(
            assessment=assessment,
            indicator=indicator,
            text="Ja, met werkafspraken.",
            judgement="strength",
        )
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    return assessment


def test_it_is_chosen_at_the_start_and_can_be_changed(
    cast: Cast, werkset: IndicatorSet, as_user: LogIn
) -> None:
    """Anna begins an external evaluation, sees so on its pages, and makes it a session after all."""
    anna = as_user(cast.anna)
    address = reverse("start_assessment", args=["noord"])
    assert "Soort evaluatie" in told(anna.get(address))
    sent = {
        "start-indicator_set": werkset.pk,
        "start-kind": "external",
        "start-title": "Evaluatie 2026",
        "start-period_start": "2026-01-01",
        "start-period_end": "2026-12-31",
    }
    assert anna.post(address, sent).status_code == 302
    made = Assessment.objects.get()
    theme = reverse("theme", args=[made.pk, werkset.themes.all()[0].key])
    assert "Oordeel van de onderzoekers" in told(anna.get(theme))
    for name in ("assessment", "points", "name_and_period"):
        assert "externe evaluatie" in told(anna.get(reverse(name, args=[made.pk])))
    naming = reverse("name_and_period", args=[made.pk])
    form = anna.get(naming).context["form"]
    values = {f"naming-{name}": value for name, value in form.initial.items()}
    assert anna.post(naming, values | {"naming-kind": "session"}).status_code == 302
    made.refresh_from_db()
    assert made.kind == "session"
    assert "Oordeel van de deelnemers aan de sessie" in told(anna.get(theme))


def test_a_page_of_before_it_was_asked_changes_nothing(
    cast: Cast, werkset: IndicatorSet, as_user: LogIn
) -> None:
    """A title that is sent without a kind leaves the kind as it is."""
    made = make_assessment(cast.noord, werkset, 2026)
    Assessment.objects.filter(pk=made.pk).update(kind="internal")
    anna, naming = as_user(cast.anna), reverse("name_and_period", args=[made.pk])
    initial = anna.get(naming).context["form"].initial
    values = {f"naming-{name}": value for name, value in initial.items() if name != "kind"}
    assert anna.post(naming, values | {"naming-title": "Anders"}).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.kind) == ("Anders", "internal")


@pytest.mark.parametrize("kind", KINDS)
def test_the_report_says_who_judged(
    kind: str, cast: Cast, werkset: IndicatorSet, as_user: LogIn
) -> None:
    """On screen, in the archive, in Word and in Excel; and nothing says it of another kind."""
    assessment = confirmed(cast, werkset, kind)
    words, report = KINDS[kind], report_of(assessment)  # type: ignore[index]
    page = told(as_user(cast.anna).get(reverse("report", args=[assessment.pk])))
    answered = str(words.answered).format(answered=3, asked=report.asked)
    word = "\n".join(one.text for one in docx.Document(io.BytesIO(report_docx(report))).paragraphs)
    sheet = load_workbook(io.BytesIO(report_xlsx(report))).worksheets[0]
    excel = "\n".join(str(value) for row in sheet.values for value in row)
    for text in (page, word):
        assert str(words.about) in text
        assert answered in text
        assert f"staat een oordeel van {words.judge}" in text
    assert words.title in excel
    assert f"Het oordeel van {words.judge}" in excel
    others = [str(other.about) for code, other in KINDS.items() if code != kind]
    assert [about for about in others if about in page + word + excel] == []
    assert report.file_name.startswith(str(words.name).replace(" ", "-"))


def test_lists_search_and_api_tell_it_and_filter_on_it(
    cast: Cast, werkset: IndicatorSet, as_user: LogIn
) -> None:
    confirmed(cast, werkset, "self_assessment", 2025)
    external = confirmed(cast, werkset, "external", 2026)
    anna = as_user(cast.anna)
    for name in ("reports", "start", "comparison"):
        assert "externe evaluatie" in told(anna.get(reverse(name)))
    found = anna.get(reverse("search"), {"zoek": "werkafspraken", "evaluatie": "external"}).context[
        "hits"
    ]
    assert {hit.assessment.pk for hit in found} == {external.pk}
    api = Client(headers={"Authorization": f"Bearer {key(cast.anna)}"})
    items = api.get("/api/v1/assessments?kind=external").json()["items"]
    assert [(item["id"], item["kind"]) for item in items] == [(external.pk, "external")]
    assert len(api.get("/api/v1/assessments").json()["items"]) == 2


def test_another_judge_than_last_time_is_told(
    cast: Cast, werkset: IndicatorSet, as_user: LogIn
) -> None:
    """The report after an external evaluation says that others judged; so does the development."""
    confirmed(cast, werkset, "external", 2025)
    now = confirmed(cast, werkset, "self_assessment", 2026)
    anna = as_user(cast.anna)
    page = told(anna.get(reverse("report", args=[now.pk])))
    assert "Het vorige rapport is een externe evaluatie" in page
    assert "Niet elke periode heeft dezelfde soort evaluatie" in told(
        anna.get(reverse("development", args=["noord"]))
    )


def test_a_report_of_before_there_were_kinds_is_a_self_assessment(
    cast: Cast, werkset: IndicatorSet
) -> None:
    stored = confirmed(cast, werkset, "self_assessment").report_versions.get().content
    del stored["kind"]
    assert report_from_json(stored).evaluation == KINDS["self_assessment"]


def test_kinds_are_counted_in_words() -> None:
    assert counted_kinds([]) == ""
    assert counted_kinds(["external"]) == "1 externe evaluatie"
    codes = ["self_assessment"] * 3 + ["session", "external", "external"]
    assert counted_kinds(codes) == ("3 zelfevaluaties, 2 externe evaluaties en 1 evaluatiesessie")
