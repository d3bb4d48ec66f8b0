"""The learning path in words: what the terminal, Markdown and the calendar show, without their layout."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from opscareer.pack.model import TIERS
from opscareer.report.view.names import PackTexts
from opscareer.report.view.steps import SAME, TO_LAST_DAY, Section, StepRow, day, quoted, step_rows, stretches
from opscareer.report.view.timeline import Timeline, timeline
from opscareer.results.figures import printed_plan
from opscareer.results.plan import Claimed, Gap, LeftOut, Plan, UnitStatus
from opscareer.results.units import is_met
from opscareer.texts.sentences import inside

SHOWN_LEFT_OUT = 6
SHOWN_EVIDENCE = 3
SHOWN_DEEDS = 2
LIKE_PACE = 0.9  # of the hours a week: so many are called by them


class PlanView(NamedTuple):
    """Everything a plan says.

    summary: whether it reaches the tier, how much it is, the gaps
    hints: commands for what the summary names
    steps: every unit of it
    timeline: the units by week, None where that is too little to draw
    sections: what comes before the weeks, the weeks, the first of them for itself, and what comes after
    tier: what it leads to, and in how many weeks
    over: the units that are done, skipped or unwanted
    """

    title: str
    summary: tuple[str, ...]
    hints: tuple[str, ...]
    steps: tuple[StepRow, ...]
    timeline: Timeline | None
    sections: tuple[Section, ...]
    tier: str
    weeks: int
    over: tuple[str, ...]


def plan_view(
    plan: Plan, texts: PackTexts, statuses: Sequence[UnitStatus] = (), *, again: str = "", leader: str = "", name: str = ""
) -> PlanView:
    """`again`: what names the answers file to a command; "" where the plan is of the person's last assessment, whose aim and progress are
    kept. `leader`: the role that leads in the result beside which the plan stands; a plan for another one says so. `name`: whose plan."""
    plan = printed_plan(plan)
    rows = step_rows(plan, texts, statuses)
    sections = [*_before(plan, texts, statuses, again), *stretches(plan, rows, texts), *_after(plan, texts, kept=not again)]
    title = texts("result.plan", role=texts.role(plan.role), tier=texts.tier(plan.tier))
    return PlanView(
        title=texts("plan.title-of", name=name, title=title) if name else title,
        summary=(*_for_another(plan, leader, texts), *_summary(plan, texts, statuses)),
        hints=tuple(_hints(plan, texts, statuses, again)),
        steps=rows,
        timeline=timeline(plan, rows, texts),
        sections=tuple(sections),
        tier=texts.tier(plan.tier),
        weeks=len(plan.weeks),
        over=tuple(_over(statuses, texts)),
    )


# --- before the weeks


def _for_another(plan: Plan, leader: str, texts: PackTexts) -> Iterator[str]:
    if leader not in {"", plan.role}:
        yield texts("plan.another-role", role=texts.role(plan.role), leader=texts.role(leader))


def _summary(plan: Plan, texts: PackTexts, statuses: Sequence[UnitStatus]) -> Iterator[str]:
    """Whether it reaches the tier and what would; how much it is, from when to when; why this tier; the gaps; what no unit leads to."""
    yield from _short_of_the_tier(plan, texts)
    besides = [_besides(name, plan, texts) for name in plan.besides]
    if not plan.steps and (plan.left_out or not plan.rest):
        yield texts("plan.too-short" if plan.left_out else "result.plan-none")
    elif plan.met and besides:
        yield from (*besides, texts("plan.met-besides"))
    elif plan.met and (shown := _shown(plan, texts, statuses)):
        yield texts("plan.met-shown", titles=quoted(shown, texts))
    elif plan.met:
        yield texts("plan.met-done" if _is_behind(plan) else "result.plan-met")
    if plan.steps:
        yield _size(plan, texts)
        first, last = plan.weeks[0].starts, plan.weeks[-1].starts
        if first and last:
            yield texts("plan.when", start=day(first, texts), end=day(last + TO_LAST_DAY, texts))
    if plan.met_below and not plan.met:
        below, p = plan.met_below.tier, plan.met_below.p
        yield texts("plan.why-tier", below=texts.tier(below), tier=texts.tier(plan.tier), p=texts.chance_said(p))
    yield from _gaps(plan, texts)
    if not (plan.met and plan.steps):
        yield from besides
    if plan.uncovered:
        yield texts("result.plan-uncovered", names=texts.join([texts.competency(name) for name in plan.uncovered]))


def _besides(name: str, plan: Plan, texts: PackTexts) -> str:
    """A basic skill that is short: what the tier asks of it, to which no plan leads."""
    tier = next(tier for tier in TIERS if tier == plan.tier)
    competency, required = texts.pack.competency[name], texts.pack.role[plan.role].needs[name].required.at(tier)
    asks = inside(texts.of(competency.levels[required - 1]))
    return texts("plan.besides", competency=texts.competency(name), level=required, asks=asks)


def _size(plan: Plan, texts: PackTexts) -> str:
    """How much it is in all and a week; where the weeks before the last hold less than there was time for, how much they hold."""
    whole = plan.weeks[:-1] or plan.weeks
    held = sum(sum(week.hours.values()) for week in whole) / len(whole)
    mean = round(2 * plan.hours_total / len(plan.weeks)) / 2
    effort, pace, own = (texts("count.hours", count=f"{hours:g}") for hours in (plan.hours_total, plan.hours_per_week, mean))
    key = "result.plan-summary" if held > LIKE_PACE * plan.hours_per_week else "result.plan-summary-less"
    said = texts(key, effort=effort, pace=pace, own=own, duration=texts("count.weeks", count=len(plan.weeks)))
    if (over := plan.hours_total - plan.hours_given) <= 0:
        return said
    available, more = (texts("count.hours", count=f"{hours:g}") for hours in (plan.hours_given, over))
    return said + texts("plan.over", over=more, available=available)


def _short_of_the_tier(plan: Plan, texts: PackTexts) -> Iterator[str]:
    """That the weeks do not reach the tier, what limits, what would reach it, and which tier they reach."""
    if plan.rest is None:
        return
    given, tier = texts("count.weeks", count=plan.weeks_given), texts.tier(plan.tier)
    whole, available, pace = (
        texts("count.hours", count=f"{hours:g}") for hours in (plan.hours_whole, plan.hours_given, plan.hours_per_week)
    )
    barely = plan.limit == "hours" and plan.hours_whole - plan.hours_given < plan.hours_per_week
    said = texts(f"plan.short-{'barely' if barely else plan.limit}", duration=given, tier=tier, whole=whole, available=available, pace=pace)
    said += _left_free(plan, texts) if plan.limit == "hours" else ""
    if plan.rest.weeks:
        said += texts("plan.short-in-all", duration=texts("count.weeks", count=plan.rest.weeks), count=plan.rest.weeks)
    if plan.rest.tier_below:
        said += texts("plan.short-below", duration=given, tier=texts.tier(plan.rest.tier_below))
    yield said


def _left_free(plan: Plan, texts: PackTexts) -> str:
    """Why hours stay free although more are needed: too few for the shortest way on, or units must last for weeks one after another."""
    free = plan.hours_given - plan.hours_total
    ways = [left.hours + sum(texts.pack.unit[name].hours for name in left.needs) for left in plan.left_out if left.closes]
    if not ways or free <= 0 or (len(plan.weeks) == plan.weeks_given and free <= (1 - LIKE_PACE) * plan.hours_given):
        return ""
    hours, following = (texts("count.hours", count=f"{amount:g}") for amount in (free, min(ways)))
    return texts("plan.short-free" if min(ways) > free else "plan.short-free-weeks", free=hours, following=following)


def _is_behind(plan: Plan) -> bool:
    """Whether units that are done or skipped have closed something that was missing."""
    return any(gap.done >= SAME for gap in plan.gaps)


def _shown(plan: Plan, texts: PackTexts, statuses: Sequence[UnitStatus]) -> list[str]:
    """The role's own work at the tier that is done, where it closed nothing: it shows to others what the answers say."""
    own = {unit.id for unit in texts.pack.units if (unit.role, unit.tier) == (plan.role, plan.tier)}
    return [] if _is_behind(plan) else [status.id for status in statuses if status.state == "done" and status.id in own]


