"""What comes next: first what is under way, then the role's own work, then the gap that weighs most; the highest own work comes last."""

from collections.abc import Collection, Sequence

from opscareer.engine.plan.aim import Aim, all_needed
from opscareer.engine.plan.knapsack import bits, closures
from opscareer.pack.learning import Unit
from opscareer.pack.model import TIERS
from opscareer.results.plan import Place


class Order:
    """The order in which chosen units begin.

    A unit can begin when what it needs is finished. Of those that can, first what was begun before, or what that needs; then the role's own
    entry unit, or what it needs; then the unit for which the weight of its competency times the levels missing from where it begins is the
    largest, or what that needs. The capstone begins when all else has begun.

    entry: of the role's own work of the lowest tier, the unit that needs the fewest hours before it; none once some of it is done
    capstone: the highest of the role's own work, where that is another, not begun before, and no other unit builds on it
    """

    def __init__(self, chosen: Sequence[Unit], aim: Aim, started: Collection[str]) -> None:
        self.units = {unit.id: unit for unit in chosen}
        self.aim = aim
        self.needs = {name: tuple(needed for needed in aim.needs.get(name, ()) if needed in self.units) for name in self.units}
        self.to_begin = all_needed((name for name in started if name in self.units), self.needs)
        self.entry, self.capstone = self._own()
        self.to_enter = all_needed([self.entry.id] if self.entry else [], self.needs)
        self.leads_to = self._leads_to()
        self.weighs = {name: self._weighs(unit) for name, unit in self.units.items()}

    def _own(self) -> tuple[Unit | None, Unit | None]:
        """The entry unit and the capstone. What lies below the person's level is no entry."""
        needed = {name for needs in self.needs.values() for name in needs}
        own = [unit for unit in self.units.values() if self.aim.is_own(unit)]
        above = [unit for unit in own if unit.id not in self.aim.behind]

        def before(unit: Unit) -> float:
            return sum(self.units[name].hours for name in all_needed([unit.id], self.needs)) - unit.hours

        ready = [] if self.aim.entered else above
        entry = min(ready, key=lambda unit: (_tier(unit), before(unit), unit.from_level, unit.id), default=None)
        highest = max(own, key=lambda unit: (_tier(unit), unit.to_level, unit is not entry, unit.hours, unit.id), default=None)
        is_last = highest is not None and highest is not entry and highest.id not in needed | self.to_begin
        return entry, highest if is_last else None

    def _leads_to(self) -> dict[str, list[str]]:
        """Every unit with those that need it, directly or through others, itself first."""
        names = list(self.needs)
        found: dict[str, list[str]] = {name: [name] for name in names}
        for name, mask in closures(self.needs).items():
            for number in bits(mask):
                if names[number] != name:
                    found[names[number]].append(name)
        return found

    def _weighs(self, unit: Unit) -> float:
        """The weight of its competency times the levels that are missing from where it begins."""
        gap = self.aim.gaps[unit.competency]
        still_open = self.aim.levels(stretch for stretch in self.aim.open if stretch[0] == gap.id and stretch[1] >= unit.from_level)
        return gap.weight * min(still_open, max(0.0, gap.required - max(gap.level, unit.from_level)))

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

        def rank(unit: Unit) -> tuple[bool, bool, float, float, bool, float, str]:
            most = max(self.weighs[name] for name in self.leads_to[unit.id] if name not in begun)
            of_it = (unit.id not in self.to_begin, unit.id not in self.to_enter, -round(most, 9), -round(self.weighs[unit.id], 9))
            return *of_it, not self.aim.is_own(unit), unit.from_level, unit.id

        return min(ready, key=rank)

    def place(self, name: str) -> Place:
        """Why a unit is where it is."""
        if self.capstone and name == self.capstone.id:
            return "capstone"
        return "begun" if name in self.to_begin else "entry" if name in self.to_enter else "gap"


def _tier(unit: Unit) -> int:
    return TIERS.index(unit.tier or TIERS[0])
