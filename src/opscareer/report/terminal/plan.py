"""The learning path for a terminal, as lines, and as Markdown."""

from collections.abc import Iterator, Sequence

from opscareer.pack.model import Pack
from opscareer.report.markdown import plain
from opscareer.report.terminal.layout import FAINT, TITLE, Line, Page, whole
from opscareer.report.view.names import PackTexts
from opscareer.report.view.plan import PlanView, Section, WeekView, plan_view
from opscareer.results.plan import Plan, UnitStatus
from opscareer.texts import Texts

SHORT_STEPS = 3


# --- in a terminal ------------------------------------------------------------------------------------------------------------------


def plan_lines(pack: Pack, plan: Plan, statuses: Sequence[UnitStatus], texts: Texts, page: Page, again: str = "") -> list[Line]:
    """The whole path, week by week. `again` is what a command must be given to find this pack once more."""
    view = plan_view(plan, PackTexts(pack, texts.language), statuses, whole(again))
    lines = [*page.wrap(view.title, style=TITLE), Line(page.rule, style=FAINT), *page.paragraphs(view.summary)]
    lines += [line for section in view.before for line in _section(section, page)]
    lines += [line for week in view.weeks for line in _week(week, page)]
    return lines + [line for section in view.after for line in _section(section, page)]


def plan_in_short(view: PlanView, texts: Texts, page: Page, command: str = "opscareer plan") -> list[Line]:
    """What `assess` shows of it: how much it is, the first steps, and the command for the rest."""
    lines = page.heading(view.title) + page.paragraphs(view.summary)
    for step in view.steps[:SHORT_STEPS]:
        lines += page.wrap(f"{step.when}  {step.title}  {step.hours}", 0, 4, style="bold")
        lines += page.paragraphs((step.why, step.goal, step.deliverable), 4)
    more = len(view.steps[SHORT_STEPS:])
    if view.steps:
        lines += page.wrap(texts("plan.more", count=more, command=command) if more else texts("plan.all", command=command))
    return lines + page.wrap(texts("result.plan-honest"), style=FAINT)


def _section(section: Section, page: Page) -> list[Line]:
    return page.heading(section.heading) + page.paragraphs(section.paragraphs) + page.items(section.items, 0)


def _week(week: WeekView, page: Page) -> list[Line]:
    lines = page.heading(week.heading)
    for unit in week.units:
        lines += page.wrap(f"{unit.title}  {unit.hours}  [{unit.id}]", 2, 4, style="bold" if unit.why else "")
        lines += page.paragraphs((text for text in (unit.why, unit.deliverable) if text), 4)
    head, *questions = week.checkpoint or ("",)
    return lines + (page.wrap(head, 2, 4, style="yellow") if head else []) + page.items(questions, 4)


# --- in Markdown --------------------------------------------------------------------------------------------------------------------


def plan_markdown(pack: Pack, plan: Plan, statuses: Sequence[UnitStatus], texts: Texts, again: str = "") -> str:
    """The same as a Markdown document."""
    return "\n".join(_markdown(plan_view(plan, PackTexts(pack, texts.language), statuses, again))) + "\n"


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
