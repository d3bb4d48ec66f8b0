"""What comes next: first what is under way, then the role's own work, then the gap that weighs most; the highest own work comes last."""

from collections.abc import Collection, Sequence

from opscareer.engine.plan.aim import Aim, Stretch, all_needed, covered_by
from opscareer.engine.plan.knapsack import bits, closures
from opscareer.pack.learning import Unit
from opscareer.pack.model import TIERS
from opscareer.results.plan import Place


class Order:
    """The order in which chosen units begin.

    A unit can begin when what it needs is finished. Of those that can, first what was begun before, or what that needs; then the role's own
    entry unit, or what it needs; then the units of the competency whose weight times its levels still open is the largest, or what they
    need. The capstone begins when all else has begun. `entry` is the unit of the role's own work of the lowest tier that needs least before
    it, `capstone` the highest that no other unit needs, where there are two of them.
    """

    def __init__(self, chosen: Sequence[Unit], aim: Aim, started: Collection[str]) -> None:
        self.units = {unit.id: unit for unit in chosen}
        self.aim = aim
        self.needs = {name: tuple(needed for needed in aim.needs.get(name, ()) if needed in self.units) for name in self.units}
        self.capstone, self.entry = self._own()
        self.to_begin = all_needed((name for name in started if name in self.units), self.needs)
        self.to_enter = all_needed([self.entry.id] if self.entry else [], self.needs)
        self.leads_to = self._leads_to()

    def _own(self) -> tuple[Unit | None, Unit | None]:
        """The capstone and the entry unit."""
        needed = {name for needs in self.needs.values() for name in needs}
        own = [unit for unit in self.units.values() if self.aim.is_own(unit)]
        shows_it = [unit for unit in own if unit.to_level <= self.aim.behind[unit.competency]]
        last = shows_it or [unit for unit in own if unit.id not in needed] if len(own) > 1 or shows_it else []
        capstone = max(last, key=lambda unit: (_tier(unit), unit.to_level, unit.hours, unit.id), default=None)

        def before(unit: Unit) -> float:
            return sum(self.units[name].hours for name in all_needed([unit.id], self.needs)) - unit.hours

        first = [unit for unit in own if unit is not capstone]
        return capstone, min(first, key=lambda unit: (_tier(unit), before(unit), unit.from_level, unit.id), default=None)

    def _leads_to(self) -> dict[str, list[str]]:
        """Every unit with those that need it, directly or through others, itself first."""
        names = list(self.needs)
        found: dict[str, list[str]] = {name: [name] for name in names}
        for name, mask in closures(self.needs).items():
            for number in bits(mask):
                if names[number] != name:
                    found[names[number]].append(name)
        return found

    def next(self, begun: Collection[str], finished: Collection[str]) -> Unit | None:
        """What to begin now; None where nothing can."""
        waiting = [
            unit
            for unit in self.units.values()
            if unit.id not in begun and (unit is not self.capstone or len(begun) + 1 == len(self.units))
        ]
        ready = [unit for unit in waiting if all(needed in finished for needed in self.needs[unit.id])]
        if not ready:
            return None
        covered = {stretch for name in begun for stretch in covered_by(self.units[name])}
        closed = dict.fromkeys(self.aim.gaps, 0.0)
        for stretch in covered:
            closed[stretch[0]] += self.aim.open.get(stretch, 0.0)
        gap = {name: gap.weight * (gap.missing - gap.done - closed[name]) for name, gap in self.aim.gaps.items()}

        def weighs(name: str) -> float:
            unit = self.units[name]
            return gap[unit.competency] if self._is_new(unit, covered) else 0.0

        def rank(unit: Unit) -> tuple[bool, bool, float, float, bool, float, str]:
            most = max(weighs(name) for name in self.leads_to[unit.id] if name not in begun)
            of_it = (unit.id not in self.to_begin, unit.id not in self.to_enter, -round(most, 9), -round(weighs(unit.id), 9))
            return *of_it, not self.aim.is_own(unit), unit.from_level, unit.id

        return min(ready, key=rank)

    def place(self, name: str) -> Place:
        """Why a unit is where it is."""
        if self.capstone and name == self.capstone.id:
            return "capstone"
        return "begun" if name in self.to_begin else "entry" if name in self.to_enter else "gap"

    def _is_new(self, unit: Unit, covered: Collection[Stretch]) -> bool:
        return any(stretch in self.aim.open and stretch not in covered for stretch in covered_by(unit))


def _tier(unit: Unit) -> int:
    return TIERS.index(unit.tier or TIERS[0])
