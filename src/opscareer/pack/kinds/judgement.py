"""`judgement`: what one would do first."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from opscareer.pack.kinds.base import BaseQuestion, Complaint, Said, Trace, numbers_of
from opscareer.pack.kinds.scale import GradedItem, Scales, trait_of_level
from opscareer.pack.values import Id, Level, Limits, Text, Value
from opscareer.results.trait import Trait
from opscareer.results.units import Answer

RATINGS = ("poor", "passable", "best")
GUESSING = 0.25
PASSABLE_BELOW = 1.5  # levels below the one at which most choose the best, where most choose at least a passable one


class Action(Value):
    """What one could do, and how good that is: `best` is what an experienced person does first."""

    rating: Literal["best", "passable", "poor"]
    text: Text


class Judgement(BaseQuestion):
    """A situation of the trade. `level` (1-5) is where most people choose the best; shuffled, so that no place gives it away.

    How good an action is says little about how far one has come, and anybody may guess: hence a scale of three, a low discrimination, and
    a share of people who pick anything.
    """

    heading: ClassVar[str] = "session.kind.judgement"
    shuffled: ClassVar[bool] = True
    usual_discrimination: ClassVar[float] = 0.8

    kind: Literal["judgement"]
    measures: Id
    level: Level
    options: Annotated[tuple[Action, ...], Limits(shortest=3, longest=7)]

    @property
    def traits(self) -> tuple[Trait, ...]:
        return (Trait("competency", self.measures),)

    @property
    def own_options(self) -> tuple[Text, ...]:
        return tuple(action.text for action in self.options)

    def item(self, scales: Scales) -> GradedItem:
        thresholds = trait_of_level(self.level - PASSABLE_BELOW), trait_of_level(self.level)
        return GradedItem(self.traits, self.slope, thresholds, tuple(RATINGS.index(action.rating) for action in self.options), GUESSING)

    def side(self, value: Answer, of: Trait, asked: int, scales: Scales) -> int:
        return RATINGS.index(self._chosen(value).rating) - 1 if of in self.traits else 0

    def said(self, value: Answer, scales: Scales) -> Said:
        return Said("said.judgement", {"situation": self.text, "action": self._chosen(value).text})

    def traces(self, value: Answer, scales: Scales) -> tuple[Trace, ...]:
        chosen = self._chosen(value)
        return (Trace("judged", float(chosen.rating == RATINGS[-1]), chosen.text),)

    def _chosen(self, value: Answer) -> Action:
        (number,) = numbers_of(value)
        return self.options[number - 1]

    def problems(self) -> Iterator[Complaint]:
        count = Counter(action.rating for action in self.options)
        if count["best"] != 1:
            yield ("options",), "judgement-best", {}
        if len(count) < len(RATINGS):
            yield ("options",), "judgement-ratings", {}
        yield from super().problems()
