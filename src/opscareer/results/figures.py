"""Results with their figures as they are printed, so that every screen says the same."""

from dataclasses import replace

from opscareer.results.assessment import Assessment, RoleFit
from opscareer.results.plan import Plan, Step
from opscareer.results.rounding import chances, level, rounded


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
