"""The API: every address for every role, with nothing but a key; answers as its own document says;
few queries."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments import lifecycle
from assessments.models import Assessment
from indicators.models import IndicatorSet
from national import lifecycle as national_lifecycle
from national.models import NationalReport
from networks import tokens
from networks.models import ApiToken, Membership, Network, User
from networks.tokens import make_token
from reports import confirming
from reports.report import report_as_json
from reports.report_building import report_of
from research.api import authentication
from research.api.urls import urlpatterns
from tests.assessments.reporting import fill
from tests.assessments.test_queries import other_networks, set_of
from tests.cast import Cast, make_assessment
from tests.indicators.versions import stored, version
from tests.national import nationals
from tests.test_permissions import addresses

from .openapi import mismatches

# What each role gets of Noord's confirmed assessment of 2025, and of the one of 2026 that runs.
EVERYBODY = dict.fromkeys(["anna", "bram", "eva", "zoe", "lotte", "ada"], 200) | {"nobody": 401}
MEMBERS = EVERYBODY | {"zoe": 404}
NOTHING = dict.fromkeys(EVERYBODY, 404) | {"nobody": 401}
OF_ASSESSMENT = ["assessment", "report", "answers", "findings", "recommendations", "follow_ups"]
TABLE: dict[str, dict[str, int]] = {
    "openapi": EVERYBODY | {"nobody": 200},
    "nothing": dict.fromkeys(EVERYBODY, 404),
    "indicator_sets": EVERYBODY,
    "indicator_set": EVERYBODY,
    "networks": EVERYBODY,
    "network": MEMBERS,
    "assessments": EVERYBODY,
    **dict.fromkeys(OF_ASSESSMENT, MEMBERS),
    "national_reports": EVERYBODY,
    "national_report": NOTHING,  # none is confirmed here; below one is
}
# With the key looked up and the request counted, which take 1 each; the rest is the answer itself.
QUERIES = {
    "indicator_sets": 4,
    "indicator_set": 8,
    "networks": 5,
    "network": 4,
    "assessments": 4,
    "assessment": 3,
    **dict.fromkeys(OF_ASSESSMENT[1:], 5),
    "national_reports": 4,
    "national_report": 4,
}
Get = Callable[..., HttpResponse]


@pytest.fixture
def small_set(db: None) -> IndicatorSet:
    return stored(version("abc", "de"))


@pytest.fixture
def confirmed(cast: Cast, small_set: IndicatorSet) -> Assessment:
    """Noord's assessment of 2025 with something in every part, confirmed; that of 2026 runs."""
    made = make_assessment(cast.noord, small_set, 2025)
    fill(made)
    lifecycle.submit_for_review(assessment=made)
    confirming.confirm(assessment=made, by=cast.anna)
    make_assessment(cast.noord, small_set, 2026)
    return made


@pytest.fixture
def national(cast: Cast) -> NationalReport:
    """A confirmed overarching report of ten other networks, six of which are strong where four are
    not."""
    counted = set_of(1)
    nationals.confirmed(
        counted, [{"vraag-0-0": "strength" if n < 6 else "improvement"} for n in range(10)]
    )
    report = nationals.start(counted)
    national_lifecycle.add_recommendation(report, {"what": "Maak een handreiking."}, by=cast.lotte)
    national_lifecycle.confirm(report=report, by=cast.lotte)
    return report


def key(user: User) -> str:
    return make_token(user=user, name="Proef", valid_for=timedelta(days=30))[1]


@pytest.fixture
def get(confirmed: Assessment) -> Get:
    """Return a function that asks for an address of the API with somebody's key."""

    def ask(name: str, secret: str | None, pk: int | None = None, **query: object) -> HttpResponse:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        return Client().get(address(name, confirmed, pk), query, headers=headers)

    return ask


def address(name: str, assessment: Assessment, pk: int | None = None) -> str:
    if name == "nothing":
        return "/api/v1/niets"
    own: dict[str, list[object]] = {
        "indicator_set": [assessment.indicator_set_id],
        "network": [assessment.network.slug],
        "national_report": [pk or 1],
        **{one: [pk or assessment.pk] for one in OF_ASSESSMENT},
    }
    return reverse(f"api:{name}", args=own.get(name, []))


def test_every_address_is_in_the_table() -> None:
    assert {pattern.name for pattern in addresses(urlpatterns)} == TABLE.keys()


