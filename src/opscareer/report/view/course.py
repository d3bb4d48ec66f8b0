"""Several assessments of one person over time, as figures to set out: the probability of each direction, and every level with its range."""

from collections.abc import Sequence
from typing import NamedTuple

from opscareer.report.view.names import PackTexts
from opscareer.results.assessment import Assessment, Interval
from opscareer.results.comparison import Moment
from opscareer.results.figures import printed


class Track(NamedTuple):
    """One figure over time. `told`: each as a text, with its range; `short`: without the ranges but the last."""

    name: str
    middles: tuple[float, ...]
    intervals: tuple[Interval, ...]
    told: tuple[str, ...]
    short: tuple[str, ...]
    described: str


class Course(NamedTuple):
    """All figures over time, the earliest first. `doubtful`: of each assessment, whether its answers looked careless."""

    days: tuple[str, ...]
    doubtful: tuple[bool, ...]
    chances: tuple[Track, ...]
    levels: tuple[Track, ...]


def course(moments: Sequence[Moment], texts: PackTexts) -> Course | None:
    """None where there is no second assessment; directions and competencies in the order of the last one."""
    if len(moments) < 2:
        return None
    found, days = [printed(moment.assessment) for moment in moments], tuple(texts.moments([moment.when for moment in moments]))
    chances = [_chance(role.id, found, days, texts) for role in found[-1].roles]
    needs = texts.pack.role[found[-1].best.role].needs_by_weight
    asked = {item.id for item in found[-1].competencies}
    levels = [_level(name, found, days, texts) for name in needs if name in asked]
    return Course(days, tuple(bool(moment.assessment.quality.open) for moment in moments), tuple(chances), tuple(levels))


def _chance(role: str, found: Sequence[Assessment], days: Sequence[str], texts: PackTexts) -> Track:
    values = [one.role(role).p_best for one in found]
    return _track(texts.role(role), values, [(value, value) for value in values], list(map(texts.chance, values)), days, texts)


def _level(competency: str, found: Sequence[Assessment], days: Sequence[str], texts: PackTexts) -> Track:
    items = [next(item for item in one.competencies if item.id == competency) for one in found]
    told = [f"{item.level:.1f} [{item.interval[0]:.1f}-{item.interval[1]:.1f}]" for item in items]
    return _track(texts.competency(competency), [item.level for item in items], [item.interval for item in items], told, days, texts)


def _track(
    name: str, middles: Sequence[float], intervals: Sequence[Interval], told: Sequence[str], days: Sequence[str], texts: PackTexts
) -> Track:
    points = [texts("course.point", day=day, value=value) for day, value in zip(days, told, strict=True)]
    short = (*(value.partition(" ")[0] for value in told[:-1]), told[-1])
    return Track(
        name, tuple(middles), tuple(intervals), tuple(told), short, texts("course.described", name=name, points=texts.join(points))
    )
