"""`judgement`: what one would do first."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Literal

from opscareer.pack.kinds.base import AnchoredQuestion, Complaint

MIN_LEVELS = 3


class Judgement(AnchoredQuestion):
    """Options in any order, each with the level of people who act so; shuffled, so that no place gives the best one away."""

    heading: ClassVar[str] = "session.kind.judgement"
    shuffled: ClassVar[bool] = True
    usual_discrimination: ClassVar[float] = 1.0

    kind: Literal["judgement"]

    def problems(self) -> Iterator[Complaint]:
        levels = Counter(option.level for option in self.options)
        if levels[max(levels)] > 1:
            yield ("options",), "judgement-best", {}
        if len(levels) < min(MIN_LEVELS, len(self.options)):
            yield ("options",), "judgement-levels", {}
        yield from super().problems()
