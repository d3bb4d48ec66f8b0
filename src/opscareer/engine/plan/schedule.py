"""Units into weeks, as people live: two at most are open at a time, in half-hours, each over as many weeks as it takes at least."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

from opscareer.pack.learning import Unit
from opscareer.results.plan import Week

HALF_HOUR = 0.5
SIDE_BY_SIDE = 2
CRUMB, CRUMB_OF_WEEK = 0.15, 1 / 3  # of a unit's hours and of a week's: a part below both is not worth sitting down for
BETWEEN_CHECKPOINTS = 8.0  # hours of work

Next = Callable[[Collection[str], Collection[str]], Unit | None]
"""What to begin, given what has begun and what is finished."""


@dataclass
class _Open:
    """A unit that is being worked on: hours still to do, and weeks in which it was worked on."""

    unit: Unit
    rest: float
    weeks: int = 0

    def part(self, free: float, week: float) -> float:
        """Hours for it in a week of `week` hours of which so many are free."""
        if free <= 0:
            return 0.0
        weeks = max(1, least_weeks(self.unit) - self.weeks)  # that it must last, this one included
        even = ceil(self.rest / weeks / HALF_HOUR) * HALF_HOUR
        alone = free == week and free - even <= CRUMB * week  # nothing fits beside it
        hours = free if alone and self.rest - free >= (weeks - 1) * (even - HALF_HOUR) else min(free, even)
        small, left = CRUMB * self.unit.hours, self.rest - hours
        if weeks == 1 and left < small and left <= CRUMB_OF_WEEK * week:
            return self.rest
        return 0.0 if hours < min(even, small, CRUMB_OF_WEEK * week) else hours

    def work(self, done: dict[str, float], free: float, week: float) -> float:
        """Take its part of a week. Returns the hours."""
        if part := self.part(free, week):
            done[self.unit.id] = part
            self.rest, self.weeks = self.rest - part, self.weeks + 1
        return part


def fill(pick: Next, hours_per_week: float) -> list[dict[str, float]]:
    """The hours of each unit in each week, which may hold less than its hours, or up to a third more, so that no part is a crumb."""
    hours = hours_of(1, hours_per_week)
    weeks, at_work, begun = list[dict[str, float]](), list[_Open](), set[str]()

    def finished() -> set[str]:
        return begun - {item.unit.id for item in at_work}

    while at_work or pick(begun, finished()):
        week, free = dict[str, float](), hours
        for item in at_work:
            free -= item.work(week, free, hours)
        at_work = [item for item in at_work if item.rest]
        while len(at_work) < SIDE_BY_SIDE and (unit := pick(begun, finished())):
            item = _Open(unit, unit.hours)
            spent = item.work(week, free, hours)
            if not spent:
                break
            free -= spent
            begun.add(unit.id)
            at_work += [item] if item.rest else []
        weeks.append(week)
    return weeks


def least_weeks(unit: Unit) -> int:
    """In how many weeks a unit can be done: as many as it must last, half an hour a week at least."""
    return min(unit.weeks_min, int(unit.hours / HALF_HOUR))


def hours_of(weeks: int, hours_per_week: float) -> float:
    """How many hours there are."""
    return weeks * max(HALF_HOUR, floor(hours_per_week / HALF_HOUR) * HALF_HOUR)


def dated(weeks: Sequence[Mapping[str, float]], competency: Mapping[str, str], start: date | None) -> tuple[Week, ...]:
    """With a checkpoint at the end of a week, once eight hours were worked since the last one, and of the last: what was worked on."""
    scheduled, hours, worked = [], 0.0, set[str]()
    for number, week in enumerate(weeks, 1):
        hours += sum(week.values())
        worked |= {competency[unit] for unit in week}
        due = hours >= BETWEEN_CHECKPOINTS or number == len(weeks)
        starts = start + timedelta(weeks=number - 1) if start else None
        scheduled.append(Week(number, dict(week), starts, tuple(sorted(worked)) if due else ()))
        if due:
            hours, worked = 0.0, set()
    return tuple(scheduled)


def weeks_for(unit: Unit, hours_per_week: float) -> int:
    """The weeks that a unit takes by itself."""
    return max(unit.weeks_min, ceil(round(unit.hours / hours_per_week, 6)))
