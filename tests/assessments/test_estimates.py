"""The estimate at the end of a group: asked where there is value to set effort against, and saved
like an answer."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment, GroupEstimate
from assessments.version_change import moving
from indicators.models import IndicatorGroup
from networks.models import User
from reports.report_building import build_report
from tests.cast import Cast, load_set, make_assessment

from .saving_pages import as_form, send, told, typed
from .set_versions import make_version

GROUP = "actie-overleg-waarde"
FIELD = f"groep_{GROUP}"
Save = Callable[..., HttpResponse]


@pytest.fixture
def save(assessment: Assessment, as_user: Callable[[User], Client]) -> Save:
    """Return a function that saves the estimate of one group as the script does."""

    def save_level(by: User, level: str, *, served: str = "", step: int = 1) -> HttpResponse:
        address = reverse("estimate", kwargs={"pk": assessment.pk, "group_key": GROUP})
        field = typed(level, served=served, page=f"van-{by.pk}", step=step)
        return send(as_user(by), address, {"level": field})

    return save_level


def stored(assessment: Assessment) -> list[tuple[str, str]]:
    return list(assessment.estimates.values_list("group__key", "level"))


def test_an_estimate_is_saved_and_comes_in_the_report(
    save: Save, assessment: Assessment, cast: Cast
) -> None:
    """A choice is stored with its author; the report has it in its group."""
    first = told(save(cast.bram, "much"))["level"]
    assert first["result"] == "stored"
    save(cast.anna, "some", served=first["stored"])
    assert stored(assessment) == [(GROUP, "some")]
    estimates = [
        group.estimate for theme in build_report(assessment).themes for group in theme.groups
    ]
    assert sorted(estimates) == [""] * 14 + ["some"]


def test_two_choices_meet(save: Save, assessment: Assessment, cast: Cast) -> None:
    """A colleague's choice isn't overwritten; who chose later sees it and chooses."""
    save(cast.anna, "much")
    meets = told(save(cast.bram, "little"))["level"]
    assert (meets["result"], meets["value"], meets["by"]) == ("conflict", "much", "Anna")
    assert stored(assessment) == [(GROUP, "much")]
    save(cast.bram, "little", served=meets["stored"], step=2)
    assert stored(assessment) == [(GROUP, "little")]


def test_who_may_not_and_what_cannot(
    save: Save, assessment: Assessment, cast: Cast, as_user
) -> None:
    """Readers and outsiders store nothing; neither does a level or group that nobody asks for."""
    assert [save(by, "much").status_code for by in (cast.eva, cast.zoe)] == [403, 404]
    assert told(save(cast.anna, "enormous"))["level"]["result"] == "unreadable"
    unknown = reverse("estimate", kwargs={"pk": assessment.pk, "group_key": "bestaat-niet"})
    assert as_user(cast.anna).post(unknown, {}).status_code == 404
    topics = make_assessment(cast.noord, load_set("evaluatiekader-loket-politie-2014.yaml"))
    topic = reverse("estimate", kwargs={"pk": topics.pk, "group_key": "topic-effecten"})
    assert as_user(cast.anna).post(topic, {}).status_code == 404
    assert not GroupEstimate.objects.exclude(level="").exists()


def test_without_javascript_the_theme_saves_it(assessment: Assessment, cast: Cast, as_user) -> None:
    """The page's one button stores the choices; one that came too late comes back with both."""
    address = reverse("theme", kwargs={"pk": assessment.pk, "theme_key": "actie-overleg"})
    anna = as_user(cast.anna)
    page = anna.get(address).content.decode()
    assert page.count('class="estimate"') == 3
    assert 'form="answers"' in page
    fields = as_form(FIELD, {"level": "unknown"}, {"level": ""})
    assert anna.post(address, fields).status_code == 302
    assert stored(assessment) == [(GROUP, "unknown")]
    late = as_user(cast.bram).post(address, fields | {f"{FIELD}-level": "much", "page": "bram"})
    assert (late.status_code, late.content.decode().count(f'href="#e-{GROUP}"')) == (409, 1)
    assert stored(assessment) == [(GROUP, "unknown")]
    assert 'class="estimate"' in as_user(cast.eva).get(address).content.decode()


def test_an_estimate_follows_its_group_to_another_version(cast: Cast) -> None:
    """It goes along to the group with the same key; one whose group is gone waits, and is there
    again on going back."""
    first, second = make_version("1"), make_version("2")
    assessment = make_assessment(cast.noord, first)
    for key, level in (("groep-samen", "much"), ("groep-oud", "little")):
        group = IndicatorGroup.objects.get(theme__indicator_set=first, key=key)
        GroupEstimate.objects.create(assessment=assessment, group=group, level=level)
    found = []
    for target in (second, first):
        moving.move(assessment=assessment, target=target, by=cast.anna)
        found.append(
            sorted(
                assessment.estimates.values_list(
                    "group__key", "group__theme__indicator_set__version"
                )
            )
        )
    assert found == [
        [("groep-oud", "1"), ("groep-samen", "2")],
        [("groep-oud", "1"), ("groep-samen", "1")],
    ]