def _hints(plan: Plan, texts: PackTexts, statuses: Sequence[UnitStatus], again: str) -> Iterator[str]:
    """The commands for what the summary names. For an answers file no aim is kept, so they say it."""
    own = f"{texts.program} plan{again}" + (f" --role {plan.role} --hours-per-week {plan.hours_per_week:g}" if again else "")
    if plan.met_below and not plan.met and plan.met_below.rather_not:
        tier = plan.met_below.tier
        yield texts("plan.hint-make-sure", tier=texts.tier(tier), command=f"{own} --level {tier}")
    for topic in texts.pack.topics:
        if topic.id in plan.besides:
            yield texts("plan.hint-besides", competency=texts.competency(topic.id), command=f"{texts.program} guide {topic.id}")
    if plan.rest and plan.rest.tier_below:
        tier = plan.rest.tier_below
        yield texts("plan.hint-below", tier=texts.tier(tier), command=f"{own} --level {tier}")
    if plan.steps and plan.met and not plan.besides and plan.tier != TIERS[-1] and _shown(plan, texts, statuses):
        tier = TIERS[TIERS.index(plan.tier) + 1]
        yield texts("plan.hint-on", tier=texts.tier(tier), command=f"{own} --level {tier}")
    if not again and plan.steps and plan.met and not plan.besides and _is_behind(plan):
        yield texts("plan.hint-checkpoint", command=f"{texts.program} assess --checkpoint")


