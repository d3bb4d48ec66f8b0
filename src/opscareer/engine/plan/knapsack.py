"""Which options to take under a budget of hours, where some need others first and some cover the same ground.

A set is worth the stretches it covers, each counted once however many options cover it; what its options are worth by themselves; and its
hours of own work, as far as there are not enough of them yet. To find the best set is NP-hard (it holds the knapsack problem); the method
is a greedy one that takes an option *together with what it still needs*, by worth per hour, started from nothing, from each of the most
valuable ones in turn, and from the cheapest way to each stretch, the most valuable first; the best of these are then improved by exchange.
Tests hold it against the true optimum.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from graphlib import TopologicalSorter

from opscareer.frozen import frozen

TOLERANCE = 1e-9  # of hours and of worth
STARTS = 20  # the options worth most with what they need
IMPROVED = 3  # of the sets grown from the starts, the best; more of either found hardly anything better on random instances
OWN_HOUR = 1.0  # what an hour of own work is worth while there is not enough of it


@frozen
class Option:
    """Something that can be taken.

    hours: what it costs
    needs: ids of other options, without which it cannot be taken
    covers: numbers of the stretches that it covers
    worth: beside what it covers
    own: whether its hours count as own work
    """

    id: str
    hours: float
    needs: tuple[str, ...] = ()
    covers: frozenset[int] = frozenset()
    worth: float = 0.0
    own: bool = False


@frozen
class Budget:
    """What there is to choose from, and what it is worth.

    stretches: what each is worth (≥ 0)
    hours: that may be spent
    enough: hours of own work; more of it is worth nothing by itself
    """

    options: tuple[Option, ...]
    stretches: tuple[float, ...]
    hours: float
    enough: float = 0.0

    def within(self, hours: float) -> "Budget":
        """The same in other hours."""
        return replace(self, hours=hours)

    def worth(self, ids: Collection[str]) -> float:
        """What a set of options is worth."""
        chosen = [option for option in self.options if option.id in ids]
        covered = {stretch for option in chosen for stretch in option.covers}
        own = sum(option.hours for option in chosen if option.own)
        by_themselves = sum(option.worth for option in chosen)
        return sum(self.stretches[stretch] for stretch in sorted(covered)) + by_themselves + OWN_HOUR * min(own, self.enough)


@frozen
class _Chosen:
    """A set of options and the stretches they cover, both as bits, with what it costs and is worth, own work apart."""

    options: int = 0
    covered: int = 0
    hours: float = 0.0
    own: float = 0.0
    other: float = 0.0
    worth: float = 0.0


def choose(budget: Budget) -> frozenset[str]:
    """Ids of the options to take: with all that they need, in the hours there are."""
    search = _Search(budget)
    return frozenset(search.options[index].id for index in bits(search.best().options))


class _Search:
    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.options = sorted(budget.options, key=lambda option: option.id)
        self.limit = budget.hours + TOLERANCE
        self.covers = [sum(1 << stretch for stretch in option.covers) for option in self.options]
        self.closures = list(closures({option.id: option.needs for option in self.options}).values())
        alone = [self._with(_Chosen(), index) for index in range(len(self.options))]
        self.affordable = {index: chosen for index, chosen in enumerate(alone) if chosen.hours <= self.limit}

    def best(self) -> _Chosen:
        """The best of several starts, exchanged until nothing helps."""
        costs: tuple[Callable[[_Chosen], float], ...] = (lambda way: way.hours, lambda way: way.hours - way.own, lambda way: -way.worth)
        by_stretch = [self._by_stretch(cost) for cost in costs]
        alone = sorted(self.affordable.values(), key=lambda start: -start.worth)[:STARTS]
        grown = {chosen.options: chosen for chosen in map(self._grown, (_Chosen(), *by_stretch, *alone))}
        best = _Chosen()
        for chosen in sorted(grown.values(), key=lambda chosen: -chosen.worth)[:IMPROVED]:
            better = chosen
            while (exchanged := self._exchanged(better)) is not better:
                better = exchanged
            best = _better(best, better)
        return best

    def _by_stretch(self, cost: Callable[[_Chosen], float]) -> _Chosen:
        """Each stretch that can still be covered, the most valuable first, in the way that costs least."""
        chosen = _Chosen()
        for stretch in sorted(range(len(self.budget.stretches)), key=lambda stretch: -self.budget.stretches[stretch]):
            if self.budget.stretches[stretch] and not chosen.covered >> stretch & 1:
                ways = (self._with(chosen, index) for index in self.affordable if self.covers[index] >> stretch & 1)
                chosen = min(
                    (way for way in ways if way.hours <= self.limit), key=lambda way: (cost(way), way.hours, -way.worth), default=chosen
                )
        return chosen

    def _grown(self, chosen: _Chosen, without: int = 0) -> _Chosen:
        """Add the best option, by worth per hour, with what it still needs, until nothing of worth fits."""
        while True:
            best, rate = None, 0.0
            for index in self.affordable:
                if chosen.options >> index & 1 or self.closures[index] & without:
                    continue
                then = self._with(chosen, index)
                own = (then.worth - chosen.worth) / (then.hours - chosen.hours)
                if own > rate + TOLERANCE and then.hours <= self.limit:
                    best, rate = then, own
            if best is None:
                return chosen
            chosen = best

    def _exchanged(self, chosen: _Chosen) -> _Chosen:
        """The best set that comes of giving up one option, with all that needs it; `chosen` itself when none is better."""
        best = chosen
        for given_up in bits(chosen.options):
            kept = _Chosen()
            for index in bits(chosen.options):
                if not self.closures[index] >> given_up & 1:
                    kept = self._with(kept, index)
            best = _better(best, self._grown(kept, 1 << given_up))
        return best

    def _with(self, chosen: _Chosen, index: int) -> _Chosen:
        """One option more, with what it still needs."""
        covered, hours, own, other = chosen.covered, chosen.hours, chosen.own, chosen.other
        for new in bits(self.closures[index] & ~chosen.options):
            option = self.options[new]
            hours += option.hours
            own += option.hours if option.own else 0.0
            other += option.worth + sum(self.budget.stretches[stretch] for stretch in bits(self.covers[new] & ~covered))
            covered |= self.covers[new]
        worth = other + OWN_HOUR * min(own, self.budget.enough)
        return _Chosen(chosen.options | self.closures[index], covered, hours, own, other, worth)


def _better(one: _Chosen, other: _Chosen) -> _Chosen:
    """Worth more; at the same worth fewer hours; else the first."""
    if other.worth > one.worth + TOLERANCE or (other.worth > one.worth - TOLERANCE and other.hours < one.hours - TOLERANCE):
        return other
    return one


def closures(needs: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Every id with all that it needs, as bits: bit n is the n-th key of `needs`. Each is made once, from those of what it needs."""
    bit = {key: 1 << number for number, key in enumerate(needs)}
    closed = dict.fromkeys(needs, 0)  # in the order of `needs`
    for key in TopologicalSorter(needs).static_order():
        closed[key] = bit[key]
        for needed in needs[key]:
            closed[key] |= closed[needed]
    return closed


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, from the lowest."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
