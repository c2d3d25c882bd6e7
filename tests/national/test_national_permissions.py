"""Every address of the overarching report, and who gets what there."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from indicators.models import IndicatorSet
from national import lifecycle
from national.models import NationalRecommendation, NationalReport
from networks.models import User
from reports.models import QuoteConsent
from tests.assessments.test_queries import set_of
from tests.cast import Cast

from .nationals import confirmed, start

# Zoë is in another network than Anna: both read what is shared. Nol has an account, and is in no
# network.
OFFICE = {"lotte": 200, "ada": 200, "anna": 404, "zoe": 404, "nol": 404, "nobody": "login"}
NEW = OFFICE | {"ada": 403}
WRITE = {"lotte": "ok", "ada": 403, "anna": 404, "zoe": 404, "nol": 404, "nobody": "login"}
REOPEN = WRITE | {"ada": "ok"}
# On a report that was confirmed: readers are told that they don't write.
FROZEN = {"lotte": 403, "ada": 403, "anna": 403, "zoe": 403, "nol": 404, "nobody": "login"}
SHARED = {"lotte": 200, "ada": 200, "anna": 200, "zoe": 200, "nol": 404, "nobody": "login"}
NOTHING = dict.fromkeys(SHARED, 404) | {"nobody": "login"}
AWAY = OFFICE | {"lotte": 302, "ada": 302}
CONSENT = {"lotte": 403, "ada": 403, "anna": "ok", "zoe": 404, "nol": 404, "nobody": "login"}


def made(expected: dict[str, object]) -> dict[str, object]:
    """Return who may ask for a document: who may have it goes on to the page that shows how far it
    is."""
    return {role: 303 if found == 200 else found for role, found in expected.items()}


# Confirming has asked for the document: who may have it is led to how far it is.
AHEAD = {role: 302 if found == 200 else found for role, found in SHARED.items()}


@dataclass(frozen=True)
class Row:
    """One address with one method, and what it gives for a concept and for a confirmed report."""

    name: str
    method: str
    concept: dict[str, object]
    published: dict[str, object]
    of: str = "report"


TABLE = [
    Row("national_list", "get", OFFICE, OFFICE, "all"),
    Row("national_progress", "get", OFFICE, OFFICE, "all"),
    Row("start_national", "get", NEW, NEW, "all"),
    Row("start_national", "post", WRITE, WRITE, "all"),
    Row("national", "get", OFFICE, OFFICE),
    Row("delete_national", "get", OFFICE, OFFICE),
    Row("delete_national", "post", WRITE, FROZEN),
    Row("national_texts", "get", OFFICE, OFFICE),
    Row("save_national_texts", "post", WRITE, FROZEN),
    Row("earlier_national_texts", "get", OFFICE, OFFICE),
    Row("earlier_national_recommendations", "get", OFFICE, OFFICE, "part"),
    Row("national_recommendations", "get", OFFICE, OFFICE),
    Row("add_national_recommendation", "post", WRITE, FROZEN),
    Row("move_national_recommendation", "post", WRITE | {"lotte": 404}, FROZEN),
    Row("save_national_recommendation", "post", WRITE, FROZEN, "part"),
    Row("delete_national_recommendation", "get", OFFICE, OFFICE, "part"),
    # Without the texts that it takes: they are shown first.
    Row("delete_national_recommendation", "post", WRITE | {"lotte": 409}, FROZEN, "part"),
    Row("confirm_national", "get", OFFICE | {"ada": 302}, AWAY),
    Row("confirm_national", "post", WRITE, FROZEN),
    Row("change_national_place", "post", WRITE, FROZEN),
    Row("reopen_national", "get", AWAY, OFFICE),
    Row("reopen_national", "post", REOPEN, REOPEN | {"anna": 403, "zoe": 403}),
    Row("national_report", "get", OFFICE, SHARED),
    Row("national_pdf", "get", OFFICE, AHEAD),
    Row("national_pdf", "post", made(OFFICE), made(SHARED)),
    Row("national_json", "get", OFFICE, SHARED),
    Row("national_csv", "get", OFFICE, SHARED),
    Row("national_word", "get", OFFICE, SHARED),
    Row("national_word", "post", made(OFFICE), made(SHARED)),
    Row("national_xlsx", "get", OFFICE, SHARED),
    Row("national_office", "get", OFFICE, OFFICE),
    Row("national_office_word", "get", OFFICE, OFFICE),
    Row("national_office_word", "post", made(OFFICE), made(OFFICE)),
    Row("national_office_xlsx", "get", OFFICE, OFFICE),
    Row("national_office_pdf", "get", OFFICE, OFFICE),
    Row("national_office_pdf", "post", made(OFFICE), made(OFFICE)),
    # Of Noord's assessment, which is confirmed: only its coordinator says whether it may be quoted.
    Row("change_consent", "post", CONSENT, CONSENT, "assessment"),
    Row("national_version", "get", NOTHING, SHARED, "version"),
    Row("national_version_pdf", "get", NOTHING, AHEAD, "version"),
    Row("national_version_pdf", "post", NOTHING, made(SHARED), "version"),
]
NAMES = {row.name for row in TABLE}


@pytest.fixture
def small(db: None) -> IndicatorSet:
    return set_of(1)


@pytest.mark.parametrize("role", ["lotte", "ada", "anna", "zoe", "nol", "nobody"])
def test_each_role_gets_what_the_table_says(role: str, small: IndicatorSet, cast: Cast, as_user):
    """The office writes, admins read along and reopen, networks read what was confirmed, others
    learn nothing."""
    counted = confirmed(small, [{"vraag-0-0": "strength"}] * 4, networks=[cast.noord, cast.zuid])
    concept, published = start(small, 2025), start(small)
    for report in (concept, published):
        lifecycle.add_recommendation(report, {"what": "Maak een handreiking."}, by=cast.lotte)
    lifecycle.confirm(report=published, by=cast.lotte)
    nol = User.objects.create_user("nol@voorbeeld.example", name="Nol")
    client = (
        Client() if role == "nobody" else as_user(nol if role == "nol" else getattr(cast, role))
    )
    for report in (concept, published):
        for row in TABLE:
            before = stored()
            with transaction.atomic():
                address = reverse(row.name, kwargs=arguments(row, report, counted[0].pk))
                response = getattr(client, row.method)(address)
                changed = stored() != before
                transaction.set_rollback(True)
            expected = (row.concept if report == concept else row.published)[role]
            found: object = response.status_code
            if found == 302 and response.url.startswith(reverse("account_login")):
                found = "login"
            elif row.method == "post" and found in {200, 302, 422}:
                found = "ok"
            assert (row.name, row.method, found) == (row.name, row.method, expected)
            assert expected == "ok" or not changed


def test_head_is_answered_as_get(small: IndicatorSet, cast: Cast, as_user):
    """The office's headers alone come with the status that its pages have."""
    counted = confirmed(small, [{"vraag-0-0": "strength"}] * 4, networks=[cast.noord, cast.zuid])
    report, lotte = start(small), as_user(cast.lotte)
    lifecycle.add_recommendation(report, {"what": "Maak een handreiking."}, by=cast.lotte)
    for row in TABLE:
        if row.method == "get":
            with transaction.atomic():
                response = lotte.head(
                    reverse(row.name, kwargs=arguments(row, report, counted[0].pk))
                )
                transaction.set_rollback(True)
            assert (row.name, response.status_code) == (row.name, row.concept["lotte"])


