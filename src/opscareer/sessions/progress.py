"""The questionnaire as a state machine: no terminal, no file, no clock, no language.

Going back takes the last answer away and shows its question again, so a changed answer leaves the same state as having answered so at
once. What was answered before is remembered, to be shown and confirmed with one key.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import NamedTuple

from opscareer.answers import Answers
from opscareer.frozen import frozen
from opscareer.pack.model import Pack
from opscareer.results.units import Amount, Answer, Id, Ticks


class Reply(NamedTuple):
    """What was asked, what was answered (None where skipped), whether chance had a hand in the choice (as it once did), and the seconds."""

    question: Id
    value: Answer | None
    drawn: bool = False
    seconds: Amount | None = None


@frozen
class Progress:
    """How far one person has come: replies in the order asked, and what was answered before going back, or ticked and not yet answered."""

    trail: tuple[Reply, ...] = ()
    earlier: Mapping[str, Answer] = field(default_factory=dict)

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
    def times(self) -> Mapping[str, float]:
        """The same by question."""
        return {reply.question: reply.seconds for reply in self.trail if reply.value is not None and reply.seconds is not None}

    def places(self, pack: Pack, seed: int) -> Mapping[str, tuple[int, ...]]:
        """By question, in the order asked, where on the screen was what was chosen. Of answers that another session gave, with a seed of
        its own, these are any places: they repeat no more than by chance."""
        return {reply.question: pack.shown(reply.question).places(reply.value, seed) for reply in self.trail if reply.value is not None}

    @property
    def asked(self) -> frozenset[str]:
        """Answered or skipped."""
        return frozenset(reply.question for reply in self.trail)

    def answer(self, question: str, value: Answer | None, *, seconds: float | None = None) -> "Progress":
        """`value`: None where the question is skipped."""
        return replace(self, trail=(*self.trail, Reply(question, value, seconds=seconds)))

    def tick(self, question: str, ticks: Ticks | None) -> "Progress":
        """With so many deeds ticked, which are no answer yet."""
        others = {name: value for name, value in self.earlier.items() if name != question}
        return replace(self, earlier=others if ticks is None else {**others, question: ticks})

    def back(self) -> "Progress":
        """Without the last question; unchanged at the start."""
        if not self.trail:
            return self
        last = self.trail[-1]
        earlier = {**self.earlier, last.question: last.value} if last.value is not None else self.earlier
        return Progress(self.trail[:-1], earlier)


def asked_again(before: Progress, after: Progress, pack: Pack) -> frozenset[str]:
    """The competencies that the later session asked about itself. A reply that it shares with the earlier one was carried over: it took the
    same time, to the hundredth of a second."""
    own = {reply.question for reply in {*after.trail} - {*before.trail} if reply.value is not None}
    return frozenset(trait.of for question in own for trait in pack.question[question].traits if trait.kind == "competency")


def usable(progress: Progress, pack: Pack) -> tuple[Progress, tuple[str, ...]]:
    """The part of a session that today's pack still knows, and the ids of the questions whose answers it cannot use, in the order asked."""

    def known(reply: Reply) -> bool:
        return reply.question in pack.question if reply.value is None else pack.accepts(reply.question, reply.value)

    earlier = {question: value for question, value in progress.earlier.items() if pack.accepts(question, value)}
    dropped = tuple(reply.question for reply in progress.trail if reply.value is not None and not known(reply))
    return Progress(tuple(filter(known, progress.trail)), earlier), dropped
