"""From the gaps to a path: which units, in which order, in which week."""

from collections.abc import Mapping
from math import floor

from opscareer.pack.model import TIERS, Pack, Tier, Unit
from opscareer.results import Assessment, Plan, Step, Week

LIKELY = 0.5
FILLED = 0.8  # of a week's hours: something always comes between
SMALLEST = 0.05


def target_tier(assessment: Assessment, role: str) -> Tier:
    """The first tier that the person probably does not meet yet; the highest when all are met."""
    ready = assessment.role(role).readiness
    return next((tier for tier in TIERS if ready[tier] < LIKELY), TIERS[-1])


def make_plan(pack: Pack, assessment: Assessment, role: str, tier: Tier, hours_per_week: float) -> Plan:
    """The units that lead from the person's levels to what `role` requires at `tier`.

    Gaps are counted from the lower end of each interval, since people rate themselves high more often than low. Order: the competency that
    weighs most in the role first, lower levels before higher, prerequisites before what needs them; ties by id. Weeks are filled to 80%.
    No gap: one proof task.
    """
    levels = {item.id: floor(item.interval[0] + 0.5) for item in assessment.competencies}
    needs = pack.role[role].needs
    wanted = {name: need.required.at(tier) for name, need in needs.items()}
    chosen = _needed(pack, role, levels, wanted)
    met = not any(levels[name] < level for name, level in wanted.items())
    if met:
        chosen = _proof(pack, role, wanted)
    weight = {name: need.weight for name, need in needs.items()}
    ordered = _in_order(chosen, weight)
    steps = tuple(
        Step(
            unit=unit.id,
            competency=unit.competency,
            hours=_hours(unit),
            closes=float(unit.to_level - unit.from_level),
            gap=float(max(wanted[unit.competency] - levels[unit.competency], 0)),
            weight=weight[unit.competency],
            proof=met,
        )
        for unit in ordered
    )
    covered = {name: _climbed(levels[name], name, chosen) for name in wanted}
    return Plan(
        role=role,
        tier=tier,
        hours_per_week=hours_per_week,
        steps=steps,
        weeks=_weeks(steps, hours_per_week * FILLED),
        hours_total=sum(step.hours for step in steps),
        met=met,
        uncovered=tuple(sorted(name for name, level in wanted.items() if not met and covered[name] < level)),
    )


def _needed(pack: Pack, role: str, levels: Mapping[str, float], wanted: Mapping[str, float]) -> list[Unit]:
    """Units, core or of this role, that lead up to the wanted levels, with the prerequisites that the person does not have."""
    chosen: dict[str, Unit] = {}

    def take(unit: Unit) -> None:
        if unit.id in chosen or unit.to_level <= levels[unit.competency]:
            return
        chosen[unit.id] = unit
        for name in unit.prerequisites:
            take(pack.unit[name])

    for unit in pack.units:
        if unit.role in {None, role} and unit.to_level <= wanted[unit.competency]:
            take(unit)
    return list(chosen.values())


def _proof(pack: Pack, role: str, wanted: Mapping[str, float]) -> list[Unit]:
    """The unit that ends at the required level of the role's weightiest competency: doing its task shows the level to others."""
    needs = pack.role[role].needs
    for name in sorted(needs, key=lambda name: (-needs[name].weight, name)):
        found = [unit for unit in pack.units if unit.competency == name and unit.role in {None, role} and unit.to_level <= wanted[name]]
        if found:
            return [max(found, key=lambda unit: (unit.to_level, unit.id))]
    return []


def _climbed(level: float, competency: str, units: list[Unit]) -> float:
    """The level that the units lead up to without a gap."""
    for unit in sorted(units, key=lambda unit: unit.from_level):
        if unit.competency == competency and unit.from_level <= level:
            level = max(level, unit.to_level)
    return level


def _in_order(chosen: list[Unit], weight: Mapping[str, float]) -> list[Unit]:
    left, done = list(chosen), set[str]()
    ids = {unit.id for unit in chosen}
    ordered: list[Unit] = []
    while left:
        open_units = [unit for unit in left if all(name in done or name not in ids for name in unit.prerequisites)]
        best = min(open_units, key=lambda unit: (-weight[unit.competency], unit.from_level, unit.id))
        left.remove(best)
        done.add(best.id)
        ordered.append(best)
    return ordered


def _hours(unit: Unit) -> float:
    return (unit.hours[0] + unit.hours[1]) / 2


def _weeks(steps: tuple[Step, ...], capacity: float) -> tuple[Week, ...]:
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
    return tuple(Week(number, hours) for number, hours in enumerate(weeks, 1))
