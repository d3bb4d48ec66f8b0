"""Which options to take under a budget of hours, where some need others first and some cover the same ground.

A set is worth the stretches it covers, each counted once however many options cover it, and what its options are worth by themselves.
To find the best set is NP-hard (it holds the knapsack problem); the method is a greedy one that takes an option *together with what it
still needs*, by worth per hour, started from each of the most valuable ones in turn, and then improved by exchange. Tests hold it against
the true optimum.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

TINY = 1e-9
STARTS = 12  # the options worth most with what they need; more of them found nothing better on random instances


@dataclass(frozen=True)
class Option:
    """`needs`: ids of other options; `covers`: numbers of stretches; `worth`: beside what it covers."""

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
    """A set of options as bits, with what it costs and is worth."""

    options: int = 0
    covered: int = 0
    hours: float = 0.0
    worth: float = 0.0


def choose(options: Sequence[Option], stretches: Sequence[float], hours: float) -> frozenset[str]:
    """Ids of the options to take: with all that they need, in at most `hours`. `stretches`: what each is worth (≥ 0)."""
    search = _Search(sorted(options, key=lambda option: option.id), stretches, hours)
    best = search.best()
    return frozenset(search.options[place].id for place in _bits(best.options))


class _Search:
    def __init__(self, options: Sequence[Option], stretches: Sequence[float], hours: float) -> None:
        self.options = options
        self.stretches = stretches
        self.limit = hours + TINY
        self.covers = [sum(1 << stretch for stretch in option.covers) for option in options]
        self.closures = _closures(options)

    def best(self) -> _Chosen:
        """The best of several starts, exchanged until nothing helps."""
        found = self._grown(_Chosen())
        starts = [self._with(_Chosen(), place) for place in range(len(self.options))]
        starts = sorted((start for start in starts if start.hours <= self.limit), key=lambda start: -start.worth)
        for start in starts[:STARTS]:
            found = _better(found, self._grown(start))
        while (exchanged := self._exchanged(found)) is not found:
            found = exchanged
        return found

    def _grown(self, chosen: _Chosen, without: int = 0) -> _Chosen:
        """Add the best option, by worth per hour, with what it still needs, until nothing of worth fits."""
        while True:
            best, rate = None, 0.0
            for place in range(len(self.options)):
                if chosen.options >> place & 1 or self.closures[place] & without:
                    continue
                then = self._with(chosen, place)
                own = (then.worth - chosen.worth) / (then.hours - chosen.hours)
                if own > rate + TINY and then.hours <= self.limit:
                    best, rate = then, own
            if best is None:
                return chosen
            chosen = best

    def _exchanged(self, chosen: _Chosen) -> _Chosen:
        """The best set that comes of giving up one option, with all that needs it; `chosen` itself when none is better."""
        best = chosen
        for place in _bits(chosen.options):
            kept = [other for other in _bits(chosen.options) if not self.closures[other] >> place & 1]
            best = _better(best, self._grown(self._of(kept), 1 << place))
        return best

    def _with(self, chosen: _Chosen, place: int) -> _Chosen:
        options, covered, hours, worth = chosen.options, chosen.covered, chosen.hours, chosen.worth
        for new in _bits(self.closures[place] & ~options):
            hours += self.options[new].hours
            worth += self.options[new].worth + sum(self.stretches[stretch] for stretch in _bits(self.covers[new] & ~covered))
            covered |= self.covers[new]
        return _Chosen(options | self.closures[place], covered, hours, worth)

    def _of(self, places: Sequence[int]) -> _Chosen:
        chosen = _Chosen()
        for place in places:
            chosen = self._with(chosen, place)
        return chosen


def _better(one: _Chosen, other: _Chosen) -> _Chosen:
    """Worth more; at the same worth fewer hours; else the first."""
    if other.worth > one.worth + TINY or (other.worth > one.worth - TINY and other.hours < one.hours - TINY):
        return other
    return one


def _closures(options: Sequence[Option]) -> list[int]:
    """Every option with all it needs, as bits."""
    place = {option.id: number for number, option in enumerate(options)}
    found: dict[str, int] = {}
    for name in TopologicalSorter({option.id: option.needs for option in options}).static_order():
        found[name] = 1 << place[name]
        for needed in options[place[name]].needs:
            found[name] |= found[needed]
    return [found[option.id] for option in options]


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
