"""The learning path in words: what the terminal, Markdown and the calendar show, without their layout."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from opscareer.report.view.names import PackTexts
from opscareer.results.plan import Gap, Plan, Step, UnitStatus, Week

SHOWN_LEFT_OUT = 6
SHOWN_EVIDENCE = 3
SAME = 0.05  # of a level: shown alike
TO_LAST_DAY = timedelta(days=6)  # of a week, from its first


class WeekUnit(NamedTuple):
    """A unit in one week: its title, id and hours; what else to say only in the first week of the unit."""

    title: str
    id: str
    hours: str
    more: tuple[str, ...] = ()


class Section(NamedTuple):
    """A heading with paragraphs and a list. Of a week: its units, and its checkpoint, which has a name and things to do."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    units: tuple[WeekUnit, ...] = ()
    checkpoint: str = ""
    to_do: tuple[str, ...] = ()


class StepRow(NamedTuple):
    """A step of the plan in full: `when` names its weeks, `about` its hours and what it raises."""

    when: str
    title: str
    hours: str
    about: str
    why: str
    goal: str
    deliverable: str


class PlanView(NamedTuple):
    """Everything a plan says: once by steps, once by weeks with what is said before and after them."""

    title: str
    summary: tuple[str, ...]
    steps: tuple[StepRow, ...]
    before: tuple[Section, ...]
    weeks: tuple[Section, ...]
    after: tuple[Section, ...]
    tier: str

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.before + self.weeks + self.after


def plan_view(plan: Plan, texts: PackTexts, statuses: Sequence[UnitStatus] = (), again: str = "") -> PlanView:
    """`again` is what a command must be given to find this pack once more."""
    rows = {step.unit: _step(plan, step, texts) for step in plan.steps}
    return PlanView(
        title=texts("result.plan", role=texts.role(plan.role), tier=texts.tier(plan.tier)),
        summary=tuple(_summary(plan, texts, statuses)),
        steps=tuple(rows.values()),
        before=tuple(_before(plan, texts, statuses)),
        weeks=tuple(_weeks(plan, rows, texts, statuses)),
        after=tuple(_after(plan, texts, again)),
        tier=texts.tier(plan.tier),
    )


def _summary(plan: Plan, texts: PackTexts, statuses: Sequence[UnitStatus]) -> Iterator[str]:
    """How much it is, from when to when, and what no unit leads to."""
    besides = texts.join([texts.competency(name) for name in plan.besides])
    if not plan.steps:
        yield texts("plan.too-short" if plan.left_out else "result.plan-none")
    elif plan.met and besides:
        yield texts("plan.met-besides", names=besides)
    elif plan.met:
        behind = any(status.state != "started" for status in statuses) and any(gap.missing >= SAME for gap in plan.gaps)
        yield texts("plan.met-done" if behind else "result.plan-met")
    if plan.steps:
        effort, pace = (texts("count.hours", count=hours) for hours in (f"{plan.hours_total:.0f}", f"{plan.hours_per_week:g}"))
        yield texts("result.plan-summary", effort=effort, pace=pace, duration=texts("count.weeks", count=len(plan.weeks)))
        first, last = plan.weeks[0].starts, plan.weeks[-1].starts
        if first and last:
            yield texts("plan.when", start=_day(first, texts), end=_day(last + TO_LAST_DAY, texts))
    if besides and not (plan.met and plan.steps):
        yield texts("plan.besides", names=besides)
    if plan.uncovered:
        yield texts("result.plan-uncovered", names=texts.join([texts.competency(name) for name in plan.uncovered]))


