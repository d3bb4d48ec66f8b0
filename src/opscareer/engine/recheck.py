"""Some competencies measured again: which question next, and when it is enough.

At a checkpoint only the competencies that a person worked on are asked about again, whatever the roles make of them. The next question is
the one that is expected to take most off the variance of what it measures; it ends once every estimate is sure enough, or nothing is left
to ask.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.items import Bools
from opscareer.engine.selection import DIGITS, shares
from opscareer.results.trait import Trait

SURE = 0.45  # posterior standard deviation, in levels: with less, a rise of a level and a half shows
FEWEST_QUESTIONS = 3  # a competency


@dataclass(frozen=True)
class Recheck:
    """The rule for one pack and the competencies to measure again."""

    engine: Engine
    competencies: tuple[str, ...]

    @property
    def questions(self) -> frozenset[str]:
        """The questions that may be asked."""
        bank = self.engine.bank
        traits = [trait for trait, of in enumerate(bank.traits) if of in {Trait("competency", name) for name in self.competencies}]
        return frozenset(bank.ids[index] for index in np.flatnonzero(bank.bears_on[:, traits].any(axis=1)))

    def next(self, answers: Answers, asked: Collection[str]) -> str | None:
        """The next question, from the answers given at this checkpoint; None where that is enough."""
        bank, questions = self.engine.bank, self.questions
        was_asked: Bools = np.array([question in asked for question in bank.ids])
        may_be_asked: Bools = np.array([question in questions for question in bank.ids]) & ~was_asked
        posterior = self.engine.posterior(answers)
        sd = posterior.sd()[0]
        lacking = (was_asked @ bank.bears_on < FEWEST_QUESTIONS) | (sd > SURE)
        left = np.flatnonzero(may_be_asked & (bank.bears_on @ lacking > 0))
        if not len(left):
            return None
        taken = shares(posterior)[0]
        drops = {bank.ids[index]: round(float(taken[index] * (bank.bears_on[index] @ sd**2)), DIGITS) for index in left}
        return min(drops, key=lambda question: (-drops[question], question))


def merge_answers(before: Answers, now: Answers, questions: Collection[str]) -> Answers:
    """The answers that hold after a checkpoint: to `questions` only what was said now, to all others what was said before."""
    kept = {question: value for question, value in before.values.items() if question not in questions}
    return Answers({**kept, **now.values})