def _gaps(plan: Plan, texts: PackTexts) -> Iterator[str]:
    """What is missing, in one line; what is met, in another; what is only just met."""
    missing = [gap for gap in plan.gaps if not gap.met]
    closed = all(gap.left < SAME for gap in missing)
    close = [texts.competency(gap.id) for gap in plan.gaps if gap.met and not _surely_met(gap)]
    there = [texts.competency(gap.id) for gap in plan.gaps if gap.met and _surely_met(gap)]
    if missing:
        told = texts.join([_gap(gap, plan.role, texts, alone=closed) for gap in missing])
        yield texts(
            ("plan.gaps-all-with-done" if _is_behind(plan) else "plan.gaps-all") if closed and plan.steps else "plan.gaps", gaps=told
        )
    if there:
        yield texts("plan.there", names=texts.join(there))
    if close:
        yield texts("plan.there-close", names=texts.join(close))


def _surely_met(gap: Gap) -> bool:
    return is_met(gap.low, gap.required)


def _gap(gap: Gap, role: str, texts: PackTexts, *, alone: bool) -> str:
    """A gap with its weight; unless that is told of all at once, with what the plan closes of it."""
    facts = {"competency": texts.competency(gap.id), "weight": texts.weight(role, gap.id), "gap": f"{gap.missing:.1f}"}
    return texts(
        "plan.gap" if alone else "plan.gap-closes" if gap.closes >= SAME else "plan.gap-untouched", **facts, closes=f"{gap.closes:.1f}"
    )


def _before(plan: Plan, texts: PackTexts, statuses: Sequence[UnitStatus], again: str) -> Iterator[Section]:
    if claims := [one for one in plan.claimed if one.planned]:
        how = texts("plan.claimed-file" if again else "plan.claimed-how", id=claims[0].unit)
        yield Section(texts("plan.claimed"), (how,), tuple(claim(one, texts) for one in claims))
    if statuses:
        yield Section(texts("plan.progress"), items=tuple(_progress(plan, statuses, texts)))


def claim(claimed: Claimed, texts: PackTexts) -> str:
    """A unit that the person seems not to need, with the deeds that show it."""
    return texts("plan.claim", title=texts.unit(claimed.unit), id=claimed.unit, deeds=deeds(claimed, texts))


def deeds(claimed: Claimed, texts: PackTexts) -> str:
    """The hardest deeds that show it, quoted."""
    told = (texts.pack.options(texts.pack.question[one.list])[one.number - 1] for one in claimed.deeds[:SHOWN_DEEDS])
    return texts.join([texts("quoted", text=inside(texts.of(text))) for text in told])


