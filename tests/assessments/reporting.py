"""What the tests of the report fill in."""

from datetime import date
from decimal import Decimal

from assessments.models import Answer, Assessment, Conclusion, Finding, FollowUp, Recommendation
from indicators.models import Criterion, Indicator


def fill(
    assessment: Assessment,
    *,
    text: str = "Ja, binnen een uur.\n\n- ook in het weekend\n- ook ’s nachts",
) -> None:
    """Fill in every part of an assessment with `text` and short lines."""
    asked = Indicator.objects.filter(group__theme__indicator_set=assessment.indicator_set_id)
    indicators = list(asked.order_by("group__theme__position", "group__position", "position"))
    judgements = ["strength", "improvement", "mixed", "unknown", "not_applicable"]
    Answer.objects.bulk_create(
        Answer(
            assessment=assessment,
            indicator=indicator,
            text=text,
            evidence="Telling van de crisisdienst.",
            judgement=judgements[number % 5],
            number=Decimal("12.50") if indicator.unit else None,
            per="month" if indicator.answer == "frequency" else "",
        )
        for number, indicator in enumerate(indicators[:-1])
    )
    for number, indicator in enumerate(indicators[:6]):
        finding = Finding.objects.create(
            assessment=assessment,
            theme_id=indicator.group.theme_id if number else None,
            kind="strength" if number % 2 else "improvement",
            position=number,
            headline=f"Punt {number}",
            explanation=text,
            source="paragraaf 3.1",
            is_key=number in (1, 2),
        )
        finding.indicators.add(indicator)
        finding.criteria.add(
            *Criterion.objects.filter(theme__indicator_set=assessment.indicator_set_id)[:2]
        )
    Conclusion.objects.create(assessment=assessment, question="Werkt het?", text=text)
    earlier = FollowUp.objects.create(
        assessment=assessment, what="Maak een rooster.", outcome="partly", explanation=text
    )
    recommendation = Recommendation.objects.create(
        assessment=assessment,
        what="Leg het mandaat vast.",
        explanation=text,
        by_when=date(2027, 7, 1),
    )
    recommendation.repeats.add(earlier)
    Assessment.objects.filter(pk=assessment.pk).update(
        summary=text,
        introduction=text,
        method=text,
        functions_spoken_with=text,
        sources_consulted=text,
        commissioned_by=text,
        authors=text,
        publisher=text,
    )
    assessment.refresh_from_db()
