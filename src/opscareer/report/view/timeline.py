"""A plan as a timeline: in which weeks each unit is worked on, and when the checkpoints are. Places are percent of its length."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from opscareer.report.view.names import PackTexts
from opscareer.report.view.steps import TO_LAST_DAY, StepRow, competencies_of, day
from opscareer.results.plan import Plan


class Bar(NamedTuple):
    """Weeks in a row, as the place of the first and how far they reach."""

    start: float
    length: float


class Lane(NamedTuple):
    """A unit in all of its weeks; `described` says in words what is drawn."""

    step: StepRow
    bars: tuple[Bar, ...]
    described: str


class Check(NamedTuple):
    """A checkpoint: its place, its day where the plan is dated, and what is looked at."""

    place: float
    text: str


class Timeline(NamedTuple):
    """`ends`: what stands over its first and its last week."""

    ends: tuple[str, str]
    lanes: tuple[Lane, ...]
    checks: tuple[Check, ...]


def timeline(plan: Plan, rows: Sequence[StepRow], texts: PackTexts) -> Timeline | None:
    """None where there is nothing to draw: a plan without weeks, or of one."""
    if len(plan.weeks) <= 1:
        return None
    first, last = plan.weeks[0], plan.weeks[-1]
    ends = (texts("result.plan-week", first=first.number), texts("result.plan-week", first=last.number))
    if first.starts and last.starts:
        ends = (day(first.starts, texts, "plan.day"), day(last.starts + TO_LAST_DAY, texts, "plan.day"))
    return Timeline(ends, tuple(_lane(row, plan, texts) for row in rows), tuple(_checks(plan, texts)))


def _lane(row: StepRow, plan: Plan, texts: PackTexts) -> Lane:
    at_work = [row.id in week.hours for week in plan.weeks]
    bars, place, scale = list[Bar](), 0, 100 / len(at_work)
    for working, run in groupby(at_work):
        length = len(list(run))
        bars += [Bar(round(place * scale, 2), round(length * scale, 2))] if working else []
        place += length
    return Lane(row, tuple(bars), texts("timeline.described", title=row.title, when=row.when, hours=row.hours))


def _checks(plan: Plan, texts: PackTexts) -> list[Check]:
    checks, finished = [], plan.finished_by_checkpoint()
    for number, week in enumerate(plan.weeks, 1):
        if units := finished.get(week.number):
            when = day(week.starts + TO_LAST_DAY, texts) if week.starts else texts("timeline.week", number=week.number)
            text = texts("timeline.check", when=when, names=competencies_of(units, texts))
            checks.append(Check(round(100 * number / len(plan.weeks), 2), text))
    return checks
