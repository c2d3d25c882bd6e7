"""The questions that one partner is asked, and how far it is."""

from dataclasses import dataclass
from datetime import datetime

from assessments.models import View
from assessments.views.view_entries import own_views_of
from indicators.catalogue import IndicatorEntry, ThemeEntry, catalogue_of

from .models import PartnerLink


@dataclass(frozen=True)
class AskedQuestion:
    """One question with its theme, what the partner says of it, and its place among the others."""

    theme: ThemeEntry
    indicator: IndicatorEntry
    view: View | None
    place: int
    # Asked after the others were sent in.
    is_new: bool = False

    @property
    def is_answered(self) -> bool:
        return self.view is not None and self.view.says_something

    @property
    def is_sent(self) -> bool:
        return self.view is not None and self.view.sent_in_at is not None


@dataclass(frozen=True)
class AskedQuestions:
    """Everything that a partner is asked, in the order of the set."""

    all: tuple[AskedQuestion, ...]

    @property
    def answered(self) -> int:
        return sum(question.is_answered for question in self.all)

    @property
    def open(self) -> tuple[AskedQuestion, ...]:
        return tuple(question for question in self.all if not question.is_answered)

    @property
    def new(self) -> tuple[AskedQuestion, ...]:
        """What is asked anew, and not sent in yet."""
        return tuple(question for question in self.all if question.is_new)

    @property
    def open_new(self) -> tuple[AskedQuestion, ...]:
        return tuple(question for question in self.new if not question.is_answered)

    @property
    def sent(self) -> tuple[AskedQuestion, ...]:
        return tuple(question for question in self.all if question.is_sent)

    @property
    def unsent(self) -> tuple[AskedQuestion, ...]:
        """What was answered and isn't sent in yet."""
        return tuple(one for one in self.all if one.is_answered and not one.is_sent)

    @property
    def can_be_sent(self) -> bool:
        """Whether there is something to send, or somebody may think so."""
        return bool(self.unsent or self.new or not self.sent)

    @property
    def sent_at(self) -> datetime | None:
        """When answers were sent in for the last time."""
        moments = [one.view.sent_in_at for one in self.all if one.view and one.view.sent_in_at]
        return max(moments, default=None)

    @property
    def cannot_judge(self) -> int:
        unable = View.Judgement.CANNOT_JUDGE
        return sum(1 for one in self.all if one.view and one.view.judgement == unable)

    @property
    def minutes(self) -> int:
        """About how long it takes, in steps of five minutes: a question takes a bit over one."""
        return max(5, 5 * round(len(self.all) * 1.25 / 5))

    @property
    def next(self) -> AskedQuestion | None:
        """The first question without an answer, a new one first; or else the first one."""
        return next(iter(self.open_new or self.open or self.all), None)

    def with_key(self, key: str) -> AskedQuestion | None:
        return next((one for one in self.all if one.indicator.key == key), None)

    def at(self, place: int) -> AskedQuestion | None:
        """Return the question at a place, counted from 1; None beside the first and last."""
        return self.all[place - 1] if 1 <= place <= len(self.all) else None


def questions_for(link: PartnerLink) -> AskedQuestions:
    """Return what a link asks (one query when the set was read before).

    A question that the present version of the set doesn't ask isn't asked; what was said of it
    stays.
    """
    catalogue = catalogue_of(link.source.assessment.indicator_set)
    asked = [
        (theme, indicator)
        for theme in catalogue.themes
        for indicator in theme.indicators
        if not link.questions or indicator.key in link.questions
    ]
    views = own_views_of(link.source, [indicator.pk for _theme, indicator in asked])
    new = set(link.new_questions)
    return AskedQuestions(
        tuple(
            AskedQuestion(
                theme, indicator, views.get(indicator.pk), place, is_new=indicator.key in new
            )
            for place, (theme, indicator) in enumerate(asked, start=1)
        )
    )
