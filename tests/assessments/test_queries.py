"""Each page costs the same number of queries, whatever the number of networks, indicators, answers
or points."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.models import (
    Answer,
    Assessment,
    Conclusion,
    Finding,
    FollowUp,
    Recommendation,
    Source,
    View,
)
from assessments.threads import talking
from indicators import publishing
from indicators.catalogue import forget_published
from indicators.definition.values import (
    GroupDefinition,
    IndicatorDefinition,
    SetDefinition,
    ThemeDefinition,
)
from indicators.models import Indicator, IndicatorSet
from networks.models import Membership, Network
from partners.models import ConversationLink
from reports.models import ReportVersion
from tests.cast import Cast, make_assessment

# The first time in a process; a published set that was read before takes five fewer.
PAGES = {
    "start": 12,
    "reports": 6,
    "start_assessment": 6,
    "assessment": 11,
    "theme": 12,
    "points": 19,
    "recommendations": 17,
    "texts": 12,
    "confirmation": 23,
    "threads": 11,
    "question_threads": 15,
    "report": 31,
}


def set_of(indicators: int) -> IndicatorSet:
    """Return a published set of 5 themes with this many indicators each."""
    definition = SetDefinition(
        slug="proefset",
        version=str(indicators),
        title="Proefset",
        source="Voor deze proef",
        themes=tuple(
            ThemeDefinition(
                key=f"thema-{t}",
                kind="theme",
                title=f"Thema {t}",
                groups=(
                    GroupDefinition(
                        key=f"groep-{t}",
                        kind="value",
                        title="Waarde",
                        indicators=tuple(
                            IndicatorDefinition(key=f"vraag-{t}-{n}", text=f"Vraag {n}?")
                            for n in range(indicators)
                        ),
                    ),
                ),
            )
            for t in range(5)
        ),
    )
    indicator_set, _ = publishing.load(definition)
    publishing.publish(indicator_set)
    return indicator_set


def fill(assessment: Assessment, parts: int) -> None:
    """Answer every indicator, and add so many of each kind of part."""
    theme = assessment.indicator_set.themes.first()
    inside = Indicator.objects.filter(group__theme__indicator_set=assessment.indicator_set)
    Answer.objects.bulk_create(
        Answer(assessment=assessment, indicator=indicator, text="Ja.", judgement="strength")
        for indicator in inside
    )
    for n in range(parts):
        finding = Finding.objects.create(
            assessment=assessment, kind="strength", headline=f"Punt {n}", theme=theme
        )
        finding.indicators.add(inside[0])
        follow_up = FollowUp.objects.create(assessment=assessment, what=f"Eerder {n}")
        Recommendation.objects.create(assessment=assessment, what=f"Doe {n}").repeats.add(follow_up)
        Conclusion.objects.create(assessment=assessment, question=f"Vraag {n}")
        talk(assessment, {"finding": finding}, {"indicator": inside[0]}, comments=parts)


def talk(assessment: Assessment, *subjects: dict[str, object], comments: int) -> None:
    """Begin a thread about each, with so many comments of each member of the network."""
    members = [member.user for member in assessment.network.memberships.select_related("user")]
    for about in subjects:
        thread = talking.begin(
            assessment=assessment,
            about=about,
            text="Is dat zo?",
            by=members[0],
            assigned_to=members[1],
        )
        for by in members * comments:
            talking.reply(thread=thread, text="Ja, @Eva.", by=by, mentioned=members)


def other_networks(count: int, indicator_set: IndicatorSet) -> None:
    """Make so many other networks, each with a confirmed assessment."""
    networks = Network.objects.bulk_create(
        Network(slug=f"n-{n}", name=f"Netwerk {n:04}") for n in range(count)
    )
    made = Assessment.objects.bulk_create(
        Assessment(
            network=network,
            indicator_set=indicator_set,
            title="Zelfevaluatie 2025",
            period_start=date(2025, 1, 1),
            period_end=date(2025, 12, 31),
            state="confirmed",
            confirmed_at=timezone.now(),
        )
        for network in networks
    )
    content: dict[str, object] = {}  # nobody opens these
    ReportVersion.objects.bulk_create(
        ReportVersion(assessment=one, number=1, content=content, confirmed_at=timezone.now())
        for one in made
    )


@pytest.mark.parametrize(
    ("networks", "indicators", "parts"), [(1, 5, 1), (1000, 50, 6)], ids=["few", "many"]
)
def test_a_page_costs_the_same_with_few_and_many(
    networks: int, indicators: int, parts: int, cast: Cast, as_user
):
    """1 and 1,000 networks, 5 and 50 indicators a theme, 1 and 6 points: one number of queries a
    page."""
    indicator_set = set_of(indicators)
    other_networks(networks, indicator_set)
    last_year = make_assessment(cast.noord, indicator_set, 2025)
    fill(last_year, parts)
    Assessment.objects.filter(pk=last_year.pk).update(
        state="confirmed", confirmed_at=timezone.now()
    )
    assessment = make_assessment(cast.noord, indicator_set, 2026)
    fill(assessment, parts)
    anna = as_user(cast.anna)
    counted = {}
    for name in PAGES:
        kwargs: dict[str, object] = {} if name in ("start", "reports") else {"pk": assessment.pk}
        if name == "question_threads":
            kwargs["indicator_key"] = "vraag-0-0"
        if name == "theme":
            kwargs["theme_key"] = "thema-0"
        if name == "start_assessment":
            kwargs = {"slug": "noord"}
        forget_published()
        with CaptureQueriesContext(connection) as queries:
            assert anna.get(reverse(name, kwargs=kwargs)).status_code == 200
        counted[name] = len(queries)
    assert counted == PAGES
    with CaptureQueriesContext(connection) as queries:
        anna.get(reverse("theme", args=[assessment.pk, "thema-0"]))
    assert len(queries) == PAGES["theme"] - 5


def test_the_list_of_all_reports_is_a_page_at_a_time(werkset: IndicatorSet, cast: Cast, as_user):
    """The national office sees 25 of 1,000 reports, in as many queries as 25 of 30."""
    counted, lotte = [], as_user(cast.lotte)
    for more in (30, 970):
        start = Network.objects.count()
        networks = Network.objects.bulk_create(
            Network(slug=f"n-{start + n}", name=f"Netwerk {start + n:04}") for n in range(more)
        )
        Assessment.objects.bulk_create(
            Assessment(
                network=network,
                indicator_set=werkset,
                title="Zelfevaluatie 2025",
                period_start=date(2025, 1, 1),
                period_end=date(2025, 12, 31),
                state="confirmed",
                confirmed_at=timezone.now(),
            )
            for network in networks
        )
        with CaptureQueriesContext(connection) as queries:
            page = lotte.get(reverse("reports")).content.decode()
        counted.append((len(queries), page.count("<tr>")))
    assert counted == [(6, 26), (6, 26)]


@pytest.mark.parametrize("sources", [1, 200])
def test_sources_cost_the_same_with_one_and_two_hundred(
    sources: int, cast: Cast, werkset: IndicatorSet, as_user
):
    """The list, one source, the points that rest on them: one number of queries each."""
    assessment = make_assessment(cast.noord, werkset)
    asked = list(Indicator.objects.filter(group__theme__indicator_set=werkset)[:3])
    police = cast.noord.organisations.get(name="Politie Noord")
    made = Source.objects.bulk_create(
        Source(assessment=assessment, kind="conversation", organisation=police, function=f"Rol {n}")
        for n in range(sources)
    )
    views = View.objects.bulk_create(
        View(source=source, indicator=indicator, remark="Vaak te laat.")
        for source in made
        for indicator in asked
    )
    for n in range(2):
        point = Finding.objects.create(assessment=assessment, kind="strength", headline=f"Punt {n}")
        point.indicators.add(asked[0])
        point.views.add(*views)
    for source in made:
        link = ConversationLink(source=source, email="a@b.example", made_at=timezone.now())
        link.give_new_secret()
        link.open_until(timezone.localdate())
        link.save()
    anna = as_user(cast.anna)
    counted = {}
    for name in ("sources", "source", "points"):
        more = [made[0].pk] if name == "source" else []
        forget_published()
        with CaptureQueriesContext(connection) as queries:
            assert anna.get(reverse(name, args=[assessment.pk, *more])).status_code == 200
        counted[name] = len(queries)
    assert counted == {"sources": 17, "source": 17, "points": 19}


@pytest.mark.parametrize("networks", [2, 40])
def test_the_start_page_does_not_grow_with_ones_networks(
    networks: int, werkset: IndicatorSet, cast: Cast, as_user
):
    """Somebody with 40 networks gets a page of ten, in as many queries as somebody with two."""
    made = Network.objects.bulk_create(
        Network(slug=f"n-{n}", name=f"Netwerk {n:04}") for n in range(networks)
    )
    Membership.objects.bulk_create(
        Membership(user=cast.zoe, network=network, role="evaluator") for network in made
    )
    for network in made:
        make_assessment(network, werkset)
    zoe = as_user(cast.zoe)
    with CaptureQueriesContext(connection) as queries:
        page = zoe.get(reverse("start")).content.decode()
    assert (len(queries), page.count('class="stack network"')) == (10, min(10, networks + 1))
