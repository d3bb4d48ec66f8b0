"""The units of a plan in words: why each is there, in which weeks, what it ends in, and the checkpoints between them."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from opscareer.report.view.names import PackTexts
from opscareer.results.figures import printed_plan
from opscareer.results.plan import Plan, Step, UnitStatus, Week
from opscareer.texts import Texts
from opscareer.texts.sentences import inside

SAME = 0.05  # of a level or an hour: shown alike
TO_LAST_DAY = timedelta(days=6)  # of a week, from its first


class StepRow(NamedTuple):
    """A unit of the plan in all of its weeks.

    when: its weeks; hours: all of them; time: both, and what of it falls into the first week; about: the hours and what it raises
    why: why it is there, and where it is used, in sentences
    start: the commands to begin it with, in the first week
    """

    id: str
    title: str
    when: str
    hours: str
    time: str
    about: str
    why: str
    goal: str
    deliverable: str
    start: tuple[str, ...]


class Section(NamedTuple):
    """A heading with paragraphs and a list. Of a stretch of weeks: the units that begin in it, and the checkpoint at its end.

    checkpoint: what it is about; shows: what was made until then, in a line; to_do: the same with the question about each.
    """

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    units: tuple[StepRow, ...] = ()
    checkpoint: str = ""
    shows: str = ""
    to_do: tuple[str, ...] = ()


def begun_among(statuses: Sequence[UnitStatus]) -> frozenset[str]:
    return frozenset(status.id for status in statuses if status.state == "started")


def step_rows(plan: Plan, texts: PackTexts, statuses: Sequence[UnitStatus] = ()) -> tuple[StepRow, ...]:
    plan, begun = printed_plan(plan), begun_among(statuses)
    return tuple(_row(plan, step, texts, begun) for step in plan.steps)


def _row(plan: Plan, step: Step, texts: PackTexts, begun: Collection[str]) -> StepRow:
    unit = texts.pack.unit[step.unit]
    weeks = [week.number for week in plan.weeks if step.unit in week.hours]
    when = texts("result.plan-week" if weeks[0] == weeks[-1] else "result.plan-weeks", first=weeks[0], last=weeks[-1])
    hours = texts("result.plan-hours", hours=f"{step.hours:g}")
    first = plan.weeks[0].hours.get(step.unit, step.hours)
    now = [texts("plan.this-week", hours=f"{first:g}")] if abs(first - step.hours) >= SAME else []
    why = reason(plan, step, texts, begun)
    used = {"used_for": inside(texts.of(unit.used_for))} if unit.used_for else {}
    return StepRow(
        id=unit.id,
        title=texts.of(unit.title),
        when=when,
        hours=hours,
        time=texts("page.dot").join([when, hours, *now]),
        about=texts.join([hours, texts.competency(step.competency)]),
        why=texts("plan.here-used" if used else "plan.here", why=why, **used),
        goal=texts("result.plan-goal", goal=texts.of(unit.goal)),
        deliverable=texts("result.plan-deliverable", deliverable=texts.of(unit.task.deliverable)),
        start=tuple(start_with(unit.id, texts)) if weeks[0] == 1 else (),
    )


def start_with(unit: str, texts: PackTexts) -> Iterator[str]:
    """The commands that begin a unit."""
    yield f"{texts.program} plan show {unit}"
    if texts.pack.unit[unit].practice:
        yield f"{texts.program} plan data {unit}"


# --- why


def reason(plan: Plan, step: Step, texts: PackTexts, begun: Collection[str] = ()) -> str:
    """Why a unit is in the plan and where it is, as a clause."""
    because, role = step.because, texts.role(plan.role)
    if step.proof:
        closed = any(gap.missing >= SAME for gap in plan.gaps)
        return texts("why-unit.proof-closed" if closed else "why-unit.proof-besides" if plan.besides else "why-unit.proof")
    place = [*_place(plan, step, texts, begun)]
    parts = [*place, *([_closes(plan, step, texts)] if because.closes >= SAME else [])]
    if step.own_work and not place:
        parts.append(texts("why-unit.own", role=role, tier=texts.tier(texts.pack.unit[step.unit].tier or plan.tier)))
    if not parts:
        parts.append(_foundation(step, texts))
    return texts("semicolon").join(parts)


def _closes(plan: Plan, step: Step, texts: PackTexts) -> str:
    """What it closes of the gap in its competency, after what units done and the units before it have closed."""
    because, before = step.because, plan.steps[: plan.steps.index(step)]
    done = sum(gap.done for gap in plan.gaps if gap.id == step.competency)
    open_before = because.gap - done - sum(other.because.closes for other in before if other.competency == step.competency)
    first, last = because.gap - open_before < SAME, open_before - because.closes < SAME
    keys = ("why-unit.closes", "why-unit.closes-all") if first else ("why-unit.goes-on", "why-unit.goes-on-all")
    return texts(
        keys[last],
        competency=texts.competency(step.competency),
        weight=texts.weight(plan.role, step.competency),
        gap=f"{because.gap:.1f}",
        closes=f"{because.closes:.1f}",
        left=f"{open_before - because.closes:.1f}",
    )


def _place(plan: Plan, step: Step, texts: PackTexts, begun: Collection[str]) -> Iterator[str]:
    """That it comes first or begins last, where it does, or what it leads on to."""
    role, place = texts.role(plan.role), step.because.place
    if step.unit in begun:
        yield texts("why-unit.begun")
    elif place == "entry" and step.own_work:
        if step == plan.steps[0]:
            yield texts("why-unit.entry", role=role)
    elif place == "capstone":
        if step == plan.steps[-1] != plan.steps[0]:
            yield texts("why-unit.capstone", role=role)
    elif place in {"begun", "entry"}:
        yield _foundation(step, texts)


def _foundation(step: Step, texts: PackTexts) -> str:
    above = [texts("quoted", text=texts.unit(name)) for name in step.because.groundwork_of]
    return texts("why-unit.foundation", titles=texts.join(above)) if above else texts("why-unit.leads-on")


# --- when


def day(when: date, texts: Texts, key: str = "plan.dated") -> str:
    """A day as people write it; as "plan.day" without its year."""
    return texts(key, month=texts("plan.months").split()[when.month - 1], day=when.day, year=when.year)


def stretches(plan: Plan, rows: Sequence[StepRow], texts: PackTexts) -> tuple[Section, ...]:
    """The weeks from checkpoint to checkpoint, the first week for itself: no week is missing. A unit stands where it begins, once, and is
    named where it goes on; stretches in which nothing begins or is looked at are told together with the next, or before what begins."""
    by_id, looked_at = {row.id: row for row in rows}, plan.finished_by_checkpoint()
    ends = sorted({0, *(week.number for week in plan.weeks if week.checkpoint or week.number in {1, len(plan.weeks)})})
    sections, begun, told = list[Section](), set[str](), 0

    def section(start: int, end: int) -> Section:
        at_work = list(dict.fromkeys(unit for week in plan.weeks[start:end] for unit in week.hours))
        going = [unit for unit in at_work if unit in begun]
        goes_on = (texts("plan.goes-on", titles=quoted(going, texts)),) if going else ()
        new = tuple(by_id[unit] for unit in at_work if unit not in begun)
        begun.update(at_work)
        return Section(_heading(plan.weeks[start:end], texts), goes_on, units=new)

    for start, end in pairwise(ends):
        begins, finished = any(unit not in begun for week in plan.weeks[start:end] for unit in week.hours), looked_at.get(end)
        if begins and told < start:
            sections.append(section(told, start))
        if begins or finished:
            sections.append(section(start if begins else told, end))
            told = end
        if finished:
            sections[-1] = _checked(sections[-1], end, finished, texts)
    return tuple(sections)


def competencies_of(units: Sequence[str], texts: PackTexts) -> str:
    """What units are about, each named once."""
    return texts.join([texts.competency(name) for name in dict.fromkeys(texts.pack.unit[unit].competency for unit in units)])


def _checked(section: Section, number: int, finished: Sequence[str], texts: PackTexts) -> Section:
    return section._replace(
        checkpoint=texts("plan.checkpoint", number=number, names=competencies_of(finished, texts)),
        shows=texts("plan.checkpoint-shows", titles=quoted(finished, texts)),
        to_do=tuple(to_do(unit, texts) for unit in finished),
    )


def quoted(units: Sequence[str], texts: PackTexts) -> str:
    """The titles of units, as a list in a sentence."""
    return texts.join([texts("quoted", text=texts.unit(unit)) for unit in units])


def _heading(weeks: Sequence[Week], texts: Texts) -> str:
    first, last = weeks[0], weeks[-1]
    number = texts("result.plan-week" if first is last else "result.plan-weeks", first=first.number, last=last.number)
    if first.starts and last.starts:
        start, end = (day(one, texts, "plan.day") for one in (first.starts, last.starts + TO_LAST_DAY))
        number = texts("plan.week-from", weeks=number, start=start, end=end)
    return texts("plan.now", weeks=number) if first.number == 1 else number


def to_do(name: str, texts: PackTexts) -> str:
    """What to ask about a unit finished since the last checkpoint."""
    unit = texts.pack.unit[name]
    return texts("plan.checkpoint-unit", title=texts.of(unit.title), check=texts.of(unit.check))
