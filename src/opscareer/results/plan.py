"""The learning path, and how far somebody is with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Step:
    """A unit in the plan and why it stands here.

    `hours`: our estimate, the middle of its range · `closes`: levels of the gap that no unit before it closes · `gap`: levels that are
    missing in its competency · `weight`: of the competency in the role · `own_work`: the particular work of the role · `proof`: no gap, it
    shows the level.
    """

    unit: str
    competency: str
    hours: float
    closes: float
    gap: float
    weight: float
    own_work: bool
    proof: bool


@dataclass(frozen=True)
class Week:
    """One week of the plan: hours on each unit worked on in it, its first day (None: undated), competencies to check again at its end."""

    number: int
    hours: Mapping[str, float]
    starts: date | None = None
    checkpoint: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """A unit that did not fit: the hours it would cost, with those of units it still needs, and the levels of the gap it would close."""

    unit: str
    competency: str
    hours: float
    closes: float


@dataclass(frozen=True)
class Gap:
    """A competency on the way: its weight in the role, where the person stands (lower end of the interval), what the role requires, and the
    levels that the plan closes of what is missing."""

    competency: str
    weight: float
    level: float
    required: float
    closes: float

    @property
    def missing(self) -> float:
        return max(0.0, self.required - self.level)


@dataclass(frozen=True)
class Plan:
    """The path to a role at a tier. `met` when no gap was found: then the one step is a proof task. `uncovered`: no unit leads there.

    `gaps`: every competency of the role, the weightiest first. `hours_left`: what it would take to do all that was left out as well.
    """

    role: str
    tier: str
    hours_per_week: float
    steps: tuple[Step, ...]
    weeks: tuple[Week, ...]
    hours_total: float
    met: bool
    uncovered: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    hours_left: float
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class UnitStatus:
    """How far somebody is with a unit: `started`, `done` or `skipped`, since which day, and (started) by how many days it is late."""

    unit: str
    state: str
    since: date
    late: int = 0
