"""Which units: what a set of them is worth, and how long a unit takes at least.

What a set is worth has steps, each of which outweighs all that follow:

1. each unit that was begun;
2. one unit for each competency that is missing, the one whose gap weighs most first: it outweighs all lighter ones together;
3. one unit of the role's own work that can begin in the first two weeks, where none is done or skipped yet;
4. one unit of the role's own work at the tier, where none is done yet;
5. hours of the role's own work, until with those done they are two fifths of all the hours there are;
6. the levels of the gaps that are closed, each times the weight of its competency.
"""

from collections.abc import Collection, Sequence
from graphlib import TopologicalSorter

from opscareer.engine.plan.aim import Aim, Stretch, all_needed, covered_by
from opscareer.engine.plan.knapsack import Budget, Option
from opscareer.engine.plan.schedule import hours_of, least_weeks
from opscareer.engine.plan.wishes import Wishes
from opscareer.pack.learning import Unit

BEGUN, MISSING, EARLY, AT_TIER = 1e7, 1e4, 4e3, 2e3  # an hour of own work is worth 1, and the gaps of a role weigh 4 levels at most
OWN_SHARE = 0.4  # of the hours
SOON = 2  # weeks


def budget_of(units: Sequence[Unit], aim: Aim, started: Collection[str], wishes: Wishes) -> Budget:
    """The units to choose from, what they are worth, and the hours there are."""
    missing = aim.missing
    worths: dict[Stretch | str, float] = {stretch: aim.gaps[stretch[0]].weight * levels for stretch, levels in aim.open.items()}
    worths |= {name: MISSING * 2 ** (len(missing) - place) for place, name in enumerate(missing, 1)}
    worths |= {"early": EARLY, "at tier": AT_TIER}
    number = {key: place for place, key in enumerate(worths)}
    early = set[str]() if aim.entered else _early(units, aim, hours_of(SOON, wishes.hours_per_week))

    def covers(unit: Unit) -> set[Stretch | str]:
        ground = {stretch for stretch in covered_by(unit) if stretch in aim.open}
        steps = {"early": unit.id in early, "at tier": aim.is_at_tier(unit) and not aim.shown}
        return {*ground, *(stretch[0] for stretch in ground), *(step for step, is_it in steps.items() if is_it)}

    options = tuple(
        Option(
            unit.id,
            unit.hours,
            aim.needs[unit.id],
            frozenset(number[key] for key in covers(unit)),
            BEGUN if unit.id in started else 0.0,
            own=aim.is_own(unit),
        )
        for unit in units
    )
    hours = hours_of(wishes.weeks, wishes.hours_per_week)
    return Budget(options, tuple(worths.values()), hours, max(0.0, OWN_SHARE * hours - aim.own_hours))


def _early(units: Sequence[Unit], aim: Aim, hours: float) -> set[str]:
    """The role's own work for which there is time in so many hours, in the first two weeks, after what it needs."""
    by_id, own = {unit.id: unit for unit in units}, [unit for unit in units if aim.is_own(unit)]
    before = {unit.id: all_needed([unit.id], aim.needs) - {unit.id} for unit in own}
    soon = {unit.id for unit in in_time(units, aim, SOON)}
    return {name for name, needed in before.items() if needed <= soon and sum(by_id[other].hours for other in needed) < hours}


def in_time(units: Sequence[Unit], aim: Aim, weeks: int) -> list[Unit]:
    """Those that can be done in so many weeks, one that others build on ending in the week in which the next begins."""
    by_id, least = {unit.id: unit for unit in units}, dict[str, int]()
    for name in TopologicalSorter({name: aim.needs[name] for name in by_id}).static_order():
        least[name] = max((least[needed] for needed in aim.needs[name]), default=1) - 1 + least_weeks(by_id[name])
    return [unit for unit in units if least[unit.id] <= weeks]


def needs_beside(units: Sequence[Unit], chosen: Sequence[Unit], aim: Aim) -> dict[str, tuple[str, ...]]:
    """What each unit builds on, without own work that took the place of a core unit where the chosen ones cover its ground."""
    covered = {stretch for unit in chosen for stretch in covered_by(unit)}
    stood_in_for = {unit.id for unit in units if unit.role and covered.issuperset(covered_by(unit))} - {unit.id for unit in chosen}
    return {unit.id: tuple(name for name in aim.needs[unit.id] if unit.role or name not in stood_in_for) for unit in units}


def rest_of(units: Sequence[Unit], chosen: Sequence[Unit], aim: Aim) -> list[Unit]:
    """What else it takes to close the gaps: the weightiest gap first, from the bottom up, each unit after those that it needs.

    For the same ground the role's own work, else the least hours.
    """
    taken, needs = {unit.id for unit in chosen}, needs_beside(units, chosen, aim)
    covered = {stretch for unit in chosen for stretch in covered_by(unit)}
    place = {name: number for number, name in enumerate(TopologicalSorter(needs).static_order())}
    rest = list[Unit]()
    for name in aim.missing:
        for stretch in sorted(stretch for stretch in aim.open if stretch[0] == name):
            ways = [unit for unit in units if stretch in covered_by(unit) and unit.id not in taken] if stretch not in covered else []
            if ways:
                best = min(ways, key=lambda unit: (not aim.is_own(unit), unit.hours, unit.id))
                needed = all_needed([best.id], needs) - taken
                new = sorted((unit for unit in units if unit.id in needed), key=lambda unit: place[unit.id])
                rest += new
                taken |= needed
                covered |= {other for unit in new for other in covered_by(unit)}
    return rest
