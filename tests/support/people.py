"""People who answer the questions of any pack: by their levels and likings, at one place throughout, or at random."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from opscareer.engine.items import ItemBank
from opscareer.pack.model import Pack, Question
from opscareer.results.units import Answer

MIDDLING, LIKED, COOL = 0.5, 1.0, 0.25


@dataclass(frozen=True)
class Person:
    """Somebody who answers as they are, without chance.

    level: of every competency, 1-5; `levels`: of these instead. They have done the deeds up to it, and judge as it lets them expect.
    liking: of every role's tasks, from 0, strongly disliked, to 1; `likings`: of these roles' instead.
    """

    pack: Pack
    level: float = 2.5
    levels: Mapping[str, float] = field(default_factory=dict)
    liking: float = MIDDLING
    likings: Mapping[str, float] = field(default_factory=dict)

    def reply(self, question: Question) -> Answer:
        options = self.pack.options(question)
        own = [self._of(trait.kind, trait.of) for trait in question.traits]
        match question.kind:
            case "deeds":
                return tuple(number for number, deed in enumerate(question.options, 1) if deed.level <= own[0])
            case "judgement":
                rating = "best" if own[0] >= question.level else "passable" if own[0] >= question.level - 1.5 else "poor"
                return 1 + [option.rating for option in question.options].index(rating)
            case "interest":
                return 1 + round(own[0] * (len(options) - 1))
            case _:
                return 1 + round((own[1] - own[0] + 1) / 2 * (len(options) - 1))

    def form(self) -> dict[str, Answer]:
        """Their answer to every question."""
        return {question.id: self.reply(question) for question in self.pack.questions}

    def _of(self, kind: str, name: str) -> float:
        return self.levels.get(name, self.level) if kind == "competency" else self.likings.get(name, self.liking)


def keen_on(pack: Pack, role: str, level: float = 2.5) -> Person:
    """Wants to do the work of one role and is cool about the others; in every competency at a level."""
    return Person(pack, level=level, liking=COOL, likings={role: LIKED})


def place(pack: Pack, question: Question, number: int) -> Answer:
    """The option of a number, or the last; of a list of deeds, one deed less than the number."""
    options = len(pack.options(question))
    return tuple(range(1, min(number, options + 1))) if question.several else min(number, options)


def everyone(pack: Pack, number: int, *kinds: str) -> dict[str, Answer]:
    """The same place in every question, or in every one of these kinds: 1 is the lowest."""
    return {question.id: place(pack, question, number) for question in pack.questions if not kinds or question.kind in kinds}


def highest(pack: Pack) -> dict[str, Answer]:
    """The last option of every question, and every deed."""
    return everyone(pack, 99)


def at_random(pack: Pack, question: Question, dice: random.Random) -> Answer:
    options = range(1, len(pack.options(question)) + 1)
    return tuple(number for number in options if dice.random() < 0.5) if question.several else dice.choice(options)


def some_at_random(pack: Pack, dice: random.Random) -> dict[str, Answer]:
    """Any answers to any questions, one at least."""
    asked = dice.sample(pack.questions, dice.randint(1, len(pack.questions)))
    return {question.id: at_random(pack, question, dice) for question in asked}


def answers_of(bank: ItemBank, row: np.ndarray) -> dict[str, Answer]:
    """A person's row of answer numbers (J,), 0 where unanswered, as answers: of a list of deeds, the first so many."""
    given = zip(bank.ids, map(int, row), bank.counted, strict=True)
    return {question: tuple(range(1, number)) if several else number for question, number, several in given if number}
