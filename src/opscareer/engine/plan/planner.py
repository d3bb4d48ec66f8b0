"""From the gaps to a path: which units, in which order, in which week.

A unit covers stretches of half a level of its competency. Covering a stretch is worth the part of it that lies in the person's gap, times
the weight of the competency in the role; a unit of the role's own work is worth something more by itself, for it is what an employer looks
at.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from graphlib import TopologicalSorter
from heapq import heappop, heappush

from opscareer.engine.plan.aim import Aim, Stretch, covered_by, hours_of
from opscareer.engine.plan.closures import bits, closures
from opscareer.engine.plan.knapsack import Option, choose, worth_of
from opscareer.engine.plan.schedule import FILLED, weeks_of
from opscareer.pack.model import TIERS, Pack, Tier, Unit
from opscareer.results.assessment import Assessment
from opscareer.results.plan import Gap, LeftOut, Plan, Step

LIKELY = 0.5
WEEKS = 12
OWN_WORK = 0.1  # weighted levels that a unit of the role's own work is worth beside what it covers
GROUNDWORK = 0.01  # likewise of a unit that others build on, so that hours left over lead on
MUST = 100.0  # weighted levels: more than everything else together

Rank = tuple[bool, bool, int, float, float, str]


def target_tier(assessment: Assessment, role: str) -> Tier:
    """The first tier that the person probably does not meet yet; the highest when all are met."""
    ready = assessment.role(role).readiness
    return next((tier for tier in TIERS if ready[tier] < LIKELY), TIERS[-1])


def make_plan(
    pack: Pack,
    assessment: Assessment,
    role: str,
    tier: Tier,
    hours_per_week: float,
    *,
    weeks: int = WEEKS,
    done: Collection[str] = (),
    skipped: Collection[str] = (),
    started: Collection[str] = (),
    start: date | None = None,
) -> Plan:
    """The units that lead from the person's levels to what `role` requires at `tier`, in at most `weeks` weeks.

    Gaps are counted from the lower end of each interval, since people rate themselves high more often than low. Units `done`, in whatever
    role, and `skipped`, because one could do it before, have closed what they cover, and so have the lower steps of their competency that
    they build on. Units `started` belong to the plan if they lead on, as early as what they build on allows. Weeks are filled to 80%. No
    gap: one proof task.
    """
    aim = Aim.of(pack, assessment, role, tier, {*done, *skipped})
    met = not any(aim.stretches.values())
    candidates = _candidates(pack, aim)
    if met:
        chosen = _proof(pack, aim)
    else:
        taken = _choice(candidates, aim, started, weeks * hours_per_week * FILLED)
        chosen = _in_order([unit for unit in candidates.values() if unit.id in taken], aim, started)
    steps = _steps(chosen, aim, proof=met)
    left_out, hours_left = ((), 0.0) if met else _left_out(candidates, chosen, aim)
    return Plan(
        role=role,
        tier=tier,
        hours_per_week=hours_per_week,
        steps=steps,
        weeks=weeks_of(steps, hours_per_week, start),
        hours_total=sum(step.hours for step in steps),
        met=met,
        uncovered=_uncovered(candidates.values(), aim),
        left_out=left_out,
        hours_left=hours_left,
        gaps=_gaps(steps, aim),
    )


def _candidates(pack: Pack, aim: Aim) -> dict[str, Unit]:
    """The units on offer and all that they need, without those that are satisfied."""
    open_units = [unit for unit in pack.units if unit.id not in aim.satisfied]
    closed = closures({unit.id: aim.still_needed(unit) for unit in open_units})
    mask = 0
    for unit in open_units:
        if aim.offers(unit):
            mask |= closed[unit.id]
    return {open_units[number].id: open_units[number] for number in bits(mask)}


def _choice(candidates: Mapping[str, Unit], aim: Aim, started: Collection[str], hours: float) -> frozenset[str]:
    """Ids of the units worth most within the hours; among them, where they fit, what is begun and one of the role's own work at the tier,
    for a plan is to end in it."""
    built_on = {needed for unit in candidates.values() for needed in unit.prerequisites}
    numbers = {stretch: number for number, stretch in enumerate(aim.stretches)}
    options = [_option(unit, aim, built_on, numbers) for unit in candidates.values()]
    options = [_must(option) if option.id in started else option for option in options]
    worths = list(aim.stretches.values())
    at_tier = {unit.id for unit in candidates.values() if aim.is_at_tier(unit)}
    tries = [choose(options, worths, hours)]
    for own in sorted(at_tier):
        tries.append(choose([_must(option) if option.id == own else option for option in options], worths, hours))
    return max(tries, key=lambda taken: (bool(taken & at_tier), worth_of(taken, options, worths)))


def _option(unit: Unit, aim: Aim, built_on: Collection[str], numbers: Mapping[Stretch, int]) -> Option:
    return Option(
        id=unit.id,
        hours=hours_of(unit),
        needs=tuple(aim.still_needed(unit)),
        covers=frozenset(numbers[stretch] for stretch in covered_by(unit)),
        worth=OWN_WORK if aim.is_own_work(unit) else GROUNDWORK if unit.id in built_on else 0.0,
    )


def _must(option: Option) -> Option:
    return replace(option, worth=MUST)


def _proof(pack: Pack, aim: Aim) -> list[Unit]:
    """One task that shows the level to others: the role's own work at the tier, else the highest unit of its weightiest competency."""
    open_units = [unit for unit in pack.units if unit.id not in aim.closed]
    core = [unit for unit in open_units if unit.role is None and unit.to_level <= aim.required[unit.competency]]
    by_preference = [[unit for unit in open_units if aim.is_at_tier(unit)]]
    by_preference += [[unit for unit in core if unit.competency == competency] for competency in aim.weightiest_first]
    return next(([max(units, key=lambda unit: (unit.to_level, unit.id))] for units in by_preference if units), [])


