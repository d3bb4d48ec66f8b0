"""`interest`: how much one would like to do a task of one role."""

from typing import ClassVar, Literal

from opscareer.pack.kinds.base import BaseQuestion, Setting
from opscareer.pack.kinds.scale import Scales
from opscareer.pack.values import Id, Text
from opscareer.results.trait import Trait


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