def arguments(row: Row, report: NationalReport, assessment: int) -> dict[str, object]:
    if row.of == "all":
        return {}
    if row.of == "assessment":
        return {"pk": assessment}
    more: dict[str, object] = {"number": 1} if row.of == "version" else {}
    if row.of == "part":
        more = {"part_pk": report.recommendations.get().pk}
    return {"pk": report.pk, **more}


def stored() -> list[object]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (NationalReport, NationalRecommendation, QuoteConsent)
    ]


def test_a_part_of_another_report_is_not_there(small: IndicatorSet, cast: Cast, as_user):
    """The number of another report's recommendation gives nothing, also to the office."""
    one, other = start(small, 2025), start(small, 2024)
    theirs = lifecycle.add_recommendation(other, {"what": "Maak een handreiking."}, by=cast.lotte)
    lotte = as_user(cast.lotte)
    for name in ("save_national_recommendation", "delete_national_recommendation"):
        assert lotte.post(reverse(name, args=[one.pk, theirs.pk])).status_code == 404
    moved = lotte.post(
        reverse("move_national_recommendation", args=[one.pk]), {"part": theirs.pk, "action": "up"}
    )
    assert moved.status_code == 404
    assert theirs in other.recommendations.all()


def test_numbers_that_no_report_has(small: IndicatorSet, cast: Cast, as_user):
    """Neither one that is free nor one that no database can hold; and a field that isn't on a form
    is refused."""
    report, lotte = start(small), as_user(cast.lotte)
    advice = lifecycle.add_recommendation(report, {"what": "Maak een handreiking."}, by=cast.lotte)
    about_one = [row for row in TABLE if row.of in ("report", "version", "part")]
    for pk in (999_999, 2**63, 10**400):
        for row in about_one:
            kwargs = arguments(row, report, 0) | {"pk": pk}
            assert getattr(lotte, row.method)(reverse(row.name, kwargs=kwargs)).status_code == 404
        for name in ("save_national_recommendation", "delete_national_recommendation"):
            assert lotte.post(reverse(name, args=[report.pk, pk])).status_code == 404
    for row in about_one:
        # A button that asks for a document has no fields.
        if row.method == "post" and not row.name.endswith(("_pdf", "_word")):
            reply = lotte.post(
                reverse(row.name, kwargs=arguments(row, report, 0)), {"state": "confirmed"}
            )
            assert (row.name, reply.status_code) == (row.name, 400)
    report.refresh_from_db()
    assert (report.is_confirmed, report.recommendations.get()) == (False, advice)
