"""Where a person is and wants to be: the levels that are missing, what it is worth to close them, and which units can."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from opscareer.engine.plan.closures import bits, closures
from opscareer.pack.model import TIERS, Need, Pack, Tier, Unit
from opscareer.results.assessment import Assessment

LOWEST, HIGHEST, HALF = 1.0, 5.0, 0.5
LEAST_GAP = 0.1  # of a level: one this small is not worth a unit

Stretch = tuple[str, float]
"""Half a level of a competency: its id and the level where the half begins."""


@dataclass(frozen=True)
class Aim:
    """The way from a person's levels to what a role requires at a tier.

    level: lower end of the person's interval in each competency, 1-5
    required: level that the role requires in each competency, 1-5
    weight: of each competency in the role, 0-1
    closed: units that are done or skipped, and lower steps of their competency that they build on
    satisfied: units that nobody needs to take: those `closed`, and those below the person's level
    stretches: what it is worth to cover each half level, in weighted levels; 0 where there is no gap
    """

    role: str
    tier: Tier
    level: Mapping[str, float]
    required: Mapping[str, float]
    weight: Mapping[str, float]
    closed: Collection[str]
    satisfied: Collection[str]
    stretches: Mapping[Stretch, float]

    @classmethod
    def of(cls, pack: Pack, assessment: Assessment, role: str, tier: Tier, behind: Collection[str]) -> "Aim":
        """`behind`: units that are done or skipped."""
        needs = pack.role[role].needs
        level = {item.id: min(HIGHEST, max(LOWEST, item.interval[0])) for item in assessment.competencies}
        closed = _with_lower_steps(pack, behind)
        return cls(
            role=role,
            tier=tier,
            level=level,
            required={competency: float(need.required.at(tier)) for competency, need in needs.items()},
            weight={competency: need.weight for competency, need in needs.items()},
            closed=closed,
            satisfied=closed | _below(pack, level, role, tier),
            stretches=_stretches(needs, tier, level, {stretch for unit in closed for stretch in covered_by(pack.unit[unit])}),
        )

    @property
    def weightiest_first(self) -> list[str]:
        """The competencies by weight."""
        return sorted(self.weight, key=lambda competency: (-self.weight[competency], competency))

    def gap(self, competency: str) -> float:
        """Levels that are missing."""
        return max(0.0, self.required[competency] - self.level[competency])

    def levels(self, stretches: Iterable[Stretch]) -> float:
        """How many levels of the gap these stretches of one competency make up."""
        return sum(self.stretches[stretch] / self.weight[stretch[0]] for stretch in stretches if self.stretches[stretch])

    def is_own_work(self, unit: Unit) -> bool:
        """Whether it is the particular work of the role."""
        return unit.role == self.role

    def is_at_tier(self, unit: Unit) -> bool:
        """Whether it is the particular work of the role at the tier."""
        return self.is_own_work(unit) and unit.tier == self.tier

    def offers(self, unit: Unit) -> bool:
        """Whether a unit covers something of the gap, or is the role's own work up to the tier; never another role's work."""
        if unit.role is None:
            return any(self.stretches[stretch] for stretch in covered_by(unit))
        return self.is_own_work(unit) and unit.tier is not None and TIERS.index(unit.tier) <= TIERS.index(self.tier)

    def still_needed(self, unit: Unit) -> list[str]:
        """What a unit directly builds on and the person does not have yet."""
        return [needed for needed in unit.prerequisites if needed not in self.satisfied]


def covered_by(unit: Unit) -> list[Stretch]:
    """The half levels that a unit covers."""
    return [(unit.competency, unit.from_level + HALF * step) for step in range(round((unit.to_level - unit.from_level) / HALF))]


def hours_of(unit: Unit) -> float:
    """Our estimate of a unit's hours: the middle of its range."""
    return (unit.hours[0] + unit.hours[1]) / 2


def _below(pack: Pack, level: Mapping[str, float], role: str, tier: Tier) -> frozenset[str]:
    """Units below the person's level. The role's own work at the tier is worth doing even there."""
    reached = (unit for unit in pack.units if unit.to_level <= level[unit.competency] + LEAST_GAP)
    return frozenset(unit.id for unit in reached if not (unit.role == role and unit.tier == tier))


def _stretches(needs: Mapping[str, Need], tier: Tier, level: Mapping[str, float], closed: Collection[Stretch]) -> dict[Stretch, float]:
    stretches = {}
    for competency, low in _half_levels(needs):
        need = needs[competency]
        overlap = min(low + HALF, need.required.at(tier)) - max(low, level[competency])
        stretches[competency, low] = need.weight * overlap if overlap > LEAST_GAP and (competency, low) not in closed else 0.0
    return stretches


def _half_levels(competencies: Iterable[str]) -> Iterator[Stretch]:
    """Every half level of every competency, by id and from the bottom up."""
    for competency in sorted(competencies):
        for half in range(round((HIGHEST - LOWEST) / HALF)):
            yield competency, LOWEST + HALF * half


def _with_lower_steps(pack: Pack, behind: Collection[str]) -> frozenset[str]:
    """These units, and those of the same competency that they build on."""
    lower = {unit.id: [needed for needed in unit.prerequisites if pack.unit[needed].competency == unit.competency] for unit in pack.units}
    closed = closures(lower)
    mask = 0
    for unit in behind:
        mask |= closed.get(unit, 0)
    return frozenset(pack.units[number].id for number in bits(mask))
