"""Figures rounded as they are printed, so that what belongs together adds up. JSON keeps them as they were computed."""

from collections.abc import Sequence
from math import floor

from opscareer.results.units import is_met

TENTHS, PERCENT = 10, 100
FINEST = 1e-9  # what is closer than that is the same


def rounded(values: Sequence[float], parts: int = TENTHS) -> list[float]:
    """The values in so many parts of 1, so that they add up to their rounded sum: what is left over goes to the largest remainders."""
    exact = [value * parts for value in values]
    whole = [floor(value + FINEST) for value in exact]
    by_remainder = sorted(range(len(values)), key=lambda index: whole[index] - exact[index])
    for index in by_remainder[: round(sum(exact)) - sum(whole)]:
        whole[index] += 1
    return [value / parts for value in whole]


def chances(probabilities: Sequence[float]) -> list[float]:
    """Probabilities of which one comes true, in whole percent that add up to 100."""
    return rounded(probabilities, PERCENT)


def level(value: float) -> float:
    """A level to one decimal, that looks as if it reached a whole level where it does and nowhere else."""
    tenths = round(value * TENTHS)
    crosses = is_met(tenths / TENTHS, ceiling := floor(value) + 1) and not is_met(value + FINEST, ceiling)
    return (tenths - crosses) / TENTHS
