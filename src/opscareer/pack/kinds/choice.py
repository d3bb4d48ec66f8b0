"""`choice`: which of two roles' tasks one would rather do."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from opscareer.pack.kinds.base import BaseQuestion, Complaint, Said, Setting, Trace, numbers_of
from opscareer.pack.kinds.scale import Scales, leaning, sign
from opscareer.pack.values import Id, Text
from opscareer.results.trait import Trait
from opscareer.results.units import Answer

FEW = 3  # options among which none says "much"


class Choice(BaseQuestion):
    """Answered on the pack's shared scale, from the first task to the second; `measures` are the roles of the two tasks."""

    heading: ClassVar[str] = "session.kind.choice"

    kind: Literal["choice"]
    measures: tuple[Id, Id]
    setting: Setting | None = None
    tasks: tuple[Text, Text]

    @property
    def traits(self) -> tuple[Trait, ...]:
        return tuple(Trait("interest", role) for role in self.measures)

    @property
    def compared(self) -> tuple[Text, ...]:
        return self.tasks

    def option_texts(self, scales: Scales) -> tuple[Text, ...]:
        return scales.choice

    def in_words(self, value: Answer, scales: Scales) -> tuple[Text, ...]:
        """The option, which names A or B, and what they are."""
        (said,), (a, b) = super().in_words(value, scales), self.tasks
        return (
            Text(
                zh=f"{said.zh}（A：{a.zh.rstrip('。')}；B：{b.zh.rstrip('。')}）",
                en=f"{said.en} (A: {a.en.rstrip('.')}; B: {b.en.rstrip('.')})",
            ),
        )

    def side(self, value: Answer, of: Trait, asked: int, scales: Scales) -> int:
        """For the role whose task was chosen, against the other."""
        towards = sign(self._leaning(value, scales))
        return towards if of == self.traits[1] else -towards if of == self.traits[0] else 0

    def said(self, value: Answer, scales: Scales) -> Said:
        lean, (a, b) = self._leaning(value, scales), self.tasks
        chosen, other = (a, b) if lean < 0 else (b, a)
        strength = "alike" if lean == 0 else "much" if abs(lean) == 1 and len(scales.choice) > FEW else "rather"
        return Said(f"said.choice-{strength}", {"chosen": chosen, "other": other})

    def traces(self, value: Answer, scales: Scales) -> tuple[Trace, ...]:
        """Nothing by itself: one may like neither task, or both."""
        return ()

    def _leaning(self, value: Answer, scales: Scales) -> float:
        (category,) = numbers_of(value)
        return leaning(category, len(scales.choice))

    def problems(self) -> Iterator[Complaint]:
        if self.measures[0] == self.measures[1]:
            yield ("measures",), "choice-same-role", {}
        yield from super().problems()
