"""What is filled in: assessments with their parts."""

from .answers import Answer, GroupEstimate, Judgement
from .assessment import Assessment, AssessmentQuerySet, Audience, Revised, SetChange
from .findings import Advice, Conclusion, Finding, FollowUp, Recommendation
from .review import FactCheck

__all__ = [
    "Advice",
    "Answer",
    "Assessment",
    "AssessmentQuerySet",
    "Audience",
    "Conclusion",
    "FactCheck",
    "Finding",
    "FollowUp",
    "GroupEstimate",
    "Judgement",
    "Recommendation",
    "Revised",
    "SetChange",
]
