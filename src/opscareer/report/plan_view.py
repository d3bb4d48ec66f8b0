"""The learning path in words: what the terminal and Markdown both show, without its layout."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from opscareer.pack.model import Pack, Unit
from opscareer.report.words import Words
from opscareer.results import Gap, LeftOut, Plan, Standing, Step, Week

SHOWN_LEFT_OUT = 6
SHOWN_EVIDENCE = 3
SAME = 0.05  # of a level: shown alike


@dataclass(frozen=True)
class WeekUnit:
    """A unit in one week: its title, id and hours; what else to say only in the first week of the unit."""

    title: str
    id: str
    hours: str
    why: str
    deliverable: str


@dataclass(frozen=True)
class WeekView:
    """One week; `checkpoint` is its name and what to do, empty without one."""

    heading: str
    units: tuple[WeekUnit, ...]
    checkpoint: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """Paragraphs under a heading; `items` are a list below them."""

    heading: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanView:
    """Everything a plan says, in the order in which it is shown."""

    title: str
    summary: tuple[str, ...]
    before: tuple[Section, ...]
    weeks: tuple[WeekView, ...]
    after: tuple[Section, ...]


def plan_view(pack: Pack, plan: Plan, standings: Sequence[Standing], words: Words, again: str = "") -> PlanView:
    """`again` is what a command must be given to find this pack once more."""
    before = (_progress(pack, standings, words), _gaps(pack, plan, words))
    after = (_left_out(pack, plan, words), _convince(pack, plan, words), _how(plan, words, again))
    return PlanView(
        title=title(pack, plan, words),
        summary=tuple(summary(pack, plan, words, standings)),
        before=tuple(section for section in before if section is not None),
        weeks=tuple(_weeks(pack, plan, standings, words)),
        after=tuple(section for section in after if section is not None),
    )


def title(pack: Pack, plan: Plan, words: Words) -> str:
    return words("result.plan", role=words.of(pack.role[plan.role].name), tier=words(f"tier.{plan.tier}"))


def summary(pack: Pack, plan: Plan, words: Words, standings: Sequence[Standing] = ()) -> Iterator[str]:
    """How much it is, from when to when, and what no unit leads to."""
    if not plan.steps:
        yield words("plan.too-short" if plan.left_out else "result.plan-none")
    elif plan.met:
        behind = any(standing.state != "started" for standing in standings) and any(gap.missing >= SAME for gap in plan.gaps)
        yield words("plan.met-done" if behind else "result.plan-met")
    if plan.steps:
        facts = {"hours": f"{plan.hours_total:.0f}", "per_week": f"{plan.hours_per_week:g}", "weeks": len(plan.weeks)}
        yield words("result.plan-summary", **facts)
        first, last = plan.weeks[0].starts, plan.weeks[-1].starts
        if first and last:
            yield words("plan.when", start=dated(first, words), end=dated(_last_day(last), words))
    if plan.uncovered:
        yield words("result.plan-uncovered", names=words.join([words.of(pack.competency[name].name) for name in plan.uncovered]))


def reason(pack: Pack, plan: Plan, step: Step, words: Words) -> str:
    """Why a unit stands in the plan, without a full stop."""
    role = words.of(pack.role[plan.role].name)
    own = words("why-unit.own", role=role, tier=words(f"tier.{pack.unit[step.unit].tier or plan.tier}")) if step.own_work else ""
    if step.proof:
        return words("why-unit.proof")
    if step.closes < SAME:
        return own or _foundation(pack, plan, step, words)
    facts = {
        "competency": words.of(pack.competency[step.competency].name),
        "closes": _level(step.closes),
        "gap": _level(step.gap),
        "weight": words.percent(step.weight),
        "role": role,
    }
    first = words("why-unit.closes-all" if step.gap - step.closes < SAME else "why-unit.closes", **facts)
    return words("why-unit.and", first=first, second=own) if own else first


def _foundation(pack: Pack, plan: Plan, step: Step, words: Words) -> str:
    later = [other.unit for other in plan.steps] + [left.unit for left in plan.left_out]
    above = [words.of(pack.unit[name].title) for name in later if step.unit in pack.unit[name].prerequisites]
    return words("why-unit.foundation", titles=words.join(above))


def _level(levels: float) -> str:
    return f"{levels:.1f}"


# --- days ---------------------------------------------------------------------------------------------------------------------------


def day(when: date, words: Words) -> str:
    """A day without its year, as people write it."""
    return words("plan.day", month=_month(when, words), day=when.day)


def dated(when: date, words: Words) -> str:
    return words("plan.dated", month=_month(when, words), day=when.day, year=when.year)


def _month(when: date, words: Words) -> str:
    return words("plan.months").split()[when.month - 1]


def _last_day(first: date) -> date:
    return first + timedelta(days=6)


# --- the parts ----------------------------------------------------------------------------------------------------------------------


def _progress(pack: Pack, standings: Sequence[Standing], words: Words) -> Section | None:
    items = []
    for standing in (one for one in standings if one.state == "started"):
        facts = {"title": _title(pack, standing.unit, words), "id": standing.unit, "day": dated(standing.since, words)}
        items.append(words("plan.state-started", **facts))
        items += [words("plan.late", days=standing.late)] if standing.late else []
    for state in ("done", "skipped"):
        titles = [_title(pack, standing.unit, words) for standing in standings if standing.state == state]
        items += [words(f"plan.state-{state}", titles=words.join(titles))] if titles else []
    return Section(words("plan.progress"), (), tuple(items)) if items else None


def _gaps(pack: Pack, plan: Plan, words: Words) -> Section | None:
    items = tuple(_gap(pack, gap, words) for gap in plan.gaps)
    return Section(words("plan.gaps"), (), items) if items else None


def _gap(pack: Pack, gap: Gap, words: Words) -> str:
    facts = {
        "competency": words.of(pack.competency[gap.competency].name),
        "weight": words.percent(gap.weight),
        "level": _level(gap.level),
        "required": f"{gap.required:g}",
    }
    if gap.missing < SAME:
        return words("plan.there", **facts)
    return words("plan.gap", **facts, gap=_level(gap.missing), closes=_level(gap.closes))


def _weeks(pack: Pack, plan: Plan, standings: Sequence[Standing], words: Words) -> Iterator[WeekView]:
    steps = {step.unit: step for step in plan.steps}
    begun = {standing.unit for standing in standings if standing.state == "started"}
    seen, since_checkpoint = dict[str, float](), list[str]()
    for week in plan.weeks:
        units = []
        for unit, hours in week.hours.items():
            units.append(_week_unit(pack, plan, steps[unit], hours, unit in seen, unit in begun, words))
            seen[unit] = seen.get(unit, 0.0) + hours
            since_checkpoint += [unit] if unit not in since_checkpoint else []
        yield WeekView(_week_heading(week, words), tuple(units), _checkpoint(pack, week, since_checkpoint, steps, seen, words))
        if week.checkpoint:
            since_checkpoint = []


def _week_heading(week: Week, words: Words) -> str:
    if week.starts is None:
        return words("plan.week", number=week.number)
    return words("plan.week-from", number=week.number, start=day(week.starts, words), end=day(_last_day(week.starts), words))


def _week_unit(pack: Pack, plan: Plan, step: Step, hours: float, again: bool, begun: bool, words: Words) -> WeekUnit:
    unit = pack.unit[step.unit]
    whole = abs(step.hours - hours) < SAME
    time = words("plan.unit-hours" if whole else "plan.unit-part", hours=f"{hours:.1f}".removesuffix(".0"), total=f"{step.hours:g}")
    name = words.of(unit.title)
    if again:
        return WeekUnit(words("plan.unit-on", title=name), unit.id, time, "", "")
    hand_in = words("result.plan-deliverable", deliverable=words.of(unit.task.deliverable))
    status = f"{time}{words('aside', text=words('plan.unit-started'))}" if begun else time
    return WeekUnit(name, unit.id, status, words("plan.why", why=reason(pack, plan, step, words)), hand_in)


def _checkpoint(
    pack: Pack, week: Week, worked: Sequence[str], steps: dict[str, Step], seen: dict[str, float], words: Words
) -> tuple[str, ...]:
    """What to look at: the question of every unit finished since the last checkpoint, the rubric of the one under way."""
    if not week.checkpoint:
        return ()
    lines = [words("plan.checkpoint", names=words.join([words.of(pack.competency[name].name) for name in week.checkpoint]))]
    for name in worked:
        unit, finished = pack.unit[name], seen[name] > steps[name].hours - SAME
        if finished:
            lines.append(words("plan.checkpoint-unit", title=words.of(unit.title), check=words.of(unit.check)))
        else:
            lines.append(words("plan.checkpoint-open", title=words.of(unit.title)))
    return tuple(lines)


def _left_out(pack: Pack, plan: Plan, words: Words) -> Section | None:
    if not plan.left_out:
        return None
    weeks = max(1, round(plan.hours_left / (plan.hours_total / len(plan.weeks)))) if plan.weeks else 0
    cost = [words("plan.left-out-cost", hours=f"{plan.hours_left:.0f}", weeks=weeks)] if weeks else []
    items = [_left(pack, left, words) for left in plan.left_out[:SHOWN_LEFT_OUT]]
    more = len(plan.left_out) - len(items)
    items += [words("plan.left-out-more", count=more)] if more else []
    return Section(words("plan.left-out"), tuple(cost), tuple(items))


def _left(pack: Pack, left: LeftOut, words: Words) -> str:
    name, hours = _title(pack, left.unit, words), f"{left.hours:g}"
    if left.closes < SAME:
        return words("plan.left-out-own", title=name, id=left.unit, hours=hours)
    competency = words.of(pack.competency[left.competency].name)
    return words("plan.left-out-closes", title=name, id=left.unit, hours=hours, competency=competency, closes=_level(left.closes))


def _convince(pack: Pack, plan: Plan, words: Words) -> Section:
    """On what it rests, and the evidence that says more: of the role's own work first, then of the last steps."""
    last_first = plan.steps[::-1]
    shown = sorted(last_first, key=lambda step: not step.own_work)[:SHOWN_EVIDENCE]
    items = []
    for step in shown:
        evidence = words.of(pack.unit[step.unit].evidence)
        items.append(words("plan.convince-unit", title=_title(pack, step.unit, words), evidence=evidence))
    why = (words("plan.convince-why"),) if items else ()
    return Section(words("plan.convince"), (words("result.plan-honest"), *why), tuple(items))


def _how(plan: Plan, words: Words, again: str) -> Section | None:
    if not plan.steps:
        return None
    first = plan.steps[0].unit + again
    return Section(words("plan.how"), (), (words("plan.how-show", id=first), words("plan.how-mark", id=first), words("plan.how-again")))


def _title(pack: Pack, unit: str, words: Words) -> str:
    found: Unit = pack.unit[unit]
    return words.of(found.title)
