"""From the gaps to a path: which units, in which order, in which week.

A unit covers stretches of half a level of its competency. Covering a stretch is worth the part of it that lies in the person's gap, times
the weight of the competency in the role; a unit of the role's own work is worth something more by itself, for it is what an employer looks
at.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from opscareer.engine.plan.knapsack import Option, choose, worth_of
from opscareer.pack.model import TIERS, Pack, Tier, Unit
from opscareer.results import Assessment, Gap, LeftOut, Plan, Step, Week

LIKELY = 0.5
FILLED = 0.8  # of a week's hours: something always comes between
WEEKS = 12
SMALLEST = 0.05
LOWEST, HIGHEST, HALF = 1.0, 5.0, 0.5
NOISE = 0.1  # of a level: a gap this small is not worth a unit
OWN_WORK = 0.1  # weighted levels that a unit of the role's own work is worth beside what it covers
GROUNDWORK = 0.01  # likewise of a unit that others build on, so that hours left over lead on
MUST = 100.0  # weighted levels: more than everything else together
BETWEEN_CHECKPOINTS = 8.0  # hours of work

Rank = tuple[bool, bool, int, float, float, str]
Place = tuple[str, float]
"""Half a level of a competency: its id and where the half begins."""


@dataclass(frozen=True)
class _Aim:
    """Where a person stands and wants to go.

    `level` (lower end), `wanted` and `weight` by competency; `had`: units that are done, skipped or below the person's level; `stretches`:
    what it is worth to cover each place, in weighted levels.
    """

    role: str
    tier: Tier
    level: Mapping[str, float]
    wanted: Mapping[str, float]
    weight: Mapping[str, float]
    had: Collection[str]
    stretches: Mapping[Place, float]

    def gap(self, competency: str) -> float:
        return max(0.0, self.wanted[competency] - self.level[competency])

    def levels(self, places: Iterable[Place]) -> float:
        """How many levels of the gap these places of one competency make up."""
        return sum(self.stretches[place] / self.weight[place[0]] for place in places if self.stretches[place])

    def is_own_work(self, unit: Unit) -> bool:
        return unit.role == self.role

    def offers(self, unit: Unit) -> bool:
        """Whether a unit covers something of the gap, or is the role's own work up to the tier; never another role's work."""
        if unit.role is None:
            return any(self.stretches[place] for place in _covers(unit))
        return self.is_own_work(unit) and unit.tier is not None and TIERS.index(unit.tier) <= TIERS.index(self.tier)


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
    behind = _with_lower_steps(pack, {*done, *skipped})
    aim = _aim(pack, assessment, role, tier, behind)
    met = not any(aim.stretches.values())
    candidates = _candidates(pack, aim)
    if met:
        chosen = _proof(pack, aim, behind)
    else:
        taken = _choice(candidates, aim, started, weeks * hours_per_week * FILLED)
        chosen = _in_order([unit for unit in candidates if unit.id in taken], aim, started)
    steps = _steps(chosen, aim, proof=met)
    left_out, hours_left = ((), 0.0) if met else _left_out(candidates, chosen, aim)
    return Plan(
        role=role,
        tier=tier,
        hours_per_week=hours_per_week,
        steps=steps,
        weeks=_weeks(steps, hours_per_week * FILLED, start),
        hours_total=sum(step.hours for step in steps),
        met=met,
        uncovered=_uncovered(candidates, aim),
        left_out=left_out,
        hours_left=hours_left,
        gaps=_gaps(steps, aim),
    )


def _aim(pack: Pack, assessment: Assessment, role: str, tier: Tier, behind: Collection[str]) -> _Aim:
    needs = pack.role[role].needs
    level = {item.id: min(HIGHEST, max(LOWEST, item.interval[0])) for item in assessment.competencies}
    wanted = {name: float(need.required.at(tier)) for name, need in needs.items()}
    weight = {name: need.weight for name, need in needs.items()}
    closed = {place for unit in pack.units if unit.id in behind for place in _covers(unit)}
    stretches = {}
    for name in sorted(weight):
        for half in range(round((HIGHEST - LOWEST) / HALF)):
            low = LOWEST + HALF * half
            overlap = min(low + HALF, wanted[name]) - max(low, level[name])
            stretches[name, low] = weight[name] * overlap if overlap > NOISE and (name, low) not in closed else 0.0
    shows = {unit.id for unit in pack.units if unit.role == role and unit.tier == tier}  # worth doing even where one could do it before
    below = {unit.id for unit in pack.units if unit.to_level <= level[unit.competency] + NOISE} - shows
    had = {*below, *behind}
    return _Aim(role, tier, level, wanted, weight, had, stretches)


def _with_lower_steps(pack: Pack, behind: Collection[str]) -> frozenset[str]:
    """Units that are done or skipped, and those of the same competency that they build on."""
    found = set[str]()

    def take(unit: Unit) -> None:
        if unit.id not in found:
            found.add(unit.id)
            for name in unit.prerequisites:
                if pack.unit[name].competency == unit.competency:
                    take(pack.unit[name])

    for name in behind:
        if name in pack.unit:
            take(pack.unit[name])
    return frozenset(found)


def _covers(unit: Unit) -> list[Place]:
    return [(unit.competency, unit.from_level + HALF * step) for step in range(round((unit.to_level - unit.from_level) / HALF))]


def _candidates(pack: Pack, aim: _Aim) -> list[Unit]:
    """The units on offer, and all that they need."""
    found: dict[str, Unit] = {}

    def take(unit: Unit) -> None:
        if unit.id not in aim.had and unit.id not in found:
            found[unit.id] = unit
            for name in unit.prerequisites:
                take(pack.unit[name])

    for unit in pack.units:
        if aim.offers(unit):
            take(unit)
    return list(found.values())


def _choice(candidates: Sequence[Unit], aim: _Aim, started: Collection[str], hours: float) -> frozenset[str]:
    """Ids of the units worth most within the hours; among them, where they fit, what is begun and one of the role's own work at the tier,
    for a plan is to end in it."""
    built_on = {name for unit in candidates for name in unit.prerequisites}
    options = [_option(unit, aim, built_on) for unit in candidates]
    options = [replace(option, worth=MUST) if option.id in started else option for option in options]
    stretches = list(aim.stretches.values())
    tries = [choose(options, stretches, hours)]
    at_tier = {unit.id for unit in candidates if aim.is_own_work(unit) and unit.tier == aim.tier}
    for name in sorted(at_tier):
        tries.append(choose([replace(option, worth=MUST) if option.id == name else option for option in options], stretches, hours))
    return max(tries, key=lambda taken: (bool(taken & at_tier), worth_of(taken, options, stretches)))


def _option(unit: Unit, aim: _Aim, built_on: Collection[str]) -> Option:
    places = list(aim.stretches)
    return Option(
        id=unit.id,
        hours=_hours(unit),
        needs=tuple(name for name in unit.prerequisites if name not in aim.had),
        covers=frozenset(places.index(place) for place in _covers(unit)),
        worth=OWN_WORK if aim.is_own_work(unit) else GROUNDWORK if unit.id in built_on else 0.0,
    )


def _proof(pack: Pack, aim: _Aim, behind: Collection[str]) -> list[Unit]:
    """One task that shows the level to others: the role's own work at the tier, else the highest unit of its weightiest competency."""
    open_units = [unit for unit in pack.units if unit.id not in behind]
    own = [unit for unit in open_units if aim.is_own_work(unit) and unit.tier == aim.tier]
    if own:
        return [max(own, key=lambda unit: (unit.to_level, unit.id))]
    for name in sorted(aim.wanted, key=lambda name: (-aim.weight[name], name)):
        found = [unit for unit in open_units if unit.competency == name and unit.role is None and unit.to_level <= aim.wanted[name]]
        if found:
            return [max(found, key=lambda unit: (unit.to_level, unit.id))]
    return []


