"""From the first answer to a confirmed report, and open again."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assessments import lifecycle
from assessments.models import Answer, Assessment, Finding, FollowUp, Recommendation
from indicators.models import Indicator, IndicatorSet
from reports import confirming
from tests.cast import Cast, make_assessment
from tests.markup import tight


def test_a_new_assessment_brings_the_last_recommendations_along(
    werkset: IndicatorSet, cast: Cast, as_user
):
    """Anna starts 2026; what was agreed in 2025 waits to be followed up, in its own words."""
    last_year = make_assessment(cast.noord, werkset, 2025)
    agreed = Recommendation.objects.create(
        assessment=last_year, what="Spreek een terugbelafspraak af", position=1
    )
    lifecycle.submit_for_review(assessment=last_year)
    confirming.confirm(assessment=last_year, by=cast.anna)
    fields = {
        "start-indicator_set": werkset.pk,
        "start-title": "Zelfevaluatie 2026",
        "start-period_start": "2026-01-01",
        "start-period_end": "2026-12-31",
    }
    reply = as_user(cast.anna).post(reverse("start_assessment", kwargs={"slug": "noord"}), fields)
    started = Assessment.objects.get(title="Zelfevaluatie 2026")
    assert (reply.status_code, reply.url) == (302, reverse("assessment", kwargs={"pk": started.pk}))
    follow_up = FollowUp.objects.get()
    assert (follow_up.what, follow_up.origin) == (
        "Spreek een terugbelafspraak af",
        "Zelfevaluatie 2025",
    )
    assert (follow_up.assessment, follow_up.recommendation, follow_up.outcome) == (
        started,
        agreed,
        "",
    )


def test_confirming_asks_first_and_says_what_is_open(assessment: Assessment, cast: Cast, as_user):
    """The last step shows what will be frozen; only then it is taken."""
    anna = as_user(cast.anna)
    step = reverse("change_state", kwargs={"pk": assessment.pk})
    anna.post(step, {"action": "submit"})
    asked = " ".join(
        anna.get(reverse("ask_to_confirm", kwargs={"pk": assessment.pk})).content.decode().split()
    )
    assert "46 vragen hebben geen antwoord." in asked
    assert "Nog niemand heeft de feiten getoetst." in asked
    assessment.refresh_from_db()
    assert assessment.state == "under_review"
    anna.post(step, {"action": "confirm"})
    assessment.refresh_from_db()
    assert assessment.state == "confirmed"


def test_a_reopened_report_can_still_be_read(assessment: Assessment, cast: Cast, as_user):
    """Ada reopens with a reason; version 1 stays as it was while the answer changes, and version 2
    says the new."""
    indicator = Indicator.objects.get(key="actie-overleg-mandaat")
    answer = Answer.objects.create(assessment=assessment, indicator=indicator, text="Ja, iedereen.")
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    confirming.reopen(assessment=assessment, by=cast.ada, reason="Het cijfer bij 3.3 klopte niet")
    answer.text = "Ja, bijna iedereen."
    answer.save()

    anna = as_user(cast.anna)
    history = anna.get(reverse("confirmation", kwargs={"pk": assessment.pk})).content.decode()
    assert "Het cijfer bij 3.3 klopte niet" in history
    first = reverse("report_version", kwargs={"pk": assessment.pk, "number": 1})
    assert first in history
    assert "Ja, iedereen." in anna.get(first).content.decode()
    assert (
        "Ja, bijna iedereen."
        in anna.get(reverse("report", kwargs={"pk": assessment.pk})).content.decode()
    )
    assert (
        anna.post(
            reverse("report_version_pdf", kwargs={"pk": assessment.pk, "number": 1})
        ).status_code
        == 303
    )
    assert as_user(cast.zoe).get(first).status_code == 404

    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    second = anna.get(
        reverse("report_version", kwargs={"pk": assessment.pk, "number": 2})
    ).content.decode()
    assert "Ja, bijna iedereen." in second
    assert "Ja, iedereen." in anna.get(first).content.decode()


def test_reopening_needs_a_reason_and_a_confirmed_assessment(assessment: Assessment, cast: Cast):
    """Without either nothing changes."""
    with pytest.raises(ValidationError, match="niet vastgesteld"):
        confirming.reopen(assessment=assessment, by=cast.ada, reason="Zomaar")
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    with pytest.raises(ValidationError, match="Geef een reden"):
        confirming.reopen(assessment=assessment, by=cast.ada, reason="  ")
    assessment.refresh_from_db()
    assert assessment.state == "confirmed"


def test_a_step_that_somebody_else_took_is_said(assessment: Assessment, cast: Cast, as_user):
    """Two windows: the second is told that the state changed, and nothing happens twice."""
    anna, step = as_user(cast.anna), reverse("change_state", kwargs={"pk": assessment.pk})
    anna.post(step, {"action": "submit"})
    page = anna.post(step, {"action": "submit"}, follow=True).content.decode()
    assert "is intussen veranderd" in page


def test_points_that_are_there_are_not_open(assessment: Assessment, cast: Cast, as_user):
    """What is still open doesn't name what was done; one point alone has nowhere to be moved to."""
    theme = assessment.indicator_set.themes.first()
    point = Finding.objects.create(
        assessment=assessment, theme=theme, kind="strength", headline="Snel", position=1
    )
    anna, pk = as_user(cast.anna), assessment.pk
    open_part = anna.get(reverse("confirmation", args=[pk])).content.decode().split('id="open"')[1]
    assert "Er staat nog geen punt in de samenvatting" in open_part
    assert "Omhoog:" not in anna.get(reverse("points", args=[pk])).content.decode()
    Finding.objects.update(is_key=True)
    point.pk, point.position = None, 2
    point.save()
    open_part = anna.get(reverse("confirmation", args=[pk])).content.decode().split('id="open"')[1]
    done, said = open_part.split("</ul>")[0], " ".join(open_part.split())
    assert (
        "op een rij" in done,
        "Er staan 2 punten op een rij, waarvan 1 in de samenvatting." in said,
    ) == (
        False,
        True,
    )
    assert anna.get(reverse("points", args=[pk])).content.decode().count("Omhoog:") == 2


def test_a_narrow_overview_says_what_its_numbers_are(assessment: Assessment, cast: Cast, as_user):
    """Where no column heads are seen, each cell has its own words."""
    shown = as_user(cast.anna).get(reverse("assessment", args=[assessment.pk])).content.decode()
    assert '<span class="narrow">0 van 2 beantwoord</span>' in tight(shown)
    assert shown.count('<span class="narrow">Oordelen: </span>') == 15
