"""The questionnaire as a state machine: no terminal, no file, no clock, no language.

Going back takes the last answer away and shows its question again, so a changed answer leaves the same state as having answered so at
once. What was answered before is remembered, to be shown and confirmed with one key.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from opscareer.answers import Answers
from opscareer.pack.model import Judgement, Question

Chooser = Callable[[Answers, frozenset[str]], str | None]
"""What to ask next, from what was answered and what was skipped; None ends the session."""


@dataclass(frozen=True)
class Progress:
    """How far one person has come: questions in the order asked, with the option number given, or None where skipped."""

    trail: tuple[tuple[str, int | None], ...] = ()
    earlier: Mapping[str, int] = field(default_factory=dict)

    @property
    def answers(self) -> Answers:
        return Answers({question: value for question, value in self.trail if value is not None})

    @property
    def skipped(self) -> frozenset[str]:
        return frozenset(question for question, value in self.trail if value is None)

    def answer(self, question: str, value: int) -> "Progress":
        return replace(self, trail=(*self.trail, (question, value)))

    def skip(self, question: str) -> "Progress":
        return replace(self, trail=(*self.trail, (question, None)))

    def back(self) -> "Progress":
        """Without the last question; unchanged at the start."""
        if not self.trail:
            return self
        question, value = self.trail[-1]
        earlier = {**self.earlier, question: value} if value is not None else self.earlier
        return Progress(self.trail[:-1], earlier)


def from_form(form: tuple[str, ...]) -> Chooser:
    """Asks a fixed list, in its order."""

    def choose(answers: Answers, skipped: frozenset[str]) -> str | None:
        return next((question for question in form if question not in answers and question not in skipped), None)

    return choose


def shown_order(question: Question, options: int, seed: int) -> tuple[int, ...]:
    """Option numbers in the order in which this session shows them: judgements are shuffled, all others have an order of their own."""
    numbers = range(1, options + 1)
    if not isinstance(question, Judgement):
        return tuple(numbers)
    return tuple(sorted(numbers, key=lambda number: sha256(f"{seed}:{question.id}:{number}".encode()).digest()))
