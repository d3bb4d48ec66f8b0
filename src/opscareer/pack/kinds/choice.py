"""`choice`: which of two roles' tasks one would rather do."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from opscareer.pack.kinds.base import BaseQuestion, Complaint, Setting
from opscareer.pack.kinds.scale import Scales
from opscareer.pack.values import Id, Text
from opscareer.results.trait import Trait
from opscareer.results.units import Answer


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

    def problems(self) -> Iterator[Complaint]:
        if self.measures[0] == self.measures[1]:
            yield ("measures",), "choice-same-role", {}
        yield from super().problems()
