"""How much is left, as told to the person: a total that is kept to, and minutes at their own pace."""

import math
from collections.abc import Sequence
from statistics import median

USUAL_SECONDS = 15.0  # some 25 for a list of deeds, 8 for how much one likes a task
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
