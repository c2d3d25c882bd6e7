"""What was found: assessments with their parts, and what is made of them."""

from .assessment import (
    Answer,
    Assessment,
    AssessmentQuerySet,
    Audience,
    Conclusion,
    Finding,
    FollowUp,
    GroupEstimate,
    Judgement,
    Recommendation,
    Revised,
    SetChange,
)
from .confirmation import FactCheck, ReportVersion
from .document import Document
from .national import NationalRecommendation, NationalReport, NationalVersion
from .sharing import ConfirmedText, QuoteConsent

__all__ = [
    "Answer",
    "Assessment",
    "AssessmentQuerySet",
    "Audience",
    "Conclusion",
    "ConfirmedText",
    "Document",
    "FactCheck",
    "Finding",
    "FollowUp",
    "GroupEstimate",
    "Judgement",
    "NationalRecommendation",
    "NationalReport",
    "NationalVersion",
    "QuoteConsent",
    "Recommendation",
    "ReportVersion",
    "Revised",
    "SetChange",
]
