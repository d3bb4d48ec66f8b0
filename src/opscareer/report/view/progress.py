"""What to do now, and how far the person is with a plan, in words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from opscareer.pack.learning import Unit
from opscareer.report.view.names import PackTexts
from opscareer.report.view.steps import SAME, StepRow, day, quoted, reason, step_rows
from opscareer.report.view.unit import task_terms
from opscareer.results.figures import printed_plan
from opscareer.results.plan import Plan, UnitStatus
from opscareer.texts.sentences import steps


class NextUnit(NamedTuple):
    """A unit to work on now: the steps of its task, what it starts from and ends in, and commands with what they do."""

    row: StepRow
    steps: tuple[str, ...]
    terms: tuple[str, ...]
    commands: tuple[tuple[str, str], ...]


class NextView(NamedTuple):
    title: str
    summary: tuple[str, ...]
    units: tuple[NextUnit, ...]


class Ticked(NamedTuple):
    """A unit and how far it is: `state` as it was marked, "" where it is still to come."""

    id: str
    title: str
    state: str
    about: str


class ProgressView(NamedTuple):
    title: str
    summary: tuple[str, ...]
    units: tuple[Ticked, ...]


def next_view(plan: Plan, texts: PackTexts, statuses: Sequence[UnitStatus], *, kept: bool = True) -> NextView:
    """`kept` as for the plan: of an answers file no progress is noted."""
    state = {status.id: status.state for status in statuses}
    now = plan.weeks[0].hours if plan.weeks else {}
    units = [_next_unit(row, texts, state.get(row.id, ""), kept=kept) for row in step_rows(plan, texts, statuses) if row.id in now]
    summary = texts("next.side-by-side") if len(units) > 1 else "" if units else texts("next.nothing")
    return NextView(texts("next.title", role=texts.role(plan.role)), (summary,) if summary else (), tuple(units))


def _next_unit(row: StepRow, texts: PackTexts, state: str, *, kept: bool) -> NextUnit:
    unit = texts.pack.unit[row.id]
    commands = tuple(_commands(row.id, texts, state, kept=kept))
    return NextUnit(row, steps(texts.of(unit.task.brief)), tuple(task_terms(unit, texts)), commands)


def _commands(unit: str, texts: PackTexts, state: str, *, kept: bool) -> Iterator[tuple[str, str]]:
    if texts.pack.unit[unit].practice:
        yield f"{texts.program} plan data {unit}", texts("next.data")
    yield f"{texts.program} plan show {unit}", texts("next.show")
    if not kept:
        return
    if state != "started":
        yield f"{texts.program} plan start {unit}", texts("next.start")
    yield f"{texts.program} plan done {unit}", texts("next.done")
    if state != "started":
        yield f"{texts.program} plan skip {unit}", texts("next.skip")
        yield f"{texts.program} plan skip {unit} --unwanted", texts("next.unwanted")


def progress_view(plan: Plan, texts: PackTexts, statuses: Sequence[UnitStatus]) -> ProgressView:
    """What is behind the person first, and what is under way outside the plan, then the plan in its order."""
    state, planned = {status.id: status for status in statuses}, {step.unit for step in plan.steps}
    behind = [status for status in statuses if status.id not in planned]
    ticked = [Ticked(one.id, texts.unit(one.id), one.state, _since(one, texts)) for one in sorted(behind, key=lambda one: one.since)]
    for row in step_rows(plan, texts, statuses):
        status = state.get(row.id)
        about = texts("page.dot").join([row.when, row.hours])
        ticked.append(Ticked(row.id, row.title, status.state if status else "", _since(status, texts) if status else about))
    done = [status for status in statuses if status.state == "done"]
    facts = {"done": len(done), "hours": f"{sum(texts.pack.unit[one.id].hours for one in done):g}"}
    summary = texts("progress.summary", **facts, count=len(plan.steps), left=f"{plan.hours_total:g}")
    return ProgressView(texts("progress.title", role=texts.role(plan.role), tier=texts.tier(plan.tier)), (summary,), tuple(ticked))


def _since(status: UnitStatus, texts: PackTexts) -> str:
    return texts(f"progress.{status.state}", day=day(status.since, texts))


# --- what a unit that was marked changes


def changes(unit: Unit, before: Plan, after: Plan, texts: PackTexts) -> Iterator[str]:
    """What became of the plan when a unit was done or skipped, and why its gap is written as before."""
    planned, now = ([step.unit for step in plan.steps] for plan in (before, after))
    if planned == now:
        yield texts("marked.same")
    else:
        yield texts("marked.hours", before=f"{before.hours_total:g}", after=f"{after.hours_total:g}", count=len(now))
    if came := [name for name in now if name not in planned]:
        waiting = {name for left in before.left_out for name in (left.id, *left.needs)}
        if waiting.issuperset(came):
            yield texts("marked.freed", titles=quoted(came, texts))
        else:
            steps = [step for step in after.steps if step.unit in came]
            why = [texts("marked.came-for", title=quoted([step.unit], texts), why=reason(after, step, texts)) for step in steps]
            yield texts("marked.came", titles=texts("semicolon").join(why))
    if gone := [name for name in planned if name not in {unit.id, *now}]:
        yield texts("marked.gone", titles=quoted(gone, texts))
        yield from _built_on(gone, now, texts)
    if before.rest:
        yield texts("marked.whole", tier=texts.tier(after.tier), before=f"{before.hours_whole:g}", after=f"{after.hours_whole:g}")
    if now:
        yield texts("marked.then", title=texts.unit(now[0]), id=now[0])
    done = {gap.id: gap.done for gap in before.gaps}
    if gap := next((gap for gap in printed_plan(after).gaps if gap.id == unit.competency and gap.done >= done[gap.id] + SAME), None):
        facts = {"gap": f"{gap.missing:.1f}", "closes": f"{gap.done:.1f}", "level": f"{gap.level + gap.done:.1f}"}
        yield texts("marked.gap-stays", competency=texts.competency(gap.id), **facts)


def _built_on(gone: Sequence[str], now: Sequence[str], texts: PackTexts) -> Iterator[str]:
    """What left the plan because its level counts as reached, although units of the plan build on it: it may be new all the same."""
    for name in gone:
        if later := [unit for unit in now if name in texts.pack.unit[unit].prerequisites]:
            yield texts("marked.gone-used", title=texts.unit(name), id=name, titles=quoted(later, texts))
