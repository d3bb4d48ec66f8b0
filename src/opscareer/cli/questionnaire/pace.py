"""How much is left, as told to the person: questions and minutes that follow what happens, but never leap."""

import math
from collections.abc import Sequence
from statistics import median

USUAL_SECONDS = 11.0
WEIGHT_OF_USUAL = 8
FASTEST, SLOWEST = 1.0, 120.0


def seconds_a_question(times: Sequence[float]) -> float:
    """This person's pace: the median of their times, drawn towards the usual pace while they are few. On a logarithmic scale, where a break
    during one of the first questions weighs little."""
    if not times:
        return USUAL_SECONDS
    own = min(SLOWEST, max(FASTEST, median(times)))
    share = len(times) / (len(times) + WEIGHT_OF_USUAL)
    return USUAL_SECONDS * math.exp(share * math.log(own / USUAL_SECONDS))


def minutes(questions: int, seconds: float) -> int:
    """Whole minutes for so many questions, 0 for less than half a minute."""
    return round(questions * seconds / 60)


class Length:
    """How many questions it will be, as told with every question.

    It moves towards what is expected, where that differs by more than one: by one a question, but up only every other question, so that the
    end comes nearer, unless it tells of less than half of what is still expected. Going back shows again what was shown before.
    """

    def __init__(self, start: int | None) -> None:
        self.told = {} if start is None else {0: start}

    def at(self, number: int, expected: int) -> int:
        """The total to tell at this question, never less than its number."""
        near = self.told.get(number - 1, self.told.get(number + 1, expected))
        behind = near - number + 1 < (expected - number + 1) / 2
        step = 0 if abs(expected - near) <= 1 else -1 if expected < near else max(behind, number % 2)
        self.told[number] = max(number, near + step)
        return self.told[number]
