"""The national office sees how far the networks are, and nothing of what they write."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Answer, Assessment
from indicators.models import Indicator, IndicatorSet
from national.network_progress import progress_of
from networks.models import Network, User
from tests.assessments.test_queries import set_of
from tests.cast import Cast, make_assessment

from .nationals import confirmed, start

LogIn = Callable[[User], Client]
SECRET = "Wij vertrouwen elkaar niet."
TODAY = date(2026, 5, 1)


def running(network: Network, indicator_set: IndicatorSet, year: int, answers: int) -> Assessment:
    assessment = make_assessment(network, indicator_set, year)
    indicators = Indicator.objects.filter(group__theme__indicator_set=indicator_set)
    for indicator in indicators[:answers]:
        Answer.objects.create(
            assessment=assessment, indicator=indicator, text=SECRET, judgement="improvement"
        )
    return assessment


def told(page: object) -> str:
    return " ".join(page.content.decode().split())  # type: ignore[attr-defined]


def test_who_is_late_comes_first_and_who_is_ready_last(cast: Cast) -> None:
    """Noord is late with last year, Zuid is busy, a third is ready and a fourth hasn't begun."""
    small = set_of(2)
    running(cast.noord, small, 2025, 3)
    running(cast.zuid, small, 2026, 10)
    ready = confirmed(small, [{}], year=2026)[0].network
    Network.objects.create(slug="stil", name="Netwerk Stil")
    found = progress_of(2026, TODAY)
    assert [(row.network, row.answered, row.asked, row.late_by) for row in found.rows] == [
        ("Netwerk Noord", 3, 10, (TODAY - date(2025, 12, 31)).days),
        ("Netwerk Stil", 0, 0, 0),
        ("Netwerk Zuid", 10, 10, 0),
        (ready.name, 0, 10, 0),
    ]
    assert (found.late, found.not_begun, found.running, found.confirmed) == (1, 1, 2, 1)
    # The year before, all that is known is who is late.
    before = [row.network for row in progress_of(2025, TODAY).rows if row.state]
    assert before == ["Netwerk Noord"]


def test_no_word_and_no_judgement_is_on_the_page(cast: Cast, as_user: LogIn) -> None:
    """The office reads how many questions have an answer; the title is the network's, too."""
    this_year = timezone.localdate().year
    assessment = running(cast.noord, set_of(2), this_year, 4)
    Assessment.objects.filter(pk=assessment.pk).update(
        title="Geheime titel", period_end=timezone.localdate() - timedelta(days=9)
    )
    page = told(as_user(cast.lotte).get(reverse("national_progress")))
    assert "4 van 10 vragen" in page
    assert "9 dagen geleden" in page
    assert [text for text in (SECRET, "Geheime titel", "verbeterpunt") if text in page] == []
    assert as_user(cast.lotte).get(reverse("assessment", args=[assessment.pk])).status_code == 404


def test_an_odd_year_is_another_one(cast: Cast, as_user: LogIn) -> None:
    lotte, address = as_user(cast.lotte), reverse("national_progress")
    for year in ("abcd", "99999999", "0001", "²026", ""):
        assert lotte.get(address, {"jaar": year}).status_code == 200
    assert "Wie is hoe ver in 2025?" in told(lotte.get(address, {"jaar": "2025"}))


def test_the_start_page_leads_to_the_work(cast: Cast, as_user: LogIn) -> None:
    """Lotte goes on with her concept, and sees how many are late; no two links lead to one page.
    Anna has no such part."""
    small = set_of(2)
    running(cast.noord, small, 2020, 0)
    report = start(small)
    page = told(as_user(cast.lotte).get(reverse("start")))
    assert f"Ga verder met “{report.title}”" in page
    assert reverse("national", args=[report.pk]) in page
    assert "1 evaluatie loopt, en die is te laat" in page
    work = re.findall(r'href="([^"]*)"', page.partition("<section")[2].partition("</section>")[0])
    assert work == [
        reverse("national_progress"),
        reverse("national", args=[report.pk]),
        reverse("start_national"),
        reverse("national_list"),
        reverse("reports"),
    ]
    assert "Wie is hoe ver?" not in told(as_user(cast.anna).get(reverse("start")))
