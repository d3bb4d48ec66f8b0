"""The learning path, and how far a person is with it. Hours are estimates; missing levels count from the low end of an interval."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from opscareer.results.units import Count, Hours, Id, Keywords, Level, Levels, Share, Tier

Day = Annotated[date, Keywords(pattern=r"^\d{4}-\d{2}-\d{2}$")]
UnitState = Literal["started", "done", "skipped"]


@dataclass(frozen=True)
class Step:
    """A unit in the plan and why it is there.

    unit: its id.
    competency: the competency that it raises.
    hours: hours it takes: our estimate.
    closes: levels of the gap that it closes and no unit before it has closed.
    gap: levels missing in this competency, counted from the low end of its interval. 0 for a unit that is only a prerequisite.
    weight: weight of the competency in the target role, 0 to 1.
    own_work: `true` for the particular work of the target role.
    proof: `true` when nothing is missing and doing it is to show that.
    """

    unit: Id
    competency: Id
    hours: Hours
    closes: Levels
    gap: Levels
    weight: Share
    own_work: bool
    proof: bool


@dataclass(frozen=True)
class Week:
    """One week of the plan.

    number: from 1.
    hours: hours for each unit worked on in it, by id, in order.
    starts: its first day; None where the plan is not dated.
    checkpoint: ids of the competencies to check at the end of the week; empty when there is no checkpoint.
    """

    number: int
    hours: Mapping[str, float]
    starts: date | None = None
    checkpoint: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """A unit that did not fit.

    id: the unit.
    competency: the competency that it raises.
    hours: hours that it would cost, with those of the units that it still needs.
    closes: levels of the gap that it would close.
    """

    id: Id
    competency: Id
    hours: Hours
    closes: Levels


@dataclass(frozen=True)
class Gap:
    """A competency on the way.

    id: the competency.
    weight: its weight in the role, 0 to 1.
    level: where the person is, on the safe side: the low end of the interval.
    required: the level that the role requires.
    closes: levels of what is missing that this plan closes.
    """

    id: Id
    weight: Share
    level: Level
    required: Level
    closes: Levels

    @property
    def missing(self) -> float:
        """Levels, 0 to 4."""
        return max(0.0, self.required - self.level)


@dataclass(frozen=True)
class Plan:
    """The path to a role at a tier.

    role, tier: what it leads to.
    hours_per_week: 0.5 to 80; four fifths of them are planned.
    steps: the units in order. Where there is no gap (`met`), the one step is a proof.
    weeks: the same by week, without empty weeks.
    hours_total: of all steps.
    met: whether there is no gap.
    uncovered: competencies with a gap that no unit of the pack closes.
    left_out: units that would have helped and did not fit, the cheapest first.
    hours_left: hours that everything in `left_out` would take, each unit counted once.
    gaps: every competency that weighs something in the role, the weightiest first.
    besides: competencies that weigh nothing and are below what the tier requires, which counts for readiness alone.
    """

    role: str
    tier: Tier
    hours_per_week: float
    steps: tuple[Step, ...]
    weeks: tuple[Week, ...]
    hours_total: float
    met: bool
    uncovered: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    hours_left: float
    gaps: tuple[Gap, ...]
    besides: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitStatus:
    """How far a person is with a unit.

    id: the unit.
    state: `started`, `done` or `skipped`.
    since: the day on which it was marked.
    days_late: for a started unit, days that it is open for longer than the weeks it takes; else 0.
    """

    id: Id
    state: UnitState
    since: Day
    days_late: Count
