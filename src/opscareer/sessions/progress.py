"""The questionnaire as a state machine: no terminal, no file, no clock, no language.

Going back takes the last answer away and shows its question again, so a changed answer leaves the same state as having answered so at
once. What was answered before is remembered, to be shown and confirmed with one key.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from opscareer.answers import Answers


class Next(NamedTuple):
    """What to ask next, whether it was drawn at random rather than chosen, and how many questions are still expected.

    `left` counts this one too; None where nobody knows.
    """

    question: str
    drawn: bool = False
    left: int | None = None


class Reply(NamedTuple):
    """What was asked, the option number given (None where skipped), how the question was chosen, and the seconds it took."""

    question: str
    value: int | None
    drawn: bool = False
    seconds: float | None = None


@dataclass(frozen=True)
class Progress:
    """How far one person has come: replies in the order asked, and what was answered before going back."""

    trail: tuple[Reply, ...] = ()
    earlier: Mapping[str, int] = field(default_factory=dict)

    @property
    def answers(self) -> Answers:
        return Answers({reply.question: reply.value for reply in self.trail if reply.value is not None})

    @property
    def order(self) -> tuple[str, ...]:
        """The questions in the order asked."""
        return tuple(reply.question for reply in self.trail)

    @property
    def seconds(self) -> tuple[float, ...]:
        """Response times of the answers, where they were measured."""
        return tuple(reply.seconds for reply in self.trail if reply.value is not None and reply.seconds is not None)

    @property
    def asked(self) -> frozenset[str]:
        """Answered or skipped."""
        return frozenset(reply.question for reply in self.trail)

    def answer(self, question: str, value: int, *, drawn: bool = False, seconds: float | None = None) -> "Progress":
        return replace(self, trail=(*self.trail, Reply(question, value, drawn, seconds)))

    def skip(self, question: str, *, drawn: bool = False, seconds: float | None = None) -> "Progress":
        return replace(self, trail=(*self.trail, Reply(question, None, drawn, seconds)))

    def back(self) -> "Progress":
        """Without the last question; unchanged at the start."""
        if not self.trail:
            return self
        last = self.trail[-1]
        earlier = {**self.earlier, last.question: last.value} if last.value is not None else self.earlier
        return Progress(self.trail[:-1], earlier)


Chooser = Callable[[Progress], Next | None]
"""What to ask next; None ends the session."""
