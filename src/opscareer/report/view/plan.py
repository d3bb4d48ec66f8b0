"""The learning path in words: what the terminal and Markdown both show, without its layout."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from opscareer.report.view.names import PackTexts
from opscareer.results.plan import Gap, LeftOut, Plan, Step, UnitStatus, Week

SHOWN_LEFT_OUT = 6
SHOWN_EVIDENCE = 3
SAME = 0.05  # of a level: shown alike


class WeekUnit(NamedTuple):
    """A unit in one week: its title, id and hours; what else to say only in the first week of the unit."""

    title: str
    id: str
    hours: str
    why: str
    deliverable: str


class WeekView(NamedTuple):
    """One week; `checkpoint` is its name and what to do, empty without one."""

    heading: str
    units: tuple[WeekUnit, ...]
    checkpoint: tuple[str, ...]


class Section(NamedTuple):
    """Paragraphs under a heading; `items` are a list below them."""

    heading: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()


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
    weeks: tuple[WeekView, ...]
    after: tuple[Section, ...]
    tier: str


def plan_view(plan: Plan, texts: PackTexts, statuses: Sequence[UnitStatus] = (), again: str = "") -> PlanView:
    """`again` is what a command must be given to find this pack once more."""
    before = (_progress(statuses, texts), _gaps(plan, texts))
    after = (_left_out(plan, texts), _convince(plan, texts), _how(plan, texts, again))
    return PlanView(
        title=texts("result.plan", role=texts.role(plan.role), tier=texts.tier(plan.tier)),
        summary=tuple(_summary(plan, texts, statuses)),
        steps=tuple(_step(plan, step, texts) for step in plan.steps),
        before=tuple(section for section in before if section is not None),
        weeks=tuple(_weeks(plan, statuses, texts)),
        after=tuple(section for section in after if section is not None),
        tier=texts.tier(plan.tier),
    )


def _summary(plan: Plan, texts: PackTexts, statuses: Sequence[UnitStatus]) -> Iterator[str]:
    """How much it is, from when to when, and what no unit leads to."""
    if not plan.steps:
        yield texts("plan.too-short" if plan.left_out else "result.plan-none")
    elif plan.met:
        behind = any(status.state != "started" for status in statuses) and any(gap.missing >= SAME for gap in plan.gaps)
        yield texts("plan.met-done" if behind else "result.plan-met")
    if plan.steps:
        yield _workload(plan, texts)
        first, last = plan.weeks[0].starts, plan.weeks[-1].starts
        if first and last:
            yield texts("plan.when", start=dated(first, texts), end=dated(_last_day(last), texts))
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


def _workload(plan: Plan, texts: PackTexts) -> str:
    """How much it is in all, at how much a week, and for how long."""
    effort, pace = (texts("count.hours", count=hours) for hours in (f"{plan.hours_total:.0f}", f"{plan.hours_per_week:g}"))
    return texts("result.plan-summary", effort=effort, pace=pace, duration=texts("count.weeks", count=len(plan.weeks)))


def reason(plan: Plan, step: Step, texts: PackTexts) -> str:
    """Why a unit is in the plan, without a full stop."""
    role = texts.role(plan.role)
    own = texts("why-unit.own", role=role, tier=texts(f"tier.{texts.pack.unit[step.unit].tier or plan.tier}")) if step.own_work else ""
    if step.proof:
        return texts("why-unit.proof")
    if step.closes < SAME:
        return own or _foundation(plan, step, texts)
    facts = {
        "competency": texts.competency(step.competency),
        "closes": _level(step.closes),
        "gap": _level(step.gap),
        "weight": texts.percent(step.weight),
        "role": role,
    }
    first = texts("why-unit.closes-all" if step.gap - step.closes < SAME else "why-unit.closes", **facts)
    return texts("why-unit.and", first=first, second=own) if own else first


def _foundation(plan: Plan, step: Step, texts: PackTexts) -> str:
    later = [other.unit for other in plan.steps] + [left.id for left in plan.left_out]
    above = [texts.unit(name) for name in later if step.unit in texts.pack.unit[name].prerequisites]
    return texts("why-unit.foundation", titles=texts.join(above))


def _level(levels: float) -> str:
    return f"{levels:.1f}"


# --- days ---------------------------------------------------------------------------------------------------------------------------


def day(when: date, texts: PackTexts) -> str:
    """A day without its year, as people write it."""
    return texts("plan.day", month=_month(when, texts), day=when.day)


def dated(when: date, texts: PackTexts) -> str:
    return texts("plan.dated", month=_month(when, texts), day=when.day, year=when.year)


def _month(when: date, texts: PackTexts) -> str:
    return texts("plan.months").split()[when.month - 1]


def _last_day(first: date) -> date:
    return first + timedelta(days=6)


# --- the parts ----------------------------------------------------------------------------------------------------------------------


def _progress(statuses: Sequence[UnitStatus], texts: PackTexts) -> Section | None:
    items = []
    for status in (one for one in statuses if one.state == "started"):
        facts = {"title": texts.unit(status.id), "id": status.id, "day": dated(status.since, texts)}
        items.append(texts("plan.state-started", **facts))
        items += [texts("plan.late", count=status.days_late)] if status.days_late else []
    for state in ("done", "skipped"):
        titles = [texts.unit(status.id) for status in statuses if status.state == state]
        items += [texts(f"plan.state-{state}", titles=texts.join(titles))] if titles else []
    return Section(texts("plan.progress"), (), tuple(items)) if items else None


def _gaps(plan: Plan, texts: PackTexts) -> Section | None:
    items = tuple(_gap(gap, texts) for gap in plan.gaps)
    return Section(texts("plan.gaps"), (), items) if items else None


def _gap(gap: Gap, texts: PackTexts) -> str:
    facts = {
        "competency": texts.competency(gap.id),
        "weight": texts.percent(gap.weight),
        "level": _level(gap.level),
        "required": f"{gap.required:g}",
    }
    if gap.missing < SAME:
        return texts("plan.there", **facts)
    return texts("plan.gap", **facts, gap=_level(gap.missing), closes=_level(gap.closes))


def _weeks(plan: Plan, statuses: Sequence[UnitStatus], texts: PackTexts) -> Iterator[WeekView]:
    steps = {step.unit: step for step in plan.steps}
    begun = {status.id for status in statuses if status.state == "started"}
    seen, since_checkpoint = dict[str, float](), list[str]()
    for week in plan.weeks:
        units = []
        for unit, hours in week.hours.items():
            units.append(_week_unit(plan, steps[unit], hours, unit in seen, unit in begun, texts))
            seen[unit] = seen.get(unit, 0.0) + hours
            since_checkpoint += [unit] if unit not in since_checkpoint else []
        yield WeekView(_week_heading(week, texts), tuple(units), _checkpoint(week, since_checkpoint, steps, seen, texts))
        if week.checkpoint:
            since_checkpoint = []


def _week_heading(week: Week, texts: PackTexts) -> str:
    if week.starts is None:
        return texts("plan.week", number=week.number)
    return texts("plan.week-from", number=week.number, start=day(week.starts, texts), end=day(_last_day(week.starts), texts))


def _week_unit(plan: Plan, step: Step, hours: float, again: bool, begun: bool, texts: PackTexts) -> WeekUnit:
    unit = texts.pack.unit[step.unit]
    whole = abs(step.hours - hours) < SAME
    time = texts("plan.unit-hours" if whole else "plan.unit-part", hours=f"{hours:.1f}".removesuffix(".0"), total=f"{step.hours:g}")
    name = texts.of(unit.title)
    if again:
        return WeekUnit(texts("plan.unit-on", title=name), unit.id, time, "", "")
    hand_in = texts("result.plan-deliverable", deliverable=texts.of(unit.task.deliverable))
    status = f"{time}{texts('aside', text=texts('plan.unit-started'))}" if begun else time
    return WeekUnit(name, unit.id, status, texts("plan.why", why=reason(plan, step, texts)), hand_in)


def _checkpoint(week: Week, worked: Sequence[str], steps: dict[str, Step], seen: dict[str, float], texts: PackTexts) -> tuple[str, ...]:
    """What to look at: the question of every unit finished since the last checkpoint, the rubric of the one under way."""
    if not week.checkpoint:
        return ()
    lines = [texts("plan.checkpoint", names=texts.join([texts.competency(name) for name in week.checkpoint]))]
    for name in worked:
        unit, finished = texts.pack.unit[name], seen[name] > steps[name].hours - SAME
        if finished:
            lines.append(texts("plan.checkpoint-unit", title=texts.of(unit.title), check=texts.of(unit.check)))
        else:
            lines.append(texts("plan.checkpoint-open", title=texts.of(unit.title)))
    return tuple(lines)


def _left_out(plan: Plan, texts: PackTexts) -> Section | None:
    if not plan.left_out:
        return None
    weeks = max(1, round(plan.hours_left / (plan.hours_total / len(plan.weeks)))) if plan.weeks else 0
    effort, duration = texts("count.hours", count=f"{plan.hours_left:.0f}"), texts("count.weeks", count=weeks)
    cost = [texts("plan.left-out-cost", effort=effort, duration=duration)] if weeks else []
    items = [_left(left, texts) for left in plan.left_out[:SHOWN_LEFT_OUT]]
    more = len(plan.left_out) - len(items)
    items += [texts("plan.left-out-more", count=more)] if more else []
    return Section(texts("plan.left-out"), tuple(cost), tuple(items))


def _left(left: LeftOut, texts: PackTexts) -> str:
    name, hours = texts.unit(left.id), f"{left.hours:g}"
    if left.closes < SAME:
        return texts("plan.left-out-own", title=name, id=left.id, hours=hours)
    competency = texts.competency(left.competency)
    return texts("plan.left-out-closes", title=name, id=left.id, hours=hours, competency=competency, closes=_level(left.closes))


def _convince(plan: Plan, texts: PackTexts) -> Section:
    """On what it rests, and the evidence that says more: of the role's own work first, then of the last steps."""
    last_first = plan.steps[::-1]
    shown = sorted(last_first, key=lambda step: not step.own_work)[:SHOWN_EVIDENCE]
    items = []
    for step in shown:
        evidence = texts.of(texts.pack.unit[step.unit].evidence)
        items.append(texts("plan.convince-unit", title=texts.unit(step.unit), evidence=evidence))
    why = (texts("plan.convince-why"),) if items else ()
    return Section(texts("plan.convince"), (texts("result.plan-honest"), *why), tuple(items))


def _how(plan: Plan, texts: PackTexts, again: str) -> Section | None:
    if not plan.steps:
        return None
    first = plan.steps[0].unit + again
    return Section(texts("plan.how"), (), (texts("plan.how-show", id=first), texts("plan.how-mark", id=first), texts("plan.how-again")))
