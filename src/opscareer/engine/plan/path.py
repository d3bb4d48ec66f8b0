"""From the gaps to a path: which units, in which order, in which week. What a set of units is worth stands in `choice`, what comes next in
`order`, what a week holds in `schedule`.
"""

from collections.abc import Collection, Mapping, Sequence

from opscareer.engine.plan.aim import Aim, all_needed, covered_by
from opscareer.engine.plan.choice import budget_of, in_time
from opscareer.engine.plan.knapsack import TOLERANCE, choose
from opscareer.engine.plan.order import Order
from opscareer.engine.plan.schedule import CRUMB_OF_WEEK, HALF_HOUR, fill, hours_of
from opscareer.engine.plan.wishes import Learner, Wishes
from opscareer.frozen import frozen
from opscareer.pack.learning import Unit
from opscareer.pack.model import Pack
from opscareer.results.plan import Place

Weeks = list[dict[str, float]]
"""Of each week the hours of its units, by id."""


@frozen
class Path:
    """candidates: the units that lead to the aim, with all that they need; chosen: in the order in which they begin."""

    aim: Aim
    candidates: list[Unit]
    chosen: list[Unit]
    weeks: Weeks
    place: Mapping[str, Place]

    @property
    def reaches(self) -> bool:
        """Whether the chosen units close all that is missing."""
        covered = {stretch for unit in self.chosen for stretch in covered_by(unit)}
        return covered >= self.aim.open.keys()


def path_to(pack: Pack, learner: Learner, wishes: Wishes) -> Path:
    """The path from a learner to what they wish. Where nothing is missing: one proof."""
    aim = Aim.of(pack, learner, wishes.role, wishes.tier)
    wanted = all_needed((unit.id for unit in pack.units if aim.offers(unit)), aim.needs)
    candidates = [pack.unit[name] for name in sorted(wanted)]
    units = _fitting(candidates, aim, learner.started, wishes) if aim.missing else _proof(pack, aim)
    order, weeks = in_weeks(units, aim, learner.started, wishes.hours_per_week)
    begun = dict.fromkeys(name for week in weeks for name in week)
    place = {name: order.place(name) if aim.missing else "proof" for name in begun}
    return Path(aim, candidates, [pack.unit[name] for name in begun], weeks, place)


def in_weeks(units: Sequence[Unit], aim: Aim, started: Collection[str], hours_per_week: float) -> tuple[Order, Weeks]:
    """The order of these units, and their weeks."""
    order = Order(units, aim, started)
    return order, fill(order.next, hours_per_week)


def _fitting(candidates: Sequence[Unit], aim: Aim, started: Collection[str], wishes: Wishes) -> list[Unit]:
    """The units worth most that can be done in the weeks there are.

    Full weeks may hold a bit more than their hours and others less, so that only the weeks tell whether a choice fits: it is made for one
    week more, then for ever fewer hours until it does, and what else fits then is added, the most valuable first.
    """
    possible = in_time(candidates, aim, wishes.weeks)
    by_id = {unit.id: unit for unit in possible}
    budget = budget_of(possible, aim, started, wishes)

    def weeks_over(ids: Collection[str]) -> Weeks:
        return in_weeks([by_id[name] for name in sorted(ids)], aim, started, wishes.hours_per_week)[1][wishes.weeks :]

    taken = choose(budget.within(hours_of(wishes.weeks + 1, wishes.hours_per_week)))
    while over := weeks_over(taken):
        more = sum(sum(week.values()) for week in over)
        taken = choose(budget.within(sum(by_id[name].hours for name in taken) - max(HALF_HOUR, more / 2)))
    most = budget.hours * (1 + CRUMB_OF_WEEK)
    while True:
        larger = (taken | all_needed([name], aim.needs) for name in by_id if name not in taken)
        possibly = {ids: budget.worth(ids) for ids in larger if sum(by_id[name].hours for name in ids) <= most}
        better = [ids for ids, worth in possibly.items() if worth > budget.worth(taken) + TOLERANCE]
        fitting = (ids for ids in sorted(better, key=lambda ids: (-possibly[ids], sorted(ids))) if not weeks_over(ids))
        if (found := next(fitting, None)) is None:
            return [unit for unit in possible if unit.id in taken]
        taken = found


def _proof(pack: Pack, aim: Aim) -> list[Unit]:
    """One task that shows the level to others: what is under way, else the role's own work at the tier, else the highest unit of its
    weightiest competency."""
    open_units = [unit for unit in pack.units if unit.id not in aim.closed]
    begun = [unit for unit in open_units if unit.id in aim.begun and unit.role in {None, aim.role}]
    core = [unit for unit in open_units if unit.role is None and unit.to_level <= aim.gaps[unit.competency].required]
    by_preference = [begun, [unit for unit in open_units if aim.is_at_tier(unit)]]
    by_preference += [[unit for unit in core if unit.competency == competency] for competency in aim.gaps]
    return next(([max(units, key=lambda unit: (unit.to_level, unit.id))] for units in by_preference if units), [])
