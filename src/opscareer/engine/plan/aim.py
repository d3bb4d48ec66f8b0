"""Where a person is and wants to be: the levels that are missing, and which units can close them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from math import floor

from opscareer.engine.plan.wishes import Learner
from opscareer.frozen import frozen
from opscareer.pack.learning import Unit
from opscareer.pack.model import TIERS, Pack, Tier
from opscareer.results.assessment import Assessment
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
    closed: units that are done, skipped or unwanted
    begun: units that are under way
    ahead: units that lead on from where the person is, what is under way, and own work that is to show the level where none leads on
    behind: those of them that do not lead on
    needs: these units and what they build on, each with those that it directly builds on
    open: levels that covering each half level closes, as far as there is a gap
    entered: whether some of the role's own work is done or skipped
    shown: whether some of it at the tier is done
    own_hours: of its own work that is done
    """

    role: str
    tier: Tier
    gaps: Mapping[str, Gap]
    closed: Collection[str]
    begun: Collection[str]
    ahead: Collection[str]
    behind: Collection[str]
    needs: Mapping[str, tuple[str, ...]]
    open: Mapping[Stretch, float]
    entered: bool
    shown: bool
    own_hours: float

    @classmethod
    def of(cls, pack: Pack, learner: Learner, role: str, tier: Tier) -> "Aim":
        """A unit done is credited with the half levels that it covers; one skipped, because the person could do it before, with everything
        of its competency up to its last level. Once the competency was measured again, the estimate alone counts.

        A unit is behind the person that ends at or below the level to which the estimate rounds, or whose ground is credited; but where
        this holds for all of the role's own work at the tier and none of it is done, the highest of it remains, to show the level to
        others. What is under way is never behind. What a unit names is needed unless it is closed, or its level is reached by the estimate
        or by what was skipped: that another unit of its level is done says nothing of it.
        """
        own = [unit for unit in pack.units if unit.role == role]
        own_done = [unit for unit in own if unit.id in learner.done]
        shown = any(unit.tier == tier for unit in own_done)
        credited, known = _credited(pack, learner), _known(pack, learner)
        reached = {item.id: max(_reached(item.level), known.get(item.id, 0.0)) for item in learner.assessment.competencies}
        gaps, is_open = {}, dict[Stretch, float]()
        for gap in _gaps(pack, learner.assessment, role, tier):
            missing = _missing(gap)
            gaps[gap.id] = replace(gap, done=sum(levels for stretch, levels in missing.items() if stretch in credited))
            is_open.update({stretch: levels for stretch, levels in missing.items() if stretch not in credited})
        new = sorted((unit for unit in pack.units if unit.id not in learner.closed), key=lambda unit: unit.id)
        left = {unit.id: unit for unit in new if unit.to_level > reached[unit.competency] or unit.id in learner.started}
        behind = {name for name, unit in left.items() if unit.to_level <= reached[unit.competency] or credited.issuperset(covered_by(unit))}
        ahead = {name for name in left if name not in behind or name in learner.started}
        at_tier = [unit for unit in new if (unit.role, unit.tier) == (role, tier)]
        if at_tier and not shown and not any(unit.id in ahead for unit in at_tier):
            shows_it = max(at_tier, key=lambda unit: (unit.to_level, unit.hours, unit.id))
            left[shows_it.id] = shows_it
            behind.add(shows_it.id)
            ahead.add(shows_it.id)
        needs = {unit.id: tuple(name for name in unit.prerequisites if name in left) for unit in left.values()}
        over = [unit for unit in pack.units if unit.role and unit.id in {*learner.done, *learner.skipped}]
        needs = _without_steps_done(left, needs, over)
        return cls(
            role,
            tier,
            gaps,
            closed=learner.closed,
            begun=learner.started,
            behind=behind,
            ahead=ahead,
            needs=_with_own_steps(left, needs, [unit for unit in left.values() if _is_own(unit, role, tier, gaps)]),
            open=is_open,
            entered=any(unit.role == role for unit in over),
            shown=shown,
            own_hours=sum(unit.hours for unit in own_done),
        )

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
        return unit.id in self.ahead and (self.is_own(unit) or (unit.role is None and leads_on))


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


