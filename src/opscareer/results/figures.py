"""Figures as they are printed: rounded so that what belongs together adds up. JSON keeps them as they were computed."""

from collections.abc import Sequence
from dataclasses import replace
from math import floor

from opscareer.results.assessment import Assessment, RoleFit
from opscareer.results.plan import Plan, Step
from opscareer.results.units import is_met

TENTHS, PERCENT = 10, 100
FINEST = 1e-9  # what is closer than that is the same


def rounded(values: Sequence[float], parts: int = TENTHS) -> list[float]:
    """The values in so many parts of 1, so that they add up to their rounded sum: what is left over goes to the largest remainders."""
    exact = [value * parts for value in values]
    whole = [floor(value + FINEST) for value in exact]
    by_remainder = sorted(range(len(values)), key=lambda index: whole[index] - exact[index])
    for index in by_remainder[: round(sum(exact)) - sum(whole)]:
        whole[index] += 1
    return [value / parts for value in whole]


def chances(probabilities: Sequence[float]) -> list[float]:
    """Probabilities of which one comes true, in whole percent that add up to 100."""
    return rounded(probabilities, PERCENT)


def level(value: float) -> float:
    """A level to one decimal, that looks as if it reached a whole level where it does and nowhere else."""
    tenths = round(value * TENTHS)
    crosses = is_met(tenths / TENTHS, ceiling := floor(value) + 1) and not is_met(value + FINEST, ceiling)
    return (tenths - crosses) / TENTHS


def printed(assessment: Assessment) -> Assessment:
    """The result with its figures as they are printed, so that every screen says the same."""
    p_best = dict(zip((role.id for role in assessment.roles), chances([role.p_best for role in assessment.roles]), strict=True))

    def of(role: RoleFit) -> RoleFit:
        points = rounded([item.points for item in role.contributions])
        parts = tuple(replace(item, points=one) for item, one in zip(role.contributions, points, strict=True))
        return replace(role, p_best=p_best[role.id], contributions=parts)

    return replace(
        assessment,
        roles=tuple(map(of, assessment.roles)),
        best=replace(assessment.best, p_best=p_best[assessment.best.role]),
        competencies=tuple(replace(item, level=level(item.level)) for item in assessment.competencies),
    )


def printed_plan(plan: Plan) -> Plan:
    """The plan with its levels as they are printed: what is missing is what is required less the level, and its parts add up to it."""
    levels = {gap.id: gap.level for gap in plan.gaps}

    def rise(competency: str, by: float) -> float:
        before = levels.get(competency, 0.0)
        levels[competency] = before + by
        return round(level(before + by) - level(before), 1)

    gaps = tuple(replace(gap, level=level(gap.level), done=rise(gap.id, gap.done)) for gap in plan.gaps)
    started, missing = dict(levels), {gap.id: round(gap.missing, 1) for gap in gaps}
    gaps = tuple(replace(gap, closes=rise(gap.id, gap.closes)) for gap in gaps)
    levels = started

    def told(step: Step) -> Step:
        because = step.because
        return replace(
            step, because=replace(because, gap=missing.get(step.competency, because.gap), closes=rise(step.competency, because.closes))
        )

    steps = tuple(map(told, plan.steps))
    left_out = tuple(replace(left, closes=rise(left.competency, left.closes)) for left in plan.left_out)
    return replace(plan, gaps=gaps, steps=steps, left_out=left_out)
