"""Where the views of partners differ, question by question."""

from collections import defaultdict
from dataclasses import dataclass

from assessments.models import Assessment, Source, View
from indicators.catalogue import Catalogue, IndicatorEntry, ThemeEntry

_STEPS = {View.Judgement.STRENGTH: 0, View.Judgement.MIXED: 1, View.Judgement.IMPROVEMENT: 2}
# The columns, always in this order.
COLUMNS = tuple(_STEPS)
# With hundreds of sources a page of all questions would have everything that was ever said; the
# page of one question has the rest.
MOST_SHOWN = 10


@dataclass(frozen=True)
class Column:
    """Who judged the same."""

    judgement: View.Judgement
    views: tuple[View, ...]

    @property
    def shown(self) -> tuple[View, ...]:
        return self.views[:MOST_SHOWN]

    @property
    def more(self) -> int:
        """How many aren't shown on a page of all questions."""
        return len(self.views) - len(self.shown)


@dataclass(frozen=True)
class QuestionViews:
    """One question with everything that was said of it, by sources that sent it in."""

    theme: ThemeEntry
    indicator: IndicatorEntry
    partners: tuple[View, ...]
    others: tuple[View, ...]

    @property
    def views(self) -> tuple[View, ...]:
        """Everything that was said, on which a point may rest."""
        return self.partners + self.others

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(
            Column(judgement, tuple(v for v in self.partners if v.judgement == judgement))
            for judgement in COLUMNS
        )

    @property
    def shown_columns(self) -> tuple[Column, ...]:
        """All three, so that nobody has to look which is which; none where nobody judged."""
        return self.columns if self.judged else ()

    @property
    def judged(self) -> int:
        """How many partners gave a judgement that can be compared."""
        return sum(view.judgement in _STEPS for view in self.partners)

    @property
    def cannot_judge(self) -> tuple[View, ...]:
        unable = View.Judgement.CANNOT_JUDGE
        return tuple(view for view in self.partners if view.judgement == unable)

    @property
    def without_judgement(self) -> tuple[View, ...]:
        """Who wrote something without judging."""
        return tuple(view for view in self.partners if not view.judgement)

    @property
    def shown_others(self) -> tuple[View, ...]:
        return self.others[:MOST_SHOWN]

    @property
    def more_others(self) -> int:
        return len(self.others) - len(self.shown_others)

    @property
    def steps(self) -> int:
        """How many steps partners must take together to come to one judgement.

        From "sterk punt" to "deels" is one step, to "verbeterpunt" two. Who can't judge isn't
        counted. Whole numbers and no percentages: with few partners a share says nothing.
        """
        places = [_STEPS[column.judgement] for column in self.columns for _view in column.views]
        return min(sum(abs(place - goal) for place in places) for goal in _STEPS.values())

    @property
    def is_large(self) -> bool:
        """Whether some call it a strong point and others one to improve, however few they are."""
        judged = {view.judgement for view in self.partners}
        return {View.Judgement.STRENGTH, View.Judgement.IMPROVEMENT} <= judged

    @property
    def nobody_knows(self) -> bool:
        """Whether everybody who was asked and answered can't judge it."""
        return bool(self.cannot_judge) and self.judged == 0


@dataclass(frozen=True)
class Differences:
    """All questions on which anything was said, sorted by what there is to discuss."""

    large: tuple[QuestionViews, ...]
    small: tuple[QuestionViews, ...]
    nobody_knows: tuple[QuestionViews, ...]
    agreed: tuple[QuestionViews, ...]
    too_few: tuple[QuestionViews, ...]
    others_only: tuple[QuestionViews, ...]

    @property
    def differing(self) -> tuple[QuestionViews, ...]:
        return (*self.large, *self.small)

    @property
    def in_order(self) -> tuple[QuestionViews, ...]:
        """All of them, in the order in which a meeting can go through them."""
        return (
            *self.differing,
            *self.nobody_knows,
            *self.agreed,
            *self.too_few,
            *self.others_only,
        )


def questions_with_views(
    assessment: Assessment, catalogue: Catalogue, *, but: Source | None = None
) -> list[QuestionViews]:
    """Return the questions of the set with what was sent in on each (one query)."""
    said: dict[int, list[View]] = defaultdict(list)
    rows = View.objects.of_others().filter(source__assessment=assessment)
    if but is not None:
        rows = rows.exclude(source=but)
    rows = rows.select_related("source__organisation")
    for view in rows.order_by("source__organisation__sort_name", "source__position", "pk"):
        if view.says_something:
            said[view.indicator_id].append(view)
    partner = Source.Kind.PARTNER
    return [
        QuestionViews(
            theme,
            indicator,
            tuple(v for v in said[indicator.pk] if v.source.kind == partner),
            tuple(v for v in said[indicator.pk] if v.source.kind != partner),
        )
        for theme in catalogue.themes
        for indicator in theme.indicators
    ]


def differences_in(questions: list[QuestionViews]) -> Differences:
    """Sort questions by how far partners are apart; equal ones stay in the order of the set.

    One judgement can't differ from anything, so it is told apart.
    """
    judged = [one for one in questions if one.judged >= 2]
    differing = sorted((one for one in judged if one.steps), key=lambda one: -one.steps)
    return Differences(
        large=tuple(one for one in differing if one.is_large),
        small=tuple(one for one in differing if not one.is_large),
        nobody_knows=tuple(one for one in questions if one.nobody_knows),
        agreed=tuple(one for one in judged if not one.steps),
        too_few=tuple(one for one in questions if one.judged == 1),
        others_only=tuple(
            one
            for one in questions
            if not one.judged and not one.nobody_knows and (one.partners or one.others)
        ),
    )