def _step(plan: Plan, step: Step, texts: PackTexts) -> StepRow:
    unit, hours = texts.pack.unit[step.unit], texts("result.plan-hours", hours=f"{step.hours:g}")
    weeks = [week.number for week in plan.weeks if step.unit in week.hours]
    return StepRow(
        when=texts("result.plan-week" if weeks[0] == weeks[-1] else "result.plan-weeks", first=weeks[0], last=weeks[-1]),
        title=texts.of(unit.title),
        hours=hours,
        about=texts.join([hours, texts.competency(step.competency)]),
        why=texts("plan.why", why=reason(plan, step, texts)),
        goal=texts("result.plan-goal", goal=texts.of(unit.goal)),
        deliverable=texts("result.plan-deliverable", deliverable=texts.of(unit.task.deliverable)),
    )


def reason(plan: Plan, step: Step, texts: PackTexts) -> str:
    """Why a unit is in the plan, without a full stop."""
    role = texts.role(plan.role)
    own = texts("why-unit.own", role=role, tier=texts.tier(texts.pack.unit[step.unit].tier or plan.tier)) if step.own_work else ""
    if step.proof:
        return texts("why-unit.proof-besides" if plan.besides else "why-unit.proof")
    if step.because.closes < SAME:
        return own or _foundation(plan, step, texts)
    first = texts(
        "why-unit.closes-all" if step.because.gap - step.because.closes < SAME else "why-unit.closes",
        competency=texts.competency(step.competency),
        closes=f"{step.because.closes:.1f}",
        gap=f"{step.because.gap:.1f}",
        weight=texts.percent(step.because.weight),
        role=role,
    )
    return texts("why-unit.and", first=first, second=own) if own else first


def _foundation(plan: Plan, step: Step, texts: PackTexts) -> str:
    later = [other.unit for other in plan.steps] + [left.id for left in plan.left_out]
    above = [texts.unit(name) for name in later if step.unit in texts.pack.unit[name].prerequisites]
    return texts("why-unit.foundation", titles=texts.join(above))


def _day(when: date, texts: PackTexts, key: str = "plan.dated") -> str:
    """A day as people write it; as "plan.day" without its year."""
    return texts(key, month=texts("plan.months").split()[when.month - 1], day=when.day, year=when.year)


# --- before the weeks


def _before(plan: Plan, texts: PackTexts, statuses: Sequence[UnitStatus]) -> Iterator[Section]:
    if statuses:
        yield Section(texts("plan.progress"), items=tuple(_progress(statuses, texts)))
    if plan.gaps:
        yield Section(texts("plan.gaps"), items=tuple(_gap(gap, texts) for gap in plan.gaps))


def _progress(statuses: Sequence[UnitStatus], texts: PackTexts) -> Iterator[str]:
    for status in statuses:
        if status.state == "started":
            yield texts("plan.state-started", title=texts.unit(status.id), id=status.id, day=_day(status.since, texts))
            if status.days_late:
                yield texts("plan.late", count=status.days_late)
    for state in ("done", "skipped"):
        if titles := [texts.unit(status.id) for status in statuses if status.state == state]:
            yield texts(f"plan.state-{state}", titles=texts.join(titles))


def _gap(gap: Gap, texts: PackTexts) -> str:
    return texts(
        "plan.there" if gap.missing < SAME else "plan.gap",
        competency=texts.competency(gap.id),
        weight=texts.percent(gap.weight),
        level=f"{gap.level:.1f}",
        required=f"{gap.required:g}",
        gap=f"{gap.missing:.1f}",
        closes=f"{gap.closes:.1f}",
    )


# --- the weeks


