"""`interest`: how much one would like to do a task of one role."""

from typing import Any, ClassVar, Literal

from opscareer.pack.kinds.base import BaseQuestion
from opscareer.pack.kinds.scale import GradedItem, Scales, evenly
from opscareer.pack.values import Id, Text
from opscareer.results.trait import Trait

SPREAD = 1.5  # thresholds are spread evenly over ±1.5 standard deviations of the interest


class Interest(BaseQuestion):
    """Answered on the pack's shared scale, from least to most; `measures` is the role's id."""

    heading: ClassVar[str] = "session.kind.interest"
    instruction: ClassVar[str] = "session.pick.interest"

    kind: Literal["interest"]
    measures: Id

    @property
    def traits(self) -> tuple[Trait, ...]:
        return (Trait("interest", self.measures),)

    def option_texts(self, scales: Scales) -> tuple[Text, ...]:
        return scales.interest

    def item(self, scales: Scales) -> GradedItem:
        count = len(scales.interest)
        return GradedItem(self.traits, self.slope, evenly(count, SPREAD), tuple(range(count)))

    def measures_document(self) -> dict[str, Any]:
        return {"interest": self.measures}
