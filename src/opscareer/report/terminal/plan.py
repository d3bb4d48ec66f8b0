"""The learning path for a terminal, as lines."""

from collections.abc import Sequence

from opscareer.pack.model import Pack
from opscareer.report.terminal.layout import FAINT, TITLE, WARNING, Line, Page, whole
from opscareer.report.view.names import PackTexts
from opscareer.report.view.plan import PlanView, plan_view
from opscareer.report.view.progress import NextView, next_view, progress_view
from opscareer.report.view.steps import Section, StepRow
from opscareer.results.plan import Plan, UnitStatus
from opscareer.texts import Texts

SHORT_STEPS = 3
MARKS = {"done": "✓", "skipped": "–", "unwanted": "–", "started": "▶", "": "☐"}
PLAIN_MARKS = {"done": "[x]", "skipped": "[-]", "unwanted": "[-]", "started": "[>]", "": "[ ]"}


def plan_lines(
    pack: Pack,
    plan: Plan,
    statuses: Sequence[UnitStatus],
    texts: Texts,
    page: Page,
    again: str = "",
    name: str = "",
    *,
    doubtful: bool = False,
) -> list[Line]:
    """The whole path, this week first; below a word about the answers where these are `doubtful`. `again`, `name` as for the view."""
    view = plan_view(plan, PackTexts(pack, texts), statuses, again=again, name=name)
    doubt = page.wrap(texts("plan.doubtful", command=f"{texts.program} report{again}"), style=WARNING) if doubtful else []
    head = page.title(view.title) + doubt + page.paragraphs(view.summary + view.hints)
    return head + [line for section in view.sections for line in _section(section, texts, page)]


def plan_in_short(view: PlanView, texts: Texts, page: Page, command: str = "") -> list[Line]:
    """What `assess` shows of it: how much it is, the first steps, and the command for the rest."""
    lines = page.heading(view.title) + page.paragraphs(view.summary + view.over + view.hints)
    for step in view.steps[:SHORT_STEPS]:
        lines += page.wrap(f"{step.when}  {step.title}  {step.hours}", 0, 4, style="bold")
        lines += page.paragraphs((step.why, step.goal, step.deliverable), 4)
    more = len(view.steps[SHORT_STEPS:])
    if view.steps:
        lines += page.wrap(texts("plan.more", count=more, command=command) if more else texts("plan.all", command=command))
    return lines + page.wrap(texts("result.plan-honest"), style=FAINT)


def _section(section: Section, texts: Texts, page: Page) -> list[Line]:
    lines = page.heading(section.heading) + page.paragraphs(section.paragraphs) + page.items(section.items, 0)
    lines += [line for unit in section.units for line in _unit(unit, page)]
    return lines + (page.wrap(f"{section.checkpoint}{texts('stop')}{section.shows}", 2, 4, style=WARNING) if section.checkpoint else [])


def _unit(unit: StepRow, page: Page) -> list[Line]:
    head = page.wrap(f"{unit.title}  {whole(unit.time)}  [{unit.id}]", 2, 4, style="bold")
    return head + page.paragraphs((unit.why, unit.deliverable), 4) + page.paragraphs(unit.start, 4, 6, style=FAINT)


# --- now, and how far


def next_lines(pack: Pack, plan: Plan, statuses: Sequence[UnitStatus], texts: Texts, page: Page, *, kept: bool = True) -> list[Line]:
    """What to do now: each unit of this week with its task, what it ends in, and the commands for it."""
    view: NextView = next_view(plan, PackTexts(pack, texts), statuses, kept=kept)
    lines = page.title(view.title) + page.paragraphs(view.summary)
    for unit in view.units:
        lines += page.heading(f"{unit.row.title}  [{unit.row.id}]")
        lines += page.paragraphs((unit.row.time, unit.row.why))
        lines += [Line(""), *page.wrap(texts("unit.task"), style=TITLE), *page.items(unit.steps, 0)]
        lines += [*page.paragraphs(unit.terms, 0, 2), Line("")]
        for command, then in unit.commands:
            lines += page.command(command, 2, 4, then=then)
    return lines


def progress_lines(pack: Pack, plan: Plan, statuses: Sequence[UnitStatus], texts: Texts, page: Page) -> list[Line]:
    """Every unit of the plan and every one that was marked, ticked by how far it is."""
    view = progress_view(plan, PackTexts(pack, texts), statuses)
    marks = MARKS if page.fine else PLAIN_MARKS
    legend = texts("progress.legend", done=marks["done"], skipped=marks["skipped"], started=marks["started"], open=marks[""])
    lines = [*page.title(view.title), *page.paragraphs(view.summary), *page.wrap(legend, style=FAINT), Line("")]
    for unit in view.units:
        lines += page.item(f"{unit.title}  {unit.about}  [{unit.id}]", marks[unit.state], 0)
    return lines
