"""Where a person is and wants to be: the levels that are missing, and which units can close them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from math import floor

from opscareer.engine.plan.wishes import Learner
from opscareer.frozen import frozen
from opscareer.pack.learning import Unit
from opscareer.pack.model import TIERS, Pack, Tier
from opscareer.results.plan import Gap
from opscareer.results.units import REACHED

LOWEST, HALF, HALVES = 1.0, 0.5, 8
LEAST_GAP = 0.1  # of a level: one this small is not worth a unit

Stretch = tuple[str, float]
"""Half a level of a competency: its id and the level where the half begins."""


@frozen
class Aim:
    """The way from a person's levels to what a role requires at a tier.

    gaps: every competency of the role, the weightiest first, with nothing closed by the plan yet
    closed: units that are done or skipped
    begun: units that are under way
    behind: up to which level of each competency the units are behind the person
    needs: the other units, each with those of them that it directly builds on
    open: levels that covering each half level closes, as far as there is a gap
    own_behind: hours of the role's own work that is done or skipped
    """

    role: str
    tier: Tier
    gaps: Mapping[str, Gap]
    closed: Collection[str]
    begun: Collection[str]
    behind: Mapping[str, float]
    needs: Mapping[str, tuple[str, ...]]
    open: Mapping[Stretch, float]
    own_behind: float

    @classmethod
    def of(cls, pack: Pack, learner: Learner, role: str, tier: Tier) -> "Aim":
        """Units done or skipped credit their level: what lies below it in their competency is behind the person.

        So is every unit that ends at or below the level to which the estimate rounds; but where this holds for all of the role's own work
        at the tier and none of it is done, the highest of it remains, to show the level to others. What is under way is never behind.
        """
        credit = dict.fromkeys(pack.competency, 0.0)
        for unit in (pack.unit[name] for name in learner.behind if name in pack.unit):
            credit[unit.competency] = max(credit[unit.competency], unit.to_level)
        found, needed = {item.id: item for item in learner.assessment.competencies}, pack.role[role].needs
        gaps, behind, is_open = {}, {}, dict[Stretch, float]()
        for name in pack.role[role].needs_by_weight:
            level, required = found[name].level, float(needed[name].required.at(tier))
            gap = Gap(name, needed[name].weight, level, found[name].interval[0], required, done=0.0, closes=0.0)
            behind[name] = max(level + LEAST_GAP, floor(level + REACHED), credit[name])
            gaps[name] = gap if gap.met else replace(gap, done=max(0.0, min(credit[name], required) - level))
            is_open.update(_open(gaps[name], behind[name]))
        new = sorted((unit for unit in pack.units if unit.id not in learner.behind), key=lambda unit: unit.id)
        left = {unit.id: unit for unit in new if unit.to_level > behind[unit.competency] or unit.id in learner.started}
        at_tier = [unit for unit in pack.units if (unit.role, unit.tier) == (role, tier) and unit.id not in learner.skipped]
        if at_tier and not any(unit.id in left or unit.id in learner.done for unit in at_tier):
            shows_it = max(at_tier, key=lambda unit: (unit.to_level, unit.hours, unit.id))
            left[shows_it.id] = shows_it
        needs = {unit.id: tuple(name for name in unit.prerequisites if name in left) for unit in left.values()}
        own = [unit for unit in left.values() if _is_own(unit, role, tier, gaps)]
        own_behind = sum(unit.hours for unit in pack.units if unit.role == role and unit.id in learner.behind)
        return cls(role, tier, gaps, learner.behind, learner.started, behind, _with_own_steps(left, needs, own), is_open, own_behind)

    @property
    def besides(self) -> tuple[str, ...]:
        """Competencies that weigh nothing in the role and are below what the tier requires: they count for readiness alone."""
        return tuple(name for name, gap in self.gaps.items() if not gap.weight and not gap.met)

    @property
    def missing(self) -> list[str]:
        """The competencies that the plan has to raise, the one first whose gap weighs most."""
        open_levels = {name: self.levels(stretch for stretch in self.open if stretch[0] == name) for name in self.gaps}
        return sorted(
            (name for name in open_levels if open_levels[name]), key=lambda name: (-self.gaps[name].weight * open_levels[name], name)
        )

    def levels(self, stretches: Iterable[Stretch]) -> float:
        """How many levels of the gaps these stretches make up."""
        return sum(self.open.get(stretch, 0.0) for stretch in stretches)

    def is_own(self, unit: Unit) -> bool:
        """Whether it is particular work of the role, of the tier or one below it, or such as leads no higher than the tier requires."""
        return _is_own(unit, self.role, self.tier, self.gaps)

    def is_at_tier(self, unit: Unit) -> bool:
        """Whether it is the particular work of the role at the tier."""
        return (unit.role, unit.tier) == (self.role, self.tier)

    def offers(self, unit: Unit) -> bool:
        """Whether a unit covers something of the gap, or is the role's own work, or under way; never another role's, nor what is behind the
        person."""
        leads_on = unit.id in self.begun or self.levels(covered_by(unit)) > 0
        return unit.id in self.needs and (self.is_own(unit) or (unit.role is None and leads_on))


def covered_by(unit: Unit) -> list[Stretch]:
    """The half levels that a unit covers."""
    return [(unit.competency, unit.from_level + HALF * step) for step in range(round((unit.to_level - unit.from_level) / HALF))]


def all_needed(wanted: Iterable[str], needs: Mapping[str, Iterable[str]]) -> set[str]:
    """These ids and all that they need, directly or through others."""
    reached, ahead = set[str](), list(wanted)
    while ahead:
        if (key := ahead.pop()) not in reached:
            reached.add(key)
            ahead += needs[key]
    return reached


def _is_own(unit: Unit, role: str, tier: Tier, gaps: Mapping[str, Gap]) -> bool:
    if unit.role != role or unit.tier is None:
        return False
    gap = gaps.get(unit.competency)
    return TIERS.index(unit.tier) <= TIERS.index(tier) or (gap is not None and unit.to_level <= gap.required)


def _open(gap: Gap, behind: float) -> dict[Stretch, float]:
    """Of the half levels above what is behind the person, what lies in the gap. The lowest of them leads up from where the person is."""
    found: dict[Stretch, float] = {}
    if not gap.weight or gap.met:
        return found
    reached = gap.level + gap.done
    for half in range(HALVES):
        low = LOWEST + HALF * half
        high = min(low + HALF, gap.required)
        if high > low and low + HALF > behind and high - reached > 0:
            found[gap.id, low] = high - reached
            reached = high
    return found


def _with_own_steps(left: Mapping[str, Unit], needs: Mapping[str, tuple[str, ...]], own: Iterable[Unit]) -> dict[str, tuple[str, ...]]:
    """The role's own work takes the place of the core unit that covers the same ground, for the next core units of the same competency.

    Not where it builds on that core unit itself. What own work names is what it needs.
    """
    result = dict(needs)
    for core in sorted((unit for unit in left.values() if unit.role is None), key=lambda unit: (unit.from_level, unit.id)):
        same = [
            unit
            for unit in own
            if unit.competency == core.competency and unit.from_level <= core.from_level and unit.to_level >= core.to_level
        ]
        instead = [unit for unit in same if core.id not in all_needed([unit.id], result)]
        if instead:
            step = min(instead, key=lambda unit: (unit.hours, unit.id)).id
            for name, needed in result.items():
                if core.id in needed and left[name].competency == core.competency and left[name].role is None:
                    result[name] = tuple(dict.fromkeys(step if key == core.id else key for key in needed))
    return result