def _over(statuses: Sequence[UnitStatus], texts: PackTexts) -> Iterator[str]:
    """The units that are done, skipped or unwanted."""
    for state, by_deeds in (("done", False), ("skipped", False), ("skipped", True), ("unwanted", False)):
        if titles := [texts.unit(status.id) for status in statuses if (status.state, status.by_deeds) == (state, by_deeds)]:
            yield texts(f"plan.state-{state}-by-deeds" if by_deeds else f"plan.state-{state}", titles=texts.join(titles))


def _progress(plan: Plan, statuses: Sequence[UnitStatus], texts: PackTexts) -> Iterator[str]:
    for status in statuses:
        if status.state == "started":
            planned = any(step.unit == status.id for step in plan.steps)
            yield texts(
                "plan.state-started" if planned else "plan.state-started-outside",
                title=texts.unit(status.id),
                id=status.id,
                day=day(status.since, texts),
            )
            if status.days_late:
                yield texts("plan.late", count=status.days_late)
    yield from _over(statuses, texts)
    if closed := [gap for gap in plan.gaps if gap.done >= SAME]:
        told = [texts("plan.closed", competency=texts.competency(gap.id), closes=f"{gap.done:.1f}") for gap in closed]
        yield texts("plan.why-gaps-stay", gaps=texts.join(told))
    over = {texts.pack.unit[status.id].competency for status in statuses if status.state != "started"}
    if repeated := [texts.competency(name) for name in plan.uncovered if name in over]:
        yield texts("plan.why-none-left", names=texts.join(repeated))


# --- after the weeks


def _after(plan: Plan, texts: PackTexts, *, kept: bool) -> Iterator[Section]:
    if plan.left_out:
        cost = (texts("plan.left-out-own-only"),) if plan.rest is None else tuple(_cost(plan, texts))
        yield Section(texts("plan.left-out"), cost, tuple(_left_out(plan, texts)))
    evidence = tuple(_evidence(plan, texts))
    why = (texts("plan.convince-why"),) if evidence else ()
    yield Section(texts("plan.convince"), (texts("result.plan-honest"), *why), evidence)
    if plan.steps:
        facts = {"id": plan.steps[0].unit}
        lasting = ("plan.how-next", "plan.how-show", "plan.how-mark", "plan.how-again", "plan.how-kept")
        keys = lasting if kept else ("plan.how-show", "plan.how-file")
        yield Section(texts("plan.how"), items=tuple(texts(key, **facts) for key in keys))


def _cost(plan: Plan, texts: PackTexts) -> Iterator[str]:
    """Of what was left out, at the pace of the plan."""
    if plan.rest and plan.rest.weeks:
        effort, duration = texts("count.hours", count=f"{plan.rest.hours:g}"), texts("count.weeks", count=plan.rest.weeks)
        yield texts("plan.left-out-cost", effort=effort, duration=duration)


def _left_out(plan: Plan, texts: PackTexts) -> Iterator[str]:
    for left in plan.left_out[:SHOWN_LEFT_OUT]:
        own = "plan.left-out-own" if left.own_work else "plan.left-out-groundwork"
        said = texts(
            own if left.closes < SAME else "plan.left-out-closes",
            title=texts.unit(left.id),
            id=left.id,
            hours=f"{left.hours:g}",
            competency=texts.competency(left.competency),
            closes=f"{left.closes:.1f}",
        )
        yield said + (_needed_first(left, texts) if left.needs else "")
    if more := len(plan.left_out[SHOWN_LEFT_OUT:]):
        yield texts("plan.left-out-more", count=more)


def _needed_first(left: LeftOut, texts: PackTexts) -> str:
    hours = left.hours + sum(texts.pack.unit[name].hours for name in left.needs)
    titles = texts.join([texts("quoted", text=texts.unit(name)) for name in left.needs])
    return texts("plan.left-out-needs", titles=titles, hours=f"{hours:g}")


def _evidence(plan: Plan, texts: PackTexts) -> Iterator[str]:
    """What says more than a plan: of the role's own work first, then of the last steps."""
    last_first = plan.steps[::-1]
    for step in sorted(last_first, key=lambda step: not step.own_work)[:SHOWN_EVIDENCE]:
        yield texts("plan.convince-unit", title=texts.unit(step.unit), evidence=texts.of(texts.pack.unit[step.unit].evidence))