def _weeks(plan: Plan, rows: Mapping[str, StepRow], texts: PackTexts, statuses: Sequence[UnitStatus]) -> Iterator[Section]:
    total = {step.unit: step.hours for step in plan.steps}
    begun = {status.id for status in statuses if status.state == "started"}
    seen, since_checkpoint = dict[str, float](), list[str]()
    for week in plan.weeks:
        units = []
        for unit, hours in week.hours.items():
            time = _time(hours, total[unit], texts)
            if unit in seen:
                units.append(WeekUnit(texts("plan.unit-on", title=rows[unit].title), unit, time))
            else:
                time += texts("aside", text=texts("plan.unit-started")) if unit in begun else ""
                units.append(WeekUnit(rows[unit].title, unit, time, (rows[unit].why, rows[unit].deliverable)))
            seen[unit] = seen.get(unit, 0.0) + hours
            since_checkpoint += [unit] if unit not in since_checkpoint else []
        section = Section(_week_heading(week, texts), units=tuple(units))
        if week.checkpoint:
            name = texts("plan.checkpoint", names=texts.join([texts.competency(name) for name in week.checkpoint]))
            to_do = tuple(_to_do(unit, seen[unit] > total[unit] - SAME, texts) for unit in since_checkpoint)
            section, since_checkpoint = section._replace(checkpoint=name, to_do=to_do), []
        yield section


def _week_heading(week: Week, texts: PackTexts) -> str:
    if week.starts is None:
        return texts("plan.week", number=week.number)
    start, end = (_day(day, texts, "plan.day") for day in (week.starts, week.starts + TO_LAST_DAY))
    return texts("plan.week-from", number=week.number, start=start, end=end)


def _time(hours: float, total: float, texts: PackTexts) -> str:
    """Of a unit in one week: all that it takes, or a part."""
    key = "plan.unit-hours" if abs(total - hours) < SAME else "plan.unit-part"
    return texts(key, hours=f"{hours:.1f}".removesuffix(".0"), total=f"{total:g}")


def _to_do(name: str, finished: bool, texts: PackTexts) -> str:
    """What to look at: the question of a unit finished since the last checkpoint, the rubric of one under way."""
    unit = texts.pack.unit[name]
    return texts("plan.checkpoint-unit" if finished else "plan.checkpoint-open", title=texts.of(unit.title), check=texts.of(unit.check))


# --- after the weeks


def _after(plan: Plan, texts: PackTexts, again: str) -> Iterator[Section]:
    if plan.left_out:
        yield Section(texts("plan.left-out"), tuple(_cost(plan, texts)), tuple(_left_out(plan, texts)))
    evidence = tuple(_evidence(plan, texts))
    why = (texts("plan.convince-why"),) if evidence else ()
    yield Section(texts("plan.convince"), (texts("result.plan-honest"), *why), evidence)
    if plan.steps:
        facts = {"id": plan.steps[0].unit + again}
        yield Section(texts("plan.how"), items=tuple(texts(key, **facts) for key in ("plan.how-show", "plan.how-mark", "plan.how-again")))


def _cost(plan: Plan, texts: PackTexts) -> Iterator[str]:
    """Of what was left out, at the pace of the plan."""
    if plan.weeks and plan.rest:
        weeks = max(1, round(plan.rest.hours / (plan.hours_total / len(plan.weeks))))
        effort, duration = texts("count.hours", count=f"{plan.rest.hours:.0f}"), texts("count.weeks", count=weeks)
        yield texts("plan.left-out-cost", effort=effort, duration=duration)


def _left_out(plan: Plan, texts: PackTexts) -> Iterator[str]:
    for left in plan.left_out[:SHOWN_LEFT_OUT]:
        yield texts(
            "plan.left-out-own" if left.closes < SAME else "plan.left-out-closes",
            title=texts.unit(left.id),
            id=left.id,
            hours=f"{left.hours:g}",
            competency=texts.competency(left.competency),
            closes=f"{left.closes:.1f}",
        )
    if more := len(plan.left_out[SHOWN_LEFT_OUT:]):
        yield texts("plan.left-out-more", count=more)


def _evidence(plan: Plan, texts: PackTexts) -> Iterator[str]:
    """What says more than a plan: of the role's own work first, then of the last steps."""
    last_first = plan.steps[::-1]
    for step in sorted(last_first, key=lambda step: not step.own_work)[:SHOWN_EVIDENCE]:
        yield texts("plan.convince-unit", title=texts.unit(step.unit), evidence=texts.of(texts.pack.unit[step.unit].evidence))
