"""What is asked: indicator sets with their themes, criteria, groups, indicators and aspects.

A published or retired set never changes: triggers refuse it (migration 0002), whichever way the
change comes. The labels are those of `indicators.parts`.
"""

from .questions import Aspect, Indicator
from .sets import IndicatorSet, version_validator
from .themes import Criterion, IndicatorGroup, Ordered, Theme

__all__ = [
    "Aspect",
    "Criterion",
    "Indicator",
    "IndicatorGroup",
    "IndicatorSet",
    "Ordered",
    "Theme",
    "version_validator",
]
