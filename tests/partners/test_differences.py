"""Where partners differ."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from assessments.models import Assessment, Source, View
from indicators.catalogue import catalogue_of
from indicators.models import Indicator
from networks.models import Organisation
from partners.differences import QuestionViews, differences_in, questions_with_views
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def say(assessment: Assessment, key: str, *judgements: str, remark: str = "") -> list[View]:
    """Let partners that sent in judge a question."""
    indicator = Indicator.objects.get(key=key, group__theme__indicator_set=assessment.indicator_set)
    made = []
    for place, judgement in enumerate(judgements):
        organisation, _is_new = Organisation.objects.get_or_create(name=f"Partner {place}")
        source, _is_new = Source.objects.get_or_create(
            assessment=assessment,
            kind="partner",
            organisation=organisation,
            defaults={"sent_in_at": "2026-01-01T12:00Z"},
        )
        made.append(
            View.objects.create(
                source=source,
                indicator=indicator,
                judgement=judgement,
                remark=remark,
                sent_in_at="2026-01-01T12:00Z",
            )
        )
    return made


def address(assessment: Assessment) -> str:
    return f"/zelfevaluaties/{assessment.pk}/partners/verschillen/"


def test_the_order_is_that_of_steps(assessment: Assessment) -> None:
    """The examples of the explanation: 3, 1 and 3 are six steps; 4 and 1 are two."""
    strong, mixed, weak, unable = "strength", "mixed", "improvement", "cannot_judge"
    say(assessment, "acuut-signalen", *[strong] * 4, weak)
    say(assessment, "acuut-werkafspraken", *[strong] * 3, mixed, *[weak] * 3)
    say(assessment, "acuut-extra-inzet", strong, strong, mixed, weak, weak)
    say(assessment, "acuut-bereikbaarheid-vt", unable, unable)
    say(assessment, "acuut-snelle-opvolging", weak, weak, unable)
    say(assessment, "acuut-ruimte-elders", strong)
    found = differences_in(questions_with_views(assessment, catalogue_of(assessment.indicator_set)))
    assert [(one.indicator.key, one.steps) for one in found.differing] == [
        ("acuut-werkafspraken", 6),
        ("acuut-extra-inzet", 4),
        ("acuut-signalen", 2),
    ]
    assert [one.indicator.key for one in found.nobody_knows] == ["acuut-bereikbaarheid-vt"]
    assert [one.indicator.key for one in found.agreed] == ["acuut-snelle-opvolging"]
    assert [one.indicator.key for one in found.too_few] == ["acuut-ruimte-elders"]


@given(st.lists(st.sampled_from(View.Judgement.values), max_size=12))
def test_steps_are_the_fewest_that_lead_to_one_judgement(judgements: list[str]) -> None:
    """Whoever counts them by hand finds no way with fewer, and none where all agree."""
    views = tuple(View(judgement=judgement) for judgement in judgements)
    one = QuestionViews(theme=None, indicator=None, partners=views, others=())  # type: ignore[arg-type]
    places = sorted(
        ["strength", "mixed", "improvement"].index(j) for j in judgements if j != "cannot_judge"
    )
    median = places[len(places) // 2] if places else 0
    assert one.steps == sum(abs(place - median) for place in places)
    assert (one.steps == 0) == (len(set(places)) <= 1)


def test_the_page_costs_the_same_for_few_and_many(
    as_user, cast: Cast, assessment: Assessment, django_assert_num_queries
) -> None:
    """All views of all questions come in one query."""
    anna = as_user(cast.anna)
    say(assessment, "acuut-signalen", "strength", "improvement")
    anna.get(address(assessment))
    with django_assert_num_queries(QUERIES):
        anna.get(address(assessment))
    say(assessment, "acuut-werkafspraken", *["strength", "improvement"] * 100)
    with django_assert_num_queries(QUERIES):
        page = anna.get(address(assessment))
    told = " ".join(page.content.decode().split())
    assert "<strong>200 stappen</strong> uit elkaar" in told
    # Ten of each; the page of that question has them all.
    assert told.count("Geen opmerking.") == 2 + 20
    assert told.count("en nog 90 <a") == 2


QUERIES = 7


def test_a_minority_view_is_kept(as_user, cast: Cast, assessment: Assessment) -> None:
    """By who fills in; an evaluator reads only, and nobody keeps what wasn't sent in."""
    view = say(assessment, "acuut-signalen", "strength", "improvement")[1]
    keep = f"/zelfevaluaties/{assessment.pk}/partners/inbreng/{view.pk}/"
    assert as_user(cast.eva).post(keep, {"keep": "1"}).status_code == 403
    assert as_user(cast.anna).post(keep, {"keep": "1"}).status_code == 302
    assert View.objects.get(pk=view.pk).is_kept
    assert (
        "Bewaard als minderheidsstandpunt"
        in as_user(cast.bram).get(address(assessment)).content.decode()
    )
    View.objects.filter(pk=view.pk).update(sent_in_at=None)
    assert as_user(cast.anna).post(keep, {"keep": "0"}).status_code == 404


def test_the_page_of_one_theme_and_the_agenda(as_user, cast: Cast, assessment: Assessment) -> None:
    """The agenda has what the page shows, without what can be clicked."""
    say(assessment, "acuut-signalen", "strength", "improvement", remark="Overdag wel.")
    anna = as_user(cast.anna)
    other = anna.get(address(assessment), {"thema": "samenhang"}).content.decode()
    assert "Overdag wel." not in other
    agenda = anna.get(f"{address(assessment)}agenda/").content.decode()
    assert "Overdag wel." in agenda
    assert "minderheidsstandpunt" not in agenda


def test_nobody_asked_yet(as_user, cast: Cast, assessment: Assessment) -> None:
    """The page says what to do; outsiders find no page."""
    page = as_user(cast.anna).get(address(assessment)).content.decode()
    assert "U vroeg nog geen partner." in page
    assert as_user(cast.zoe).get(address(assessment)).status_code == 404
    assert Client().get(address(assessment)).status_code == 302
