"""Where a person is and wants to be: the levels that are missing, what it is worth to close them, and which units can."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from opscareer.pack.learning import Unit
from opscareer.pack.model import TIERS, Pack, Tier
from opscareer.results.assessment import Assessment
from opscareer.results.plan import Gap

LOWEST, HALF, HALVES = 1.0, 0.5, 8
LEAST_GAP = 0.1  # of a level: one this small is not worth a unit
REACHED = 0.5  # of a level below what is required: readiness counts that as reached

Stretch = tuple[str, float]
"""Half a level of a competency: its id and the level where the half begins."""


@dataclass(frozen=True)
class Aim:
    """The way from a person's levels to what a role requires at a tier.

    gaps: every competency of the role, the weightiest first, with nothing closed yet
    besides: competencies that weigh nothing in the role and are below what the tier requires: they count for readiness alone
    closed: units that are done or skipped, and lower steps of their competency that they build on
    needs: the units that are neither closed nor below the person's level, each with those of them that it directly builds on
    stretches: what it is worth to cover each half level, in weighted levels; 0 where there is no gap
    """

    role: str
    tier: Tier
    gaps: Mapping[str, Gap]
    besides: tuple[str, ...]
    closed: Collection[str]
    needs: Mapping[str, tuple[str, ...]]
    stretches: Mapping[Stretch, float]

    @classmethod
    def of(cls, pack: Pack, assessment: Assessment, role: str, tier: Tier, behind: Collection[str]) -> "Aim":
        """`behind`: units that are done or skipped."""
        level = {item.id: item.interval[0] for item in assessment.competencies}
        estimate = {item.id: item.level for item in assessment.competencies}
        by_weight = [(name, pack.role[role].needs[name]) for name in pack.role[role].needs_by_weight]
        gaps = {name: Gap(name, need.weight, level[name], float(need.required.at(tier)), closes=0.0) for name, need in by_weight}
        besides = tuple(name for name, gap in gaps.items() if not gap.weight and estimate[name] < gap.required - REACHED)
        closed = _with_lower_steps(pack, behind)

        def is_below(unit: Unit) -> bool:
            own = (unit.role, unit.tier) == (role, tier)  # worth doing even below the person's level
            return unit.to_level <= level[unit.competency] + LEAST_GAP and not own

        left = {unit.id: unit.prerequisites for unit in pack.units if unit.id not in closed and not is_below(unit)}
        needs = {unit: tuple(needed for needed in prerequisites if needed in left) for unit, prerequisites in left.items()}
        covered = {stretch for unit in closed for stretch in covered_by(pack.unit[unit])}
        return cls(role, tier, gaps, besides, closed, needs, _stretches(gaps, covered))

    def levels(self, stretches: Iterable[Stretch]) -> float:
        """How many levels of the gap these stretches of one competency make up."""
        return sum(self.stretches[stretch] / self.gaps[stretch[0]].weight for stretch in stretches if self.stretches[stretch])

    def is_at_tier(self, unit: Unit) -> bool:
        """Whether it is the particular work of the role at the tier."""
        return (unit.role, unit.tier) == (self.role, self.tier)

    def offers(self, unit: Unit) -> bool:
        """Whether a unit covers something of the gap, or is the role's own work up to the tier; never another role's work."""
        if unit.role is None:
            return any(self.stretches[stretch] for stretch in covered_by(unit))
        return unit.role == self.role and unit.tier is not None and TIERS.index(unit.tier) <= TIERS.index(self.tier)


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


def _stretches(gaps: Mapping[str, Gap], closed: Collection[Stretch]) -> dict[Stretch, float]:
    """Of every half level of every competency, by id and from the bottom up."""
    stretches = {}
    for competency, half in product(sorted(gaps), range(HALVES)):
        gap, low = gaps[competency], LOWEST + HALF * half
        overlap = min(low + HALF, gap.required) - max(low, gap.level)
        stretches[competency, low] = gap.weight * overlap if overlap > LEAST_GAP and (competency, low) not in closed else 0.0
    return stretches


def _with_lower_steps(pack: Pack, behind: Collection[str]) -> set[str]:
    """These units, and those of the same competency that they build on."""
    lower = {unit.id: [needed for needed in unit.prerequisites if pack.unit[needed].competency == unit.competency] for unit in pack.units}
    return all_needed((unit for unit in behind if unit in pack.unit), lower)