def test_each_role_reads_what_it_reads_in_the_portal(
    get: Get, confirmed: Assessment, cast: Cast
) -> None:
    """Members and the national office get what is confirmed; nobody gets what runs; a refusal is a
    problem."""
    running = Assessment.objects.get(period_end__year=2026)
    for role in EVERYBODY:
        secret = None if role == "nobody" else key(getattr(cast, role))
        for name, expected in TABLE.items():
            reply = get(name, secret)
            assert (role, name, reply.status_code) == (role, name, expected[role])
            assert reply["API-Version"] == "1.0.0"
            if reply.status_code >= 400:
                assert reply["Content-Type"] == "application/problem+json"
                assert {"status", "title", "detail"} <= reply.json().keys()
        assert {get(name, secret, running.pk).status_code for name in OF_ASSESSMENT} == {
            NOTHING[role]
        }
        if secret:
            shown = [item["id"] for item in get("assessments", secret).json()["items"]]
            assert shown == ([] if role == "zoe" else [confirmed.pk])
            assert ("Noord" in get("networks", secret).content.decode()) is (role != "zoe")


def test_only_a_valid_key_counts(
    get: Get, confirmed: Assessment, cast: Cast, as_user: Callable[[User], Client]
) -> None:
    """Not a session, not a key that is revoked, over its date or of somebody who may not log in any
    more."""
    reply = as_user(cast.anna).get(address("networks", confirmed))
    assert (reply.status_code, reply["WWW-Authenticate"]) == (401, "Bearer")
    secret = key(cast.anna)
    assert get("networks", secret).status_code == 200
    assert ApiToken.objects.get().last_used_on == timezone.localdate()
    for field, value in {"revoked_at": timezone.now(), "expires_at": timezone.now()}.items():
        before = ApiToken.objects.values_list(field, flat=True).get()
        ApiToken.objects.update(**{field: value})
        assert get("networks", secret).status_code == 401
        ApiToken.objects.update(**{field: before})
    User.objects.filter(pk=cast.anna.pk).update(is_active=False)
    for wrong in (secret, "", "x" * 5000, "é", secret[:-1]):
        assert get("networks", wrong or " ").status_code == 401