def _counting(pack: Pack, learner: Learner, units: Collection[str]) -> list[Unit]:
    """Those of these units of which the estimate does not know yet."""
    return [pack.unit[name] for name in units if name in pack.unit and name not in learner.measured]


def _known(pack: Pack, learner: Learner) -> dict[str, float]:
    """The level up to which the person could do the work before, by the units that they skipped; by competency."""
    known = dict[str, float]()
    for unit in _counting(pack, learner, learner.skipped):
        known[unit.competency] = max(known.get(unit.competency, LOWEST), unit.to_level)
    return known


def _credited(pack: Pack, learner: Learner) -> set[Stretch]:
    """The half levels that the person has behind them by what they did or could do before."""
    before = [replace(unit, from_level=LOWEST) for unit in _counting(pack, learner, learner.skipped)]
    return {stretch for unit in [*_counting(pack, learner, learner.done), *before] for stretch in covered_by(unit)}


def _reached(level: float) -> float:
    """The level up to which units teach nothing new to somebody at this estimate."""
    return max(level + LEAST_GAP, floor(level + REACHED))


def _gaps(pack: Pack, assessment: Assessment, role: str, tier: Tier) -> Iterator[Gap]:
    """Every competency of the role, the weightiest first."""
    found, needed = {item.id: item for item in assessment.competencies}, pack.role[role].needs
    for name in pack.role[role].needs_by_weight:
        required, low = float(needed[name].required.at(tier)), found[name].interval[0]
        yield Gap(name, needed[name].weight, found[name].level, low, required, done=0.0, closes=0.0)


def _missing(gap: Gap) -> dict[Stretch, float]:
    """The half levels of a gap above what the estimate has reached, each with its levels. The lowest of them leads up from the estimate."""
    found, level, reached = dict[Stretch, float](), gap.level, _reached(gap.level)
    if not gap.weight or gap.met:
        return found
    for half in range(HALVES):
        low = LOWEST + HALF * half
        high = min(low + HALF, gap.required)
        if low + HALF > reached and high > max(low, level):
            found[gap.id, low] = high - level
            level = high
    return found


def _takes_its_place(own: Unit, core: Unit) -> bool:
    """Whether a role's own work covers the ground of a core unit, so that the next core units of the competency build on it instead."""
    return own.competency == core.competency and own.from_level <= core.from_level and own.to_level >= core.to_level


def _without_steps_done(left: Mapping[str, Unit], needs: Mapping[str, tuple[str, ...]], done: Iterable[Unit]) -> dict[str, tuple[str, ...]]:
    """What is left to do before each unit where particular work of a role is done: it has taken the place of core units."""
    over = {core.id for core in left.values() if core.role is None and any(_takes_its_place(unit, core) for unit in done)}
    return {name: tuple(key for key in needed if key not in over or not _follows(left[key], left[name])) for name, needed in needs.items()}


def _follows(core: Unit, unit: Unit) -> bool:
    return unit.role is None and unit.competency == core.competency


def _with_own_steps(left: Mapping[str, Unit], needs: Mapping[str, tuple[str, ...]], own: Iterable[Unit]) -> dict[str, tuple[str, ...]]:
    """The role's own work takes the place of the core unit that covers the same ground, for the next core units of the same competency.

    Not where it builds on that core unit itself. What own work names is what it needs.
    """
    result = dict(needs)
    for core in sorted((unit for unit in left.values() if unit.role is None), key=lambda unit: (unit.from_level, unit.id)):
        instead = [unit for unit in own if _takes_its_place(unit, core) and core.id not in all_needed([unit.id], result)]
        if instead:
            step = min(instead, key=lambda unit: (unit.hours, unit.id)).id
            for name, needed in result.items():
                if core.id in needed and _follows(core, left[name]):
                    result[name] = tuple(dict.fromkeys(step if key == core.id else key for key in needed))
    return result
