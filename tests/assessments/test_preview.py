"""The preview of a set: what a coordinator will see, for admins only, and nothing is stored."""

import re
from typing import Any

import pytest
from django.urls import reverse

from assessments.models import Answer, Assessment
from indicators import publishing
from indicators.definition.values import SetDefinition
from indicators.models import IndicatorSet
from networks.models import Network
from tests.cast import Cast, make_assessment
from tests.indicators.versions import large, question, version
from tests.markup import tight

EVERY_KIND: dict[str, Any] = {
    "a": question("a", "Wat gaat goed?", "xy"),
    "b": question("b", "Hoeveel tijd?", answer="number", unit="uur per week"),
    "c": question("c", "Hoe vaak?", answer="frequency", unit="keer"),
    "d": question("d", "Is er een rooster?", answer="yes_no"),
}


def draft_of(definition: SetDefinition) -> IndicatorSet:
    return publishing.load(definition)[0]


def address(indicator_set: IndicatorSet, theme: str = "thema-1") -> str:
    return reverse("preview", args=[indicator_set.pk, theme])


def questions_on(html: str) -> str:
    """Return the groups of a theme page, without what tells its questions where to save, and
    without links to earlier texts and talk."""
    groups = re.search(r'<section class="section group".*?(?=<div class="actions">)', html, re.S)
    assert groups
    shown = re.sub(r'<p class="meta links">.*?</p>', "", groups[0], flags=re.S)
    return tight(re.sub(r'\s(data-autosave|data-prefix|data-set)="[^"]*"', "", shown))


def test_the_same_questions_as_on_the_real_page(cast: Cast, as_user) -> None:
    """The draft looks as its theme page does once it is published and somebody works with it."""
    draft = draft_of(version("abc", "d", **EVERY_KIND))
    seen = [as_user(cast.ada).get(address(draft, theme)) for theme in ("thema-1", "thema-2")]
    publishing.publish(draft)
    running = make_assessment(cast.noord, draft)
    real = [
        as_user(cast.anna).get(reverse("theme", args=[running.pk, key]))
        for key in ("thema-1", "thema-2")
    ]
    assert [questions_on(page.content.decode()) for page in seen] == [
        questions_on(page.content.decode()) for page in real
    ]
    assert [questions_on(page.content.decode()).count('class="indicator"') for page in seen] == [
        3,
        1,
    ]


def test_nothing_on_it_saves(cast: Cast, as_user) -> None:
    """No address to save at, no form that posts but the one to log out, and a word that says so."""
    draft = draft_of(version("abcd", "e", **EVERY_KIND))
    client = as_user(cast.ada)
    html = client.get(address(draft)).content.decode()
    assert "Voorbeeld: er wordt niets opgeslagen." in html
    assert re.findall(r'<form[^>]*method="(\w+)"', html) == ["post", "dialog"]
    assert not re.search(r"data-autosave|hx-post|/zelfevaluaties/", html)
    posted = client.post(
        address(draft), {"a-served": "v1", "a-text": "Veel.", "set": str(draft.pk)}
    )
    assert posted.status_code == 405
    assert not Answer.objects.exists()
    assert not Assessment.objects.exists()
    assert Network.objects.count() == 2


def test_its_buttons_lead_to_its_other_themes(cast: Cast, as_user) -> None:
    """The contents and the button below go on in the preview; the last theme ends at the admin."""
    draft = draft_of(version("ab", "c"))
    client = as_user(cast.ada)
    first, last = (
        client.get(address(draft, key)).content.decode() for key in ("thema-1", "thema-2")
    )
    assert re.findall(r'href="(/voorbeeld/[^"]*)"', first) == [
        address(draft),
        address(draft, "thema-2"),
        address(draft, "thema-2"),
    ]
    assert re.findall(r'href="(/voorbeeld/[^"]*)"', last) == [
        address(draft),
        address(draft, "thema-2"),
    ]
    back = reverse("admin:indicators_indicatorset_change", args=[draft.pk])
    assert f'href="{back}"' in last
    assert f'href="{address(draft)}"' in client.get(back).content.decode()


def test_published_and_retired_sets_too_but_nothing_that_is_not_there(cast: Cast, as_user) -> None:
    indicator_set, client = draft_of(version("ab")), as_user(cast.ada)
    publishing.publish(indicator_set)
    assert client.get(address(indicator_set)).status_code == 200
    publishing.retire(indicator_set, by=cast.ada)
    assert client.get(address(indicator_set)).status_code == 200
    assert client.get(address(indicator_set, "elders")).status_code == 404
    assert client.get(reverse("preview", args=[2**63, "thema-1"])).status_code == 404


def test_only_admins_see_it(cast: Cast, as_user) -> None:
    """Others get a 404, also when they may log in to the admin but have no rights on sets."""
    draft = draft_of(version("ab"))
    cast.bram.is_staff = True
    cast.bram.save()
    people = [cast.anna, cast.bram, cast.eva, cast.zoe, cast.lotte]
    assert [as_user(person).get(address(draft)).status_code for person in people] == [404] * 5


@pytest.mark.parametrize("size", [5, 100])
def test_as_many_queries_for_more_questions(
    size: int, cast: Cast, as_user, django_assert_num_queries
) -> None:
    draft, client = draft_of(large(size)), as_user(cast.ada)
    with django_assert_num_queries(8):
        client.get(address(draft))
