"""The overarching report costs the same number of queries with few and many networks, questions and
recommendations."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.catalogue import forget_published
from national import lifecycle
from tests.assessments.test_queries import set_of
from tests.cast import Cast

from .nationals import confirmed, consent, start

# As a concept, and confirmed.
PAGES = {
    "national_list": (4, 4),
    "national_progress": (5, 5),
    "start_national": (5, 5),
    "national": (8, 5),
    "national_texts": (3, 3),
    "national_recommendations": (5, 5),
    "national_report": (20, 6),
    "national_office": (24, 5),
    "national_json": (19, 5),
    "national_csv": (19, 5),
    "national_xlsx": (19, 5),
    "national_office_xlsx": (22, 5),
    "confirm_national": (29, 3),
}
# What a coordinator's page of a confirmed report costs.
MEMBER = 6


@pytest.mark.parametrize(
    ("networks", "questions", "advice"), [(3, 2, 1), (60, 12, 5)], ids=["few", "many"]
)
def test_a_page_costs_the_same_with_few_and_many(
    networks: int, questions: int, advice: int, cast: Cast, as_user
):
    """3 and 60 networks that may be quoted, 10 and 60 questions: one number of queries a page, none
    while rendering."""
    indicator_set = set_of(questions)
    keys = [f"vraag-{theme}-{n}" for theme in range(5) for n in range(questions)]
    text = "Wij bellen elke week met elkaar, en dat helpt ons vooruit."
    consent(
        confirmed(
            indicator_set,
            [dict.fromkeys(keys, "strength")] * networks,
            networks=[cast.noord],
            text=text,
        )
    )
    report = start(indicator_set)
    for n in range(advice):
        lifecycle.add_recommendation(report, {"what": f"Advies {n}"}, by=cast.lotte)
    lotte = as_user(cast.lotte)

    def counted(name: str) -> int:
        alone = ("national_list", "national_progress", "start_national")
        address = reverse(name, args=[] if name in alone else [report.pk])
        forget_published()
        with CaptureQueriesContext(connection) as queries:
            assert lotte.get(address).status_code in (200, 302)
        return len(queries)

    concept = {name: counted(name) for name in PAGES}
    lifecycle.confirm(report=report, by=cast.lotte)
    assert {name: (concept[name], counted(name)) for name in PAGES} == PAGES
    anna = as_user(cast.anna)
    with CaptureQueriesContext(connection) as queries:
        page = anna.get(reverse("national_report", args=[report.pk])).content.decode()
    assert ("Uw netwerk" in page, len(queries)) == (True, MEMBER)
    office = lotte.get(
        reverse("national_office", args=[report.pk]), {"pagina": "99"}
    ).content.decode()
    assert office.count("<h3>Regio Nummer") + office.count("<h3>Netwerk Noord") == (
        networks if networks < 25 else 10
    )