def days_late(unit: Unit, hours_per_week: float, since: date, today: date) -> int:
    """By how many days a unit begun on `since` is open for longer than the weeks that the plan gives it; 0 when it is not."""
    weeks = ceil(round(_hours(unit) / (hours_per_week * FILLED), 6))
    return max(0, (today - since).days - 7 * weeks)


def _in_order(chosen: Sequence[Unit], aim: _Aim, started: Collection[str]) -> list[Unit]:
    """Prerequisites first; then what is begun already; then one whole level after the other, in each the competency that weighs most
    first, from the bottom up. The highest of the role's own work comes last."""
    own = [unit for unit in chosen if aim.is_own_work(unit)]
    last = max(own, key=lambda unit: (TIERS.index(unit.tier or TIERS[0]), unit.to_level, unit.id), default=None)

    def rank(unit: Unit) -> Rank:
        return unit is last, unit.id not in started, int(unit.from_level), -aim.weight[unit.competency], unit.from_level, unit.id

    return _topological(chosen, rank)


def _topological(units: Sequence[Unit], rank: Callable[[Unit], Rank]) -> list[Unit]:
    left, ids, ordered = list(units), {unit.id for unit in units}, list[Unit]()
    while left:
        done = {unit.id for unit in ordered}
        ready = [unit for unit in left if all(name in done or name not in ids for name in unit.prerequisites)]
        ordered.append(min(ready, key=rank))
        left.remove(ordered[-1])
    return ordered


