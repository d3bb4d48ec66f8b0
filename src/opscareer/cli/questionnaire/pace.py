"""How much is left, as told to the person: a total that is kept to, and minutes at their own pace."""

import math
from collections.abc import Sequence
from statistics import median

USUAL_SECONDS = 15.0  # of all questions
USUAL_OF = {False: 8.0, True: 25.0}  # of a question by whether it is a list
WEIGHT_OF_USUAL = 8
FASTEST, SLOWEST = 0.1, 10.0


def pace(times: Sequence[float]) -> float:
    """How many times the usual seconds this person takes: the median of what they took, drawn towards 1 while that is little to go by.

    times: of each answer, divided by what is usual for its kind of question; on a logarithmic scale, where a break during one of the first
        questions weighs little
    """
    if not times:
        return 1.0
    own = min(SLOWEST, max(FASTEST, median(times)))
    return math.exp(len(times) / (len(times) + WEIGHT_OF_USUAL) * math.log(own))


def minutes(questions: int, pace: float = 1.0) -> int:
    """Whole minutes for so many questions, 0 for less than half a minute."""
    return round(questions * USUAL_SECONDS * pace / 60)


class Length:
    """How many questions it will be at most.

    What was told is a promise. So it begins with all that may be asked, and only ever falls: towards what is expected, one a question, so
    that it neither leaps nor promises what the next answer may ask for again.
    """

    def __init__(self, most: int) -> None:
        self.total = most

    def at(self, number: int, expected: int) -> int:
        """The total to tell at this question, where so many are expected."""
        self.total = min(self.total, max(number, expected, self.total - 1))
        return self.total
