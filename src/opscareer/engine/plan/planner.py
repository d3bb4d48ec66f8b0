"""The learning path as a value: each unit with the reason why it is there, and what is left out. `path` makes it."""

from dataclasses import replace
from datetime import date
from graphlib import TopologicalSorter

from opscareer.engine.plan.aim import Stretch, all_needed, covered_by
from opscareer.engine.plan.choice import needs_beside, rest_of
from opscareer.engine.plan.claims import claimed
from opscareer.engine.plan.path import Path, in_weeks, path_to
from opscareer.engine.plan.schedule import dated, weeks_for
from opscareer.engine.plan.wishes import WEEKS, Learner, Wishes
from opscareer.pack.learning import Unit
from opscareer.pack.model import TIERS, Pack, Tier
from opscareer.results.assessment import Assessment
from opscareer.results.plan import Because, LeftOut, MetBelow, Plan, Rest, Step
from opscareer.results.units import is_met

__all__ = ["WEEKS", "Learner", "Wishes", "days_late", "make_plan", "target_tier"]


def target_tier(pack: Pack, assessment: Assessment, role: str) -> Tier:
    """The first tier whose required levels the person does not all meet; the highest when all are met."""
    level, needs = {item.id: item.level for item in assessment.competencies}, pack.role[role].needs

    def met(tier: Tier) -> bool:
        return all(is_met(level[name], need.required.at(tier)) for name, need in needs.items())

    return next((tier for tier in TIERS if not met(tier)), TIERS[-1])


def make_plan(pack: Pack, learner: Learner, wishes: Wishes) -> Plan:
    """The units that lead from a person's levels to what the role requires at the tier, in at most the weeks that are wished.

    A gap counts from the estimate, and is there where that does not round to what is required. What units `done`, in whatever role, cover
    is closed, and so is what lies below those `skipped`, until the competency is measured again. Nothing missing: one proof task.
    """
    path = path_to(pack, learner, wishes)
    aim, chosen = path.aim, path.chosen
    proof = not aim.missing
    steps = _steps(path, proof=proof)
    left_out = () if proof else _left_out(path)
    planned = [step.unit for step in steps]
    asked = [unit for unit in path.candidates if unit.id not in learner.started]
    return Plan(
        role=wishes.role,
        tier=wishes.tier,
        hours_per_week=wishes.hours_per_week,
        weeks_given=wishes.weeks,
        steps=steps,
        weeks=dated(path.weeks, {unit.id: unit.competency for unit in chosen}, wishes.start),
        hours_total=sum(unit.hours for unit in chosen),
        met=proof,
        uncovered=_uncovered(path),
        left_out=left_out,
        rest=_rest(pack, learner, wishes, path),
        gaps=tuple(
            replace(gap, closes=sum(step.because.closes for step in steps if step.competency == gap.id))
            for gap in aim.gaps.values()
            if gap.weight
        ),
        besides=aim.besides,
        claimed=claimed(pack, learner.answers, [name for name in planned if name not in learner.started], asked) if learner.answers else (),
        met_below=_met_below(pack, learner.assessment, wishes),
    )


def days_late(unit: Unit, hours_per_week: float, since: date, today: date) -> int:
    """By how many days a unit begun on `since` is open for longer than the weeks that it takes; 0 when it is not."""
    return max(0, (today - since).days - 7 * weeks_for(unit, hours_per_week))


# --- what is in the plan


def _steps(path: Path, *, proof: bool) -> tuple[Step, ...]:
    """Each unit with the levels of the gap that it closes and no unit before it has closed."""
    aim, steps, closed = path.aim, [], set[Stretch]()
    for unit in path.chosen:
        new = [stretch for stretch in covered_by(unit) if stretch not in closed]
        closed.update(new)
        gap = aim.gaps[unit.competency]
        later = tuple(other.id for other in path.chosen if unit.id in aim.needs.get(other.id, ()))
        because = Because(path.place[unit.id], gap.weight, gap.missing, aim.levels(new), later)
        steps.append(Step(unit.id, unit.competency, unit.hours, unit.weeks_min, aim.is_own(unit), proof, because))
    return tuple(steps)


# --- what is not


def _met_below(pack: Pack, assessment: Assessment, wishes: Wishes) -> MetBelow | None:
    """The tier below the one that is aimed at, where that is the first not met."""
    place = TIERS.index(wishes.tier)
    if place == 0 or target_tier(pack, assessment, wishes.role) != wishes.tier:
        return None
    return MetBelow(TIERS[place - 1], assessment.role(wishes.role).readiness[TIERS[place - 1]])


def _uncovered(path: Path) -> tuple[str, ...]:
    """Competencies with a gap that no unit of the pack closes."""
    covered = {stretch for unit in path.candidates for stretch in covered_by(unit)}
    return tuple(sorted({stretch[0] for stretch in path.aim.open if stretch not in covered}))


def _left_out(path: Path) -> tuple[LeftOut, ...]:
    """What else it takes to close the gaps, then what is left of the role's own work; each with what it still needs, in order."""
    aim, taken, needs = path.aim, {unit.id for unit in path.chosen}, needs_beside(path.candidates, path.chosen, path.aim)
    place = {name: number for number, name in enumerate(TopologicalSorter(needs).static_order())}
    rest = rest_of(path.candidates, path.chosen, aim)
    own = [unit for unit in path.candidates if aim.is_own(unit) and unit.id not in taken and unit not in rest]
    covered = {stretch for unit in path.chosen for stretch in covered_by(unit)}
    left_out = []
    for unit in [*rest, *own]:
        new = [stretch for stretch in covered_by(unit) if stretch not in covered]
        covered.update(new)
        needed = sorted(all_needed([unit.id], needs) - taken - {unit.id}, key=place.__getitem__)
        left_out.append(LeftOut(unit.id, unit.competency, unit.hours, tuple(needed), aim.levels(new), aim.is_own(unit)))
    return tuple(left_out)


def _rest(pack: Pack, learner: Learner, wishes: Wishes, path: Path) -> Rest | None:
    """What is left open, where the plan does not reach its tier."""
    if path.reaches:
        return None
    more = rest_of(path.candidates, path.chosen, path.aim)
    weeks = None if _uncovered(path) else len(in_weeks([*path.chosen, *more], path.aim, learner.started, wishes.hours_per_week)[1])
    lower = TIERS[: TIERS.index(wishes.tier)]
    below = (
        tier for tier in reversed(lower) if (other := path_to(pack, learner, replace(wishes, tier=tier))).aim.missing and other.reaches
    )
    return Rest(sum(unit.hours for unit in more), weeks, next(below, None))
