"""Which options to take under a budget of hours, where some need others first and some cover the same ground.

A set is worth the stretches it covers, each counted once however many options cover it, and what its options are worth by themselves.
To find the best set is NP-hard (it holds the knapsack problem); the method is a greedy one that takes an option *together with what it
still needs*, by worth per hour, started from each of the most valuable ones in turn, and then improved by exchange. Tests hold it against
the true optimum.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from opscareer.engine.plan.closures import bits, closures

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
        self.affordable = [index for index, closure in enumerate(self.closures) if self._hours(closure) <= self.limit + TOLERANCE]

    def best(self) -> _Chosen:
        """The best of several starts, exchanged until nothing helps."""
        best = self._grown(_Chosen())
        starts = [self._with(_Chosen(), index) for index in self.affordable]
        starts = sorted((start for start in starts if start.hours <= self.limit), key=lambda start: -start.worth)
        for start in starts[:STARTS]:
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

    def _hours(self, options: int) -> float:
        return sum(self.options[index].hours for index in bits(options))

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