def _in_order(chosen: Sequence[Unit], aim: Aim, started: Collection[str]) -> list[Unit]:
    """Prerequisites first; then what is begun already; then one whole level after the other, in each the competency that weighs most
    first, from the bottom up. The highest of the role's own work comes last."""
    own = [unit for unit in chosen if aim.is_own_work(unit)]
    last = max(own, key=lambda unit: (TIERS.index(unit.tier or TIERS[0]), unit.to_level, unit.id), default=None)

    def rank(unit: Unit) -> Rank:
        return unit is last, unit.id not in started, int(unit.from_level), -aim.weight[unit.competency], unit.from_level, unit.id

    return _topological(chosen, rank)


def _topological(units: Sequence[Unit], rank: Callable[[Unit], Rank]) -> list[Unit]:
    """Of the units whose prerequisites are all before them, always the one of the lowest rank."""
    unit_of = {unit.id: unit for unit in units}
    sorter = TopologicalSorter({unit.id: [needed for needed in unit.prerequisites if needed in unit_of] for unit in units})
    sorter.prepare()
    ready: list[Rank] = []
    ordered: list[Unit] = []
    while sorter.is_active():
        for name in sorter.get_ready():
            heappush(ready, rank(unit_of[name]))
        ordered.append(unit_of[heappop(ready)[-1]])
        sorter.done(ordered[-1].id)
    return ordered


def _steps(chosen: Sequence[Unit], aim: Aim, *, proof: bool) -> tuple[Step, ...]:
    """Each unit with the levels of the gap that it closes and no unit before it has closed."""
    steps, closed = [], set[Stretch]()
    for unit in chosen:
        new = [stretch for stretch in covered_by(unit) if stretch not in closed]
        closed.update(new)
        steps.append(
            Step(
                unit=unit.id,
                competency=unit.competency,
                hours=hours_of(unit),
                closes=aim.levels(new),
                gap=aim.gap(unit.competency),
                weight=aim.weight[unit.competency],
                own_work=aim.is_own_work(unit),
                proof=proof,
            )
        )
    return tuple(steps)


def _uncovered(candidates: Collection[Unit], aim: Aim) -> tuple[str, ...]:
    """Competencies with a gap that no unit of the pack closes."""
    covered = {stretch for unit in candidates for stretch in covered_by(unit)}
    return tuple(sorted({stretch[0] for stretch, worth in aim.stretches.items() if worth and stretch not in covered}))


def _gaps(steps: Sequence[Step], aim: Aim) -> tuple[Gap, ...]:
    """Every competency of the role, the weightiest first."""
    return tuple(
        Gap(
            competency,
            aim.weight[competency],
            aim.level[competency],
            aim.required[competency],
            sum(step.closes for step in steps if step.competency == competency),
        )
        for competency in aim.weightiest_first
    )


def _left_out(candidates: Mapping[str, Unit], chosen: Sequence[Unit], aim: Aim) -> tuple[tuple[LeftOut, ...], float]:
    """What did not fit although it would have helped, the cheapest first, and the hours of all of it."""
    units = list(candidates.values())
    taken = {unit.id for unit in chosen}
    not_taken = sum(1 << number for number, unit in enumerate(units) if unit.id not in taken)
    closed = closures({unit.id: aim.still_needed(unit) for unit in units})
    covered = {stretch for unit in chosen for stretch in covered_by(unit)}

    def hours(mask: int) -> float:
        return sum(hours_of(units[number]) for number in bits(mask))

    left_out, everything = [], 0
    for unit in units:
        closes = aim.levels(stretch for stretch in covered_by(unit) if stretch not in covered)
        if unit.id not in taken and (closes or aim.is_own_work(unit)):
            missing = closed[unit.id] & not_taken
            everything |= missing
            left_out.append(LeftOut(unit.id, unit.competency, hours(missing), closes))
    return tuple(sorted(left_out, key=lambda left: (left.hours, left.id))), hours(everything)
