"""What is filled in: assessments with their parts."""

from .answers import Answer, GroupEstimate, Judgement
from .assessment import Assessment, AssessmentQuerySet, Audience, Part, Revised, SetChange
from .findings import Advice, Conclusion, Finding, FollowUp, Recommendation
from .history import Author, TextVersion, TextVersionEntry
from .personal_data import AssessmentDataCheck, PersonalDataCheck
from .review import FactCheck
from .sources import Source, View
from .threads import Comment, Thread, WithoutDigest

__all__ = [
    "Advice",
    "Answer",
    "Assessment",
    "AssessmentDataCheck",
    "AssessmentQuerySet",
    "Audience",
    "Author",
    "Comment",
    "Conclusion",
    "FactCheck",
    "Finding",
    "FollowUp",
    "GroupEstimate",
    "Judgement",
    "Part",
    "PersonalDataCheck",
    "Recommendation",
    "Revised",
    "SetChange",
    "Source",
    "TextVersion",
    "TextVersionEntry",
    "Thread",
    "View",
    "WithoutDigest",
]
