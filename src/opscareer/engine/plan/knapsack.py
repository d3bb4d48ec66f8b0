"""Which options to take under a budget of hours, where some need others first and some cover the same ground.

A set is worth the stretches it covers, each counted once however many options cover it, and what its options are worth by themselves.
To find the best set is NP-hard (it holds the knapsack problem); the method is a greedy one that takes an option *together with what it
still needs*, by worth per hour, started from each of the most valuable ones in turn, and then improved by exchange. Tests hold it against
the true optimum.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

TOLERANCE = 1e-9  # of hours and of worth
STARTS = 12  # the options worth most with what they need; more of them found nothing better on random instances


@dataclass(frozen=True)
class Option:
    """Something that can be taken.

    hours: what it costs
    needs: ids of other options, without which it cannot be taken
    covers: numbers of the stretches that it covers
    worth: beside what it covers
    """

    id: str
    hours: float
    needs: tuple[str, ...] = ()
    covers: frozenset[int] = frozenset()
    worth: float = 0.0


def worth_of(ids: Collection[str], options: Sequence[Option], stretches: Sequence[float]) -> float:
    """What a set of options is worth."""
    chosen = [option for option in options if option.id in ids]
    covered = {stretch for option in chosen for stretch in option.covers}
    return sum(stretches[stretch] for stretch in sorted(covered)) + sum(option.worth for option in chosen)


@dataclass(frozen=True)
class _Chosen:
    """A set of options and the stretches they cover, both as bits, with what it costs and is worth."""

    options: int = 0
    covered: int = 0
    hours: float = 0.0
    worth: float = 0.0


def choose(options: Sequence[Option], stretches: Sequence[float], hours: float) -> frozenset[str]:
    """Ids of the options to take: with all that they need, in at most `hours`. `stretches`: what each is worth (≥ 0)."""
    search = _Search(sorted(options, key=lambda option: option.id), stretches, hours)
    best = search.best()
    return frozenset(search.options[index].id for index in bits(best.options))


class _Search:
    def __init__(self, options: Sequence[Option], stretches: Sequence[float], hours: float) -> None:
        self.options = options
        self.stretches = stretches
        self.limit = hours + TOLERANCE
        self.covers = [sum(1 << stretch for stretch in option.covers) for option in options]
        self.closures = list(closures({option.id: option.needs for option in options}).values())
        alone = [self._with(_Chosen(), index) for index in range(len(options))]
        self.affordable = {index: chosen for index, chosen in enumerate(alone) if chosen.hours <= self.limit}

    def best(self) -> _Chosen:
        """The best of several starts, exchanged until nothing helps."""
        best = self._grown(_Chosen())
        for start in sorted(self.affordable.values(), key=lambda start: -start.worth)[:STARTS]:
            best = _better(best, self._grown(start))
        while (exchanged := self._exchanged(best)) is not best:
            best = exchanged
        return best

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
        options, covered, hours, worth = chosen.options, chosen.covered, chosen.hours, chosen.worth
        for new in bits(self.closures[index] & ~options):
            hours += self.options[new].hours
            worth += self.options[new].worth + sum(self.stretches[stretch] for stretch in bits(self.covers[new] & ~covered))
            covered |= self.covers[new]
        return _Chosen(options | self.closures[index], covered, hours, worth)


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
