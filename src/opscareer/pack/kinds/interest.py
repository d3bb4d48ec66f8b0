"""`interest`: how much one would like to do a task of one role."""

from typing import ClassVar, Literal

from opscareer.pack.kinds.base import BaseQuestion, Said, Setting, Trace, numbers_of
from opscareer.pack.kinds.scale import Scales, leaning, sign
from opscareer.pack.values import Id, Text
from opscareer.results.trait import Trait
from opscareer.results.units import Answer


class Interest(BaseQuestion):
    """Answered on the pack's shared scale of liking, from least to most; `measures` is the role's id."""

    heading: ClassVar[str] = "session.kind.interest"
    instruction: ClassVar[str] = "session.pick.interest"

    kind: Literal["interest"]
    measures: Id
    setting: Setting | None = None

    @property
    def traits(self) -> tuple[Trait, ...]:
        return (Trait("interest", self.measures),)

    def option_texts(self, scales: Scales) -> tuple[Text, ...]:
        return scales.interest

    def side(self, value: Answer, of: Trait, asked: int, scales: Scales) -> int:
        return sign(self._liking(value, scales)) if of in self.traits else 0

    def said(self, value: Answer, scales: Scales) -> Said:
        (liking,) = self.in_words(value, scales)
        return Said("said.interest", {"answer": liking, "task": self.text})

    def traces(self, value: Answer, scales: Scales) -> tuple[Trace, ...]:
        return (Trace("liked", self._liking(value, scales), self.text),)

    def _liking(self, value: Answer, scales: Scales) -> float:
        (category,) = numbers_of(value)
        return leaning(category, len(scales.interest))
