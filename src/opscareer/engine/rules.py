"""What comes next in a session, and when it has enough. No numpy: the questionnaire speaks of both before the engine is loaded."""

from dataclasses import replace
from typing import NamedTuple

from opscareer.frozen import frozen


class Next(NamedTuple):
    """What to ask next.

    question: its id
    left: how many questions are still to come at most, this one included
    """

    question: str
    left: int


@frozen
class Rules:
    """What is asked in any case, and when to stop: once the next questions are expected to change too little, or at `most` questions.

    least, most: of questions answered, or asked
    price: what a question must be expected to bring, in standard deviations of fit (selection.value); below 0 that is not looked at, and
        the session ends after the least
    lists: lists of deeds about the competency that weighs most in the leading role, about the second, about each other one
    interests: answers, ratings or choices, that bear on the interest in each role that may be the best; in others one, if any
    ratings: of tasks of the leading role: choices say what one likes more, not how much
    checks: whether a high claim is met with a judgement
    """

    least: int
    most: int
    price: float
    lists: tuple[int, int, int] = (3, 2, 1)
    interests: int = 2
    ratings: int = 1
    checks: bool = True


DEFAULT = Rules(least=14, most=28, price=0.0025)
QUICK = Rules(least=10, most=15, price=0.015, lists=(1, 1, 1), interests=1, ratings=0, checks=False)


def full(questions: int) -> Rules:
    """Every question, the most telling first."""
    return Rules(questions, questions, -1.0, lists=(0, 0, 0), interests=0, ratings=0, checks=False)


def more(asked: int, further: int) -> Rules:
    """So many questions beyond those asked, the most telling first."""
    return replace(DEFAULT, least=asked + further, most=asked + further, price=-1.0)


def rules_of(form: str, questions: int) -> Rules:
    """The rules of a form by its name, for a pack of so many questions."""
    return {"default": DEFAULT, "quick": QUICK}.get(form) or full(questions)
