"""From the gaps to a path: which units, in which order, in which week.

A unit covers stretches of half a level of its competency. Covering a stretch is worth the part of it that lies in the person's gap, times
the weight of the competency in the role; a unit of the role's own work is worth something more by itself, for it is what an employer looks
at.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from opscareer.engine.plan.aim import Aim, Stretch, all_needed, covered_by
from opscareer.engine.plan.knapsack import Option, choose, worth_of
from opscareer.pack.learning import Unit
from opscareer.pack.model import TIERS, Pack, Tier
from opscareer.results.assessment import Assessment
from opscareer.results.plan import LeftOut, Plan, Step, Week

LIKELY = 0.5
WEEKS = 12
OWN_WORK = 0.1  # weighted levels that a unit of the role's own work is worth beside what it covers
GROUNDWORK = 0.01  # likewise of a unit that others build on, so that hours left over lead on
MUST = 100.0  # weighted levels: more than everything else together
FILLED = 0.8  # of a week's hours: something always comes between
SHORTEST = 0.05  # hours: less is not worth a line in a week
BETWEEN_CHECKPOINTS = 8.0  # hours of work


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
    wanted = all_needed((unit for unit in aim.needs if aim.offers(pack.unit[unit])), aim.needs)
    candidates = [unit for unit in pack.units if unit.id in wanted]
    chosen = _proof(pack, aim) if met else _in_order(_choice(candidates, aim, started, weeks * hours_per_week * FILLED), aim, started)
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
        uncovered=_uncovered(candidates, aim),
        left_out=left_out,
        hours_left=hours_left,
        gaps=tuple(
            replace(gap, closes=sum(step.closes for step in steps if step.competency == gap.id)) for gap in aim.gaps.values() if gap.weight
        ),
        besides=aim.besides,
    )


def _choice(candidates: Sequence[Unit], aim: Aim, started: Collection[str], hours: float) -> list[Unit]:
    """The units worth most within the hours; among them, where they fit, what is begun and one of the role's own work at the tier, for a
    plan is to end in it."""
    built_on = {needed for unit in candidates for needed in unit.prerequisites}
    numbers = {stretch: number for number, stretch in enumerate(aim.stretches)}

    def worth(unit: Unit) -> float:
        return MUST if unit.id in started else OWN_WORK if unit.role == aim.role else GROUNDWORK if unit.id in built_on else 0.0

    options = [
        Option(unit.id, unit.hours, aim.needs[unit.id], frozenset(numbers[stretch] for stretch in covered_by(unit)), worth(unit))
        for unit in candidates
    ]
    worths = list(aim.stretches.values())
    at_tier = {unit.id for unit in candidates if aim.is_at_tier(unit)}
    tries = [choose(options, worths, hours)]
    for own in sorted(at_tier):
        tries.append(choose([replace(option, worth=MUST) if option.id == own else option for option in options], worths, hours))
    best = max(tries, key=lambda taken: (bool(taken & at_tier), worth_of(taken, options, worths)))
    return [unit for unit in candidates if unit.id in best]


def _proof(pack: Pack, aim: Aim) -> list[Unit]:
    """One task that shows the level to others: the role's own work at the tier, else the highest unit of its weightiest competency."""
    open_units = [unit for unit in pack.units if unit.id not in aim.closed]
    core = [unit for unit in open_units if unit.role is None and unit.to_level <= aim.gaps[unit.competency].required]
    by_preference = [[unit for unit in open_units if aim.is_at_tier(unit)]]
    by_preference += [[unit for unit in core if unit.competency == competency] for competency in aim.gaps]
    return next(([max(units, key=lambda unit: (unit.to_level, unit.id))] for units in by_preference if units), [])


def _in_order(chosen: Sequence[Unit], aim: Aim, started: Collection[str]) -> list[Unit]:
    """Prerequisites first; then what is begun already; then one whole level after the other, in each the competency that weighs most
    first, from the bottom up. The highest of the role's own work comes last."""
    own = [unit for unit in chosen if unit.role == aim.role]
    last = max(own, key=lambda unit: (TIERS.index(unit.tier or TIERS[0]), unit.to_level, unit.id), default=None)

    def rank(unit: Unit) -> tuple[bool, bool, int, float, float, str]:
        weight = aim.gaps[unit.competency].weight
        return unit is last, unit.id not in started, int(unit.from_level), -weight, unit.from_level, unit.id

    waiting = {unit.id: unit for unit in sorted(chosen, key=rank)}
    ordered = []
    while waiting:
        ready = next(unit for unit in waiting.values() if waiting.keys().isdisjoint(unit.prerequisites))
        ordered.append(waiting.pop(ready.id))
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
                hours=unit.hours,
                closes=aim.levels(new),
                gap=aim.gaps[unit.competency].missing,
                weight=aim.gaps[unit.competency].weight,
                own_work=unit.role == aim.role,
                proof=proof,
            )
        )
    return tuple(steps)


def _uncovered(candidates: Collection[Unit], aim: Aim) -> tuple[str, ...]:
    """Competencies with a gap that no unit of the pack closes."""
    covered = {stretch for unit in candidates for stretch in covered_by(unit)}
    return tuple(sorted({stretch[0] for stretch, worth in aim.stretches.items() if worth and stretch not in covered}))


def _left_out(units: Sequence[Unit], chosen: Sequence[Unit], aim: Aim) -> tuple[tuple[LeftOut, ...], float]:
    """What did not fit although it would have helped, the cheapest first, and the hours of all of it."""
    taken = {unit.id for unit in chosen}
    covered = {stretch for unit in chosen for stretch in covered_by(unit)}

    def hours(ids: Collection[str]) -> float:
        return sum(unit.hours for unit in units if unit.id in ids)

    left_out, everything = [], set[str]()
    for unit in units:
        closes = aim.levels(stretch for stretch in covered_by(unit) if stretch not in covered)
        if unit.id not in taken and (closes or unit.role == aim.role):
            missing = all_needed([unit.id], aim.needs) - taken
            everything |= missing
            left_out.append(LeftOut(unit.id, unit.competency, hours(missing), closes))
    return tuple(sorted(left_out, key=lambda left: (left.hours, left.id))), hours(everything)


def weeks_of(steps: Sequence[Step], hours_per_week: float, start: date | None) -> tuple[Week, ...]:
    """Units one after the other into weeks that are filled to 80%; a long unit runs over several weeks."""
    weeks: list[dict[str, float]] = []
    free = 0.0
    for step in steps:
        rest = step.hours
        while rest > SHORTEST:
            if free < SHORTEST:
                weeks.append({})
                free = hours_per_week * FILLED
            spent = min(rest, free)
            weeks[-1][step.unit] = spent
            rest -= spent
            free -= spent
    return _with_checkpoints(weeks, {step.unit: step.competency for step in steps}, start)


def _with_checkpoints(weeks: Sequence[Mapping[str, float]], competency: Mapping[str, str], start: date | None) -> tuple[Week, ...]:
    """At the end of a week, once eight hours were worked since the last checkpoint: the competencies worked on. The last week has one."""
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


def days_late(unit: Unit, hours_per_week: float, since: date, today: date) -> int:
    """By how many days a unit begun on `since` is open for longer than the weeks that the plan gives it; 0 when it is not."""
    weeks = ceil(round(unit.hours / (hours_per_week * FILLED), 6))
    return max(0, (today - since).days - 7 * weeks)
