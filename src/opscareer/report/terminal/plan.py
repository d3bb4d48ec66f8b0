"""The learning path for a terminal, as lines, and as Markdown."""

from collections.abc import Iterator, Sequence

from opscareer.pack.model import Pack
from opscareer.report.markdown import plain
from opscareer.report.terminal.layout import FAINT, TITLE, Line, Page
from opscareer.report.view.plan import PlanView, Section, WeekView, plan_view, reason, summary, title
from opscareer.results import Plan, Standing
from opscareer.texts import Texts

SHORT_STEPS = 3


# --- in a terminal ------------------------------------------------------------------------------------------------------------------


def plan_lines(pack: Pack, plan: Plan, standings: Sequence[Standing], texts: Texts, page: Page, again: str = "") -> list[Line]:
    """The whole path, week by week. `again` is what a command must be given to find this pack once more."""
    view = plan_view(pack, plan, standings, texts, again)
    lines = [*page.wrap(view.title, style=TITLE), Line(page.rule, style=FAINT)]
    lines += [line for text in view.summary for line in page.wrap(text)]
    lines += [line for section in view.before for line in _section(section, page)]
    lines += [line for week in view.weeks for line in _week(week, page)]
    return lines + [line for section in view.after for line in _section(section, page)]


def plan_in_short(pack: Pack, plan: Plan, texts: Texts, page: Page, command: str = "opscareer plan") -> list[Line]:
    """What `assess` shows of it: how much it is, the first steps, and the command for the rest."""
    lines = page.heading(title(pack, plan, texts))
    lines += [line for text in summary(pack, plan, texts) for line in page.wrap(text)]
    for step in plan.steps[:SHORT_STEPS]:
        unit = pack.unit[step.unit]
        weeks = [week.number for week in plan.weeks if step.unit in week.hours]
        when = texts("result.plan-week" if weeks[0] == weeks[-1] else "result.plan-weeks", first=weeks[0], last=weeks[-1])
        hours = texts("result.plan-hours", hours=f"{step.hours:g}")
        lines += page.wrap(f"{when}  {texts.of(unit.title)}  {hours}", 0, 4, style="bold")
        details = (
            texts("plan.why", why=reason(pack, plan, step, texts)),
            texts("result.plan-goal", goal=texts.of(unit.goal)),
            texts("result.plan-deliverable", deliverable=texts.of(unit.task.deliverable)),
        )
        lines += [line for text in details for line in page.wrap(text, 4)]
    more = len(plan.steps[SHORT_STEPS:])
    if plan.steps:
        lines += page.wrap(texts("plan.more", count=more, command=command) if more else texts("plan.all", command=command))
    return lines + page.wrap(texts("result.plan-honest"), style=FAINT)


def _section(section: Section, page: Page) -> list[Line]:
    lines = page.heading(section.heading)
    lines += [line for text in section.paragraphs for line in page.wrap(text)]
    return lines + [line for text in section.items for line in page.item(text, indent=0)]


def _week(week: WeekView, page: Page) -> list[Line]:
    lines = page.heading(week.heading)
    for unit in week.units:
        lines += page.wrap(f"{unit.title}  {unit.hours}  [{unit.id}]", 2, 4, style="bold" if unit.why else "")
        lines += [line for text in (unit.why, unit.deliverable) if text for line in page.wrap(text, 4)]
    head, *questions = week.checkpoint or ("",)
    lines += page.wrap(head, 2, 4, style="yellow") if head else []
    return lines + [line for text in questions for line in page.item(text, indent=4)]


# --- in Markdown --------------------------------------------------------------------------------------------------------------------


def plan_markdown(pack: Pack, plan: Plan, standings: Sequence[Standing], texts: Texts, again: str = "") -> str:
    """The same as a Markdown document."""
    return "\n".join(_markdown(plan_view(pack, plan, standings, texts, again))) + "\n"


def _markdown(view: PlanView) -> Iterator[str]:
    yield f"# {plain(view.title)}"
    yield from _paragraphs(view.summary)
    for section in view.before:
        yield from _markdown_section(section)
    for week in view.weeks:
        yield from ("", f"## {plain(week.heading)}", "")
        for unit in week.units:
            yield f"- {f'**{plain(unit.title)}**' if unit.why else plain(unit.title)} `{unit.id}` {plain(unit.hours)}"
            yield from (f"  - {plain(text)}" for text in (unit.why, unit.deliverable) if text)
        head, *questions = week.checkpoint or ("",)
        if head:
            yield from ("", f"**{plain(head)}**", "")
            yield from (f"- [ ] {plain(text)}" for text in questions)
    for section in view.after:
        yield from _markdown_section(section)


def _markdown_section(section: Section) -> Iterator[str]:
    yield from ("", f"## {plain(section.heading)}")
    yield from _paragraphs(section.paragraphs)
    if section.items:
        yield ""
        yield from (f"- {plain(text)}" for text in section.items)


def _paragraphs(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from ("", plain(text))
