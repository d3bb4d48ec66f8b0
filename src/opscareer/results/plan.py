"""The learning path, and how far a person is with it. Hours are estimates; missing levels count from the estimate."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from opscareer.frozen import frozen
from opscareer.results.units import Amount, Count, Hours, Id, Keywords, Level, Levels, Number, OptionNumber, Share, Tier, is_met

Day = Annotated[date, Keywords(pattern=r"^\d{4}-\d{2}-\d{2}$")]
UnitState = Literal["started", "done", "skipped", "unwanted"]
HALF_HOUR = 0.5  # in which work is planned
EVEN = 0.5  # chance
Place = Literal["begun", "entry", "gap", "capstone", "proof"]


@frozen
class Because:
    """Why a unit is in the plan, and why where it is.

    place: `begun`: it is under way, or what is under way needs it; `entry`: the role's own work at the start, or what that needs; `gap`:
        the gap that weighs most comes first; `capstone`: the highest of the role's own work comes last; `proof`: nothing is missing, and
        doing it is to show that.
    weight: weight of its competency in the target role, 0 to 1.
    gap: levels missing in its competency, counted from the estimate. 0 where the competency meets what is required.
    closes: levels of the gap that it closes and no unit before it has closed.
    groundwork_of: ids of units of the plan that build on it.
    """

    place: Place
    weight: Share
    gap: Levels
    closes: Levels
    groundwork_of: tuple[Id, ...]


@frozen
class Step:
    """A unit in the plan and why it is there.

    unit: its id.
    competency: the competency that it raises.
    hours: hours it takes: our estimate.
    weeks_min: in fewer weeks it cannot be done.
    own_work: `true` for the particular work of the target role.
    proof: `true` when nothing is missing and doing it is to show that.
    because: why it is in the plan, and why where it is.
    """

    unit: Id
    competency: Id
    hours: Hours
    weeks_min: Number
    own_work: bool
    proof: bool
    because: Because


@frozen
class Week:
    """One week of the plan.

    number: from 1.
    hours: hours for each unit worked on in it, by id, in order; in halves.
    starts: its first day; None where the plan is not dated.
    checkpoint: ids of the competencies to check at the end of the week; empty when there is no checkpoint.
    """

    number: int
    hours: Mapping[str, float]
    starts: date | None = None
    checkpoint: tuple[str, ...] = ()


@frozen
class LeftOut:
    """A unit that would have helped and did not fit.

    id: the unit.
    competency: the competency that it raises.
    hours: hours that it takes by itself.
    needs: ids of units that come before it and are neither done nor in the plan, in order.
    closes: levels of the gap that it closes and neither the plan nor a unit before it in this list.
    own_work: `true` for the particular work of the target role.
    """

    id: Id
    competency: Id
    hours: Hours
    needs: tuple[Id, ...]
    closes: Levels
    own_work: bool


@frozen
class Gap:
    """A competency on the way.

    id: the competency.
    weight: its weight in the role, 0 to 1.
    level: where the person is: the estimate.
    low: the low end of its interval.
    required: the level that the role requires.
    done: levels of what is missing that units done or skipped since it was measured have closed: they move no estimate.
    closes: levels of what is missing that this plan closes.
    """

    id: Id
    weight: Share
    level: Level
    low: Level
    required: Level
    done: Levels
    closes: Levels

    @property
    def met(self) -> bool:
        """Whether the estimate rounds to what is required."""
        return is_met(self.level, self.required)

    @property
    def missing(self) -> float:
        """Levels, 0 to 4."""
        return 0.0 if self.met else self.required - self.level

    @property
    def left(self) -> float:
        """Levels of what is missing that are still open after the plan."""
        return max(0.0, round(self.missing - self.done - self.closes, 6))


@frozen
class Ticked:
    """A deed that the person has done: its list of deeds and its number there."""

    list: Id
    number: OptionNumber


@frozen
class Claimed:
    """A unit that the person seems not to need.

    unit: its id.
    deeds: what they have ticked that shows it, the hardest first.
    planned: whether it is in the plan; else it could come into one.
    """

    unit: Id
    deeds: tuple[Ticked, ...]
    planned: bool


@frozen
class Rest:
    """What a plan that does not reach its tier leaves open.

    hours: what the tier takes beyond the plan, each unit counted once.
    weeks: after how many weeks in all the tier would be reached at this pace; `null` where the pack has no units that lead there.
    tier_below: the highest lower tier that is not met and would be reached in the weeks given; `null` where there is none.
    """

    hours: Amount
    weeks: Number | None
    tier_below: Tier | None


@frozen
class MetBelow:
    """A tier whose levels the estimates all meet.

    tier: its name.
    p: the probability that every level that it requires is met: what readiness for it says.
    """

    tier: Tier
    p: Share

    @property
    def rather_not(self) -> bool:
        """Whether it is likelier that something is not met, whatever the estimates."""
        return self.p < EVEN


@frozen
class Plan:
    """The path to a role at a tier.

    role, tier: what it leads to.
    hours_per_week: 0.5 to 80.
    weeks_given: in how many weeks at most.
    steps: the units in the order in which they begin. Where nothing is missing (`met`), the one step is a proof.
    weeks: the same by week, without empty weeks.
    hours_total: of all steps.
    met: whether nothing is missing: every level required is met, or what is missing was closed by units done or skipped.
    uncovered: competencies with a gap that no unit of the pack closes.
    left_out: units that would have helped and did not fit: what the tier still takes, the weightiest gap first; then the role's own work.
    rest: what is left open; None where the plan reaches its tier.
    gaps: every competency that weighs something in the role, the weightiest first.
    besides: competencies that weigh nothing and are below what the tier requires, which counts for readiness alone.
    claimed: units that the person seems not to need, by the deeds ticked; those in the plan first.
    met_below: the tier below it, where the estimates meet that and not the plan's own: why it leads to its own. Else None.
    """

    role: str
    tier: Tier
    hours_per_week: float
    weeks_given: int
    steps: tuple[Step, ...]
    weeks: tuple[Week, ...]
    hours_total: float
    met: bool
    uncovered: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    rest: Rest | None
    gaps: tuple[Gap, ...]
    besides: tuple[str, ...] = ()
    claimed: tuple[Claimed, ...] = ()
    met_below: MetBelow | None = None

    @property
    def hours_given(self) -> float:
        """How many hours there are in the weeks given."""
        return self.weeks_given * self.hours_per_week

    @property
    def hours_whole(self) -> float:
        """What the tier takes from here: the plan, and what it leaves open."""
        return self.hours_total + (self.rest.hours if self.rest else 0.0)

    @property
    def limit(self) -> Literal["units", "hours", "weeks"]:
        """What keeps a plan with a rest from its tier: that the pack has no units for it, or that these take more hours than there are, or
        else more weeks, because they must last and build on each other."""
        if self.rest and self.rest.weeks is None:
            return "units"
        return "hours" if self.hours_whole > self.hours_given else "weeks"

    @property
    def reaches(self) -> bool:
        """Whether it closes all that is missing."""
        return self.rest is None

    def finished_by_checkpoint(self) -> Mapping[int, tuple[str, ...]]:
        """For each checkpoint with something to look at, by the number of its week: the units finished since the one before."""
        rest, found, checked = {step.unit: step.hours for step in self.steps}, dict[int, tuple[str, ...]](), set[str]()
        for week in self.weeks:
            for unit, time in week.hours.items():
                rest[unit] -= time
            finished = tuple(unit for unit, hours in rest.items() if hours < HALF_HOUR / 2 and unit not in checked)
            if week.checkpoint and finished:
                found[week.number] = finished
                checked.update(finished)
        return found


@frozen
class UnitStatus:
    """How far a person is with a unit.

    id: the unit.
    state: `started`, `done`, `skipped` or `unwanted`.
    since: the day on which it was marked.
    days_late: for a started unit, days that it is open for longer than the weeks it takes; else 0.
    by_deeds: `true` where it was skipped because of the deeds ticked.
    """

    id: Id
    state: UnitState
    since: Day
    days_late: Count
    by_deeds: bool = False