def test_a_key_that_is_used_too_often_waits(
    get: Get, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is per key, and the answer says how long to wait."""
    monkeypatch.setattr(authentication, "PER_MINUTE", 3)
    monkeypatch.setattr(tokens.time, "time", lambda: 1_800_000_015.0)
    first, other = key(cast.anna), key(cast.anna)
    assert [get("networks", first).status_code for _each in range(5)] == [200, 200, 200, 429, 429]
    reply = get("networks", first)
    assert (reply["Retry-After"], reply["Content-Type"]) == ("45", "application/problem+json")
    assert get("networks", other).status_code == 200


def test_only_reading_and_only_json(confirmed: Assessment, cast: Cast) -> None:
    """Another method, another kind of document, a slash at the end and odd parameters are refused
    as problems."""
    client = Client(headers={"Authorization": f"Bearer {key(cast.anna)}"})
    url = address("assessments", confirmed)
    for method in (client.post, client.put, client.patch, client.delete, client.options):
        reply = method(url)
        assert (reply.status_code, reply["Allow"], reply.json()["status"]) == (
            405,
            "GET, HEAD",
            405,
        )
    assert client.get(url, headers={"Accept": "text/html"}).status_code == 406
    assert client.get(url, headers={"Accept": "text/html, */*;q=0.1"}).status_code == 200
    assert client.get(f"{url}/").status_code == 404
    assert client.get("/api/v1").status_code == 404
    head = client.head(url)
    assert (head.content, int(head["Content-Length"])) == (b"", len(client.get(url).content))
    for query in (
        "page=0",
        "page=x",
        "size=501",
        "year=99",
        "pagina=1",
        "page=%00",
        "page=1&size=-1",
        "network=" + "x" * 81,
    ):
        reply = client.get(f"{url}?{query}")
        assert (query, reply.status_code, reply["Content-Type"]) == (
            query,
            400,
            "application/problem+json",
        )
    refused = client.get(f"{url}?page=0&size=x").json()["errors"]
    assert [error["name"] for error in refused] == ["page", "size"]


def test_a_failure_tells_nothing_of_the_inside(
    get: Get, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of ours is a problem without details, and is written down for us."""

    def broken(*_args: object) -> None:
        raise ZeroDivisionError("geheim")

    monkeypatch.setattr("research.api.resources.schemas.network_item", broken)
    reply = get("networks", key(cast.anna))
    assert (reply.status_code, reply["Content-Type"]) == (500, "application/problem+json")
    assert "geheim" not in reply.content.decode()


def test_answers_are_as_the_document_says(get: Get, national: NationalReport, cast: Cast) -> None:
    """The OpenAPI document is open to everybody and to other sites; each real answer has the shape
    it describes."""
    reply = Client().get("/api/v1/openapi.json")
    assert reply["Access-Control-Allow-Origin"] == "*"
    document: dict[str, Any] = reply.json()
    assert document["servers"] == [{"url": "http://testserver/api/v1"}]
    assert {"name", "email", "url"} == document["info"]["contact"].keys()
    secret = key(cast.anna)
    described = {one["get"]["operationId"]: one["get"] for one in document["paths"].values()}
    assert described.keys() == TABLE.keys() - {"openapi", "nothing"}
    for name, operation in described.items():
        for code, said in operation["responses"].items():
            assert "API-Version" in said["headers"]
            assert ("application/problem+json" in said["content"]) is (int(code) >= 400)
        content = get(name, secret, national.pk if name == "national_report" else None).json()
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert mismatches(content, schema, document) == []
        assert content.get("items", [1]) != []
    problem = operation["responses"]["400"]["content"]["application/problem+json"]["schema"]
    assert mismatches(get("networks", secret, page="x").json(), problem, document) == []


def test_what_the_answers_hold(get: Get, confirmed: Assessment, cast: Cast) -> None:
    """The report is the stored one; rows are flat, filtered and leafed through by their links."""
    secret = key(cast.anna)
    assert get("report", secret).json() == report_as_json(report_of(confirmed))
    rows = get("answers", secret).json()
    assert (rows["total"], [row["judgement"] for row in rows["items"]]) == (
        5,
        ["strength", "improvement", "mixed", "unknown", None],
    )
    assert [row["number"] for row in get("answers", secret, judgement="mixed").json()["items"]] == [
        "1.3"
    ]
    page = get("answers", secret, size=2, page=2).json()
    assert [row["number"] for row in page["items"]] == ["1.3", "2.1"]
    assert (
        page["links"]["next"] == f"http://testserver{address('answers', confirmed)}?size=2&page=3"
    )
    following = (
        Client().get(page["links"]["next"], headers={"Authorization": f"Bearer {secret}"}).json()
    )
    assert ([row["number"] for row in following["items"]], following["links"]["next"]) == (
        ["2.2"],
        None,
    )
    assert [row["is_key"] for row in get("findings", secret).json()["items"]].count(True) == 2
    assert get("recommendations", secret).json()["items"][0]["by_when"] == "2027-07-01"
    for query, total in (
        ({"year": 2025}, 1),
        ({"year": 2024}, 0),
        ({"set": "proef"}, 1),
        ({"network": "zuid"}, 0),
    ):
        assert get("assessments", secret, **query).json()["total"] == total


def test_overarching_reports_are_as_they_are_shared(
    get: Get, national: NationalReport, cast: Cast
) -> None:
    """Numbers that are not shared are null; what the office changes afterwards is not there until
    it is confirmed."""
    secret = key(cast.anna)
    before = get("national_report", secret, national.pk).json()
    assert (before["title"], before["version"], len(before["networks"])) == (
        "Landelijk rapport 2026",
        1,
        10,
    )
    first = before["questions"][0]
    assert [first[name] for name in ("strength", "improvement", "mixed")] == [6, 4, 0]
    assert [one["what"] for one in before["recommendations"]] == ["Maak een handreiking."]
    national_lifecycle.reopen(report=national, by=cast.lotte, reason="Een getal klopte niet.")
    NationalReport.objects.update(title="Nog niet vastgesteld")
    assert get("national_report", secret, national.pk).json() == before
    assert [item["title"] for item in get("national_reports", secret).json()["items"]] == [
        "Landelijk rapport 2026"
    ]
    concept = nationals.start(national.indicator_set, 2025)
    assert get("national_report", key(cast.lotte), concept.pk).status_code == 404


@pytest.mark.parametrize("networks", [1, 300])
def test_an_answer_costs_the_same_with_few_and_many(
    networks: int, get: Get, national: NationalReport, cast: Cast, small_set: IndicatorSet
) -> None:
    """One number of queries for each address, with one other network or 300."""
    other_networks(networks, small_set)
    Membership.objects.bulk_create(
        Membership(user=cast.anna, network=network, role="evaluator")
        for network in Network.objects.filter(slug__startswith="n-")
    )
    secret = key(cast.anna)
    get("networks", secret)  # the first use on a day stands in the trail
    counted = {}
    for name in QUERIES:
        with CaptureQueriesContext(connection) as queries:
            assert (
                get(name, secret, national.pk if name == "national_report" else None).status_code
                == 200
            )
        counted[name] = len(queries)
    assert counted == QUERIES
    assert get("assessments", secret).json()["total"] == networks + 1
