"""`choice`: which of two roles' tasks one would rather do."""

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from opscareer.pack.kinds.base import BaseQuestion, Complaint
from opscareer.pack.kinds.scale import GradedItem, Scales, evenly
from opscareer.pack.values import Id, Text
from opscareer.results.trait import Trait

SPREAD = 1.0  # thresholds are spread evenly over ±1 of the difference of the two interests, second less first


class Choice(BaseQuestion):
    """Answered on the pack's shared scale, from the first task to the second; `measures` are the roles of the two tasks."""

    heading: ClassVar[str] = "session.kind.choice"

    kind: Literal["choice"]
    measures: tuple[Id, Id]
    tasks: tuple[Text, Text]

    @property
    def traits(self) -> tuple[Trait, ...]:
        return tuple(Trait("interest", role) for role in self.measures)

    @property
    def compared(self) -> tuple[Text, ...]:
        return self.tasks

    def option_texts(self, scales: Scales) -> tuple[Text, ...]:
        return scales.choice

    def item(self, scales: Scales) -> GradedItem:
        count = len(scales.choice)
        return GradedItem(self.traits, self.slope, evenly(count, SPREAD), tuple(range(count)))

    def in_words(self, value: int, scales: Scales) -> Text:
        """The option, which names A or B, and what they are."""
        said, (a, b) = super().in_words(value, scales), self.tasks
        return Text(
            zh=f"{said.zh}（A：{a.zh.rstrip('。')}；B：{b.zh.rstrip('。')}）",
            en=f"{said.en} (A: {a.en.rstrip('.')}; B: {b.en.rstrip('.')})",
        )

    def measures_document(self) -> dict[str, Any]:
        return {"interests": list(self.measures)}

    def problems(self) -> Iterator[Complaint]:
        if self.measures[0] == self.measures[1]:
            yield ("measures",), "choice-same-role", {}
        yield from super().problems()
