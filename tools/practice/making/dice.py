"""Chance that comes out the same everywhere.

Of `random` only `Random(seed).random()` is used: Python promises its sequence from version to version, and of nothing else. The rest is
addition, multiplication and comparison, so that no machine's mathematical library has a say in a digit.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    def __init__(self, seed: int) -> None:
        self._next = Random(seed).random

    def chance(self, share: float) -> bool:
        """True in `share` of the cases."""
        return self._next() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._next() * (high - low + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        return items[int(self._next() * len(items))]

    def weighted(self, weights: Mapping[Item, float]) -> Item:
        """A key, as often as its weight says."""
        left = self._next() * sum(weights.values())
        for item, weight in weights.items():
            left -= weight
            if left < 0:
                return item
        return item

    def bell(self, mean: float, spread: float) -> float:
        """Roughly normal: twelve equal chances added up have variance 1."""
        return mean + spread * (sum(self._next() for _ in range(12)) - 6)

    def count(self, expected: float, looseness: float = 0.12) -> int:
        """A count around what is expected, never below 0; chance of a count and some of the day."""
        return max(0, round(self.bell(expected, expected**0.5 + expected * looseness)))

    def out_of(self, tries: int, share: float) -> int:
        """How many of so many tries succeed."""
        if tries <= 200:
            return sum(self.chance(share) for _ in range(tries))
        return min(tries, max(0, round(self.bell(tries * share, (tries * share * (1 - share)) ** 0.5))))

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        rest = list(items)
        return [rest.pop(int(self._next() * len(rest))) for _ in range(len(rest))]
