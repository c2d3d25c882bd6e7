"""For which networks an indicator set is meant, and several sets side by side in one network."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import lifecycle
from assessments.audience import latest_versions, sets_for
from assessments.models import Assessment, Audience
from indicators.models import IndicatorSet
from networks.models import User
from tests.cast import Cast, make_assessment
from tests.markup import tight

from .set_versions import make_version

LogIn = Callable[[User], Client]


@pytest.fixture
def sets(db: None) -> dict[str, IndicatorSet]:
    """Two sets: "proefset" in two versions for everybody, "ander" in one."""
    return {
        "old": make_version("1"),
        "new": make_version("2"),
        "other": make_version("1", slug="ander"),
    }


def test_a_set_without_an_audience_is_for_all(cast: Cast, sets: dict[str, IndicatorSet]):
    """Of each set the latest version comes first."""
    expected = [sets["other"], sets["new"], sets["old"]]
    assert sets_for(cast.noord) == sets_for(cast.zuid) == expected
    assert latest_versions(expected) == expected[:2]


def test_a_set_for_one_network_is_not_offered_to_another(
    cast: Cast, sets: dict[str, IndicatorSet], as_user: LogIn
):
    """Zuid doesn't see the set of Noord, and can't choose it by its number either."""
    Audience.objects.create(slug="ander").networks.add(cast.noord)
    assert sets_for(cast.noord) == [sets["other"], sets["new"], sets["old"]]
    assert sets_for(cast.zuid) == [sets["new"], sets["old"]]
    address = reverse("start_assessment", args=["zuid"])
    zoe = as_user(cast.zoe)
    assert f'value="{sets["other"].pk}"' not in zoe.get(address).content.decode()
    fields = {"title": "Proef", "period_start": "2026-01-01", "period_end": "2026-12-31"}
    posted = {
        f"start-{name}": value
        for name, value in (fields | {"indicator_set": sets["other"].pk}).items()
    }
    refused = zoe.post(address, posted)
    assert refused.status_code == 422
    assert not Assessment.objects.exists()
    assert zoe.post(address, posted | {"start-indicator_set": sets["new"].pk}).status_code == 302


def test_the_verb_itself_refuses_a_set_for_others(cast: Cast, sets: dict[str, IndicatorSet]):
    """Also past the form."""
    Audience.objects.create(slug="ander").networks.add(cast.noord)
    dates = {"period_start": "2026-01-01", "period_end": "2026-12-31"}
    with pytest.raises(ValidationError, match="niet bedoeld voor dit netwerk"):
        lifecycle.start(
            network=cast.zuid, indicator_set=sets["other"], title="Proef", by=cast.zoe, **dates
        )


def test_drafts_and_retired_versions_are_not_offered(cast: Cast, sets: dict[str, IndicatorSet]):
    IndicatorSet.objects.filter(pk=sets["old"].pk).update(
        status="retired", retired_at=sets["old"].published_at
    )
    IndicatorSet.objects.create(
        slug="ander", version="9", title="Proefset", source="Voor deze proef"
    )
    assert sets_for(cast.noord) == [sets["other"], sets["new"]]


def test_earlier_versions_are_folded_away(
    cast: Cast, sets: dict[str, IndicatorSet], as_user: LogIn
):
    """The latest version of the set that the network used last is chosen; an earlier one takes a
    click more."""
    make_assessment(cast.noord, sets["old"], 2025)
    page = as_user(cast.anna).get(reverse("start_assessment", args=["noord"])).content.decode()
    shown, folded = page.split("Eerdere versies")
    choice = re.compile(r'<input type="radio"[^>]*value="(\d+)"')
    chosen_from = {int(pk) for pk in choice.findall(shown)}
    assert chosen_from == {sets["new"].pk, sets["other"].pk}
    assert choice.findall(folded) == [str(sets["old"].pk)]
    form = as_user(cast.anna).get(reverse("start_assessment", args=["noord"])).context["form"]
    assert form.initial["indicator_set"] == sets["new"].pk


def test_a_network_without_sets_is_told_what_to_do(cast: Cast, as_user: LogIn):
    page = as_user(cast.anna).get(reverse("start_assessment", args=["noord"])).content.decode()
    assert "Er is nog geen indicatorenset voor uw netwerk" in page
    assert "<fieldset" not in page


def test_several_sets_side_by_side(cast: Cast, sets: dict[str, IndicatorSet], as_user: LogIn):
    """The start page shows what runs with each set, and which set it is."""
    first, second = (
        make_assessment(cast.noord, sets["new"]),
        make_assessment(cast.noord, sets["other"]),
    )
    page = as_user(cast.anna).get(reverse("start")).content.decode()
    for assessment in (first, second):
        assert reverse("assessment", args=[assessment.pk]) in page
    assert "Proefset 2" in tight(page)
    assert "Proefset 1" in page


def test_an_admin_chooses_the_set_and_its_networks(
    cast: Cast, sets: dict[str, IndicatorSet], as_user: LogIn
):
    """Only sets that exist can be chosen; each has one audience."""
    ada, address = as_user(cast.ada), reverse("admin:assessments_audience_add")
    page = ada.get(address).content.decode()
    assert "Proefset (ander)" in page
    assert "Proefset (proefset)" in page
    assert (
        ada.post(address, {"slug": "bestaat-niet", "networks": [cast.noord.pk]}).status_code == 200
    )
    assert ada.post(address, {"slug": "ander", "networks": []}).status_code == 200
    assert not Audience.objects.exists()
    assert ada.post(address, {"slug": "ander", "networks": [cast.noord.pk]}).status_code == 302
    assert ada.post(address, {"slug": "ander", "networks": [cast.zuid.pk]}).status_code == 200
    assert [one.name for one in Audience.objects.get().networks.all()] == ["Netwerk Noord"]
    assert (
        "Netwerk Noord"
        in ada.get(reverse("admin:assessments_audience_changelist")).content.decode()
    )


def test_the_list_of_audiences_costs_the_same_for_few_and_many(cast: Cast, as_user: LogIn):
    ada, counted = as_user(cast.ada), []
    for number in (1, 30):
        for more in range(number):
            Audience.objects.create(slug=f"set-{number}-{more}").networks.add(cast.noord, cast.zuid)
        with CaptureQueriesContext(connection) as queries:
            ada.get(reverse("admin:assessments_audience_changelist"))
        counted.append(len(queries))
    assert counted == [6, 6]
