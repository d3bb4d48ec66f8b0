"""In which week: units one after the other, and when to measure again."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import ceil

from opscareer.engine.plan.aim import hours_of
from opscareer.pack.model import Unit
from opscareer.results.plan import Step, Week

FILLED = 0.8  # of a week's hours: something always comes between
SHORTEST = 0.05  # hours: less is not worth a line in a week
BETWEEN_CHECKPOINTS = 8.0  # hours of work


def weeks_of(steps: Sequence[Step], hours_per_week: float, start: date | None) -> tuple[Week, ...]:
    """Units one after the other into weeks that are filled to 80%; a long unit runs over several weeks."""
    weeks: list[dict[str, float]] = []
    free = 0.0
    for step in steps:
        rest = step.hours
        while rest > SHORTEST:
            if free < SHORTEST:
                weeks.append({})
                free = hours_per_week * FILLED
            spent = min(rest, free)
            weeks[-1][step.unit] = spent
            rest -= spent
            free -= spent
    return _with_checkpoints(weeks, {step.unit: step.competency for step in steps}, start)


def _with_checkpoints(weeks: Sequence[Mapping[str, float]], competency: Mapping[str, str], start: date | None) -> tuple[Week, ...]:
    """At the end of a week, once eight hours were worked since the last checkpoint: the competencies worked on. The last week has one."""
    scheduled, hours, worked = [], 0.0, set[str]()
    for number, week in enumerate(weeks, 1):
        hours += sum(week.values())
        worked |= {competency[unit] for unit in week}
        due = hours >= BETWEEN_CHECKPOINTS or number == len(weeks)
        starts = start + timedelta(weeks=number - 1) if start else None
        scheduled.append(Week(number, dict(week), starts, tuple(sorted(worked)) if due else ()))
        if due:
            hours, worked = 0.0, set()
    return tuple(scheduled)


def days_late(unit: Unit, hours_per_week: float, since: date, today: date) -> int:
    """By how many days a unit begun on `since` is open for longer than the weeks that the plan gives it; 0 when it is not."""
    weeks = ceil(round(hours_of(unit) / (hours_per_week * FILLED), 6))
    return max(0, (today - since).days - 7 * weeks)
