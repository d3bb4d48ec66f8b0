"""Some competencies measured again: which question next, and when it is enough.

At a checkpoint only the competencies that somebody worked on are asked about anew, whatever the roles make of them. The next question is
the one that is expected to take most off the variance of what it measures; it ends once every estimate is sure enough, or nothing is left
to ask.
"""

from collections.abc import Collection
from dataclasses import dataclass

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.selection import DIGITS, Selector
from opscareer.pack.model import Pack

SURE = 0.45  # posterior standard deviation, in levels: with less, a rise of a level and a half shows
FEWEST = 3  # questions a competency


@dataclass(frozen=True)
class Recheck:
    """The rule for one pack and the competencies to measure again."""

    pack: Pack
    engine: Engine
    competencies: tuple[str, ...]

    @property
    def questions(self) -> frozenset[str]:
        """The questions that may be asked."""
        return frozenset(question.id for question in self.pack.questions if self._about(question.id) in self.competencies)

    def next(self, answers: Answers, asked: Collection[str]) -> str | None:
        """The next question, from the answers given at this checkpoint; None where that is enough."""
        found = self.engine.posterior(answers)
        open_competencies = [name for name in self.competencies if self._lacks(name, float(found.sd()[0, self._trait(name)]), asked)]
        left = [name for name in self.engine.bank.ids if name in self.questions - set(asked) and self._about(name) in open_competencies]
        if not left:
            return None
        shares = Selector(self.engine.bank, self.engine.model).shares(found)[0]
        variance = {name: float(found.sd()[0, self._trait(name)] ** 2) for name in open_competencies}
        told = {name: round(float(shares[self.engine.bank.ids.index(name)]) * variance[self._about(name)], DIGITS) for name in left}
        return min(left, key=lambda name: (-told[name], name))

    def _lacks(self, competency: str, sd: float, asked: Collection[str]) -> bool:
        had = sum(self._about(name) == competency for name in asked)
        return had < FEWEST or sd > SURE

    def _about(self, question: str) -> str:
        """The competency that a question measures; empty where it measures interest."""
        return next((trait.of for trait in self.pack.question[question].traits if trait.kind == "competency"), "")

    def _trait(self, competency: str) -> int:
        return self.engine.model.competencies.index(competency)


def renewed(before: Answers, now: Answers, questions: Collection[str]) -> Answers:
    """The answers that hold after a checkpoint: to `questions` only what was said now, to all others what was said before."""
    kept = {name: value for name, value in before.values.items() if name not in questions}
    return Answers({**kept, **now.values})