def _steps(chosen: Sequence[Unit], aim: _Aim, *, proof: bool) -> tuple[Step, ...]:
    """Each unit with the levels of the gap that it closes and no unit before it has closed."""
    steps, closed = [], set[Place]()
    for unit in chosen:
        new = [place for place in _covers(unit) if place not in closed]
        closed.update(new)
        steps.append(
            Step(
                unit=unit.id,
                competency=unit.competency,
                hours=_hours(unit),
                closes=aim.levels(new),
                gap=aim.gap(unit.competency),
                weight=aim.weight[unit.competency],
                own_work=aim.is_own_work(unit),
                proof=proof,
            )
        )
    return tuple(steps)


def _uncovered(candidates: Sequence[Unit], aim: _Aim) -> tuple[str, ...]:
    """Competencies with a gap that no unit of the pack closes."""
    covered = {place for unit in candidates for place in _covers(unit)}
    return tuple(sorted({place[0] for place, worth in aim.stretches.items() if worth and place not in covered}))


def _gaps(steps: Sequence[Step], aim: _Aim) -> tuple[Gap, ...]:
    weightiest_first = sorted(aim.weight, key=lambda name: (-aim.weight[name], name))
    closed = {name: sum(step.closes for step in steps if step.competency == name) for name in weightiest_first}
    return tuple(Gap(name, aim.weight[name], aim.level[name], aim.wanted[name], closed[name]) for name in weightiest_first)


def _left_out(candidates: Sequence[Unit], chosen: Sequence[Unit], aim: _Aim) -> tuple[tuple[LeftOut, ...], float]:
    """What did not fit although it would have helped, the cheapest first, and the hours of all of it."""
    unit_of = {unit.id: unit for unit in candidates}
    taken = {unit.id for unit in chosen}
    covered = {place for unit in chosen for place in _covers(unit)}

    def missing(unit: Unit) -> set[str]:
        needed = [unit_of[name] for name in unit.prerequisites if name not in aim.had and name not in taken]
        return {unit.id}.union(*map(missing, needed))

    found, everything = [], set[str]()
    for unit in candidates:
        closes = aim.levels(place for place in _covers(unit) if place not in covered)
        if unit.id not in taken and (closes or aim.is_own_work(unit)):
            needed = missing(unit)
            everything |= needed
            found.append(LeftOut(unit.id, unit.competency, sum(_hours(unit_of[name]) for name in needed), closes))
    return tuple(sorted(found, key=lambda left: (left.hours, left.unit))), sum(_hours(unit_of[name]) for name in sorted(everything))


def _hours(unit: Unit) -> float:
    return (unit.hours[0] + unit.hours[1]) / 2


def _weeks(steps: Sequence[Step], capacity: float, start: date | None) -> tuple[Week, ...]:
    """Units one after the other into weeks of `capacity` hours; a long unit runs over several weeks."""
    weeks: list[dict[str, float]] = []
    free = 0.0
    for step in steps:
        rest = step.hours
        while rest > SMALLEST:
            if free < SMALLEST:
                weeks.append({})
                free = capacity
            spent = min(rest, free)
            weeks[-1][step.unit] = spent
            rest -= spent
            free -= spent
    return _with_checkpoints(weeks, {step.unit: step.competency for step in steps}, start)


def _with_checkpoints(weeks: Sequence[Mapping[str, float]], competency: Mapping[str, str], start: date | None) -> tuple[Week, ...]:
    """At the end of a week, once eight hours were worked since the last checkpoint: the competencies worked on. The last week has one."""
    found, hours, worked = [], 0.0, set[str]()
    for number, week in enumerate(weeks, 1):
        hours += sum(week.values())
        worked |= {competency[unit] for unit in week}
        due = hours >= BETWEEN_CHECKPOINTS or number == len(weeks)
        starts = start + timedelta(weeks=number - 1) if start else None
        found.append(Week(number, dict(week), starts, tuple(sorted(worked)) if due else ()))
        if due:
            hours, worked = 0.0, set()
    return tuple(found)
